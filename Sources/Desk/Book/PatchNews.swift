import Rents

/// What is new in a patch since some moment: for the officer who comes back to it.
public struct PatchNews: Hashable, Sendable {
  /// What is new, by account.
  public var accounts: [String: AccountNews]

  /// News by account.
  public init(accounts: [String: AccountNews] = [:]) { self.accounts = accounts }

  /// Payments and the like in all accounts.
  public var payments: Int { accounts.values.reduce(0) { $0 + $1.payments } }
  /// Actions and notes by others in all accounts.
  public var actions: Int { accounts.values.reduce(0) { $0 + $1.actions } }
  /// The accounts whose balance is another now.
  public var balances: Int { accounts.values.reduce(0) { $0 + ($1.hasNewBalance ? 1 : 0) } }
}

/// What is new on one account.
public struct AccountNews: Hashable, Sendable {
  /// What can be new.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Money came in.
    case payments
    /// Others did or wrote something.
    case notes
    /// The balance is another.
    case balance
  }

  /// How many payments came in.
  public var payments: Int
  /// How many actions and notes of others there are.
  public var actions: Int
  /// Whether the balance is another.
  public var hasNewBalance: Bool

  /// So much that is new.
  public init(payments: Int = 0, actions: Int = 0, hasNewBalance: Bool = false) {
    self.payments = payments
    self.actions = actions
    self.hasNewBalance = hasNewBalance
  }

  /// Whether anything of a kind is new; nil asks for anything at all.
  public func has(_ kind: Kind?) -> Bool {
    switch kind {
    case .payments: payments > 0
    case .notes: actions > 0
    case .balance: hasNewBalance
    case nil: payments > 0 || actions > 0 || hasNewBalance
    }
  }
}
