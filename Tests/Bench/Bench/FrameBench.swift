import Glibc
import ProgramRunner

/// From exec to the first painted frame through a pseudoterminal, one patch open: a book of 1,000 accounts beside one of
/// 100,000 accounts and two years (on request), turn and turn about.
struct FrameBench {
  let at: Surroundings

  func run() throws -> [BenchLine] {
    var sizes = [1_000]
    if at.isLarge { sizes.append(100_000) }
    var times: [Int: [[Double]]] = [:]
    for size in sizes {
      try DemoBook.make(accounts: size, at: at)
      _ = try firstFrame(size)
    }
    for _ in 0..<at.rounds {
      for size in sizes {
        let run = try (0..<15).map { _ in try firstFrame(size) }
        times[size, default: []].append(run)
      }
    }
    let p50 = sizes.map { size in Figures(rounds: (times[size] ?? []).map { Figures.percentile($0, 0.5) }) }
    var lines = [
      BenchLine(
        what: "exec to first frame, 1,000 accounts, ms", ours: p50[0].text(), peer: "", ratio: "", aim: "25")
    ]
    if p50.count > 1 {
      lines.append(
        BenchLine(
          what: "exec to first frame, 100,000 accounts × 2 years, ms", ours: p50[1].text(),
          peer: "1,000 accounts \(p50[0].text())", ratio: p50[1].ratio(to: p50[0]).text(), aim: "1.3"))
    }
    return lines
  }

  /// Milliseconds from before the start to the last byte of the first frame that shows accounts.
  private func firstFrame(_ size: Int) throws -> Double {
    let began = monotonicNanoseconds()
    let desk = try TerminalProgram(
      at.program, ["--data", DemoBook.path(accounts: size, at: at)], environment: at.environment,
      columns: 120, rows: 40)
    // The bar of the caseload is drawn last; what still belongs to its frame follows at once.
    guard desk.waitFor("Sort", seconds: 10) else {
      throw BenchError(
        what: "the first frame",
        why: "no caseload on it, \(desk.ending.map { "\($0)" } ?? "still running"), \(desk.bytes) bytes:\n"
          + desk.screen.text)
    }
    while desk.take(waiting: 5) {}
    return Double(desk.lastPieceAt - began) / 1e6
  }
}

/// The demo books that the screens are measured on. They stay, and are made again when the day or the size differs.
enum DemoBook {
  static func path(accounts: Int, at: Surroundings) -> String {
    at.folder + "/demo-\(accounts)-\(Surroundings.today)"
  }

  static func make(accounts: Int, at: Surroundings) throws {
    let path = path(accounts: accounts, at: at)
    if access(path, F_OK) == 0 {
      // A newer program may derive other figures: the state of a book that stayed is made anew before it is measured.
      try at.run(at.program, ["--data", path, "checkpoint"])
      return
    }
    let part = path + ".part"
    TemporaryDirectory.remove(part)
    try at.run(at.program, ["demo", part, "--accounts", String(accounts), "--years", "2"])
    rename(part, path)
  }
}
