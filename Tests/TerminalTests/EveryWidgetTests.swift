import Testing

@testable import Terminal

@Suite struct `Every widget` {
  /// Texts that would bend a row, if anything could.
  static let oddTexts = [
    "x", "家", "e\u{301}", "\u{301}", "\u{202E}", "\u{200B}", "\u{5D0}", "👩\u{200D}👧", "\u{1B}[31m", "a\nb",
    "\t",
  ]
  .map { String(repeating: $0, count: 5000) }

  /// All of them, full of `text`, by name.
  static func drawings(_ text: String) -> [(name: String, isBox: Bool, draw: (inout Canvas) -> Void)] {
    var palette = PaletteList(
      label: text, hint: text,
      entries: [.init("1", text, help: text, key: "n"), .init("2", text, reason: text)])
    palette.type("x")
    palette.type("")
    var prompt = Prompt(text, text: text, hint: text)
    prompt.fault = text
    var log = MessageLog()
    log.add(.init(.error, text), at: text)
    var line = MessageLine()
    line.show(.error, text)
    var chart = LineChart(points: [.init(x: 0, y: 5), .init(x: 9, y: -5)])
    chart.yLabels = [.init(at: 0, text)]
    chart.xLabels = [.init(at: 0, text), .init(at: 9, "end")]
    let editor = TextEditor(text)
    let menu = Menu<Int>(
      title: text, footer: text, [.init(1, text, help: text, key: "a"), .init(2, text, reason: text)])
    let question = Terminal.Confirmation(
      text, detail: text, verb: text, at: .init(milliseconds: 0, frames: 0))
    let tabs = TabStrip<Int>([.init(1, text, count: 1), .init(2, text)])
    let progress = ProgressBar(unit: text, done: 3, total: 9, elapsed: 900, hint: text)
    let chooser = ColumnChooser([TableColumn("a", title: text, width: 4)], meanings: ["a": text])
    return [
      ("palette", true, { palette.draw(on: &$0, title: text) }),
      ("palette list", false, { palette.draw(on: &$0) }),
      ("prompt", false, { prompt.draw(on: &$0) }), ("log", false, { log.draw(on: &$0) }),
      ("message", false, { line.draw(on: &$0, row: 0) }), ("chart", false, { chart.draw(on: &$0) }),
      ("editor", false, { editor.draw(on: &$0) }), ("menu", true, { menu.draw(on: &$0) }),
      ("confirmation", true, { question.draw(on: &$0) }), ("tabs", false, { tabs.draw(on: &$0, row: 0) }),
      ("progress", false, { progress.draw(on: &$0, row: 0) }),
      ("chooser", true, { chooser.draw(on: &$0, tableWidth: $0.columns) }),
    ]
  }

  @Test(arguments: oddTexts.indices)
  func `stays in its area and keeps its box, whatever the text`(index: Int) {
    for size in [Size(columns: 60, rows: 12), Size(columns: 200, rows: 60)] {
      for (name, isBox, draw) in Self.drawings(Self.oddTexts[index]) {
        var canvas = Canvas(size: size)
        canvas.fill(canvas.bounds, with: "~")
        let part = Rect(column: 3, row: 2, columns: size.columns - 6, rows: size.rows - 4)
        canvas.within(part, draw: draw)
        for row in 0..<size.rows {
          let isInside = row >= part.row && row < part.endRow
          #expect(canvas.line(row).hasPrefix(isInside ? "~~~" : "~~~~"), "\(name) \(row)")
          #expect(canvas.line(row).hasSuffix(isInside ? "~~~" : "~~~~"), "\(name) \(row)")
          #expect(CharacterWidth.columns(of: canvas.line(row)) == size.columns, "\(name) \(row)")
        }
        if isBox {
          let corners = (0..<size.rows).flatMap { row in
            (0..<size.columns).filter {
              "┌┐└┘".contains(canvas.character(column: $0, row: row))
                && !canvas.character(column: $0, row: row).isEmpty
            }
          }
          #expect(Set(corners).count == 2 && corners.count == 4, "\(name)")
        }
        if let cursor = canvas.cursor { #expect(part.contains(cursor), "\(name)") }
      }
    }
  }

  @Test func `is drawn at every small size`() {
    for text in ["Kelly", "家族", "\u{301}"] {
      for columns in 0...12 {
        for rows in 0...6 {
          for (_, _, draw) in Self.drawings(text) {
            var canvas = Canvas(columns: columns, rows: rows)
            draw(&canvas)
          }
        }
      }
    }
  }

  @Test func `says without colour what it says in colour`() {
    func plain(_ columns: Int, _ rows: Int, _ draw: (inout Canvas) -> Void) -> String {
      var canvas = Canvas(columns: columns, rows: rows)
      draw(&canvas)
      return canvas.ansi(colour: .none)
    }
    // What a search found is bold and underlined, also on the marked line.
    var palette = PaletteList(entries: [
      .init("note", "Write a note"), .init("open", "Open", reason: "no account"),
    ])
    palette.type("n")
    #expect(plain(30, 4) { palette.draw(on: &$0) }.contains("\u{1B}[0;1;4;7mn\u{1B}[0m"))
    #expect(plain(30, 4) { palette.draw(on: &$0) }.contains("(-)"))
    let menu = Menu<Int>(
      title: "", [.init(1, "Name", reason: "no names"), .init(2, "Size", isCurrent: true)])
    let shown = plain(60, 6) { menu.draw(on: &$0) }
    #expect(shown.contains("(not now: no names)"))
    #expect(shown.contains(">*"))
    var table = TableView<Int>(columns: [TableColumn("a", title: "A", width: 4)])
    table.reload([1, 2])
    table.mark([2])
    table.hasMarks = true
    #expect(plain(20, 3) { table.draw(on: &$0) { TableRow([.init("\($0)")]) } }.contains("*2"))
    var line = MessageLine()
    line.show(.error, "The disk is full.")
    #expect(plain(40, 1) { line.draw(on: &$0, row: 0) }.contains("Error: The disk is full."))
    var log = MessageLog()
    log.add(.init(.error, "The disk is full."), at: "10:05")
    #expect(plain(40, 1) { log.draw(on: &$0) }.contains("Error: The disk is full."))
    var prompt = Prompt("Go to")
    prompt.fault = "x is no day."
    #expect(plain(40, 2) { prompt.draw(on: &$0) }.contains("Error: x is no day."))
  }
}
