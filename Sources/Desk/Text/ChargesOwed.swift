import Rents

/// What is owed, in the measure that an officer of such an account uses: weeks for rents, and for charges of a quarter, a
/// half-year or a year how many of those.
///
/// A leaseholder who was billed yesterday for half a year owes 26 weeks by decision 8, and nothing is late: `1.0h` says
/// what it is, one half-year's demand. Filters and the order of the list keep to the weeks.
enum ChargesOwed {
  /// `6.4`, `1.9h`: at most four columns, and nothing where nothing is owed.
  static func short(_ entry: CaseloadEntry) -> String {
    guard let weeks = entry.weeksOwed, weeks.tenths > 0 else { return "" }
    guard let period = period(entry.frequency), let tenths = tenths(entry) else { return weeks.shortText }
    if tenths >= 1000 { return "99+\(period.letter)" }
    return tenths >= 100 ? "\(tenths / 10)\(period.letter)" : "\(tenths / 10).\(tenths % 10)\(period.letter)"
  }

  /// `6.4 weeks`, `5.3 half-years`: for print; empty where nothing is owed.
  static func spelled(_ entry: CaseloadEntry) -> String {
    guard let weeks = entry.weeksOwed, weeks.tenths > 0 else { return "" }
    guard let period = period(entry.frequency), let tenths = tenths(entry) else {
      return weeks.shortText + (weeks.shortText == "1.0" ? " week" : " weeks")
    }
    let text = tenths >= 1000 ? "99+" : "\(tenths / 10).\(tenths % 10)"
    return "\(text) \(period.word)" + (tenths == 10 ? "" : "s")
  }

  /// `6.4 weeks`, `1.9 half-year charges (49.7 weeks)`; empty where nothing is owed.
  static func words(_ entry: CaseloadEntry) -> String {
    guard let weeks = entry.weeksOwed, weeks.tenths > 0 else { return "" }
    guard let period = period(entry.frequency), let tenths = tenths(entry) else {
      return "\(weeks.shortText) weeks"
    }
    return "\(tenths / 10).\(tenths % 10) \(period.word) charges (\(weeks.shortText) weeks)"
  }

  private static func period(_ frequency: ChargeFrequency) -> (letter: Character, word: String)? {
    switch frequency {
    case .quarterly: ("q", "quarter")
    case .halfYearly: ("h", "half-year")
    case .annual: ("y", "year")
    case .weekly, .fortnightly, .fourWeekly, .monthly, .invoice: nil
    }
  }

  /// The balance in tenths of one charge, a half up; nil where nothing is charged.
  private static func tenths(_ entry: CaseloadEntry) -> Int64? {
    let (balance, charge) = (entry.balance.pence, entry.charge.pence)
    guard balance > 0, charge > 0 else { return nil }
    let (scaled, overflow) = balance.multipliedReportingOverflow(by: 20)
    // Beyond that the figure is shown as more than 99 in any case.
    guard !overflow else { return 1000 }
    // Halves of tenths, so that the half is rounded up in whole numbers.
    let halves = scaled / charge
    return (halves + 1) / 2
  }
}
