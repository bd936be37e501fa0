import CNcurses
import Glibc
import Testing

@testable import Terminal

/// ncurses and the locale belong to the whole process, so these run one after another.
@Suite(.serialized) struct `Painting through ncurses` {
  init() {
    setUTF8()
  }

  private func setUTF8() {
    setenv("LC_ALL", "C.UTF-8", 1)
    #expect(cn_locale_open() == 1)
  }

  /// The first cell that is not shown as it was wanted, in words; nil if all are.
  private func difference(
    _ terminal: VirtualTerminal, _ canvas: Canvas, _ colour: ColourTier, fillsCorner: Bool,
    lacking: Look.Attributes
  ) -> String? {
    for row in 0..<canvas.whole.rows {
      for column in 0..<canvas.whole.columns {
        guard let cell = canvas.cell(column: column, row: row) else { continue }
        if !fillsCorner, isWideInCorner(canvas, column, row) { continue }
        var wanted = VirtualTerminal.Shown(
          text: cell.text, look: Theme.standard.look(Style(index: cell.style), colour), width: Int(cell.width)
        )
        var shown = terminal.grid[row][column]
        wanted.look.attributes.subtract(lacking)
        shown.look.attributes.subtract(lacking)
        wanted.look = visible(wanted.look, wanted.text)
        shown.look = visible(shown.look, shown.text)
        if shown != wanted { return "at \(column), \(row): \(shown) is shown, not \(wanted)" }
      }
    }
    return nil
  }

  /// A wide character in the last three cells of the screen, for which a stand-in is shown where the right margin cannot be
  /// switched off.
  private func isWideInCorner(_ canvas: Canvas, _ column: Int, _ row: Int) -> Bool {
    row == canvas.whole.rows - 1 && column >= canvas.whole.columns - 3
      && canvas.cell(column: column, row: row)?.width != 1
  }

  /// On a blank only the ground, underline and reverse are seen: ncurses may erase instead of writing blanks.
  private func visible(_ look: Look, _ text: String) -> Look {
    guard text == " " else { return look }
    var look = look
    look.attributes.subtract([.bold, .dim])
    if !look.attributes.contains(.reverse) && !look.attributes.contains(.underline) { look.ink = nil }
    return look
  }

  @Test(arguments: [
    ("xterm-256color", ColourTier.full), ("tmux-256color", .full), ("xterm", .eight), ("linux", .eight),
    ("vt220", .none), ("patchbook-xterm", .full), ("patchbook-vt100", .none),
  ])
  func `shows the grid that was wanted, after random changes and sizes`(name: String, tier: ColourTier) throws
  {
    var random = SeededGenerator(seed: 42)
    var size = Size(columns: 20, rows: 6)
    let painter = try CursesPainter(terminal: name, size: size, output: nil)
    defer { painter.close() }
    #expect(painter.colour == tier)
    var terminal = VirtualTerminal(size)
    var canvas = Canvas(size: size)
    // The others cannot switch their right margin off, and with a single column cannot fill their last cell.
    let fillsCorner = name.hasPrefix("xterm") || name.hasPrefix("patchbook")
    for frame in 0..<300 {
      if Int.random(in: 0...30, using: &random) == 0 {
        size = Size(
          columns: Int.random(in: (fillsCorner ? 1 : 2)...40, using: &random),
          rows: Int.random(in: 1...12, using: &random))
        terminal.resize(size)
        canvas = RandomDrawing.canvas(size, using: &random)
      }
      for _ in 0..<Int.random(in: 0...4, using: &random) { RandomDrawing.step(&canvas, using: &random) }
      try painter.paint(canvas)
      terminal.feed(painter.lastFrame)
      // The vt220 cannot dim; the Linux console can neither dim nor underline what is coloured.
      let lacking: Look.Attributes =
        name == "vt220" || name == "patchbook-vt100" ? .dim : name == "linux" ? [.dim, .underline] : []
      let difference = difference(
        terminal, canvas, tier, fillsCorner: fillsCorner, lacking: lacking)
      #expect(
        difference == nil,
        "frame \(frame), \(size), \(String(decoding: painter.lastFrame, as: UTF8.self).debugDescription)\n\(canvas.text())"
      )
      #expect(terminal.unknown == [])
      if let cursor = canvas.cursor {
        #expect(terminal.cursor == (cursor.column, cursor.row), "frame \(frame)")
      }
      guard difference == nil, terminal.unknown.isEmpty else { return }
    }
    #expect(painter.statistics.frames == 300)
  }

  @Test func `sends nothing for a frame without changes, and little for a moved cursor`() throws {
    let painter = try CursesPainter(
      terminal: "xterm-256color", size: Size(columns: 80, rows: 24), output: nil)
    defer { painter.close() }
    var canvas = Canvas(columns: 80, rows: 24)
    canvas.draw("Marsh K", column: 3, row: 3)
    try painter.paint(canvas)
    #expect(!painter.lastFrame.isEmpty)
    try painter.paint(canvas)
    #expect(painter.lastFrame.isEmpty)
    canvas.placeCursor(column: 5, row: 5)
    try painter.paint(canvas)
    #expect((1..<40).contains(painter.lastFrame.count))
    painter.forget()
    try painter.paint(canvas)
    #expect(String(decoding: painter.lastFrame, as: UTF8.self).contains("Marsh"))
  }

  @Test func `leaves full-screen mode and comes back whole`() throws {
    let painter = try CursesPainter(terminal: "xterm-256color", size: Size(columns: 20, rows: 4), output: nil)
    defer { painter.close() }
    var canvas = Canvas(columns: 20, rows: 4)
    canvas.draw("Marsh K", column: 3, row: 3)
    try painter.paint(canvas)
    #expect(String(decoding: painter.lastFrame, as: UTF8.self).contains("\u{1B}[?1049h"))
    try painter.leave()
    let left = String(decoding: painter.lastFrame, as: UTF8.self)
    #expect(left.contains("\u{1B}[?1049l"))
    #expect(left.contains("\u{1B}[?25h") || left.contains("\u{1B}[?12l\u{1B}[?25h"))
    try painter.paint(canvas)
    let again = String(decoding: painter.lastFrame, as: UTF8.self)
    #expect(again.contains("\u{1B}[?1049h"))
    #expect(again.contains("Marsh"))
  }

  @Test func `refuses a terminal of which nothing is known, and one without a cursor to move`() throws {
    for nameless in ["", "unknown", "network", "dialup"] {
      #expect(throws: TerminalError.unknownTerminal(nameless)) {
        try CursesPainter(terminal: nameless, size: .zero, output: nil)
      }
    }
    #expect(throws: TerminalError.tooPlain("dumb")) {
      try CursesPainter(terminal: "dumb", size: .zero, output: nil)
    }
    let painter = try CursesPainter(terminal: "xterm", size: .zero, output: nil)
    #expect(throws: TerminalError.alreadyOpen) {
      try CursesPainter(terminal: "xterm", size: .zero, output: nil)
    }
    painter.close()
    #expect(TerminalError.unknownTerminal("network").description.contains("TERM=xterm-256color"))
  }

  @Test(arguments: [
    ("xterm-of-tomorrow", "xterm-256color", ColourTier.full), ("alacritty-next", "xterm-256color", .full),
    ("st-meta-256color", "xterm-256color", .full), ("teapot", "xterm", .eight),
    ("teapot-mono", "vt100", .none),
    ("vt525", "vt100", .none), ("linux-16color", "linux", .eight), ("screen.teapot", "screen", .eight),
    ("screen.teapot-256", "screen-256color", .full), ("../../etc/passwd", "xterm", .eight),
    (String(repeating: "x", count: 5000), "xterm", .eight),
  ])
  func `takes the nearest kind for a terminal that terminfo lacks`(
    name: String, kind: String, tier: ColourTier
  )
    throws
  {
    let painter = try CursesPainter(terminal: name, size: Size(columns: 20, rows: 4), output: nil)
    defer { painter.close() }
    #expect(painter.terminal == kind)
    #expect(painter.colour == tier)
  }

  @Test func `leaves TERMINFO as it was when it brings its own description along`() throws {
    setenv("TERMINFO", "/nowhere", 1)
    defer { unsetenv("TERMINFO") }
    let painter = try CursesPainter(
      terminal: "patchbook-vt100", size: Size(columns: 20, rows: 4), output: nil)
    defer { painter.close() }
    #expect(painter.colour == .none)
    #expect(getenv("TERMINFO").map { String(cString: $0) } == "/nowhere")
  }

  @Test func `paints ASCII where the host has no UTF-8`() throws {
    let painter = try CursesPainter(
      terminal: "xterm", size: Size(columns: 12, rows: 1), output: nil, colour: .none, isUTF8: false)
    defer { painter.close() }
    var canvas = Canvas(columns: 12, rows: 1)
    canvas.draw("Máire│家", column: 0, row: 0, style: .bad)
    try painter.paint(canvas)
    #expect(String(decoding: painter.lastFrame, as: UTF8.self).contains("Maire|??"))
    #expect(!String(decoding: painter.lastFrame, as: UTF8.self).contains("[31m"))
  }

  @Test func `keeps a row's columns where the C library counts a character otherwise`() throws {
    let painter = try CursesPainter(terminal: "xterm", size: Size(columns: 8, rows: 1), output: nil)
    defer { painter.close() }
    var canvas = Canvas(columns: 8, rows: 1)
    // Two columns in our table of Unicode 17, one in glibc's of Unicode 14.
    canvas.draw("a\u{2630}b", column: 0, row: 0)
    var terminal = VirtualTerminal(Size(columns: 8, rows: 1))
    try painter.paint(canvas)
    terminal.feed(painter.lastFrame)
    #expect(terminal.grid[0][0].text == "a")
    #expect(terminal.grid[0][3].text == "b")
  }
}
