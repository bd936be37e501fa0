import ProgramRunner
import Testing

/// The tests' own terminal, held to its word.
@Suite("The tests' own terminal") struct VirtualScreenTests {
  private func screen(_ bytes: String, columns: Int = 10, rows: Int = 4) -> VirtualScreen {
    var screen = VirtualScreen(columns: columns, rows: rows)
    // Byte by byte: sequences and characters may be cut anywhere.
    for byte in bytes.utf8 { screen.feed([byte]) }
    return screen
  }

  @Test("Text wraps, returns and scrolls")
  func text() {
    #expect(screen("abcdefghijkl\r\nm").lines == ["abcdefghij", "kl", "m", ""])
    #expect(screen("1\r\n2\r\n3\r\n4\r\n5").lines == ["2", "3", "4", "5"])
  }

  @Test("Cursor, erasing, inserting and scroll regions")
  func sequences() {
    #expect(screen("hello\u{1B}[1;3HX\u{1B}[3;2HY\u{1B}[A!").lines == ["heXlo", "  !", " Y", ""])
    #expect(screen("abc\u{1B}[2D\u{1B}[K").lines[0] == "a")
    #expect(screen("abcdef\u{1B}[3G\u{1B}[2X").lines[0] == "ab  ef")
    #expect(screen("1\r\n2\r\n3\r\n4\u{1B}[2;3r\u{1B}[3;1H\n").lines == ["1", "3", "", "4"])
    #expect(screen("\u{1B}[Hab\u{1B}[1;1H\u{1B}[1@x").lines[0] == "xab")
    #expect(screen("\u{1B}[Habc\u{1B}[1;1H\u{1B}[P").lines[0] == "bc")
  }

  @Test("Modes, colours and what is unknown are kept in mind")
  func modes() {
    var it = screen("\u{1B}[?1049h\u{1B}[?25l\u{1B}[?1000;1006h\u{1B}[1;31mx")
    #expect(it.isAlternate && !it.isCursorShown && it.modes.contains(1006) && !it.isPlain)
    it.feed("\u{1B}[m\u{1B}[?1049l\u{1B}[?25h\u{1B}[?1000l\u{1B}[5y".utf8)
    #expect(!it.isAlternate && it.isCursorShown && it.isPlain && !it.modes.contains(1000))
    #expect(it.unknown == ["CSI 5y"])
  }

  @Test("Wide characters take two cells, marks none")
  func widths() {
    let it = screen("日e\u{301}x")
    #expect(it.column == 4)
    #expect(it.lines[0] == "日e\u{301}x")
  }
}
