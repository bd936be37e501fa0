import Rents

/// The last money that came in.
public struct LastPayment: Hashable, Sendable {
  /// Its effective date.
  public var date: CivilDate
  /// What came in, as a positive amount.
  public var amount: Money
  /// How it came in.
  public var type: PostingType

  /// Money that came in on `date`.
  public init(date: CivilDate, amount: Money, type: PostingType) {
    self.date = date
    self.amount = amount
    self.type = type
  }
}
