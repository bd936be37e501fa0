import Casebook
import Rents
import Terminal

/// What is seen.
extension DeskSession {
  /// Draws the top screen over the whole of a canvas.
  public func draw(on canvas: inout Canvas) {
    canvas.hideCursor()
    stack.draw(on: &canvas, in: context)
    // Where the screen is too small for its parts, the last row is all there is.
    let isSmall = DeskFrame.isTooSmall(canvas.size)
    if !isSmall {
      for overlay in overlays {
        switch overlay {
        case .help(let help): help.draw(on: &canvas)
        case .palette(let palette): palette.draw(on: &canvas)
        case .note(let form):
          form.draw(on: &canvas)
          let shown = ActionTable(valid.filter { $0.name != DeskAction.leave.rawValue })
          ActionBar(shown, contexts: places + [DeskPlace.everywhere], availability: availability)
            .draw(on: &canvas, row: canvas.rows - 1)
        }
      }
      drawLesson(on: &canvas)
    }
    // What is said must not cover what is typed, and an error that stays nothing that lies over the screen.
    let isAside = overlays.isEmpty ? isTyping : notice.current?.kind == .error
    DeskFrame.draw(
      notice, on: &canvas, row: isAside && !isSmall ? 0 : max(0, canvas.rows - (isSmall ? 1 : 2)))
    if let running = context.importing.runningText, !isSmall, !(stack.top is ImportScreen) {
      // Beside the day, where every screen has room.
      let words = " \(running) "
      let end = canvas.columns - DeskFrame.today(context).count - 2
      canvas.draw(words, column: max(0, end - words.count), row: 0, style: .title)
    }
    if notice.current == nil, !pending.isEmpty, canvas.rows > 1 {
      let words = " saving \(Recording.count(pending.count))… "
      canvas.draw(
        words, column: max(0, canvas.columns - words.count), row: canvas.rows - 2, style: .information)
    }
  }

  /// Over the bar, once: the key that does directly what was just done from the palette.
  private func drawLesson(on canvas: inout Canvas) {
    guard let lesson else { return }
    let row = canvas.rows - 1
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .bar)
    var column = canvas.draw(" Next time  ", column: 0, row: row, style: .bar)
    for key in lesson.keys.prefix(3) {
      column = canvas.draw(key.description, column: column, row: row, style: .key) + 1
    }
    canvas.draw(
      " \(lesson.help)", column: column, row: row, style: .bar, width: max(0, canvas.columns - column))
  }

  /// The screen as it stands.
  public func canvas() -> Canvas {
    var canvas = Canvas(size: size)
    draw(on: &canvas)
    return canvas
  }
}
