import Casebook
import Rents
import Terminal

/// What stands in the tables of the import screen: which rows there are, and what each shows.
enum ImportTables {
  /// The columns of a tab.
  static func columns(_ tab: ImportTab) -> [TableColumn] {
    switch tab {
    case .files:
      [
        TableColumn("file", title: "File", width: 22, maximum: 44),
        TableColumn("holds", title: "Holds", width: 12),
        TableColumn("map", title: "Map", width: 6, maximum: 12),
        TableColumn("rows", title: "Rows", width: 7, alignment: .right, overflow: .hashes),
        TableColumn("new", title: "New", width: 7, alignment: .right, overflow: .hashes),
        TableColumn("known", title: "Known", width: 6, alignment: .right, overflow: .hashes, dropOrder: 2),
        TableColumn("suspense", title: "Susp.", width: 5, alignment: .right, overflow: .hashes),
        TableColumn("rejected", title: "Rej.", width: 4, alignment: .right, overflow: .hashes),
        TableColumn("total", title: "Sum", width: 16, alignment: .right, overflow: .hashes, dropOrder: 1),
        TableColumn("day", title: "Made on", width: 15, dropOrder: 3),
      ]
    case .rows:
      [
        TableColumn("header", title: "In the file", width: 18, maximum: 26),
        TableColumn("meaning", title: "Is our", width: 18, maximum: 26),
        TableColumn("value", title: "As it stands", width: 18, maximum: 60),
        TableColumn("reading", title: "As it is read", width: 16, maximum: 44),
      ]
    case .report:
      [
        TableColumn("file", title: "File", width: 14, maximum: 30, dropOrder: 2),
        TableColumn("line", title: "Line", width: 6, alignment: .right, overflow: .hashes),
        TableColumn("action", title: "Done", width: 10, maximum: 17),
        TableColumn("column", title: "Column", width: 10, maximum: 18, dropOrder: 1),
        TableColumn("value", title: "Value", width: 14, maximum: 34),
        TableColumn("problem", title: "Why", width: 18, maximum: 110),
      ]
    case .suspense:
      [
        TableColumn("reference", title: "Reference", width: 12, maximum: 20),
        TableColumn("rows", title: "Rows", width: 5, alignment: .right, overflow: .hashes),
        TableColumn("sum", title: "Sum", width: 15, alignment: .right, overflow: .hashes),
        TableColumn("near", title: "Almost like", width: 12, maximum: 30),
        TableColumn("first", title: "The first", width: 24, maximum: 60),
        TableColumn("origin", title: "From", width: 18, maximum: 40, dropOrder: 1),
      ]
    case .balances:
      [
        TableColumn("reference", title: "Account", width: 10, maximum: 16),
        TableColumn("name", title: "Name", width: 18, maximum: 36),
        TableColumn("patch", title: "Patch", width: 6, maximum: 10, dropOrder: 1),
        TableColumn("ours", title: "Our sum", width: 14, alignment: .right, overflow: .hashes),
        TableColumn("theirs", title: "Landlord's", width: 14, alignment: .right, overflow: .hashes),
        TableColumn("difference", title: "Differ by", width: 14, alignment: .right, overflow: .hashes),
      ]
    }
  }

  /// How many rows a tab has; `file` is the one whose first rows are looked at, and `row` which of them.
  static func count(_ tab: ImportTab, _ work: ImportWork, lines: [Int], file: ImportedFile?) -> Int {
    switch tab {
    case .files: work.files.count + work.unrecognised.count
    case .rows: file?.columns.count ?? 0
    case .report: lines.count
    case .suspense: work.standing?.waiting.count ?? 0
    case .balances: work.standing?.differences.count ?? 0
    }
  }

  /// A file, or one that no map recognises.
  static func file(_ index: Int, _ work: ImportWork) -> TableRow {
    guard work.files.indices.contains(index) else {
      let place = index - work.files.count
      guard work.unrecognised.indices.contains(place) else { return TableRow([]) }
      return TableRow([.init(work.unrecognised[place].name), .init("not recognised", .warning)], mark: "!")
    }
    let file = work.files[index]
    let figures = file.figures
    // Before the dry run nothing is known of the rows: a nought would be a lie.
    let isKnown = figures.read > 0
    func number(_ count: Int) -> String { isKnown ? String(count) : "" }
    let day = file.runDate.map { $0.text(.weekdayDayMonthYear) } ?? ""
    return TableRow(
      [
        .init(file.name), .init(file.kind.rawValue), .init(file.map, .dim), .init(number(figures.read)),
        .init(number(figures.new), .bold), .init(number(figures.known)), .init(number(figures.suspended)),
        .init(number(figures.rejected), figures.rejected > 0 ? .bad : nil),
        .init(isKnown && file.kind == .transactions ? figures.controlTotal.text(.debitOrCredit) : ""),
        .init(day, .dim),
      ], mark: figures.rejected > 0 ? "!" : file.takenOn != nil ? "=" : nil)
  }

  /// A column of a file in one of its first rows.
  static func column(_ index: Int, of file: ImportedFile, row: Int) -> TableRow {
    guard file.columns.indices.contains(index) else { return TableRow([]) }
    let column = file.columns[index]
    var value = ""
    var reading = ""
    if file.rows.indices.contains(row) {
      let row = file.rows[row]
      value = row.fields.indices.contains(index) ? row.fields[index] : ""
      reading = column.meaning.flatMap { row.readings[$0] } ?? (column.meaning == nil ? "" : value)
    }
    return TableRow([
      .init(column.header), .init(column.meaning ?? "passed over", column.meaning == nil ? .dim : nil),
      .init(value), .init(reading, .bold),
    ])
  }

  /// A line of the report.
  static func line(_ line: ImportReportLine) -> TableRow {
    TableRow(
      [
        .init(line.file, .dim), .init(String(line.line)), .init(word(line.action), style(line.action)),
        .init(line.column), .init(line.value), .init(line.problem),
      ], mark: line.action == .rejected ? "!" : nil)
  }

  /// What was done with a row, in a word for an officer.
  static func word(_ action: IntakeReport.Action) -> String {
    switch action {
    case .rejected: "rejected"
    case .repaired: "repaired"
    case .suspended: "suspense"
    case .skippedDuplicate: "known"
    case .warned: "look at"
    case .ignored: "ignored"
    }
  }

  private static func style(_ action: IntakeReport.Action) -> Style? {
    switch action {
    case .rejected: .bad
    case .warned, .suspended: .warning
    default: nil
    }
  }

  /// Rows that wait under one reference.
  static func waiting(_ item: BookStanding.Waiting) -> TableRow {
    TableRow([
      .init(item.reference), .init(String(item.rows)), .init(item.sum.text(.debitOrCredit)),
      .init(item.near.joined(separator: ", ")), .init(item.first), .init(item.origin, .dim),
    ])
  }

  /// An account whose balances differ.
  static func difference(_ item: BookStanding.Difference) -> TableRow {
    TableRow([
      .init(item.reference), .init(PersonName.listed(item.names)), .init(item.patch, .dim),
      .init(item.ours.text(.debitOrCredit)), .init(item.theirs.text(.debitOrCredit)),
      .init(item.difference.text(.debitOrCredit), .warning),
    ])
  }
}
