/// An amount of money in whole pence.
///
/// A debit raises what the tenant owes and is positive; a credit lowers it and is negative. A balance above zero
/// is arrears. Arithmetic never traps and never wraps: a sum that does not fit is an error.
public struct Money: Hashable, Comparable, Sendable {
  /// Whole pence; positive owes, negative is in credit.
  public var pence: Int64

  public init(pence: Int64) { self.pence = pence }

  /// Nothing owed, nothing in credit.
  public static let zero = Money(pence: 0)

  public static func < (left: Money, right: Money) -> Bool { left.pence < right.pence }

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
}

/// What can be wrong with an amount.
public enum MoneyError: Error, Equatable, Sendable {
  /// The result does not fit: no rent account reaches such a figure, so the input is wrong.
  case overflow
  /// The text is not an amount; the text and what is wrong with it.
  case unreadable(text: String, reason: String)
}
