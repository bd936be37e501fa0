/// A text of which some letters are emphasised, such as those that a search found.
///
/// ```swift
/// EmphasisedText("Open account", emphasised: [0..<1, 5..<6]).draw(on: &canvas, column: 2, row: 1, width: 20)
/// ```
public struct EmphasisedText: Hashable, Sendable {
  /// The text.
  public var text: String
  /// The characters that are emphasised, counted from 0; what lies outside the text is passed over.
  public var emphasised: [Range<Int>]

  /// A text with these characters emphasised.
  public init(_ text: String, emphasised: [Range<Int>] = []) {
    self.text = text
    self.emphasised = emphasised
  }

  /// Draws the text in `width` columns. The emphasised letters get the role of a match, which is bold and underlined
  /// where there is no colour.
  ///
  /// - Returns: the first column right of what was drawn.
  @discardableResult
  public func draw(
    on canvas: inout Canvas, column: Int, row: Int, width: Int, style: Style = .normal,
    alignment: Canvas.Alignment = .left, overflow: Canvas.Overflow = .ellipsis
  ) -> Int {
    let end = canvas.draw(
      text, column: column, row: row, style: style, width: width, alignment: alignment, overflow: overflow)
    guard !emphasised.isEmpty, width > 0 else { return end }
    let needed = CharacterWidth.columns(of: text)
    // A text that is cut at its beginning, or hidden by #, has its letters elsewhere.
    if needed > width, overflow == .hashes || overflow == .ellipsisAtStart { return end }
    let spare = max(0, width - needed)
    let indent =
      switch alignment {
      case .left: 0
      case .right: spare
      case .centre: spare / 2
      }
    var limit = width
    if needed > width, overflow == .ellipsis {
      let scalars = Array(text.unicodeScalars)
      let kept = scalars[..<Figures.prefix(of: scalars, columns: width - 1)]
      limit = CharacterWidth.columns(of: String(String.UnicodeScalarView(kept)))
    }
    var (used, place) = (indent, 0)
    var isFirst = true
    for character in text {
      var columns = CharacterWidth.columns(of: String(character))
      // Only the first mark of a text has nothing to sit on.
      if !isFirst, let scalar = character.unicodeScalars.first, CharacterWidth.kind(of: scalar) == .combining
      {
        columns -= 1
      }
      isFirst = false
      if used + columns > limit { break }
      if emphasised.contains(where: { $0.contains(place) }) {
        let cells = Rect(column: column + used, row: row, columns: columns, rows: 1)
        canvas.restyle(cells) { old in Style(.match, old.emphasis.union(EmphasisedText.ground(of: style))) }
      }
      used += columns
      place += 1
    }
    return end
  }

  /// The emphasis that keeps a letter on the ground of the selected row.
  private static func ground(of style: Style) -> Style.Emphasis {
    style.role == .selected ? [.selected] : style.emphasis.intersection(.selected)
  }
}
