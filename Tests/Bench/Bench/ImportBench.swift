import ProgramRunner

/// An import from exec to exit, durable, beside `sqlite3 .import` into a table with an index on account and date.
struct ImportBench {
  let at: Surroundings

  func run() throws -> [BenchLine] {
    guard let sqlite = Surroundings.find("sqlite3") else {
      throw BenchError(what: "import", why: "sqlite3 is not installed")
    }
    let extract = try InventedExtract(rows: at.rows, in: at.folder)
    var ours: [Double] = []
    var theirs: [Double] = []
    var peaks: [Double] = []
    var theirPeaks: [Double] = []
    for _ in 0..<at.rounds {
      let book = at.folder + "/import-book"
      TemporaryDirectory.remove(book)
      let mine = try at.run(at.program, ["--data", book, "import", extract.accounts, extract.transactions])
      ours.append(Double(extract.rowCount) / (Double(mine.nanoseconds) / 1e9))
      peaks.append(Double(mine.peakKilobytes) / 1_024)

      let database = at.folder + "/import.sqlite"
      for end in ["", "-wal", "-shm", "-journal"] { TemporaryDirectory.remove(database + end) }
      let other = try at.run(
        sqlite,
        [
          database, "-cmd", "pragma synchronous=FULL", "-cmd",
          "create table t(account text, date text, type text, amount integer, narrative text, batch text, id text)",
          "-cmd",
          "create index i on t(account, date)", "-cmd", ".mode tabs",
          ".import --skip 1 \(extract.transactions) t",
        ])
      theirs.append(Double(extract.rowCount) / (Double(other.nanoseconds) / 1e9))
      theirPeaks.append(Double(other.peakKilobytes) / 1_024)
      let rows = try at.run(sqlite, [database, "select count(*) from t"]).text
      guard rows == "\(extract.rowCount)\n" else {
        throw BenchError(what: "sqlite3 .import", why: "\(rows) rows instead of \(extract.rowCount)")
      }
    }
    let (mine, other) = (Figures(rounds: ours), Figures(rounds: theirs))
    return [
      BenchLine(
        what: "import \(extract.rowCount) rows, rows/s", ours: mine.text(0),
        peer: "sqlite3 .import \(other.text(0))",
        ratio: mine.ratio(to: other).text(), aim: "above 1"),
      BenchLine(
        what: "its peak memory, MB", ours: Figures(rounds: peaks).text(0),
        peer: "sqlite3 .import \(Figures(rounds: theirPeaks).text(0))", ratio: "", aim: "under 200"),
    ]
  }
}
