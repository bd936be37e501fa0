import Glibc
import ProgramRunner
import Testing

/// The income and expenditure form in a real terminal: typed as a person types while somebody talks, killed on the way.
@Suite("The form at the desk", .serialized) struct StatementFormTests {
  /// What one line of the case says, as it is typed.
  private struct Spoken {
    var line: String
    var typed: String
  }

  private static func read(_ path: String) throws -> String {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Case s0004 of the conformance file: 60 lines.
  private static func spoken() throws -> [Spoken] {
    let parts = #filePath.split(separator: "/").dropLast()
    let path = "/" + parts.joined(separator: "/") + "/Fixtures/s0004.json"
    let text = try read(path)
    let value = try JSON(text)
    return try (value["lines"]?.array ?? []).map { entry in
      let pence = try #require(entry["amount_pence"]?.integer)
      let frequency = try #require(entry["frequency"]?.string)
      let letters = [
        "weekly": "w", "fortnightly": "f", "four-weekly": "/4", "monthly": "m", "quarterly": "q",
        "termly": "t",
        "annual": "y", "ten-monthly": "/10",
      ]
      let rest = pence % 100
      let pounds =
        rest == 0 ? "\(pence / 100)" : "\(pence / 100)." + (rest < 10 ? "0" : "") + "\(rest)"
      return Spoken(
        line: try #require(entry["line"]?.string), typed: pounds + (try #require(letters[frequency])))
    }
  }

  /// The lines of the form in their order, as `data/statement` has them.
  private static func order() throws -> [String] {
    let text = try read(TheProgram.root + "/data/statement/income-and-expenditure.toml")
    var lines: [String] = []
    var isLine = false
    for line in text.split(separator: "\n") {
      if line.hasPrefix("[[") { isLine = line == "[[line]]" }
      if isLine, line.hasPrefix("id = ") { lines.append(String(line.dropFirst(6).dropLast())) }
    }
    return lines
  }

  /// Somebody who types a case, line after line, and counts the keys.
  private final class Typist {
    let bench: Bench
    let account: String
    let size: (columns: Int, rows: Int)
    var officer: Sitting
    var keys = 0

    init(_ bench: Bench, _ account: String, columns: Int, rows: Int) throws {
      self.bench = bench
      self.account = account
      size = (columns, rows)
      officer = try Sitting(bench, columns: columns, rows: rows)
    }

    func press(_ script: String) throws {
      let before = officer.keys
      try officer.press(script)
      keys += officer.keys - before
    }

    func open() throws {
      try officer.open(account)
      try officer.press("f")
      try officer.see("I+E \(account)")
    }

    /// The power of the terminal goes; the form opens where it was.
    func kill() throws {
      officer.desk.signal(SIGKILL)
      #expect(officer.desk.waitForEnd() == .signal(SIGKILL))
      officer = try Sitting(bench, columns: size.columns, rows: size.rows)
      try open()
      try officer.see("The form goes on")
    }
  }

  private func type(_ typist: Typist, killing: Set<Int>) throws {
    let spoken = try Self.spoken()
    let order = try Self.order()
    var at = 0
    for (index, entry) in spoken.enumerated() {
      let place = try #require(order.firstIndex(of: entry.line))
      while at < place {
        // Universal Credit's other parts stand under it, and the account knows of help with the rent.
        if order[at] == "housing-benefit" {
          try typist.press("- Enter")
        } else {
          try typist.press("Down")
        }
        at += 1
      }
      if killing.contains(index), index % 2 == 1 {
        // In the middle of a number, which has rested.
        let (begun, rest) = (entry.typed.prefix(3), entry.typed.dropFirst(3))
        try typist.press("\"\(begun)\"")
        try typist.officer.see("saved")
        try typist.kill()
        try typist.officer.see("the half-typed field") { $0.chosenLine?.contains(begun) == true }
        try typist.press("\"\(rest)\" Enter")
      } else {
        try typist.press("\"\(entry.typed)\" Enter")
      }
      if killing.contains(index), index % 2 == 0 {
        try typist.officer.see("saved")
        try typist.kill()
      }
      at += 1
      if entry.line == "universal-credit" { try typist.press("3*Down") }
    }
    // Past the lines that were not spoken of, into the savings.
    while at < order.count {
      try typist.press("Down")
      at += 1
    }
    try typist.press("\"20\" Enter")
    let figures = spoken.reduce(0) { $0 + $1.typed.count } + 2
    let most = figures + spoken.count * 13 / 10 + 40
    #expect(typist.keys <= most, "\(typist.keys) keys, of which \(figures) are figures; at most \(most)")
  }

  @Test("s0004 at 80x24, killed twice on the way, once in the middle of a number: totals right, few keys")
  func typed() throws {
    let bench = try Bench.withDemo()
    let account = try #require(try bench.currentAccounts().first?["account"]?.string)
    let typist = try Typist(bench, account, columns: 80, rows: 24)
    try typist.open()
    try type(typist, killing: [20, 41])
    try totals(typist)
    // The debts: what is left after them shares nothing, for there is nothing left.
    try typist.officer.press("4*Down \"Court\" Enter \"625\" Enter \"25\" Enter Enter Down")
    for owed in ["5430.22", "4298.31", "7818.01", "7477.21", "3211.68", "7380.35"] {
      try typist.officer.press("\"Card\" Enter \"\(owed)\" Enter Enter Enter")
    }
    try typist.officer.see("Court -25.00", "FOR OUR ARREARS 0.00")
    try typist.officer.press("Ctrl-S")
    try typist.officer.see("Before it is recorded")
    try typist.officer.press("Ctrl-S")
    try typist.officer.see("Saved", "finished")
    try typist.officer.press("Esc")
    try typist.officer.leave()

    // The same at 200x60, with the form of before beside it.
    let wide = try Typist(bench, account, columns: 200, rows: 60)
    try wide.open()
    try wide.officer.see("finished")
    try wide.officer.press("Enter")
    try wide.officer.see("A new form")
    try type(wide, killing: [])
    try totals(wide)
    try wide.officer.see("last form", "income 0.00, spending 0.00")
    try wide.officer.press("Esc")
    try wide.officer.leave()
    #expect(try bench.run("verify").status == 0)
  }

  private func totals(_ typist: Typist) throws {
    try typist.officer.see(
      "Income 4,915.25", "Spending 4,892.07", "LEFT OVER 23.18", "savings -20.00", "saved")
  }
}
