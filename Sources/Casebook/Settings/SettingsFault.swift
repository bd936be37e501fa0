/// Why a file of settings cannot be used as it stands, and where.
package struct SettingsFault: Error, Hashable, Sendable {
  /// The line, 1 for the first; 0 where no one line is meant, as when a section is missing.
  package var line: Int
  /// The column, 1 for the first; nil where the whole line, or a word that the problem names, is meant.
  package var column: Int?
  /// What is wrong, without a full stop; fit to print on a terminal.
  package var problem: String

  /// A fault; whatever the problem quotes is made fit to print.
  package init(line: Int, column: Int? = nil, problem: String) {
    self.line = line
    self.column = column
    self.problem = SettingsFault.printable(problem, atMost: 1_000)
  }

  /// The problem, with its column where it has one.
  package var sentence: String { column.map { "\(problem) (column \($0))" } ?? problem }

  /// A word of the file as it is quoted in a problem.
  package static func quoted(_ word: String) -> String { "\u{201C}\(printable(word, atMost: 80))\u{201D}" }

  /// “; did you mean …?” where a word of the list is near enough to have been meant.
  package static func hint(_ word: String, among words: [String]) -> String {
    Spelling.nearest(to: word, among: words).map { "; did you mean \(quoted($0))?" } ?? ""
  }

  /// Text without what a terminal obeys, or what cannot be seen.
  private static func printable(_ text: String, atMost limit: Int) -> String {
    var printable = String.UnicodeScalarView()
    for (count, scalar) in text.unicodeScalars.enumerated() {
      if count == limit {
        printable.append("\u{2026}")
        break
      }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
        printable.append("\u{FFFD}")
      default: printable.append(scalar)
      }
    }
    return String(printable)
  }
}
