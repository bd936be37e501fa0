import Terminal

/// A tour of the desk as a table in a text for people: in each row keys, in backticks as `show --keys` writes them, and
/// what is seen then, where “curly quotes” hold the words that are on the screen. A first row without keys is what the
/// desk begins with.
struct Tour {
  /// A row of the table.
  struct Stop: Hashable, Sendable {
    /// The line of the text in which it stands, counted from 1.
    var line: Int
    /// The keys that are pressed.
    var keys: String
    /// The texts that are on the screen then.
    var seen: [String]
  }

  /// What is wrong with a text that should hold a tour.
  struct Fault: Error, Hashable, CustomStringConvertible {
    var line: Int
    var description: String
  }

  /// The rows, in order.
  private(set) var stops: [Stop] = []

  /// The line under which README has its tour.
  static let heading = "## An officer's morning"
  /// The titles of its columns.
  static let titles = ["press", "and see"]

  /// Reads the first table under the heading.
  /// - Throws: ``Fault`` where the heading or the table is missing, or a row could not be played.
  init(_ text: String, under heading: String = Tour.heading) throws(Fault) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let start = lines.firstIndex(where: { $0.hasPrefix(heading) }) else {
      throw Fault(line: 1, description: "no line begins with “\(heading)”")
    }
    let section = lines[(start + 1)...].prefix { !$0.hasPrefix("## ") }
    let table = section.drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
    let rows = table.indices.map { (line: $0 + 1, cells: Tour.cells(lines[$0])) }
    guard rows.count > 2, rows[0].cells == Tour.titles,
      rows[1].cells.allSatisfy({ !$0.isEmpty && $0.allSatisfy { "-:".contains($0) } })
    else {
      throw Fault(
        line: start + 1, description: "under it stands no table “| press | and see |” with rows")
    }
    for row in rows.dropFirst(2) {
      guard row.cells.count == 2 else {
        throw Fault(line: row.line, description: "a row of \(row.cells.count) cells, not 2")
      }
      let keys = Tour.spans(of: row.cells[0], from: "`", to: "`").joined(separator: " ")
      do throws(KeyScript.Fault) {
        _ = try KeyScript(keys)
      } catch { throw Fault(line: row.line, description: "\(error)") }
      guard !keys.isEmpty || stops.isEmpty else {
        throw Fault(line: row.line, description: "no keys in `backticks`")
      }
      let seen = Tour.spans(of: row.cells[1], from: "“", to: "”")
      stops.append(Stop(line: row.line, keys: keys, seen: seen))
    }
    // A row that is only walked through proves nothing; the last one must show where the tour has led.
    guard let last = stops.last, !last.seen.isEmpty else {
      throw Fault(line: start + 1, description: "its last row has no words in “curly quotes”")
    }
  }

  /// The cells of a row. A bar that is no border is written `\|`.
  private static func cells(_ row: String) -> [String] {
    var cells = [""]
    var isEscaped = false
    for character in row {
      if character == "|" {
        if isEscaped {
          cells[cells.count - 1].removeLast()
          cells[cells.count - 1].append("|")
        } else {
          cells.append("")
        }
      } else {
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\"
    }
    let trimmed = cells.map { cell in
      String(String(cell.drop { $0 == " " }.reversed()).drop { $0 == " " }.reversed())
    }
    return Array(trimmed.dropFirst().dropLast(trimmed.last == "" ? 1 : 0))
  }

  /// What stands between these marks.
  private static func spans(of text: String, from opening: Character, to closing: Character) -> [String] {
    var spans: [String] = []
    var rest = Substring(text)
    while let start = rest.firstIndex(of: opening) {
      rest = rest[rest.index(after: start)...]
      guard let end = rest.firstIndex(of: closing) else { break }
      let span = rest[..<end].split(separator: " ").joined(separator: " ")
      if !span.isEmpty { spans.append(opening == "`" ? String(rest[..<end]) : span) }
      rest = rest[rest.index(after: end)...]
    }
    return spans
  }
}
