/// A day on which banks do not collect, pay or clear.
public struct BankHoliday: Hashable, Sendable {
  /// The day itself, or its substitute where it fell on a weekend.
  public var date: CivilDate
  /// Its name, as `Boxing Day (substitute day)`.
  public var name: String
  /// Where it holds: `england-and-wales`.
  public var division: String
  /// Where the line comes from: an address, or the rule by which it was reckoned.
  public var source: String

  /// A bank holiday.
  public init(date: CivilDate, name: String, division: String, source: String) {
    self.date = date
    self.name = name
    self.division = division
    self.source = source
  }
}
