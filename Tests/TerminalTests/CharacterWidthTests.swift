import Testing

@testable import Terminal

@Suite struct `Character widths` {
  @Test(arguments: [
    ("Marsh", 5), ("Máire", 5), ("Ma\u{301}ire", 5), ("家", 2), ("한글", 4), ("🏠", 2), ("£12", 3), ("", 0),
    ("\u{1B}[31m", 5), ("a\u{200B}b", 3), ("\u{202E}x", 2), ("\u{301}", 1), ("\u{1F468}\u{200D}\u{1F469}", 5),
    ("ﬁ", 1),
    ("\u{1100}\u{1161}\u{11A8}", 2),
  ])
  func `count columns as they are drawn`(text: String, columns: Int) {
    #expect(CharacterWidth.columns(of: text) == columns)
    var canvas = Canvas(columns: 20, rows: 1)
    #expect(canvas.draw(text, column: 0, row: 0) == columns)
  }

  @Test func `stand in rising tables without overlaps`() {
    for table in [CharacterWidthTable.wide, CharacterWidthTable.combining, CharacterWidthTable.invisible] {
      #expect(table.count % 2 == 0)
      for index in stride(from: 0, to: table.count, by: 2) {
        #expect(table[index] <= table[index + 1])
        if index > 0 { #expect(table[index] > table[index - 1]) }
      }
    }
  }

  @Test(arguments: [
    ("\u{1B}[2J", "␛[2J"), ("a\tb\nc", "a␉b␊c"), ("\u{7F}", "␡"), ("\u{9B}31m", "�31m"),
    ("Ma\u{202E}x", "Ma�x"),
    ("K\u{200B}elly", "K�elly"), ("\u{FEFF}A", "�A"), ("e\u{301}\u{302}\u{303}\u{304}", "e\u{301}\u{302}"),
    ("\u{301}x", "\u{25CC}\u{301}x"),
  ])
  func `make what would steer the terminal visible`(text: String, shown: String) {
    var canvas = Canvas(columns: 12, rows: 1)
    canvas.draw(text, column: 0, row: 0)
    #expect(canvas.line(0).unicodeScalars.elementsEqual(shown.unicodeScalars))
  }
}
