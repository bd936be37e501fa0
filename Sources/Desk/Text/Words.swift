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

  /// As it stands beside a balance: `garage`, `licence`, `store`.
  var shortWords: String {
    switch self {
    case .flexible: "flexible"
    case .licence: "licence"
    case .leasehold: "leasehold"
    case .storage: "storage"
    default: words
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

extension PostingType {
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
  /// `25.00 a month`.
  var termsInWords: String { "\(instalment.text(.unsigned)) \(frequency.frequency.wording)" }
}

extension String {
  /// The text with its first letter small, as inside a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }

  /// The text with its first letter capital, as at the beginning of one.
  var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}
