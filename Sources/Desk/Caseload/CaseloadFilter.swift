import Rents

/// What was typed after `/`: words that must all occur, in any column; `"two words"` together; `-word` must not occur.
///
/// Plain words are looked up here, in texts that were folded once, because that is asked with every key. What has a key
/// or an alternative is a query in the casebook's language, of which these words are a part.
struct CaseloadFilter: Hashable, Sendable {
  private struct Term: Hashable, Sendable {
    var text: FoldedText
    var isExcluded: Bool
  }

  /// What was typed.
  let text: String
  private let terms: [Term]

  init(_ text: String) {
    self.text = text
    var terms: [Term] = []
    var word = ""
    var isQuoted = false
    var isExcluded = false
    func finish() {
      let folded = FoldedText(word)
      if !folded.isEmpty { terms.append(Term(text: folded, isExcluded: isExcluded)) }
      (word, isExcluded) = ("", false)
    }
    for character in text.prefix(500) {
      switch character {
      case "\"":
        if isQuoted { finish() }
        isQuoted.toggle()
      case " " where !isQuoted: finish()
      case "-", "!":
        if word.isEmpty, !isQuoted, !isExcluded { isExcluded = true } else { word.append(character) }
      default: word.append(character)
      }
    }
    // A lone ! is the flag of a data fault, not the absence of nothing.
    if word.isEmpty, isExcluded, text.hasSuffix("!") { (word, isExcluded) = ("!", false) }
    finish()
    self.terms = terms
  }

  /// True if every account passes.
  var isEmpty: Bool { terms.isEmpty && !isQuery }

  /// True if the casebook has to be asked.
  var isQuery: Bool { text.contains { ":<>=|".contains($0) } }

  /// Whether an account passes of which all that is searched is `text`.
  func includes(_ text: FoldedText) -> Bool {
    terms.allSatisfy { text.contains($0.text) != $0.isExcluded }
  }
}
