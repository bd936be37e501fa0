import Rents

/// A day as an officer types it: `17 Nov`, `17/11`, `17/11/26`, `2026-11-17`, `-7d`, `+2w`, `fri`, `today`, `yesterday`.
///
/// Where the year is left out, the last such day that is not after today is meant, because one asks of what was; looking
/// ahead, as for a diary, the next such day.
enum DateEntry {
  /// Which day is meant where a part is left out.
  enum Direction: Hashable, Sendable {
    /// The last such day, today included.
    case back
    /// The next such day; a weekday is never today.
    case ahead
    /// A day of birth: the year is told, and one of two digits is the last such that has come.
    case birth
  }

  /// Why a text is no day.
  struct Fault: Error, Hashable, Sendable {
    /// A short sentence.
    var reason: String
  }

  /// What may be typed, for a prompt.
  static let examples = "17 Nov, 17/11, 2026-11-17, -7d, fri, today"

  /// What may be typed of a day that lies ahead.
  static let examplesAhead = "+14d, fri, 5/3, 5 Mar, tomorrow"

  /// What may be typed of a day of birth.
  static let examplesOfBirth = "19/2/1988, 19 Feb 1988, 1988-02-19"

  /// Reads a day.
  static func read(
    _ text: String, today: CivilDate, looking direction: Direction = .back
  ) throws(Fault) -> CivilDate {
    let examples =
      switch direction {
      case .back: examples
      case .ahead: examplesAhead
      case .birth: examplesOfBirth
      }
    guard text.utf8.count <= 40 else { throw Fault(reason: "that is no date: try \(examples)") }
    let lowered = text.lowercased()
    let words = lowered.split { " ,./".contains($0) }.map(String.init)
    guard let first = words.first else { throw Fault(reason: "type a date: \(examples)") }
    if words.count == 1 {
      // Nobody's day of birth is “fri” or “-7d”.
      if direction != .birth,
        let day = byName(first, today: today, direction) ?? relative(first, today: today)
      {
        return day
      }
      if let day = CivilDate(iso: first) { return day }
      // `17nov` is two words to a hurried hand.
      let digits = first.prefix { $0.isASCII && $0.isNumber }
      if !digits.isEmpty, digits.count < first.count, let month = month(first.dropFirst(digits.count)) {
        return try day(String(digits), month, nil, today: today, direction)
      }
      throw Fault(reason: "“\(text)” is no date: try \(examples)")
    }
    // A weekday before the date is politeness, as in `Tue 17 Nov`.
    let rest = weekday(first) == nil ? words : Array(words.dropFirst())
    guard rest.count == 2 || rest.count == 3 else {
      throw Fault(reason: "“\(text)” is no date: try \(examples)")
    }
    guard let month = Int(rest[1]).flatMap({ (1...12).contains($0) ? $0 : nil }) ?? month(rest[1][...]) else {
      throw Fault(reason: "“\(rest[1])” is no month")
    }
    return try day(rest[0], month, rest.count == 3 ? rest[2] : nil, today: today, direction)
  }

  private static func day(
    _ day: String, _ month: Int, _ year: String?, today: CivilDate, _ direction: Direction
  ) throws(Fault) -> CivilDate {
    guard let day = Int(day), (1...31).contains(day) else {
      throw Fault(reason: "“\(day)” is no day of a month")
    }
    let name = CivilDate.monthNames[month - 1]
    if let year {
      guard let number = Int(year), (0...9999).contains(number) else {
        throw Fault(reason: "“\(year)” is no year")
      }
      var full = number < 100 ? 2000 + number : number
      if direction == .birth, number < 100, full > today.year { full -= 100 }
      guard let date = CivilDate(year: full, month: month, day: day) else {
        throw Fault(reason: "\(name) \(full) has no \(DateText.ordinal(day))")
      }
      return date
    }
    if direction == .birth { throw Fault(reason: "the year is missing: \(examplesOfBirth)") }
    // 29 February may lie up to eight years away.
    for years in 0...8 {
      switch direction {
      case .back:
        if let date = CivilDate(year: today.year - years, month: month, day: day), date <= today {
          return date
        }
      case .ahead:
        if let date = CivilDate(year: today.year + years, month: month, day: day), date >= today {
          return date
        }
      case .birth: break
      }
    }
    throw Fault(reason: "\(name) has no \(DateText.ordinal(day))")
  }

  private static func byName(_ word: String, today: CivilDate, _ direction: Direction) -> CivilDate? {
    if word == "today" || word == "now" { return today }
    if word == "yesterday" { return today.adding(days: -1) }
    if word == "tomorrow" { return today.adding(days: 1) }
    return weekday(word).map { day in
      direction == .ahead ? today.onOrBefore(day).adding(days: 7) : today.onOrBefore(day)
    }
  }

  private static func relative(_ word: String, today: CivilDate) -> CivilDate? {
    guard let sign = word.first, sign == "-" || sign == "+", let unit = word.last else { return nil }
    guard let count = Int(word.dropFirst().dropLast()), (0...99_999).contains(count) else { return nil }
    let signed = sign == "-" ? -count : count
    switch unit {
    case "d": return today.adding(days: signed)
    case "w": return today.adding(weeks: signed)
    case "m": return today.adding(months: signed)
    case "y": return today.adding(years: signed)
    default: return nil
    }
  }

  private static func weekday(_ word: String) -> Weekday? {
    guard word.count >= 2 else { return nil }
    return Weekday.allCases.first { $0.name.lowercased().hasPrefix(word) }
  }

  private static func month(_ word: some StringProtocol) -> Int? {
    guard word.count >= 3 else { return nil }
    return CivilDate.monthNames.firstIndex { $0.lowercased().hasPrefix(word.lowercased()) }.map { $0 + 1 }
  }
}
