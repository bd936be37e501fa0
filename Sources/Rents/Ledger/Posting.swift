/// What a posting is. Raw values are the words of the JSON contract; `code` is the landlord-neutral three letters.
public enum PostingType: String, CaseIterable, Hashable, Sendable {
  case rent, serviceCharge = "service-charge", water, otherCharge = "other-charge", vat, storage, invoice
  case housingBenefit = "housing-benefit", managedPayment = "managed-payment"
  case directDebit = "direct-debit", directDebitReturned = "direct-debit-returned"
  case standingOrder = "standing-order", cash, card
  case adjustment, refund, courtCosts = "court-costs"
  case housingBenefitRecharge = "housing-benefit-recharge"
  case journal, writeOff = "write-off", broughtForward = "brought-forward"

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
}

/// One line of a rent account's ledger.
public struct Posting: Hashable, Sendable {
  /// The landlord's transaction id, or one minted here for a local posting; unique within the account and source.
  public var id: String
  public var type: PostingType
  /// Debit positive, credit negative.
  public var amount: Money
  /// The landlord's transaction date.
  public var effective: CivilDate
  /// When the landlord's system had it (the batch's date).
  public var known: CivilDate
  /// `known` could only be inferred.
  public var isKnownInferred = false
  /// The day on which this book took it in (Europe/London).
  public var recorded: CivilDate
  public var narrative = ""
  public var batch = ""
  /// The source system named in the book, or `patchbook` for a posting made here.
  public var source: String
  /// Made here while the landlord keeps the ledger, and not yet confirmed by an extract.
  public var isLocal = false

  public init(
    id: String, type: PostingType, amount: Money, effective: CivilDate, known: CivilDate, recorded: CivilDate,
    source: String
  ) {
    self.id = id
    self.type = type
    self.amount = amount
    self.effective = effective
    self.known = known
    self.recorded = recorded
    self.source = source
  }
}
