/// The screen that the desk opens with, as `patchbook show` names it.
public enum DeskStart: Hashable, Sendable {
  /// The officer's own patch, or the choice of patches where there is none.
  case home
  /// The choice of patches.
  case patches
  /// The caseload of a patch; nil is the officer's own, or the first.
  case caseload(patch: String?)
  /// An account, at one of its tabs.
  case account(reference: String, tab: AccountTab)
  /// The income and expenditure form of an account.
  case statement(reference: String)
  /// The landlord's files; a file or folder that is looked at and tried at once.
  case importing(path: String?)
  /// The help over the officer's own patch.
  case help

  /// Reads `caseload`, `caseload:PATCH`, `account:REF`, `account:REF/ledger`, `account:REF/people`, `account:REF/actions`,
  /// `statement:REF`, `import`, `import:PATH`, `patches`, `help`; nil for anything else.
  public init?(_ name: String) {
    let parts = name.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    switch (parts[0], parts.count > 1 ? parts[1] : nil) {
    case ("", nil): self = .home
    case ("patches", nil): self = .patches
    case ("help", nil): self = .help
    case ("import", let path): self = .importing(path: path.map(String.init))
    case ("caseload", let patch): self = .caseload(patch: patch.map(String.init))
    case ("statement", let rest?):
      if rest.isEmpty { return nil }
      self = .statement(reference: String(rest))
    case ("account", let rest?):
      guard let slash = rest.lastIndex(of: "/") else {
        if rest.isEmpty { return nil }
        self = .account(reference: String(rest), tab: .ledger)
        return
      }
      // References may hold a slash themselves: only a known tab after the last one is a tab.
      let tab = AccountTab(rawValue: String(rest[rest.index(after: slash)...]))
      let reference = tab == nil ? rest : rest[..<slash]
      if reference.isEmpty { return nil }
      self = .account(reference: String(reference), tab: tab ?? .ledger)
    default: return nil
    }
  }

  /// The names that ``init(_:)`` reads, for messages and help.
  public static let names = [
    "caseload", "caseload:PATCH", "account:REF", "account:REF/ledger", "account:REF/people",
    "account:REF/actions", "statement:REF", "import", "import:PATH", "patches", "help",
  ]
}
