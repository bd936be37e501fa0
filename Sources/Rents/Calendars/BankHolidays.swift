/// The bank holidays of one division as data, and the working days between them.
///
/// A working day is a day from Monday to Friday that is no bank holiday. Direct debits and standing orders
/// that fall on another day move to the next working day, Universal Credit to the one before.
///
/// ```swift
/// let holidays = try BankHolidays(reading: text)    // data/calendars/bank-holidays-england-and-wales.csv
/// let collected = holidays.workingDay(onOrAfter: due)
/// let listed = holidays.adding(workingDays: 3, to: payday)
/// ```
public struct BankHolidays: Hashable, Sendable {
  /// The division of the list of England and Wales, as GOV.UK names it.
  public static let englandAndWales = "england-and-wales"

  /// Every holiday, earliest first, one a day.
  public let holidays: [BankHoliday]
  private let days: Set<CivilDate>
  private let years: Set<Int>

  /// The holidays given, in any order; of two on one day the first is kept.
  public init(_ holidays: some Sequence<BankHoliday>) {
    var days: Set<CivilDate> = []
    self.holidays = holidays.filter { days.insert($0.date).inserted }.sorted { $0.date < $1.date }
    self.days = days
    years = Set(days.lazy.map(\.year))
  }

  /// Reads lines of `date,name,division,source`, the date as `2026-12-28`; a heading, empty lines and lines
  /// that begin with `#` are passed over, and lines of another division of GOV.UK's left out.
  /// - Throws: ``BankHolidaysError`` with the line and what is wrong with it.
  public init(reading text: String, division: String = englandAndWales) throws(BankHolidaysError) {
    let divisions = [BankHolidays.englandAndWales, "scotland", "northern-ireland"]
    var read: [BankHoliday] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      if line.isEmpty || line.hasPrefix("#") || line == "date,name,division,source" { continue }
      let fields = line.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false)
      guard fields.count == 4 else {
        throw BankHolidaysError(line: index + 1, problem: "it needs a date, a name, a division and a source")
      }
      guard let date = CivilDate(iso: fields[0]) else {
        throw BankHolidaysError(
          line: index + 1, problem: "\u{201C}\(fields[0])\u{201D} is no day (write 2026-12-28)")
      }
      if fields[1].isEmpty { throw BankHolidaysError(line: index + 1, problem: "the holiday has no name") }
      guard fields[2] == division || divisions.contains(String(fields[2])) else {
        throw BankHolidaysError(
          line: index + 1,
          problem: "\u{201C}\(fields[2])\u{201D} is no division (\(divisions.joined(separator: ", "))); "
            + "a name has no comma")
      }
      if fields[2] != division { continue }
      read.append(
        BankHoliday(date: date, name: String(fields[1]), division: division, source: String(fields[3])))
    }
    self.init(read)
  }

  /// Whether the list knows the year of a day. Where it does not, only weekends are known to be no
  /// working days.
  public func covers(_ date: CivilDate) -> Bool { years.contains(date.year) }

  /// These holidays, and for each of the years that the list lacks the eight that can be reckoned.
  public func completed(for years: ClosedRange<Int>) -> BankHolidays {
    let missing = years.filter { !self.years.contains($0) }
    return BankHolidays(holidays + missing.flatMap(BankHolidays.reckoned))
  }

  /// Whether the day is a bank holiday.
  public func contains(_ date: CivilDate) -> Bool { days.contains(date) }

  /// The name of the day's holiday; nil for any other day.
  public func name(of date: CivilDate) -> String? {
    days.contains(date) ? holidays.first { $0.date == date }?.name : nil
  }

  // MARK: Working days

  /// Whether the day is from Monday to Friday and no bank holiday.
  public func isWorkingDay(_ date: CivilDate) -> Bool { !date.weekday.isWeekend && !days.contains(date) }

  /// The day itself where it is a working day, else the next one: when a direct debit due then is collected.
  public func workingDay(onOrAfter date: CivilDate) -> CivilDate {
    var day = date
    while !isWorkingDay(day), day < .last { day = day.adding(days: 1) }
    return day
  }

  /// The day itself where it is a working day, else the one before: when Universal Credit due then is paid.
  public func workingDay(onOrBefore date: CivilDate) -> CivilDate {
    var day = date
    while !isWorkingDay(day), day > .first { day = day.adding(days: -1) }
    return day
  }

  /// The first working day after the day.
  public func nextWorkingDay(after date: CivilDate) -> CivilDate {
    workingDay(onOrAfter: date.adding(days: 1))
  }

  /// The last working day before the day.
  public func previousWorkingDay(before date: CivilDate) -> CivilDate {
    workingDay(onOrBefore: date.adding(days: -1))
  }

  /// The working day that is so many after the day, or before it where negative; the day itself is not
  /// counted. Zero gives the day itself, whether it is a working day or not.
  public func adding(workingDays count: Int, to date: CivilDate) -> CivilDate {
    var day = date
    for _ in 0..<count.magnitude {
      let moved = count > 0 ? nextWorkingDay(after: day) : previousWorkingDay(before: day)
      if moved == day { return day }
      day = moved
    }
    return day
  }

  /// How many working days lie after the first day up to and with the second; negative where the second is
  /// earlier.
  public func workingDays(from start: CivilDate, to end: CivilDate) -> Int {
    if end < start { return -workingDays(from: end, to: start) }
    let from = start.adding(days: 1)
    let length = start.days(until: end)
    var count = length / 7 * 5
    var day = from
    for _ in 0..<length % 7 {
      if !day.weekday.isWeekend { count += 1 }
      day = day.adding(days: 1)
    }
    let first = holidays.partitioningIndex { $0.date >= from }
    let beyond = holidays.partitioningIndex { $0.date > end }
    for index in first..<max(first, beyond) where !holidays[index].date.weekday.isWeekend { count -= 1 }
    return count
  }
}

/// What is wrong with a file of bank holidays.
public struct BankHolidaysError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line, 1 for the first.
  public let line: Int
  /// What is wrong with it.
  public let problem: String

  /// A fault on a line.
  public init(line: Int, problem: String) {
    self.line = line
    self.problem = problem
  }

  /// The line and what is wrong with it.
  public var description: String { "line \(line) of the bank holidays: \(problem)" }
}

extension Array {
  /// The first place whose element satisfies a condition that all later ones satisfy too.
  fileprivate func partitioningIndex(where condition: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
