import Rents

/// How a file writes dates: a pattern such as `yyyy-mm-dd`, `dd/mm/yyyy` or `dd-MMM-yy`.
///
/// `dd` and `mm` are one or two digits, `MMM` an English month in three letters, `yyyy` four digits, `yy` two. What
/// stands between is read as it is written. A date in another order is refused; nothing is guessed for one row.
struct DateStyle: Hashable, Sendable {
  private enum Part: Hashable { case day, month, monthName, year, shortYear, mark(UInt8) }

  /// What a two-digit year means.
  enum Century: Hashable, Sendable {
    /// Years 80 to 99 are 19xx, the rest 20xx.
    case nearby
    /// The last such year that is not after this day: dates of birth, starts of old tenancies.
    case notAfter(CivilDate)
  }

  /// Why a text is not a date.
  enum Failure: Error, Hashable, Sendable {
    /// Not written in this style.
    case notInStyle
    /// Written in this style, but the calendar has no such day.
    case noSuchDay
  }

  /// The pattern, as in the map.
  let pattern: String
  private let parts: [Part]

  /// A style from its pattern; nil where the pattern has not exactly one day, month and year.
  init?(pattern: String) {
    var parts: [Part] = []
    let bytes = Array(pattern.utf8)
    var at = 0
    func run() -> Int {
      var length = 1
      while at + length < bytes.count, bytes[at + length] == bytes[at] { length += 1 }
      return length
    }
    while at < bytes.count {
      let length = run()
      switch (bytes[at], length) {
      case (UInt8(ascii: "d"), 2): parts.append(.day)
      case (UInt8(ascii: "m"), 2): parts.append(.month)
      case (UInt8(ascii: "M"), 3): parts.append(.monthName)
      case (UInt8(ascii: "y"), 4): parts.append(.year)
      case (UInt8(ascii: "y"), 2): parts.append(.shortYear)
      case (UInt8(ascii: "a")...UInt8(ascii: "z"), _), (UInt8(ascii: "A")...UInt8(ascii: "Z"), _): return nil
      default: for _ in 0..<length { parts.append(.mark(bytes[at])) }
      }
      at += length
    }
    let days = parts.filter { $0 == .day }.count
    let months = parts.filter { $0 == .month || $0 == .monthName }.count
    let years = parts.filter { $0 == .year || $0 == .shortYear }.count
    guard days == 1, months == 1, years == 1 else { return nil }
    self.pattern = pattern
    self.parts = parts
  }

  /// Reads a date.
  /// - Throws: ``Failure``.
  @inline(__always)
  func read(_ bytes: UnsafeBufferPointer<UInt8>, century: Century = .nearby) throws(Failure) -> CivilDate {
    var at = 0
    var day = 0
    var month = 0
    var year = 0
    for part in parts {
      switch part {
      case .day: day = try DateStyle.digits(bytes, &at, least: 1, most: 2)
      case .month: month = try DateStyle.digits(bytes, &at, least: 1, most: 2)
      case .monthName: month = try DateStyle.monthName(bytes, &at)
      case .year: year = try DateStyle.digits(bytes, &at, least: 4, most: 4)
      case .shortYear:
        let short = try DateStyle.digits(bytes, &at, least: 2, most: 2)
        year = short >= 80 ? 1900 + short : 2000 + short
        if case .notAfter(let latest) = century {
          year = 2000 + short
          while year > 1900, !DateStyle.isOnOrBefore(year, month, day, latest) { year -= 100 }
        }
      case .mark(let mark):
        guard at < bytes.count, bytes[at] == mark else { throw .notInStyle }
        at += 1
      }
    }
    guard at == bytes.count else { throw .notInStyle }
    guard let date = CivilDate(year: year, month: month, day: day) else { throw .noSuchDay }
    return date
  }

  private static func isOnOrBefore(_ year: Int, _ month: Int, _ day: Int, _ latest: CivilDate) -> Bool {
    let parts = latest.parts
    return (year, month, day) <= (parts.year, parts.month, parts.day)
  }

  @inline(__always)
  private static func digits(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, least: Int, most: Int
  ) throws(Failure) -> Int {
    var value = 0
    var count = 0
    while count < most, at < bytes.count, bytes[at] &- 48 < 10 {
      value = value * 10 + Int(bytes[at] &- 48)
      at += 1
      count += 1
    }
    guard count >= least else { throw .notInStyle }
    return value
  }

  private static let monthNames: [UInt32] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

  private static func monthName(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) throws(Failure) -> Int {
    guard at + 3 <= bytes.count else { throw .notInStyle }
    var name: UInt32 = 0
    for offset in 0..<3 { name = name << 8 | UInt32(bytes[at + offset] | 0x20) }
    at += 3
    guard let index = monthNames.firstIndex(of: name) else { throw .notInStyle }
    return index + 1
  }
}
