import Rents
import Terminal

/// The ledger of an account: oldest first, as in court; it opens at its last line.
struct LedgerTab: Sendable {
  private(set) var page: LedgerPage?
  /// Which lines are shown.
  private(set) var order = LedgerOrder.lines
  private(set) var table = TableView<LedgerRow.ID>(columns: LedgerTab.columns)
  private var rows: [LedgerRow.ID: LedgerRow] = [:]
  /// What is in the book now and not in the view that is shown.
  private(set) var later: [Posting] = []
  /// The runs that the officer opened, or, where all are open, folded again.
  private var exceptions: Set<LedgerRow.ID> = []
  private var allOpen = false
  /// A sum that does not fit, where lines were to be put together.
  private(set) var fault: String?

  /// The columns where there is room for all.
  private static let columns = [
    TableColumn("date", title: "Date", width: 13, overflow: .cut),
    TableColumn("what", title: "What", width: 28, maximum: 52),
    TableColumn("charge", title: "Charge", width: 10, alignment: .right, overflow: .hashes),
    TableColumn("paid", title: "Paid", width: 9, maximum: 10, alignment: .right, overflow: .hashes),
    TableColumn("balance", title: "Balance", width: 13, maximum: 16, alignment: .right, overflow: .hashes),
    TableColumn("narrative", title: "Narrative", width: 20, maximum: 60, dropOrder: 6),
    TableColumn("known", title: "Known", width: 11, dropOrder: 5),
  ]

  /// How wide the widest figures of the lines are.
  private var figures = LedgerColumns.Figures()

  /// The line that the keys act on.
  var selected: LedgerRow? { table.selection.flatMap { rows[$0] } }
  var isEmpty: Bool { page?.ledger.isEmpty ?? true }
  /// The lines as they stand, from top to bottom.
  var shown: [LedgerRow] { table.ids.compactMap { rows[$0] } }

  /// Takes a ledger in, with what it leaves out of all there is; the selection stays on its line, or goes to the last where
  /// `atEnd` says so.
  mutating func take(_ page: LedgerPage, later: [Posting] = [], atEnd: Bool) {
    self.page = page
    self.later = later
    fill()
    if atEnd { selectLast() }
  }

  private mutating func fill() {
    guard let page else { return }
    let ledger = page.ledger
    let (exceptions, allOpen) = (exceptions, allOpen)
    var lines: [LedgerRow]
    fault = nil
    switch order {
    case .lines: lines = LedgerRow.rows(of: ledger) { exceptions.contains($0) != allOpen }
    case .since(let day):
      lines = LedgerRow.rows(of: ledger, after: day) { exceptions.contains($0) != allOpen }
    case .types(let types):
      lines = (ledger.lines + ledger.localLines).filter { types.contains($0.posting.type) }.map {
        LedgerRow($0)
      }
    case .spans(let grouping):
      do throws(LedgerError) {
        lines = try ledger.spans(by: grouping).map { LedgerRow($0) }
      } catch {
        lines = []
        fault = "\(error)"
      }
    }
    if !later.isEmpty, !ledger.isEmpty, order == .lines {
      lines.append(LedgerRow(laterThan: ledger.asAt))
      lines += later.map { LedgerRow(later: $0) }
    }
    rows = [:]
    rows.reserveCapacity(lines.count)
    figures = LedgerColumns.Figures()
    for line in lines {
      rows[line.id] = line
      figures.take(line)
    }
    table.reload(lines.map(\.id))
  }

  /// Shows other lines, or the same ones put together; the selection goes to the last line, or to where it was.
  mutating func show(_ order: LedgerOrder) {
    guard self.order != order else { return }
    let before = selected?.last
    self.order = order
    fill()
    if let before, order == .lines { _ = go(to: before) } else { selectLast() }
  }

  mutating func move(_ event: Event, rows: Int, area: Rect?) -> Bool {
    table.handle(event, rows: rows, area: area)
  }

  mutating func reveal(rows: Int) { table.reveal(rows: rows) }

  /// Selects the last line of the view, not what it leaves out.
  private mutating func selectLast() {
    let place = table.ids.lastIndex { rows[$0]?.isLater == false }
    table.select(index: place ?? table.count - 1)
  }

  /// Opens the folded run on the selected line, or folds the run that the line is part of; false where there is none.
  mutating func toggleRun() -> Bool {
    guard let selected, let posting = selected.postings.first else { return false }
    if selected.isRun {
      flip(selected.id)
      fill()
      table.select(LedgerRow.ID.posting(id: posting.id, source: posting.source))
      return true
    }
    guard let ledger = page?.ledger, order == .lines || selected.first != nil else { return false }
    var after: CivilDate?
    if case .since(let day) = order { after = day }
    let runs = LedgerRow.rows(of: ledger, after: after) { _ in false }.filter(\.isRun)
    guard let run = runs.first(where: { $0.postings.contains(posting) }) else { return false }
    flip(run.id)
    fill()
    table.select(run.id)
    return true
  }

  /// Opens all runs, or folds them all; true if they are open now.
  mutating func toggleAllRuns() -> Bool {
    let before = selected?.postings.first
    allOpen.toggle()
    exceptions = []
    fill()
    if let before { select(near: before) }
    return allOpen
  }

  private mutating func flip(_ run: LedgerRow.ID) {
    if exceptions.remove(run) == nil { exceptions.insert(run) }
  }

  private mutating func select(near posting: Posting) {
    if let id = table.ids.first(where: { rows[$0]?.postings.contains(posting) ?? false }) { table.select(id) }
  }

  /// Selects the first line of that day, or the next there is; false where all lines are before it.
  mutating func go(to day: CivilDate) -> Bool {
    guard
      let index = table.ids.firstIndex(where: { id in
        guard let row = rows[id], !row.isLater, row.id != .opening else { return false }
        return (row.last ?? .first) >= day
      })
    else {
      selectLast()
      return false
    }
    table.select(index: index)
    return true
  }

  func draw(
    on canvas: inout Canvas, _ facts: AccountFacts, in context: DeskContext, hasFocus: Bool = true
  ) {
    let today = context.book.today
    let fitted = LedgerColumns(LedgerTab.columns, figures, width: canvas.columns)
    var table = table
    table.columns = fitted.columns
    table.draw(on: &canvas, hasFocus: hasFocus) { id in
      guard let row = rows[id] else { return TableRow([]) }
      let what = row.words(facts: facts, calendar: context.book.calendar, today: today)
      let posting = row.postings.first
      let isReturned = posting?.type == .directDebitReturned && !row.isLater
      let isSingle = row.postings.count == 1
      return TableRow(
        [
          .init(fitted.hasWeekday ? row.days(today: today) : row.shortDays(today: today)),
          .init(what, isReturned ? .bad : row.id == .opening ? .dim : nil),
          .init(row.charge?.text(.unsigned) ?? ""),
          .init(row.paid?.text(.unsigned) ?? ""),
          .init(row.balance?.text() ?? "", .bold),
          .init(isSingle ? posting?.narrative ?? "" : "", .dim),
          .init(isSingle ? posting.map { DateText.column($0.known, today: today) } ?? "" : "", .dim),
        ],
        style: row.isLocal ? .warning : row.isLater ? .dim : .normal, mark: row.mark)
    }
  }
}
