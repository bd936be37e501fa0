import Casebook
import Rents
import Terminal

/// Search over the whole book, former tenants included, as fast as it is typed.
struct SearchScreen: DeskScreen {
  private var editor = LineEditor("", limit: 80)
  private var answer = SearchAnswer()
  private var chosen = 0
  private var top = 0
  private var asked: String?
  private var loaded: DeskState?
  private var fault: DeskFault?
  private var message = MessageLine()

  /// How many of the best are read and shown; who needs more types more.
  private static let limit = 100

  init() {}

  var title: String { "search" }
  var places: [String] { [DeskPlace.search] }
  var accountAtHand: String? { hit?.account.reference }
  var said: MessageLine.Message? { message.current }
  var help: HelpTopic { HelpTopic("search", about: SearchScreen.about) }

  func availability(_ action: Action) -> Availability {
    action.name == DeskAction.openFound.rawValue && hit == nil
      ? .disabled(reason: "no account is found") : .available
  }

  private var hit: SearchHit? { answer.hits.indices.contains(chosen) ? answer.hits[chosen] : nil }

  private mutating func ask(_ context: DeskContext) {
    let isNewText = asked != editor.text
    let before = hit?.account.reference
    (asked, loaded) = (editor.text, context.state)
    do throws(DeskFault) {
      answer = try context.book.search(editor.text, limit: SearchScreen.limit)
      fault = nil
    } catch {
      (answer, fault) = (SearchAnswer(), error)
    }
    // A new text begins at the best; a change of the book leaves the chosen account chosen.
    let same = isNewText ? nil : answer.hits.firstIndex { $0.account.reference == before }
    chosen = same ?? 0
    if isNewText { top = 0 }
  }

  // MARK: Events

  mutating func handle(_ event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    if asked == nil || loaded != context.state { ask(context) }
    let rows = max(1, SearchScreen.list(size).rows)
    defer { reveal(rows) }
    guard case .key(let key) = event else {
      switch event {
      case .mouse(let mouse): point(mouse, rows, size)
      case .paste:
        _ = editor.handle(event)
        ask(context)
      default: break
      }
      return .stay
    }
    message.keyPressed()
    if let action = DeskActions.table.deskAction(for: key, in: places) {
      switch action {
      case .openFound:
        guard let hit else {
          message.show(
            .information,
            editor.isEmpty ? "Type any part of a name, an address, a number." : "Nothing is found to open.")
          return .stay
        }
        return .push(AccountScreen(reference: hit.account.reference))
      case .backFromSearch: return .pop
      case .searchUp: move(by: -1)
      case .searchDown: move(by: 1)
      case .searchPageUp: move(by: -rows)
      case .searchPageDown: move(by: rows)
      default: return .ignored
      }
      return .stay
    }
    guard editor.handle(event) else { return .ignored }
    if asked != editor.text { ask(context) }
    return .stay
  }

  private mutating func move(by step: Int) {
    chosen = max(0, min(answer.hits.count - 1, chosen + step))
  }

  private mutating func point(_ mouse: Mouse, _ rows: Int, _ size: Size) {
    switch mouse.kind {
    case .wheelUp: move(by: -3)
    case .wheelDown: move(by: 3)
    case .press(button: 0):
      let list = SearchScreen.list(size)
      let index = top + mouse.point.row - list.row
      if list.contains(mouse.point), answer.hits.indices.contains(index) { chosen = index }
    default: break
    }
  }

  private mutating func reveal(_ rows: Int) {
    top = max(0, min(top, answer.hits.count - rows))
    top = max(min(top, chosen), chosen - rows + 1)
  }

  // MARK: Drawing

  private static func list(_ size: Size) -> Rect {
    Rect(row: 4, columns: size.columns, rows: max(0, size.rows - 6))
  }

  func draw(on canvas: inout Canvas, in context: DeskContext) {
    if DeskFrame.drawTooSmall(on: &canvas) { return }
    DeskFrame.drawTitle(
      "Search the whole book", middle: DeskFrame.rentWeek(context), right: DeskFrame.today(context),
      on: &canvas)
    let area = SearchScreen.list(canvas.size)
    let layout = SearchLayout(columns: canvas.columns)
    canvas.fill(Rect(row: 3, columns: canvas.columns, rows: 1), style: .header)
    for part in layout.parts {
      canvas.draw(
        SearchScreen.head(part.field), column: part.column, row: 3, style: .header, width: part.width)
    }
    if let patch = layout.patch { canvas.draw("Patch", column: patch, row: 3, style: .header) }
    canvas.draw(
      "Balance", column: layout.balance.column, row: 3, style: .header, width: layout.balance.width,
      alignment: .right)
    if let fault {
      DeskFrame.draw(fault, in: area, on: &canvas)
    } else if answer.hits.isEmpty {
      DeskFrame.drawNotice(empty, in: area, on: &canvas)
    } else {
      for (row, hit) in answer.hits.dropFirst(top).prefix(area.rows).enumerated() {
        draw(hit, row: area.row + row, isChosen: top + row == chosen, layout, on: &canvas)
      }
      drawDetail(row: canvas.rows - 2, layout, on: &canvas)
    }
    DeskFrame.draw(message, on: &canvas, row: canvas.rows - 2)
    bar.draw(on: &canvas, row: canvas.rows - 1)
    canvas.fill(Rect(row: 1, columns: canvas.columns, rows: 1), style: .field)
    let end = canvas.draw(" Search: ", column: 0, row: 1, style: .key)
    let count = countWords
    let width = max(1, canvas.columns - end - count.count - 2)
    canvas.draw(count, column: end + width + 1, row: 1, style: .bold)
    editor.draw(on: &canvas, column: end, row: 1, width: width)
  }

  private var countWords: String {
    if editor.text.allSatisfy(\.isWhitespace) { return "" }
    return answer.hits.count < answer.count
      ? "best \(answer.hits.count) of \(answer.count)" : "\(answer.count) found"
  }

  private static func head(_ field: SearchHit.Field) -> String {
    switch field {
    case .reference: "Account"
    case .name: "Name"
    case .address: "Address"
    case .postcode: "Postcode"
    case .phone: "Telephone"
    }
  }

  /// The text of a field of a hit, and what of it was found.
  private func text(_ field: SearchHit.Field, of hit: SearchHit) -> EmphasisedText {
    func found(_ index: Int = 0) -> [Range<Int>] {
      hit.matches.filter { $0.field == field && $0.index == index }.map(\.characters)
    }
    switch field {
    case .reference: return EmphasisedText(hit.account.reference, emphasised: found())
    case .address: return EmphasisedText(hit.account.address, emphasised: found())
    case .postcode: return EmphasisedText(hit.account.postcode, emphasised: found())
    case .phone: return EmphasisedText(hit.account.phone, emphasised: found())
    case .name:
      // The names stand as the landlord writes them, so that what was found can be shown in them; the one that was
      // found stands first.
      let order = hit.account.names.indices.sorted { left, right in
        (found(left).isEmpty ? 1 : 0, left) < (found(right).isEmpty ? 1 : 0, right)
      }
      var (words, emphasised) = ("", [Range<Int>]())
      for index in order {
        if !words.isEmpty { words += " + " }
        let start = words.count
        emphasised += found(index).map { $0.lowerBound + start..<$0.upperBound + start }
        words += hit.account.names[index]
      }
      return EmphasisedText(words, emphasised: emphasised)
    }
  }

  private func draw(
    _ hit: SearchHit, row: Int, isChosen: Bool, _ layout: SearchLayout, on canvas: inout Canvas
  ) {
    let ground: Style = isChosen ? .selected : .normal
    if isChosen {
      canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: ground)
      canvas.draw(">", column: 0, row: row, style: ground)
    }
    for part in layout.parts {
      text(part.field, of: hit).draw(
        on: &canvas, column: part.column, row: row, width: part.width, style: ground)
    }
    if let patch = layout.patch {
      canvas.draw(hit.account.patch, column: patch, row: row, style: ground, width: 10)
    }
    if hit.account.isFormer {
      canvas.draw(
        "former", column: layout.former, row: row, style: isChosen ? Style.warning.onSelection : .warning)
    }
    canvas.draw(
      hit.account.balance.text(.debitOrCredit), column: layout.balance.column, row: row, style: ground,
      width: layout.balance.width, alignment: .right, overflow: .hashes)
    if isChosen { canvas.placeCursor(column: 0, row: row) }
  }

  /// The line under the list: what the chosen line has no room for.
  private func drawDetail(row: Int, _ layout: SearchLayout, on canvas: inout Canvas) {
    guard let hit else { return }
    let shown = Set(layout.parts.map(\.field))
    var column = canvas.draw(
      "\(chosen + 1) of \(answer.hits.count)", column: 1, row: row, style: .dim, width: 12)
    func add(_ text: EmphasisedText) {
      let room = canvas.columns - column - 3
      guard !text.text.isEmpty, room > 4 else { return }
      column = text.draw(
        on: &canvas, column: column + 2, row: row, width: min(room, CharacterWidth.columns(of: text.text)))
    }
    for field in SearchHit.Field.allCases where !shown.contains(field) { add(text(field, of: hit)) }
    if layout.patch == nil, !hit.account.patch.isEmpty { add(EmphasisedText("patch \(hit.account.patch)")) }
    add(EmphasisedText(hit.account.tenure.words))
    if hit.account.isFormer { add(EmphasisedText("tenancy ended")) }
  }

  // MARK: Words

  private var empty: [String] {
    if editor.text.allSatisfy(\.isWhitespace) {
      return [
        "Type any part of a name, reference, address, postcode or telephone number.",
        "All accounts of the book are searched, those of other patches and of former tenants too. Several words must all occur: marsh hazel, 0770 412.",
        "A whole reference, typed or pasted, opens with Enter. Esc goes back.",
      ]
    }
    return [
      "Nobody is found under “\(editor.text.prefix(40))”.",
      "Every word must occur in the reference, a name, the address, the postcode or the telephone number. Capitals, accents and punctuation do not matter. Fewer letters find more.",
      FirstMinutes.accountsCome,
    ]
  }

  private static let about: [String] = [
    "Search looks through the whole book: every patch, and former tenants, which are marked former.",
    "",
    "  marsh hazel     both words, in any part",
    "  412 marsh       the end of a number and a name",
    "  zz3 2qd         a postcode, with or without its blank",
    "  40218863        a whole reference: Enter opens it",
    "",
    "The letters that were found are emphasised. A whole reference stands first, then what begins a surname, then what begins another word, then what stands inside one.",
    "",
    "Enter opens the account; Esc there comes back to the same search. Up and Down choose while you type. Ctrl-N writes a note on the chosen account.",
  ]
}
