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
      line("memory of the program, one patch open, peak, MB", peak, "150"),
    ]
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
