/// A rent year: 52 or 53 weeks from its first day, some of which may be rent-free.
public struct RentYear: Hashable, Sendable {
  /// The first day of week 1.
  public let start: CivilDate
  /// The number of weeks: 52 or 53 as a rule.
  public let weekCount: Int
  /// The numbers of the weeks in which nothing is charged, ascending.
  public let rentFreeWeeks: [Int]

  /// A rent year, as a landlord's calendar gives it.
  /// - Parameters:
  ///   - start: the first day of week 1.
  ///   - weekCount: 1 to 60.
  ///   - rentFreeWeeks: numbers of weeks of this year.
  /// - Returns: nil where a number lies outside these.
  public init?(start: CivilDate, weekCount: Int, rentFreeWeeks: [Int] = []) {
    guard (1...60).contains(weekCount), rentFreeWeeks.allSatisfy({ (1...weekCount).contains($0) }) else {
      return nil
    }
    self.init(start: start, weeks: weekCount, free: Set(rentFreeWeeks).sorted())
  }

  // The caller has checked and sorted the numbers.
  init(start: CivilDate, weeks: Int, free: [Int]) {
    self.start = start
    weekCount = weeks
    rentFreeWeeks = free
  }

  /// The last day of the last week.
  public var end: CivilDate { start.adding(days: weekCount * 7 - 1) }

  /// Weeks in which rent is charged.
  public var chargeWeeks: Int { weekCount - rentFreeWeeks.count }

  /// `2026/27`, by the year in which it starts.
  public var name: String {
    let next = (start.year + 1) % 100
    return "\(start.year)/\(next < 10 ? "0" : "")\(next)"
  }

  /// Whether the day lies in this year.
  public func contains(_ date: CivilDate) -> Bool { start <= date && date <= end }

  /// The week of that number; nil where the year has none.
  public func week(_ number: Int) -> RentWeek? {
    guard (1...weekCount).contains(number) else { return nil }
    return RentWeek(
      number: number, start: start.adding(days: (number - 1) * 7), isRentFree: rentFreeWeeks.contains(number))
  }

  /// The week that holds the day; nil for a day of another year.
  public func week(holding date: CivilDate) -> RentWeek? {
    contains(date) ? week(start.days(until: date) / 7 + 1) : nil
  }

  /// Every week, first to last.
  public var weeks: [RentWeek] { (1...weekCount).compactMap(week) }

  /// The thirteen four-weekly periods, first and last day of each.
  ///
  /// In a year of 53 weeks the thirteenth has five, so that each rent year begins with a period of its own; a
  /// landlord whose periods run through gives the anchor to
  /// ``RentCalendar/dueDates(of:from:through:dueDay:anchor:)``.
  public var fourWeeklyPeriods: [ClosedRange<CivilDate>] {
    let count = max(weekCount / 4, 1)
    return (0..<count).map { index in
      let first = start.adding(days: index * 28)
      return first...(index == count - 1 ? end : first.adding(days: 27))
    }
  }
}
