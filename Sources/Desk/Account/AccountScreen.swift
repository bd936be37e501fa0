import Casebook
import Rents
import Terminal

/// One account: who, what they owe, what is special; its ledger, what happened, its people and charges, and what was done.
struct AccountScreen: DeskScreen {
  /// What the keys act on.
  enum Mode: Hashable, Sendable {
    case tabs
    case date(DatePrompt)
    case types(TypeMenu)
    case explain(ExplainBox)
    case detail(DetailPrompt)
    case finish(FinishPrompt)
    case print(PrintPrompt)
  }

  let reference: String
  var tab: AccountTab
  var asAt = AsAt.now
  var mode = Mode.tabs
  var page: AccountPage?
  /// The other accounts; nil until they are shown for the first time at this state of the book.
  var related: [RelatedAccount]?
  var ledger = LedgerTab()
  var actions = ActionsTab()
  var people = PeopleTab()
  var diary = DiaryTab()
  /// True asks, once the account is there, what became of its earliest diary date.
  private var asksForOutcome = false
  /// True draws the balance in the ledger's place.
  var showsChart = false
  /// The tabs that are told in lines.
  var texts: [AccountTab: ScrolledLines] = [.timeline: ScrolledLines(opensAtEnd: true)]
  var loaded: DeskState?
  var fault: DeskFault?
  var message = MessageLine()

  /// The account of that reference, at one of its tabs.
  init(reference: String, tab: AccountTab = .ledger) {
    self.reference = reference
    self.tab = tab
  }

  /// The account of that reference at its diary, asking what became of the earliest date.
  init(finishingDiaryOf reference: String) {
    self.init(reference: reference, tab: .diary)
    asksForOutcome = true
  }

  var title: String { "account \(reference)" }

  var accountAtHand: String? { page == nil ? nil : reference }

  var said: MessageLine.Message? { message.current }

  var help: HelpTopic {
    switch mode {
    case .date: return HelpTopic("dates", about: AccountScreen.aboutDates)
    case .print: return HelpTopic("printing", about: AccountScreen.aboutPrinting)
    case .finish: return HelpTopic("a diary date", about: AccountScreen.aboutFinishing)
    case .detail: return HelpTopic("a person's details", about: AccountScreen.aboutDetails)
    default: break
    }
    return HelpTopic("account", about: AccountScreen.about)
  }

  var places: [String] {
    switch mode {
    case .date(let prompt): return [prompt.purpose == .asAt ? DeskPlace.dateEntry : DeskPlace.goToEntry]
    case .types: return [DeskPlace.typeMenu]
    case .explain: return [DeskPlace.explanation]
    case .detail: return [DeskPlace.detailEntry]
    case .finish: return [DeskPlace.finishEntry]
    case .print: return [DeskPlace.printEntry]
    case .tabs:
      var places: [String] = []
      if tab == .ledger {
        if ledger.order.isNarrowed || showsChart { places.append(DeskPlace.narrowedLedger) }
        if asAt != .now { places.append(DeskPlace.pastLedger) }
        places.append(DeskPlace.ledger)
      }
      if tab == .people { places.append(DeskPlace.people) }
      if tab == .diary { places.append(DeskPlace.diary) }
      return places + [DeskPlace.account, DeskPlace.list, DeskPlace.everywhere]
    }
  }

  // MARK: Filling

  private mutating func load(_ context: DeskContext, ledgerAtEnd: Bool) {
    // The others are as they are now in every view: they are asked for anew only when the book changed.
    if loaded != context.state { related = nil }
    loaded = context.state
    do throws(DeskFault) {
      page = try context.book.account(reference, asAt: asAt)
      if let page {
        actions.take(page, today: context.book.today)
        let shown = try context.book.ledger(reference, asAt: asAt)
        let later =
          asAt == .now ? [] : try context.book.ledger(reference, asAt: .now).ledger.unseen(in: asAt)
        ledger.take(shown, later: later, atEnd: ledgerAtEnd)
      }
      fault = nil
    } catch {
      fault = error
    }
    for tab in texts.keys { texts[tab]?.spoil() }
    people.spoil()
    diary.spoil()
  }

  /// Reads what only the parts that are seen need, and breaks their lines for their width.
  private mutating func fillWhatIsSeen(_ context: DeskContext, _ size: Size) {
    guard var page, fault == nil, size.columns >= DeskFrame.least.columns, size.rows >= DeskFrame.least.rows
    else { return }
    if related == nil {
      do throws(DeskFault) {
        related = try context.book.related(to: reference)
        people.spoil()
      } catch {
        fault = error
        return
      }
    }
    page.related = related ?? []
    self.page = page
    let layout = layout(size)
    fill(tab, page, context, width: layout.body.columns - 2)
  }

  private mutating func fill(_ tab: AccountTab, _ page: AccountPage, _ context: DeskContext, width: Int) {
    let lines = AccountLines(page: page, ledger: ledger, related: related, context: context)
    switch tab {
    case .ledger, .actions, .documents: break
    case .people:
      if people.isStale(width: width) { people.take(lines.people(width: width), width: width) }
    case .diary:
      if diary.isStale(width: width) { diary.take(lines.diary(width: max(8, width - 2)), width: width) }
    case .timeline, .charges, .plans:
      var text = texts[tab] ?? ScrolledLines()
      guard text.isStale(width: width) else { return }
      text.take(lines.lines(of: tab, width: width), width: width)
      texts[tab] = text
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

  /// Where the parts are, on a screen of that size.
  func layout(_ size: Size) -> AccountLayout {
    AccountLayout(size, head: ledger.page?.ledger.localLines.isEmpty == false ? 8 : 7)
  }

  // MARK: Events

  mutating func handle(_ event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    if loaded != context.state {
      let isFirst = loaded == nil
      if let loaded, let news = context.news(after: loaded) { message.show(.information, news) }
      load(context, ledgerAtEnd: isFirst)
      if isFirst { comeIn(context, size) }
    }
    if let result = context.result { take(result, context) }
    let outcome = respond(to: event, in: context, size: size)
    fillWhatIsSeen(context, size)
    let layout = layout(size)
    ledger.reveal(rows: TableView<String>.bodyRows(in: layout.body.rows))
    actions.reveal(rows: TableView<String>.bodyRows(in: layout.body.rows))
    return outcome
  }

  private mutating func respond(to event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    if case .key = event { message.keyPressed() }
    if event == .key(.escape), message.current?.kind == .error, message.dismiss() { return .stay }
    switch mode {
    case .date(let prompt): return inDate(event, prompt, context)
    case .types(let menu): return inTypes(event, menu)
    case .explain(let box): return inExplain(event, box, size)
    case .detail(let prompt): return inDetail(event, prompt, context)
    case .finish(let prompt): return inFinish(event, prompt, context)
    case .print(let prompt): return inPrint(event, prompt, context)
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
    case .showTimeline: tab = .timeline
    case .showPeople: tab = .people
    case .showCharges: tab = .charges
    case .showActions: tab = .actions
    case .showPlans: tab = .plans
    case .showDiary: tab = .diary
    case .showDocuments: tab = .documents
    case .nextTab: turn(by: 1)
    case .previousTab: turn(by: -1)
    case .explain: explain(context)
    case .asAt: mode = .date(prompt)
    case .goToDate: mode = .date(DatePrompt(.goTo))
    case .beginAfter: mode = .date(DatePrompt(.begin))
    case .filterTypes: chooseTypes()
    case .groupLedger: group()
    case .showChart: turnChart()
    case .editDetail: edit()
    case .finishDate: finish(diary.selected, context)
    case .printTab: askPath(context)
    case .showAllLines where showsChart: turnChart()
    case .showAllLines:
      ledger.show(.lines)
      message.show(.done, "All lines are shown.")
    case .backToNow: show(.now, context)
    case .toggleRun: openLine()
    case .toggleAllRuns:
      message.show(.done, ledger.toggleAllRuns() ? "All charges are open." : "Charges are folded.")
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
    let area = layout(size).body
    let rows = TableView<String>.bodyRows(in: area.rows)
    switch tab {
    case .ledger where !showsChart: _ = ledger.move(event, rows: rows, area: area)
    case .ledger: break
    case .people: _ = people.move(event, rows: area.rows)
    case .diary: _ = diary.move(event, rows: area.rows)
    case .actions: _ = actions.move(event, rows: rows, area: area)
    default: _ = texts[tab]?.move(event, rows: area.rows)
    }
  }

  // MARK: The ledger's own keys

  private mutating func openLine() {
    if let row = ledger.selected, row.isSpan, let first = row.first {
      ledger.show(.lines)
      _ = ledger.go(to: first)
      message.show(.done, "The lines from \(first.text(.weekdayDayMonth)) on.")
    } else if !ledger.toggleRun() {
      message.show(.information, "This line stands for one posting: there is nothing to open or fold.")
    }
  }

  /// By week, by month, and every line again.
  private mutating func group() {
    switch ledger.order {
    case .spans(.week):
      ledger.show(.spans(.month))
      message.show(.done, "By month: charged, paid, the balance at its end. w again: every line.")
    case .spans(.month):
      ledger.show(.lines)
      message.show(.done, "All lines are shown.")
    default:
      ledger.show(.spans(.week))
      message.show(.done, "By week: charged, paid, the balance at its end. w again: by month.")
    }
  }

  private mutating func chooseTypes() {
    guard let shown = ledger.page?.ledger, !shown.isEmpty else {
      message.show(.information, "There is nothing posted here to choose from.")
      return
    }
    do throws(LedgerError) {
      var chosen: Set<PostingType> = []
      if case .types(let types) = ledger.order { chosen = types }
      mode = .types(TypeMenu(try shown.sumsByType(), chosen: chosen))
    } catch {
      message.show(.error, "\(error)")
    }
  }

  private mutating func inTypes(_ event: Event, _ menu: TypeMenu) -> DeskOutcome {
    guard case .key(let key) = event else { return .stay }
    guard let action = DeskActions.table.deskAction(for: key, in: places) else { return .ignored }
    var menu = menu
    switch action {
    case .typesUp: menu.move(by: -1)
    case .typesDown: menu.move(by: 1)
    case .typesMark: menu.mark()
    case .typesShow:
      mode = .tabs
      ledger.show(menu.answer.map { .types($0) } ?? .lines)
      return .stay
    case .typesAll:
      mode = .tabs
      ledger.show(.lines)
      message.show(.done, "All lines are shown.")
      return .stay
    case .typesClose:
      mode = .tabs
      return .stay
    default: return .ignored
    }
    mode = .types(menu)
    return .stay
  }

  // MARK: Explaining

  private mutating func explain(_ context: DeskContext) {
    guard let page else { return }
    let explanations = AccountExplanations(page: page, tab: ledger, related: related, context: context)
    mode = .explain(ExplainBox(explanations.all(withLine: tab == .ledger)))
  }

  private mutating func inExplain(_ event: Event, _ box: ExplainBox, _ size: Size) -> DeskOutcome {
    guard case .key(let key) = event else { return .stay }
    guard let action = DeskActions.table.deskAction(for: key, in: places) else { return .ignored }
    var box = box
    switch action {
    case .explainUp: box.move(by: -1)
    case .explainDown: box.move(by: 1)
    case .explainMore: box.scroll(by: 6)
    case .explainLess: box.scroll(by: -6)
    case .explainClose:
      mode = .tabs
      return .stay
    default: return .ignored
    }
    mode = .explain(box)
    return .stay
  }

  /// The balance as a line instead of the ledger, and back.
  private mutating func turnChart() {
    showsChart.toggle()
    if showsChart { message.show(.done, "The balance over time. v or Esc goes back to the lines.") }
  }

  // MARK: People

  /// Opens the box for the detail under the cursor.
  private mutating func edit() {
    guard let page, let field = people.selected else {
      message.show(.information, "There is no detail on this line: Up and Down go to one.")
      return
    }
    guard asAt == .now else {
      message.show(.information, "This is the account as it was. Esc on the ledger goes back to now.")
      return
    }
    guard let person = page.people.first(where: { $0.slot == field.slot }) else {
      message.show(
        .information, "This book tells of people only what the extract says: nothing can be changed here.")
      return
    }
    mode = .detail(DetailPrompt(account: reference, person, field.field))
  }

  private mutating func inDetail(
    _ event: Event, _ prompt: DetailPrompt, _ context: DeskContext
  ) -> DeskOutcome {
    var prompt = prompt
    if case .key(let key) = event, key.typed == nil,
      let action = DeskActions.table.deskAction(for: key, in: places + [DeskPlace.everywhere])
    {
      switch action {
      case .cancelDetail: mode = .tabs
      case .saveDetail:
        do throws(DateEntry.Fault) {
          guard let change = try prompt.change(today: context.book.today) else {
            mode = .tabs
            message.show(.information, "Nothing was changed.")
            return .stay
          }
          mode = .tabs
          return .perform(.record(change.command, said: change.said))
        } catch {
          prompt.fault = error.reason.prefix(1).uppercased() + error.reason.dropFirst() + "."
          mode = .detail(prompt)
        }
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
    mode = .detail(prompt)
    return .stay
  }

  /// A change of a detail that was refused comes back with what was typed, over what stands there now: somebody else may
  /// have changed it, and the officer chooses.
  private mutating func take(_ result: Recorded, _ context: DeskContext) {
    guard case .refused(let reason) = result.result else { return }
    switch result.command {
    case .finishDiary(reference, let id, _), .moveDiary(reference, let id, _, _):
      return takeBack(result, id: id, reason, context)
    default: break
    }
    guard case .amendPerson(let account, let slot, let field, let from, let to) = result.command,
      account == reference,
      case .tabs = mode, let person = page?.people.first(where: { $0.slot == slot })
    else { return }
    let now = person[field].value
    let words =
      now == from
      ? reason
      : "It says “\(now)” now, and said “\(from)” when you began. Enter saves yours, Esc leaves theirs."
    mode = .detail(DetailPrompt(account: account, person, field, text: to, fault: words))
  }

  // MARK: Diary

  /// What is due is said when the account is opened, in the words used.
  private mutating func comeIn(_ context: DeskContext, _ size: Size) {
    guard let page else { return }
    if let due = DueDates(page, ledger.page?.ledger, today: context.book.today).sentence {
      message.show(.information, due)
    }
    guard asksForOutcome else { return }
    asksForOutcome = false
    guard let first = DueDates.open(page).first else {
      message.show(
        .information, "No diary date of this account is open. d makes one; dates of a plan are on tab 6.")
      return
    }
    fillWhatIsSeen(context, size)
    _ = diary.choose(first.id)
    finish(first.id, context)
  }

  /// Opens the box that asks what became of a date.
  private mutating func finish(_ id: String?, _ context: DeskContext) {
    guard asAt == .now else {
      message.show(.information, "This is the account as it was. Esc on the ledger goes back to now.")
      return
    }
    guard let entry = page?.diary.first(where: { $0.id == id && $0.isOpen }) else {
      message.show(.information, "There is no open date on this line: Up and Down go to one, d makes one.")
      return
    }
    mode = .finish(
      FinishPrompt(account: reference, entry, ledger: ledger.page?.ledger, today: context.book.today))
  }

  private mutating func inFinish(
    _ event: Event, _ prompt: FinishPrompt, _ context: DeskContext
  ) -> DeskOutcome {
    var prompt = prompt
    if case .key(let key) = event, key.typed == nil,
      let action = DeskActions.table.deskAction(for: key, in: places + [DeskPlace.everywhere])
    {
      switch action {
      case .nextOutcome: prompt.turn(by: 1)
      case .previousOutcome: prompt.turn(by: -1)
      case .otherFinishField: prompt.turnField()
      case .cancelFinish:
        mode = .tabs
        return .stay
      case .saveFinish:
        if let change = prompt.accept(today: context.book.today) {
          mode = .tabs
          return .perform(.record(change.command, said: change.said))
        }
      case .suspend: return .perform(.suspend)
      case .refresh: return .perform(.refresh)
      default: return .ignored
      }
    } else if !prompt.handle(event) {
      if case .key = event { return .ignored }
      return .stay
    }
    mode = .finish(prompt)
    return .stay
  }

  /// What was said of a date and was refused comes back with its words, and with the reason.
  private mutating func takeBack(_ result: Recorded, id: String, _ reason: String, _ context: DeskContext) {
    guard case .tabs = mode, let entry = page?.diary.first(where: { $0.id == id }) else { return }
    var prompt = FinishPrompt(
      account: reference, entry, ledger: ledger.page?.ledger, today: context.book.today)
    prompt.comeBack(result, reason)
    tab = .diary
    mode = .finish(prompt)
  }

  // MARK: Printing

  private func printer(_ context: DeskContext) -> AccountPrinter? {
    page.map {
      AccountPrinter(
        reference: reference, tab: tab, page: $0, ledger: ledger, related: related, context: context)
    }
  }

  private mutating func askPath(_ context: DeskContext) {
    guard let printer = printer(context), !printer.lines(.text).isEmpty else {
      message.show(.information, "There is nothing on this tab to print.")
      return
    }
    mode = .print(PrintPrompt(path: printer.suggestedPath(.text)))
  }

  private mutating func inPrint(_ event: Event, _ prompt: PrintPrompt, _ context: DeskContext) -> DeskOutcome
  {
    var prompt = prompt
    if case .key(let key) = event, key.typed == nil,
      let action = DeskActions.table.deskAction(for: key, in: places + [DeskPlace.everywhere])
    {
      switch action {
      case .cancelPrint: mode = .tabs
      case .switchPrintForm:
        prompt.switchForm()
        mode = .print(prompt)
      case .writePrint:
        let path = prompt.editor.text.trimmed
        guard !path.isEmpty else {
          prompt.fault = "type a path"
          mode = .print(prompt)
          return .stay
        }
        guard let lines = printer(context)?.lines(prompt.form), !lines.isEmpty else {
          prompt.fault = "nothing here as \(prompt.form == .csv ? "CSV" : "text")"
          mode = .print(prompt)
          return .stay
        }
        mode = .tabs
        return .perform(.write(NewFile(path: path, lines: lines)))
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
    mode = .print(prompt)
    return .stay
  }

  // MARK: Dates

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
      case (.begin, nil): ledger.show(.lines)
      case (.begin, let day?):
        ledger.show(.since(day))
        message.show(.done, "What was posted after the close of \(day.text(.weekdayDayMonthYear)).")
      }
    } catch {
      prompt.fault = error.reason
      mode = .date(prompt)
    }
  }
}
