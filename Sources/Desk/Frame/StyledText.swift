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
