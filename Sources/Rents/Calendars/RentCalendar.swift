/// When rent falls due: rent years, their weeks, and the due dates of every charge frequency.
///
/// Years that were imported from the landlord come first. For any other, decision 15 holds: a rent year
/// starts on the first Monday of April, charges fall on Mondays, and an account's rent-free weeks are the two
/// at Christmas (the week that holds 25 December and the one after), then the last two of March.
///
/// ```swift
/// let calendar = RentCalendar(rentFreeWeeks: 2)
/// calendar.week(holding: day).number                            // "Rent week 34"
/// calendar.dueDates(of: .weekly, from: first, through: last)    // Mondays, less the rent-free ones
/// ```
public struct RentCalendar: Hashable, Sendable {
  /// Rent-free weeks in each year that follows the rule.
  public let rentFreeWeeks: Int
  /// Imported years, earliest first.
  public let imported: [RentYear]

  /// The calendar of decision 15.
  /// - Parameter rentFreeWeeks: weeks a year in which nothing is charged: 0, 2 or 4 as a rule; a number
  ///   outside 0 to 51 stops at its edge.
  public init(rentFreeWeeks: Int = 0) {
    self.rentFreeWeeks = min(max(rentFreeWeeks, 0), 51)
    imported = []
  }

  /// A landlord's own rent years, and the rule of decision 15 outside them.
  /// - Throws: ``RentCalendarError/overlap(_:_:)`` where two years share a day.
  public init(imported years: [RentYear], rentFreeWeeks: Int = 0) throws(RentCalendarError) {
    let ordered = years.sorted { $0.start < $1.start }
    for (earlier, later) in zip(ordered, ordered.dropFirst()) where later.start <= earlier.end {
      throw .overlap(earlier.name, later.name)
    }
    imported = ordered
    self.rentFreeWeeks = min(max(rentFreeWeeks, 0), 51)
  }

  // MARK: Years and weeks

  /// The rent year that holds a day.
  public func year(holding date: CivilDate) -> RentYear {
    if let year = imported.first(where: { $0.contains(date) }) { return year }
    let start = RentCalendar.firstMondayOfApril(date.year)
    let year = RentCalendar.yearByRule(startingIn: date < start ? date.year - 1 : date.year, rentFreeWeeks)
    return between(imported.last { $0.end < date }, imported.first { $0.start > date }, year)
  }

  /// The rent year that starts in a calendar year, as 2026 for 2026/27; a number outside 1 to 9999 stops at
  /// its edge.
  public func year(startingIn calendarYear: Int) -> RentYear {
    if let year = imported.first(where: { $0.start.year == calendarYear }) { return year }
    return year(holding: RentCalendar.firstMondayOfApril(min(max(calendarYear, 1), 9999)))
  }

  /// The rent week that holds a day.
  public func week(holding date: CivilDate) -> RentWeek {
    let year = year(holding: date)
    return year.week(holding: date) ?? RentWeek(number: 1, start: date, isRentFree: false)
  }

  /// The weeks whose first day lies between two days, both included.
  public func weeks(from first: CivilDate, through last: CivilDate) -> [RentWeek] {
    var weeks: [RentWeek] = []
    forEachYear(from: first, through: last) { year in
      weeks += year.weeks.lazy.filter { $0.start >= first && $0.start <= last }
    }
    return weeks
  }

  /// The weeks in which rent is charged, whose first day lies between two days, both included.
  public func chargeWeeks(from first: CivilDate, through last: CivilDate) -> [RentWeek] {
    weeks(from: first, through: last).filter { !$0.isRentFree }
  }

  /// `week 33`, or `weeks 29-32` for a run of charges from one day to another.
  public func wording(from first: CivilDate, through last: CivilDate) -> String {
    let (from, to) = (week(holding: first).number, week(holding: last).number)
    return from == to ? "week \(from)" : "weeks \(from)-\(to)"
  }

  // MARK: Due dates

  /// The days between two days, both included, on which a charge falls due.
  ///
  /// Weekly: the first day of each charge week. Fortnightly and four-weekly: every 14 or 28 days from the
  /// anchor, or without one from the start of each rent year (26 and 13 a year; a 53rd week belongs to the
  /// last period). Monthly: the due day of each month. Quarterly, half-yearly and annual: the due day of
  /// April and every third, sixth or twelfth month after it. By invoice: none.
  /// - Parameters:
  ///   - dueDay: the day of the month for monthly and longer frequencies, 1 to 31; a month without it takes
  ///     its last.
  ///   - anchor: a day on which the account is known to have been charged, for fortnightly and four-weekly.
  public func dueDates(
    of frequency: ChargeFrequency, from first: CivilDate, through last: CivilDate, dueDay: Int = 1,
    anchor: CivilDate? = nil
  ) -> [CivilDate] {
    guard first <= last else { return [] }
    switch frequency {
    case .weekly: return chargeWeeks(from: first, through: last).map(\.start)
    case .fortnightly: return cycle(weeks: 2, from: first, through: last, anchor: anchor)
    case .fourWeekly: return cycle(weeks: 4, from: first, through: last, anchor: anchor)
    case .monthly: return months(every: 1, from: first, through: last, dueDay: dueDay)
    case .quarterly: return months(every: 3, from: first, through: last, dueDay: dueDay)
    case .halfYearly: return months(every: 6, from: first, through: last, dueDay: dueDay)
    case .annual: return months(every: 12, from: first, through: last, dueDay: dueDay)
    case .invoice: return []
    }
  }

  private func cycle(
    weeks: Int, from first: CivilDate, through last: CivilDate, anchor: CivilDate?
  ) -> [CivilDate] {
    let length = weeks * 7
    if let anchor {
      let behind = anchor.days(until: first) % length
      let start = first.adding(days: behind == 0 ? 0 : (behind > 0 ? length - behind : -behind))
      return start > last ? [] : Array(stride(from: start, through: last, by: length))
    }
    var days: [CivilDate] = []
    forEachYear(from: first, through: last) { year in
      for index in 0..<max(year.weekCount / weeks, 1) {
        let day = year.start.adding(days: index * length)
        if day >= first && day <= last { days.append(day) }
      }
    }
    return days
  }

  private func months(every step: Int, from first: CivilDate, through last: CivilDate, dueDay: Int)
    -> [CivilDate]
  {
    // Months are counted so that April is a multiple of every step.
    var month = first.year * 12 + first.month - 4
    var days: [CivilDate] = []
    while let start = CivilDate(year: (month + 3) / 12, month: (month + 3) % 12 + 1, day: 1), start <= last {
      let due = start.inMonth(onDay: dueDay)
      if month % step == 0, due >= first, due <= last { days.append(due) }
      month += 1
    }
    return days
  }

  private func forEachYear(
    from first: CivilDate, through last: CivilDate, _ body: (RentYear) -> Void
  ) {
    guard first <= last else { return }
    var next = first
    while true {
      let year = year(holding: next)
      body(year)
      guard year.end < last else { return }
      let following = imported.first { $0.start > next }?.start ?? .last
      next = min(year.end.adding(days: 1), following)
    }
  }

  /// A year by the rule, less the weeks that belong to imported years on either side.
  private func between(_ earlier: RentYear?, _ later: RentYear?, _ year: RentYear) -> RentYear {
    let start = max(year.start, earlier?.end.adding(days: 1) ?? year.start)
    let end = min(year.end, later?.start.adding(days: -1) ?? year.end)
    if start == year.start && end == year.end { return year }
    let weeks = max((start.days(until: end) + 7) / 7, 1)
    let free = year.rentFreeWeeks.compactMap { number -> Int? in
      let moved = year.start.adding(days: (number - 1) * 7)
      return moved >= start && moved <= end ? start.days(until: moved) / 7 + 1 : nil
    }
    return RentYear(start: start, weeks: weeks, free: free)
  }

  // MARK: The rule

  private static func firstMondayOfApril(_ year: Int) -> CivilDate {
    CivilDate(year: year, month: 4, day: 1)?.onOrAfter(.monday) ?? (year < 1 ? .first : .last)
  }

  private static func yearByRule(startingIn year: Int, _ rentFreeWeeks: Int) -> RentYear {
    let start = firstMondayOfApril(year)
    // Beyond the last year that dates can tell, a year of 52 weeks.
    let days = year >= 9999 ? 364 : start.days(until: firstMondayOfApril(year + 1))
    let weeks = max(days / 7, 1)
    guard rentFreeWeeks > 0 else { return RentYear(start: start, weeks: weeks, free: []) }
    let christmas = CivilDate(year: year, month: 12, day: 25).map { start.days(until: $0) / 7 + 1 } ?? 0
    var free = [christmas, christmas + 1].filter { (1...weeks).contains($0) }
    var week = weeks
    while free.count < rentFreeWeeks, week >= 1 {
      if !free.contains(week) { free.append(week) }
      week -= 1
    }
    return RentYear(start: start, weeks: weeks, free: free.prefix(rentFreeWeeks).sorted())
  }
}

/// What is wrong with an imported rent calendar.
public enum RentCalendarError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Two rent years, by their names, share a day.
  case overlap(String, String)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .overlap(let earlier, let later):
      "The rent years \(earlier) and \(later) share days: correct the first day or the number of weeks of "
        + "one."
    }
  }
}
