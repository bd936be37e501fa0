import Casebook
import Rents
import Terminal

/// What one recorded oneself, the newest first: what stood there before and since, and whether it can be taken back.
struct ActsScreen: DeskScreen {
  private var table = TableView<UInt64>(columns: ActsScreen.columns)
  private var acts: [UInt64: Act] = [:]
  private var loaded: DeskState?
  private var fault: DeskFault?
  private var message = MessageLine()

  private static let columns = [
    TableColumn("when", title: "Recorded", width: 12),
    TableColumn("what", title: "What", width: 22, maximum: 30),
    TableColumn("account", title: "Account", width: 12, maximum: 16),
    TableColumn("after", title: "Words", width: 14, maximum: 90),
    TableColumn("standing", title: "", width: 10),
  ]
  /// The rows under the list for what stood there before and since.
  private static let paneRows = 7

  init() {}

  var title: String { "own acts" }
  var places: [String] { [DeskPlace.acts, DeskPlace.list, DeskPlace.everywhere] }
  var accountAtHand: String? { selected?.accounts.first }
  var said: MessageLine.Message? { message.current }
  var help: HelpTopic { HelpTopic("own acts", about: ActsScreen.about) }

  func availability(_ action: Action) -> Availability {
    switch DeskAction(rawValue: action.name) {
    case .undoChosen?:
      switch selected?.standing {
      case nil: .disabled(reason: "nothing is recorded yet")
      case .undone?: .disabled(reason: "it was taken back already")
      case .fixed(let why)?: .disabled(reason: why)
      case .undoable?: .available
      }
    case .openActsAccount? where accountAtHand == nil: .disabled(reason: "no account is shown")
    default: .available
    }
  }

  private var selected: Act? { table.selection.flatMap { acts[$0] } }

  private mutating func load(_ context: DeskContext) {
    loaded = context.state
    do throws(DeskFault) {
      let found = try context.book.acts()
      acts = [:]
      for act in found { acts[act.sequence] = act }
      table.reload(found.map(\.sequence))
      fault = nil
    } catch {
      fault = error
    }
  }

  mutating func handle(_ event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    if loaded != context.state { load(context) }
    let area = ActsScreen.list(size)
    let rows = TableView<UInt64>.bodyRows(in: area.rows)
    defer { table.reveal(rows: rows) }
    guard case .key(let key) = event else {
      _ = table.handle(event, rows: rows, area: area)
      return .stay
    }
    message.keyPressed()
    guard let action = DeskActions.table.deskAction(for: key, in: places) else { return .ignored }
    switch action {
    case .backFromActs: return .pop
    case .openActsAccount:
      guard let accountAtHand else {
        message.show(.information, "There is no account to open here.")
        return .stay
      }
      return .push(AccountScreen(reference: accountAtHand))
    case .undoChosen: return undoChosen()
    case .refresh: return .perform(.refresh)
    default:
      guard let movement = action.movement else { return .ignored }
      _ = table.handle(.key(movement), rows: rows)
      return .stay
    }
  }

  private mutating func undoChosen() -> DeskOutcome {
    guard let selected else {
      message.show(.information, "There is nothing to take back yet.")
      return .stay
    }
    switch selected.standing {
    case .undoable: return .perform(.record(.undo(sequence: selected.sequence), said: selected.undoing))
    case .undone(let by):
      message.show(
        .information, "It was taken back already, by transaction \(by): take that back to bring it back.")
    case .fixed(let why): message.show(.warning, why)
    }
    return .stay
  }

  // MARK: Drawing

  private static func list(_ size: Size) -> Rect {
    Rect(row: 1, columns: size.columns, rows: max(0, size.rows - 3 - paneRows))
  }

  func draw(on canvas: inout Canvas, in context: DeskContext) {
    if DeskFrame.drawTooSmall(on: &canvas) { return }
    let name = context.book.user.name
    DeskFrame.drawTitle(
      "Recorded by \(name.isEmpty ? "you" : name)", right: DeskFrame.today(context), on: &canvas)
    let area = ActsScreen.list(canvas.size)
    if let fault {
      DeskFrame.draw(fault, in: area, on: &canvas)
    } else if acts.isEmpty {
      DeskFrame.drawNotice(ActsScreen.empty, in: area, on: &canvas)
    } else {
      canvas.within(area) { canvas in
        let room = table.layout(width: canvas.columns).first { $0.index == 3 }?.width ?? 0
        table.draw(on: &canvas) { sequence in
          acts[sequence].map { row($0, room: room) } ?? TableRow([])
        }
      }
      let cursor = canvas.cursor
      drawPane(Rect(row: area.endRow, columns: canvas.columns, rows: ActsScreen.paneRows), on: &canvas)
      canvas.hideCursor()
      if let cursor { canvas.placeCursor(column: cursor.column, row: cursor.row) }
    }
    DeskFrame.draw(message, on: &canvas, row: canvas.rows - 2)
    bar.draw(on: &canvas, row: canvas.rows - 1)
  }

  private func row(_ act: Act, room: Int) -> TableRow {
    let day = act.recorded.text(.dayMonth)
    let style: Style = act.standing == .undoable ? .normal : .dim
    let account = act.accounts.count > 1 ? "\(act.accounts.count) accounts" : act.accounts.first ?? ""
    let words = act.after.isEmpty ? act.before : act.after
    return TableRow(
      [
        .init("\(day) \(ActsScreen.clock(act.at))"), .init(act.kind.wording), .init(account),
        .init(WrappedText.first(words, width: room)),
        .init(act.standingWord, .warning),
      ], style: style)
  }

  /// The time of a stamp, in London.
  private static func clock(_ stamp: String) -> String {
    LondonClock.nanoseconds(ofStamp: stamp).map { String(LondonClock.time(ofNanoseconds: $0).prefix(5)) }
      ?? ""
  }

  private func drawPane(_ pane: Rect, on canvas: inout Canvas) {
    guard let act = selected else { return }
    canvas.fill(Rect(row: pane.row, columns: pane.columns, rows: 1), style: .header)
    canvas.draw("\(act.words), transaction \(act.sequence)", column: 1, row: pane.row, style: .header)
    let width = pane.columns - 12
    var row = pane.row + 1
    func say(_ label: String, _ text: String, _ style: Style, limit: Int) {
      canvas.draw(label, column: 1, row: row, style: .dim)
      let all = WrappedText.lines(text, width: width, limit: limit + 1)
      var lines = Array(all.prefix(limit))
      if all.count > limit { lines[limit - 1] = WrappedText.first(lines[limit - 1] + " …", width: width) }
      for line in lines.isEmpty ? [""] : lines {
        canvas.draw(line, column: 10, row: row, style: style, width: width)
        row += 1
      }
    }
    say("before", act.before.isEmpty ? "nothing" : act.before, act.before.isEmpty ? .dim : .normal, limit: 2)
    say("after", act.after.isEmpty ? "nothing" : act.after, act.after.isEmpty ? .dim : .normal, limit: 2)
    switch act.standing {
    case .undoable: say("undo", "x takes it back; it stays on record, struck through", .dim, limit: 1)
    case .undone(let by): say("undo", "taken back by transaction \(by)", .warning, limit: 1)
    case .fixed(let why): say("undo", why, .warning, limit: 2)
    }
  }

  // MARK: Words

  private static let empty = [
    "You have recorded nothing yet.",
    "What you record stands here, the newest first: notes, contacts, diary dates, details changed, postings. n writes a note on the account that is selected or open.",
    "Esc goes back.",
  ]

  private static let about = [
    "What you recorded yourself, the newest first, with what stood there before and since.",
    "",
    "x takes the chosen act back where that can be: it stays on record, struck through, and counts no more. Taking back what took something back brings it back. Only your own acts of this sitting, or of today, can be taken back, and not once they were sent, confirmed or built upon: the line under the list says why.",
    "",
    "u, anywhere, takes the newest of them back without coming here.",
  ]
}
