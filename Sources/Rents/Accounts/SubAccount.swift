/// Ledgers that are kept apart for one household: each has its own balance, ladder and payment reference, and
/// money never drifts between them without a journal (domain.md, section 1).
///
/// Raw values are the landlord-neutral codes.
public enum SubAccount: String, CaseIterable, Hashable, Sendable {
  /// The main account: rent or licence charge, with the services charged with it.
  case rent = "RENT"
  /// A garage or store.
  case garage = "GAR"
  /// Sundry debts raised by invoice.
  case sundry = "SUN"
  /// A leaseholder's service charge.
  case leaseholdService = "LSC"
  /// A leaseholder's share of major works.
  case majorWorks = "LMW"
  /// Shared-ownership rent and service charge.
  case sharedOwnership = "SHO"
  /// Court costs: owed only when the court orders them, and never rent.
  case courtCosts = "CRT"
  /// Removals and storage.
  case storage = "STO"
  /// Housing Benefit overpayments that the council recharged; kept out of notices.
  case housingBenefitOverpayment = "HBO"
  /// Repairs that the household has to pay for.
  case rechargeableRepair = "RCH"
  /// Use and occupation (mesne profits) where there is no tenancy; never called rent.
  case useAndOccupation = "UAO"
  /// A former tenant's debt.
  case former = "FTA"

  /// The ledger that an account of that tenure is.
  public init(tenure: Tenure) {
    switch tenure {
    case .secure, .introductory, .flexible, .assured, .licence: self = .rent
    case .garage: self = .garage
    case .leasehold: self = .leaseholdService
    case .sharedOwnership: self = .sharedOwnership
    case .sundry: self = .sundry
    case .storage: self = .storage
    case .former: self = .former
    }
  }

  /// What it holds, in a few words.
  public var meaning: String {
    switch self {
    case .rent: "rent or licence charge"
    case .garage: "garage"
    case .sundry: "sundry debt"
    case .leaseholdService: "leaseholder service charge"
    case .majorWorks: "major works"
    case .sharedOwnership: "shared ownership rent and service charge"
    case .courtCosts: "court costs"
    case .storage: "removals and storage"
    case .housingBenefitOverpayment: "HB overpayment recharge"
    case .rechargeableRepair: "rechargeable repair"
    case .useAndOccupation: "use and occupation"
    case .former: "former tenancy"
    }
  }

  /// Whether its debt is rent lawfully due under the present agreement: only that can found a notice for rent
  /// arrears.
  public var isRent: Bool { self == .rent || self == .sharedOwnership }
}
