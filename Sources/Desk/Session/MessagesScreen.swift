import Terminal

/// What was said in this sitting, the newest last, to be read again.
struct MessagesScreen: DeskScreen {
  private let messages: [MessageLine.Message]
  private var top = Int.max

  init(_ messages: [MessageLine.Message]) { self.messages = messages }

  var title: String { "messages" }
  var places: [String] { [DeskPlace.messages, DeskPlace.list, DeskPlace.everywhere] }
  var help: HelpTopic { HelpTopic("messages", about: MessagesScreen.about) }

  mutating func handle(_ event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    let rows = max(1, size.rows - 4)
    let last = max(0, lines(width: size.columns - 4).count - rows)
    top = min(max(0, top), last)
    switch event {
    case .mouse(let mouse) where mouse.kind == .wheelUp: top -= 3
    case .mouse(let mouse) where mouse.kind == .wheelDown: top += 3
    case .key(let key):
      guard let action = DeskActions.table.deskAction(for: key, in: places) else { return .ignored }
      switch action {
      case .backFromMessages: return .pop
      case .moveUp: top -= 1
      case .moveDown: top += 1
      case .pageUp: top -= rows
      case .pageDown: top += rows
      case .halfPageUp: top -= rows / 2
      case .halfPageDown: top += rows / 2
      case .first: top = 0
      case .last: top = last
      case .refresh: return .perform(.refresh)
      default: return .ignored
      }
    default: break
    }
    top = min(max(0, top), last)
    return .stay
  }

  private func lines(width: Int) -> [StyledText] {
    messages.flatMap { message -> [StyledText] in
      let word =
        switch message.kind {
        case .done: "done  "
        case .information: "      "
        case .warning: "note  "
        case .error: "error "
        }
      return WrappedText.lines(message.text, width: max(1, width - 6)).enumerated().map { index, line in
        StyledText(index == 0 ? word : "      ", message.kind.style).adding(line)
      }
    }
  }

  func draw(on canvas: inout Canvas, in context: DeskContext) {
    if DeskFrame.drawTooSmall(on: &canvas) { return }
    DeskFrame.drawTitle("Messages of this sitting", right: DeskFrame.today(context), on: &canvas)
    let area = Rect(row: 2, columns: canvas.columns, rows: canvas.rows - 4)
    if messages.isEmpty {
      DeskFrame.drawNotice(
        [
          "Nothing was said yet in this sitting.",
          "What the line above the keys says is kept here: what was done, what was refused and why. Esc goes back.",
        ], in: area, on: &canvas)
    } else {
      let lines = lines(width: canvas.columns - 4)
      let first = min(max(0, top), max(0, lines.count - area.rows))
      for (row, line) in lines.dropFirst(first).prefix(area.rows).enumerated() {
        line.draw(on: &canvas, column: 2, row: area.row + row, width: canvas.columns - 4)
      }
      canvas.placeCursor(column: 0, row: area.row + min(area.rows, lines.count) - 1)
    }
    bar.draw(on: &canvas, row: canvas.rows - 1)
  }

  private static let about = [
    "Everything that the line above the keys said in this sitting, the newest last. Errors are marked error, warnings note, and what was done done.",
    "",
    "Nothing of it is kept when Patchbook is left: what was recorded stands in the accounts and in the journal.",
  ]
}
