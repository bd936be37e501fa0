import Rents
import Terminal

/// The caseload of a patch, or of several as one list: which accounts there are, what they owe, and which of them to open.
struct CaseloadScreen: DeskScreen {
  /// What the keys act on.
  enum Mode: Sendable {
    case list
    case filter(FilterPrompt)
    case sortMenu(SortMenu)
    case columns(ColumnChooser)
    case counts(ColumnCounts)
    case views(ViewMenu)
    case naming(LineEditor, ViewMenu)
    case bulk(BulkEntry)
  }

  /// The patches whose accounts are listed.
  let patches: [String]
  var list = CaseloadList()
  var mode = Mode.list
  var table: TableView<String>
  var entries: [PatchEntry] = []
  var feeds: [Feed] = []
  var fault: DeskFault?
  var preview: AccountPreview?
  var message = MessageLine()
  /// How many columns behind the frozen ones are scrolled out of sight.
  var columnOffset = 0
  /// When each of the patches was looked at the last time before this.
  var looked: [String: CaseloadMemory.Looked] = [:]
  /// Views that Back and Forward lead to, the nearest last.
  var back: [CaseloadView] = []
  var forward: [CaseloadView] = []
  /// The views out of which a value was chosen, the newest last: Esc leads back to them.
  private var drilled: [CaseloadView] = []
  /// Views that were changed without saving, by name.
  private var changed: [String: CaseloadView] = [:]
  /// What was asked to be recorded on marked accounts and is not known to be saved: its words come back if it is refused.
  private var asked: BulkEntry?
  private var loaded: DeskState?
  private var referenceWidth = 8
  /// The account that shall be selected once the list is there.
  private let wanted: String?

  /// The caseload of `patch`; an account's reference selects it once the list is there.
  init(patch: String, selecting reference: String? = nil) {
    self.init(patches: [patch], selecting: reference)
  }

  /// The caseloads of several patches as one list.
  init(patches: [String], selecting reference: String? = nil) {
    self.patches = patches
    wanted = reference
    table = TableView(columns: [])
  }

  var title: String {
    patches == [""] ? "accounts without a patch" : "patch \(patches.joined(separator: ", "))"
  }

  var accountAtHand: String? { selected?.reference }

  var said: MessageLine.Message? { message.current }

  var help: HelpTopic {
    if case .filter = mode { return HelpTopic("finding", about: CaseloadScreen.aboutFilter) }
    return HelpTopic("caseload", about: CaseloadScreen.about)
  }

  var places: [String] {
    switch mode {
    case .list:
      return (list.marks.isEmpty ? [] : [DeskPlace.marked]) + (hasWayBack ? [DeskPlace.filtered] : [])
        + [DeskPlace.caseload, DeskPlace.list, DeskPlace.everywhere]
    case .filter: return [DeskPlace.filter]
    case .sortMenu: return [DeskPlace.sortMenu]
    case .columns: return [DeskPlace.columnMenu]
    case .counts: return [DeskPlace.counts]
    case .views: return [DeskPlace.viewMenu]
    case .naming: return [DeskPlace.viewName]
    case .bulk(let entry): return [entry.step == .question ? DeskPlace.bulkQuestion : DeskPlace.bulkEntry]
    }
  }

  /// The account that the keys act on; nil where none is shown.
  var selected: CaseloadEntry? { table.selection.flatMap { list.entry($0) } }

  /// Whether Esc leads to a wider list before it leaves the screen.
  private var hasWayBack: Bool {
    !drilled.isEmpty || !list.view.query.isEmpty || list.view.name != CaseloadView.everyone.name
  }

  // MARK: Filling

  private mutating func load(_ context: DeskContext) {
    let isFirst = loaded == nil
    loaded = context.state
    do throws(DeskFault) {
      var accounts: [CaseloadEntry] = []
      var found: [PatchEntry] = []
      for patch in patches {
        let caseload = try context.book.caseload(of: patch)
        accounts += caseload.entries
        found.append(caseload.patch)
      }
      feeds = try context.book.feeds()
      fault = nil
      entries = found
      if isFirst { recall(context, holding: accounts) }
      referenceWidth = accounts.lazy.map { CharacterWidth.columns(of: $0.reference) }.max() ?? 8
      list.fill(accounts, news: news(context), today: context.book.today, asking: asking(context))
      takeOver()
      if isFirst, let wanted { table.select(wanted) }
    } catch {
      fault = error
    }
  }

  /// Looks at the list as it was left, unless an account is asked for that is not on it.
  private mutating func recall(_ context: DeskContext, holding accounts: [CaseloadEntry]) {
    for patch in patches {
      looked[patch] = context.memory.look(
        at: patch, sequence: context.book.sequence, day: context.book.today)
    }
    guard wanted == nil, let left = context.memory.left(patches) else { return }
    changed = left.changed
    list.show(left.view, asking: asking(context))
    if let selection = left.selection, accounts.contains(where: { $0.reference == selection }) {
      table.reload([selection])
    }
  }

  /// What is new since the officer looked before; nil where they never did.
  private func news(_ context: DeskContext) -> PatchNews? {
    var news: PatchNews?
    for patch in patches {
      guard let looked = looked[patch],
        let found = try? context.book.news(in: patch, since: looked.sequence)
      else { continue }
      news = PatchNews(
        accounts: (news?.accounts ?? [:]).merging(found.accounts) { earlier, _ in earlier })
    }
    return news
  }

  /// Asks the book of all patches of the list.
  private func asking(_ context: DeskContext) -> CaseloadList.Asking {
    { [patches] question in
      Result { () throws(QueryFault) in
        var found = Set<String>()
        for patch in patches {
          found.formUnion(try context.book.references(in: patch, matching: question))
        }
        return found
      }
    }
  }

  /// The table takes over what the list shows, and in which columns.
  private mutating func takeOver() {
    table.columns = columns.map { $0.tableColumn(referenceWidth: referenceWidth) }
    table.sort = .init(column: list.view.sort.rawValue, ascending: list.view.sortsUp)
    table.reload(list.references)
  }

  /// The columns that the view has, without those that are scrolled out of sight.
  var columns: [CaseloadColumn] {
    let chosen = chosenColumns
    let frozen = chosen.filter { CaseloadColumn.frozen.contains($0) }
    return frozen + chosen.filter { !CaseloadColumn.frozen.contains($0) }.dropFirst(columnOffset)
  }

  /// The columns that the view has.
  var chosenColumns: [CaseloadColumn] {
    list.view.columns ?? usualColumns
  }

  /// The columns where nobody chose.
  private var usualColumns: [CaseloadColumn] {
    let usual = CaseloadColumn.usual
    // Where patches stand together, a line says which it is of.
    return patches.count > 1 ? CaseloadColumn.allCases.filter { usual.contains($0) || $0 == .patch } : usual
  }

  /// Looks at the list in another way and remembers it for the view of this name.
  private mutating func show(_ view: CaseloadView, _ context: DeskContext) {
    list.show(view, asking: asking(context))
    changed[view.name] = view
    takeOver()
  }

  /// Goes to another view, to which Back then leads from the next.
  private mutating func go(to view: CaseloadView, _ context: DeskContext) {
    guard view != list.view else { return }
    back.append(list.view)
    if back.count > 50 { back.removeFirst() }
    forward = []
    show(view, context)
  }

  /// Reads what the preview shows of the selected account, where there is room for a preview.
  private mutating func fillPreview(_ context: DeskContext, _ size: Size) {
    let layout = CaseloadLayout(size)
    guard layout.preview != nil || layout.brief != nil, let reference = table.selection,
      list.entry(reference) != nil
    else {
      preview = nil
      return
    }
    if preview?.reference == reference, preview?.state == context.state { return }
    preview = AccountPreview(reference, in: context)
  }

  // MARK: Events

  mutating func handle(_ event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    if loaded != context.state {
      if let loaded, let news = context.news(after: loaded) { message.show(.information, news) }
      load(context)
    }
    if let result = context.result { hear(result) }
    if let view = context.view { open(view, context) }
    let outcome = respond(to: event, in: context, size: size)
    table.reveal(rows: TableView<String>.bodyRows(in: CaseloadLayout(size).list.rows))
    fillPreview(context, size)
    return outcome
  }

  private mutating func respond(to event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    if case .key = event { message.keyPressed() }
    switch mode {
    case .list: return inList(event, context, size)
    case .filter(let prompt): return inFilter(event, prompt, context, size)
    case .sortMenu(let menu): return inSortMenu(event, menu, context)
    case .columns(let chooser): return inColumns(event, chooser, context)
    case .counts(let counts): return inCounts(event, counts, context)
    case .views(let menu): return inViews(event, menu, context)
    case .naming(let editor, let menu): return inNaming(event, editor, menu, context)
    case .bulk(let entry): return inBulk(event, entry, context)
    }
  }

  /// What a key does here; nil for a key that does nothing, and for all that is no key.
  private func action(for event: Event, typing: Bool = false) -> DeskAction? {
    guard case .key(let key) = event, !typing || key.typed == nil else { return nil }
    let places = typing ? self.places + [DeskPlace.everywhere] : self.places
    return DeskActions.table.deskAction(for: key, in: places)
  }

  private mutating func inList(_ event: Event, _ context: DeskContext, _ size: Size) -> DeskOutcome {
    guard case .key = event else {
      let area = CaseloadLayout(size).list
      _ = table.handle(event, rows: TableView<String>.bodyRows(in: area.rows), area: area)
      return .stay
    }
    guard let action = action(for: event) else { return .ignored }
    return act(action, context, size)
  }

  /// What cannot be done where there is no account.
  static let needingAccounts: Set<DeskAction> = [
    .filter, .sort, .mark, .invertMarks, .chooseColumns, .countColumn, .views, .visits,
  ]

  private mutating func act(_ action: DeskAction, _ context: DeskContext, _ size: Size) -> DeskOutcome {
    if list.rows.isEmpty, CaseloadScreen.needingAccounts.contains(action) {
      message.show(.information, "There is no account to look through here.")
      return .stay
    }
    switch action {
    case .openAccount:
      guard let selected else {
        message.show(.information, "There is no account to open here.")
        return .stay
      }
      return .push(AccountScreen(reference: selected.reference))
    case .finishFromList:
      guard let selected else {
        message.show(.information, "There is no account here.")
        return .stay
      }
      return .push(AccountScreen(finishingDiaryOf: selected.reference))
    case .filter:
      mode = .filter(
        FilterPrompt(
          list.view.query, before: .init(view: list.view, selection: table.selection),
          history: context.memory.filters))
    case .sort: mode = .sortMenu(SortMenu(chosen: list.view.sort))
    case .chooseColumns: mode = .columns(chooser)
    case .countColumn:
      let subject = ColumnCounts.Subject.nearest(to: list.view.sort)
      mode = .counts(ColumnCounts(subject, of: &list, asking: asking(context)))
    case .views: mode = .views(ViewMenu(saved: context.memory.saved, open: list.view))
    case .viewBack: turn(forward: false, context)
    case .viewForward: turn(forward: true, context)
    case .mark:
      guard let selected else { break }
      list.toggleMark(selected.reference)
      _ = table.handle(.key(.down), rows: TableView<String>.bodyRows(in: CaseloadLayout(size).list.rows))
      markedChanged(context)
    case .invertMarks:
      list.invertMarks()
      markedChanged(context)
      message.show(
        .done, "Marks turned round among the \(list.shown.count) shown: \(list.marks.count) marked.")
    case .clearMarks:
      let count = list.marks.count
      list.clearMarks()
      markedChanged(context)
      message.show(.done, "\(count) \(count == 1 ? "mark" : "marks") cleared.")
    case .scrollRight: scrollColumns(right: true, size)
    case .scrollLeft: scrollColumns(right: false, size)
    case .visits: return .push(VisitScreen(visits(context)))
    case .bulkNote, .bulkDiary:
      let shown = Set(list.references)
      let marked = list.marked.map(\.reference)
      mode = .bulk(
        BulkEntry(marked, hidden: marked.count { !shown.contains($0) }, isDiary: action == .bulkDiary))
    case .clearFilter: widen(context)
    case .toPatches, .backFromCaseload:
      context.memory.leave(
        patches, .init(view: list.view, selection: table.selection, changed: changed))
      return .pop
    case .refresh:
      load(context)
      return .perform(.refresh)
    case .suspend: return .perform(.suspend)
    case .leave, .redraw: return .ignored
    default:
      guard let key = action.movement else { return .ignored }
      _ = table.handle(.key(key), rows: TableView<String>.bodyRows(in: CaseloadLayout(size).list.rows))
    }
    return .stay
  }

  /// A query that asks for marks is answered anew when they change.
  private mutating func markedChanged(_ context: DeskContext) {
    guard list.query.clauses.joined().contains(where: { $0.test == .marked }) else { return }
    list.show(list.view, asking: asking(context))
    takeOver()
  }

  /// One step back to a wider list: out of a value, out of a filter, out of a view.
  private mutating func widen(_ context: DeskContext) {
    if let before = drilled.popLast() {
      go(to: before, context)
      return message.show(.done, "Back: \(list.shown.count) of \(list.rows.count) accounts are shown.")
    }
    let saved = definition(of: list.view.name)
    var wider = list.view
    if let saved, wider.query != saved.query {
      wider.query = saved.query
    } else {
      wider = changed[CaseloadView.everyone.name] ?? .everyone
      wider.query = ""
    }
    go(to: wider, context)
    message.show(
      .done,
      list.isFiltered
        ? "Back to the view \(list.view.name)." : "Filter cleared: all \(list.rows.count) accounts are shown."
    )
  }

  /// What a view of this name shows when it is opened afresh.
  private func definition(of name: String) -> CaseloadView? {
    saved.first { $0.name == name } ?? CaseloadView.builtIn.first { $0.name == name }
  }

  private mutating func turn(forward isForward: Bool, _ context: DeskContext) {
    guard let view = isForward ? forward.popLast() : back.popLast() else {
      message.show(.information, isForward ? "There is no later view." : "There is no earlier view.")
      return
    }
    if isForward { back.append(list.view) } else { forward.append(list.view) }
    drilled = []
    show(view, context)
    message.show(.done, "\(viewName), \(list.shown.count) of \(list.rows.count).")
  }

  private mutating func scrollColumns(right: Bool, _ size: Size) {
    let seen = table.layout(width: CaseloadLayout(size).list.columns).count
    guard right ? seen < table.columns.count : columnOffset > 0 else {
      let reason = right ? "All columns to the right are in sight." : "The first columns are in sight."
      return message.show(.information, reason)
    }
    columnOffset += right ? 1 : -1
    table.columns = columns.map { $0.tableColumn(referenceWidth: referenceWidth) }
  }

  private mutating func inFilter(
    _ event: Event, _ prompt: FilterPrompt, _ context: DeskContext, _ size: Size
  ) -> DeskOutcome {
    var prompt = prompt
    if let action = action(for: event, typing: true) {
      switch action {
      case .keepFilter:
        keep(prompt, context)
        return .stay
      case .restoreFilter:
        list.show(prompt.before.view, asking: asking(context))
        takeOver()
        if let selection = prompt.before.selection { table.select(selection) }
        mode = .list
        return .stay
      case .filterPageUp, .filterPageDown:
        let rows = TableView<String>.bodyRows(in: CaseloadLayout(size).list.rows)
        _ = table.handle(.key(action == .filterPageUp ? .pageUp : .pageDown), rows: rows)
        return .stay
      case .filterEarlier, .filterLater:
        guard prompt.recall(earlier: action == .filterEarlier) else { return .stay }
      case .completeFilter:
        guard prompt.complete(fault: list.fault, known: known) else { return .stay }
      case .suspend: return .perform(.suspend)
      case .refresh: return .perform(.refresh)
      default: return .ignored
      }
    } else {
      guard prompt.handle(event) else {
        if case .key = event { return .ignored }
        return .stay
      }
    }
    mode = .filter(prompt)
    var view = prompt.before.view
    view.query = prompt.text
    list.show(view, asking: asking(context))
    takeOver()
    // The account that was looked at comes back as soon as the filter lets it.
    if let selection = prompt.before.selection { table.select(selection) }
    return .stay
  }

  /// Keeps what was typed. What cannot be read is not kept: the reason stands in the line, and Esc puts back what was.
  private mutating func keep(_ prompt: FilterPrompt, _ context: DeskContext) {
    guard list.fault == nil else { return }
    mode = .list
    let view = list.view
    guard view != prompt.before.view else { return }
    context.memory.remember(filter: view.query)
    drilled = []
    back.append(prompt.before.view)
    forward = []
    changed[view.name] = view
  }

  /// Values that the list holds of a key, for completion.
  private func known(_ key: String) -> [String] {
    let entries = list.rows.lazy.map(\.entry)
    let values: Set<String> =
      switch key {
      case "address": Set(entries.compactMap { Street($0.address)?.name })
      case "patch": Set(entries.map(\.patch))
      case "name":
        Set(entries.compactMap { PersonName.listed($0.names).split(separator: " ").first.map(String.init) })
      case "officer": Set(self.entries.map(\.officerCode))
      case "postcode": Set(entries.compactMap { $0.postcode.split(separator: " ").first.map(String.init) })
      case "account", "ref", "reference": Set(entries.map(\.reference))
      default: []
      }
    return values.filter { !$0.isEmpty }.sorted()
  }

  private mutating func inSortMenu(
    _ event: Event, _ menu: SortMenu, _ context: DeskContext
  ) -> DeskOutcome {
    guard case .key(let key) = event else { return .stay }
    var menu = menu
    if let action = action(for: event) {
      switch action {
      case .sortChoose: sort(by: menu.chosen, context)
      case .sortInvert: sort(by: list.view.sort, context)
      case .sortClose: mode = .list
      case .sortUp: menu.move(by: -1)
      case .sortDown: menu.move(by: 1)
      default: return .ignored
      }
      if case .sortMenu = mode { mode = .sortMenu(menu) }
      return .stay
    }
    guard let column = CaseloadColumn.allCases.first(where: { $0.letter == key.typed }) else {
      return .ignored
    }
    sort(by: column, context)
    return .stay
  }

  /// Sorts by a column; by the one that it is sorted by already, the other way round.
  private mutating func sort(by column: CaseloadColumn, _ context: DeskContext) {
    var view = list.view
    view.sortsUp = column == view.sort ? !view.sortsUp : column.sortsUpFirst
    view.sort = column
    mode = .list
    show(view, context)
    message.show(
      .done, "Sorted by \(column.meaning), \(view.sortsUp ? "smallest first" : "largest first").")
  }

  /// The list in which columns are chosen and put in order; those that say whose line it is stay in front.
  private var chooser: ColumnChooser {
    let all = CaseloadColumn.allCases
    return ColumnChooser(
      all.map { $0.tableColumn(referenceWidth: referenceWidth) }, chosen: chosenColumns.map(\.rawValue),
      standard: usualColumns.map(\.rawValue), required: Set(CaseloadColumn.frozen.map(\.rawValue)),
      meanings: Dictionary(all.map { ($0.rawValue, $0.meaning) }) { meaning, _ in meaning })
  }

  private mutating func inColumns(
    _ event: Event, _ chooser: ColumnChooser, _ context: DeskContext
  ) -> DeskOutcome {
    guard case .key = event else { return .stay }
    guard let key = action(for: event)?.chooserKey else { return .ignored }
    var chooser = chooser
    switch chooser.handle(.key(key)) {
    case .done(let names):
      mode = .list
      columnOffset = 0
      let columns = CaseloadColumn.ordered(names.compactMap { CaseloadColumn(rawValue: $0) })
      var view = list.view
      view.columns = columns == usualColumns ? nil : columns
      show(view, context)
    case .close: mode = .list
    case .stay, .refused: mode = .columns(chooser)
    case .ignored: return .ignored
    }
    return .stay
  }

  private mutating func inCounts(
    _ event: Event, _ counts: ColumnCounts, _ context: DeskContext
  ) -> DeskOutcome {
    guard case .key = event else { return .stay }
    guard let action = action(for: event) else { return .ignored }
    var counts = counts
    switch action {
    case .countUp: counts.move(by: -1)
    case .countDown: counts.move(by: 1)
    case .countNext: counts.turn(by: 1, of: &list, asking: asking(context))
    case .countPrevious: counts.turn(by: -1, of: &list, asking: asking(context))
    case .countClose:
      mode = .list
      return .stay
    case .countOpen:
      mode = .list
      guard let value = counts.value else { return .stay }
      let before = list.view
      var view = before
      view.query = (before.query.isEmpty ? "" : before.query + " ") + value.query
      go(to: view, context)
      drilled.append(before)
      message.show(.done, "\(value.label): \(list.shown.count) shown. Esc shows the list as it was.")
      return .stay
    default: return .ignored
    }
    mode = .counts(counts)
    return .stay
  }

  // MARK: Views

  private mutating func inViews(_ event: Event, _ menu: ViewMenu, _ context: DeskContext) -> DeskOutcome {
    guard case .key(let key) = event else { return .stay }
    var menu = menu
    // 0 is the tenth, as on the keyboard.
    if let scalar = key.typed, let number = Int(String(Character(scalar))),
      menu.choose(number: number == 0 ? 10 : number)
    {
      open(menu, context)
      return .stay
    }
    guard let action = action(for: event) else { return .ignored }
    switch action {
    case .viewUp: menu.move(by: -1)
    case .viewDown: menu.move(by: 1)
    case .viewOpen:
      open(menu, context)
      return .stay
    case .viewSave:
      let isBuiltIn = CaseloadView.builtIn.contains { $0.name == list.view.name }
      mode = .naming(LineEditor(isBuiltIn ? "" : list.view.name, limit: 40), menu)
      return .stay
    case .viewForget:
      guard menu.isOwn, let view = menu.view else {
        message.show(.information, "This view is always there; only your own can be forgotten.")
        return .stay
      }
      context.memory.forget(view.name)
      saved = context.memory.saved
      menu.removeChosen()
      message.show(.done, "Forgot the view \(view.name). s saves what is shown now as a view.")
    case .viewClose:
      mode = .list
      return .stay
    default: return .ignored
    }
    mode = .views(menu)
    return .stay
  }

  /// Opens the marked view: as it was left in this sitting; the one that is open, afresh.
  private mutating func open(_ menu: ViewMenu, _ context: DeskContext) {
    mode = .list
    if let view = menu.view { open(view, context) }
  }

  /// Every view that there is, for the palette: the built-in ones and the officer's own.
  func views(in context: DeskContext) -> [CaseloadView] {
    guard fault == nil, !list.rows.isEmpty, case .list = mode else { return [] }
    let own = context.memory.saved
    return own + CaseloadView.builtIn.filter { view in !own.contains { $0.name == view.name } }
  }

  private mutating func open(_ view: CaseloadView, _ context: DeskContext) {
    saved = context.memory.saved
    let isOpen = view.name == list.view.name
    drilled = []
    columnOffset = 0
    go(to: isOpen ? view : changed[view.name] ?? view, context)
    message.show(.done, "\(viewName): \(list.shown.count) of \(list.rows.count) accounts.")
  }

  private mutating func inNaming(
    _ event: Event, _ editor: LineEditor, _ menu: ViewMenu, _ context: DeskContext
  ) -> DeskOutcome {
    var editor = editor
    switch action(for: event, typing: true) {
    case .viewNameKeep?:
      let name = editor.text.split(separator: " ").joined(separator: " ")
      guard !name.isEmpty else {
        message.show(.information, "A view needs a name, so that you find it again.")
        return .stay
      }
      guard name != CaseloadView.everyone.name else {
        message.show(.information, "Everyone stays every account. Type another name.")
        return .stay
      }
      var view = list.view
      view.name = name
      context.memory.save(view)
      saved = context.memory.saved
      mode = .list
      show(view, context)
      message.show(.done, "Saved the view \(name). v opens it.")
    case .viewNameCancel?: mode = .views(menu)
    case .suspend?: return .perform(.suspend)
    case .some: return .ignored
    case nil:
      guard editor.handle(event) else {
        if case .key = event { return .ignored }
        return .stay
      }
      mode = .naming(editor, menu)
    }
    return .stay
  }

  /// The views that the officer saved, as they were when one was last opened or saved.
  var saved: [CaseloadView] = []

  /// What the present view is called: its name, and whether it was changed.
  var viewName: String {
    guard let saved = definition(of: list.view.name), !saved.shows(sameAs: list.view) else {
      return list.view.name
    }
    if saved.name == CaseloadView.everyone.name, list.view.query.isEmpty { return saved.name }
    return saved.name == CaseloadView.everyone.name ? "" : saved.name + ", changed"
  }

  // MARK: Work on marked accounts

  private mutating func inBulk(_ event: Event, _ entry: BulkEntry, _ context: DeskContext) -> DeskOutcome {
    var entry = entry
    switch action(for: event, typing: entry.step != .question) {
    case .bulkNext?:
      if case .ask(let work) = entry.next(today: context.book.today) {
        do throws(DeskFault) {
          entry.take(try context.book.forecast(work, on: entry.accounts), of: work)
        } catch { entry.take(error) }
      }
    case .bulkKind?: entry.turnKind()
    case .bulkBack?, .bulkLeave?:
      if !entry.goBack() {
        mode = .list
        return .stay
      }
    case .bulkWrite?:
      guard let work = entry.work else { return .stay }
      mode = .list
      asked = entry
      return .perform(.record(.each(accounts: entry.accounts, work: work), said: entry.said))
    case .suspend?: return .perform(.suspend)
    case .some: return .ignored
    case nil:
      guard entry.handle(event) else {
        if case .key = event { return .ignored }
        return .stay
      }
    }
    mode = .bulk(entry)
    return .stay
  }

  /// A refusal gives the words back, unless something else is being done by now.
  private mutating func hear(_ result: Recorded) {
    guard var entry = asked, case .each(let accounts, _) = result.command, accounts == entry.accounts else {
      return
    }
    asked = nil
    guard case .refused = result.result, case .list = mode else { return }
    entry.comeBack()
    mode = .bulk(entry)
  }

  // MARK: Visits

  /// The accounts to visit: those that are marked, or else those that are shown.
  private func visits(_ context: DeskContext) -> VisitSheet {
    let marked = list.marked
    let accounts = marked.isEmpty ? list.shown.map { list.rows[$0].entry } : marked
    var what = marked.isEmpty ? "\(accounts.count) accounts shown" : "\(accounts.count) marked accounts"
    if marked.isEmpty, list.isFiltered { what += ": \(QueryWords.explain(list.query))" }
    return VisitSheet(accounts, what: what, of: entries, feeds: feeds, in: context)
  }
}
