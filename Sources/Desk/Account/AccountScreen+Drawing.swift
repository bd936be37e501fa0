import Rents
import Terminal

/// How an account is drawn.
extension AccountScreen {
  func draw(on canvas: inout Canvas, in context: DeskContext) {
    if DeskFrame.drawTooSmall(on: &canvas) { return }
    let today = context.book.today
    let layout = layout(canvas.size)
    let area = Rect(row: 1, columns: canvas.columns, rows: canvas.rows - 3)
    if let fault {
      DeskFrame.drawTitle(reference, right: DeskFrame.today(context), on: &canvas)
      DeskFrame.draw(fault, in: area, on: &canvas)
    } else if let page {
      drawHead(page, layout, on: &canvas, context)
      drawTabs(on: &canvas, row: layout.tabsRow)
      drawBody(page, layout, on: &canvas, context)
      drawSums(page, layout, on: &canvas, context)
      drawDetail(on: &canvas, row: canvas.rows - 2, today: today)
    } else {
      DeskFrame.drawTitle(reference, right: DeskFrame.today(context), on: &canvas)
      DeskFrame.drawNotice(noAccount, in: area, on: &canvas)
    }
    DeskFrame.draw(message, on: &canvas, row: canvas.rows - 2)
    bar.draw(on: &canvas, row: canvas.rows - 1)
    draw(mode, on: &canvas, today: today)
  }

  /// Draws what a mode lays over the account.
  private func draw(_ mode: Mode, on canvas: inout Canvas, today: CivilDate) {
    switch mode {
    case .date(let prompt): prompt.draw(on: &canvas, row: canvas.rows - 2, today: today)
    case .types(let menu): menu.draw(on: &canvas)
    case .explain(let box): box.draw(on: &canvas)
    case .detail(let prompt): prompt.draw(on: &canvas, today: today)
    case .finish(let prompt): prompt.draw(on: &canvas, today: today)
    case .print(let prompt): prompt.draw(on: &canvas, row: canvas.rows - 2)
    case .tabs: break
    }
  }

  private func drawHead(
    _ page: AccountPage, _ layout: AccountLayout, on canvas: inout Canvas, _ context: DeskContext
  ) {
    let header = AccountHeader(page: page, today: context.book.today)
    let width = canvas.columns - 2
    drawTitle(page, header, on: &canvas, context)
    let phone = page.facts.phone.isEmpty ? "no telephone" : page.facts.phone
    let phoneWidth = min(24, CharacterWidth.columns(of: phone))
    let shown = ledger.page?.ledger
    var lines: [StyledText] = [
      StyledText(header.charge), StyledText(header.payment), header.flags(width: width),
      header.balance(shown, width: width),
    ]
    if let local = header.localPart(shown, width: width) { lines.append(local) }
    lines += [
      asAt == .now ? header.landlord : header.presentBalances(ledger.later),
      header.others(width: width),
      header.lastMoneyAndContact,
    ]
    if asAt == .now, let last = lines.indices.last {
      // What is due stands beside the last contact: it is why the account was opened today.
      let due = DueDates(page, nil, today: context.book.today).mark(width: width - lines[last].columns)
      lines[last] = lines[last].adding(due)
    }
    for (index, line) in lines.enumerated() {
      // The telephone number stands at the right end of the second line, on every account.
      line.draw(
        on: &canvas, column: 1, row: 1 + index, width: index == 0 ? max(1, width - phoneWidth - 2) : width)
    }
    canvas.draw(
      phone, column: canvas.columns - 1 - phoneWidth, row: 1, style: .bold, width: phoneWidth,
      alignment: .right)
  }

  private func drawTitle(
    _ page: AccountPage, _ header: AccountHeader, on canvas: inout Canvas, _ context: DeskContext
  ) {
    let patch = page.facts.patch.isEmpty ? "" : page.facts.patch + "  "
    let right = patch + DeskFrame.today(context)
    // Name and address share what the reference and the day leave; neither pushes the other out.
    let left = "\(reference) \(page.facts.tenure.accountKind)"
    let room = max(0, canvas.columns - right.count - 4 - min(24, CharacterWidth.columns(of: left)) - 4)
    func columns(_ text: String) -> Int { CharacterWidth.columns(of: text) }
    // The fullest pair that fits: the town is told below, who is liable by the flag J.
    let pairs = [
      (header.names, header.shortAddress), (header.names, page.facts.address),
      (header.shortNames, page.facts.address),
    ]
    let (name, address) =
      pairs.first { columns($0.0) + columns($0.1) <= room }
      ?? (shortened(header.shortNames, max(room / 2, room - columns(page.facts.address))), page.facts.address)
    let title = StyledText(shortened(left, 24), .title).adding("  ", .title).adding(name, .title)
      .adding("  ", .title)
    canvas.fill(Rect(columns: canvas.columns, rows: 1), style: .title)
    let end = title.draw(on: &canvas, column: 1, row: 0, width: canvas.columns - 2)
    let rightStart = canvas.columns - CharacterWidth.columns(of: right) - 1
    canvas.draw(address, column: end, row: 0, style: .title, width: max(0, rightStart - end - 2))
    canvas.draw(right, column: rightStart, row: 0, style: .title)
  }

  private func drawTabs(on canvas: inout Canvas, row: Int) {
    AccountTab.strip(open: tab).draw(on: &canvas, row: row)
    guard let view = viewWords, hasViewBesideTabs(canvas.columns) else { return }
    let width = CharacterWidth.columns(of: view)
    canvas.draw(view, column: canvas.columns - width - 1, row: row, style: .warning)
  }

  /// Whether the view that is shown is named beside the tabs; else it is named under the ledger.
  private func hasViewBesideTabs(_ columns: Int) -> Bool { columns >= 120 }

  /// Which view of the past is shown; nil for now.
  private var viewWords: String? {
    switch asAt {
    case .now: nil
    case .known(let day): "AS KNOWN ON \(day.text(.dayMonthYear))"
    case .effective(let day): "BY EFFECTIVE DATE \(day.text(.dayMonthYear))"
    }
  }

  private func drawBody(
    _ page: AccountPage, _ layout: AccountLayout, on canvas: inout Canvas, _ context: DeskContext
  ) {
    canvas.within(layout.body) { canvas in
      draw(tab, page, on: &canvas, context, hasFocus: true)
    }
    guard let pane = layout.pane else { return }
    for row in pane.row..<pane.endRow { canvas.draw("│", column: pane.column, row: row, style: .border) }
    let inner = Rect(column: pane.column + 2, row: pane.row, columns: pane.columns - 3, rows: pane.rows)
    canvas.within(inner) { canvas in
      // The pane shows what the tab does not.
      let cursor = canvas.cursor
      if tab == .ledger {
        let height = min(16, canvas.rows / 2)
        if !showsChart {
          canvas.within(Rect(row: 0, columns: canvas.columns, rows: height)) {
            drawChart(page, on: &$0, context)
          }
        }
        let first = showsChart ? 0 : height + 1
        canvas.draw("WHAT HAPPENED, BY WEEK", column: 0, row: first, style: .header)
        let below = Rect(row: first + 1, columns: canvas.columns, rows: max(0, canvas.rows - first - 1))
        canvas.within(below) { draw(.timeline, page, on: &$0, context, hasFocus: false) }
      } else {
        draw(.ledger, page, on: &canvas, context, hasFocus: false)
      }
      canvas.hideCursor()
      if let cursor { canvas.placeCursor(column: cursor.column - inner.column, row: cursor.row - inner.row) }
    }
  }

  /// Draws one tab over the whole of an area.
  private func draw(
    _ tab: AccountTab, _ page: AccountPage, on canvas: inout Canvas, _ context: DeskContext, hasFocus: Bool
  ) {
    let below = Rect(row: 1, columns: canvas.columns, rows: canvas.rows - 1)
    switch tab {
    case .ledger where showsChart && hasFocus:
      let inner = Rect(column: 1, row: 0, columns: canvas.columns - 2, rows: canvas.rows)
      canvas.within(inner) { drawChart(page, on: &$0, context) }
      canvas.placeCursor(column: 0, row: 0)
    case .ledger:
      ledger.draw(on: &canvas, page.facts, in: context, hasFocus: hasFocus)
      if ledger.isEmpty { DeskFrame.drawNotice(emptyLedger, in: below, on: &canvas) }
    case .actions:
      actions.draw(on: &canvas, today: context.book.today, hasFocus: hasFocus)
      if actions.isEmpty { DeskFrame.drawNotice(emptyActions, in: below, on: &canvas) }
    case .documents:
      DeskFrame.drawNotice(AccountFactsLines.documents, in: canvas.bounds, on: &canvas)
      if hasFocus { canvas.placeCursor(column: 0, row: 0) }
    case .people:
      canvas.within(Rect(columns: canvas.columns - 1, rows: canvas.rows)) {
        people.draw(on: &$0, hasFocus: hasFocus)
      }
    case .diary where !diary.lines.isEmpty:
      canvas.within(Rect(columns: canvas.columns - 1, rows: canvas.rows)) {
        diary.draw(on: &$0, hasFocus: hasFocus)
      }
    case .diary:
      DeskFrame.drawNotice(emptyDiary, in: canvas.bounds, on: &canvas)
      if hasFocus { canvas.placeCursor(column: 0, row: 0) }
    default:
      let room = Rect(
        column: hasFocus ? 1 : 0, row: 0, columns: canvas.columns - (hasFocus ? 2 : 0), rows: canvas.rows)
      var text = texts[tab] ?? ScrolledLines()
      if text.isStale(width: room.columns) {
        let lines = AccountLines(page: page, ledger: ledger, related: related, context: context)
        text.take(lines.lines(of: tab, width: room.columns), width: room.columns)
      }
      if text.lines.isEmpty {
        DeskFrame.drawNotice(emptyWords(tab), in: canvas.bounds, on: &canvas)
        if hasFocus { canvas.placeCursor(column: 0, row: 0) }
        return
      }
      canvas.within(room) { text.draw(on: &$0, hasFocus: hasFocus) }
    }
  }

  private func drawChart(_ page: AccountPage, on canvas: inout Canvas, _ context: DeskContext) {
    guard let shown = ledger.page?.ledger else { return }
    BalanceChart(page: page, ledger: shown, today: context.book.today).draw(on: &canvas)
  }

  private func emptyWords(_ tab: AccountTab) -> [String] {
    switch tab {
    case .timeline: emptyTimeline
    case .plans: AccountFactsLines.noPlans
    default: []
    }
  }

  /// The line under the body: sums of the ledger, and the place in the list.
  private func drawSums(
    _ page: AccountPage, _ layout: AccountLayout, on canvas: inout Canvas, _ context: DeskContext
  ) {
    let row = layout.sumsRow
    var place: String
    switch tab {
    case .ledger: place = ledger.isEmpty || showsChart ? "" : ledger.table.positionText
    case .people: place = people.position(rows: layout.body.rows)
    case .diary: place = diary.position(rows: layout.body.rows)
    case .actions: place = actions.isEmpty ? "" : actions.positionText
    default: place = texts[tab]?.position(rows: layout.body.rows) ?? ""
    }
    var style = Style.dim
    if let view = viewWords, !hasViewBesideTabs(canvas.columns) { (place, style) = (view, .warning) }
    let width = layout.body.columns - 2
    let isTold = tab == .ledger && !showsChart
    let sums = isTold ? LedgerSums(page: page, context: context).line(ledger) : StyledText()
    sums.draw(on: &canvas, column: 1, row: row, width: width)
    // The place in the list gives way to the sums, the view of the past to nothing.
    let columns = CharacterWidth.columns(of: place)
    guard style == .warning || sums.columns + columns + 2 <= width else { return }
    canvas.draw("  " + place, column: layout.body.columns - 3 - columns, row: row, style: style)
  }

  /// The line above the keys: the whole of what the selected line has no room for.
  private func drawDetail(on canvas: inout Canvas, row: Int, today: CivilDate) {
    let line: StyledText
    switch tab {
    case .ledger where showsChart: line = StyledText()
    case .ledger: line = ledger.selected?.detail(today: today) ?? StyledText()
    case .actions: line = actions.detail(today: today)
    default: line = StyledText()
    }
    line.draw(on: &canvas, column: 1, row: row, width: canvas.columns - 2)
  }

  private func shortened(_ text: String, _ width: Int) -> String {
    guard CharacterWidth.columns(of: text) > width else { return text }
    var short = ""
    var used = 1
    for character in text {
      used += CharacterWidth.columns(of: String(character))
      if used > width { break }
      short.append(character)
    }
    return short + "…"
  }
}
