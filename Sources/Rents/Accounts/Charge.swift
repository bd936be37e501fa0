/// What is charged each period, in its parts. The total is the landlord's figure for the period.
public struct Charge: Hashable, Sendable {
  /// How often it is charged.
  public var frequency: ChargeFrequency
  /// Pence each period, all parts together, by the landlord's own sum.
  public var total: Money
  /// Net rent, or the licence fee.
  public var rent = Money.zero
  /// Service charges.
  public var service = Money.zero
  /// Water collected for the supplier.
  public var water = Money.zero
  /// Heating, support, personal charge, VAT.
  public var other = Money.zero
  /// The first day on which this charge applies; nil where the landlord does not say.
  public var effectiveFrom: CivilDate?

  /// A charge of so much each period; its parts are set as the extract gives them.
  public init(frequency: ChargeFrequency, total: Money) {
    self.frequency = frequency
    self.total = total
  }

  /// The sum of the parts.
  /// - Throws: ``MoneyError/overflow`` where it does not fit in 64 bits of pence.
  public func sumOfParts() throws(MoneyError) -> Money { try Money.sum([rent, service, water, other]) }
}

/// The total charged each period before the last change, and from when.
public struct PreviousCharge: Hashable, Sendable {
  /// Pence each period.
  public var total: Money
  /// The first day on which it applied; nil where the landlord does not say.
  public var effectiveFrom: CivilDate?

  /// The charge before the last change.
  public init(total: Money, effectiveFrom: CivilDate?) {
    self.total = total
    self.effectiveFrom = effectiveFrom
  }
}
