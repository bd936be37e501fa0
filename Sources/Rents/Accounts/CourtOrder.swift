/// A possession order or an adjournment on terms.
public struct CourtOrder: Hashable, Sendable {
  /// The kind of order.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Suspended possession order: possession is given but not enforced while the terms are kept.
    case suspended
    /// Postponed possession order: the date of possession is fixed later, if the terms are broken.
    case postponed
    /// Adjourned on terms: no order for possession.
    case adjourned
  }
  /// The kind of order.
  public var kind: Kind
  /// The day of the order; nil where the landlord does not say.
  public var date: CivilDate?
  /// Weekly instalment ordered on top of the current charge.
  public var weeklyTerms: Money?

  /// An order of that kind.
  public init(kind: Kind, date: CivilDate?, weeklyTerms: Money?) {
    self.kind = kind
    self.date = date
    self.weeklyTerms = weeklyTerms
  }
}
