/// An exact fraction, in lowest terms with a positive denominator.
///
/// Amounts are converted between frequencies as fractions of a penny and rounded once, at the end, so that no
/// rounding is rounded again.
public struct Ratio: Hashable, Comparable, Sendable {
  /// Above the line; carries the sign.
  public let numerator: Int64
  /// Below the line; always above zero.
  public let denominator: Int64

  /// A whole number.
  public init(_ whole: Int64) {
    numerator = whole
    denominator = 1
  }

  /// The pence of an amount.
  public init(_ money: Money) { self.init(money.pence) }

  /// A fraction.
  /// - Throws: ``RatioError/divisionByZero`` for a denominator of zero; ``RatioError/overflow`` where the
  ///   fraction in lowest terms does not fit in 64 bits.
  public init(_ numerator: Int64, over denominator: Int64) throws(RatioError) {
    try self.init(wide: Int128(numerator), over: Int128(denominator))
  }

  private init(wide numerator: Int128, over denominator: Int128) throws(RatioError) {
    if denominator == 0 { throw .divisionByZero }
    let divisor = Ratio.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let isNegative = (numerator < 0) != (denominator < 0)
    let top = Int128(numerator.magnitude / divisor)
    let bottom = Int128(denominator.magnitude / divisor)
    guard let exactTop = Int64(exactly: isNegative ? -top : top), let exactBottom = Int64(exactly: bottom)
    else {
      throw .overflow
    }
    self.numerator = exactTop
    self.denominator = exactBottom
  }

  /// Zero.
  public static let zero = Ratio(0)
  /// One.
  public static let one = Ratio(1)

  /// Smaller than; exact.
  public static func < (left: Ratio, right: Ratio) -> Bool {
    Int128(left.numerator) * Int128(right.denominator) < Int128(right.numerator) * Int128(left.denominator)
  }

  /// The exact sum.
  /// - Throws: ``RatioError/overflow`` where it does not fit in 64 bits.
  public func adding(_ other: Ratio) throws(RatioError) -> Ratio {
    let left = Int128(numerator) * Int128(other.denominator)
    let right = Int128(other.numerator) * Int128(denominator)
    return try Ratio(wide: left + right, over: Int128(denominator) * Int128(other.denominator))
  }

  /// The exact difference.
  /// - Throws: ``RatioError/overflow`` where it does not fit in 64 bits.
  public func subtracting(_ other: Ratio) throws(RatioError) -> Ratio {
    let left = Int128(numerator) * Int128(other.denominator)
    let right = Int128(other.numerator) * Int128(denominator)
    return try Ratio(wide: left - right, over: Int128(denominator) * Int128(other.denominator))
  }

  /// The exact product.
  /// - Throws: ``RatioError/overflow`` where it does not fit in 64 bits.
  public func multiplied(by other: Ratio) throws(RatioError) -> Ratio {
    try Ratio(
      wide: Int128(numerator) * Int128(other.numerator), over: Int128(denominator) * Int128(other.denominator)
    )
  }

  /// The exact quotient.
  /// - Throws: ``RatioError/divisionByZero`` for zero; ``RatioError/overflow`` where it does not fit in 64
  ///   bits.
  public func divided(by other: Ratio) throws(RatioError) -> Ratio {
    try Ratio(
      wide: Int128(numerator) * Int128(other.denominator), over: Int128(denominator) * Int128(other.numerator)
    )
  }

  /// The nearest whole number; a half goes as the rule says.
  public func rounded(_ rule: Rounding = .halfUp) -> Int64 {
    // A denominator above one leaves room for the rounding, so that the result always fits.
    Int64(clamping: Ratio.divide(Int128(numerator), by: Int128(denominator), rule))
  }

  /// The nearest whole number of tenths; a half goes as the rule says. Nil where that does not fit in 64
  /// bits.
  public func roundedTenths(_ rule: Rounding = .halfUp) -> Int64? {
    Int64(exactly: Ratio.divide(Int128(numerator) * 10, by: Int128(denominator), rule))
  }

  /// A quotient rounded to a whole number; the divisor is above zero.
  static func divide(_ dividend: Int128, by divisor: Int128, _ rule: Rounding) -> Int128 {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    let twice = remainder.magnitude * 2
    let away: Bool
    if twice == divisor.magnitude {
      switch rule {
      case .halfUp: away = true
      case .halfEven: away = quotient % 2 != 0
      }
    } else {
      away = twice > divisor.magnitude
    }
    guard away else { return quotient }
    return dividend < 0 ? quotient - 1 : quotient + 1
  }

  private static func greatestCommonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    var (larger, smaller) = (left, right)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return max(larger, 1)
  }
}

extension Ratio: CustomStringConvertible {
  /// `125/3`, or `5` for a whole number.
  public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}

extension Money {
  /// Exact pence, rounded once.
  public init(_ pence: Ratio, rounding rule: Rounding = .halfUp) { self.init(pence: pence.rounded(rule)) }

  /// The amount times a fraction, exact until it is rounded once.
  /// - Throws: ``MoneyError/overflow`` where the product does not fit in 64 bits of pence.
  public func multiplied(by ratio: Ratio, rounding rule: Rounding = .halfUp) throws(MoneyError) -> Money {
    let product = Ratio.divide(Int128(pence) * Int128(ratio.numerator), by: Int128(ratio.denominator), rule)
    guard let pence = Int64(exactly: product) else { throw .overflow }
    return Money(pence: pence)
  }
}
