import Terminal

/// The parts of an account, each on a tab. What is *expected* (benefit due, the form, the plan's judgement) comes with later
/// issues and takes a tab of its own then.
public enum AccountTab: String, CaseIterable, Hashable, Sendable {
  case ledger, timeline, people, charges, actions, plans, diary, documents

  /// The words on the tab.
  public var title: String {
    switch self {
    case .ledger: "Ledger"
    case .timeline: "Timeline"
    case .people: "People"
    case .charges: "Charges"
    case .actions: "Actions"
    case .plans: "Plans"
    case .diary: "Diary"
    case .documents: "Documents"
    }
  }

  /// The word where there is little room.
  public var short: String {
    switch self {
    case .timeline: "Time"
    case .actions: "Acts"
    case .documents: "Docs"
    default: title
    }
  }

  /// The row of tabs in which `open` is open.
  static func strip(open: AccountTab) -> TabStrip<AccountTab> {
    var strip = TabStrip(allCases.map { TabStrip<AccountTab>.Tab($0, $0.title, short: $0.short) })
    strip.open(open)
    return strip
  }

  /// The key that shows it: its place from the left.
  public var digit: Character {
    switch self {
    case .ledger: "1"
    case .timeline: "2"
    case .people: "3"
    case .charges: "4"
    case .actions: "5"
    case .plans: "6"
    case .diary: "7"
    case .documents: "8"
    }
  }
}
