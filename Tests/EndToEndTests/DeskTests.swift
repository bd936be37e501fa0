import Glibc
import ProgramRunner
import Testing

/// The real desk in a real terminal: opened, used, ill-treated, killed. Whatever happens, the terminal is whole afterwards.
@Suite("The desk in a terminal", .serialized) struct DeskTests {
  /// The desk on the showcase, with its caseload open.
  private func caseload(_ bench: Bench, columns: Int = 80, rows: Int = 24) throws -> TerminalProgram {
    let desk = try bench.desk(columns: columns, rows: rows)
    try #require(desk.wait { $0.isAlternate && $0.text.contains("Help") }, "\(desk.screen.text)")
    if desk.screen.lines[0].contains("Patches") {
      desk.type("\r")
      try #require(desk.waitFor("Sort"), "\(desk.screen.text)")
    }
    return desk
  }

  /// Leaves by the keys, and looks that nothing is left behind.
  private func leave(_ desk: TerminalProgram) {
    desk.type("\u{03}\u{03}")
    #expect(desk.waitForEnd() == .exit(0))
    #expect(desk.faultsOfTheTerminal == [])
    #expect(desk.screen.unknown == [])
  }

  /// References of the accounts that are listed.
  private func listed(_ screen: VirtualScreen) -> [String] {
    screen.lines.compactMap { line in
      let word = line.drop { $0 == " " || $0 == ">" }.prefix { $0.isNumber }
      return word.count == 8 ? String(word) : nil
    }
  }

  @Test(
    "Open, filter, sort, an account, its ledger as it was known, and back",
    arguments: [(80, 24), (120, 40), (200, 60)])
  func aMorning(columns: Int, rows: Int) throws {
    let bench = try Bench.withShowcase()
    let desk = try caseload(bench, columns: columns, rows: rows)
    #expect(desk.screen.text.contains(" DR"))
    let all = listed(desk.screen)
    #expect(all.count > 10)

    desk.type("/ramsbottom")
    #expect(desk.wait { listed($0) == ["10000013"] }, "\(desk.screen.text)")
    desk.type("\r")
    #expect(desk.waitFor("Open"))
    // The selection follows the record, so the list stands elsewhere until it is at its head again.
    desk.type("\u{1B}")
    #expect(desk.wait { listed($0).count == all.count }, "\(desk.screen.text)")
    desk.type("g")
    #expect(desk.wait { listed($0) == all }, "\(desk.screen.text)")

    desk.type("s")
    desk.settle()
    desk.type("k\r")
    #expect(desk.wait { listed($0) != all && self.listed($0).count == all.count }, "\(desk.screen.text)")

    desk.type("/10000013\r")
    #expect(desk.wait { listed($0) == ["10000013"] }, "\(desk.screen.text)")
    desk.type("\r")
    #expect(desk.waitFor("115.48 DR"), "\(desk.screen.text)")
    #expect(desk.waitFor("BALANCE"), "\(desk.screen.text)")
    desk.type("a")
    desk.settle()
    desk.type("2026-07-10\r")
    #expect(
      desk.wait { $0.text.contains("2026") && $0.text.uppercased().contains("AS KNOWN ON") },
      "\(desk.screen.text)")
    #expect(desk.screen.text.contains("86.62 CR"), "\(desk.screen.text)")
    desk.type("\u{1B}")
    #expect(desk.wait { !$0.text.uppercased().contains("AS KNOWN ON") }, "\(desk.screen.text)")
    desk.type("q")
    #expect(desk.wait { listed($0) == ["10000013"] }, "\(desk.screen.text)")
    leave(desk)
  }

  @Test("Help opens over the screen and closes by the same key")
  func help() throws {
    let bench = try Bench.withShowcase()
    let desk = try caseload(bench)
    let before = desk.screen.text
    desk.type("?")
    #expect(desk.wait { $0.text != before && $0.text.contains("Keys: caseload") }, "\(desk.screen.text)")
    desk.type("?")
    #expect(desk.wait { $0.text == before }, "\(desk.screen.text)")
    leave(desk)
  }

  @Test("A storm of sizes down to one cell and back leaves the screen as it was")
  func resizeStorm() throws {
    let bench = try Bench.withShowcase()
    let desk = try caseload(bench)
    desk.settle()
    let before = desk.screen.text
    for (columns, rows) in [
      (120, 30), (1, 1), (3, 2), (180, 50), (59, 14), (60, 15), (500, 200), (80, 1), (1, 24), (200, 60),
      (79, 23),
    ] {
      desk.resize(columns: columns, rows: rows)
    }
    desk.resize(columns: 40, rows: 10)
    #expect(
      desk.wait { $0.text.contains("60") }, "too small says the size that is needed: \(desk.screen.text)")
    desk.resize(columns: 80, rows: 24)
    #expect(desk.wait { $0.text == before }, "\(desk.screen.text)")
    leave(desk)
  }

  @Test("Garbage keys, half characters and stray sequences stop nothing")
  func garbage() throws {
    let bench = try Bench.withShowcase()
    let desk = try caseload(bench)
    var state: UInt64 = 20_261_121
    for _ in 0..<40 {
      var bytes: [UInt8] = []
      for _ in 0..<64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let byte = UInt8(truncatingIfNeeded: state >> 33)
        // Ctrl-C twice leaves and Ctrl-Z stops, as they should: everything else goes in.
        bytes.append(byte == 3 || byte == 26 ? 0xC3 : byte)
      }
      desk.send(bytes)
    }
    desk.settle(milliseconds: 200)
    #expect(desk.ending == nil)
    // A paste that never ended is ended, then back to where we came from.
    desk.type("\u{1B}[201~")
    for _ in 0..<12 {
      desk.settle()
      desk.type("\u{1B}")
    }
    desk.settle()
    desk.type("\u{0C}")
    #expect(desk.wait { $0.text.contains("Help") || $0.text.contains("Patches") }, "\(desk.screen.text)")
    leave(desk)
  }

  @Test(
    "Ended or crashed by a signal, the terminal is whole",
    arguments: [
      (SIGTERM, Ending.exit(143)), (SIGHUP, .exit(129)), (SIGINT, nil), (SIGSEGV, .signal(SIGSEGV)),
      (SIGABRT, .signal(SIGABRT)),
    ])
  func signals(number: Int32, expected: Ending?) throws {
    let bench = try Bench.withShowcase()
    let desk = try caseload(bench)
    desk.signal(number)
    if number == SIGINT {
      // The keys of a terminal in raw mode send none; one that comes from elsewhere must not leave a mess either.
      desk.settle()
      if desk.ending == nil { desk.type("\u{03}\u{03}") }
      #expect(desk.waitForEnd() != nil)
    } else {
      #expect(desk.waitForEnd() == expected)
    }
    #expect(desk.faultsOfTheTerminal == [])
  }

  @Test("Suspended by Ctrl-Z the terminal is the shell's again; continued, the screen is drawn anew")
  func suspension() throws {
    let bench = try Bench.withShowcase()
    let desk = try caseload(bench)
    desk.settle()
    let before = desk.screen.text
    desk.type("\u{1A}")
    #expect(desk.wait { !$0.isAlternate && $0.isCursorShown }, "\(desk.screen.text)")
    #expect(desk.waitForWholeTerminal() == [])
    desk.signal(SIGCONT)
    #expect(desk.wait { $0.isAlternate && $0.text == before }, "\(desk.screen.text)")
    leave(desk)
  }

  @Test("What another officer posts comes onto the screen by itself, and the place is kept")
  func neighbour() throws {
    let bench = try Bench.withShowcase()
    let desk = try caseload(bench)
    desk.type("/10000013\r")
    #expect(desk.wait { listed($0) == ["10000013"] })
    desk.settle()
    #expect(desk.screen.text.contains("115.48 DR"), "\(desk.screen.text)")
    let result = try bench.run(
      "post", "10000013", "--type", "cash", "--amount", "15.48", "--date", "2026-11-21")
    #expect(result.status == 0, "\(result.errorText)")
    #expect(desk.waitFor("100.00 DR"), "\(desk.screen.text)")
    #expect(listed(desk.screen) == ["10000013"])
    leave(desk)
  }

  @Test("Without colours the screen says the same")
  func withoutColour() throws {
    let bench = try Bench.withShowcase()
    let coloured = try caseload(bench)
    coloured.settle()
    // A book of its own: a second sitting on one says what is new since the first.
    let other = try Bench.withShowcase()
    defer { withExtendedLifetime(other) {} }
    let plain = try other.desk(environment: ["NO_COLOR": "1"])
    #expect(plain.waitFor("Help"))
    if plain.screen.lines[0].contains("Patches") {
      plain.type("\r")
      #expect(plain.waitFor("Sort"))
    }
    plain.settle()
    #expect(plain.screen.text == coloured.screen.text)
    leave(coloured)
    leave(plain)
  }

  @Test("Without a terminal, without a book: a sentence that says what to type")
  func without() throws {
    let bench = try Bench()
    let noTerminal = try bench.run([])
    #expect(noTerminal.status == 2)
    #expect(noTerminal.errorText.contains("terminal") && noTerminal.errorText.contains("show"))
    let noBook = try bench.desk()
    #expect(noBook.waitFor("first start"), "\(noBook.screen.text)")
    leave(noBook)
  }

  @Test("show draws what the terminal shows", arguments: [(80, 24), (200, 60)])
  func show(columns: Int, rows: Int) throws {
    let bench = try Bench.withShowcase()
    let desk = try caseload(bench, columns: columns, rows: rows)
    desk.type("/ste\r")
    desk.settle()
    let patch = try #require(try bench.json("accounts").first?["patch"]?.string)
    let shown = try bench.run(
      "show", "caseload:" + patch, "--size", "\(columns)x\(rows)", "--keys", "/ s t e Enter")
    #expect(shown.status == 0, "\(shown.errorText)")
    #expect(shown.text == desk.screen.lines.map { $0 + "\n" }.joined())
    leave(desk)
  }

  @Test("show draws an account, in colour, as a picture; a wrong screen or key says what would be right")
  func showMore() throws {
    let bench = try Bench.withShowcase()
    let account = try bench.run("show", "account:10000013/ledger", "--size", "120x40")
    #expect(account.text.contains("115.48 DR") && !account.text.contains("\u{1B}"))
    #expect(account.text.split(separator: "\n", omittingEmptySubsequences: false).count == 41)
    #expect(try bench.run("show", "--colour", "256").text.contains("\u{1B}["))
    let picture = bench.folder + "/desk.svg"
    #expect(try bench.run("show", "--svg", picture).status == 0)
    #expect(try bench.tool("/bin/cat", [picture]).text.hasPrefix("<svg"))
    let wrong = try bench.run("show", "kitchen")
    #expect(wrong.status == 2 && wrong.errorText.contains("caseload"))
    #expect(try bench.run("show", "--keys", "\"open").status == 2)
    #expect(try bench.run("show", "--size", "big").status == 64)
  }
}
