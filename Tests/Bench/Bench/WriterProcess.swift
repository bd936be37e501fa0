import CSQLite
import Casebook
import Glibc
import ProgramRunner
import Rents

/// One of several processes that record at once: this program started again, which prints how long each change took.
enum WriterProcess {
  /// Who records.
  enum Kind: String, CaseIterable {
    /// A posting, with the account's balance and all that the book does about it.
    case patchbook
    /// The same row and balance in SQLite, WAL, synchronous=FULL.
    case sqlite
    /// flock, an append of 200 bytes, fdatasync.
    case floor
  }

  /// Starts writers and waits for all of them.
  /// - Parameters:
  ///   - pause: milliseconds that each thinks between two changes.
  /// - Returns: microseconds of every change, by process, and the seconds from the first start to the last end.
  static func run(_ kind: Kind, _ path: String, processes: Int, changes: Int, pause: Int) throws -> (
    latencies: [[Double]], seconds: Double
  ) {
    let own = CommandLine.arguments[0].hasPrefix("/") ? CommandLine.arguments[0] : "/proc/self/exe"
    var children: [(pid: pid_t, output: Int32)] = []
    let began = monotonicNanoseconds()
    // All begin at one moment, when each has opened what it writes to.
    let start = Int64(time(nil)) + 2
    for number in 0..<processes {
      var pipe: [Int32] = [0, 0]
      guard Glibc.pipe(&pipe) == 0 else { throw BenchError(what: "writer", why: "no pipe") }
      let arguments = [own, "writer", kind.rawValue, path, "\(changes)", "\(pause)", "\(number)", "\(start)"]
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO)
      posix_spawn_file_actions_addclose(&actions, pipe[0])
      defer { posix_spawn_file_actions_destroy(&actions) }
      var pid = pid_t()
      var list: [UnsafeMutablePointer<CChar>?] = arguments.map { $0.withCString { strdup($0) } } + [nil]
      defer { for text in list { free(text) } }
      guard posix_spawn(&pid, own, &actions, nil, &list, nil) == 0 else {
        throw BenchError(what: "writer", why: "\(own) cannot be started")
      }
      close(pipe[1])
      children.append((pid, pipe[0]))
    }
    _ = began
    var latencies: [[Double]] = []
    var (first, last) = (Int64.max, Int64.min)
    for child in children {
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(child.output, &buffer, buffer.count)
        if count <= 0 { break }
        bytes += buffer[..<count]
      }
      close(child.output)
      var status: Int32 = 0
      waitpid(child.pid, &status, 0)
      guard status == 0 else {
        throw BenchError(what: "writer \(kind.rawValue)", why: "it ended with \(status)")
      }
      let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).compactMap {
        Int64($0)
      }
      guard words.count == changes + 2 else { throw BenchError(what: "writer", why: "it said too little") }
      first = min(first, words[0])
      last = max(last, words[1])
      latencies.append(words.dropFirst(2).map { Double($0) / 1e3 })
    }
    return (latencies, Double(last - first) / 1e9)
  }

  /// What a writer does: `writer KIND PATH CHANGES PAUSE NUMBER START`.
  static func main(_ arguments: [String]) throws -> Never {
    guard arguments.count == 6, let kind = Kind(rawValue: arguments[0]), let changes = Int(arguments[2]),
      let pause = Int(arguments[3]), let number = Int(arguments[4]), let start = Int64(arguments[5])
    else { exit(2) }
    let change = try opened(kind, arguments[1], number)
    while Int64(time(nil)) < start { usleep(1_000) }
    var taken: [Int64] = []
    let first = monotonicNanoseconds()
    for index in 0..<changes {
      let began = monotonicNanoseconds()
      try change(index)
      taken.append(monotonicNanoseconds() - began)
      if pause > 0 { usleep(UInt32(pause * 1_000)) }
    }
    let last = monotonicNanoseconds()
    print(([first, last] + taken).map(String.init).joined(separator: " "))
    exit(0)
  }

  /// Opens what is written to, and gives one change.
  static func opened(_ kind: Kind, _ path: String, _ number: Int) throws -> (Int) throws -> Void {
    switch kind {
    case .patchbook:
      let book = try Casebook.open(
        at: path, user: String(cString: getpwuid(getuid()).pointee.pw_name),
        today: CivilDate(iso: Surroundings.today))
      let accounts = try book.view.patches().prefix(1).flatMap { try book.view.summaries(patch: $0.name) }
      guard let day = CivilDate(iso: Surroundings.today), !accounts.isEmpty else {
        throw BenchError(what: path, why: "the book is empty")
      }
      return { index in
        _ = try book.perform(
          .post(
            account: accounts[(index * 31 + number) % accounts.count].reference, type: .cash,
            amount: Money(pence: -1_000 - Int64(index)), effective: day, narrative: "Cash at the office"))
        _ = try book.checkpointIfDue()
      }
    case .sqlite:
      let peer = try SQLiteCommits(path)
      return { index in try peer.commit(account: (index * 31 + number) % SQLiteCommits.accounts, index) }
    case .floor:
      let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw BenchError(what: path, why: "cannot be opened") }
      let record = [UInt8](repeating: UInt8(ascii: "x"), count: 200)
      return { _ in
        guard flock(file, LOCK_EX) == 0, write(file, record, record.count) == record.count,
          fdatasync(file) == 0, flock(file, LOCK_UN) == 0
        else { throw BenchError(what: path, why: "could not be written") }
      }
    }
  }
}

/// A ledger in SQLite that officers record in: a row and the account's balance in one transaction.
final class SQLiteCommits {
  static let accounts = 1_000
  private var database: OpaquePointer?
  private var insert: OpaquePointer?
  private var update: OpaquePointer?

  /// Opens the database, and makes it where it is missing.
  init(_ path: String) throws {
    guard sqlite3_open(path, &database) == SQLITE_OK else {
      throw BenchError(what: path, why: "cannot be opened")
    }
    sqlite3_busy_timeout(database, 60_000)
    try run("pragma journal_mode=wal; pragma synchronous=full;")
    try run(
      """
      create table if not exists posting(account integer, date text, type text, amount integer, narrative text);
      create index if not exists by_account on posting(account, date);
      create table if not exists account(id integer primary key, balance integer);
      """)
    insert = try prepare("insert into posting values(?, '2026-11-21', 'CSH', ?, 'Cash at the office')")
    update = try prepare("update account set balance = balance + ? where id = ?")
  }

  deinit {
    sqlite3_finalize(insert)
    sqlite3_finalize(update)
    sqlite3_close(database)
  }

  /// Makes the accounts, with so many postings each that are there already.
  func fill(accounts: Int, each: Int) throws {
    try run(
      """
      begin;
      insert or ignore into account with recursive n(i) as (select 0 union all select i + 1 from n where i < \(accounts - 1))
        select i, 0 from n;
      insert into posting with recursive n(i) as (select 0 union all select i + 1 from n where i < \(accounts * each - 1))
        select i % \(accounts), date('2020-11-20', (i / \(accounts)) || ' days'), 'RNT', 11250, 'RENT DEBIT WEEK' from n;
      commit; pragma wal_checkpoint(truncate);
      """)
  }

  func commit(account: Int, _ index: Int) throws {
    try run("begin immediate")
    sqlite3_bind_int64(insert, 1, Int64(account))
    sqlite3_bind_int64(insert, 2, -1_000 - Int64(index))
    sqlite3_bind_int64(update, 1, -1_000 - Int64(index))
    sqlite3_bind_int64(update, 2, Int64(account))
    defer {
      sqlite3_reset(insert)
      sqlite3_reset(update)
    }
    guard sqlite3_step(insert) == SQLITE_DONE, sqlite3_step(update) == SQLITE_DONE else {
      throw BenchError(what: "sqlite", why: String(cString: sqlite3_errmsg(database)))
    }
    try run("commit")
  }

  /// Charges every account: a posting and the balance, in one transaction.
  func chargeAll(week: Int) throws {
    try run(
      """
      begin immediate;
      insert into posting select id, date('2026-11-23', '\(week * 7) days'), 'RNT', 11250, 'Rent week \(week)' from account;
      update account set balance = balance + 11250;
      commit;
      """)
  }

  func run(_ text: String) throws {
    guard sqlite3_exec(database, text, nil, nil, nil) == SQLITE_OK else {
      throw BenchError(what: "sqlite", why: String(cString: sqlite3_errmsg(database)))
    }
  }

  private func prepare(_ text: String) throws -> OpaquePointer? {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(database, text, -1, &statement, nil) == SQLITE_OK else {
      throw BenchError(what: "sqlite", why: String(cString: sqlite3_errmsg(database)))
    }
    return statement
  }
}
