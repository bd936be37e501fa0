import Testing

@testable import Terminal

@Suite struct `A click` {
  private func press(_ column: Int, _ row: Int, button: Int = 0, _ modifiers: Key.Modifiers = []) -> Event {
    .mouse(Mouse(.press(button: button), at: Point(column: column, row: row), modifiers: modifiers))
  }

  private let table = ActionTable([
    Action(name: "open", title: "Open", keys: [.enter], context: "list", priority: 1, help: ""),
    Action(name: "sort", title: "Sort", keys: ["s"], context: "list", priority: 2, help: ""),
  ])

  private func reader(_ draw: (inout Canvas) -> Void = { _ in }) -> ClickReader {
    var canvas = Canvas(columns: 40, rows: 6)
    var list = TableView<String>(columns: [TableColumn("word", title: "Word", width: 10)])
    list.reload(["one", "two"])
    canvas.within(Rect(column: 0, row: 1, columns: 40, rows: 4)) { canvas in
      list.draw(on: &canvas) { TableRow([.init($0)]) }
    }
    ActionBar(table, contexts: ["list"]).draw(on: &canvas, row: 5)
    draw(&canvas)
    var reader = ClickReader()
    reader.targets = canvas.clickTargets
    return reader
  }

  @Test func `on the name of a key in the bar is that key`() {
    var reader = reader()
    // ` Enter Open  s Sort`
    #expect(reader.meaning(of: press(1, 5), at: 0) == [.key(.enter)])
    #expect(reader.meaning(of: press(10, 5), at: 10_000_000_000) == [.key(.enter)])
    #expect(reader.meaning(of: press(14, 5), at: 20_000_000_000) == [.key("s")])
    #expect(reader.meaning(of: press(30, 5), at: 30_000_000_000) == [press(30, 5)])
  }

  @Test func `on a row is left to the screen, and a second one opens it`() {
    var reader = reader()
    #expect(reader.meaning(of: press(3, 2), at: 0) == [press(3, 2)])
    #expect(reader.meaning(of: press(3, 2), at: 300_000_000) == [.key(.enter)])
    // A third is the first of the next two.
    #expect(reader.meaning(of: press(3, 2), at: 400_000_000) == [press(3, 2)])
    #expect(reader.meaning(of: press(3, 3), at: 500_000_000) == [press(3, 3)])
    #expect(reader.meaning(of: press(3, 3), at: 1_000_000_000) == [press(3, 3)])
  }

  @Test func `of another button, with a key held, or off every mark stays what it is`() {
    var reader = reader()
    #expect(reader.meaning(of: press(1, 5, button: 2), at: 0) == [press(1, 5, button: 2)])
    #expect(reader.meaning(of: press(1, 5, .control), at: 0) == [press(1, 5, .control)])
    #expect(reader.meaning(of: press(1, 0), at: 0) == [press(1, 0)])
    #expect(reader.meaning(of: .key("x"), at: 0) == [.key("x")])
  }

  @Test func `on a box that lies over the bar does not reach the bar`() {
    var reader = reader { $0.box(Rect(column: 0, row: 3, columns: 20, rows: 3)) }
    #expect(reader.meaning(of: press(1, 5), at: 0) == [press(1, 5)])
  }
}
