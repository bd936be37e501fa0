import Testing

@testable import Terminal

@Suite struct `The table of actions` {
  private let table = ActionTable([
    Action(
      name: "open-account", title: "Open", keys: [.enter, .right], context: "caseload", priority: 1,
      help: "Opens the account."),
    Action(
      name: "filter", title: "Filter", keys: ["/"], context: "caseload", group: "Finding", priority: 2,
      help: "Filters the list."),
    Action(
      name: "note", title: "Note", keys: ["n", .control("n")], context: "caseload", priority: 3,
      help: "Writes a note."),
    Action(
      name: "help", title: "Keys", keys: ["?", .function(1)], context: "everywhere", priority: 9,
      help: "Shows the keys."),
    Action(
      name: "next", title: "Next", keys: [.control("n")], context: "everywhere", help: "Goes to the next."),
    Action(name: "palette", title: "Palette", keys: [], context: "everywhere", help: "Names every action."),
  ])
  private let here = ["caseload", "everywhere"]

  @Test func `finds the action of a key in the most particular context`() {
    #expect(table.action(for: .enter, in: here)?.name == "open-account")
    #expect(table.action(for: .control("n"), in: here)?.name == "note")
    #expect(table.action(for: .control("n"), in: ["everywhere"])?.name == "next")
    #expect(table.action(for: "x", in: here) == nil)
    #expect(ActionTable.unknownKeyMessage("x") == "x does nothing here, ? for help")
  }

  @Test func `says what a key means here and now`() {
    let availability = { (action: Action) -> Availability in
      action.name == "note"
        ? .disabled(reason: "the book is read only") : action.name == "help" ? .hidden : .available
    }
    #expect(table.meaning(of: "/", in: here, availability: availability) == .action(table.actions[1]))
    #expect(
      table.meaning(of: "n", in: here, availability: availability)
        == .unavailable(table.actions[2], reason: "the book is read only"))
    #expect(
      table.meaning(of: "?", in: here, availability: availability)
        == .nothing(message: "? does nothing here, ? for help"))
  }

  @Test func `leaves out what its keys do not mean here`() {
    #expect(table.valid(in: here).map(\.name) == ["open-account", "filter", "note", "help", "palette"])
  }

  @Test func `finds names and keys given twice`() {
    #expect(table.problems == [])
    let (changed, problems) = table.rebinding([("filter", [.enter]), ("nothing", ["x"])])
    #expect(changed.action(named: "filter")?.keys == [.enter])
    #expect(
      problems == [
        .unknownAction("nothing"),
        .duplicateKey(.enter, context: "caseload", names: ["open-account", "filter"]),
      ])
    #expect(problems.map(\.description).last == "in caseload, Enter would do open-account and filter")
    #expect(
      ActionTable(table.actions + table.actions.prefix(1)).problems.first == .duplicateName("open-account"))
  }

  @Test func `makes the bar, its disabled actions dimmed, and keeps the last where there is no room`() {
    let bar = ActionBar(table, contexts: here) {
      $0.name == "note" ? .disabled(reason: "read only") : .available
    }
    var canvas = Canvas(columns: 50, rows: 1)
    bar.draw(on: &canvas, row: 0)
    #expect(canvas.line(0) == " Enter Open  / Filter  n Note  ? Keys")
    #expect(canvas.style(column: 24, row: 0) == .disabled)
    #expect(canvas.style(column: 1, row: 0) == .key)
    var narrow = Canvas(columns: 24, rows: 1)
    bar.draw(on: &narrow, row: 0)
    #expect(narrow.line(0) == " Enter Open  ? Keys")
    let many = ActionTable(
      (0..<20).map {
        Action(name: "a\($0)", title: "T", keys: [.function($0 + 1)], context: "x", priority: $0, help: "")
      })
    #expect(ActionBar(many, contexts: ["x"]).items.count == ActionBar.most)
  }

  @Test func `shows help in groups, searched by typing, closed by the key that opened it`() throws {
    var help = KeyHelp(table, contexts: here) {
      $0.name == "note" ? .disabled(reason: "read only") : .available
    }
    var canvas = Canvas(columns: 60, rows: 16)
    help.draw(on: &canvas)
    let text = canvas.text()
    #expect(text.contains("Search:"))
    #expect(text.contains("Finding"))
    #expect(text.contains("Enter Right  Opens the account."))
    #expect(text.contains("Writes a note. (not now: read only)"))
    for key in try KeyScript(#""filters""#).steps {
      if let event = key.event { #expect(help.handle(event) == .stay) }
    }
    #expect(help.found.map(\.name) == ["filter"])
    #expect(help.handle(.key(.enter)) == .choose(table.actions[1]))
    #expect(help.handle(.key("?")) == .close)
    #expect(help.handle(.key(.escape)) == .close)
    _ = help.handle(.key("z"))
    #expect(help.found.isEmpty)
    #expect(help.handle(.key(.enter)) == .stay)
  }

  @Test(arguments: [(0, 0), (1, 1), (3, 2), (6, 3), (10, 4), (200, 60)])
  func `shows help at any size`(columns: Int, rows: Int) {
    var help = KeyHelp(table, contexts: here)
    for _ in 0..<9 { _ = help.handle(.key(.down)) }
    var canvas = Canvas(columns: columns, rows: rows)
    help.draw(on: &canvas)
    #expect(help.handle(.key(.escape)) == .close)
  }
}

@Suite struct `The message line` {
  @Test func `keeps errors until they are dismissed, and news until the next key`() {
    var line = MessageLine()
    line.show(.done, "Saved the note on C-100123.")
    #expect(line.current?.text == "Saved the note on C-100123.")
    line.keyPressed()
    #expect(line.current == nil)
    line.show(.error, "The disk is full.")
    line.show(.information, "3 rows.")
    line.keyPressed()
    #expect(line.current?.text == "The disk is full.")
    var canvas = Canvas(columns: 40, rows: 1)
    line.draw(on: &canvas, row: 0)
    #expect(canvas.line(0) == " Error: The disk is full.")
    #expect(line.dismiss() == true)
    #expect(line.dismiss() == false)
  }
}
