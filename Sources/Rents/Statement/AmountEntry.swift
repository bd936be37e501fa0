/// What was typed in an amount field of an income and expenditure form, and what it means (decision 18).
///
/// ```swift
/// try AmountEntry("96/10").monthly(usual: .monthly)          // ten payments a year: 80.00 a month
/// try AmountEntry("320/2+118/1").monthly(usual: .monthly)    // 320 a fortnight and 118 a week
/// try AmountEntry("45*38y").wording(usual: .monthly)         // "45.00 in each of 38 weeks a year"
/// ```
///
/// Amounts with `+ - * ( )`, then a frequency: by letter (`w f 4w m q t y`), as people write it (`pw`, `pcm`, `pa`), or for the
/// number pad (`/1 /2 /4` weeks, `/10` ten payments a year). A slash never divides. Without a frequency the line's usual one is
/// meant. A lone `-` or `0` says that it was asked and there is none; blank, that it was not asked.
public enum AmountEntry: Hashable, Sendable {
  /// Nothing was typed: not asked yet.
  case notAsked
  /// Asked, and there is none.
  case none
  /// One or more amounts, each with how often it comes.
  case amounts([Part])

  /// An amount with how often it comes.
  public struct Part: Hashable, Sendable {
    /// Exact pence; below zero where it is taken off.
    public var pence: Ratio
    /// How often; nil where it was not typed.
    public var frequency: Frequency?

    /// An amount of `pence` each time.
    public init(pence: Ratio, frequency: Frequency?) {
      self.pence = pence
      self.frequency = frequency
    }
  }

  /// Reads what was typed.
  /// - Throws: ``AmountEntryFault`` with the place in the text and what is wrong there.
  public init(_ text: some StringProtocol) throws(AmountEntryFault) {
    var reader = AmountEntryReader(text)
    self = try reader.entry()
  }

  /// The exact pence a month; nil where it was not asked.
  /// - Parameter usual: the frequency of an amount without one.
  /// - Throws: ``RatioError/overflow`` where the amount is too large.
  public func exactMonthly(usual: Frequency) throws(RatioError) -> Ratio? {
    switch self {
    case .notAsked: return nil
    case .none: return .zero
    case .amounts(let parts):
      if let whole = AmountEntry.wholeMonthly(parts, usual: usual) { return try Ratio(whole, over: 12) }
      var sum = Ratio.zero
      for part in parts {
        let times = (part.frequency ?? usual).timesAYear
        sum = try sum.adding(part.pence.multiplied(by: times).divided(by: Ratio(12)))
      }
      return sum
    }
  }

  /// Twelve times the pence a month, where all amounts are whole pence and the sum fits: nearly always, and without fractions.
  private static func wholeMonthly(_ parts: [Part], usual: Frequency) -> Int64? {
    var sum: Int64 = 0
    for part in parts {
      let times = (part.frequency ?? usual).timesAYear
      guard part.pence.denominator == 1, times.denominator == 1 else { return nil }
      let (product, isLarge) = part.pence.numerator.multipliedReportingOverflow(by: times.numerator)
      let (next, isLarger) = sum.addingReportingOverflow(product)
      if isLarge || isLarger { return nil }
      sum = next
    }
    return sum
  }

  /// The amount of a month, rounded once, half a penny away from zero; nil where it was not asked.
  /// - Throws: ``RatioError/overflow`` where the amount is too large.
  public func monthly(usual: Frequency) throws(RatioError) -> Money? {
    try exactMonthly(usual: usual).map { Money($0) }
  }

  /// What it means, in words: `320.00 a fortnight and 118.00 a week`.
  public func wording(usual: Frequency) -> String {
    switch self {
    case .notAsked: return "not asked"
    case .none: return "asked, none"
    case .amounts(let parts):
      return parts.enumerated().map { index, part in
        let pence = part.pence.rounded()
        let amount = Money(pence: pence == .min ? .max : abs(pence)).text(.unsigned)
        let joint = index == 0 ? (pence < 0 ? "less " : "") : pence < 0 ? " less " : " and "
        return joint + amount + " " + (part.frequency ?? usual).wording
      }.joined()
    }
  }
}

/// What is wrong in an amount that was typed.
public struct AmountEntryFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The place in the text, in characters from 0.
  public var place: Int
  /// What is wrong, as the end of a sentence: `an amount is missing here`.
  public var reason: String

  /// A fault at a place.
  public init(place: Int, reason: String) {
    self.place = place
    self.reason = reason
  }

  /// The fault as a sentence.
  public var description: String { "Character \(place + 1): \(reason)." }
}
