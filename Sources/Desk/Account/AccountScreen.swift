import Rents
import Terminal

/// One account: who, what they owe, what is special; its ledger, its people and charges, and what was done.
struct AccountScreen: DeskScreen {
  /// What the keys act on.
  private enum Mode: Hashable, Sendable {
    case tabs
    case date(DatePrompt)
  }

  let reference: String
  private var tab: AccountTab
  private var asAt = AsAt.now
  private var mode = Mode.tabs
  private var page: AccountPage?
  private var ledger = LedgerTab()
  private var people = PeopleTab()
  private var actions = ActionsTab()
  private var loaded: DeskState?
  private var fault: DeskFault?
  private var message = MessageLine()

  /// The account of that reference, at one of its tabs.
  init(reference: String, tab: AccountTab = .ledger) {
    self.reference = reference
    self.tab = tab
  }

  var title: String { "account \(reference)" }

  var accountAtHand: String? { page == nil ? nil : reference }

  var said: MessageLine.Message? { message.current }

  var help: HelpTopic {
    if case .date = mode { return HelpTopic("dates", about: AccountScreen.aboutDates) }
    return HelpTopic("account", about: AccountScreen.about)
  }

  var places: [String] {
    switch mode {
    case .date(let prompt): return [prompt.purpose == .goTo ? DeskPlace.goToEntry : DeskPlace.dateEntry]
    case .tabs:
      let ledger = tab == .ledger ? (asAt == .now ? [] : [DeskPlace.pastLedger]) + [DeskPlace.ledger] : []
      return ledger + [DeskPlace.account, DeskPlace.list, DeskPlace.everywhere]
    }
  }

  // MARK: Filling

  private mutating func load(_ context: DeskContext, ledgerAtEnd: Bool) {
    loaded = context.state
    do throws(DeskFault) {
      page = try context.book.account(reference, asAt: asAt)
      if var page {
        page.related = try context.book.related(to: reference)
        self.page = page
        actions.take(page, today: context.book.today)
        ledger.take(try context.book.ledger(reference, asAt: asAt), atEnd: ledgerAtEnd)
      }
      fault = nil
    } catch {
      fault = error
    }
  }

  private mutating func show(_ view: AsAt, _ context: DeskContext) {
    asAt = view
    load(context, ledgerAtEnd: true)
    switch view {
    case .now: message.show(.done, "The ledger is shown as it is now.")
    case .known(let day):
      message.show(.done, "Shown as it was known at the end of \(day.text(.weekdayDayMonthYear)).")
    case .effective(let day):
      message.show(.done, "Shown by effective date up to \(day.text(.weekdayDayMonthYear)).")
    }
  }

  // MARK: Events

  mutating func handle(_ event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    if loaded != context.state {
      let isFirst = loaded == nil
      if let loaded, let news = context.news(after: loaded) { message.show(.information, news) }
      load(context, ledgerAtEnd: isFirst)
    }
    let outcome = respond(to: event, in: context, size: size)
    let layout = AccountLayout(size)
    ledger.reveal(rows: TableView<String>.bodyRows(in: layout.body.rows))
    actions.reveal(rows: TableView<String>.bodyRows(in: layout.body.rows))
    return outcome
  }

  private mutating func respond(to event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    if case .key = event { message.keyPressed() }
    switch mode {
    case .date(let prompt): return inDate(event, prompt, context)
    case .tabs:
      guard case .key(let key) = event else {
        move(event, context, size)
        return .stay
      }
      guard let action = DeskActions.table.deskAction(for: key, in: places) else { return .ignored }
      return act(action, context, size)
    }
  }

  private mutating func act(_ action: DeskAction, _ context: DeskContext, _ size: Size) -> DeskOutcome {
    switch action {
    case .backFromAccount: return .pop
    case .showLedger: tab = .ledger
    case .showPeople: tab = .people
    case .showActions: tab = .actions
    case .nextTab: turn(by: 1)
    case .previousTab: turn(by: -1)
    case .asAt: mode = .date(prompt)
    case .goToDate: mode = .date(DatePrompt(.goTo))
    case .backToNow: show(.now, context)
    case .toggleRun:
      if !ledger.toggleRun() {
        message.show(.information, "This line stands for one posting: there is nothing to open or fold.")
      }
    case .toggleAllRuns:
      message.show(
        .done,
        ledger.toggleAllRuns() ? "All charges are open." : "Charges are folded.")
    case .refresh:
      load(context, ledgerAtEnd: false)
      return .perform(.refresh)
    case .suspend: return .perform(.suspend)
    case .leave, .redraw: return .ignored
    default:
      guard let key = action.movement else { return .ignored }
      move(.key(key), context, size)
    }
    return .stay
  }

  private mutating func turn(by step: Int) {
    let all = AccountTab.allCases
    let place = (all.firstIndex(of: tab) ?? 0) + step + all.count
    tab = all[place % all.count]
  }

  private mutating func move(_ event: Event, _ context: DeskContext, _ size: Size) {
    let area = AccountLayout(size).body
    let rows = TableView<String>.bodyRows(in: area.rows)
    switch tab {
    case .ledger: _ = ledger.move(event, rows: rows, area: area)
    case .actions: _ = actions.move(event, rows: rows, area: area)
    case .people:
      switch event {
      case .key(let key): people.move(key, rows: area.rows)
      case .mouse(let mouse) where mouse.kind == .wheelUp: people.move(.up, rows: area.rows)
      case .mouse(let mouse) where mouse.kind == .wheelDown: people.move(.down, rows: area.rows)
      default: break
      }
      if let page { people.settle(page, context, size: Size(columns: area.columns - 2, rows: area.rows)) }
    }
  }

  /// The prompt for a day, holding the one that is shown.
  private var prompt: DatePrompt {
    switch asAt {
    case .now: DatePrompt(.asAt)
    case .known(let day): DatePrompt(.asAt, text: day.text(.dayMonthYear))
    case .effective(let day): DatePrompt(.asAt, text: day.text(.dayMonthYear), byEffective: true)
    }
  }

  private mutating func inDate(
    _ event: Event, _ prompt: DatePrompt, _ context: DeskContext
  ) -> DeskOutcome {
    var prompt = prompt
    if case .key(let key) = event, key.typed == nil,
      let action = DeskActions.table.deskAction(for: key, in: places + [DeskPlace.everywhere])
    {
      switch action {
      case .cancelDate, .cancelGoTo: mode = .tabs
      case .switchDateKind:
        prompt.byEffective.toggle()
        mode = .date(prompt)
      case .acceptDate, .acceptGoTo: accept(prompt, context)
      case .suspend: return .perform(.suspend)
      case .refresh: return .perform(.refresh)
      default: return .ignored
      }
      return .stay
    }
    guard prompt.editor.handle(event) else {
      if case .key = event { return .ignored }
      return .stay
    }
    prompt.fault = nil
    mode = .date(prompt)
    return .stay
  }

  private mutating func accept(_ prompt: DatePrompt, _ context: DeskContext) {
    var prompt = prompt
    do throws(DateEntry.Fault) {
      let day = try prompt.read(today: context.book.today)
      mode = .tabs
      switch (prompt.purpose, day) {
      case (.asAt, nil): show(.now, context)
      case (.asAt, let day?): show(prompt.byEffective ? .effective(day) : .known(day), context)
      case (.goTo, nil): break
      case (.goTo, let day?):
        if !ledger.go(to: day), !ledger.isEmpty {
          message.show(
            .information,
            "Nothing was posted on or after \(day.text(.weekdayDayMonthYear)): this is the last line.")
        }
      }
    } catch {
      prompt.fault = error.reason
      mode = .date(prompt)
    }
  }

  // MARK: Drawing

  func draw(on canvas: inout Canvas, in context: DeskContext) {
    if DeskFrame.drawTooSmall(on: &canvas) { return }
    let today = context.book.today
    let layout = AccountLayout(canvas.size)
    let area = Rect(row: 1, columns: canvas.columns, rows: canvas.rows - 3)
    if let fault {
      DeskFrame.drawTitle(reference, right: DeskFrame.today(context), on: &canvas)
      DeskFrame.draw(fault, in: area, on: &canvas)
    } else if let page {
      drawHead(page, layout, on: &canvas, context)
      drawTabs(on: &canvas, row: layout.tabsRow, today: today)
      drawBody(page, layout, on: &canvas, context)
      drawDetail(on: &canvas, row: canvas.rows - 2, today: today)
    } else {
      DeskFrame.drawTitle(reference, right: DeskFrame.today(context), on: &canvas)
      DeskFrame.drawNotice(noAccount, in: area, on: &canvas)
    }
    message.draw(on: &canvas, row: canvas.rows - 2)
    bar.draw(on: &canvas, row: canvas.rows - 1)
    draw(mode, on: &canvas, today: today)
  }

  /// Draws what a mode lays over the account.
  private func draw(_ mode: Mode, on canvas: inout Canvas, today: CivilDate) {
    switch mode {
    case .date(let prompt): prompt.draw(on: &canvas, row: canvas.rows - 2, today: today)
    case .tabs: break
    }
  }

  private func drawHead(
    _ page: AccountPage, _ layout: AccountLayout, on canvas: inout Canvas, _ context: DeskContext
  ) {
    let header = AccountHeader(page: page, today: context.book.today)
    let width = canvas.columns - 2
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
    let end = title.draw(on: &canvas, column: 1, row: 0, width: width)
    let rightStart = canvas.columns - CharacterWidth.columns(of: right) - 1
    canvas.draw(address, column: end, row: 0, style: .title, width: max(0, rightStart - end - 2))
    canvas.draw(right, column: rightStart, row: 0, style: .title)

    let phone = page.facts.phone.isEmpty ? "no telephone" : page.facts.phone
    let phoneWidth = min(24, CharacterWidth.columns(of: phone))
    let lines: [StyledText] = [
      StyledText(header.charge),
      StyledText(header.payment),
      header.flags(width: width),
      balance(page, header, context),
      asAt == .now ? header.landlord : header.presentBalances,
      header.others(width: width),
      header.lastMoneyAndContact,
    ]
    for (index, line) in lines.enumerated() {
      // The telephone number stands at the right end of the second line, on every account.
      line.draw(
        on: &canvas, column: 1, row: 1 + index, width: index == 0 ? max(1, width - phoneWidth - 2) : width)
    }
    canvas.draw(
      phone, column: canvas.columns - 1 - phoneWidth, row: 1, style: .bold, width: phoneWidth,
      alignment: .right)
  }

  /// The balance, and what it is the balance of.
  private func balance(_ page: AccountPage, _ header: AccountHeader, _ context: DeskContext) -> StyledText {
    guard let shown = ledger.page?.ledger else { return header.balance(width: .max) }
    let today = context.book.today
    switch asAt {
    case .now:
      var line = StyledText("BALANCE  ", .header).adding(page.entry.balance.text(), .bold)
      let weeks = (page.entry.weeksOwed?.shortText ?? "")
      if !weeks.isEmpty { line.add("   \(weeks) weeks") }
      if shown.balance.local != .zero {
        line.add("   posted \(shown.balance.landlord.text())", .dim)
        line.add(", L local \(shown.balance.local.text())", .warning)
      } else if let last = shown.lines.last?.posting.effective {
        line.add("   everything posted to \(DateText.words(last, today: today))", .dim)
      }
      return line
    case .known(let day): return past(shown, "as known on \(day.text(.weekdayDayMonthYear))")
    case .effective(let day): return past(shown, "by effective date \(day.text(.weekdayDayMonthYear))")
    }
  }

  private func past(_ shown: Ledger, _ words: String) -> StyledText {
    StyledText("BALANCE  ", .header).adding(shown.balance.together.text(), .bold)
      .adding("   \(words)", .warning)
  }

  private func drawTabs(on canvas: inout Canvas, row: Int, today: CivilDate) {
    var line = StyledText()
    for each in AccountTab.allCases {
      let text = "\(each.digit) \(each.title)"
      line.add(each == tab ? "[\(text)]" : " \(text) ", each == tab ? .bold : .dim)
    }
    line.draw(on: &canvas, column: 1, row: row, width: canvas.columns - 2)
    guard tab == .ledger else { return }
    let view: String
    switch asAt {
    case .now: view = ledger.table.count > 0 ? ledger.table.positionText : ""
    case .known(let day): view = "AS KNOWN ON \(day.text(.dayMonthYear))"
    case .effective(let day): view = "BY EFFECTIVE DATE \(day.text(.dayMonthYear))"
    }
    let width = CharacterWidth.columns(of: view)
    if line.columns + width + 4 < canvas.columns {
      canvas.draw(
        view, column: canvas.columns - width - 1, row: row, style: asAt == .now ? .dim : .warning)
    }
  }

  private func drawBody(
    _ page: AccountPage, _ layout: AccountLayout, on canvas: inout Canvas, _ context: DeskContext
  ) {
    let today = context.book.today
    switch tab {
    case .ledger:
      canvas.within(layout.body) { canvas in
        ledger.draw(on: &canvas, page.facts, in: context)
        if ledger.isEmpty {
          DeskFrame.drawNotice(
            emptyLedger, in: Rect(row: 1, columns: canvas.columns, rows: canvas.rows - 1), on: &canvas)
        }
      }
    case .people:
      let body = Rect(
        column: 1, row: layout.body.row, columns: layout.body.columns - 2, rows: layout.body.rows)
      canvas.within(body) { people.draw(on: &$0, page, in: context) }
    case .actions:
      canvas.within(layout.body) { canvas in
        actions.draw(on: &canvas, today: today)
        if actions.isEmpty {
          DeskFrame.drawNotice(
            emptyActions, in: Rect(row: 1, columns: canvas.columns, rows: canvas.rows - 1), on: &canvas)
        }
      }
    }
    guard let pane = layout.pane else { return }
    for row in pane.row..<pane.endRow { canvas.draw("│", column: pane.column, row: row, style: .border) }
    let inner = Rect(column: pane.column + 2, row: pane.row, columns: pane.columns - 3, rows: pane.rows)
    canvas.within(inner) { canvas in
      // The pane shows what the tab does not.
      let cursor = canvas.cursor
      if tab == .actions {
        ledger.draw(on: &canvas, page.facts, in: context, hasFocus: false)
      } else {
        let (top, rest) = canvas.bounds.cuttingTop(tab == .ledger ? canvas.rows / 2 : 0)
        if tab == .ledger { canvas.within(top) { PeopleTab().draw(on: &$0, page, in: context) } }
        canvas.within(rest) { canvas in
          canvas.draw("WHAT WAS DONE", column: 0, row: 0, style: .header)
          let below = Rect(row: 1, columns: canvas.columns, rows: canvas.rows - 1)
          canvas.within(below) { actions.draw(on: &$0, today: today, hasFocus: false) }
          if actions.isEmpty { canvas.draw(emptyActions[0], column: 0, row: 2, style: .dim) }
        }
      }
      canvas.hideCursor()
      if let cursor { canvas.placeCursor(column: cursor.column - inner.column, row: cursor.row - inner.row) }
    }
  }

  /// The line above the keys: the whole of what the selected line has no room for.
  private func drawDetail(on canvas: inout Canvas, row: Int, today: CivilDate) {
    let line: StyledText
    switch tab {
    case .ledger: line = ledger.selected?.detail(today: today) ?? StyledText()
    case .actions: line = actions.detail(today: today)
    case .people: line = StyledText()
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

  // MARK: Words

  private var noAccount: [String] {
    [
      "There is no account \(reference) in this book.",
      "References are the landlord's own and are compared letter by letter. Accounts come with the landlord's accounts extract: patchbook import FILE takes one in.",
      "Esc goes back.",
    ]
  }

  private var emptyLedger: [String] {
    guard let page = ledger.page, page.postings > 0 else {
      return [
        "Nothing has been posted to this account.",
        "Postings come with the landlord's transactions extract: patchbook import FILE takes one in.",
      ]
    }
    switch asAt {
    case .known(let day):
      let first = page.firstKnown.map {
        " The first of its \(page.postings) postings was known on \($0.text(.weekdayDayMonthYear))."
      }
      return [
        "Nothing was known of this account on \(day.text(.weekdayDayMonthYear)).", (first ?? ""),
        "Esc shows the ledger as it is now; a asks for another day.",
      ]
    case .effective(let day):
      let first = page.firstEffective.map {
        " The first of its \(page.postings) postings took effect on \($0.text(.weekdayDayMonthYear))."
      }
      return [
        "Nothing had taken effect by \(day.text(.weekdayDayMonthYear)).", (first ?? ""),
        "Esc shows the ledger as it is now; a asks for another day.",
      ]
    case .now: return ["Nothing has been posted to this account."]
    }
  }

  private let emptyActions = [
    "No action is on record for this account.",
    "Actions and arrangements come with the landlord's extracts: patchbook import FILE takes one in.",
  ]

  private static let about: [String] =
    [
      "The head says who this is, what they owe and what is special; it stays while you move in a tab.",
      "",
      "BALANCE is the sum of all postings, DR owed, CR in credit. The landlord's own figure stands under it: where they differ, that is a fault to report. What was posted here and is in no extract yet is marked L and counted on its own.",
      "",
      "The ledger stands oldest first and opens at its last line. The parts of a charge, and runs of equal charges, are folded into one line, marked +; Enter opens one, f opens all. A line that became known on another day than its own says so, as a returned direct debit does. The line above the keys tells all of the selected line.",
      "",
      "As at (a) shows the ledger as it was known at the end of a day, or by effective date; the screen says which in three places. Esc returns to now.",
      "",
      "Columns drop with the width: narrative and the day it became known need 120 columns. From 200 columns the other tabs stand beside the ledger. The least is 60x15.",
      "",
      "Flags, in this order:",
    ] + DeskHelp.flagLegend

  private static let aboutDates: [String] = [
    "A date may be typed as it is said:",
    "",
    "  17 Nov   17/11   17/11/26   2026-11-17",
    "  today   yesterday   fri   -7d   -2w   -3m   -1y",
    "",
    "Without a year, the last such day is meant. Tab changes between what was known at the end of that day and what had taken effect by it. An empty date means now.",
  ]
}
