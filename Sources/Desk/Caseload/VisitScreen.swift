import Terminal

/// The print for visits, to be read before it is written to a file.
struct VisitScreen: DeskScreen {
  private let sheet: VisitSheet
  private var top = 0
  private var message = MessageLine()

  init(_ sheet: VisitSheet) { self.sheet = sheet }

  var title: String { "visits" }
  var said: MessageLine.Message? { message.current }
  var help: HelpTopic { HelpTopic("print for visits", about: VisitScreen.about) }
  var places: [String] { [DeskPlace.visits, DeskPlace.list, DeskPlace.everywhere] }

  mutating func handle(_ event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    let rows = max(1, size.rows - 3)
    defer { top = min(max(0, top), max(0, sheet.lines.count - rows)) }
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
    message.draw(on: &canvas, row: canvas.rows - 2)
    bar.draw(on: &canvas, row: canvas.rows - 1)
  }

  private static let about: [String] = [
    "A print for a round of visits: the accounts that were marked, or else those that were shown, by street and house number, with telephone, balance, and what must be known at the door.",
    "",
    "! stands before what needs care: safe contact, breathing space, support needs as the landlord has them, court and broken arrangements.",
  ]
}
