import Casebook
import Rents

/// What Tab puts in while a query is typed: the keys that begin so, and behind a key its values. Tab again takes the next.
struct QueryCompletion: Hashable, Sendable {
  /// What may stand at the place, the likeliest first.
  let candidates: [String]
  /// The characters that a candidate takes the place of.
  private var range: Range<Int>
  private var chosen: Int?

  /// All keys of the language: the casebook's, and those that the desk answers itself.
  static var keys: [String] { AccountQuery.keys + CaseloadQueryReader.ownKeys.map(\.key) }

  /// What may stand at the cursor; nil where nothing can be said.
  ///
  /// - Parameter known: values that the list holds, for keys whose values are no fixed words.
  init?(_ text: String, cursor: Int, known: (String) -> [String]) {
    let characters = Array(text)
    let cursor = min(max(0, cursor), characters.count)
    var start = 0
    var isQuoted = false
    for index in 0..<cursor {
      if characters[index] == "\"" { isQuoted.toggle() }
      if characters[index].isWhitespace, !isQuoted { start = index + 1 }
    }
    var term = characters[start..<cursor]
    if let sign = term.first, sign == "-" || sign == "!" { term = term.dropFirst() }
    if let place = term.firstIndex(where: { ":<>=".contains($0) }) {
      let key = String(term[..<place]).lowercased()
      let valueStart = term.lastIndex { ":<>=|".contains($0) }.map { $0 + 1 } ?? place + 1
      let typed = String(term[valueStart...]).filter { $0 != "\"" }
      let all = QueryCompletion.values(of: key, comparesEqual: characters[place] == ":", known: known)
      candidates = QueryCompletion.matching(typed, among: all).map(QueryCompletion.quoted)
      range = valueStart..<cursor
    } else {
      let typed = String(term)
      candidates = QueryCompletion.matching(typed, among: QueryCompletion.keys).map { key in
        key + (QueryCompletion.isCompared(key) ? ">" : ":")
      }
      range = term.startIndex..<cursor
    }
    if candidates.isEmpty { return nil }
  }

  /// The text with the next candidate put in, and where the cursor then stands.
  mutating func next(in text: String) -> (text: String, cursor: Int) {
    let place = chosen.map { ($0 + 1) % candidates.count } ?? 0
    chosen = place
    let characters = Array(text)
    let (from, to) = (min(range.lowerBound, characters.count), min(range.upperBound, characters.count))
    let put = Array(candidates[place])
    range = from..<from + put.count
    return (String(characters[..<from] + put + characters[to...]), from + put.count)
  }

  /// The candidates for a line: the chosen one in brackets, as many as fit.
  func words(width: Int) -> String {
    var line = ""
    for (index, candidate) in candidates.enumerated().dropFirst(max(0, (chosen ?? 0) - 3)) {
      let word = index == chosen ? "[\(candidate)]" : candidate
      if !line.isEmpty, line.count + 2 + word.count > width { return line + " …" }
      line += (line.isEmpty ? "" : "  ") + word
    }
    return line
  }

  private static func matching(_ typed: String, among words: [String]) -> [String] {
    let sought = FoldedText(typed)
    return words.filter { FoldedText($0).hasPrefix(sought) }
  }

  private static func quoted(_ value: String) -> String {
    value.contains(" ") ? "\"\(value)\"" : value
  }

  private static func isCompared(_ key: String) -> Bool {
    ["balance", "local", "landlord", "charge", "weeks", "postings", "contact", "paid"].contains(key)
  }

  private static func values(of key: String, comparesEqual: Bool, known: (String) -> [String]) -> [String] {
    if let own = CaseloadQueryReader.ownKeys.first(where: { $0.key == key }) { return own.values }
    switch key {
    case "method", "how": return PaymentMethod.allCases.map { $0.shortName.lowercased() }
    case "tenure": return Tenure.allCases.map(\.rawValue)
    case "status": return AccountStatus.allCases.map(\.rawValue)
    case "frequency", "freq": return ChargeFrequency.allCases.map(\.rawValue)
    case "flag", "flags": return AccountFlags.legend.map { String($0.letter) } + ["none"]
    case "balance", "owed", "local", "landlord", "difference", "charge":
      return comparesEqual ? ["dr", "cr", "none"] : ["100", "200", "500", "1000", "2000"]
    case "weeks", "wks": return ["1", "2", "4", "8", "12"]
    case "due", "next": return comparesEqual ? ["today", "none"] : ["7d", "14d", "28d", "today"]
    case "paid", "contact", "known": return comparesEqual ? ["today", "none"] : ["7d", "28d", "3m", "1y"]
    default: return known(key) + ["none"]
    }
  }
}
