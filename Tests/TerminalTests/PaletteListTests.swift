import Testing

@testable import Terminal

@Suite struct `The palette` {
  private static let entries: [PaletteList.Entry] = [
    .init("open-account", "Open account", help: "Shows the marked account.", key: "Enter"),
    .init(
      "open-all", "Open all accounts", help: "Shows them one after another.",
      reason: "none is marked"),
    .init("note", "Write a note", help: "Puts a note on the record.", key: "n"),
    .init("sort", "Sort by a column", help: "Puts the list in another order.", key: "s"),
    .init("filter", "Filter the list", help: "Shows only accounts that hold a text.", key: "/"),
    .init("view-mairead", "Máiréad's view", help: "A saved view."),
  ]

  private func palette(_ script: String = "", history: [String] = []) throws -> PaletteList {
    var palette = PaletteList(entries: Self.entries, history: history)
    for step in try KeyScript(script).steps {
      if let event = step.event { _ = palette.handle(event) }
    }
    return palette
  }

  private func names(_ typed: String) throws -> [String] {
    var palette = try palette()
    palette.type(typed)
    return palette.results.map(\.name)
  }

  @Test(arguments: [
    ("", ["open-account", "open-all", "note", "sort", "filter", "view-mairead"]),
    ("open", ["open-account", "open-all"]),
    ("acc", ["open-account", "open-all", "filter"]), ("oa", ["open-account", "open-all"]),
    ("wan", ["note"]), ("OPEN", ["open-account", "open-all"]),
    ("open-all", ["open-all"]), ("mairead", ["view-mairead"]), ("MAIRÉAD", ["view-mairead"]),
    ("record", ["note"]),
    ("list filter", ["filter"]), ("zz", []), ("srt", ["sort"]),
  ])
  func `finds by words, initials and letters, the best first`(typed: String, found: [String]) throws {
    #expect(try names(typed) == found)
  }

  @Test func `looks like this at 80 columns and at 40`() throws {
    var palette = try palette(#""o""#)
    var canvas = Canvas(columns: 80, rows: 7)
    palette.draw(on: &canvas)
    #expect(
      canvas.text()
        == """
        : o                                                                       5 of 6
        > Open account       Shows the marked account.                             Enter
          Open all accounts  (not now: none is marked) Shows them one after another.
          Sort by a column   Puts the list in another order.                           s
          Write a note       Puts a note on the record.                                n
          Filter the list    Shows only accounts that hold a text.                     /


        """)
    #expect(canvas.styles().split(separator: "\n")[1].hasPrefix("SSMSSS"))
    #expect(canvas.cursor == Point(column: 3, row: 0))
    _ = palette.handle(.key(.down))
    var small = Canvas(columns: 30, rows: 5)
    palette.draw(on: &small)
    #expect(
      small.text() == """
        : o                     5 of 6
          Open account           Enter
        > Open all accounts       (-)
          Sort by a column           s
        (not now: none is marked) Sho…

        """)
  }

  @Test func `chooses, refuses with the reason and leaves`() throws {
    var palette = try palette(#""open""#)
    #expect(palette.handle(.key(.enter)) == .choose(Self.entries[0]))
    _ = palette.handle(.key(.down))
    #expect(
      palette.handle(.key(.enter)) == .refused(reason: "Open all accounts: not now, none is marked")
    )
    #expect(palette.handle(.key(.escape)) == .close)
    #expect(palette.handle(.key(.function(5))) == .ignored)
    #expect(palette.handle(.key("x")) == .changed("openx"))
    #expect(palette.handle(.key(.enter)) == .stay)
  }

  @Test func `completes with Tab`() throws {
    #expect(try palette(#""open" Tab"#).text == "Open a")
    #expect(try palette(#""wr" Tab"#).text == "Write a note")
    #expect(try palette(#""xyz" Tab"#).text == "xyz")
  }

  @Test func `brings back what was chosen before with Up on an empty line`() throws {
    let history = ["sort", "note"]
    #expect(try palette("Up", history: history).text == "Write a note")
    #expect(try palette("2*Up", history: history).text == "Sort by a column")
    #expect(try palette("3*Up", history: history).text == "Sort by a column")
    #expect(try palette("2*Up Down", history: history).text == "Write a note")
    #expect(try palette("Up Down", history: history).text == "")
    #expect(try palette("Up", history: history).selection?.name == "note")
    #expect(try palette("Up Backspace Down", history: history).text == "Write a not")
    #expect(try palette("Up").text == "")
  }

  @Test func `shows what its owner found, with the owner's emphasis`() {
    var palette = PaletteList(label: "Search", hint: "name, address or telephone")
    #expect(palette.handle(.key("m")) == .changed("m"))
    palette.supply(
      [.init("1", "Marsh K", emphasised: [0..<1]), .init("2", "Omar T", emphasised: [1..<2])],
      of: 1204)
    #expect(palette.countText == "2 of 1,204")
    _ = palette.handle(.key(.down))
    palette.supply([.init("3", "Amos"), .init("2", "Omar T", emphasised: [1..<2])])
    #expect(palette.selection?.name == "2")
    var canvas = Canvas(columns: 40, rows: 4)
    palette.draw(on: &canvas)
    #expect(canvas.line(2).hasPrefix("> Omar T"))
    #expect(canvas.styles().split(separator: "\n")[2].hasPrefix("SSSM"))
    #expect(palette.handle(.key("a")) == .changed("ma"))
    palette.supply([])
    #expect(palette.handle(.key(.enter)) == .stay)
  }

  @Test func `survives any keys, texts and sizes`() {
    var random = SeededGenerator(seed: 31)
    let odd =
      Self.entries + [
        .init(
          "long", String(repeating: "x", count: 5000), help: "\u{202E}\n", key: "Ctrl-Alt-PgDn"),
        .init("wide", "家族 e\u{301} 🏠", reason: "\u{200B}"), .init("", ""),
      ]
    var palette = PaletteList(entries: odd, history: ["long", "gone"])
    let keys: [Key] = [
      "a", "o", "家", "\u{301}", " ", .up, .down, .tab, .pageUp, .pageDown, .enter, .backspace,
      .control("u"), .left, .home,
    ]
    for _ in 0..<3000 {
      _ = palette.handle(.key(keys.randomElement(using: &random) ?? .up))
      let size = Size(
        columns: Int.random(in: 0...90, using: &random), rows: Int.random(in: 0...9, using: &random)
      )
      var canvas = Canvas(size: size)
      palette.draw(on: &canvas)
      #expect(size.isEmpty || canvas.cursor != nil)
      palette.draw(on: &canvas, title: "Commands")
    }
  }
}
