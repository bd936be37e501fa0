/// One instalment of an arrangement.
public struct Instalment: Hashable, Sendable {
  /// How it stands.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    /// Paid in full on or about its day.
    case paid
    /// Its day passed without the money.
    case missed
    /// Not yet due, or due today.
    case due
  }
  /// The id of its arrangement.
  public var arrangement: String
  /// 1 for the first.
  public var number: Int
  /// The day on which it falls due.
  public var due: CivilDate
  /// What is due.
  public var amount: Money
  /// What was paid towards it.
  public var paid: Money
  /// How it stands.
  public var status: Status

  /// An instalment of an arrangement.
  public init(arrangement: String, number: Int, due: CivilDate, amount: Money, paid: Money, status: Status) {
    self.arrangement = arrangement
    self.number = number
    self.due = due
    self.amount = amount
    self.paid = paid
    self.status = status
  }
}
