/// The parts of an account, each on a tab.
public enum AccountTab: String, CaseIterable, Hashable, Sendable {
  case ledger, people, actions

  /// The words on the tab.
  public var title: String {
    switch self {
    case .ledger: "Ledger"
    case .people: "People and charges"
    case .actions: "Actions"
    }
  }

  /// The key that shows it.
  public var digit: Character {
    switch self {
    case .ledger: "1"
    case .people: "2"
    case .actions: "3"
    }
  }
}
