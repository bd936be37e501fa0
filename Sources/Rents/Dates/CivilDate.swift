/// A day of the calendar, without a time or a zone: rent falls due, notices expire and payments count by the
/// day.
///
/// Proleptic Gregorian, from 1 January 0001 to 31 December 9999. Every value lies in that range: what comes
/// from outside is checked by the failable initialisers, and arithmetic that would leave the range stops at
/// its edge, so that it never traps and never changes the order of days.
public struct CivilDate: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01; negative before.
  public let dayNumber: Int32

  /// The first day that can be held, 0001-01-01.
  public static let first = CivilDate(dayNumber: -719_162)
  /// The last day that can be held, 9999-12-31.
  public static let last = CivilDate(dayNumber: 2_932_896)

  /// The day that is so many days after 1970-01-01.
  /// - Parameter dayNumber: days since 1970-01-01; a number outside the range stops at its edge.
  public init(dayNumber: Int32) {
    self.dayNumber = min(max(dayNumber, -719_162), 2_932_896)
  }

  /// The day of that year (1 to 9999), month (1 to 12) and day of the month; nil where the calendar has no
  /// such day, as 31 February or 29 February 2026.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    guard day <= CivilDate.daysInMonth(month, of: year) else { return nil }
    self.init(validYear: year, month: month, day: day)
  }

  /// Earlier than.
  public static func < (left: CivilDate, right: CivilDate) -> Bool { left.dayNumber < right.dayNumber }

  // MARK: Parts

  /// The year, 1 to 9999.
  public var year: Int { parts.year }
  /// The month, 1 for January to 12 for December.
  public var month: Int { parts.month }
  /// The day of the month, 1 to 31.
  public var day: Int { parts.day }

  /// Year, month and day of the month, worked out once.
  public var parts: (year: Int, month: Int, day: Int) {
    // Years are counted from 1 March, so that the leap day is the last of its year, in eras of 400 years.
    let shifted = Int(dayNumber) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// The day of the week.
  public var weekday: Weekday {
    // 1970-01-01 was a Thursday; the sum is positive for every day of the range.
    let index = (Int(dayNumber) + 719_162) % 7
    return Weekday(rawValue: index + 1) ?? .monday
  }

  /// The number of days in a month of a year: 28 to 31; 0 for a month that is not one.
  public static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeapYear(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    case 1, 3, 5, 7, 8, 10, 12: 31
    default: 0
    }
  }

  /// Whether the year has a 29 February.
  public static func isLeapYear(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  // MARK: Arithmetic

  /// The day so many days later, or earlier where negative; stops at the edges of the range.
  public func adding(days: Int) -> CivilDate {
    let (sum, overflow) = Int(dayNumber).addingReportingOverflow(days)
    if overflow { return days > 0 ? .last : .first }
    return CivilDate(dayNumber: Int32(clamping: sum))
  }

  /// The day so many weeks later, or earlier where negative; stops at the edges of the range.
  public func adding(weeks: Int) -> CivilDate {
    let (days, overflow) = weeks.multipliedReportingOverflow(by: 7)
    if overflow { return weeks > 0 ? .last : .first }
    return adding(days: days)
  }

  /// The same day of the month so many months later, or earlier where negative.
  ///
  /// A month without that day takes its last: 31 January and one month is 28 or 29 February. A series of
  /// monthly dates is counted from its first day, or given `day`, so that it does not stay at the 28th after
  /// February.
  /// - Parameters:
  ///   - months: whole months; stops at the edges of the range.
  ///   - day: the day of the month wanted, 1 to 31; this date's own where nil.
  public func adding(months: Int, onDay day: Int? = nil) -> CivilDate {
    let own = parts
    let (count, overflow) = (own.year * 12 + own.month - 1).addingReportingOverflow(months)
    guard !overflow else { return months > 0 ? .last : .first }
    guard count >= 12 else { return .first }
    guard count < 120_000 else { return .last }
    let (year, month) = (count / 12, count % 12 + 1)
    let wanted = min(max(day ?? own.day, 1), CivilDate.daysInMonth(month, of: year))
    return CivilDate(validYear: year, month: month, day: wanted)
  }

  /// The same day so many years later; 29 February becomes 28 February where there is none.
  public func adding(years: Int) -> CivilDate {
    let (months, overflow) = years.multipliedReportingOverflow(by: 12)
    if overflow { return years > 0 ? .last : .first }
    return adding(months: months)
  }

  /// Whole days from this day to the other: positive where the other is later.
  public func days(until other: CivilDate) -> Int { Int(other.dayNumber) - Int(dayNumber) }

  /// Whole days from the other day to this: positive where this one is later.
  public func days(since other: CivilDate) -> Int { Int(dayNumber) - Int(other.dayNumber) }

  /// Whole months from this day to the other, as ages and terms are counted: the day of the month has to be
  /// reached, or the month's last day where it has no such day. Negative where the other is earlier.
  public func months(until other: CivilDate) -> Int {
    if other < self { return -other.months(until: self) }
    let (from, to) = (parts, other.parts)
    let months = (to.year - from.year) * 12 + to.month - from.month
    return adding(months: months) > other ? months - 1 : months
  }

  /// Whole years from this day to the other: an age, where this is a date of birth. Somebody born on 29
  /// February is a year older on 28 February of a common year.
  public func years(until other: CivilDate) -> Int { months(until: other) / 12 }

  // MARK: Places in the month

  /// The first of this day's month.
  public var firstOfMonth: CivilDate { CivilDate(validYear: year, month: month, day: 1) }

  /// The last day of this day's month.
  public var lastOfMonth: CivilDate {
    let (year, month, _) = parts
    return CivilDate(validYear: year, month: month, day: CivilDate.daysInMonth(month, of: year))
  }

  /// That day of this date's month, or the month's last where it has no such day (the 31st in April).
  public func inMonth(onDay day: Int) -> CivilDate { adding(months: 0, onDay: day) }

  // MARK: Places in the week

  /// This day where it is that weekday, else the next one.
  public func onOrAfter(_ weekday: Weekday) -> CivilDate {
    adding(days: (weekday.rawValue - self.weekday.rawValue + 7) % 7)
  }

  /// This day where it is that weekday, else the one before.
  public func onOrBefore(_ weekday: Weekday) -> CivilDate {
    adding(days: -((self.weekday.rawValue - weekday.rawValue + 7) % 7))
  }

  /// The first such weekday after this day.
  public func next(_ weekday: Weekday) -> CivilDate { adding(days: 1).onOrAfter(weekday) }

  /// The last such weekday before this day.
  public func previous(_ weekday: Weekday) -> CivilDate { adding(days: -1).onOrBefore(weekday) }

  /// The nearest such weekday: never more than three days away.
  public func nearest(_ weekday: Weekday) -> CivilDate { adding(days: -3).onOrAfter(weekday) }

  /// The Monday on which this day's rent week begins (Monday to Sunday).
  public var monday: CivilDate { onOrBefore(.monday) }

  // The caller has checked the parts.
  private init(validYear year: Int, month: Int, day: Int) {
    let marchYear = month <= 2 ? year - 1 : year
    let era = marchYear / 400
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(dayNumber: Int32(clamping: era * 146_097 + dayOfEra - 719_468))
  }
}

extension CivilDate: Strideable {
  /// Whole days to the other day.
  public func distance(to other: CivilDate) -> Int { days(until: other) }

  /// The day so many days later; stops at the edges of the range.
  public func advanced(by days: Int) -> CivilDate { adding(days: days) }
}
