/// Reads the days that a narrative says a payment is for: `6 Sep-5 Oct`, `05/10/2026 - 01/11/2026`, `5.10.26 to 1.11.26`.
enum NarrativePeriod {
  /// The first and last day; nil where the narrative names no two days in order that a payment of that date could pay for.
  ///
  /// A year that is left out is the last one that ends before the payment, or in the two months after it.
  static func read(_ narrative: String, before payment: CivilDate) -> ClosedRange<CivilDate>? {
    guard narrative.utf8.count <= 400 else { return nil }
    let words = tokens(narrative)
    guard words.count >= 2 else { return nil }
    var days: [(place: Int, end: Int, day: CivilDate)] = []
    var place = 0
    while place < words.count {
      if let (length, day) = day(in: words, at: place, payment) {
        days.append((place, place + length, day))
        place += length
      } else {
        place += 1
      }
    }
    for (first, last) in zip(days, days.dropFirst()) {
      // Only what stands side by side, or with "to" between, is a span.
      let between = words[first.end..<last.place].map { $0.lowercased() }
      guard between.isEmpty || between == ["to"] || between == ["-"] || between == ["–"] else { continue }
      var start = first.day
      if start > last.day { start = start.adding(years: -1) }
      guard start <= last.day, last.day.days(since: start) <= 366, abs(payment.days(since: last.day)) <= 400
      else { continue }
      return start...last.day
    }
    return nil
  }

  /// Runs of digits, runs of letters and lone dashes; slashes and dots only separate.
  private static func tokens(_ text: String) -> [String] {
    var tokens: [String] = []
    var current = ""
    var isNumber = false
    for character in text {
      let digit = character.isASCII && character.isNumber
      let letter = character.isLetter
      if digit || letter {
        if !current.isEmpty, isNumber != digit {
          tokens.append(current)
          current = ""
        }
        current.append(character)
        isNumber = digit
        continue
      }
      if !current.isEmpty { tokens.append(current) }
      current = ""
      if character == "-" || character == "–" { tokens.append(String(character)) }
    }
    if !current.isEmpty { tokens.append(current) }
    return tokens
  }

  private static func day(
    in words: [String], at place: Int, _ payment: CivilDate
  ) -> (length: Int, day: CivilDate)? {
    guard let day = number(words[place], 1...31), place + 1 < words.count else { return nil }
    // `2026-10-05` has its year before: it is not written in narratives of rent ledgers, and is not guessed at.
    let month = number(words[place + 1], 1...12) ?? monthNamed(words[place + 1])
    guard let month else { return nil }
    if place + 2 < words.count, let year = year(words[place + 2]) {
      return CivilDate(year: year, month: month, day: day).map { (3, $0) }
    }
    // Without a year only a named month makes a day: `4 8` is no date.
    guard number(words[place + 1], 1...12) == nil else { return nil }
    for year in [payment.year + 1, payment.year, payment.year - 1] {
      if let date = CivilDate(year: year, month: month, day: day), date.days(since: payment) <= 62 {
        return (2, date)
      }
    }
    return nil
  }

  private static func number(_ word: String, _ range: ClosedRange<Int>) -> Int? {
    guard word.utf8.count <= 2, let number = Int(word), range.contains(number) else { return nil }
    return number
  }

  private static func year(_ word: String) -> Int? {
    guard let number = Int(word), word.utf8.count == 4 || word.utf8.count == 2 else { return nil }
    let year = word.utf8.count == 2 ? 2000 + number : number
    return (1990...2099).contains(year) ? year : nil
  }

  private static func monthNamed(_ word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    let lowered = word.lowercased()
    return CivilDate.monthNames.firstIndex { $0.lowercased().hasPrefix(lowered) }.map { $0 + 1 }
  }
}
