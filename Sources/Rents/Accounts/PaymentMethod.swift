/// How the household usually pays. Raw values are the words of filters.
public enum PaymentMethod: String, CaseIterable, Hashable, Sendable {
  /// Cash at a shop or the post office, with the landlord's payment card.
  case cash
  /// Debit or credit card, by telephone or on the web.
  case card
  /// The household's bank sends a fixed sum; it does not follow a rent rise by itself.
  case standingOrder = "standing-order"
  /// The landlord's bank collects what is due.
  case directDebit = "direct-debit"
  /// Housing Benefit pays the whole or most of it.
  case housingBenefit = "housing-benefit"
  /// Universal Credit rent paid straight to the landlord (alternative payment arrangement).
  case managedPayment = "managed-payment"
  /// No usual way.
  case none

  /// The three letters of a narrow column: `CSH`, `CRD`, `SO`, `DD`, `HB`, `UCL`, `NON`.
  public var shortName: String {
    switch self {
    case .cash: "CSH"
    case .card: "CRD"
    case .standingOrder: "SO"
    case .directDebit: "DD"
    case .housingBenefit: "HB"
    case .managedPayment: "UCL"
    case .none: "NON"
    }
  }

  /// The method in words: `cash`, `direct debit`, `UC rent to us` …
  public var wording: String {
    switch self {
    case .cash: "cash"
    case .card: "card"
    case .standingOrder: "standing order"
    case .directDebit: "direct debit"
    case .housingBenefit: "Housing Benefit"
    case .managedPayment: "UC rent to us"
    case .none: "no usual way"
    }
  }
}
