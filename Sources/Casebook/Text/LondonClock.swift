import Rents

/// The day of Europe/London and stamps of UTC, from nanoseconds since 1970 (decision 2). No zone files are read.
public enum LondonClock {
  private static let second: Int64 = 1_000_000_000

  /// The day in London. British Summer Time runs from the last Sunday of March, 01:00 UTC, to the last Sunday of
  /// October, 01:00 UTC.
  public static func day(ofNanoseconds nanoseconds: Int64) -> CivilDate {
    let seconds = floor(nanoseconds, second)
    let utc = date(ofSeconds: seconds)
    return isSummer(seconds) ? date(ofSeconds: seconds + 3600) : utc
  }

  /// `2026-11-21T09:14:03Z`.
  static func stamp(ofNanoseconds nanoseconds: Int64) -> String {
    let seconds = floor(nanoseconds, second)
    let clock = Int(seconds - floor(seconds, 86_400) * 86_400)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(date(ofSeconds: seconds).iso)T\(two(clock / 3600)):\(two(clock / 60 % 60)):\(two(clock % 60))Z"
  }

  /// The time of the day in London: `09:14:03`.
  public static func time(ofNanoseconds nanoseconds: Int64) -> String {
    let utc = floor(nanoseconds, second)
    let isSummer = isSummer(utc)
    let clock = Int(utc - floor(utc, 86_400) * 86_400) + (isSummer ? 3600 : 0)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(clock / 3600 % 24)):\(two(clock / 60 % 60)):\(two(clock % 60))"
  }

  /// The nanoseconds since 1970 of a stamp in UTC as the journal has it, `2026-11-21T09:14:03Z`; nil where it is none.
  public static func nanoseconds(ofStamp stamp: String) -> Int64? {
    let parts = stamp.dropLast().split(separator: "T")
    guard stamp.hasSuffix("Z"), parts.count == 2, let day = CivilDate(iso: String(parts[0])) else {
      return nil
    }
    let clock = parts[1].split(separator: ":").compactMap { Int64($0) }
    guard clock.count == 3, clock.allSatisfy({ (0...60).contains($0) }) else { return nil }
    let seconds = Int64(day.dayNumber) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
    let (nanoseconds, overflow) = seconds.multipliedReportingOverflow(by: second)
    return overflow ? nil : nanoseconds
  }

  private static func isSummer(_ seconds: Int64) -> Bool {
    let year = date(ofSeconds: seconds).year
    return seconds >= changeover(month: 3, year: year) && seconds < changeover(month: 10, year: year)
  }

  private static func changeover(month: Int, year: Int) -> Int64 {
    guard let first = CivilDate(year: year, month: month, day: 1) else { return 0 }
    return Int64(first.lastOfMonth.onOrBefore(.sunday).dayNumber) * 86_400 + 3600
  }

  private static func date(ofSeconds seconds: Int64) -> CivilDate {
    CivilDate(dayNumber: Int32(clamping: floor(seconds, 86_400)))
  }

  private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : (value - divisor + 1) / divisor
  }
}
