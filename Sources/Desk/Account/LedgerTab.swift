import Rents
import Terminal

/// The ledger of an account: oldest first, as in court; it opens at its last line.
struct LedgerTab: Sendable {
  private(set) var page: LedgerPage?
  private(set) var table = TableView<LedgerRow.ID>(columns: LedgerTab.columns)
  private var rows: [LedgerRow.ID: LedgerRow] = [:]
  /// The runs that the officer opened, or, where all are open, folded again.
  private var exceptions: Set<LedgerRow.ID> = []
  private var allOpen = false

  private static let columns = [
    TableColumn("date", title: "Date", width: 13, overflow: .cut),
    TableColumn("what", title: "What", width: 28, maximum: 52),
    TableColumn("charge", title: "Charge", width: 10, alignment: .right, overflow: .hashes),
    TableColumn("paid", title: "Paid", width: 9, maximum: 10, alignment: .right, overflow: .hashes),
    TableColumn("balance", title: "Balance", width: 13, maximum: 16, alignment: .right, overflow: .hashes),
    TableColumn("narrative", title: "Narrative", width: 20, maximum: 60, dropOrder: 6),
    TableColumn("known", title: "Known", width: 11, dropOrder: 5),
  ]

  /// The line that the keys act on.
  var selected: LedgerRow? { table.selection.flatMap { rows[$0] } }
  var isEmpty: Bool { table.count == 0 }

  /// Takes a ledger in; the selection stays on its line, or goes to the last where `atEnd` says so.
  mutating func take(_ page: LedgerPage, atEnd: Bool) {
    self.page = page
    fill()
    if atEnd { table.select(index: table.count - 1) }
  }

  private mutating func fill() {
    guard let ledger = page?.ledger else { return }
    let (exceptions, allOpen) = (exceptions, allOpen)
    let lines = LedgerRow.rows(of: ledger) { exceptions.contains($0) != allOpen }
    rows = [:]
    rows.reserveCapacity(lines.count)
    for line in lines { rows[line.id] = line }
    table.reload(lines.map(\.id))
  }

  mutating func move(_ event: Event, rows: Int, area: Rect?) -> Bool {
    table.handle(event, rows: rows, area: area)
  }

  mutating func reveal(rows: Int) { table.reveal(rows: rows) }

  /// Opens the folded run on the selected line, or folds the run that the line is part of; false where there is none.
  mutating func toggleRun() -> Bool {
    guard let selected, let posting = selected.postings.first else { return false }
    if selected.id.isRun {
      flip(selected.id)
      fill()
      table.select(LedgerRow.ID(id: posting.id, source: posting.source, isRun: false))
      return true
    }
    guard let ledger = page?.ledger else { return false }
    let runs = LedgerRow.rows(of: ledger) { _ in false }.filter(\.id.isRun)
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
    guard let index = table.ids.firstIndex(where: { (rows[$0]?.last ?? .first) >= day }) else {
      table.select(index: table.count - 1)
      return false
    }
    table.select(index: index)
    return true
  }

  func draw(
    on canvas: inout Canvas, _ facts: AccountFacts, in context: DeskContext, hasFocus: Bool = true
  ) {
    let today = context.book.today
    table.draw(on: &canvas, hasFocus: hasFocus) { id in
      guard let row = rows[id], let posting = row.postings.first else { return TableRow([]) }
      let isCharge = row.amount > .zero
      let amount = row.amount.text(.unsigned)
      let what = row.words(facts: facts, calendar: context.book.calendar, today: today)
      let isReturned = posting.type == .directDebitReturned
      return TableRow(
        [
          .init(row.days(today: today)),
          .init(what, isReturned ? .bad : nil),
          .init(isCharge ? amount : ""),
          .init(isCharge ? "" : amount),
          .init(row.balance.text(), .bold),
          .init(row.id.isRun ? "" : posting.narrative, .dim),
          .init(row.id.isRun ? "" : DateText.column(posting.known, today: today), .dim),
        ],
        style: row.isLocal ? .warning : .normal,
        mark: row.isLocal ? "L" : row.id.isRun ? "+" : row.opensRun ? "-" : nil)
    }
  }
}
