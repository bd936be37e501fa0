import Glibc
import ProgramRunner

/// The income and expenditure form at 200×60 through a pseudoterminal, with everything live: from a key that is typed in a
/// field to the last byte of its frame, and from the Enter that leaves a field to the frame that says it is saved. What the
/// disk takes of that is measured apart: ``FormBench``.
struct FormScreenBench {
  let at: Surroundings
  private let fields = 60

  func run() throws -> [BenchLine] {
    try DemoBook.make(accounts: 1_000, at: at)
    let path = DemoBook.path(accounts: 1_000, at: at)
    var (typed, typedLate, left): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 0..<at.rounds {
      let desk = try TerminalProgram(
        at.program, ["--data", path], environment: at.environment, columns: 200, rows: 60)
      guard desk.waitFor("Sort") else { throw BenchError(what: "the desk", why: desk.screen.text) }
      desk.settle()
      desk.type("f")
      guard desk.waitFor("I+E") else { throw BenchError(what: "the form", why: desk.screen.text) }
      desk.settle(milliseconds: 100)
      // Where a form was gone through before, a new one is begun.
      if desk.screen.text.contains("New form") { desk.type("\r") }
      guard desk.waitFor("Keep") else {
        throw BenchError(what: "the form", why: desk.screen.text)
      }
      desk.settle(milliseconds: 100)
      desk.isWatched = false
      var (keys, leaving): ([Double], [Double]) = ([], [])
      for field in 0..<fields {
        for key in field.isMultiple(of: 2) ? ["8", "5", ".", "5", "w"] : ["1", "2", "0", "m"] {
          keys.append(time(key, desk, quiet: 3))
        }
        leaving.append(time("\r", desk, quiet: 25))
      }
      typed.append(Figures.percentile(keys, 0.5))
      typedLate.append(Figures.percentile(keys, 0.99))
      left.append(Figures.percentile(leaving, 0.5))
      desk.isWatched = true
      // Given up: the next round begins another.
      desk.type("\u{18}\u{18}")
      _ = desk.waitFor("Given up")
      desk.type("\u{03}\u{03}")
      _ = desk.waitForEnd(seconds: 5)
    }
    return [
      BenchLine(
        what: "form at 200×60: key to frame, p50, ms", ours: Figures(rounds: typed).text(), peer: "",
        ratio: "",
        aim: ""),
      BenchLine(
        what: "the same, p99, ms", ours: Figures(rounds: typedLate).text(), peer: "", ratio: "", aim: "3"),
      BenchLine(
        what: "leaving a field to “saved” on the screen, p50, ms", ours: Figures(rounds: left).text(),
        peer: "",
        ratio: "", aim: ""),
    ]
  }

  /// Milliseconds from a key to the last byte that follows it, with so many milliseconds of quiet after.
  private func time(_ key: String, _ desk: TerminalProgram, quiet: Int32) -> Double {
    let began = monotonicNanoseconds()
    desk.type(key)
    var isFirst = true
    while desk.take(waiting: isFirst ? 400 : quiet) { isFirst = false }
    return max(0, Double(desk.lastPieceAt - began) / 1e6)
  }
}
