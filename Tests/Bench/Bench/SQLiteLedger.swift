import CSQLite
import ProgramRunner

/// The postings of an extract in SQLite, laid out as well as SQLite can for a ledger: a table without row ids, clustered by
/// account, date and sequence.
final class SQLiteLedger {
  private var database: OpaquePointer?
  private var query: OpaquePointer?
  /// The file.
  let path: String

  /// Opens the database, and makes it from the extract where it is missing.
  init(_ extract: InventedExtract, at: Surroundings) throws {
    path = at.folder + "/clustered-\(extract.rowCount).sqlite"
    if sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, nil) != SQLITE_OK {
      sqlite3_close(database)
      try SQLiteLedger.make(path, extract, at)
      guard sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, nil) == SQLITE_OK else {
        throw BenchError(what: path, why: "cannot be opened")
      }
    }
    let text =
      "select date, type, amount, narrative, batch, id from posting where account = ? order by date, id"
    guard sqlite3_prepare_v2(database, text, -1, &query, nil) == SQLITE_OK else {
      throw BenchError(what: path, why: String(cString: sqlite3_errmsg(database)))
    }
  }

  deinit {
    sqlite3_finalize(query)
    sqlite3_close(database)
  }

  private static func make(_ path: String, _ extract: InventedExtract, _ at: Surroundings) throws {
    guard let sqlite = Surroundings.find("sqlite3") else {
      throw BenchError(what: path, why: "sqlite3 is not installed")
    }
    TemporaryDirectory.remove(path + ".part")
    try at.run(
      sqlite,
      [
        path + ".part", "-cmd",
        "create table raw(account text, date text, type text, amount integer, narrative text, batch text, id text)",
        "-cmd",
        ".mode tabs", "-cmd", ".import --skip 1 \(extract.transactions) raw",
        """
        create table posting(account text, date text, id text, type text, amount integer, narrative text, batch text,
          primary key (account, date, id)) without rowid;
        insert into posting select account, date, id, type, amount, narrative, batch from raw order by account, date, id;
        drop table raw; vacuum;
        """,
      ])
    try at.run("/bin/mv", [path + ".part", path])
  }

  /// Reads every column of every posting of an account.
  /// - Returns: how many there are, and their sum.
  func ledger(_ account: String) -> (count: Int, pence: Int64) {
    // -1 is SQLITE_TRANSIENT: SQLite keeps a copy of the text.
    sqlite3_bind_text(query, 1, account, -1, unsafeBitCast(-1, to: sqlite3_destructor_type.self))
    defer { sqlite3_reset(query) }
    var (count, pence): (Int, Int64) = (0, 0)
    var letters = 0
    while sqlite3_step(query) == SQLITE_ROW {
      count += 1
      pence += sqlite3_column_int64(query, 2)
      for column in [Int32(0), 1, 3, 4, 5] {
        guard sqlite3_column_text(query, column) != nil else { continue }
        letters += Int(sqlite3_column_bytes(query, column))
      }
    }
    return letters > 0 ? (count, pence) : (0, 0)
  }
}
