extension CivilDate {
  /// The ways in which a day is written for people and for files. Month and weekday names are English.
  public enum Style: Hashable, Sendable {
    /// `2026-11-16`.
    case iso
    /// `20261116`, as in batch numbers and file names.
    case digits
    /// `16 Nov 2026`.
    case dayMonthYear
    /// `16 Nov`.
    case dayMonth
    /// `6Nov`, for a narrow column.
    case compact
    /// `Mon 16 Nov`.
    case weekdayDayMonth
    /// `Mon  5 Oct`: always ten characters, so that a column of them stands straight.
    case weekdayDayMonthAligned
    /// `Mon 16 Nov 2026`.
    case weekdayDayMonthYear
    /// `16/11/2026`.
    case slashes
  }

  /// The day as text.
  public func text(_ style: Style) -> String {
    let (year, month, day) = parts
    let monthName = CivilDate.shortMonthNames[month - 1]
    switch style {
    case .iso: return iso
    case .digits: return padded(year, 4) + padded(month, 2) + padded(day, 2)
    case .dayMonthYear: return "\(day) \(monthName) \(year)"
    case .dayMonth: return "\(day) \(monthName)"
    case .compact: return "\(day)\(monthName)"
    case .weekdayDayMonth: return "\(weekday.shortName) \(day) \(monthName)"
    case .weekdayDayMonthAligned: return "\(weekday.shortName) \(day < 10 ? " " : "")\(day) \(monthName)"
    case .weekdayDayMonthYear: return "\(weekday.shortName) \(day) \(monthName) \(year)"
    case .slashes: return "\(padded(day, 2))/\(padded(month, 2))/\(padded(year, 4))"
    }
  }

  /// `2026-11-16`.
  public var iso: String {
    let (year, month, day) = parts
    return String(unsafeUninitializedCapacity: 10) { bytes in
      let digits = [
        year / 1000, year / 100 % 10, year / 10 % 10, year % 10, -3, month / 10, month % 10, -3, day / 10,
        day % 10,
      ]
      // -3 becomes the hyphen, which stands three places before the digits.
      for (index, digit) in digits.enumerated() { bytes[index] = UInt8(48 + digit) }
      return 10
    }
  }

  /// Reads `2026-11-16`, exactly ten characters; nil where it is not that or the calendar has no such day.
  public init?(iso text: some StringProtocol) {
    var text = String(text)
    let read = text.withUTF8 { CivilDate(isoUTF8: $0) }
    guard let read else { return nil }
    self = read
  }

  /// Reads `2026-11-16` from its ten bytes; nil where they are not that or the calendar has no such day.
  public init?(isoUTF8 bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45 else { return nil }
    var numbers = (year: 0, month: 0, day: 0)
    for index in 0..<10 where index != 4 && index != 7 {
      let digit = Int(bytes[index]) - 48
      guard (0...9).contains(digit) else { return nil }
      if index < 4 {
        numbers.year = numbers.year * 10 + digit
      } else if index < 7 {
        numbers.month = numbers.month * 10 + digit
      } else {
        numbers.day = numbers.day * 10 + digit
      }
    }
    self.init(year: numbers.year, month: numbers.month, day: numbers.day)
  }

  /// `Jan` to `Dec`, in order.
  public static let shortMonthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `January` to `December`, in order.
  public static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November",
    "December",
  ]

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

extension CivilDate: CustomStringConvertible {
  /// `2026-11-16`.
  public var description: String { iso }
}
