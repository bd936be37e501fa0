import Rents

/// What a set of accounts owes and has in credit. The two are never netted off against each other.
public struct CaseloadTotals: Hashable, Sendable {
  /// How many accounts.
  public private(set) var accounts = 0
  /// How many of them owe.
  public private(set) var inArrears = 0
  /// How many of them are in credit.
  public private(set) var inCredit = 0
  /// The sum of the balances of those that owe; nil where it does not fit in pence.
  public private(set) var arrears: Money? = .zero
  /// The sum of the balances of those in credit, as a negative amount; nil where it does not fit.
  public private(set) var credit: Money? = .zero

  /// The totals of no account.
  public init() {}

  /// The totals of these balances, added by `Money`'s own addition.
  public init(_ balances: some Sequence<Money>) {
    for balance in balances {
      accounts += 1
      if balance > .zero {
        inArrears += 1
        arrears = try? arrears?.adding(balance)
      } else if balance < .zero {
        inCredit += 1
        credit = try? credit?.adding(balance)
      }
    }
  }
}
