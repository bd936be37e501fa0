import Rents

/// What was typed after `/`, taken apart: terms that must all hold, joined by `|` where either may (decision 17).
///
/// Plain words and phrases are looked up here, in all that the list shows of an account, folded once: that is asked with
/// every key. A term with a key (`balance>200`, `method:dd|so`) is a question to the casebook, whose language it is; each is
/// asked once, and its answer kept. `marked:` and `changed:` are known to the desk alone.
struct CaseloadQuery: Hashable, Sendable {
  /// One thing that is asked.
  enum Test: Hashable, Sendable {
    /// Stands anywhere in what the list shows.
    case words(FoldedText)
    /// A term in the casebook's language, as typed.
    case asked(String)
    /// Marked, or not.
    case marked
    /// Something of this kind is new since the officer last looked.
    case changed(AccountNews.Kind?)
    /// Cannot be read.
    case wrong(QueryFault)
  }

  /// A test, whether it must not hold, and where it stands in the text.
  struct Term: Hashable, Sendable {
    var test: Test
    var isNegated: Bool
    /// The characters of the term without its sign, counted from 0.
    var place: Range<Int>
    /// What was typed, without the sign.
    var text: String
  }

  /// What was typed.
  let text: String
  /// All must hold; of each, one alternative.
  let clauses: [[Term]]

  init(_ text: String) {
    self.text = text
    var reader = CaseloadQueryReader(text)
    clauses = reader.read()
  }

  /// True if every account passes.
  var isEmpty: Bool { clauses.isEmpty }

  /// The terms that the casebook has to answer, as typed.
  var questions: [String] {
    clauses.joined().compactMap { if case .asked(let text) = $0.test { text } else { nil } }
  }

  /// The first term that is wrong by itself, before anybody was asked.
  var fault: QueryFault? {
    for term in clauses.joined() {
      if case .wrong(let fault) = term.test { return fault }
    }
    return nil
  }

  /// Whether an account passes.
  ///
  /// - Parameters:
  ///   - shown: gives all that is searched of it; asked only where words are looked for.
  ///   - test: answers all but words; nil for what cannot be read, which then hides nobody.
  func includes(shown: () -> FoldedText, test: (Test) -> Bool?) -> Bool {
    for clause in clauses {
      var holds = false
      for term in clause where !holds {
        if case .words(let words) = term.test {
          holds = shown().contains(words) != term.isNegated
        } else if let found = test(term.test) {
          holds = found != term.isNegated
        } else {
          holds = true
        }
      }
      if !holds { return false }
    }
    return true
  }
}

/// Reads a query, character by character.
struct CaseloadQueryReader {
  /// The keys that the desk answers itself, with their values.
  static let ownKeys: [(key: String, values: [String])] = [
    ("changed", ["any"] + AccountNews.Kind.allCases.map(\.rawValue)), ("marked", ["yes"]),
  ]

  private let characters: [Character]
  private var place = 0

  init(_ text: String) { characters = Array(text.prefix(500)) }

  mutating func read() -> [[CaseloadQuery.Term]] {
    var clauses: [[CaseloadQuery.Term]] = []
    var isJoined = false
    while true {
      while place < characters.count, characters[place].isWhitespace { place += 1 }
      guard place < characters.count else { break }
      if characters[place] == "|" {
        // One that has nothing to join is on its way to joining something.
        isJoined = !clauses.isEmpty
        place += 1
        continue
      }
      guard let term = term() else { continue }
      if isJoined, !clauses.isEmpty {
        clauses[clauses.count - 1].append(term)
      } else {
        clauses.append([term])
      }
      isJoined = false
    }
    return clauses
  }

  /// The term that begins here; nil for a sign that has nothing behind it yet.
  private mutating func term() -> CaseloadQuery.Term? {
    var isNegated = false
    if characters[place] == "-" || characters[place] == "!" {
      let isAlone = place + 1 == characters.count || characters[place + 1].isWhitespace
      // A lone ! is the flag of a data fault, not the absence of nothing.
      if isAlone, characters[place] == "!" {
        place += 1
        return CaseloadQuery.Term(
          test: .words(FoldedText("!")), isNegated: false, place: place - 1..<place, text: "!")
      }
      isNegated = true
      place += 1
      if isAlone { return nil }
    }
    let start = place
    var plain = ""
    var isKeyed = false
    while place < characters.count, !characters[place].isWhitespace {
      let character = characters[place]
      if character == "\"" {
        place += 1
        while place < characters.count, characters[place] != "\"" {
          plain.append(characters[place])
          place += 1
        }
        place = min(place + 1, characters.count)
        // A phrase that is a term by itself ends with its quotation mark.
        if !isKeyed { break }
        continue
      }
      // Between plain words | parts two terms; behind a key the casebook says what it parts.
      if character == "|", !isKeyed { break }
      if ":<>=".contains(character) { isKeyed = true }
      plain.append(character)
      place += 1
    }
    let text = String(characters[start..<place])
    let range = start..<place
    if isKeyed {
      return CaseloadQuery.Term(
        test: CaseloadQueryReader.own(text, at: start) ?? .asked(text), isNegated: isNegated, place: range,
        text: text)
    }
    let words = FoldedText(plain)
    if words.isEmpty { return nil }
    return CaseloadQuery.Term(test: .words(words), isNegated: isNegated, place: range, text: text)
  }

  /// A term with a key of the desk's own; nil for any other.
  private static func own(_ text: String, at start: Int) -> CaseloadQuery.Test? {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map {
      $0.lowercased()
    }
    guard parts.count == 2, let known = ownKeys.first(where: { $0.key == parts[0] }) else { return nil }
    let value = parts[1]
    if known.values.contains(value) {
      return parts[0] == "marked" ? .marked : .changed(AccountNews.Kind(rawValue: value))
    }
    let nearest = known.values.first { !value.isEmpty && $0.hasPrefix(value) }
    return .wrong(
      QueryFault(
        reason: value.isEmpty
          ? "\(parts[0]) needs a value: \(known.values.joined(separator: ", "))"
          : "\(parts[0]) is \(known.values.joined(separator: ", "))",
        position: start + parts[0].count + (value.isEmpty ? 0 : 1), length: max(1, value.count),
        suggestion: nearest))
  }
}
