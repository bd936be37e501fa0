import Rents
import Terminal

/// What was done on the account, the newest first: actions, notes, arrangements and the instalments that were missed or are due.
struct ActionsTab: Sendable {
  /// One line of the timeline.
  private struct Entry: Hashable, Sendable {
    var id: String
    var date: CivilDate
    var time = ""
    var code: String
    var what: String
    var by = ""
    var note = ""
    var style: Style?

    /// What was done, and what was noted of it; a note is its own text.
    var words: String {
      if note.isEmpty { return what }
      return what == "Note" ? note : "\(what): \(note)"
    }
  }

  private var table = TableView<String>(columns: ActionsTab.columns)
  private var entries: [String: Entry] = [:]

  private static let columns = [
    TableColumn("date", title: "Date ▼", width: 11, overflow: .cut),
    TableColumn("time", title: "Time", width: 5, overflow: .cut, dropOrder: 3),
    TableColumn("code", title: "Code", width: 7),
    TableColumn("by", title: "By", width: 4, maximum: 5),
    TableColumn("what", title: "What, and what was noted", width: 30, maximum: 150),
  ]

  mutating func take(_ page: AccountPage, today: CivilDate) {
    var found: [Entry] = []
    for action in page.actions {
      found.append(
        Entry(
          id: "action \(action.id)", date: action.date, time: action.time, code: action.code,
          what: action.description.isEmpty ? action.code : action.description, by: action.officer,
          note: action.note))
    }
    for note in page.withdrawnNotes {
      found.append(
        Entry(
          id: "withdrawn \(note.id)", date: note.recorded, code: "x NOTE", what: "Taken back",
          by: note.officer,
          note: StruckThrough.text(note.text), style: .dim))
    }
    for plan in page.arrangements {
      let counts =
        "\(plan.instalmentsDue) due, \(plan.instalmentsPaid) paid, \(plan.instalmentsMissed) missed"
      found.append(
        Entry(
          id: "plan \(plan.id)", date: plan.start, code: plan.kind == .court ? "COURT" : "PLAN",
          what: "\(plan.kind == .court ? "Court terms" : "Arrangement") \(plan.termsInWords)",
          by: plan.officer,
          note: "\(plan.status.rawValue); arrears then \(plan.arrearsAtStart.text()); \(counts)"))
    }
    for instalment in page.instalments where instalment.status != .paid {
      let isMissed = instalment.status == .missed
      // What lies ahead of the next one is the arrangement's business, not the timeline's.
      if !isMissed, instalment.due > today.adding(days: 35) { continue }
      found.append(
        Entry(
          id: "instalment \(instalment.arrangement) \(instalment.number)", date: instalment.due,
          code: isMissed ? "MISSED" : "DUE",
          what: "Instalment \(instalment.number) of \(instalment.amount.text(.unsigned))",
          note: instalment.paid == .zero ? "" : "\(instalment.paid.text(.unsigned)) of it paid",
          style: isMissed ? .bad : .information))
    }
    found.sort { ($0.date, $0.time, $0.id) > ($1.date, $1.time, $1.id) }
    entries = [:]
    for entry in found { entries[entry.id] = entry }
    table.reload(found.map(\.id))
  }

  var isEmpty: Bool { table.count == 0 }
  /// Where the selection stands: `3 of 41`.
  var positionText: String { table.positionText }

  mutating func move(_ event: Event, rows: Int, area: Rect?) -> Bool {
    table.handle(event, rows: rows, area: area)
  }

  mutating func reveal(rows: Int) { table.reveal(rows: rows) }

  func draw(on canvas: inout Canvas, today: CivilDate, hasFocus: Bool = true) {
    table.draw(on: &canvas, hasFocus: hasFocus) { id in
      guard let entry = entries[id] else { return TableRow([]) }
      return TableRow([
        .init(DateText.column(entry.date, today: today)), .init(entry.time, .dim), .init(entry.code),
        .init(entry.by, .dim), .init(entry.words, entry.style),
      ])
    }
  }

  /// Everything that the narrow lines have no room for.
  func detail(today: CivilDate) -> StyledText {
    guard let entry = table.selection.flatMap({ entries[$0] }) else { return StyledText() }
    return StyledText(entry.words)
      .adding(
        "  \(DateText.words(entry.date, today: today)), \(DateText.distance(entry.date, today: today))", .dim)
  }
}
