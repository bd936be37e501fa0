import Casebook

/// What is new in a patch since some moment: for the officer who comes back to it.
public struct PatchNews: Hashable, Sendable {
  /// What is new, by account.
  public var accounts: [String: AccountNews]

  /// News by account.
  public init(accounts: [String: AccountNews] = [:]) { self.accounts = accounts }

  /// How many accounts have something new of a kind; nil asks for anything at all.
  func count(_ kind: AccountNews.Kind?) -> Int { accounts.values.reduce(0) { $0 + ($1.has(kind) ? 1 : 0) } }
}

/// What is new on one account.
public struct AccountNews: Hashable, Sendable {
  /// What a filter may ask for.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Money came in, or came back.
    case payments
    /// Somebody did or wrote something: note, contact, diary date, action, arrangement.
    case notes
    /// The balance is another.
    case balance
    /// The landlord's facts are others.
    case details
  }

  /// The kinds of changes that happened.
  public var changes: Set<AccountChange>

  /// These kinds of changes.
  public init(_ changes: Set<AccountChange>) { self.changes = changes }

  /// Whether anything of a kind is new. Nil asks for anything worth a look: a rent charge alone is none, because each Monday
  /// everybody has one.
  public func has(_ kind: Kind?) -> Bool {
    switch kind {
    case .payments: changes.contains(.payment)
    case .notes: !changes.isDisjoint(with: [.note, .contact, .diary, .action, .arrangement])
    case .balance: !changes.isDisjoint(with: [.payment, .charge])
    case .details: changes.contains(.details)
    case nil: !changes.subtracting([.charge]).isEmpty
    }
  }

  /// What is new in words: `payment, note`.
  var words: String {
    AccountChange.allCases.filter { changes.contains($0) && $0 != .charge }.map(\.rawValue)
      .joined(separator: ", ")
  }
}
