/// What can be wrong with a fraction.
public enum RatioError: Error, Hashable, Sendable {
  /// The fraction in lowest terms does not fit in 64 bits: an amount is far too large.
  case overflow
  /// Something was divided by zero.
  case divisionByZero
}

extension RatioError: CustomStringConvertible {
  /// What was wrong and what to look for.
  public var description: String {
    switch self {
    case .overflow: "The figure is larger than can be reckoned exactly; look for a wrong amount."
    case .divisionByZero: "Nothing can be divided by zero; look for a charge or a period of nothing."
    }
  }
}
