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
    case explain(ExplainBox)
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
  var drilled: [CaseloadView] = []
  /// Views that were changed without saving, by name.
  var changed: [String: CaseloadView] = [:]
  /// What was asked to be recorded on marked accounts and is not known to be saved: its words come back if it is refused.
  var asked: BulkEntry?
  private var loaded: DeskState?
  var referenceWidth = 8
  /// The views that are always there.
  var builtIn: [CaseloadView] = []
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
    case .explain: return [DeskPlace.explanation]
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
      builtIn = CaseloadView.builtIn(context.options.thresholds)
      fault = nil
      entries = found
      if isFirst { recall(context, holding: accounts) }
      referenceWidth = accounts.lazy.map { CharacterWidth.columns(of: $0.reference) }.max() ?? 8
      list.fill(accounts, news: news(context), today: context.book.today, asking: asking(context))
      if isFirst { recallMarks(context) }
      takeOver()
      if isFirst, let wanted {
        table.select(wanted)
      } else if isFirst, let left = context.memory.left(patches) {
        table.scroll(to: left.top)
      }
    } catch {
      fault = error
    }
  }

  /// Looks at the list as it was left, unless an account is asked for that is not on it.
  mutating func recall(_ context: DeskContext, holding accounts: [CaseloadEntry]) {
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

  /// Marks outlive the screen, whichever account is asked for; a filter that asks for them finds them again.
  private mutating func recallMarks(_ context: DeskContext) {
    guard let left = context.memory.left(patches) else { return }
    columnOffset = wanted == nil ? left.columnOffset : 0
    list.mark(only: Array(left.marks))
    markedChanged(context)
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
  func asking(_ context: DeskContext) -> CaseloadList.Asking {
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
    if let draft = context.resuming { resume(draft, context) }
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
    case .explain(let box): return inExplanation(event, box)
    }
  }

  /// What a key does here; nil for a key that does nothing, and for all that is no key.
  func action(for event: Event) -> DeskAction? {
    guard case .key(let key) = event else { return nil }
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
    case .statementFromList:
      guard let selected else {
        message.show(.information, "There is no account here.")
        return .stay
      }
      return .push(StatementScreen(reference: selected.reference, today: context.book.today))
    case .finishFromList:
      guard let selected else {
        message.show(.information, "There is no account here.")
        return .stay
      }
      return .push(AccountScreen(finishingDiaryOf: selected.reference))
    case .explainFromList: explain(context)
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
    case .views:
      mode = .views(ViewMenu(saved: context.memory.saved, usual: builtIn, open: list.view))
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
        patches,
        .init(
          view: list.view, selection: table.selection, changed: changed, marks: list.marks, top: table.top,
          columnOffset: columnOffset))
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

  /// The views that the officer saved, as they were when one was last opened or saved.
  var saved: [CaseloadView] = []
}
