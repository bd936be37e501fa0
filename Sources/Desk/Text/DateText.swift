import Rents

/// Days as the screens write them: short, and never ambiguous about the year.
enum DateText {
  /// `12 Nov` for a day within ten months of today, `Nov'25` for others: at most six columns.
  static func short(_ day: CivilDate?, today: CivilDate) -> String {
    guard let day else { return "" }
    if isNear(day, today) { return day.text(.dayMonth) }
    let (year, month, _) = day.parts
    let digits = String(year % 100)
    return CivilDate.shortMonthNames[month - 1] + "'" + (digits.count < 2 ? "0" : "") + digits
  }

  /// `on 12 Nov` for a day within ten months of today, `in Nov 2025` for others: to follow what was done.
  static func when(_ day: CivilDate, today: CivilDate) -> String {
    if isNear(day, today) { return "on \(day.text(.dayMonth))" }
    return "in \(CivilDate.shortMonthNames[day.parts.month - 1]) \(day.parts.year)"
  }

  /// `12 Nov`, or `Nov 2025` where the year is not clear: for a sentence.
  static func inWords(_ day: CivilDate, today: CivilDate) -> String {
    isNear(day, today)
      ? day.text(.dayMonth) : "\(CivilDate.shortMonthNames[day.parts.month - 1]) \(day.parts.year)"
  }

  /// `Mon  5 Oct` for a day within ten months of today, ` 5 Oct 2025` for others: at most eleven columns.
  static func column(_ day: CivilDate, today: CivilDate) -> String {
    if isNear(day, today) { return day.text(.weekdayDayMonthAligned) }
    return (day.day < 10 ? " " : "") + day.text(.dayMonthYear)
  }

  /// `Mon 16 Nov`, with the year where that is not clear.
  static func words(_ day: CivilDate, today: CivilDate) -> String {
    day.text(isNear(day, today) ? .weekdayDayMonth : .weekdayDayMonthYear)
  }

  /// `Mon 23` for a day of the last four weeks, `Mon 16 Nov` for others.
  static func recent(_ day: CivilDate, today: CivilDate) -> String {
    (0..<28).contains(today.days(since: day))
      ? "\(day.weekday.shortName) \(day.day)" : words(day, today: today)
  }

  /// `19 Oct-9 Nov`, or `May-Jul 2025`: at most thirteen columns.
  static func span(_ first: CivilDate, _ last: CivilDate, today: CivilDate) -> String {
    if isNear(first, today), isNear(last, today) {
      return first.text(.dayMonth) + "-" + last.text(.dayMonth)
    }
    let (from, to) = (first.parts, last.parts)
    let (fromMonth, toMonth) = (
      CivilDate.shortMonthNames[from.month - 1], CivilDate.shortMonthNames[to.month - 1]
    )
    if from.year != to.year { return "\(fromMonth) \(from.year % 100)-\(toMonth) \(to.year % 100)" }
    return from.month == to.month ? "\(fromMonth) \(from.year)" : "\(fromMonth)-\(toMonth) \(from.year)"
  }

  /// `today`, `yesterday`, `12 days ago`, `in 3 days`.
  static func distance(_ day: CivilDate, today: CivilDate) -> String {
    switch day.days(since: today) {
    case 0: "today"
    case -1: "yesterday"
    case 1: "tomorrow"
    case let days where days < 0: "\(-days) days ago"
    case let days: "in \(days) days"
    }
  }

  /// `1st`, `12th`, `23rd`: a day of the month.
  static func ordinal(_ number: Int) -> String {
    let ending =
      switch (number % 10, number % 100) {
      case (_, 11...13): "th"
      case (1, _): "st"
      case (2, _): "nd"
      case (3, _): "rd"
      default: "th"
      }
    return "\(number)\(ending)"
  }

  private static func isNear(_ day: CivilDate, _ today: CivilDate) -> Bool {
    abs(day.days(since: today)) < 300
  }
}
