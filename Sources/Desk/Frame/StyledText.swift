import Terminal

/// A line made of pieces in different styles.
struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral {
  /// One piece.
  struct Piece: Hashable, Sendable {
    var text: String
    var style: Style
  }

  var pieces: [Piece]

  init(_ text: String = "", _ style: Style = .normal) {
    pieces = text.isEmpty ? [] : [Piece(text: text, style: style)]
  }

  init(stringLiteral value: String) { self.init(value) }

  /// The text without its styles.
  var text: String { pieces.map(\.text).joined() }
  var isEmpty: Bool { pieces.isEmpty }
  var columns: Int { pieces.reduce(0) { $0 + CharacterWidth.columns(of: $1.text) } }

  mutating func add(_ text: String, _ style: Style = .normal) {
    if !text.isEmpty { pieces.append(Piece(text: text, style: style)) }
  }

  func adding(_ text: String, _ style: Style = .normal) -> StyledText {
    var longer = self
    longer.add(text, style)
    return longer
  }

  func adding(_ other: StyledText) -> StyledText {
    var longer = self
    longer.pieces += other.pieces
    return longer
  }

  /// Draws the pieces one after the other in at most `width` columns; returns the column after them.
  @discardableResult
  func draw(on canvas: inout Canvas, column: Int, row: Int, width: Int) -> Int {
    var place = column
    for piece in pieces {
      let room = column + width - place
      guard room > 0 else { break }
      let needed = CharacterWidth.columns(of: piece.text)
      place = canvas.draw(
        piece.text, column: place, row: row, style: piece.style, width: min(needed, room))
    }
    return place
  }
}

/// Text broken into lines at blanks; a word that is longer than a line is broken where the line ends.
enum WrappedText {
  static func lines(_ text: String, width: Int, limit: Int = 400) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    var used = 0
    func finish() {
      lines.append(line)
      (line, used) = ("", 0)
    }
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
      if lines.count >= limit { break }
      let needed = CharacterWidth.columns(of: word)
      if used > 0, used + 1 + needed <= width {
        line += " " + word
        used += 1 + needed
        continue
      }
      if used > 0 { finish() }
      if needed <= width {
        (line, used) = (String(word), needed)
        continue
      }
      for character in word {
        let columns = CharacterWidth.columns(of: String(character))
        if used + columns > width, used > 0 { finish() }
        if lines.count >= limit { break }
        line.append(character)
        used += columns
      }
    }
    if used > 0 { finish() }
    return lines
  }
}
