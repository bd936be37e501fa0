import Testing

@testable import Terminal

@Suite struct `A table` {
  private let columns = [
    TableColumn("account", title: "Account", width: 8),
    TableColumn("name", title: "Name", width: 10, maximum: 20),
    TableColumn("balance", title: "Balance", width: 9, alignment: .right, overflow: .hashes),
    TableColumn("address", title: "Address", width: 15, maximum: 30, dropOrder: 2),
    TableColumn("phone", title: "Phone", width: 12, dropOrder: 3),
  ]

  private func table(_ ids: [Int]) -> TableView<Int> {
    var table = TableView<Int>(columns: columns, emptyText: "No accounts here.")
    table.reload(ids)
    return table
  }

  private func row(_ id: Int) -> TableRow {
    TableRow([.init("A\(id)"), .init("Tenant \(id)"), .init("\(id).00 DR", .bad), "Vale Court", "07700"])
  }

  private func drawn(_ table: TableView<Int>, _ columns: Int, _ rows: Int) -> Canvas {
    var canvas = Canvas(columns: columns, rows: rows)
    table.draw(on: &canvas, row: row)
    return canvas
  }

  @Test func `keeps its head and shows the selected row by a mark and the cursor`() {
    var table = table([1, 2, 3])
    table.sort = TableView.Sort(column: "balance", ascending: false)
    _ = table.handle(.key(.down), rows: 4)
    let canvas = drawn(table, 44, 5)
    #expect(
      canvas.text() == """
          Account  Name                  Balance▼
          A1       Tenant 1               1.00 DR
        > A2       Tenant 2               2.00 DR
          A3       Tenant 3               3.00 DR


        """)
    #expect(canvas.cursor == Point(column: 0, row: 2))
    #expect(canvas.styles().split(separator: "\n")[2].hasSuffix("XXXXXXXXXSSS"))
    #expect(table.positionText == "2 of 3")
  }

  @Test func `drops columns by their number and gives what is left to the flexible`() {
    let table = table([1])
    #expect(table.layout(width: 31).map(\.index) == [0, 1, 2])
    #expect(table.layout(width: 46).map(\.index) == [0, 1, 2])
    #expect(table.layout(width: 47).map(\.index) == [0, 1, 2, 3])
    #expect(table.layout(width: 60).map(\.index) == [0, 1, 2, 3, 4])
    #expect(table.layout(width: 200).map(\.width) == [8, 20, 9, 30, 12])
    #expect(table.layout(width: 5).map(\.index) == [0, 1, 2])
    for width in 31...120 {
      let last = table.layout(width: width).last
      #expect((last.map { $0.column + $0.width } ?? 0) <= width)
    }
  }

  @Test func `never shows part of a figure`() {
    var canvas = Canvas(columns: 31, rows: 2)
    table([1]).draw(on: &canvas) { _ in TableRow(["A1", "x", "123,456,789.00 DR"]) }
    #expect(canvas.line(1).hasSuffix(" #########"))
  }

  @Test func `moves by lines, pages, halves and to the ends`() {
    var table = table(Array(0..<100))
    func press(_ key: Key) -> Int? {
      #expect(table.handle(.key(key), rows: 10) == true)
      return table.selection
    }
    #expect(press(.down) == 1)
    #expect(press("j") == 2)
    #expect(press("k") == 1)
    #expect(press(.pageDown) == 11)
    #expect(press(.control("d")) == 16)
    #expect(press(.control("u")) == 11)
    #expect(press(.pageUp) == 1)
    #expect(press("G") == 99)
    #expect(table.top == 90)
    #expect(press(.up) == 98)
    #expect(table.top == 90)
    #expect(press(.home) == 0)
    #expect(press(.up) == 0)
    #expect(press(.end) == 99)
    #expect(press(.down) == 99)
    #expect(press("g") == 0)
    #expect(table.handle(.key(.enter), rows: 10) == false)
    #expect(table.handle(.key("x"), rows: 10) == false)
  }

  @Test func `selects by the mouse and scrolls by the wheel`() {
    var table = table(Array(0..<100))
    let area = Rect(column: 0, row: 3, columns: 40, rows: 11)
    #expect(
      table.handle(.mouse(Mouse(.press(button: 0), at: Point(column: 5, row: 6))), rows: 10, area: area)
        == true)
    #expect(table.selection == 2)
    #expect(table.handle(.mouse(Mouse(.wheelDown, at: .origin)), rows: 10, area: area) == true)
    #expect(table.selection == 5)
    #expect(
      table.handle(.mouse(Mouse(.press(button: 0), at: Point(column: 5, row: 3))), rows: 10, area: area)
        == false)
    #expect(
      table.handle(.mouse(Mouse(.press(button: 0), at: Point(column: 5, row: 20))), rows: 10, area: area)
        == false)
  }

  @Test func `keeps the record selected, and on its line, through sort and filter`() {
    var table = table(Array(0..<100))
    table.select(index: 50)
    table.reveal(rows: 10)
    let line = 50 - table.top
    table.reload(Array((0..<100).reversed()))
    #expect(table.selection == 50)
    #expect((table.selectedIndex ?? 0) - table.top == line)
    table.reload([3, 50, 77])
    #expect(table.selection == 50)
    #expect(drawn(table, 40, 11).line(2).hasPrefix("> A50"))
    table.reload(Array(0..<100))
    #expect(table.selection == 50)
  }

  @Test func `takes the neighbour when the record has gone`() {
    var table = table([1, 2, 3, 4])
    table.select(2)
    table.reload([1, 3, 4])
    #expect(table.selection == 3)
    table.select(4)
    table.reload([1, 3])
    #expect(table.selection == 3)
    table.reload([])
    #expect(table.selection == nil)
    #expect(table.positionText == "none")
    table.reload([9])
    #expect(table.selection == 9)
    table.reload([7, 8])
    #expect(table.selection == 7)
  }

  @Test func `says why it is empty`() {
    #expect(drawn(table([]), 40, 3).line(1) == "  No accounts here.")
  }

  @Test func `asks only for the rows that are seen`() {
    let table = table(Array(0..<100_000))
    var asked = 0
    var canvas = Canvas(columns: 80, rows: 24)
    table.draw(on: &canvas) { id in
      asked += 1
      return row(id)
    }
    #expect(asked == 23)
  }

  @Test func `marks rows and shows where it is without the keys`() {
    var canvas = Canvas(columns: 40, rows: 3)
    table([1, 2]).draw(on: &canvas, hasFocus: false) { id in
      TableRow([.init("A\(id)")], style: .marked, mark: "*")
    }
    #expect(canvas.line(1).hasPrefix(">*A1"))
    #expect(canvas.line(2).hasPrefix(" *A2"))
    #expect(canvas.cursor == nil)
  }

  @Test func `survives any size and any keys`() {
    var random = SeededGenerator(seed: 5)
    var table = table(Array(0..<30))
    let keys: [Key] = [.up, .down, .pageUp, .pageDown, .home, .end, .control("d"), .control("u"), "g", "G"]
    for _ in 0..<3000 {
      let size = Size(
        columns: Int.random(in: 0...60, using: &random), rows: Int.random(in: 0...9, using: &random))
      let rows = TableView<Int>.bodyRows(in: size.rows)
      switch Int.random(in: 0...5, using: &random) {
      case 0: table.reload((0..<30).filter { _ in Bool.random(using: &random) }.shuffled(using: &random))
      default: _ = table.handle(.key(keys.randomElement(using: &random) ?? .up), rows: rows)
      }
      #expect((table.selection == nil) == (table.count == 0))
      let canvas = drawn(table, size.columns, size.rows)
      if rows > 0, size.columns > 0, table.count > 0 {
        #expect((1..<size.rows).contains { canvas.line($0).hasPrefix(">") })
      }
    }
  }
}
