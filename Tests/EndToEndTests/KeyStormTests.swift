import Glibc
import ProgramRunner
import Terminal
import Testing

/// Keys that nobody would press, faster than anybody could, in the real program; then the line drops.
@Suite("A storm of keys, and then the line drops", .serialized) struct KeyStormTests {
  /// Every key that a keyboard has but Ctrl-C, which leaves when it comes twice, and Ctrl-Z, which stops.
  private static let keys: [Key] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 +-*/!\"#$%&'()=?:;.,<>[]{}|\\é日"
    .unicodeScalars.map { Key($0) }
    + "abdefghijklmnopqrstuvwxy".unicodeScalars.map { Key(.character($0), .control) }
    + "abdfnpsux".unicodeScalars.map { Key.alt($0) }
    + (1...12).map { Key(.function($0)) }
    + [
      .enter, .tab, .shiftTab, .backspace, .delete, .escape, .up, .down, .left, .right, .home, .end, .pageUp,
      .pageDown,
    ]

  @Test(
    "Four thousand keys at once, among resizes: the half-typed note outlives the line, and the terminal is whole",
    arguments: [UInt64(11), 12, 13])
  func storm(seed: UInt64) throws {
    let (bench, asked) = try bench()
    let account = try #require(try asked.currentAccounts().last?["account"]?.string)
    var dice = SeededDice(seed: seed)
    var officer = try Sitting(bench)
    for _ in 0..<16 {
      var bytes: [UInt8] = []
      for _ in 0..<250 { bytes += Sitting.bytes(KeyStormTests.keys[dice.roll(KeyStormTests.keys.count)]) }
      officer.desk.send(bytes)
      officer.desk.resize(columns: 1 + dice.roll(220), rows: 1 + dice.roll(70))
      if officer.desk.ending != nil { officer = try leftInOrder(officer, bench) }
    }
    officer.desk.resize(columns: 80, rows: 24)
    officer.desk.settle(milliseconds: 200)
    if officer.desk.ending != nil { officer = try leftInOrder(officer, bench) }
    for _ in 0..<24 { try officer.press("Esc") }
    officer.desk.settle(milliseconds: 200)
    let words = "the line dropped here, storm \(seed)"
    try officer.open(account)
    try officer.press("Ctrl-N \"\(words)\"")
    try officer.see("Note on \(account)")
    #expect(eventually { asked.drafts().contains { $0.contains(words) } }, "\(officer.text)")
    let process = officer.desk.process
    officer.desk.signal(SIGHUP)
    #expect(officer.desk.waitForEnd() == .exit(129))
    #expect(officer.desk.faultsOfTheTerminal == [])
    #expect(KeyStormTests.processes(ofSession: process) == [])

    officer = try Sitting(bench)
    try officer.see("Draft of \(account)")
    try officer.press("N")
    try officer.see("Note on \(account)", words)
    try officer.press("2*Ctrl-X")
    try officer.see("Thrown away")
    try officer.leave()
    #expect(try asked.run("verify").status == 0)
  }

  /// A book, and a desk that writes what random keys may print into a folder of its own.
  private func bench() throws -> (desk: Bench, asked: Bench) {
    let bench = try Bench.withDemo(accounts: 60)
    let desk = Bench(
      bench, book: bench.book, folder: bench.folder,
      launcher: ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", bench.folder])
    return (desk, bench)
  }

  /// Random keys may find the palette's way out, which is no crash.
  private func leftInOrder(_ officer: Sitting, _ bench: Bench) throws -> Sitting {
    #expect(officer.desk.waitForEnd() == .exit(0), "\(officer.text)")
    #expect(officer.desk.faultsOfTheTerminal == [])
    return try Sitting(bench)
  }

  /// Processes, dead or alive, that are left of a terminal's session.
  private static func processes(ofSession session: pid_t) -> [String] {
    guard let directory = opendir("/proc") else { return [] }
    defer { closedir(directory) }
    var left: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let process = pid_t(name), process != session, getsid(process) == session else { continue }
      left.append(name)
    }
    return left
  }
}

/// The same numbers each time.
private struct SeededDice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func roll(_ sides: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % sides
  }
}
