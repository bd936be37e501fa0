import Casebook
import Glibc
import ProgramRunner
import Rents

/// Searching the whole book as an officer types: every beginning of names, addresses, postcodes, references and numbers of
/// accounts of the book, one search for each key, sixty hits a screen. Beside it, what a plain look through as many bytes
/// costs (strstr for the same text).
struct SearchBench {
  let at: Surroundings
  private let limit = 60

  func run() throws -> [BenchLine] {
    let size = at.isLarge ? 100_000 : 1_000
    try DemoBook.make(accounts: size, at: at)
    let book = try Casebook.open(
      at: DemoBook.path(accounts: size, at: at), user: "bench", today: CivilDate(iso: Surroundings.today),
      access: .readOnly)
    let view = book.view
    let typed = try keystrokes(view)
    let before = residentKilobytes()
    let began = monotonicNanoseconds()
    _ = try view.search("a", limit: limit)
    let first = Double(monotonicNanoseconds() - began) / 1e6
    let memory = Double(residentKilobytes() - before) / 1_024
    let plain = [CChar](repeating: 0x7E, count: size * 100) + [0]

    var (p50, p99, worst, floors): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    for _ in 0..<at.rounds {
      var (times, floor): ([Double], [Double]) = ([], [])
      for text in typed {
        var began = monotonicNanoseconds()
        let answer = try view.search(text, limit: limit)
        times.append(Double(monotonicNanoseconds() - began) / 1e6)
        guard answer.count >= answer.hits.count else { throw BenchError(what: text, why: "a wrong count") }
        began = monotonicNanoseconds()
        guard strstr(plain, text) == nil else {
          throw BenchError(what: text, why: "found in nothing")
        }
        floor.append(Double(monotonicNanoseconds() - began) / 1e6)
      }
      p50.append(Figures.percentile(times, 0.5))
      p99.append(Figures.percentile(times, 0.99))
      worst.append(times.max() ?? 0)
      floors.append(Figures.percentile(floor, 0.5))
    }
    // Out of order: nothing that was found before is of use.
    var random = SystemRandomNumberGenerator()
    var jumped: [Double] = []
    for text in typed.shuffled(using: &random) {
      let began = monotonicNanoseconds()
      _ = try view.search(text, limit: limit)
      jumped.append(Double(monotonicNanoseconds() - began) / 1e6)
    }
    let (middle, floor) = (Figures(rounds: p50), Figures(rounds: floors))
    return [
      BenchLine(
        what: "search of \(size) accounts a keystroke, p50, ms", ours: middle.text(),
        peer: "strstr over as much \(floor.text())", ratio: middle.ratio(to: floor).text(1), aim: "16"),
      BenchLine(what: "the same, p99, ms", ours: Figures(rounds: p99).text(), peer: "", ratio: "", aim: "16"),
      BenchLine(
        what: "the same, worst, ms", ours: Figures(rounds: worst).text(), peer: "", ratio: "", aim: ""),
      BenchLine(
        what: "the same texts out of order, p99, ms",
        ours: Figures.number(Figures.percentile(jumped, 0.99), 2),
        peer: "", ratio: "", aim: "16"),
      BenchLine(
        what: "the first search, which reads the texts, ms", ours: Figures.number(first, 1), peer: "",
        ratio: "",
        aim: ""),
      BenchLine(
        what: "what a search keeps in memory, MB", ours: Figures.number(memory, 1), peer: "", ratio: "",
        aim: ""),
    ]
  }

  /// What is typed, key by key.
  private func keystrokes(_ view: BookView) throws -> [String] {
    var texts: [String] = []
    var seen = 0
    try view.forEachSummary { account in
      seen += 1
      if seen % 997 == 1 {
        let name = account.names.first?.split(separator: " ").last.map(String.init) ?? "x"
        texts += [name, account.address, account.postcode, account.reference, account.phone, name + " 1"]
      }
      return texts.count < 120
    }
    return texts.filter { !$0.isEmpty }.flatMap { text in
      text.indices.dropFirst().map { String(text[..<$0]) } + [text]
    }
  }

  private func residentKilobytes() -> Int { MemoryStatus.kilobytes("VmRSS", of: getpid()) }
}

/// What the kernel says of a process's memory.
enum MemoryStatus {
  /// A line of `/proc/PID/status`, in kilobytes; 0 where there is none.
  static func kilobytes(_ name: String, of process: pid_t) -> Int {
    guard let file = fopen("/proc/\(process)/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix(name + ":") else { continue }
      return Int(text.split { !$0.isNumber }.first ?? "0") ?? 0
    }
    return 0
  }
}
