import Testing

@testable import Terminal

@Suite struct `The line editor` {
  private func typed(_ script: String, from text: String = "") throws -> LineEditor {
    var editor = LineEditor(text)
    for step in try KeyScript(script).steps { if let event = step.event { _ = editor.handle(event) } }
    return editor
  }

  @Test(arguments: [
    (#""ab" Left "X""#, "aXb"), (#""ab" Home "X" End "Y""#, "XabY"), (#""ab" Ctrl-A "X" Ctrl-E "Y""#, "XabY"),
    (#""one two" Ctrl-W"#, "one "), (#""one two  " Ctrl-W"#, "one "), (#""one two" Ctrl-U"#, ""),
    (#""one two" 3*Left Ctrl-K"#, "one "), (#""one two" Alt-b "X""#, "one Xtwo"),
    (#""one two" Home Alt-f "X""#, "oneX two"),
    (#""one two" Ctrl-W Ctrl-Y Ctrl-Y"#, "one twotwo"), (#""abc" Backspace"#, "ab"),
    (#""abc" Home Delete"#, "bc"),
    (#"Backspace Delete Left Right Ctrl-K "a""#, "a"), (#""abc" Ctrl-_"#, ""),
    (#""one two" Ctrl-W Ctrl-_"#, "one two"),
    (#""a" Paste:"x y\nz" Ctrl-_"#, "a"), (#""a" Paste:"x\ty\nz""#, "ax y z"), (#""a" Left "b" Ctrl-_"#, "a"),
    (#""abc" Ctrl-_ Alt-_"#, "abc"), (#""e" ́ "x""#, "e\u{301}x"),
  ])
  func `edits`(script: String, text: String) throws {
    #expect(try typed(script).text == text)
  }

  @Test func `leaves the program's keys alone`() {
    var editor = LineEditor("a")
    for key in [Key.enter, .escape, .tab, .up, .down, .control("s"), .function(1), .alt("x")] {
      #expect(editor.handle(.key(key)) == false)
    }
    #expect(editor.text == "a")
  }

  @Test func `keeps its limit`() {
    var editor = LineEditor("", limit: 3)
    for _ in 0..<9 { _ = editor.handle(.key("x")) }
    #expect(editor.text == "xxx")
    #expect(editor.handle(.paste("y")) == true)
    #expect(editor.text == "xxx")
  }

  @Test func `scrolls so that the cursor is seen`() throws {
    var editor = try typed(#""abcdefghij""#)
    var canvas = Canvas(columns: 8, rows: 1)
    editor.draw(on: &canvas, column: 1, row: 0, width: 5)
    #expect(canvas.line(0) == " …hij")
    #expect(canvas.cursor == Point(column: 5, row: 0))
    _ = editor.handle(.key(.home))
    editor.draw(on: &canvas, column: 1, row: 0, width: 5)
    #expect(canvas.line(0) == " abcde")
    #expect(canvas.cursor == Point(column: 1, row: 0))
  }

  @Test func `survives any keys, pastes and widths`() {
    var random = SeededGenerator(seed: 11)
    var editor = LineEditor("", limit: 40)
    let events: [Event] = [
      .key("a"), .key("家"), .key("\u{301}"), .key(" "), .key(.left), .key(.right), .key(.home), .key(.end),
      .key(.backspace),
      .key(.delete), .key(.control("w")), .key(.control("u")), .key(.control("k")), .key(.control("y")),
      .key(.alt("b")),
      .key(.alt("f")), .key(.alt("d")), .key(.control("_")), .key(.alt("_")), .paste("x\u{301}\r\ny家"),
    ]
    for _ in 0..<5000 {
      _ = editor.handle(events.randomElement(using: &random) ?? .wake)
      #expect((0...editor.text.count).contains(editor.cursor))
      #expect(editor.text.count <= 40)
      var canvas = Canvas(columns: Int.random(in: 0...12, using: &random), rows: 1)
      editor.draw(on: &canvas, column: 0, row: 0, width: canvas.columns)
      #expect(canvas.columns == 0 || canvas.cursor != nil)
    }
  }
}
