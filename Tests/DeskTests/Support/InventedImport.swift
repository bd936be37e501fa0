import Casebook
import Terminal
import Desk
import Rents

/// Files of an invented landlord on their way into a book, at each stage.
enum InventedImport {
  /// Nothing chosen, nothing waits, one balance differs.
  static var standing: BookStanding {
    BookStanding(
      sequence: 1,
      waiting: [
        .init(
          reference: "4021886X", rows: 3, sum: money(-7_550),
          first: "Cash at the counter 25.50 CR of Thu 5 Mar 2026",
          origin: "rent.csv, line 793", near: ["40218863"]),
        .init(
          reference: "99000301", rows: 1, sum: money(17_058), first: "Rent 170.58 DR of Mon 9 Mar 2026",
          origin: "rent.csv, line 801", near: []),
      ],
      differences: [
        .init(
          reference: "40218863", names: ["Kelly Marsh"], patch: "E3", ours: money(76_239),
          theirs: money(73_739),
          difference: money(2_500))
      ], compared: 41, accounts: 42)
  }

  /// Two files, one of them unknown to every map.
  static var files: ImportWork {
    var work = ImportWork()
    work.path = "~/extracts/november"
    var rent = ImportedFile(
      name: "rent.csv", bytes: 812_331, kind: .transactions, map: "ql", mapTitle: "QL style",
      manner: ["commas between fields", "\" round texts", "letters in UTF-8", "dates dd/mm/yyyy"],
      runDate: day("2026-11-23"),
      columns: [
        .init(header: "Trans Date", meaning: "date"),
        .init(header: "Rent Account No", meaning: "account_ref"),
        .init(header: "Amount", meaning: "amount"), .init(header: "User Field 7", meaning: nil),
      ],
      rows: [
        .init(
          line: 3, fields: ["23/11/2026", "40218863", "118.64", "x"],
          readings: ["date": "Mon 23 Nov 2026", "amount": "118.64 DR"], problem: nil),
        .init(
          line: 4, fields: ["31/11/2026", "40218863", "25.00", ""], readings: [:],
          problem: "Trans Date: the calendar has no such day"),
      ], takenOn: nil)
    rent.figures.read = 5_648
    rent.figures.new = 5_634
    rent.figures.suspended = 4
    rent.figures.rejected = 2
    rent.figures.known = 8
    rent.figures.controlTotal = money(1_234_567)
    var accounts = ImportedFile(
      name: "accounts.csv", bytes: 9_001, kind: .accounts, map: "ql", mapTitle: "QL style", manner: [],
      runDate: nil, columns: [.init(header: "Rent Account No", meaning: "account_ref")], rows: [],
      takenOn: day("2026-11-20"))
    accounts.figures.read = 42
    accounts.figures.known = 42
    work.files = [accounts, rent]
    work.unrecognised = [
      .init(
        name: "readme.txt",
        problem: "readme.txt is not recognised: no map (nec, plain, ql) knows its header row.")
    ]
    work.lines = [
      .init(
        file: "rent.csv", line: 4, column: "date", problem: "Trans Date: the calendar has no such day",
        action: .rejected, value: "31/11/2026"),
      .init(
        file: "rent.csv", line: 793, column: "account_ref", problem: "the book does not know this account",
        action: .suspended, value: "4021886X"),
      .init(
        file: "rent.csv", line: 900, column: "narrative", problem: "control characters made visible",
        action: .repaired, value: "␛[2J"),
    ]
    work.standing = standing
    work.stage = .tried
    return work
  }

  /// The desk with the import screen on top, after it took `work` in and keys were pressed.
  static func desk(_ work: ImportWork, _ keys: String = "", size: Size = sizes[0]) throws -> DeskSession {
    var session = DeskSession(book: try InventedPatch.book(), start: .importing(path: nil), size: size)
    // Esc out of the line in which a file is typed would leave an empty screen: what is known comes first.
    session.take(work)
    _ = session.play(try KeyScript(work.stage == .nothing ? keys : "Esc " + keys))
    return session
  }
}
