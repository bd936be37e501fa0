import Rents
import Terminal

/// What every screen of the desk has in the same place: the title on top, a message and the keys at the bottom, and the
/// line that is shown where there is no room for the screen.
enum DeskFrame {
  /// The smallest size at which screens are drawn (decision 20).
  static let least = Size(columns: 60, rows: 15)
  /// From this width a list shows more columns.
  static let wide = 120
  /// From this width there is a pane beside the list.
  static let veryWide = 200
  /// From this height there is a preview under the list.
  static let tall = 32

  /// Whether screens of this size are not drawn.
  static func isTooSmall(_ size: Size) -> Bool { size.columns < least.columns || size.rows < least.rows }

  /// Draws the line that asks for more room; false where there is enough.
  static func drawTooSmall(on canvas: inout Canvas) -> Bool {
    guard isTooSmall(canvas.size) else { return false }
    canvas.clear()
    // In twenty columns what is needed still stands in one line.
    let needed = "\(least.columns)x\(least.rows)"
    let words = ["Too small: needs \(needed), this is \(canvas.size)", "Too small: \(needed)", needed]
    let text = words.first { CharacterWidth.columns(of: $0) <= canvas.columns } ?? needed
    canvas.draw(text, column: 0, row: max(0, canvas.rows / 2), style: .warning, width: canvas.columns)
    return true
  }

  /// The title line: what this is on the left, the week in the middle where there is room, the day on the right.
  static func drawTitle(_ left: String, middle: String = "", right: String, on canvas: inout Canvas) {
    canvas.fill(Rect(columns: canvas.columns, rows: 1), style: .title)
    let rightWidth = CharacterWidth.columns(of: right)
    let rightStart = max(0, canvas.columns - rightWidth - 1)
    let room = max(0, rightStart - 3)
    let leftWidth = min(room, CharacterWidth.columns(of: left))
    canvas.draw(left, column: 1, row: 0, style: .title, width: leftWidth)
    canvas.draw(right, column: rightStart, row: 0, style: .title)
    let middleWidth = CharacterWidth.columns(of: middle)
    let centre = (canvas.columns - middleWidth) / 2
    let start = max(centre, leftWidth + 4)
    if middleWidth > 0, start + middleWidth + 2 <= rightStart {
      canvas.draw(middle, column: start, row: 0, style: .title)
    }
  }

  /// The day that the desk is looking on, as the title's right end.
  static func today(_ context: DeskContext) -> String {
    context.book.today.text(.weekdayDayMonthYear)
  }

  /// The rent week, for the title's middle.
  static func rentWeek(_ context: DeskContext) -> String {
    "rent \(context.book.calendar.wording(from: context.book.today, through: context.book.today))"
  }

  /// Draws paragraphs in the middle of an area, the first of them heavier: for what is empty, and for faults.
  static func drawNotice(_ paragraphs: [String], in area: Rect, on canvas: inout Canvas) {
    let width = max(1, min(66, area.columns - 4))
    var lines: [(String, Style)] = []
    for (index, paragraph) in paragraphs.enumerated() {
      if index > 0 { lines.append(("", .normal)) }
      lines += WrappedText.lines(paragraph, width: width).map { ($0, index == 0 ? .bold : .normal) }
    }
    let top = area.row + max(0, min(3, (area.rows - lines.count) / 2))
    for (index, line) in lines.enumerated() where index < area.rows {
      canvas.draw(line.0, column: area.column + 4, row: top + index, style: line.1, width: width)
    }
  }

  /// Draws a message over `row`; what is longer than a line takes the row beside it too, the one below at the top of the screen
  /// and else the one above. What is longer still says where it can be read whole. A mere note over the title stays one line:
  /// what is typed may stand in the next.
  static func draw(_ message: MessageLine, on canvas: inout Canvas, row: Int) {
    guard let current = message.current, let sentence = message.sentence else { return }
    let width = max(1, canvas.columns - 2)
    guard CharacterWidth.columns(of: sentence) > width, canvas.rows > 3 else {
      return message.draw(on: &canvas, row: row)
    }
    let isMereNote = row == 0 && (current.kind == .done || current.kind == .information)
    let (limit, more) = isMereNote ? (1, " …") : (2, " … :messages")
    var lines = WrappedText.lines(sentence, width: width, limit: limit + 1)
    if lines.count > limit {
      let rest = lines[(limit - 1)...].joined(separator: " ")
      let last = WrappedText.lines(rest, width: max(1, width - more.count)).first ?? ""
      lines = lines.prefix(limit - 1) + [last + more]
    }
    let first = row == 0 ? 0 : row - (lines.count - 1)
    for (place, line) in lines.enumerated() {
      canvas.fill(Rect(row: first + place, columns: canvas.columns, rows: 1), style: current.kind.style)
      canvas.draw(" " + line, column: 0, row: first + place, style: current.kind.style, width: canvas.columns)
    }
  }

  /// Draws a fault: what happened, what is safe, what to do.
  static func draw(_ fault: DeskFault, in area: Rect, on canvas: inout Canvas) {
    drawNotice([fault.what, fault.safe, fault.remedy].filter { !$0.isEmpty }, in: area, on: &canvas)
  }

  /// `As at: rent Mon 23; actions, plans Fri 20`: kinds of one day together, with a word where one is older than a week or
  /// missing.
  static func freshness(_ feeds: [Feed], today: CivilDate) -> StyledText {
    var line = StyledText("As at: ", .dim)
    if feeds.isEmpty { return line.adding("nothing taken in yet", .warning) }
    for (index, feed) in feeds.enumerated() {
      if index > 0 { line.add(feeds[index - 1].asAt == feed.asAt ? ", " : "; ", .dim) }
      line.add(feed.name, .dim)
      if index + 1 < feeds.count, feeds[index + 1].asAt == feed.asAt { continue }
      guard let day = feed.asAt else {
        line.add(" never", .warning)
        continue
      }
      let age = today.days(since: day)
      line.add(" " + DateText.recent(day, today: today))
      if age > 7 { line.add(" (\(age) days old!)", .warning) }
    }
    return line
  }
}
