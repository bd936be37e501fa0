import Glibc
import ProgramRunner

/// The desk on a large book, through a pseudoterminal at 120×40 with one patch open: the filter as it is typed, an account
/// with ten years of postings opened and left, and the memory of the whole program.
struct DeskBench {
  let at: Surroundings

  func run() throws -> [BenchLine] {
    let size = at.isLarge ? 100_000 : 1_000
    try DemoBook.make(accounts: size, at: at)
    let path = try LongAccount.make(in: DemoBook.path(accounts: size, at: at), at: at)
    var (filter, filterLate, opening, openingLate, peak): ([Double], [Double], [Double], [Double], [Double]) =
      ([], [], [], [], [])
    var held: [Held] = []
    for _ in 0..<at.rounds {
      let desk = try TerminalProgram(
        at.program, ["--data", path], environment: at.environment, columns: 120, rows: 40)
      guard desk.waitFor("Sort") else { throw BenchError(what: "the desk", why: desk.screen.text) }
      desk.settle()
      var times: [Double] = []
      for _ in 0..<20 {
        times.append(time("\r", desk))
        guard desk.screen.text.contains(LongAccount.mark) else {
          throw BenchError(what: "the account of ten years", why: desk.screen.text)
        }
        _ = time("\u{1B}", desk)
        desk.settle(milliseconds: 40)
      }
      opening.append(Figures.percentile(times, 0.5))
      openingLate.append(times.max() ?? 0)
      times = []
      for text in ["smith", "hazel", "balance>200", "07700 9", "-flag:V dd", "zzzz"] {
        _ = time("/", desk)
        for key in text { times.append(time(String(key), desk)) }
        _ = time("\u{1B}", desk)
        desk.settle(milliseconds: 40)
      }
      filter.append(Figures.percentile(times, 0.5))
      filterLate.append(Figures.percentile(times, 0.99))
      held.append(hold(desk))
      peak.append(Double(MemoryStatus.kilobytes("VmHWM", of: desk.process)) / 1_024)
      desk.type("\u{03}\u{03}")
      _ = desk.waitForEnd(seconds: 5)
    }
    func line(_ what: String, _ rounds: [Double], _ aim: String) -> BenchLine {
      BenchLine(
        what: "\(what), \(size) accounts", ours: Figures(rounds: rounds).text(), peer: "", ratio: "", aim: aim
      )
    }
    return [
      line("filter: key to frame, p50, ms", filter, "16"), line("the same, p99, ms", filterLate, "16"),
      line("opening an account of ten years, key to frame, p50, ms", opening, "10"),
      line("the same, worst of twenty, ms", openingLate, ""),
      line("a key held down, 30 a second for 5 s: frames for each key", held.map(\.framesForEachKey), "1"),
      line("the same: longest from a key to its frame, ms", held.map(\.longest), "16"),
      line("the same: last byte after the key is let go, ms", held.map(\.afterwards), "16"),
      line("memory of the program, one patch open, peak, MB", peak, "150"),
    ]
  }

  /// What a key that is held down does.
  private struct Held {
    var framesForEachKey = 0.0
    var longest = 0.0
    var afterwards = 0.0
  }

  /// Holds the key down that scrolls a page, and then the one that scrolls back. A frame comes in one piece, or in two.
  private func hold(_ desk: TerminalProgram) -> Held {
    let (count, pause): (Int, Int64) = (150, 33_333_333)
    var held = Held()
    var frames = 0
    desk.settle()
    let began = monotonicNanoseconds()
    for number in 0..<count {
      let sent = monotonicNanoseconds()
      desk.type(number / 25 % 2 == 0 ? "\u{1B}[6~" : "\u{1B}[5~")
      var last = sent
      while monotonicNanoseconds() < began + Int64(number + 1) * pause {
        guard desk.take(waiting: 2) else { continue }
        if last == sent || desk.lastPieceAt - last > 2_000_000 { frames += 1 }
        last = desk.lastPieceAt
      }
      held.longest = max(held.longest, Double(last - sent) / 1e6)
    }
    let released = monotonicNanoseconds()
    desk.settle(milliseconds: 200)
    held.framesForEachKey = Double(frames) / Double(count)
    held.afterwards = max(0, Double(desk.lastPieceAt - released) / 1e6)
    return held
  }

  /// Milliseconds from a key to the last byte of its frame.
  private func time(_ key: String, _ desk: TerminalProgram) -> Double {
    let began = monotonicNanoseconds()
    desk.type(key)
    var isFirst = true
    while desk.take(waiting: isFirst ? 400 : 3) { isFirst = false }
    return max(0, Double(desk.lastPieceAt - began) / 1e6)
  }
}

/// Ten years of a weekly rent and what was paid, put into the account on which the desk opens.
enum LongAccount {
  /// Stands in every narrative of it.
  static let mark = "TEN YEARS"

  /// A copy of a book with such an account; made once.
  static func make(in book: String, at: Surroundings) throws -> String {
    let path = book + "-long"
    if access(path, F_OK) == 0 {
      try at.run(at.program, ["--data", path, "checkpoint"])
      return path
    }
    let part = path + ".part"
    TemporaryDirectory.remove(part)
    try at.run("/bin/cp", ["-r", book, part])
    let screen = try at.run(at.program, ["--data", part, "show", "caseload", "--size", "120x40"]).text
    let selected = screen.split(separator: "\n").first { $0.hasPrefix(">") }
    guard let reference = selected?.dropFirst().split(separator: " ").first else {
      throw BenchError(what: "the caseload", why: screen)
    }
    let extract = path + ".tsv"
    guard let file = fopen(extract, "w") else { throw BenchError(what: extract, why: "cannot be written") }
    fputs("account_ref\tdate\ttype\tamount\tnarrative\tbatch\ttransaction_id\n", file)
    // 520 weeks back from the day, a rent and a payment each: the balance stays as it is.
    for week in (0..<520).reversed() {
      let day = InventedExtract.day(2_190 - week * 7)
      let compact = day.filter { $0 != "-" }
      fputs("\(reference)\t\(day)\tRNT\t11250\t\(mark), RENT\tRR\(compact)\t\(80_000_000 + week * 2)\n", file)
      fputs(
        "\(reference)\t\(day)\tSTO\t-11250\t\(mark), PAID\tBK\(compact)\t\(80_000_001 + week * 2)\n", file)
    }
    guard fclose(file) == 0 else { throw BenchError(what: extract, why: "cannot be written") }
    try at.run(at.program, ["--data", part, "import", extract])
    try at.run(at.program, ["--data", part, "checkpoint"])
    rename(part, path)
    return path
  }
}
