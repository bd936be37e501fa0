import Terminal

/// The box that explains figures: their names on the left, rule, inputs and source of the marked one on the right.
struct ExplainBox: Hashable, Sendable {
  let figures: [Explanation]
  private(set) var place = 0
  private var top = 0

  init(_ figures: [Explanation]) { self.figures = figures }

  mutating func move(by step: Int) {
    place = min(max(0, place + step), max(0, figures.count - 1))
    top = 0
  }

  mutating func scroll(by step: Int) { top = max(0, top + step) }

  /// Does what a key means in the box: false closes it, nil for what means nothing here.
  mutating func take(_ action: DeskAction) -> Bool? {
    switch action {
    case .explainUp: move(by: -1)
    case .explainDown: move(by: 1)
    case .explainMore: scroll(by: 6)
    case .explainLess: scroll(by: -6)
    case .explainClose: return false
    default: return nil
    }
    return true
  }

  private static let listWidth = 19

  func draw(on canvas: inout Canvas) {
    let overlay = Overlay(
      title: "What is this figure?", footer: "Up, Down another figure, PgDn more of it, Esc closes",
      inside: Size(columns: min(96, canvas.columns - 6), rows: min(22, max(12, canvas.rows - 6))))
    overlay.draw(on: &canvas) { canvas in
      let first = max(0, min(place - canvas.rows + 1, figures.count - canvas.rows))
      for (row, figure) in figures.dropFirst(first).prefix(canvas.rows).enumerated() {
        let isHere = row + first == place
        let ground: Style = isHere ? .selected : .normal
        canvas.draw(
          ((isHere ? "> " : "  ") + figure.name).padding(to: ExplainBox.listWidth), column: 0, row: row,
          style: ground, width: ExplainBox.listWidth)
        if isHere { canvas.placeCursor(column: 0, row: row) }
      }
      for row in 0..<canvas.rows {
        canvas.draw("│", column: ExplainBox.listWidth, row: row, style: .border)
      }
      guard figures.indices.contains(place) else { return }
      let room = Rect(
        column: ExplainBox.listWidth + 2, row: 0, columns: canvas.columns - ExplainBox.listWidth - 2,
        rows: canvas.rows)
      let lines = ExplainBox.lines(figures[place], width: room.columns)
      canvas.within(room) { canvas in
        let first = min(top, max(0, lines.count - canvas.rows))
        for (row, line) in lines.dropFirst(first).prefix(canvas.rows).enumerated() {
          line.draw(on: &canvas, column: 0, row: row, width: canvas.columns)
        }
        let below = lines.count - first - canvas.rows
        if below > 0 {
          canvas.draw(
            " \(below) more, PgDn ", column: max(0, canvas.columns - 16), row: canvas.rows - 1,
            style: .warning)
        }
      }
    }
  }

  /// The marked figure, broken for a width.
  static func lines(_ figure: Explanation, width: Int) -> [StyledText] {
    var lines = FactLines(width: width)
    lines.line(StyledText("\(figure.name)  ", .header).adding(figure.value, .bold))
    lines.paragraph(figure.rule)
    if !figure.inputs.isEmpty { lines.line("") }
    let widest = figure.inputs.map { CharacterWidth.columns(of: $0.name) }.max() ?? 0
    for input in figure.inputs {
      lines.row([(input.name, min(26, widest) + 2, .dim)], rest: input.value)
    }
    lines.line("")
    lines.paragraph("From: " + figure.source, .dim)
    return lines.all
  }
}
