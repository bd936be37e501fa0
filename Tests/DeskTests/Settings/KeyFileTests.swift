import Terminal
import Testing

@testable import Desk

@Suite struct `Keys as a file` {
  private func read(_ lines: String) -> KeyFile {
    KeyFile(Array(("[keys]\n" + lines).utf8), for: DeskActions.usual, textPlaces: DeskPlace.text)
  }

  private func words(_ file: KeyFile) -> [String] { file.faults.map { "\($0.line): \($0.problem)" } }

  @Test func `written out from a table gives the same table back`() {
    let text = KeyFile.text(of: DeskActions.usual, title: "The usual keys")
    Data.recordIfAsked("keys/default.toml", text)
    let file = KeyFile(Array(text.utf8), for: DeskActions.usual, textPlaces: DeskPlace.text)
    #expect(file.faults == [])
    #expect(file.table.actions == DeskActions.usual.actions)
  }

  @Test func `of ours is sound, and changes nothing of the usual keys`() {
    let file = KeyFile(Data.bytes("keys/default.toml"), for: DeskActions.usual, textPlaces: DeskPlace.text)
    #expect(file.faults == [], "PATCHBOOK_RECORD=1 writes data/keys/default.toml anew")
    #expect(file.table.actions == DeskActions.usual.actions)
  }

  @Test func `changes what it names and leaves the rest`() {
    let file = read("sort = [\"F8\", \"F9\"]\nto-patches = \"F7\"\nredraw = []")
    #expect(words(file) == [])
    #expect(file.table.action(named: "sort")?.keys == [.function(8), .function(9)])
    #expect(file.table.action(named: "to-patches")?.keys == [.function(7)])
    #expect(file.table.action(named: "redraw")?.keys == [])
    #expect(file.table.action(named: "filter")?.keys == DeskActions.usual.action(named: "filter")?.keys)
  }

  @Test func `may exchange the keys of two actions`() {
    let file = read("sort = \"p\"\nto-patches = \"s\"")
    #expect(words(file) == [])
    #expect(file.table.action(for: "p", in: ["caseload"])?.name == "sort")
    #expect(file.table.action(for: "s", in: ["caseload"])?.name == "to-patches")
  }

  @Test func `reports what is wrong with its line, and that action keeps its usual keys`() {
    let file = read(
      """
      srot = "o"
      sort = ["s", "Entre"]
      filter = 5
      keep-filter = "k"
      to-patches = ["P", "P"]
      help = []
      """)
    #expect(
      words(file) == [
        "2: there is no action “srot”; did you mean “sort”?",
        "3: “Entre” is no key; did you mean “Enter”?",
        "4: filter is a key in quotes, or a list of them: [\"Enter\", \"l\"]",
        "5: k is text where keep-filter is valid (filter entry); take a chord such as Ctrl-k",
        "6: P stands twice for to-patches",
        "7: help needs a key: without it there is no way on",
      ])
    #expect(file.table.actions == DeskActions.usual.actions)
  }

  @Test func `refuses a key that would do two things in one place`() {
    let file = read("to-patches = \"s\"\nopen-account = \"y\"\nfilter = \"y\"")
    #expect(
      words(file) == [
        "2: in caseload, s would do to-patches and sort, whose usual key it is",
        "4: in caseload, y would do filter and open-account (line 3)",
      ])
    #expect(file.table.problems == [])
    #expect(file.table.action(named: "open-account")?.keys == ["y"])
    #expect(file.table.action(named: "filter")?.keys == ["/"])
  }

  @Test func `is in force in the screens, their bar and their help`() throws {
    let table = read("sort = [\"o\"]\nhelp = [\"F1\", \"!\"]").table
    let text = try DeskActions.using(table) {
      var session = DeskSession(
        book: try InventedPatch.book(), start: .caseload(patch: nil), size: Size(columns: 80, rows: 24))
      let list = session.canvas().text()
      return (list, session.play(try KeyScript("!")).text(), session.play(try KeyScript("Esc o")).text())
    }
    #expect(text.0.contains("o Sort"))
    #expect(text.0.contains("F1 Help"))
    #expect(text.1.contains("Keys:"))
    #expect(text.2.contains("Sort by"))
  }
}
