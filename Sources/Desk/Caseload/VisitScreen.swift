import Terminal

/// The print for visits, to be read before it is written to a file.
struct VisitScreen: DeskScreen {
  private let sheet: VisitSheet
  private var top = 0
  private var message = MessageLine()
  /// The line in which the path of the file is typed; nil while none is.
  private var path: LineEditor?

  init(_ sheet: VisitSheet) { self.sheet = sheet }

  var title: String { "visits" }
  var said: MessageLine.Message? { message.current }
  var help: HelpTopic { HelpTopic("print for visits", about: VisitScreen.about) }
  var places: [String] {
    path != nil ? [DeskPlace.fileName] : [DeskPlace.visits, DeskPlace.list, DeskPlace.everywhere]
  }

  mutating func handle(_ event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    let rows = max(1, size.rows - 3)
    defer { top = min(max(0, top), max(0, sheet.lines.count - rows)) }
    if let path { return typing(event, path) }
    guard case .key(let key) = event else {
      if case .mouse(let mouse) = event {
        if mouse.kind == .wheelUp { top -= 3 }
        if mouse.kind == .wheelDown { top += 3 }
      }
      return .stay
    }
    message.keyPressed()
    guard let action = DeskActions.table.deskAction(for: key, in: places) else { return .ignored }
    switch action {
    case .backFromVisits: return .pop
    case .writeVisits: path = LineEditor(sheet.fileName, limit: 1000)
    case .moveUp: top -= 1
    case .moveDown: top += 1
    case .pageUp: top -= rows
    case .pageDown: top += rows
    case .halfPageUp: top -= rows / 2
    case .halfPageDown: top += rows / 2
    case .first: top = 0
    case .last: top = sheet.lines.count
    case .suspend: return .perform(.suspend)
    case .refresh: return .perform(.refresh)
    default: return .ignored
    }
    return .stay
  }

  private mutating func typing(_ event: Event, _ editor: LineEditor) -> DeskOutcome {
    var editor = editor
    switch TypedEvent(event, in: places) {
    case .same(let outcome): return outcome
    case .action(.acceptFile):
      let name = editor.text.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
      guard !name.isEmpty else { return .stay }
      path = nil
      return .perform(.write(NewFile(path: name, lines: sheet.lines)))
    case .action(.cancelFile): path = nil
    case .action: return .ignored
    case .text:
      guard editor.handle(event) else { return TypedEvent.unknown(event) }
      path = editor
    }
    return .stay
  }

  func draw(on canvas: inout Canvas, in context: DeskContext) {
    if DeskFrame.drawTooSmall(on: &canvas) { return }
    DeskFrame.drawTitle(
      "Print for visits: \(sheet.count) accounts", right: DeskFrame.today(context), on: &canvas)
    let rows = canvas.rows - 3
    let first = min(max(0, top), max(0, sheet.lines.count - rows))
    for (row, line) in sheet.lines.dropFirst(first).prefix(rows).enumerated() {
      let isHead = line.first.map { $0 != " " } ?? false
      canvas.draw(
        line, column: 1, row: row + 1, style: isHead ? .bold : .normal, width: canvas.columns - 2)
    }
    canvas.draw(
      "lines \(min(first + 1, sheet.lines.count)) to \(min(first + rows, sheet.lines.count)) of \(sheet.lines.count)",
      column: 1, row: canvas.rows - 2, style: .dim, width: canvas.columns - 2)
    DeskFrame.draw(message, on: &canvas, row: canvas.rows - 2)
    if let path {
      canvas.fill(Rect(row: canvas.rows - 2, columns: canvas.columns, rows: 1), style: .field)
      let end = canvas.draw(" Write to a new file: ", column: 0, row: canvas.rows - 2, style: .key)
      path.draw(on: &canvas, column: end, row: canvas.rows - 2, width: max(1, canvas.columns - end - 1))
    }
    bar.draw(on: &canvas, row: canvas.rows - 1)
  }

  private static let about: [String] = [
    "A print for a round of visits: the accounts that were marked, or else those that were shown, by street and house number, with telephone, balance, and what must be known at the door.",
    "",
    "w writes it to a file of a name that is not there yet; nothing is ever written over.",
    "",
    "! stands before what needs care: safe contact, breathing space, support needs as the landlord has them, court and broken arrangements.",
  ]
}
