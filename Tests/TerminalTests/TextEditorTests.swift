import Testing

@testable import Terminal

@Suite struct `The text editor` {
  private static let wide = Rect(columns: 40, rows: 10)

  private func typed(_ script: String, from text: String = "", area: Rect = wide) throws
    -> TextEditor
  {
    var editor = TextEditor(text)
    for step in try KeyScript(script).steps {
      if let event = step.event { _ = editor.handle(event, area: area) }
    }
    return editor
  }

  private func drawn(_ editor: TextEditor, _ columns: Int, _ rows: Int) -> Canvas {
    var canvas = Canvas(columns: columns, rows: rows)
    editor.draw(on: &canvas)
    return canvas
  }

  @Test(arguments: [
    (#""ab" Left "X""#, "aXb"), (#""ab" Enter "cd" Up "X""#, "abX\ncd"),
    (#""ab" Ctrl-J "c" Alt-Enter "d""#, "ab\nc\nd"),
    (#""ab" Enter "cd" Home "X" End "Y""#, "ab\nXcdY"),
    (#""ab" Enter "cd" Ctrl-Home "X" Ctrl-End "Y""#, "Xab\ncdY"),
    (#""one two" Ctrl-W"#, "one "), (#""a" Enter "b" 2*Backspace"#, "a"),
    (#""a" Enter "b" Ctrl-Home Ctrl-K Ctrl-K"#, "b"),
    (#""ab" Ctrl-Home Delete"#, "b"), (#""a" Enter "b" Up End Delete"#, "ab"),
    (#""one two" Alt-b Alt-b "X""#, "Xone two"),
    (#""one" Enter "two" Ctrl-Home 2*Alt-f "X""#, "one\ntwoX"),
    (#""one two" Ctrl-U Ctrl-Y Ctrl-Y"#, "one twoone two"), (#""a b" Home Alt-d"#, " b"),
    (#"Paste:"a\r\nb\rc\td""#, "a\nb\nc d"), (#""one two" Ctrl-_"#, "one "),
    (#""one two" Ctrl-_ Ctrl-_"#, ""),
    (#""one two" Ctrl-_ Alt-_"#, "one two"), (#""a" Paste:"x y\nz" Ctrl-_"#, "a"),
    (#""one two" 3*Backspace Ctrl-_"#, "one two"),
    (#""a" Enter "b" 3*Ctrl-_"#, ""), (#""e" ́ "x""#, "e\u{301}x"),
    (#""\u{301}" Home "e""#.replacingEscapes, "e\u{301}"),
  ])
  func `edits`(script: String, text: String) throws {
    #expect(try typed(script).text == text)
  }

  @Test func `wraps by words, and puts the cursor where the next letter goes`() throws {
    let canvas = drawn(try typed(#""Rang about rent""#, area: Rect(columns: 11, rows: 3)), 11, 3)
    #expect(canvas.text() == "Rang about\nrent\n\n")
    #expect(canvas.cursor == Point(column: 4, row: 1))
    // A blank that ends a full row keeps its cell, and the next letter goes to the next row.
    let full = drawn(try typed(#""Rang about ""#, area: Rect(columns: 11, rows: 3)), 11, 3)
    #expect(full.cursor == Point(column: 0, row: 1))
  }

  @Test func `divides a word that is longer than a row`() {
    #expect(drawn(TextEditor("abcdefghij kl"), 5, 5).text() == "abcd\nefgh\nij\nkl\n\n")
  }

  @Test func `moves by the rows that are seen and remembers the column`() throws {
    let area = Rect(columns: 9, rows: 5)
    let editor = try typed("2*Up", from: "abcdef gh ijklmnop\nxy\nrstuvwx", area: area)
    #expect(drawn(editor, 9, 5).text() == "abcdef\ngh\nijklmnop\nxy\nrstuvwx\n")
    #expect(drawn(editor, 9, 5).cursor == Point(column: 7, row: 2))
    #expect(
      drawn(try typed("Up", from: "ijklmnop\nxy\nrstuvwx", area: area), 9, 5).cursor
        == Point(column: 2, row: 1))
  }

  @Test
  func `shows wide, combining, right-to-left and zero-width characters without bending the row`()
    throws
  {
    let editor = TextEditor("家族 Ma\u{301}ire\u{202E}x\u{200B}y 🏠 \u{5E9}\u{5DC}\u{5D5}\u{5DD}.")
    let canvas = drawn(editor, 40, 1)
    #expect(canvas.line(0) == "家族 Ma\u{301}ire�x�y 🏠 \u{5E9}\u{5DC}\u{5D5}\u{5DD}.")
    #expect(canvas.cursor == Point(column: CharacterWidth.columns(of: canvas.line(0)), row: 0))
    #expect(editor.text.unicodeScalars.contains("\u{202E}"))
  }

  @Test func `scrolls so that the cursor is seen`() throws {
    let editor = try typed(
      "Ctrl-End", from: (1...30).map(String.init).joined(separator: "\n"),
      area: Rect(columns: 5, rows: 3))
    #expect(drawn(editor, 5, 3).text() == "28\n29\n30\n")
    #expect(drawn(try typed("Ctrl-Home", from: editor.text), 5, 2).text() == "1\n2\n")
  }

  @Test func `says why it takes no more`() {
    var editor = TextEditor("", limit: 3)
    for _ in 0..<5 { _ = editor.handle(.key("x"), area: Self.wide) }
    #expect(editor.text == "xxx")
    #expect(editor.notice == "Full: 3 characters at most. The key was not taken.")
    #expect(editor.lengthText == "3 of 3 characters")
    _ = editor.handle(.key(.backspace), area: Self.wide)
    #expect(editor.notice == nil)
    _ = editor.handle(.paste("yyy"), area: Self.wide)
    #expect(editor.notice == "Not taken: 3 characters, and there is room for 1.")
  }

  @Test func `leaves the program's keys alone, and Enter where the form wants it`() {
    var editor = TextEditor("a", enterMakesLine: false)
    for key in [
      Key.enter, .escape, .tab, .shiftTab, .control("s"), .control("n"), .function(1), .alt("x"),
    ] {
      #expect(editor.handle(.key(key), area: Self.wide) == false)
    }
    #expect(editor.text == "a")
    #expect(editor.handle(.key(.control("j")), area: Self.wide) == true)
    #expect(editor.text == "a\n")
  }

  @Test func `goes where the mouse points`() {
    var editor = TextEditor("one two\nthree")
    let area = Rect(column: 3, row: 2, columns: 20, rows: 4)
    #expect(
      editor.handle(.mouse(Mouse(.press(button: 0), at: Point(column: 7, row: 2))), area: area)
        == true)
    #expect(editor.cursor == TextEditor.Place(line: 0, character: 4))
    #expect(
      editor.handle(.mouse(Mouse(.press(button: 0), at: Point(column: 22, row: 5))), area: area)
        == true)
    #expect(editor.cursor == TextEditor.Place(line: 1, character: 5))
    #expect(editor.handle(.mouse(Mouse(.press(button: 0), at: .origin)), area: area) == false)
  }

  @Test func `shows what to write while nothing is written`() {
    var canvas = Canvas(columns: 20, rows: 2)
    TextEditor("", placeholder: "What was said").draw(on: &canvas, hasFocus: false)
    #expect(canvas.line(0) == "What was said")
    #expect(canvas.styles().hasPrefix("ddd"))
    #expect(canvas.cursor == nil)
  }

  @Test func `takes a long paste and a long note, and gives them back`() {
    let paste = String(repeating: "word after word, ", count: 300)
    let note = String(repeating: "A line of a long note, and nothing else.\n", count: 2_500)
    var editor = TextEditor(note, limit: 200_000)
    _ = editor.handle(.key(Key(.home, .control)), area: Self.wide)
    _ = editor.handle(.paste(paste), area: Self.wide)
    #expect(editor.text == paste + note)
    #expect(editor.undo() == true)
    #expect(editor.text == note)
    var canvas = Canvas(columns: 40, rows: 10)
    editor.draw(on: &canvas)
    #expect(canvas.line(0) == "A line of a long note, and nothing")
  }

  /// The text as one array of characters, edited in the plainest way.
  private struct Model {
    var text: [Character] = []
    var cursor = 0

    mutating func insert(_ new: String) {
      let before = String(text[..<cursor]) + new
      text = Array(before + String(text[cursor...]))
      cursor = min(before.count, text.count)
    }

    mutating func remove(_ range: Range<Int>) {
      let range = range.clamped(to: text.indices)
      let before = String(text[..<range.lowerBound])
      text = Array(before + String(text[range.upperBound...]))
      cursor = min(before.count, text.count)
    }

    func isWord(_ index: Int) -> Bool {
      text.indices.contains(index) && (text[index].isLetter || text[index].isNumber)
    }

    var wordStart: Int {
      var place = cursor
      while place > 0, !isWord(place - 1) { place -= 1 }
      while place > 0, isWord(place - 1) { place -= 1 }
      return place
    }

    var wordEnd: Int {
      var place = cursor
      while place < text.count, !isWord(place) { place += 1 }
      while place < text.count, isWord(place) { place += 1 }
      return place
    }

    var lineStart: Int { (text[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
    var lineEnd: Int { text[cursor...].firstIndex(of: "\n") ?? text.count }
  }

  private func flat(_ editor: TextEditor) -> Int {
    let lines = editor.text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.prefix(editor.cursor.line).reduce(0) { $0 + $1.count + 1 }
      + editor.cursor.character
  }

  private static let pieces = [
    "a", " ", "b", "é", "家", "\u{301}", "\n", "🇬", "🇧", "\u{200D}", "👩", "\u{202E}", "\u{5D0}",
    "\u{0}", "ก", "\u{E33}",
    "\u{1100}", "\u{1161}", "x y\nz", "\r\n", "\t", "\u{915}", "\u{94D}", "\u{0600}",
  ]

  @Test func `holds the text that an array of characters would hold, and never its cursor outside`() {
    var random = SeededGenerator(seed: 23)
    for round in 0..<60 {
      var editor = TextEditor("", limit: 400)
      var model = Model()
      for _ in 0..<120 {
        let area = Rect(
          columns: Int.random(in: 0...14, using: &random),
          rows: Int.random(in: 0...5, using: &random))
        step(&editor, &model, area, using: &random)
        #expect(editor.text == String(model.text), "round \(round)")
        #expect(flat(editor) == model.cursor)
        guard editor.text == String(model.text), flat(editor) == model.cursor else { return }
        let canvas = drawn(editor, area.columns, area.rows)
        if !area.isEmpty {
          #expect(
            canvas.cursor.map { Rect(columns: area.columns, rows: area.rows).contains($0) } == true)
        }
      }
      // Taking everything back and doing it again gives the same texts.
      let last = editor.text
      while editor.undo() {}
      #expect(editor.isEmpty)
      while editor.redo() {}
      #expect(editor.text == last)
    }
  }

  private func step(
    _ editor: inout TextEditor, _ model: inout Model, _ area: Rect,
    using random: inout SeededGenerator
  ) {
    func press(_ key: Key) { _ = editor.handle(.key(key), area: area) }
    switch Int.random(in: 0...15, using: &random) {
    case 0...5:
      let piece = Self.pieces.randomElement(using: &random) ?? "a"
      let plain = piece.replacing("\r\n", with: "\n").replacing("\t", with: " ")
      guard
        model.text.reduce(0, { $0 + $1.unicodeScalars.count }) + plain.unicodeScalars.count <= 400
      else { return }
      _ = editor.handle(.paste(piece), area: area)
      model.insert(plain)
    case 6:
      press(.left)
      model.cursor = max(0, model.cursor - 1)
    case 7:
      press(.right)
      model.cursor = min(model.text.count, model.cursor + 1)
    case 8:
      press(.backspace)
      if model.cursor > 0 { model.remove(model.cursor - 1..<model.cursor) }
    case 9:
      press(.delete)
      if model.cursor < model.text.count { model.remove(model.cursor..<model.cursor + 1) }
    case 10:
      press(.control("w"))
      if model.wordStart < model.cursor { model.remove(model.wordStart..<model.cursor) }
    case 11:
      press(.control("k"))
      let end = model.lineEnd == model.cursor ? model.cursor + 1 : model.lineEnd
      if model.cursor < model.text.count { model.remove(model.cursor..<end) }
    case 12:
      press(.alt("f"))
      model.cursor = model.wordEnd
    case 13:
      press(.alt("b"))
      model.cursor = model.wordStart
    case 14:
      press(.control("a"))
      model.cursor = model.lineStart
    default:
      // Motions by rows are the editor's own: the model follows them, and the text must not change.
      press([.up, .down, .pageUp, .pageDown, .home, .end].randomElement(using: &random) ?? .up)
      model.cursor = flat(editor)
    }
  }

  @Test func `gives every place of the text a cell of its own`() {
    var random = SeededGenerator(seed: 29)
    for _ in 0..<150 {
      let text = (0..<Int.random(in: 0...30, using: &random))
        .map { _ in
          ["a", "b", " ", " ", "家", "\n", "e\u{301}"].randomElement(using: &random) ?? "a"
        }.joined()
      let area = Rect(columns: Int.random(in: 1...9, using: &random), rows: 80)
      var editor = TextEditor(text)
      _ = editor.handle(.key(Key(.home, .control)), area: area)
      var seen: Set<Point> = []
      for _ in 0...text.count {
        guard let cursor = drawn(editor, area.columns, area.rows).cursor else {
          Issue.record("no cursor in \(text.debugDescription) at \(area.columns)")
          return
        }
        #expect(seen.insert(cursor).inserted, "\(text.debugDescription) at \(area.columns)")
        _ = editor.handle(.key(.right), area: area)
      }
    }
  }
}

extension String {
  /// The text with `\u{301}` written out put in its place, for scripts that cannot begin with a mark.
  fileprivate var replacingEscapes: String { replacing(#"\u{301}"#, with: "\u{301}") }
}
