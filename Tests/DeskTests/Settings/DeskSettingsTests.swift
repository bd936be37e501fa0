import Terminal
import Testing

@testable import Desk

@Suite struct `The desk's settings` {
  private func settings(
    book: String? = nil, own: String? = nil, environment: [String: String] = [:],
    files: [String: String] = [
      "themes/night": "[styles]\nbad = \"208\"", "keys/mine": "[keys]\nsort = \"o\"",
    ]
  ) -> DeskSettings {
    let choices = [("book/config/desk.toml", book), ("own/desk.toml", own)].compactMap { path, text in
      text.map { DeskSettings.Source(path: path, bytes: Array($0.utf8)) }
    }
    return DeskSettings(choices: choices, environment: { environment[$0] }) { subject, name in
      let names = files.keys.filter { $0.hasPrefix(subject + "/") }
        .map { String($0.dropFirst(subject.count + 1)) }
      return (
        files["\(subject)/\(name)"].map { .init(path: "own/\(subject)/\(name).toml", bytes: Array($0.utf8)) },
        names.sorted()
      )
    }
  }

  @Test func `are the built-in ones where nothing is said`() {
    let usual = settings()
    #expect(usual.theme == .standard)
    #expect(usual.actions.actions == DeskActions.usual.actions)
    #expect(usual.mouse)
  }

  @Test func `are the book's, then the officer's own, then the environment's`() {
    #expect(settings(book: "theme = \"night\"").theme.name == "night")
    #expect(settings(book: "theme = \"night\"", own: "theme = \"standard\"").theme == .standard)
    #expect(
      settings(own: "theme = \"standard\"", environment: ["PATCHBOOK_THEME": "night"]).theme.name == "night")
    #expect(settings(book: "mouse = false").mouse == false)
    #expect(settings(book: "mouse = false", environment: ["PATCHBOOK_MOUSE": "on"]).mouse)
    #expect(settings(own: "keys = \"mine\"").actions.action(named: "sort")?.keys == ["o"])
  }

  @Test func `say where something is wrong, and what would be right`() {
    let wrong = settings(
      book: "theme = \"nigth\"\nmouse = \"no\"\ncolour = \"red\"", environment: ["PATCHBOOK_KEYS": "../mine"])
    #expect(
      wrong.reports.map(\.description) == [
        "book/config/desk.toml line 2: mouse is true or false",
        "book/config/desk.toml line 3: there is no setting “colour”; there are: theme, keys, mouse",
        "book/config/desk.toml line 1: there is no file themes/“nigth”.toml; did you mean “night”?",
        "PATCHBOOK_KEYS: there is no file keys/“../mine”.toml; there are: mine",
      ])
    #expect(wrong.theme == .standard)
  }
}
