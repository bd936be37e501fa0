/// How often an amount is paid or charged: every unit that decision 18 lets an officer type.
///
/// A year is 52 weeks and 12 months wherever amounts are converted (domain.md 5.9); what a rent year really
/// holds is the calendar's to say.
public enum Frequency: Hashable, Sendable {
  /// 52 a year; `w`.
  case weekly
  /// 26 a year; `f`.
  case fortnightly
  /// 13 a year, which is not monthly; `4w`.
  case fourWeekly
  /// 12 a year; `m`.
  case monthly
  /// 4 a year; `q`.
  case quarterly
  /// 3 a year, once in each school term; `t`.
  case termly
  /// 2 a year.
  case halfYearly
  /// Once a year; `y`.
  case yearly
  /// Ten payments a year, as council tax and water are collected; `/10`.
  case tenAYear
  /// Once in each of so many weeks a year: term time (38), or the charge weeks of a rent with rent-free
  /// weeks.
  case weeksAYear(Int)

  /// How many times a year.
  public var timesAYear: Ratio {
    switch self {
    case .weekly: Ratio(52)
    case .fortnightly: Ratio(26)
    case .fourWeekly: Ratio(13)
    case .monthly: Ratio(12)
    case .quarterly: Ratio(4)
    case .termly: Ratio(3)
    case .halfYearly: Ratio(2)
    case .yearly: Ratio(1)
    case .tenAYear: Ratio(10)
    case .weeksAYear(let weeks): Ratio(Int64(weeks))
    }
  }

  /// What is typed after an amount for this frequency: `w`, `4w`, `/10`, `*38y` …; empty for half-yearly,
  /// which has none.
  public var typed: String {
    switch self {
    case .weekly: "w"
    case .fortnightly: "f"
    case .fourWeekly: "4w"
    case .monthly: "m"
    case .quarterly: "q"
    case .termly: "t"
    case .halfYearly: ""
    case .yearly: "y"
    case .tenAYear: "/10"
    case .weeksAYear(let weeks): "*\(weeks)y"
    }
  }

  /// The frequency in words, behind an amount: `a week`, `every four weeks`, `in each of 38 weeks a year` …
  public var wording: String {
    switch self {
    case .weekly: "a week"
    case .fortnightly: "a fortnight"
    case .fourWeekly: "every four weeks"
    case .monthly: "a month"
    case .quarterly: "a quarter"
    case .termly: "a term"
    case .halfYearly: "a half-year"
    case .yearly: "a year"
    case .tenAYear: "ten times a year"
    case .weeksAYear(let weeks): "in each of \(weeks) weeks a year"
    }
  }

  /// An amount of this frequency as the exact pence of another: 100.00 a week is 10000 × 52/12 pence a month.
  /// - Throws: ``RatioError/overflow`` where the amount is too large; ``RatioError/divisionByZero`` towards a
  ///   frequency of no times a year.
  public func convert(_ amount: Money, to other: Frequency) throws(RatioError) -> Ratio {
    try Ratio(amount).multiplied(by: timesAYear).divided(by: other.timesAYear)
  }
}
