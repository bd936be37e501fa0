/// What is special about an account, as a letter with a legend. The cases stand in the order in which they are shown.
public enum AccountFlag: Character, CaseIterable, Hashable, Sendable {
  case held = "H"
  case breathingSpace = "B"
  case vulnerable = "V"
  case joint = "J"
  case universalCredit = "U"
  case managedPayment = "A"
  case notice = "N"
  case court = "C"
  case arrangementKept = "R"
  case arrangementBroken = "r"
  case safeContact = "S"
  case localPosting = "L"
  case dataFault = "!"

  /// What the letter stands for, in a few words.
  public var words: String {
    switch self {
    case .held: "held"
    case .breathingSpace: "breathing space"
    case .vulnerable: "vulnerable"
    case .joint: "joint tenants"
    case .universalCredit: "Universal Credit"
    case .managedPayment: "managed payment"
    case .notice: "notice served"
    case .court: "court order"
    case .arrangementKept: "arrangement kept"
    case .arrangementBroken: "arrangement broken"
    case .safeContact: "safe contact only"
    case .localPosting: "posted here, not yet in an extract"
    case .dataFault: "data fault"
    }
  }

  /// True for what an officer must know before picking up the telephone.
  public var needsCare: Bool {
    switch self {
    case .held, .breathingSpace, .vulnerable, .court, .arrangementBroken, .safeContact, .dataFault: true
    default: false
    }
  }
}
