import Testing

@testable import Terminal

@Suite struct `Keys in writing` {
  @Test(arguments: [
    ("Enter", Key.enter), ("Esc", .escape), ("Tab", .tab), ("Shift-Tab", .shiftTab), ("Space", .space),
    ("Up", .up), ("PgDn", .pageDown), ("F1", .function(1)), ("F12", .function(12)), ("Ctrl-S", .control("s")),
    ("Alt-x", .alt("x")), ("Alt-X", .alt("X")), ("Ctrl-Space", .control(" ")),
    ("Ctrl-Alt-Right", Key(.right, [.control, .alt])),
    ("é", "é"), ("?", "?"), ("-", "-"), ("'", "'"), ("Alt-Enter", Key(.enter, .alt)),
    ("Ctrl-\\", .control("\\")),
    ("Alt--", .alt("-")),
  ])
  func `read and print the same`(text: String, key: Key) {
    #expect(Key(text) == key)
    #expect(key.description == text)
  }

  @Test func `name a chord that terminals cannot tell apart by its plain key`() {
    #expect(Key("Ctrl-M") == .enter)
    #expect(Key("Ctrl-i") == .tab)
    #expect(Key("ctrl-[") == .escape)
    #expect(Key("escape") == .escape)
  }

  @Test(arguments: ["", "Entr", "Ctrl-", "F0", "F25", "Shift-a", "ab", "Ctrl-Ctrl", " "])
  func `refuse what is no key`(text: String) { #expect(Key(text) == nil) }

  @Test func `make a script of characters, names, texts, pastes, sizes, waits and repeats`() throws {
    let script = try KeyScript(#"/ "sm\"i" Enter  3*Down Paste:"a b\n" Resize:100x30 Wait 2*"ab" Ctrl-S 5 *"#)
    #expect(
      script.steps == [
        .key("/"), .key("s"), .key("m"), .key("\""), .key("i"), .key(.enter), .key(.down), .key(.down),
        .key(.down),
        .paste("a b\n"), .resize(Size(columns: 100, rows: 30)), .wait, .key("a"), .key("b"), .key("a"),
        .key("b"),
        .key(.control("s")), .key("5"), .key("*"),
      ])
    #expect(script.steps[0].event == .key("/"))
    #expect(KeyScript.Step.wait.event == nil)
  }

  @Test(arguments: [
    ("Enter smith", 7, "there is no key called smith"),
    ("\"abc", 1, "a quote that is never closed"),
    ("Resize:0", 1, "Resize:0 names no size"),
    ("a 0*Down", 3, "a repeat of 0"),
    ("99999999999999999999*Down", 1, "a repeat of 99999999999999999999"),
    ("1000000*\"ab\"", 1, "more than 1000000 keys"),
    ("5*", 3, "nothing to repeat"),
    ("\"a\"b", 4, "text right after a quote"),
    ("\"a\\qb\"", 3, "a lone \\ in quotes"),
    ("x Paste:abc", 3, "there is no key called Paste:abc"),
  ])
  func `say where they are wrong`(text: String, place: Int, found: String) {
    let fault = #expect(throws: KeyScript.Fault.self) { try KeyScript(text) }
    #expect(fault?.place == place)
    #expect(fault?.found == found)
    #expect(fault?.description.contains("character \(place)") == true)
  }

  @Test func `round trip whatever steps they hold`() throws {
    var random = SeededGenerator(seed: 7)
    let codes: [Key.Code] = [
      .enter, .escape, .tab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp,
      .pageDown,
    ]
    for _ in 0..<2000 {
      let steps: [KeyScript.Step] = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        let held = Key.Modifiers(rawValue: UInt8.random(in: 0...7, using: &random))
        switch Int.random(in: 0...6, using: &random) {
        case 0: return .key(Key(codes.randomElement(using: &random) ?? .enter, held))
        case 1: return .key(Key(.function(Int.random(in: 1...24, using: &random)), held))
        case 2:
          return .key(Key(.character(Unicode.Scalar(UInt8.random(in: 0x20...0x7E, using: &random))), held))
        case 3:
          return .key(Key(["é", "\u{301}", "家", "\u{A0}", "\"", "\\"].randomElement(using: &random) ?? "é"))
        case 4: return .paste(["", "a\"b\\c\n\t\r", "x y", "é"].randomElement(using: &random) ?? "")
        case 5: return .resize(Size(columns: Int.random(in: 0...300, using: &random), rows: 3))
        default: return .wait
        }
      }
      let script = KeyScript(steps: steps)
      #expect(try KeyScript(script.description) == script, "\(script)")
    }
  }
}
