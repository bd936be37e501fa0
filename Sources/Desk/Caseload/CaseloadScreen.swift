import Casebook
import Rents
import Terminal

/// The caseload of a patch: which accounts there are, what they owe, and which of them to open.
struct CaseloadScreen: DeskScreen {
  /// What the keys act on.
  private enum Mode: Hashable, Sendable {
    case list
    case filter(LineEditor, before: Before)
    case sortMenu(SortMenu)
  }

  /// What Esc in the filter puts back.
  private struct Before: Hashable, Sendable {
    var filter: CaseloadFilter
    var selection: String?
  }

  let patch: String
  private var filter = CaseloadFilter("")
  private var sortColumn = CaseloadColumn.balance
  private var sortsUp = false
  private var mode = Mode.list
  private var table: TableView<String>
  private var entry: PatchEntry
  private var rows: [CaseloadRow] = []
  /// What the filter looks in, for each of ``rows``; empty until the first filter.
  private var searched: [FoldedText] = []
  /// The indices of ``rows`` in the order of the sort, whatever the filter.
  private var order: [Int] = []
  private var indices: [String: Int] = [:]
  private var shown: Result<BalanceTotals, MoneyError> = .success(BalanceTotals())
  private var all: Result<BalanceTotals, MoneyError> = .success(BalanceTotals())
  private var feeds: [Feed] = []
  /// What is wrong with the query that is typed; the list is then that of the last whole one.
  private var queryFault: String?
  private var loaded: DeskState?
  private var today = CivilDate.first
  private var fault: DeskFault?
  private var preview: AccountPreview?
  private var message = MessageLine()

  /// The caseload of `patch`; an account's reference selects it once the list is there.
  init(patch: String, selecting reference: String? = nil) {
    self.patch = patch
    entry = PatchEntry(name: patch)
    table = TableView(columns: CaseloadColumn.allCases.map { $0.tableColumn(referenceWidth: 8) })
    table.sort = .init(column: sortColumn.rawValue, ascending: sortsUp)
    if let reference { table.reload([reference]) }
  }

  var title: String { patch.isEmpty ? "accounts without a patch" : "patch \(patch)" }

  var accountAtHand: String? { selected?.reference }

  var said: MessageLine.Message? { message.current }

  var help: HelpTopic {
    if case .filter = mode { return HelpTopic("finding", about: CaseloadScreen.aboutFilter) }
    return HelpTopic("caseload", about: CaseloadScreen.about)
  }

  var places: [String] {
    switch mode {
    case .list:
      return (filter.isEmpty ? [] : [DeskPlace.filtered])
        + [DeskPlace.caseload, DeskPlace.list, DeskPlace.everywhere]
    case .filter: return [DeskPlace.filter]
    case .sortMenu: return [DeskPlace.sortMenu]
    }
  }

  /// The account that the keys act on; nil where none is shown.
  private var selected: CaseloadEntry? {
    table.selection.flatMap { indices[$0] }.map { rows[$0].entry }
  }

  // MARK: Filling

  private mutating func load(_ context: DeskContext) {
    loaded = context.state
    do throws(DeskFault) {
      let caseload = try context.book.caseload(of: patch)
      feeds = try context.book.feeds()
      fault = nil
      entry = caseload.patch
      rows = caseload.entries.map { CaseloadRow($0) }
      searched = []
      today = context.book.today
      all = CaseloadScreen.totals(of: rows.lazy.map(\.entry.balance))
      indices = [:]
      indices.reserveCapacity(rows.count)
      for (index, row) in rows.enumerated() { indices[row.entry.reference] = index }
      let widest = rows.lazy.map { CharacterWidth.columns(of: $0.entry.reference) }.max() ?? 8
      table.columns = CaseloadColumn.allCases.map { $0.tableColumn(referenceWidth: widest) }
      putInOrder(context)
    } catch {
      fault = error
    }
  }

  private mutating func putInOrder(_ context: DeskContext) {
    order = CaseloadRow.order(of: rows, by: sortColumn, ascending: sortsUp)
    table.sort = .init(column: sortColumn.rawValue, ascending: sortsUp)
    applyFilter(context)
  }

  private mutating func applyFilter(_ context: DeskContext) {
    queryFault = nil
    var kept = order
    if filter.isQuery {
      var found = Set<String>()
      do throws(QueryFault) {
        found = try context.book.references(in: patch, matching: filter.text)
      } catch {
        // Half a query is on its way to a whole one: the list stays as it was.
        queryFault = error.reason
        found = Set(table.ids)
      }
      kept = order.filter { found.contains(rows[$0].entry.reference) }
    } else if !filter.isEmpty {
      if searched.isEmpty { searched = rows.map { $0.searched(today: today) } }
      kept = order.filter { filter.includes(searched[$0]) }
    }
    shown =
      kept.count == rows.count ? all : CaseloadScreen.totals(of: kept.map { rows[$0].entry.balance })
    table.reload(kept.map { rows[$0].entry.reference })
  }

  /// What is owed and in credit, never set off against each other; a failure where a sum does not fit in pence.
  private static func totals(of balances: some Sequence<Money>) -> Result<BalanceTotals, MoneyError> {
    Result { () throws(MoneyError) in try BalanceTotals(balances) }
  }

  /// Reads what the preview shows of the selected account, where there is room for a preview.
  private mutating func fillPreview(_ context: DeskContext, _ size: Size) {
    let layout = CaseloadLayout(size)
    guard layout.preview != nil || layout.brief != nil, let reference = table.selection,
      indices[reference] != nil
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
    let outcome = respond(to: event, in: context, size: size)
    table.reveal(rows: TableView<String>.bodyRows(in: CaseloadLayout(size).list.rows))
    fillPreview(context, size)
    return outcome
  }

  private mutating func respond(to event: Event, in context: DeskContext, size: Size) -> DeskOutcome {
    if case .key = event { message.keyPressed() }
    switch mode {
    case .list: return inList(event, context, size)
    case .filter(let editor, let before): return inFilter(event, editor, before, context, size)
    case .sortMenu(let menu): return inSortMenu(event, menu, context)
    }
  }

  private mutating func inList(_ event: Event, _ context: DeskContext, _ size: Size) -> DeskOutcome {
    guard case .key(let key) = event else {
      let area = CaseloadLayout(size).list
      _ = table.handle(event, rows: TableView<String>.bodyRows(in: area.rows), area: area)
      return .stay
    }
    guard let action = DeskActions.table.deskAction(for: key, in: places) else { return .ignored }
    return act(action, event: event, context, size)
  }

  private mutating func act(
    _ action: DeskAction, event: Event, _ context: DeskContext, _ size: Size
  ) -> DeskOutcome {
    switch action {
    case .openAccount:
      guard let selected else {
        message.show(.information, "There is no account to open here.")
        return .stay
      }
      return .push(AccountScreen(reference: selected.reference))
    case .filter where rows.isEmpty, .sort where rows.isEmpty:
      message.show(.information, "There is no account to look through here.")
    case .filter:
      mode = .filter(
        LineEditor(filter.text, limit: 200), before: Before(filter: filter, selection: table.selection))
    case .sort: mode = .sortMenu(SortMenu(chosen: sortColumn))
    case .clearFilter:
      filter = CaseloadFilter("")
      applyFilter(context)
      message.show(.done, "Filter cleared: all \(rows.count) accounts are shown.")
    case .toPatches, .backFromCaseload: return .pop
    case .refresh:
      load(context)
      return .perform(.refresh)
    case .suspend: return .perform(.suspend)
    case .leave, .redraw: return .ignored
    default:
      let list = CaseloadLayout(size).list
      guard let key = action.movement else { return .ignored }
      _ = table.handle(.key(key), rows: TableView<String>.bodyRows(in: list.rows))
    }
    return .stay
  }

  private mutating func inFilter(
    _ event: Event, _ editor: LineEditor, _ before: Before, _ context: DeskContext, _ size: Size
  ) -> DeskOutcome {
    var editor = editor
    if case .key(let key) = event,
      let action = DeskActions.table.deskAction(for: key, in: places + [DeskPlace.everywhere]),
      key.typed == nil
    {
      switch action {
      case .keepFilter:
        // What cannot be read is not kept: the reason stands in the line, and Esc puts back what was.
        if queryFault == nil { mode = .list }
      case .restoreFilter:
        filter = before.filter
        applyFilter(context)
        if let selection = before.selection { table.select(selection) }
        mode = .list
      case .filterMoveUp, .filterMoveDown:
        let rows = TableView<String>.bodyRows(in: CaseloadLayout(size).list.rows)
        _ = table.handle(.key(action == .filterMoveUp ? .up : .down), rows: rows)
      case .suspend: return .perform(.suspend)
      case .refresh: return .perform(.refresh)
      default: return .ignored
      }
      return .stay
    }
    guard editor.handle(event) else {
      if case .key = event { return .ignored }
      return .stay
    }
    mode = .filter(editor, before: before)
    filter = CaseloadFilter(editor.text)
    applyFilter(context)
    // The account that was looked at comes back as soon as the filter lets it.
    if let selection = before.selection { table.select(selection) }
    return .stay
  }

  private mutating func inSortMenu(
    _ event: Event, _ menu: SortMenu, _ context: DeskContext
  ) -> DeskOutcome {
    guard case .key(let key) = event else { return .stay }
    var menu = menu
    if let action = DeskActions.table.deskAction(for: key, in: places) {
      switch action {
      case .sortChoose: sort(by: menu.chosen, context)
      case .sortInvert: sort(by: sortColumn, context)
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
    sortsUp = column == sortColumn ? !sortsUp : column.sortsUpFirst
    sortColumn = column
    mode = .list
    putInOrder(context)
    message.show(.done, "Sorted by \(column.meaning), \(sortsUp ? "smallest first" : "largest first").")
  }

  // MARK: Drawing

  func draw(on canvas: inout Canvas, in context: DeskContext) {
    if DeskFrame.drawTooSmall(on: &canvas) { return }
    let today = context.book.today
    let layout = CaseloadLayout(canvas.size)
    drawHead(on: &canvas, context)
    if let fault {
      DeskFrame.draw(fault, in: layout.list, on: &canvas)
    } else if rows.isEmpty {
      DeskFrame.drawNotice(emptyPatch(context), in: layout.list, on: &canvas)
    } else {
      canvas.within(layout.list) { (canvas: inout Canvas) in
        table.draw(on: &canvas, hasFocus: true) { reference in
          guard let index = indices[reference] else { return TableRow([]) }
          return rows[index].tableRow(today: today, ascii: context.options.isASCIIOnly)
        }
        if table.count == 0 {
          DeskFrame.drawNotice(
            noMatch, in: Rect(row: 1, columns: canvas.columns, rows: canvas.rows - 1), on: &canvas)
        }
      }
      drawTotals(on: &canvas, row: layout.totalsRow)
    }
    if let pane = layout.preview { drawPreview(in: pane, on: &canvas, context) }
    if let pane = layout.brief, let preview {
      canvas.within(pane) { preview.drawBrief(on: &$0, in: context) }
    }
    drawDetail(on: &canvas, row: canvas.rows - 2, context)
    message.draw(on: &canvas, row: canvas.rows - 2)
    bar.draw(on: &canvas, row: canvas.rows - 1)
    draw(mode, on: &canvas)
  }

  /// Draws what a mode lays over the list.
  private func draw(_ mode: Mode, on canvas: inout Canvas) {
    switch mode {
    case .filter(let editor, _): drawPrompt(editor, on: &canvas, row: canvas.rows - 2)
    case .sortMenu(let menu): menu.draw(on: &canvas, current: sortColumn, ascending: sortsUp)
    case .list: break
    }
  }

  /// What cannot be done now stays in the bar, dimmed; its key says why.
  func availability(_ action: Action) -> Availability {
    switch DeskAction(rawValue: action.name) {
    case .openAccount where selected == nil: .disabled(reason: "no account is shown")
    case .filter where rows.isEmpty, .sort where rows.isEmpty: .disabled(reason: "there is no account")
    default: .available
    }
  }

  private func drawHead(on canvas: inout Canvas, _ context: DeskContext) {
    var name = patch.isEmpty ? "No patch" : patch
    if !entry.officerName.isEmpty { name += "  \(entry.officerName)" }
    if !context.book.user.patches.contains(patch), !context.book.user.patches.isEmpty {
      name += "  (a colleague's patch)"
    }
    DeskFrame.drawTitle(
      name, middle: DeskFrame.rentWeek(context), right: DeskFrame.today(context), on: &canvas)
    // How many there are stands in the totals; here only how many a filter leaves.
    var right = StyledText()
    if !filter.isEmpty {
      let text = filter.text.count > 30 ? filter.text.prefix(29) + "…" : filter.text[...]
      right = StyledText("/", .key).adding(String(text), .match)
        .adding("  \(table.count) of \(rows.count)", .bold)
    }
    let start = max(1, canvas.columns - 1 - right.columns)
    DeskFrame.freshness(feeds, today: context.book.today)
      .draw(on: &canvas, column: 1, row: 1, width: max(0, start - 3))
    right.draw(on: &canvas, column: start, row: 1, width: canvas.columns - start)
  }

  private func drawTotals(on canvas: inout Canvas, row: Int) {
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .total)
    func sums(_ totals: Result<BalanceTotals, MoneyError>, counted: Bool) -> String {
      guard case .success(let totals) = totals else { return "too large to add" }
      let (owed, credit) = (totals.debit.text(.unsigned), totals.credit.text(.unsigned))
      return counted
        ? "DR \(owed) (\(totals.debitCount) owe)  CR \(credit) (\(totals.creditCount) in credit)"
        : "DR \(owed) CR \(credit)"
    }
    let texts =
      filter.isEmpty
      ? ["\(rows.count) accounts  \(sums(all, counted: true))", sums(all, counted: false)]
      : [
        "\(table.count) shown  \(sums(shown, counted: true))   patch \(sums(all, counted: false))",
        "\(table.count) shown \(sums(shown, counted: false))  patch \(sums(all, counted: false))",
        "\(table.count) shown \(sums(shown, counted: false))",
      ]
    // The fullest of the ways to say it that fits; half a figure would be a lie.
    let text = texts.first { CharacterWidth.columns(of: $0) <= canvas.columns - 2 } ?? texts[texts.count - 1]
    canvas.draw(text, column: 1, row: row, style: .total, width: canvas.columns - 2)
  }

  /// The line under the totals: what the narrow list has no room for, of the selected account.
  private func drawDetail(on canvas: inout Canvas, row: Int, _ context: DeskContext) {
    guard fault == nil, let selected else { return }
    let width = canvas.columns - 2
    var line = StyledText()
    func add(_ text: String, _ style: Style = .normal) {
      if !text.isEmpty { line.add((line.isEmpty ? "" : "  ") + text, style) }
    }
    let layout = CaseloadLayout(canvas.size)
    if selected.isAbsentFromExtract { add("? absent from the newest extract", .warning) }
    guard layout.preview == nil, layout.brief == nil else {
      add(table.positionText, .dim)
      line.draw(on: &canvas, column: 1, row: row, width: width)
      return
    }
    // The list says the name already, but for what it had to cut off.
    let name = PersonName.listed(selected.names)
    let column = CaseloadColumn.allCases.firstIndex(of: .name)
    let room = table.layout(width: layout.list.columns).first { $0.index == column }?.width ?? 0
    if CharacterWidth.columns(of: name) > room {
      add(WrappedText.lines(name, width: 34, limit: 1).first ?? "", .bold)
    }
    if SubAccount(tenure: selected.tenure) != .rent { add(selected.tenure.shortWords) }
    add(selected.phone.isEmpty ? "no telephone" : String(selected.phone.prefix(24)))
    if !selected.flags.isEmpty {
      line.add("  ")
      line = line.adding(FlagLine.fitted(selected.flags, width: width - line.columns))
    }
    let street = [selected.address, selected.postcode].filter { !$0.isEmpty }
    for address in [street.joined(separator: " "), selected.address]
    where line.columns + 2 + CharacterWidth.columns(of: address) <= width {
      add(address, .dim)
      break
    }
    line.draw(on: &canvas, column: 1, row: row, width: width)
  }

  private func drawPreview(in pane: Rect, on canvas: inout Canvas, _ context: DeskContext) {
    for row in pane.row..<pane.endRow {
      canvas.draw("│", column: pane.column, row: row, style: .border)
    }
    guard let preview else { return }
    let inner = Rect(column: pane.column + 2, row: pane.row, columns: pane.columns - 3, rows: pane.rows)
    canvas.within(inner) { preview.draw(on: &$0, in: context) }
  }

  private func drawPrompt(_ editor: LineEditor, on canvas: inout Canvas, row: Int) {
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .field)
    let after = queryFault.map { $0 + " " } ?? "\(table.count) of \(rows.count) "
    let needed = min(CharacterWidth.columns(of: after), canvas.columns * 2 / 3)
    canvas.draw(" /", column: 0, row: row, style: .key)
    let width = max(1, canvas.columns - 3 - needed)
    canvas.draw(
      after, column: canvas.columns - needed, row: row, style: queryFault == nil ? .bold : .bad, width: needed
    )
    editor.draw(on: &canvas, column: 2, row: row, width: width)
  }

  private var noMatch: [String] {
    if let queryFault {
      return [
        "This query cannot be read as it stands: \(queryFault).",
        "F1 and then Tab shows what may be typed. Esc puts the list back as it was.",
      ]
    }
    return [
      "None of the \(rows.count) accounts matches “\(filter.text.prefix(40))”.",
      "The filter looks in every column, in the postcode and the telephone number. Each word must occur; -word must not. F1 and then Tab, while you type, shows more.",
      "Esc shows all accounts again.",
    ]
  }

  private func emptyPatch(_ context: DeskContext) -> [String] {
    [
      patch.isEmpty ? "Every account of this book has a patch." : "There is no account in patch \(patch).",
      "Accounts come with the landlord's accounts extract, which names the patch of each: patchbook import FILE takes one in.",
      "p shows the patches of this book.",
    ]
  }

  // MARK: Help

  private static let about: [String] =
    [
      "Every account of the patch, the highest balance first. The columns: ",
      "",
    ]
    + CaseloadColumn.allCases.map { "  " + $0.title.padding(to: 11) + $0.meaning }
    + [
      "",
      "Bars of the 8 weeks reach from the highest debt of these weeks down; _ is a week in credit or clear. A date within ten months has its day, others month and year.",
      "",
      "How columns drop: from 132 columns all are shown. At 120 the last amount is left out, at 80 address and last contact too, and the line under the totals tells them of the selected account. Under 80, next, how they pay and the 8 weeks go too. From 200 columns the selected account is shown beside the list, from 32 rows under it. The least is 60x15.",
      "",
      "Flags, in this order:",
    ] + DeskHelp.flagLegend
    + [
      "  ? left of a line: absent from the newest accounts extract; nothing is deleted",
      "",
      "The totals are of what is shown: DR is what those owe who owe, CR what those have in credit who are in credit. They are never set off against each other.",
    ]

  private static let aboutFilter: [String] = [
    "Type any part of a name, reference, address, postcode, telephone number or of any other column. Capitals and accents do not matter.",
    "",
    "  smith hazel     both words, in any columns",
    "  \"hazel walk\"    the two words together",
    "  smith -dd       smith, but not by direct debit",
    "  balance>200 weeks>=4    more than 200.00 DR and four weeks or more",
    "  method:dd|so flag:V -flag:H    one of two ways to pay, vulnerable, not held",
    "  due<7d contact>30d    due in a week, no contact for a month",
    "",
    "Keys: \(AccountQuery.keys.joined(separator: ", ")).",
    "",
    "Up and Down move in the list while you type. Enter keeps the filter, Esc puts back what was.",
  ]
}
