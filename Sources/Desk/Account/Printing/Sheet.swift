import Casebook
import Terminal

/// Rows and columns as they are printed: aligned text, or comma-separated values.
struct Sheet: Hashable, Sendable {
  /// One column.
  struct Column: Hashable, Sendable {
    var title: String
    var isFigure = false

    init(_ title: String, isFigure: Bool = false) {
      self.title = title
      self.isFigure = isFigure
    }
  }

  var columns: [Column]
  var rows: [[String]] = []

  init(_ columns: [Column]) { self.columns = columns }

  /// The rows under their heads, each column as wide as its widest text; a text beyond sixty columns is cut.
  var text: [String] {
    let heads = columns.map(\.title)
    let cells = ([heads] + rows).map { row in
      row.map { Sheet.shortened(HarmlessText.printable($0, limit: 2_000)) }
    }
    var widths = columns.map { _ in 0 }
    for row in cells {
      for (place, cell) in row.enumerated() where widths.indices.contains(place) {
        widths[place] = max(widths[place], CharacterWidth.columns(of: cell))
      }
    }
    return cells.map { row in
      var line = ""
      for (place, cell) in row.enumerated() where widths.indices.contains(place) {
        let blank = String(repeating: " ", count: max(0, widths[place] - CharacterWidth.columns(of: cell)))
        line += (place == 0 ? "" : "  ") + (columns[place].isFigure ? blank + cell : cell + blank)
      }
      return Sheet.trimmedRight(line)
    }
  }

  /// Comma-separated values with a head; every text in quotes and harmless in a spreadsheet, figures without commas.
  var csv: [String] {
    ([columns.map(\.title)] + rows).enumerated().map { index, row in
      row.enumerated().map { place, cell in
        let isFigure = index > 0 && columns.indices.contains(place) && columns[place].isFigure
        return isFigure && Sheet.isPlainFigure(cell) ? cell : SpreadsheetText.field(cell)
      }.joined(separator: ",")
    }
  }

  /// `118.64`, `-50.00` or nothing: what a spreadsheet may take for a number.
  private static func isPlainFigure(_ text: String) -> Bool {
    text.utf8.dropFirst(text.hasPrefix("-") ? 1 : 0).allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
  }

  private static func shortened(_ text: String) -> String {
    guard CharacterWidth.columns(of: text) > 60 else { return text }
    var short = ""
    var used = 1
    for character in text {
      used += CharacterWidth.columns(of: String(character))
      if used > 60 { break }
      short.append(character)
    }
    return short + "…"
  }

  private static func trimmedRight(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}
