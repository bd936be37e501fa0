/// A day as it stands in a field of the form: `12 Feb 2027`, `12/2/27`, `2027-02-12`, `12 Feb`.
///
/// Days relative to today (`fri`, `+6m`) mean another day tomorrow: a screen that takes them writes the day out before it
/// keeps the field.
public enum StatementDate {
  /// Which such day is meant where the year is left out.
  public enum Direction: Hashable, Sendable {
    /// The next, today included: paydays, ends, reviews.
    case ahead
    /// The last, today included: when something was agreed.
    case back
  }

  /// Reads a day; nil where the text is none.
  /// - Parameters:
  ///   - text: what stands in the field.
  ///   - today: the day of the form, from which a missing year is counted.
  ///   - direction: which way.
  public static func read(
    _ text: some StringProtocol, today: CivilDate, looking direction: Direction = .ahead
  ) -> CivilDate? {
    guard text.utf8.count <= 40 else { return nil }
    if let day = CivilDate(iso: text) { return day }
    var words = text.lowercased().split { $0 == " " || $0 == "/" || $0 == "." || $0 == "," }
    // A weekday before the day is politeness.
    if words.count > 2, words[0].first?.isLetter == true { words.removeFirst() }
    guard words.count == 2 || words.count == 3, let day = number(words[0], in: 1...31) else { return nil }
    guard let month = number(words[1], in: 1...12) ?? named(words[1]) else { return nil }
    if words.count == 3 {
      guard let year = number(words[2], in: 0...9999) else { return nil }
      return CivilDate(year: year < 100 ? 2000 + year : year, month: month, day: day)
    }
    // 29 February may lie up to eight years away.
    for years in 0...8 {
      switch direction {
      case .ahead:
        if let date = CivilDate(year: today.year + years, month: month, day: day), date >= today {
          return date
        }
      case .back:
        if let date = CivilDate(year: today.year - years, month: month, day: day), date <= today {
          return date
        }
      }
    }
    return nil
  }

  private static func number(_ word: Substring, in range: ClosedRange<Int>) -> Int? {
    guard word.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(word), range.contains(number)
    else { return nil }
    return number
  }

  private static func named(_ word: Substring) -> Int? {
    guard word.utf8.count >= 3 else { return nil }
    return CivilDate.monthNames.firstIndex { $0.lowercased().hasPrefix(word) }.map { $0 + 1 }
  }
}
