/// An amount of money in whole pence.
///
/// A debit raises what the tenant owes and is positive; a credit lowers it and is negative. A balance above
/// zero is arrears. Arithmetic never traps and never wraps: a sum that does not fit is an error.
public struct Money: Hashable, Comparable, Sendable {
  /// Whole pence; positive owes, negative is in credit.
  public var pence: Int64

  /// That many pence; positive owes, negative is in credit.
  public init(pence: Int64) { self.pence = pence }

  /// Nothing owed, nothing in credit.
  public static let zero = Money(pence: 0)

  /// Owes less, or is further in credit.
  public static func < (left: Money, right: Money) -> Bool { left.pence < right.pence }

  /// Owed: above zero.
  public var isDebit: Bool { pence > 0 }

  /// In credit: below zero.
  public var isCredit: Bool { pence < 0 }

  /// The sum of two amounts.
  /// - Throws: ``MoneyError/overflow`` when the sum does not fit in 64 bits of pence.
  public func adding(_ other: Money) throws(MoneyError) -> Money {
    let (sum, overflow) = pence.addingReportingOverflow(other.pence)
    if overflow { throw .overflow }
    return Money(pence: sum)
  }

  /// The difference of two amounts.
  /// - Throws: ``MoneyError/overflow`` when the difference does not fit in 64 bits of pence.
  public func subtracting(_ other: Money) throws(MoneyError) -> Money {
    let (difference, overflow) = pence.subtractingReportingOverflow(other.pence)
    if overflow { throw .overflow }
    return Money(pence: difference)
  }

  /// The same amount on the other side: a debit as a credit.
  /// - Throws: ``MoneyError/overflow`` for the one amount that has no opposite.
  public func negated() throws(MoneyError) -> Money { try Money.zero.subtracting(self) }

  /// The amount so many times.
  /// - Throws: ``MoneyError/overflow`` when the product does not fit in 64 bits of pence.
  public func multiplied(by count: Int) throws(MoneyError) -> Money {
    let (product, overflow) = pence.multipliedReportingOverflow(by: Int64(count))
    if overflow { throw .overflow }
    return Money(pence: product)
  }

  /// The sum of amounts, added from first to last.
  /// - Throws: ``MoneyError/overflow`` when a running sum does not fit in 64 bits of pence.
  public static func sum(_ amounts: some Sequence<Money>) throws(MoneyError) -> Money {
    var total = Money.zero
    for amount in amounts { total = try total.adding(amount) }
    return total
  }
}
