import Rents

/// The field's words for the screens.
extension Tenure {
  /// As it stands in a sentence: `secure`, `temporary accommodation licence`.
  var words: String {
    switch self {
    case .secure: "secure"
    case .introductory: "introductory"
    case .flexible: "flexible (fixed term)"
    case .assured: "assured"
    case .licence: "temporary accommodation licence"
    case .garage: "garage"
    case .leasehold: "leasehold service charge"
    case .sharedOwnership: "shared ownership"
    case .sundry: "sundry debt"
    case .storage: "removals and storage"
    case .former: "former tenancy"
    }
  }

  /// The kind of account, in one short word: `RENT`, `GARAGE`.
  var accountKind: String {
    switch self {
    case .secure, .introductory, .flexible, .assured: "RENT"
    case .licence: "LICENCE"
    case .garage: "GARAGE"
    case .leasehold: "LEASEHOLD"
    case .sharedOwnership: "SHARED"
    case .sundry: "SUNDRY"
    case .storage: "STORAGE"
    case .former: "FORMER"
    }
  }
}

extension ChargeFrequency {
  /// As it stands in a sentence.
  var words: String {
    switch self {
    case .weekly: "weekly"
    case .fortnightly: "fortnightly"
    case .fourWeekly: "four-weekly"
    case .monthly: "monthly"
    case .quarterly: "quarterly"
    case .halfYearly: "half-yearly"
    case .annual: "yearly"
    case .invoice: "by invoice"
    }
  }

  /// `a week`, `every 4 weeks`.
  var each: String {
    switch self {
    case .weekly: "a week"
    case .fortnightly: "a fortnight"
    case .fourWeekly: "every 4 weeks"
    case .monthly: "a month"
    case .quarterly: "a quarter"
    case .halfYearly: "every half-year"
    case .annual: "a year"
    case .invoice: "an invoice"
    }
  }
}

extension PaymentMethod {
  /// Three letters for a column.
  var code: String {
    switch self {
    case .cash: "CSH"
    case .card: "CRD"
    case .standingOrder: "SO"
    case .directDebit: "DD"
    case .housingBenefit: "HB"
    case .managedPayment: "UCL"
    case .none: "-"
    }
  }

  /// As it stands in a sentence.
  var words: String {
    switch self {
    case .cash: "cash"
    case .card: "card"
    case .standingOrder: "standing order"
    case .directDebit: "direct debit"
    case .housingBenefit: "Housing Benefit"
    case .managedPayment: "UC paid to us"
    case .none: "no method known"
    }
  }
}

extension PostingType {
  /// What a line of the ledger says.
  var words: String {
    switch self {
    case .rent: "Rent"
    case .serviceCharge: "Service charge"
    case .water: "Water charge"
    case .otherCharge: "Other charge"
    case .vat: "VAT"
    case .storage: "Storage charge"
    case .invoice: "Invoice"
    case .housingBenefit: "Housing Benefit"
    case .managedPayment: "UC rent to us"
    case .directDebit: "Direct debit"
    case .directDebitReturned: "DD RETURNED"
    case .standingOrder: "Standing order"
    case .cash: "Cash"
    case .card: "Card"
    case .adjustment: "Adjustment"
    case .refund: "Refund"
    case .courtCosts: "Court costs"
    case .housingBenefitRecharge: "HB overpayment recharge"
    case .journal: "Journal"
    case .writeOff: "Written off"
    case .broughtForward: "Brought forward"
    }
  }

  /// True for what is charged by a calendar: runs of these are folded.
  var isRegularCharge: Bool {
    switch self {
    case .rent, .serviceCharge, .water, .otherCharge, .vat, .storage: true
    default: false
    }
  }

  /// True where the type says little and the narrative says what it was.
  var needsNarrative: Bool {
    switch self {
    case .otherCharge, .invoice, .adjustment, .refund, .journal, .writeOff, .courtCosts,
      .housingBenefitRecharge:
      true
    default: false
    }
  }
}

extension Arrangement {
  /// `25.00 monthly`.
  var termsInWords: String { "\(instalment.text(.unsigned)) \(frequency.words)" }
}

extension Arrangement.Frequency {
  /// As it stands in a sentence.
  var words: String {
    switch self {
    case .weekly: "weekly"
    case .fortnightly: "fortnightly"
    case .fourWeekly: "four-weekly"
    case .monthly: "monthly"
    }
  }
}

/// The landlords' codes of vulnerability and support needs, in words; a code that is not known stays as it is.
enum SupportNeed {
  static func words(_ code: String) -> String {
    switch code.uppercased() {
    case "MH": "mental health"
    case "DIS": "disability"
    case "INT": "interpreter needed"
    case "LIT": "help with reading"
    case "CAR": "care leaver"
    case "SAFE": "safe contact only"
    case "HOSP": "in hospital"
    case "2OFF": "visit in pairs"
    case "OLD": "frail"
    case "SUB": "substance use"
    default: code
    }
  }
}
