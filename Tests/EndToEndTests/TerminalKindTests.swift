import Glibc
import ProgramRunner
import Testing

/// The desk on every kind of terminal that an officer may come with, and with looks and keys of their own.
@Suite("The desk on many kinds of terminal", .serialized) struct TerminalKindTests {
  private func open(_ bench: Bench, _ environment: [String: String]) throws -> TerminalProgram {
    let desk = try bench.desk(environment: environment)
    try #require(desk.waitFor("Help"), "\(desk.screen.text)")
    if desk.screen.lines[0].contains("Patches") {
      desk.type("\r")
      try #require(desk.waitFor("Sort"), "\(desk.screen.text)")
    }
    desk.settle()
    return desk
  }

  private func leave(_ desk: TerminalProgram) {
    desk.type("\u{03}\u{03}")
    #expect(desk.waitForEnd() == .exit(0))
    #expect(desk.faultsOfTheTerminal == [])
  }

  @Test(
    "The same screen stands on a terminal of 256 colours, of 8, of none, of an unknown kind of a known family, under NO_COLOR",
    arguments: [
      ["TERM": "xterm"], ["TERM": "xterm-256color"], ["TERM": "vt100"], ["TERM": "linux"], ["TERM": "screen"],
      ["TERM": "tmux-256color"], ["TERM": "xterm-kitty-that-nobody-knows"], ["TERM": "teapot"],
      ["TERM": "vt525"], ["TERM": "linux-that-nobody-knows"], ["TERM": "screen.teapot"],
      ["TERM": "xterm-256color", "NO_COLOR": "1"], ["TERM": "vt100", "NO_COLOR": "1"],
      ["TERM": "xterm-256color", "PATCHBOOK_THEME": "dark"], ["TERM": "xterm", "PATCHBOOK_THEME": "light"],
      ["TERM": "xterm-256color", "PATCHBOOK_THEME": "mono"],
    ])
  func kinds(environment: [String: String]) throws {
    let bench = try Bench.withShowcase()
    // Each has a book of its own: a second sitting on one says what is new since the first.
    let other = try Bench.withShowcase()
    defer { withExtendedLifetime(other) {} }
    let usual = try open(other, ["TERM": "xterm-256color"])
    let desk = try open(bench, environment)
    // What the first line said of the terminal goes with the first key.
    for desk in [usual, desk] {
      desk.type("jk")
      desk.settle()
    }
    #expect(desk.screen.text == usual.screen.text)
    desk.type("jj\r")
    #expect(desk.waitFor("BALANCE"), "\(desk.screen.text)")
    desk.type("\u{1B}")
    desk.settle()
    #expect(desk.waitFor("Sort"))
    leave(desk)
    leave(usual)
  }

  @Test(
    "A kind of terminal that the host lacks opens the desk all the same, and one line says what it is taken for"
  )
  func unknownKind() throws {
    let bench = try Bench.withDemo()
    let desk = try bench.desk(environment: ["TERM": "teapot"])
    #expect(
      desk.wait {
        $0.text.contains("This terminal is treated as xterm: the host has no description of")
          && $0.text.contains("teapot.")
      },
      "\(desk.screen.text)")
    desk.type("j")
    #expect(desk.wait { !$0.text.contains("teapot") }, "\(desk.screen.text)")
    leave(desk)
    #expect(
      desk.screen.text.contains("treated as xterm"), "said again where it can be copied: \(desk.screen.text)")
  }

  @Test(
    "A terminal that can show no full screen, or of which nothing is known, gets a sentence and the plain way",
    arguments: ["dumb", "", "unknown"])
  func plain(kind: String) throws {
    let bench = try Bench.withDemo()
    let desk = try bench.desk(environment: ["TERM": kind])
    #expect(desk.waitForEnd() == .exit(2))
    let words = desk.screen.lines.joined(separator: " ")
    #expect(words.contains(kind.isEmpty ? "TERM is not set" : "TERM is \(kind)"), "\(words)")
    #expect(words.contains("TERM=xterm-256color") && words.contains("patchbook show caseload"), "\(words)")
    #expect(desk.faultsOfTheTerminal == [])
    // The plain way is one.
    let printed = try bench.run(["show", "caseload"], environment: ["TERM": kind])
    #expect(printed.status == 0 && printed.text.contains("Balance"))
  }

  /// In a name space of its own, so that the host keeps its terminfo.
  private static let withoutTerminfo =
    "for d in /lib/terminfo /usr/lib/terminfo /usr/share/terminfo /etc/terminfo; do "
    + "test ! -d $d || mount -t tmpfs none $d || exit 77; done; exec "

  /// Where `unshare` lies and may do that; nil where it may not.
  private static let unshare: String? = TheProgram.tool("unshare").flatMap { path in
    let tried = try? Command.run(
      path, ["-rm", "/bin/sh", "-c", withoutTerminfo + "true"], environment: TheProgram.environment("/"))
    return tried?.status == 0 ? path : nil
  }

  @Test(
    "A host without any terminfo opens the desk by the description that the program brings along",
    .enabled(if: unshare != nil, "no mount name space can be made here"))
  func noTerminfo() throws {
    let bench = try Bench.withDemo()
    let unshare = try #require(TerminalKindTests.unshare)
    for kind in ["xterm-256color", "vt100"] {
      let desk = try TerminalProgram(
        unshare,
        [
          "-rm", "/bin/sh", "-c",
          TerminalKindTests.withoutTerminfo + TheProgram.path + " --data " + bench.book,
        ],
        environment: TheProgram.environment(bench.folder, ["TERM": kind]))
      #expect(desk.waitFor("This terminal is treated as "), "\(desk.screen.text)")
      desk.type("\r")
      #expect(desk.waitFor("Sort"), "\(desk.screen.text)")
      leave(desk)
    }
  }

  @Test("Officer's own keys act, stand in the bar, and a wrong line is named when the desk opens")
  func ownKeys() throws {
    let bench = try Bench.withShowcase()
    let own = bench.folder + "/settings/patchbook"
    #expect(try bench.tool("/bin/mkdir", ["-p", own + "/keys"]).status == 0)
    _ = try bench.write("keys = \"mine\"\nmouse = false\n", as: "settings/patchbook/desk.toml")
    _ = try bench.write("[keys]\nsort = \"o\"\nfliter = \"x\"\n", as: "settings/patchbook/keys/mine.toml")
    let environment = ["XDG_CONFIG_HOME": bench.folder + "/settings"]
    let desk = try open(bench, environment)
    #expect(desk.screen.text.contains("o Sort"), "\(desk.screen.text)")
    #expect(desk.screen.text.contains("keys/mine.toml line 3: there is no action"), "\(desk.screen.text)")
    #expect(!desk.screen.modes.contains(1000))
    desk.type("o")
    #expect(desk.waitFor("Sort by"), "\(desk.screen.text)")
    desk.type("\u{1B}")
    desk.settle()
    leave(desk)
    let said = try bench.run(["settings"], environment: environment)
    #expect(said.status == 1)
    #expect(said.text.contains("keys   mine") && said.text.contains("mouse  off"))
    #expect(said.errorText.contains("did you mean “filter”?"), "\(said.errorText)")
    let printed = try bench.run(["settings", "--print", "keys"], environment: environment)
    #expect(printed.text.contains("[\"o\"]"))
  }

  @Test("The mouse: a click in the bar is its key, a click selects, a double click opens, the wheel scrolls")
  func mouse() throws {
    let bench = try Bench.withShowcase()
    let desk = try open(bench, ["TERM": "xterm-256color"])
    func press(_ column: Int, _ row: Int, button: Int = 0) {
      desk.type("\u{1B}[<\(button);\(column + 1);\(row + 1)M\u{1B}[<\(button);\(column + 1);\(row + 1)m")
    }
    let bar = desk.screen.lines.count - 1
    let name = try #require(desk.screen.lines[bar].firstRange(of: "s Sort"))
    let column = desk.screen.lines[bar].distance(from: desk.screen.lines[bar].startIndex, to: name.lowerBound)
    press(column, bar)
    #expect(desk.waitFor("Sort by"), "\(desk.screen.text)")
    desk.type("\u{1B}")
    #expect(desk.wait { !$0.text.contains("Sort by") })
    press(10, 6)
    #expect(desk.wait { $0.lines[6].hasPrefix(">") }, "\(desk.screen.text)")
    press(10, 6, button: 65)
    #expect(desk.wait { !$0.lines[6].hasPrefix(">") }, "\(desk.screen.text)")
    press(10, 5)
    press(10, 5)
    #expect(desk.waitFor("BALANCE"), "\(desk.screen.text)")
    leave(desk)
  }

  @Test("A pasted text runs no key, however long it is")
  func paste() throws {
    let bench = try Bench.withShowcase()
    let desk = try open(bench, ["TERM": "xterm-256color"])
    let before = desk.screen.text
    desk.type("\u{1B}[200~q\rs\u{03}\u{03}" + String(repeating: "quit now\r", count: 100_000) + "\u{1B}[201~")
    desk.settle()
    #expect(desk.screen.text == before, "\(desk.screen.text)")
    desk.type("/")
    #expect(desk.waitFor("Keep"), "\(desk.screen.text)")
    desk.type("\u{1B}[200~smith\u{1B}[201~")
    #expect(desk.waitFor("/smith"), "\(desk.screen.text)")
    desk.type("\u{1B}")
    desk.settle()
    leave(desk)
  }

  @Test("A key held down on a slow line queues no frames: the screen stands still soon after it is let go")
  func slowLine() throws {
    let bench = try Bench.withShowcase()
    let desk = try open(bench, ["TERM": "xterm-256color"])
    let before = desk.bytes
    // 90 keys in three seconds, over a line that takes 60 ms for each answer.
    for _ in 0..<45 {
      desk.type("j")
      usleep(33_000)
      desk.type("k")
      usleep(33_000)
      desk.take(waiting: 0)
    }
    let released = monotonicNanoseconds()
    desk.settle(milliseconds: 120)
    let late = desk.lastPieceAt - released
    #expect(late < 200_000_000, "the last frame came \(late / 1_000_000) ms after the key was let go")
    #expect((desk.bytes - before) / 90 < 1_500, "a frame of a move is small")
    leave(desk)
  }
}
