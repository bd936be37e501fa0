import Testing

@testable import Terminal

@Suite struct `A table that is marked, divided and scrolled` {
  private func table(_ count: Int) -> TableView<Int> {
    var table = TableView<Int>(columns: [
      TableColumn("account", title: "Account", width: 8),
      TableColumn("name", title: "Name", width: 10, maximum: 20),
      TableColumn("balance", title: "Balance", width: 9, alignment: .right, overflow: .hashes),
      TableColumn("address", title: "Address", width: 15, dropOrder: 2),
      TableColumn("phone", title: "Phone", width: 12, dropOrder: 1),
    ])
    table.reload(Array(0..<count))
    return table
  }

  private func row(_ id: Int) -> TableRow {
    TableRow([
      .init("A\(id)"), .init("Tenant \(id)", emphasised: [0..<3]), .init("\(id).00"), "Vale Court",
      "07700",
    ])
  }

  private func drawn(_ table: TableView<Int>, _ columns: Int, _ rows: Int) -> Canvas {
    var canvas = Canvas(columns: columns, rows: rows)
    table.draw(on: &canvas, row: row)
    return canvas
  }

  @Test func `marks with Space, turns round with a star, and counts`() {
    var table = table(4)
    #expect(table.handle(.key(.space), rows: 4) == false)
    table.hasMarks = true
    #expect(table.handle(.key(.space), rows: 4) == true)
    #expect(table.marked == [0])
    #expect(table.selection == 1)
    _ = table.handle(.key("*"), rows: 4)
    #expect(table.marked == [1, 2, 3])
    #expect(table.markedText == "3 marked")
    table.reload([0, 3])
    #expect(table.marked == [3])
    #expect(table.markedText == "3 marked, 2 not shown")
    _ = table.handle(.key("*"), rows: 4)
    #expect(table.marked == [0])
    table.pruneMarks { $0 < 2 }
    #expect(table.markedText == "2 marked, 1 not shown")
    #expect(drawn(table, 40, 3).text().contains(" *A0"))
    #expect(table.clearMarks() == true)
    #expect(table.clearMarks() == false)
    _ = table.handle(.key("*"), rows: 4)
    #expect(table.marked == [0, 3])
  }

  @Test func `has headings that cannot be selected, and a line of totals`() {
    var table = table(4)
    table.footer = TableRow(["4", "", "6.00"])
    table.reload(
      Array(0..<4),
      sections: [.init(before: 0, "TODAY"), .init(before: 3, "ACT"), .init(before: 3, "also")])
    let canvas = drawn(table, 31, 9)
    #expect(
      canvas.text() == """
          Account  Name         Balance
        TODAY
        > A0       Tenant 0        0.00
          A1       Tenant 1        1.00
          A2       Tenant 2        2.00
        ACT
        also
          A3       Tenant 3        3.00
          4                        6.00

        """)
    #expect(canvas.styles().split(separator: "\n").last?.contains("uuu") == true)
    #expect(canvas.cursor == Point(column: 0, row: 2))
    #expect(table.recordRows(in: 9) == 7)
    for _ in 0..<3 { _ = table.handle(.key(.down), rows: 3) }
    #expect(table.selection == 3)
    // In three lines the headings are still seen with their first record.
    #expect(drawn(table, 31, 5).text().contains("ACT\nalso\n> A3"))
    _ = table.handle(.key(.home), rows: 3)
    #expect(drawn(table, 31, 5).text().contains("TODAY\n> A0"))
    let area = Rect(columns: 31, rows: 9)
    #expect(
      table.handle(
        .mouse(Mouse(.press(button: 0), at: Point(column: 3, row: 1))), rows: 7, area: area)
        == false)
    #expect(
      table.handle(
        .mouse(Mouse(.press(button: 0), at: Point(column: 3, row: 7))), rows: 7, area: area) == true
    )
    #expect(table.selection == 3)
    #expect(
      table.handle(
        .mouse(Mouse(.press(button: 0), at: Point(column: 3, row: 8))), rows: 7, area: area)
        == false)
  }

  @Test func `keeps lines in sight about the selection`() {
    var table = table(50)
    table.scrollMargin = 2
    for _ in 0..<10 { _ = table.handle(.key(.down), rows: 8) }
    #expect(table.top == 5)
    for _ in 0..<4 { _ = table.handle(.key(.up), rows: 8) }
    #expect(table.top == 4)
    _ = table.handle(.key(.end), rows: 8)
    #expect(table.top == 42)
  }

  @Test func `scrolls its columns beside those that are frozen`() {
    var table = table(1)
    table.whenNarrow = .scroll
    #expect(
      drawn(table, 32, 2).text()
        == "  Account  Name         Balance›\n> A0       Tenant 0        0.00\n")
    #expect(table.scrollColumns(by: -1, width: 32) == false)
    #expect(table.scrollColumns(by: 1, width: 32) == true)
    #expect(drawn(table, 32, 2).line(0) == "  Account ‹  Balance           ›")
    #expect(table.scrollColumns(by: 99, width: 32) == true)
    #expect(drawn(table, 32, 2).text() == "  Account ‹Phone\n> A0       07700\n")
    #expect(table.scrollColumns(by: 1, width: 32) == false)
    #expect(table.hiddenColumns(width: 32).map(\.name) == ["name", "balance", "address"])
    #expect(table.scrollColumns(by: .min, width: 32) == true)
    #expect(table.columnOffset == 0)
    #expect(table.scrollColumns(by: 1, width: 100) == false)
  }

  @Test func `shows the chosen columns in their order`() {
    var table = table(1)
    table.chosenColumns = ["balance", "nonsense", "name", "balance"]
    #expect(drawn(table, 40, 2).text() == "    Balance Name\n>      0.00 Tenant 0\n")
    table.chosenColumns = []
    #expect(drawn(table, 40, 2).line(1) == ">")
  }

  @Test func `emphasises the letters that were found, in and out of the selection`() {
    var table = table(2)
    let styles = drawn(table, 40, 3).styles().split(separator: "\n")
    #expect(styles[1].dropFirst(11).hasPrefix("MMMS"))
    #expect(styles[2].dropFirst(11).hasPrefix("mmm."))
    table.select(1)
    #expect(drawn(table, 40, 3).styles().split(separator: "\n")[1].dropFirst(11).hasPrefix("mmm."))
  }

  @Test func `keeps its columns under names of 5,000 characters of any kind`() {
    for piece in ["x", "家", "e\u{301}", "\u{202E}", "\u{200B}", "\u{5D0}", "👩\u{200D}👧"] {
      let name = String(repeating: piece, count: 5000)
      var canvas = Canvas(columns: 31, rows: 2)
      table(1).draw(on: &canvas) { _ in TableRow(["A1", .init(name, emphasised: [2..<9]), "12.00"])
      }
      #expect(canvas.line(1).hasSuffix("12.00"))
      #expect(CharacterWidth.columns(of: canvas.line(1)) == 31)
    }
  }

  @Test func `asks only for the rows that are seen, headings or not`() {
    var table = table(0)
    table.reload(
      Array(0..<100_000), sections: (0..<1000).map { .init(before: $0 * 100, "Part \($0)") })
    var asked = 0
    var canvas = Canvas(columns: 80, rows: 24)
    table.draw(on: &canvas) { id in
      asked += 1
      return row(id)
    }
    #expect(asked == 22)
  }

  @Test func `survives any size, keys, headings and columns`() {
    var random = SeededGenerator(seed: 43)
    var table = table(30)
    table.hasMarks = true
    let keys: [Key] = [
      .up, .down, .pageUp, .pageDown, .home, .end, .control("d"), .control("u"), .space, "*",
    ]
    let names = table.columns.map(\.name)
    for _ in 0..<3000 {
      let size = Size(
        columns: Int.random(in: 0...60, using: &random), rows: Int.random(in: 0...9, using: &random)
      )
      switch Int.random(in: 0...9, using: &random) {
      case 0:
        let sections = (0..<Int.random(in: 0...5, using: &random)).map { _ in
          TableView<Int>.Section(before: Int.random(in: -3...40, using: &random), "Part")
        }
        table.reload(
          (0..<30).filter { _ in Bool.random(using: &random) }.shuffled(using: &random),
          sections: sections)
      case 1:
        table.chosenColumns =
          Bool.random(using: &random)
          ? nil : names.shuffled(using: &random).filter { _ in Bool.random(using: &random) }
        table.whenNarrow = Bool.random(using: &random) ? .drop : .scroll
        table.frozenColumns = Int.random(in: -1...7, using: &random)
        table.scrollMargin = Int.random(in: -1...9, using: &random)
        table.footer = Bool.random(using: &random) ? nil : TableRow(["total"])
      case 2: table.scrollColumns(by: Int.random(in: -3...3, using: &random), width: size.columns)
      default:
        _ = table.handle(
          .key(keys.randomElement(using: &random) ?? .up), rows: table.recordRows(in: size.rows))
      }
      #expect((table.selection == nil) == (table.count == 0))
      let canvas = drawn(table, size.columns, size.rows)
      if table.recordRows(in: size.rows) > 0, size.columns > 0, table.count > 0 {
        #expect((1..<size.rows).contains { canvas.line($0).hasPrefix(">") })
        #expect(canvas.cursor != nil)
      }
    }
  }
}

@Suite struct `The column chooser` {
  private let columns = [
    TableColumn("account", title: "Account", width: 8),
    TableColumn("name", title: "Name", width: 10),
    TableColumn("address", title: "Address", width: 15, dropOrder: 2),
    TableColumn("phone", title: "Phone", width: 12, dropOrder: 1),
  ]

  private func chooser(_ script: String = "") throws -> ColumnChooser {
    var chooser = ColumnChooser(
      columns, chosen: ["account", "phone", "address"], required: ["account"],
      meanings: ["phone": "the one to ring"])
    for step in try KeyScript(script).steps {
      if let event = step.event { _ = chooser.handle(event) }
    }
    return chooser
  }

  @Test func `shows what is shown, what is fixed and what has no room`() throws {
    var canvas = Canvas(columns: 66, rows: 6)
    try chooser().draw(on: &canvas, tableWidth: 30)
    #expect(
      canvas.text() == """
         ┌ Columns ─────────────────────────────────────────────────────┐
         │ > [x] Account  always shown                                  │
         │   [x] Phone    the one to ring                               │
         │   [x] Address  no room at 30 columns                         │
         │   [ ] Name                                                   │
         └ Space shows, < > move, = standard, Enter takes, Esc leaves ──┘

        """)
  }

  @Test func `shows, hides, moves and brings back`() throws {
    #expect(try chooser("Down Space").chosen == ["account", "address"])
    #expect(try chooser("Down >").chosen == ["account", "address", "phone"])
    #expect(try chooser("End Space 9*<").chosen == ["name", "account", "phone", "address"])
    #expect(try chooser("Down Space =").chosen == ["account", "name", "address", "phone"])
    var chooser = try chooser()
    #expect(chooser.handle(.key(.space)) == .refused(reason: "Account is always shown."))
    #expect(chooser.handle(.key(.enter)) == .done(["account", "phone", "address"]))
    #expect(chooser.handle(.key(.escape)) == .close)
    #expect(chooser.handle(.key("x")) == .ignored)
    var none = ColumnChooser(columns, chosen: [])
    #expect(none.handle(.key(.enter)) == .refused(reason: "A table needs at least one column."))
    for columns in 0...70 {
      for rows in 0...6 {
        var canvas = Canvas(columns: columns, rows: rows)
        chooser.draw(on: &canvas, tableWidth: columns)
      }
    }
  }
}
