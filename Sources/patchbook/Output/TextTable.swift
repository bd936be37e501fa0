import Casebook
import Terminal

/// A table for people: columns as wide as their widest cell, two spaces between them.
///
/// Cells are made harmless as they come in: no text from a file steers a terminal. The rows are kept as bytes, so that
/// a table of a hundred thousand accounts stays small.
struct TextTable {
  /// The side on which a column's cells stand.
  enum Side { case left, right }

  /// A column: its heading and the side of its cells.
  struct Column {
    var heading: String
    var side: Side
    init(_ heading: String, _ side: Side = .left) {
      self.heading = heading
      self.side = side
    }
  }

  private let columns: [Column]
  private var widths: [Int]
  private var text: [UInt8] = []
  private var cells: [(bytes: Int32, columns: Int32)] = []

  init(_ columns: [Column]) {
    self.columns = columns
    widths = columns.map { CharacterWidth.columns(of: $0.heading) }
  }

  /// Whether no row was added.
  var isEmpty: Bool { cells.isEmpty }

  /// Adds a row; cells that are missing at the end stay blank.
  mutating func add(_ row: [String]) {
    for index in columns.indices {
      add(index < row.count ? row[index] : "", to: index)
    }
  }

  private mutating func add(_ cell: String, to index: Int) {
    if cell.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
      text.append(contentsOf: cell.utf8)
      let count = cell.utf8.count
      cells.append((Int32(count), Int32(count)))
      widths[index] = max(widths[index], count)
    } else {
      let harmless = HarmlessText.printable(cell, limit: 2_000)
      let width = CharacterWidth.columns(of: harmless)
      text.append(contentsOf: harmless.utf8)
      cells.append((Int32(harmless.utf8.count), Int32(width)))
      widths[index] = max(widths[index], width)
    }
  }

  /// Prints the headings and the rows.
  /// - Throws: ``Failure`` where the output is not taken.
  func print(to output: StandardOutput) throws(Failure) {
    var line: [UInt8] = []
    var blanks = 0
    func put(_ bytes: ArraySlice<UInt8>, _ width: Int, _ index: Int) {
      let padding = widths[index] - width
      if columns[index].side == .right { blanks += padding }
      // Blanks are written when something follows them, so that no line ends in them.
      if !bytes.isEmpty {
        line.append(contentsOf: repeatElement(UInt8(ascii: " "), count: blanks))
        blanks = 0
        line.append(contentsOf: bytes)
      }
      if columns[index].side == .left { blanks += padding }
      blanks += 2
    }
    for (index, column) in columns.enumerated() {
      let heading = Array(column.heading.utf8)
      put(heading[...], CharacterWidth.columns(of: column.heading), index)
    }
    if output.isStyled {
      try output.line("\u{1B}[1m" + String(decoding: line, as: UTF8.self) + "\u{1B}[0m")
    } else {
      try output.line(utf8: line)
    }
    var place = 0
    for (number, cell) in cells.enumerated() {
      let index = number % columns.count
      if index == 0 {
        line.removeAll(keepingCapacity: true)
        blanks = 0
      }
      let end = place + Int(cell.bytes)
      put(text[place..<end], Int(cell.columns), index)
      place = end
      if index == columns.count - 1 { try output.line(utf8: line) }
    }
  }
}
