/// One line of a charge: what it is for, and whether Housing Benefit or Universal Credit can pay for it.
public struct ChargePart: Hashable, Sendable {
  /// What it is for.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Net rent, or the licence fee.
    case rent
    /// Service charges.
    case service
    /// Water collected for the supplier.
    case water
    /// Heating, support, personal charge, VAT.
    case other
  }

  /// Whether HB or the housing element of UC can pay for it (domain.md, section 1: gross debit).
  public enum Eligibility: Hashable, Sendable {
    /// It can.
    case eligible
    /// It cannot.
    case notEligible
    /// It depends on the services, which the extract does not tell apart.
    case notSaid

    /// In a few words.
    public var words: String {
      switch self {
      case .eligible: "eligible for HB and UC"
      case .notEligible: "not eligible for HB or UC"
      case .notSaid: "the extract does not say"
      }
    }
  }

  /// What it is for.
  public let kind: Kind
  /// Pence each period.
  public let amount: Money
  /// Whether HB or UC can pay for it.
  public let eligibility: Eligibility
}

extension AccountFacts {
  /// The lines of the present charge that are not zero. Own water, heating, meals and personal support are never eligible;
  /// net rent of a home is; a garage or a debt is not; service charges depend on the service.
  public var chargeParts: [ChargePart] {
    let isHome = subAccount == .rent || subAccount == .sharedOwnership
    let parts: [(ChargePart.Kind, Money, ChargePart.Eligibility)] = [
      (.rent, charge.rent, isHome ? .eligible : .notEligible),
      (.service, charge.service, isHome || subAccount == .leaseholdService ? .notSaid : .notEligible),
      (.water, charge.water, .notEligible),
      (.other, charge.other, .notEligible),
    ]
    return parts.filter { $0.1 != .zero }.map { ChargePart(kind: $0.0, amount: $0.1, eligibility: $0.2) }
  }
}
