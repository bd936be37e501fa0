import Glibc
import ProgramRunner

/// From a key to the last byte of its frame at 200×60 through a pseudoterminal, and how many writes a frame takes, counted
/// by strace. Beside it a process that answers each key with as many bytes and does nothing else.
struct KeyBench {
  let at: Surroundings
  private let keys = 300

  func run() throws -> [BenchLine] {
    try DemoBook.make(accounts: 1_000, at: at)
    var (p50, p99, floor50, floor99): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    for _ in 0..<at.rounds {
      let desk = try start(at.program, [])
      let before = desk.bytes
      let times = (0..<keys).map { time($0, desk) }
      let frame = (desk.bytes - before) / keys
      p50.append(Figures.percentile(times, 0.5))
      p99.append(Figures.percentile(times, 0.99))
      desk.type("\u{03}\u{03}")
      _ = desk.waitForEnd(seconds: 5)

      let echo = try TerminalProgram(
        "/proc/self/exe", ["echo", String(frame)], environment: at.environment, columns: 200, rows: 60)
      guard echo.waitFor("ready") else { throw BenchError(what: "the echo", why: echo.screen.text) }
      echo.isWatched = false
      let echoed = (0..<keys).map { time($0, echo) }
      floor50.append(Figures.percentile(echoed, 0.5))
      floor99.append(Figures.percentile(echoed, 0.99))
      echo.type("\u{03}")
      _ = echo.waitForEnd(seconds: 5)
    }
    let (middle, middleFloor) = (Figures(rounds: p50), Figures(rounds: floor50))
    let (late, lateFloor) = (Figures(rounds: p99), Figures(rounds: floor99))
    var lines = [
      BenchLine(
        what: "key to frame at 200×60, p50, ms", ours: middle.text(),
        peer: "echo of as many bytes \(middleFloor.text())", ratio: middle.ratio(to: middleFloor).text(1),
        aim: ""),
      BenchLine(
        what: "key to frame at 200×60, p99, ms", ours: late.text(),
        peer: "echo of as many bytes \(lateFloor.text())", ratio: late.ratio(to: lateFloor).text(1), aim: "3"),
    ]
    if let writes = try writesAFrame() {
      lines.append(
        BenchLine(
          what: "writes a frame (strace)", ours: Figures.number(writes, 2), peer: "", ratio: "", aim: "1"))
    }
    return lines
  }

  private func start(_ path: String, _ before: [String]) throws -> TerminalProgram {
    let desk = try TerminalProgram(
      path, before + ["--data", DemoBook.path(accounts: 1_000, at: at)], environment: at.environment,
      columns: 200, rows: 60)
    guard desk.waitFor("Sort") else { throw BenchError(what: "the desk", why: desk.screen.text) }
    desk.settle()
    desk.isWatched = false
    return desk
  }

  /// Milliseconds from a key to the last byte of its frame: down and up in turn, so that every key changes the screen.
  private func time(_ number: Int, _ desk: TerminalProgram) -> Double {
    let began = monotonicNanoseconds()
    desk.type(number % 40 < 20 ? "j" : "k")
    var isFirst = true
    while desk.take(waiting: isFirst ? 1_000 : 3) { isFirst = false }
    return Double(desk.lastPieceAt - began) / 1e6
  }

  /// Writes to the terminal for each key that changes the screen; nil where strace is missing.
  private func writesAFrame() throws -> Double? {
    guard let strace = Surroundings.find("strace") else { return nil }
    let log = at.folder + "/strace.log"
    TemporaryDirectory.remove(log)
    let desk = try start(strace, ["-f", "-y", "-e", "trace=write", "-o", log, at.program])
    let before = writes(in: log)
    for number in 0..<100 { _ = time(number, desk) }
    desk.settle()
    let after = writes(in: log)
    return Double(after - before) / 100
  }

  private func writes(in log: String) -> Int {
    guard let file = fopen(log, "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 1 << 16)
    var count = 0
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.contains(" write("), text.contains("</dev/pts/") { count += 1 }
    }
    return count
  }
}
