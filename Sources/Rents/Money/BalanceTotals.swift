/// Balances added up with debits and credits apart: one tenant's credit never lessens another's arrears
/// (domain.md, section 1: gross arrears).
public struct BalanceTotals: Hashable, Sendable {
  /// The sum of the balances above zero.
  public private(set) var debit = Money.zero
  /// The sum of the balances below zero, as a credit.
  public private(set) var credit = Money.zero
  /// The number of balances, zero ones included.
  public private(set) var count = 0
  /// The number of balances above zero.
  public private(set) var debitCount = 0
  /// The number of balances below zero.
  public private(set) var creditCount = 0

  /// No balances.
  public init() {}

  /// Totals that were added up elsewhere: debits and credits apart, and how many balances of each, zero ones in `count`
  /// alone.
  public init(debit: Money, debitCount: Int, credit: Money, creditCount: Int, count: Int) {
    (self.debit, self.debitCount) = (debit, debitCount)
    (self.credit, self.creditCount) = (credit, creditCount)
    self.count = count
  }

  /// The totals of these balances.
  /// - Throws: ``MoneyError/overflow`` where a sum does not fit.
  public init(_ balances: some Sequence<Money>) throws(MoneyError) {
    for balance in balances { try add(balance) }
  }

  /// Takes an account's balance into account.
  /// - Throws: ``MoneyError/overflow`` where a sum does not fit; nothing has changed then.
  public mutating func add(_ balance: Money) throws(MoneyError) {
    if balance.isDebit {
      debit = try debit.adding(balance)
      debitCount += 1
    } else {
      credit = try credit.adding(balance)
      if balance.isCredit { creditCount += 1 }
    }
    count += 1
  }
}
