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
  var asksForOutcome = false
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

  mutating func load(_ context: DeskContext, ledgerAtEnd: Bool) {
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
  mutating func fillWhatIsSeen(_ context: DeskContext, _ size: Size) {
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
    if let draft = context.resuming { resume(draft, context) }
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
    case .openStatement: return .push(StatementScreen(reference: reference, today: context.book.today))
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

  mutating func turn(by step: Int) {
    let all = AccountTab.allCases
    let place = (all.firstIndex(of: tab) ?? 0) + step + all.count
    tab = all[place % all.count]
  }

  mutating func move(_ event: Event, _ context: DeskContext, _ size: Size) {
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
    guard let stays = box.take(action) else { return .ignored }
    mode = stays ? .explain(box) : .tabs
    return .stay
  }
}
