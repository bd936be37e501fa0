/// What a posting is. Raw values are the words of the JSON contract; `code` is the landlord-neutral three
/// letters.
public enum PostingType: String, CaseIterable, Hashable, Sendable {
  /// Net rent, garage rent or licence fee.
  case rent
  /// Service charge.
  case serviceCharge = "service-charge"
  /// Water collected for the supplier.
  case water
  /// Heating, support or a personal charge.
  case otherCharge = "other-charge"
  /// VAT on a garage.
  case vat
  /// Storage of belongings.
  case storage
  /// A sundry invoice.
  case invoice
  /// Housing Benefit credited.
  case housingBenefit = "housing-benefit"
  /// Universal Credit rent paid straight to the landlord.
  case managedPayment = "managed-payment"
  /// Direct debit collected.
  case directDebit = "direct-debit"
  /// A direct debit that the bank sent back.
  case directDebitReturned = "direct-debit-returned"
  /// A standing order received.
  case standingOrder = "standing-order"
  /// Cash at a shop or the post office.
  case cash
  /// A card payment.
  case card
  /// A correction of a charge.
  case adjustment
  /// A credit given back.
  case refund
  /// Costs that the court ordered.
  case courtCosts = "court-costs"
  /// Housing Benefit overpaid and recharged.
  case housingBenefitRecharge = "housing-benefit-recharge"
  /// A transfer between accounts, or to suspense.
  case journal
  /// A debt removed from the books; it survives in law.
  case writeOff = "write-off"
  /// The balance with which the ledger opens.
  case broughtForward = "brought-forward"

  /// The three letters of the plain extract style: `RNT`, `HBC`, `DDP` …
  public var code: String {
    switch self {
    case .rent: "RNT"
    case .serviceCharge: "SVC"
    case .water: "WAT"
    case .otherCharge: "OTH"
    case .vat: "VAT"
    case .storage: "STG"
    case .invoice: "INV"
    case .housingBenefit: "HBC"
    case .managedPayment: "UCM"
    case .directDebit: "DDP"
    case .directDebitReturned: "DDR"
    case .standingOrder: "STO"
    case .cash: "CSH"
    case .card: "CRD"
    case .adjustment: "ADJ"
    case .refund: "RFD"
    case .courtCosts: "CCO"
    case .housingBenefitRecharge: "HBR"
    case .journal: "JNL"
    case .writeOff: "WOF"
    case .broughtForward: "BBF"
    }
  }

  /// The type of those three letters, in capitals; nil where they are none.
  public init?(code: String) {
    guard let type = PostingType.byCode[code] else { return nil }
    self = type
  }

  private static let byCode = Dictionary(
    allCases.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

  /// The group to which it belongs; a local posting is confirmed only by one of its own group (decision 6).
  public var group: PostingGroup {
    switch self {
    case .rent, .serviceCharge, .water, .otherCharge, .vat, .storage, .invoice: .charge
    case .housingBenefit, .managedPayment: .benefit
    case .directDebit, .standingOrder, .cash, .card: .payment
    case .directDebitReturned: .reversal
    case .adjustment, .journal: .adjustment
    case .courtCosts, .housingBenefitRecharge: .costs
    case .refund: .refund
    case .writeOff: .writeOff
    case .broughtForward: .opening
    }
  }

  /// The side on which it usually stands: the other side is read, and worth a second look.
  public var usualSide: PostingSide {
    switch group {
    case .charge, .reversal, .costs, .refund: .debit
    case .benefit, .payment, .writeOff: .credit
    case .adjustment, .opening: .either
    }
  }

  /// What an officer calls it: `Rent`, `UC rent to us`, `Direct debit returned` …
  public var wording: String {
    switch self {
    case .rent: "Rent"
    case .serviceCharge: "Service charge"
    case .water: "Water"
    case .otherCharge: "Heating or support"
    case .vat: "VAT"
    case .storage: "Storage"
    case .invoice: "Invoice"
    case .housingBenefit: "Housing Benefit"
    case .managedPayment: "UC rent to us"
    case .directDebit: "Direct debit"
    case .directDebitReturned: "Direct debit returned"
    case .standingOrder: "Standing order"
    case .cash: "Cash"
    case .card: "Card"
    case .adjustment: "Adjustment"
    case .refund: "Refund"
    case .courtCosts: "Court costs"
    case .housingBenefitRecharge: "HB overpayment recharged"
    case .journal: "Transfer"
    case .writeOff: "Write-off"
    case .broughtForward: "brought forward"
    }
  }
}
