import Casebook
import Rents

/// A query said back in words, so that an officer sees what the program understood before Enter keeps it.
enum QueryWords {
  /// `owing more than 200.00; not held; “hazel” anywhere`; empty for a query that lets everybody through.
  static func explain(_ query: CaseloadQuery) -> String {
    query.clauses.map { clause in clause.map(words).joined(separator: " or ") }.joined(separator: "; ")
  }

  private static func words(_ term: CaseloadQuery.Term) -> String {
    switch term.test {
    case .words:
      let bare = term.text.filter { $0 != "\"" }
      return term.isNegated ? "without “\(bare)”" : "“\(bare)” anywhere"
    case .marked: return term.isNegated ? "not marked" : "marked"
    case .changed(let kind):
      let what =
        switch kind {
        case nil: "something new since you last looked"
        case .payments?: "a payment since you last looked"
        case .notes?: "something done by others since you last looked"
        case .balance?: "a new balance since you last looked"
        case .details?: "new details since you last looked"
        }
      return term.isNegated ? "without \(what)" : "with \(what)"
    case .asked(let text):
      let said = question(text)
      return term.isNegated ? "not (\(said))" : said
    case .wrong(let fault): return "? \(fault.reason)"
    }
  }

  /// One term of the casebook's language: key, comparison, value or values.
  private static func question(_ text: String) -> String {
    guard let place = text.firstIndex(where: { ":<>=".contains($0) }) else { return text }
    let key = text[..<place].lowercased()
    var comparison = String(text[place])
    var value = text[text.index(after: place)...]
    if comparison == "=" { comparison = ":" }
    if value.first == "=" {
      comparison += "="
      value = value.dropFirst()
    }
    let values = value.split(separator: "|", omittingEmptySubsequences: false).map {
      String($0.filter { $0 != "\"" })
    }
    // Another term behind the bar is the casebook's business: it is said as it stands.
    if values.dropFirst().contains(where: { $0.contains { ":<>=".contains($0) } }) { return text }
    return values.map { said(key, comparison, $0) }.joined(separator: " or ")
  }

  private static func said(_ key: String, _ comparison: String, _ value: String) -> String {
    let low = value.lowercased()
    switch key {
    case "balance", "owed":
      if comparison == ":" {
        if low == "dr" { return "owing" }
        if low == "cr" { return "in credit" }
        return "a balance of \(pounds(value))"
      }
      return "owing \(measure(comparison)) \(pounds(value))"
    case "local", "landlord", "difference", "charge":
      let name = [
        "local": "posted here", "landlord": "the landlord's balance", "difference": "a difference",
      ][key]
      if low == "none" { return "no \(key == "difference" ? "difference" : key)" }
      return "\(name ?? key) \(comparison == ":" ? "of" : measure(comparison)) \(pounds(value))"
    case "weeks", "wks": return "\(measure(comparison)) \(value) weeks owed"
    case "postings": return "\(measure(comparison)) \(value) postings"
    case "method", "how":
      let method = PaymentMethod.allCases.first {
        $0.rawValue.hasPrefix(low) || $0.shortName.lowercased() == low
          || $0.wording.lowercased().hasPrefix(low)
      }
      return "paying by \(method?.wording ?? value)"
    case "flag", "flags":
      if low == "none" { return "no flags" }
      let letters = value.compactMap { AccountFlags(letter: $0)?.meaning }
      return letters.count == value.count ? letters.joined(separator: " and ") : value
    case "tenure", "status", "frequency", "freq":
      return low == "none" ? "no \(key)" : value
    case "due", "next": return low == "none" ? "nothing due" : "due " + ahead(comparison, low)
    case "paid": return low == "none" ? "nothing ever paid" : past("paid", "nothing paid", comparison, low)
    case "contact":
      return low == "none" ? "never in contact" : past("in contact", "no contact", comparison, low)
    case "known": return "facts known " + ahead(comparison, low)
    default:
      return low == "none" ? "no \(key)" : "\(key) with “\(value)”"
    }
  }

  private static func measure(_ comparison: String) -> String {
    switch comparison {
    case "<": "less than"
    case "<=": "at most"
    case ">": "more than"
    case ">=": "at least"
    default: "exactly"
    }
  }

  private static func pounds(_ value: String) -> String {
    (try? Money(reading: value)).map { $0.text(.unsigned) + ($0.isCredit ? " CR" : "") } ?? value
  }

  /// A distance such as `7d` in words; nil for a day.
  private static func distance(_ value: String) -> String? {
    guard let unit = value.last, let count = Int(value.dropLast()) else { return nil }
    let word: String? =
      switch unit {
      case "d": "day"
      case "w": "week"
      case "m": "month"
      case "y": "year"
      default: nil
      }
    return word.map { "\(count) \($0)\(count == 1 ? "" : "s")" }
  }

  private static func ahead(_ comparison: String, _ value: String) -> String {
    if let distance = distance(value) {
      return comparison.hasPrefix("<")
        ? "within \(distance) or past"
        : comparison.hasPrefix(">") ? "later than in \(distance)" : "in \(distance)"
    }
    return comparison.hasPrefix("<")
      ? "before \(value)" : comparison.hasPrefix(">") ? "after \(value)" : "on \(value)"
  }

  private static func past(
    _ done: String, _ undone: String, _ comparison: String, _ value: String
  ) -> String {
    if let distance = distance(value) {
      return comparison.hasPrefix(">")
        ? "\(undone) for \(distance)"
        : comparison.hasPrefix("<") ? "\(done) within \(distance)" : "\(done) \(distance) ago"
    }
    return "\(done) " + ahead(comparison, value)
  }
}
