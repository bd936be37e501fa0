import Casebook
import Glibc
import ProgramRunner
import Rents

/// Several officers at once, one officer alone, and what whoever keeps the book does: storage's bars B5, B6, B7, B9, B10,
/// B12, B13, B14, B15, each beside SQLite and the floor, turn and turn about.
struct OperationsBench {
  let at: Surroundings

  private var book: String { at.folder + "/operations-book" }
  private var database: String { at.folder + "/operations.sqlite" }
  private var floor: String { at.folder + "/operations-floor" }

  func run() throws -> [BenchLine] {
    let extract = try InventedExtract(rows: at.rows, in: at.folder)
    try prepare(extract)
    var lines: [BenchLine] = []
    lines += try officers("B5 one officer", processes: 1, changes: 400, pause: 0)
    lines += try officers("B6 eight officers, 20 ms thought", processes: 8, changes: 60, pause: 20)
    lines += try officers("B7 eight writers flat out", processes: 8, changes: 250, pause: 0)
    lines += try charges(extract)
    lines += try verification(extract)
    lines += try sizes(extract)
    lines += try starts()
    lines += try besideCheckpoint()
    return lines
  }

  private func prepare(_ extract: InventedExtract) throws {
    TemporaryDirectory.remove(book)
    try at.run(at.program, ["--data", book, "import", extract.accounts, extract.transactions])
    for end in ["", "-wal", "-shm"] { TemporaryDirectory.remove(database + end) }
    try SQLiteCommits(database).fill(
      accounts: SQLiteCommits.accounts, each: extract.rowCount / SQLiteCommits.accounts)
  }

  // MARK: Recording

  private func officers(_ what: String, processes: Int, changes: Int, pause: Int) throws -> [BenchLine] {
    var rounds:
      [WriterProcess.Kind: (
        median: [Double], late: [Double], worst: [Double], rate: [Double], slowest: [Double]
      )] =
        [:]
    for _ in 0..<at.rounds {
      for kind in WriterProcess.Kind.allCases {
        let path =
          switch kind {
          case .patchbook: book
          case .sqlite: database
          case .floor: floor
          }
        let (latencies, seconds) = try WriterProcess.run(
          kind, path, processes: processes, changes: changes, pause: pause)
        let all = latencies.flatMap(\.self)
        var figures = rounds[kind] ?? ([], [], [], [], [])
        figures.median.append(Figures.percentile(all, 0.5))
        figures.late.append(Figures.percentile(all, 0.99))
        figures.worst.append((all.max() ?? 0) / 1e3)
        figures.rate.append(Double(all.count) / seconds)
        // The slowest process's share of the mean rate: 1 is fair.
        let sums = latencies.map { $0.reduce(0, +) }
        figures.slowest.append((sums.reduce(0, +) / Double(max(sums.count, 1))) / max(sums.max() ?? 1, 1))
        rounds[kind] = figures
      }
    }
    guard let ours = rounds[.patchbook], let peer = rounds[.sqlite], let bare = rounds[.floor] else {
      return []
    }
    func line(
      _ name: String, _ mine: [Double], _ other: [Double], _ low: [Double], _ aim: String, places: Int = 0
    ) -> BenchLine {
      let (mine, other, low) = (Figures(rounds: mine), Figures(rounds: other), Figures(rounds: low))
      return BenchLine(
        what: "\(what): \(name)", ours: mine.text(places),
        peer: "SQLite \(other.text(places)); floor \(low.text(places))",
        ratio: "\(mine.ratio(to: other).text()); \(mine.ratio(to: low).text())", aim: aim)
    }
    if processes == 1 {
      return [
        line("p50, µs", ours.median, peer.median, bare.median, "0.9; 1.25"),
        line("p99, µs", ours.late, peer.late, bare.late, "0.7"),
      ]
    }
    if pause > 0 {
      return [
        line("p99, µs", ours.late, peer.late, bare.late, "0.4"),
        line("worst, ms", ours.worst, peer.worst, bare.worst, "0.3", places: 1),
      ]
    }
    return [
      line("changes a second", ours.rate, peer.rate, bare.rate, "floor 0.9"),
      line("longest wait, ms", ours.worst, peer.worst, bare.worst, "0.2", places: 1),
      line(
        "slowest process to the mean", ours.slowest, peer.slowest, bare.slowest, "at least 0.5", places: 2),
    ]
  }

  private func charges(_ extract: InventedExtract) throws -> [BenchLine] {
    let own = at.folder + "/charges-book"
    var (ours, theirs): ([Double], [Double]) = ([], [])
    let peer = try SQLiteCommits(database)
    TemporaryDirectory.remove(own)
    try at.run(at.program, ["--data", own, "import", extract.accounts])
    try at.run(
      "/bin/sed",
      ["-i", "s/ledger_of_record = \"landlord\"/ledger_of_record = \"patchbook\"/", own + "/book.toml"])
    guard let monday = CivilDate(iso: "2026-08-03") else { return [] }
    for round in 0..<at.rounds {
      let book = try Casebook.open(
        at: own, user: String(cString: getpwuid(getuid()).pointee.pw_name),
        today: CivilDate(iso: Surroundings.today))
      var began = monotonicNanoseconds()
      let outcome = try book.runCharges(weekOf: monday.adding(days: 7 * round))
      let mine = Double(monotonicNanoseconds() - began) / 1e6
      began = monotonicNanoseconds()
      try peer.chargeAll(week: round)
      let other = Double(monotonicNanoseconds() - began) / 1e6
      // For each account: SQLite has a thousand, whatever the extract has.
      ours.append(mine * 1_000 / Double(max(outcome.run.accounts, 1)))
      theirs.append(other * 1_000 / Double(SQLiteCommits.accounts))
    }
    let (mine, other) = (Figures(rounds: ours), Figures(rounds: theirs))
    return [
      BenchLine(
        what: "B9 weekly charge run, \(extract.accountCount) accounts, µs an account", ours: mine.text(1),
        peer: "SQLite \(other.text(1))", ratio: mine.ratio(to: other).text(), aim: "0.25")
    ]
  }

  // MARK: Keeping

  private func verification(_ extract: InventedExtract) throws -> [BenchLine] {
    var (quick, deep, memory, list, check): ([Double], [Double], [Double], [Double], [Double]) = (
      [], [], [], [], []
    )
    let sqlite = Surroundings.find("sqlite3")
    for _ in 0..<at.rounds {
      let first = try at.run(at.program, ["--data", book, "verify"])
      quick.append(Double(first.nanoseconds) / 1e6)
      let second = try at.run(at.program, ["--data", book, "verify", "--deep"])
      deep.append(Double(second.nanoseconds) / 1e6)
      memory.append(Double(max(first.peakKilobytes, second.peakKilobytes)) / 1_024)
      let accounts = try at.run(at.program, ["--data", book, "accounts", "--patch", "P1"])
      let ledger = try at.run(at.program, ["--data", book, "ledger", InventedExtract.reference(7)])
      list.append(Double(max(accounts.peakKilobytes, ledger.peakKilobytes)) / 1_024)
      if let sqlite {
        check.append(Double(try at.run(sqlite, [database, "pragma integrity_check"]).nanoseconds) / 1e6)
      }
    }
    let other = Figures(rounds: check)
    return [
      BenchLine(
        what: "B10 verify \(extract.rowCount) postings from exec, ms", ours: Figures(rounds: quick).text(0),
        peer: "SQLite integrity_check \(other.text(0))",
        ratio: Figures(rounds: quick).ratio(to: other).text(), aim: ""),
      BenchLine(
        what: "B10 verify --deep, ms", ours: Figures(rounds: deep).text(0),
        peer: "SQLite integrity_check \(other.text(0))", ratio: Figures(rounds: deep).ratio(to: other).text(),
        aim: ""),
      BenchLine(
        what: "B13 peak memory of verify --deep, MB", ours: Figures(rounds: memory).text(1), peer: "",
        ratio: "",
        aim: "32"),
      BenchLine(
        what: "B13 peak memory of a patch's list, or one ledger, MB", ours: Figures(rounds: list).text(1),
        peer: "",
        ratio: "", aim: "61 (hledger/100)"),
    ]
  }

  private func sizes(_ extract: InventedExtract) throws -> [BenchLine] {
    func bytes(_ path: String) -> Double {
      if let directory = opendir(path) {
        defer { closedir(directory) }
        var sum = 0.0
        while let entry = readdir(directory) {
          let name = withUnsafeBytes(of: &entry.pointee.d_name) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
          }
          if name != "." && name != ".." { sum += bytes(path + "/" + name) }
        }
        return sum
      }
      var about = stat()
      return stat(path, &about) == 0 ? Double(about.st_size) : 0
    }
    let each = Double(extract.rowCount)
    let peer = bytes(database) / each
    func line(_ what: String, _ bytes: Double, _ aim: String) -> BenchLine {
      BenchLine(
        what: what, ours: Figures.number(bytes / each, 1),
        peer: "SQLite, rows and an index \(Figures.number(peer, 1))",
        ratio: Figures.number(bytes / each / peer, 2), aim: aim)
    }
    let lines = [
      line("B12 bytes a posting, all of the book", bytes(book), "1.75"),
      line("B12 bytes a posting, the record alone", bytes(book + "/bulk") + bytes(book + "/journal"), ""),
    ]
    let copy = at.folder + "/operations-archived"
    TemporaryDirectory.remove(copy)
    try at.run("/bin/cp", ["-r", book, copy])
    try at.run(at.program, ["--data", copy, "archive", "--before", "2999-01-01", "--at-once"])
    defer { TemporaryDirectory.remove(copy) }
    return lines + [line("B12 bytes a posting, archived", bytes(copy), "1.0")]
  }

  /// A start after a writer was killed in the middle of a change, beside a clean one.
  private func starts() throws -> [BenchLine] {
    var (clean, killed): ([Double], [Double]) = ([], [])
    for _ in 0..<at.rounds {
      for isKilled in [false, true] {
        if isKilled {
          // Half a transaction behind the durable end, as a killed writer leaves it.
          let command =
            "f=$(ls \(book)/journal/*.log | tail -1); "
            + "o=$(LC_ALL=C grep -abo '^\\.' $f | tail -1 | cut -d: -f1); "
            + "e=$(tail -c +$((o+1)) $f | head -1 | wc -c); "
            + "printf '=00000000 99 1 torn' | dd of=$f bs=1 seek=$((o+e)) conv=notrunc status=none"
          try at.run("/bin/sh", ["-c", command])
        }
        var taken: [Double] = []
        for _ in 0..<5 {
          taken.append(
            Double(
              try at.run(at.program, ["--data", book, "balance", InventedExtract.reference(7)]).nanoseconds)
              / 1e6)
        }
        if isKilled {
          killed.append(Figures.percentile(taken, 0.5))
          // The next writer sets it aside.
          try at.run(at.program, ["--data", book, "note", InventedExtract.reference(7), "After the crash"])
        } else {
          clean.append(Figures.percentile(taken, 0.5))
        }
      }
    }
    let (after, before) = (Figures(rounds: killed), Figures(rounds: clean))
    return [
      BenchLine(
        what: "B14 start after a kill in the middle of a change, ms", ours: after.text(),
        peer: "clean start \(before.text())", ratio: after.ratio(to: before).text(), aim: "1.3")
    ]
  }

  /// One writer while another process makes every derived file anew, beside one who is alone.
  private func besideCheckpoint() throws -> [BenchLine] {
    var (alone, beside): ([Double], [Double]) = ([], [])
    let change = try WriterProcess.opened(.patchbook, book, 0)
    func late(while isBusy: () -> Bool) throws -> Double {
      var taken: [Double] = []
      while taken.count < 300 || isBusy() {
        let began = monotonicNanoseconds()
        try change(taken.count)
        taken.append(Double(monotonicNanoseconds() - began) / 1e3)
        usleep(500)
      }
      return Figures.percentile(taken, 0.99)
    }
    for _ in 0..<at.rounds {
      alone.append(try late { false })
      var pid = pid_t()
      let arguments = [at.program, "--data", book, "checkpoint", "--rebuild"]
      var list: [UnsafeMutablePointer<CChar>?] = arguments.map { $0.withCString { strdup($0) } } + [nil]
      defer { for text in list { free(text) } }
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
      defer { posix_spawn_file_actions_destroy(&actions) }
      guard posix_spawn(&pid, at.program, &actions, nil, &list, nil) == 0 else {
        throw BenchError(what: "checkpoint", why: "cannot be started")
      }
      beside.append(
        try late {
          var status: Int32 = 0
          return waitpid(pid, &status, WNOHANG) == 0
        })
    }
    let (busy, quiet) = (Figures(rounds: beside), Figures(rounds: alone))
    return [
      BenchLine(
        what: "B15 a writer's p99 while a checkpoint is made anew, µs", ours: busy.text(0),
        peer: "alone \(quiet.text(0))",
        ratio: busy.ratio(to: quiet).text(), aim: "2.0")
    ]
  }
}
