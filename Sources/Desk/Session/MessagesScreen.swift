import Terminal

/// What was said in this sitting, the newest first, to be read again.
struct MessagesScreen: DeskScreen {
  private var log: MessageLog

  init(_ log: MessageLog) { self.log = log }

  var title: String { "messages" }
  var places: [String] { [DeskPlace.messages, DeskPlace.list, DeskPlace.everywhere] }
  var help: HelpTopic { HelpTopic("messages", about: MessagesScreen.about) }

  mutating func handle(_ event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    let rows = max(1, size.rows - 4)
    guard case .key(let key) = event else {
      _ = log.handle(event, rows: rows)
      return .stay
    }
    guard let action = DeskActions.table.deskAction(for: key, in: places) else { return .ignored }
    switch action {
    case .backFromMessages: return .pop
    case .refresh: return .perform(.refresh)
    default:
      guard let movement = action.movement else { return .ignored }
      _ = log.handle(.key(movement), rows: rows)
    }
    return .stay
  }

  func draw(on canvas: inout Canvas, in context: DeskContext) {
    if DeskFrame.drawTooSmall(on: &canvas) { return }
    DeskFrame.drawTitle("Messages of this sitting", right: DeskFrame.today(context), on: &canvas)
    let area = Rect(row: 2, columns: canvas.columns, rows: canvas.rows - 4)
    if log.entries.isEmpty {
      DeskFrame.drawNotice(
        [
          "Nothing was said yet in this sitting.",
          "What the line above the keys says is kept here: what was done, what was refused and why. Esc goes back.",
        ], in: area, on: &canvas)
    } else {
      canvas.within(Rect(column: 2, row: area.row, columns: canvas.columns - 4, rows: area.rows)) {
        log.draw(on: &$0)
      }
      canvas.placeCursor(column: 0, row: area.row)
    }
    bar.draw(on: &canvas, row: canvas.rows - 1)
  }

  private static let about = [
    "Everything that the line above the keys said in this sitting, with its time, the newest first. An error stays in that line until Esc takes it away; here it can be read again.",
    "",
    "Nothing of it is kept when Patchbook is left: what was recorded stands in the accounts and in the journal.",
  ]
}
