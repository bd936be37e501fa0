/// A balance counted in weeks of the current full charge (decision 8), exact until it is printed.
public struct WeeksOwed: Hashable, Comparable, Sendable {
  /// The exact number of weeks; below zero for a credit.
  public let exact: Ratio
  /// The number in tenths of a week, a half away from zero.
  public let tenths: Int64

  /// The balance over the charge of one week.
  /// - Parameters:
  ///   - balance: the balance, or a part of it as the residual after technical arrears.
  ///   - weeklyEquivalent: the exact pence of one week's charge.
  /// - Returns: nil where nothing is charged by the week, or the figure is too large to mean anything.
  public init?(balance: Money, weeklyEquivalent: Ratio?) {
    guard let weeklyEquivalent, weeklyEquivalent > .zero else { return nil }
    guard let exact = try? Ratio(balance).divided(by: weeklyEquivalent), let tenths = exact.roundedTenths()
    else {
      return nil
    }
    self.exact = exact
    self.tenths = tenths
  }

  /// Fewer weeks.
  public static func < (left: WeeksOwed, right: WeeksOwed) -> Bool { left.exact < right.exact }

  /// One decimal for people: `3.7`, and `1.2 CR` for a credit.
  public var text: String {
    let magnitude = tenths.magnitude
    return "\(magnitude / 10).\(magnitude % 10)" + (tenths < 0 ? " CR" : "")
  }

  /// One decimal with its sign for files: `3.7`, `-1.2`.
  public var signedText: String {
    let magnitude = tenths.magnitude
    return (tenths < 0 ? "-" : "") + "\(magnitude / 10).\(magnitude % 10)"
  }
}
