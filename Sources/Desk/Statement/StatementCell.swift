import Rents

/// A place on the form where something is typed.
struct StatementCell: Hashable, Sendable {
  /// What is typed there.
  enum Kind: Hashable, Sendable {
    /// An amount and how often it comes; without a frequency, as usual.
    case amount(usual: Frequency)
    /// An amount that is owed once.
    case owed
    /// A whole number.
    case count
    /// Words.
    case words
    /// One of these words, which may be begun: `y` is `yes`.
    case choice([String])
    /// A day that lies ahead.
    case dayAhead
    /// A day that has been.
    case dayBefore
    /// A day of birth, or an age in years.
    case birth
    /// What a person is to the client.
    case relation
    /// Whether a person works.
    case work
  }

  var field: StatementField
  var kind: Kind
  /// The word over it, where several stand on one line.
  var heading = ""

  /// Whether figures are typed: then letters jump to a line by its name.
  var isFigure: Bool {
    switch kind {
    case .amount, .owed, .count: true
    default: false
    }
  }

  static let yesOrNo = Kind.choice(["yes", "no"])
}

extension StatementCell {
  /// What is kept of what was typed: days written out, words that were begun in full. What means nothing stays as typed.
  func kept(_ text: String, today: CivilDate) -> String {
    let text = text.trimmed
    if text.isEmpty || text == "-" { return text }
    switch kind {
    case .amount, .owed, .count, .words: return text
    case .choice(let words):
      let typed = text.lowercased()
      return words.first { $0 == typed } ?? words.first { $0.hasPrefix(typed) } ?? text
    case .dayAhead: return day(text, today: today, .ahead)?.text(.dayMonthYear) ?? text
    case .dayBefore: return day(text, today: today, .back)?.text(.dayMonthYear) ?? text
    case .birth:
      if Int(text) != nil { return text }
      return day(text, today: today, .birth)?.text(.dayMonthYear) ?? text
    case .relation: return HouseholdMember.Relation(typed: text)?.rawValue ?? text
    case .work: return HouseholdMember.Work(typed: text)?.rawValue ?? text
    }
  }

  /// What a text means, in words, or why it means nothing; nil where there is nothing to say.
  func meaning(_ text: String, today: CivilDate) -> (words: String, isFault: Bool)? {
    let text = text.trimmed
    if text.isEmpty { return nil }
    if text == "-" { return ("asked, none", false) }
    switch kind {
    case .words: return nil
    case .amount(let usual): return amount(text, usual: usual)
    case .owed: return amount(text, usual: nil)
    case .count:
      guard let count = Int(text), (0...99).contains(count) else {
        return ("not read: a whole number is meant", true)
      }
      return nil
    case .choice(let words):
      let kept = kept(text, today: today)
      if words.contains(kept) { return kept == text ? nil : (kept, false) }
      return ("not read: \(words.joined(separator: " or "))", true)
    case .dayAhead, .dayBefore:
      let kept = kept(text, today: today)
      guard let day = StatementDate.read(kept, today: today, looking: kind == .dayAhead ? .ahead : .back)
      else { return ("not read: a day such as \(DateEntry.examplesAhead)", true) }
      return (day.text(.weekdayDayMonthYear), false)
    case .birth:
      if let age = Int(text), (0...120).contains(age) { return ("\(age) years old", false) }
      guard let day = day(text, today: today, .birth) else {
        return ("not read: an age, or a day such as \(DateEntry.examplesOfBirth)", true)
      }
      return ("born \(day.text(.dayMonthYear))", false)
    case .relation:
      guard let relation = HouseholdMember.Relation(typed: text) else {
        return (
          "not known: "
            + HouseholdMember.Relation.allCases.map(\.rawValue).joined(separator: ", "), true
        )
      }
      return relation.rawValue == text ? nil : (relation.rawValue, false)
    case .work:
      guard let work = HouseholdMember.Work(typed: text) else {
        return ("not known: " + HouseholdMember.Work.allCases.map(\.rawValue).joined(separator: ", "), true)
      }
      return work.rawValue == text ? nil : (work.rawValue, false)
    }
  }

  private func amount(_ text: String, usual: Frequency?) -> (words: String, isFault: Bool) {
    do throws(AmountEntryFault) {
      let entry = try AmountEntry(text)
      guard case .amounts(let parts) = entry else { return ("asked, none", false) }
      guard let usual else {
        if parts.contains(where: { $0.frequency != nil }) {
          return ("not read: what is owed once has no frequency", true)
        }
        return (parts.map { Money(pence: abs(clamped($0.pence))).text(.unsigned) }.joined() + " owed", false)
      }
      return (entry.wording(usual: usual), false)
    } catch {
      return ("not read, character \(error.place + 1): \(error.reason)", true)
    }
  }

  private func clamped(_ pence: Ratio) -> Int64 {
    let rounded = pence.rounded()
    return rounded == .min ? .max : rounded
  }

  private func day(_ text: String, today: CivilDate, _ direction: DateEntry.Direction) -> CivilDate? {
    try? DateEntry.read(text, today: today, looking: direction)
  }
}
