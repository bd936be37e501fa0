import Testing

@testable import Terminal

@Suite struct `A canvas` {
  private func drawn(_ columns: Int, _ draw: (inout Canvas) -> Void) -> String {
    var canvas = Canvas(columns: columns, rows: 1)
    canvas.fill(canvas.bounds, with: "~")
    draw(&canvas)
    return canvas.line(0)
  }

  @Test func `aligns text in its width`() {
    #expect(drawn(8) { $0.draw("12.50", column: 1, row: 0, width: 6) } == "~12.50 ~")
    #expect(drawn(8) { $0.draw("12.50", column: 1, row: 0, width: 6, alignment: .right) } == "~ 12.50~")
    #expect(drawn(8) { $0.draw("ab", column: 1, row: 0, width: 6, alignment: .centre) } == "~  ab  ~")
  }

  @Test func `shortens what is too long as it was told`() {
    #expect(drawn(6) { $0.draw("Marshall", column: 0, row: 0, width: 5) } == "Mars…~")
    #expect(drawn(6) { $0.draw("Marshall", column: 0, row: 0, width: 5, overflow: .cut) } == "Marsh~")
    #expect(
      drawn(6) { $0.draw("Marshall", column: 0, row: 0, width: 5, overflow: .ellipsisAtStart) } == "…hall~")
    #expect(drawn(6) { $0.draw("1234.56", column: 0, row: 0, width: 5, overflow: .hashes) } == "#####~")
    #expect(drawn(6) { $0.draw("家家家", column: 0, row: 0, width: 4) } == "家… ~~")
  }

  @Test func `draws nothing outside its area`() {
    var canvas = Canvas(columns: 6, rows: 3)
    canvas.within(Rect(column: 1, row: 1, columns: 3, rows: 1)) { part in
      #expect(part.size == Size(columns: 3, rows: 1))
      part.draw("abcdef", column: -2, row: 0, width: 9, overflow: .cut)
      part.draw("above", column: 0, row: -1)
      part.draw("below", column: 0, row: 1)
    }
    #expect(canvas.text() == "\n cde\n\n")
  }

  @Test func `leaves a blank where half of a wide character would be`() {
    #expect(drawn(4) { $0.draw("家", column: 3, row: 0, width: 2, overflow: .cut) } == "~~~")
    #expect(drawn(4) { $0.draw("家", column: -1, row: 0, width: 2, overflow: .cut) } == " ~~~")
    var canvas = Canvas(columns: 6, rows: 1)
    canvas.draw("家族", column: 1, row: 0)
    canvas.draw("x", column: 2, row: 0)
    #expect(canvas.line(0) == "  x族")
    canvas.fill(Rect(column: 4, row: 0, columns: 1, rows: 1), with: "y")
    #expect(canvas.line(0) == "  x y")
  }

  @Test func `draws a box with its title`() {
    var canvas = Canvas(columns: 12, rows: 3)
    canvas.box(canvas.bounds, title: "Keys")
    #expect(canvas.text() == "┌ Keys ────┐\n│          │\n└──────────┘\n")
  }

  @Test func `prints its styles as a second grid`() {
    var canvas = Canvas(columns: 5, rows: 1)
    canvas.draw("ab", column: 0, row: 0, style: .bad)
    canvas.draw("c", column: 2, row: 0, style: Style.bad.onSelection)
    canvas.draw("d", column: 3, row: 0, style: .selected)
    #expect(canvas.styles() == "xxXS.\n")
  }

  @Test func `keeps every index of a style`() {
    for index in 0..<UInt16(Style.indexLimit) {
      let style = Style(index: index)
      #expect(Style(index: style.index) == style)
    }
    #expect(Set(Style.Role.allCases.map { Style($0).letter }).count == Style.Role.allCases.count)
  }

  @Test func `prints colours and resets each line`() {
    var canvas = Canvas(columns: 4, rows: 1)
    canvas.draw("ab", column: 0, row: 0, style: .good)
    #expect(canvas.ansi(colour: .full) == "\u{1B}[0;38;5;29mab\u{1B}[0m  \n")
    #expect(canvas.ansi(colour: .sixteen) == "\u{1B}[0;30;42mab\u{1B}[0m  \n")
    #expect(canvas.ansi(colour: .none) == "ab  \n")
  }

  @Test func `makes a picture without markup from the text`() {
    var canvas = Canvas(columns: 12, rows: 1)
    canvas.draw("<b>&\u{1B}\"", column: 0, row: 0, style: .title)
    let picture = canvas.svg()
    #expect(picture.hasPrefix("<svg"))
    #expect(picture.contains("&lt;b&gt;&amp;␛&quot;"))
    #expect(!picture.contains("\u{1B}"))
  }

  @Test func `makes a picture that is well-formed XML and holds each line as one text`() throws {
    var canvas = Canvas(columns: 30, rows: 4)
    canvas.draw(" Máire & <Co>", column: 0, row: 0, style: .title, width: 30)
    canvas.draw("123.45", column: 2, row: 2, style: .bad)
    canvas.draw("DR 家 \"x\"", column: 9, row: 2, style: Style.good.onSelection)
    canvas.draw("typed", column: 0, row: 3, style: .field)
    let picture = canvas.svg(title: "A & B")
    let texts = try #require(XMLText.texts(in: picture))
    #expect(texts.first == "A & B")
    let lines = texts.dropFirst().map { String($0.reversed().drop { $0 == " " }.reversed()) }
    #expect(lines == (0..<4).map { canvas.line($0) }.filter { !$0.isEmpty })
    #expect(canvas.svg(title: "A & B") == picture)
  }

  @Test func `has a form in ASCII, cell for cell`() {
    var canvas = Canvas(columns: 12, rows: 1)
    canvas.draw("Máire│家…£", column: 0, row: 0)
    #expect(canvas.transliterated().line(0) == "Maire|??~L")
  }

  @Test(arguments: [(0, 0), (1, 1), (3, 2), (0, 5), (7, 0)])
  func `can be of any size`(columns: Int, rows: Int) {
    var canvas = Canvas(columns: columns, rows: rows)
    canvas.box(canvas.bounds, title: "title")
    canvas.draw("家 text", column: -1, row: 0, width: Int.max, alignment: .right)
    canvas.draw("x", column: Int.min, row: Int.max)
    canvas.fill(Rect(column: Int.min, row: Int.min, columns: Int.max, rows: Int.max))
    canvas.within(Rect(column: -5, row: -5, columns: 100, rows: 100)) { $0.placeCursor(column: 5, row: 5) }
    #expect(canvas.text().split(separator: "\n", omittingEmptySubsequences: false).count == rows + 1)
    #expect(canvas.cells.count == columns * rows)
  }

  @Test func `never holds half of a wide character, whatever is drawn`() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<3000 {
      let canvas = RandomDrawing.canvas(
        Size(columns: Int.random(in: 1...14, using: &random), rows: Int.random(in: 1...4, using: &random)),
        using: &random)
      for row in 0..<canvas.whole.rows {
        var total = 0
        for column in 0..<canvas.whole.columns {
          let cell = canvas.cell(column: column, row: row)
          let right = canvas.cell(column: column + 1, row: row)
          if cell?.width == 2 { #expect(right?.width == 0) }
          if cell?.width == 0 { #expect(canvas.cell(column: column - 1, row: row)?.width == 2) }
          total += Int(cell?.width ?? 0)
        }
        #expect(total == canvas.whole.columns)
        #expect(CharacterWidth.columns(of: canvas.line(row)) <= canvas.whole.columns)
      }
    }
  }
}

/// Canvases with anything on them.
enum RandomDrawing {
  static let texts = [
    "Marsh K", "家族", "a家b族c", "한글 x", "Máire", "e\u{301}\u{302}", "🏠 home", "\u{1B}[31m", "1,846.10", "│─┐",
    "   ", "…", "a\u{200B}b",
    "\u{301}", "Ünïcödé", "0123456789012345678901234567890123456789",
  ]

  static func canvas(_ size: Size, using random: inout SeededGenerator) -> Canvas {
    var canvas = Canvas(size: size)
    for _ in 0..<Int.random(in: 0...12, using: &random) { step(&canvas, using: &random) }
    return canvas
  }

  /// Draws one random thing.
  static func step(_ canvas: inout Canvas, using random: inout SeededGenerator) {
    let style = Style(index: UInt16.random(in: 0..<UInt16(Style.indexLimit), using: &random))
    let column = Int.random(in: -4...canvas.whole.columns + 2, using: &random)
    let row = Int.random(in: -1...canvas.whole.rows, using: &random)
    let text = texts.randomElement(using: &random) ?? ""
    switch Int.random(in: 0...5, using: &random) {
    case 0:
      let part = Rect(
        column: column, row: row, columns: Int.random(in: 0...9, using: &random),
        rows: Int.random(in: 0...3, using: &random))
      canvas.fill(part, with: [" ", "#", "家", "─"].randomElement(using: &random) ?? " ", style: style)
    case 1:
      canvas.box(Rect(column: column, row: row, columns: 7, rows: 3), title: text, style: style)
    case 2:
      let part = Rect(column: column, row: row, columns: Int.random(in: 0...9, using: &random), rows: 2)
      canvas.within(part) { $0.draw(text, column: -1, row: 0, style: style) }
    case 3:
      canvas.draw(
        text, column: column, row: row, style: style, width: Int.random(in: 0...12, using: &random),
        alignment: [.left, .right, .centre].randomElement(using: &random) ?? .left,
        overflow: [.cut, .ellipsis, .ellipsisAtStart, .hashes].randomElement(using: &random) ?? .cut)
    default:
      canvas.draw(text, column: column, row: row, style: style)
    }
    if Bool.random(using: &random) { canvas.placeCursor(column: column, row: row) }
  }
}
