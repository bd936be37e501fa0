import Testing

@testable import Terminal

@Suite struct `The key decoder` {
  /// Bytes and the events that they mean, with nothing to wait for afterwards.
  static let cases: [(bytes: String, events: [Event])] = [
    ("a", [.key("a")]),
    ("é", [.key("é")]),
    ("€", [.key("€")]),
    ("🏠", [.key("🏠")]),
    ("\r", [.key(.enter)]),
    ("\t", [.key(.tab)]),
    ("\u{7F}", [.key(.backspace)]),
    ("\u{8}", [.key(.backspace)]),
    ("\u{0}", [.key(.control(" "))]),
    ("\u{3}", [.key(.control("c"))]),
    ("\u{A}", [.key(.control("j"))]),
    ("\u{1C}", [.key(.control("\\"))]),
    ("\u{1F}", [.key(.control("_"))]),
    ("\u{1B}[A", [.key(.up)]),
    ("\u{1B}OA", [.key(.up)]),
    ("\u{1B}[B", [.key(.down)]),
    ("\u{1B}[1;5C", [.key(Key(.right, .control))]),
    ("\u{1B}[1;2D", [.key(Key(.left, .shift))]),
    ("\u{1B}[1;3A", [.key(Key(.up, .alt))]),
    ("\u{1B}\u{1B}[A", [.key(Key(.up, .alt))]),
    ("\u{1B}\u{1B}OB", [.key(Key(.down, .alt))]),
    ("\u{1B}[H", [.key(.home)]),
    ("\u{1B}[1~", [.key(.home)]),
    ("\u{1B}[7~", [.key(.home)]),
    ("\u{1B}OH", [.key(.home)]),
    ("\u{1B}[F", [.key(.end)]),
    ("\u{1B}[4~", [.key(.end)]),
    ("\u{1B}[8~", [.key(.end)]),
    ("\u{1B}[2~", [.key(Key(.insert))]),
    ("\u{1B}[3~", [.key(.delete)]),
    ("\u{1B}[3^", [.key(Key(.delete, .control))]),
    ("\u{1B}[3$", [.key(Key(.delete, .shift))]),
    ("\u{1B}[5~", [.key(.pageUp)]),
    ("\u{1B}[6;5~", [.key(Key(.pageDown, .control))]),
    ("\u{1B}[Z", [.key(.shiftTab)]),
    ("\u{1B}\t", [.key(.shiftTab)]),
    ("\u{1B}OP", [.key(.function(1))]),
    ("\u{1B}[11~", [.key(.function(1))]),
    ("\u{1B}[[A", [.key(.function(1))]),
    ("\u{1B}[[E", [.key(.function(5))]),
    ("\u{1B}[15~", [.key(.function(5))]),
    ("\u{1B}[24~", [.key(.function(12))]),
    ("\u{1B}[1;2P", [.key(Key(.function(1), .shift))]),
    ("\u{1B}Oa", [.key(Key(.up, .control))]),
    ("\u{1B}[d", [.key(Key(.left, .shift))]),
    ("\u{1B}OM", [.key(.enter)]),
    ("\u{1B}Op", [.key("0")]),
    ("\u{1B}Ok", [.key("+")]),
    ("\u{1B}x", [.key(.alt("x"))]),
    ("\u{1B}é", [.key(.alt("é"))]),
    ("\u{1B}\r", [.key(Key(.enter, .alt))]),
    ("\u{1B}\u{7F}", [.key(Key(.backspace, .alt))]),
    ("\u{1B}[27;5;9~", [.key(Key(.tab, .control))]),
    ("\u{1B}[13;5u", [.key(Key(.enter, .control))]),
    ("\u{1B}[I", [.focus(true)]),
    ("\u{1B}[O", [.focus(false)]),
    ("\u{1B}[<0;10;5M", [.mouse(Mouse(.press(button: 0), at: Point(column: 9, row: 4)))]),
    ("\u{1B}[<0;10;5m", [.mouse(Mouse(.release(button: 0), at: Point(column: 9, row: 4)))]),
    ("\u{1B}[<64;1;1M", [.mouse(Mouse(.wheelUp, at: .origin))]),
    ("\u{1B}[<65;1;1M", [.mouse(Mouse(.wheelDown, at: .origin))]),
    ("\u{1B}[<48;2;3M", [.mouse(Mouse(.drag(button: 0), at: Point(column: 1, row: 2), modifiers: .control))]),
    ("\u{1B}[M !!", [.mouse(Mouse(.press(button: 0), at: .origin))]),
    ("\u{1B}[200~two\r\nlines é\u{1B}[201~", [.paste("two\r\nlines é")]),
    ("\u{1B}[200~\u{1B}[31mred\u{1B}[201~q", [.paste("\u{1B}[31mred"), .key("q")]),
    ("\u{1B}[200~\u{1B}[201~", [.paste("")]),
    ("\u{1B}[?62;1c", [.unknown(Array("\u{1B}[?62;1c".utf8))]),
    ("\u{1B}[99~", [.unknown(Array("\u{1B}[99~".utf8))]),
    ("\u{1B}[999999999999999999999A", [.key(Key(.up))]),
    ("abc", [.key("a"), .key("b"), .key("c")]),
    ("\u{1B}\u{1B}x", [.key(.escape), .key(.alt("x"))]),
  ]

  @Test(arguments: cases.indices)
  func `reads every sequence, whole and split at every place`(index: Int) {
    let (text, events) = Self.cases[index]
    let bytes = Array(text.utf8)
    var whole = KeyDecoder()
    #expect(whole.feed(bytes) == events)
    #expect(whole.waitingTime == nil)
    for split in 0...bytes.count {
      var decoder = KeyDecoder()
      #expect(decoder.feed(bytes[..<split]) + decoder.feed(bytes[split...]) == events, "split at \(split)")
    }
    var oneByOne = KeyDecoder()
    #expect(bytes.flatMap { oneByOne.feed([$0]) } == events)
  }

  @Test func `takes a lone Esc for the Esc key only when time has passed`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.waitingTime == 25)
    #expect(decoder.timeOut() == [.key(.escape)])
    #expect(decoder.waitingTime == nil)
    #expect(decoder.timeOut() == [])
  }

  @Test func `makes keys of what turns out to be no sequence`() {
    var decoder = KeyDecoder()
    _ = decoder.feed(Array("\u{1B}[".utf8))
    #expect(decoder.timeOut() == [.key(.alt("["))])
    _ = decoder.feed(Array("\u{1B}O".utf8))
    #expect(decoder.timeOut() == [.key(.alt("O"))])
    _ = decoder.feed([0x1B, 0x1B])
    #expect(decoder.timeOut() == [.key(.escape), .key(.escape)])
    _ = decoder.feed(Array("\u{1B}[1;5".utf8))
    #expect(decoder.timeOut() == [.unknown(Array("\u{1B}[1;5".utf8))])
  }

  @Test(arguments: [
    ([0xFF, 0x61], [Event.unknown([0xFF]), .key("a")]),
    ([0xC3, 0x61], [.unknown([0xC3]), .key("a")]),
    ([0xC3, 0xC3, 0xA9], [.unknown([0xC3]), .key("é")]),
    ([0xE2, 0x82, 0x61], [.unknown([0xE2]), .unknown([0x82]), .key("a")]),
    ([0xC0, 0x80], [.unknown([0xC0]), .unknown([0x80])]),
    ([0xED, 0xA0, 0x80], [.unknown([0xED]), .unknown([0xA0]), .unknown([0x80])]),
    ([0xF5, 0x62], [.unknown([0xF5]), .key("b")]),
    ([0xC2, 0x9B, 0x63], [.unknown([0xC2, 0x9B]), .key("c")]),
    ([0x1B, 0x5B, 0x31, 0x0D], [.unknown([0x1B, 0x5B, 0x31]), .key(.enter)]),
    ([0x1B, 0x5B, 0xC3, 0xA9], [.key(.alt("[")), .key("é")]),
  ])
  func `keeps bad bytes and still reads the good byte after them`(bytes: [UInt8], events: [Event]) {
    for split in 0...bytes.count {
      var decoder = KeyDecoder()
      let read = decoder.feed(bytes[..<split]) + decoder.feed(bytes[split...])
      #expect(read == events, "split at \(split)")
    }
  }

  @Test func `hands a half character on when its rest never comes`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0xE2, 0x82]) == [])
    #expect(decoder.waitingTime == 500)
    #expect(decoder.timeOut() == [.unknown([0xE2]), .unknown([0x82])])
  }

  @Test func `ends a paste whose end is lost, and takes keys again`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array("\u{1B}[200~half".utf8)) == [])
    #expect(decoder.waitingTime == 5000)
    #expect(decoder.timeOut() == [.paste("half")])
    #expect(decoder.feed(Array("q".utf8)) == [.key("q")])
  }

  @Test func `hands an endless paste on in parts without spoiling a character`() {
    var decoder = KeyDecoder(longestPaste: 1_001)
    let text = String(repeating: "é", count: 5_000) + String(repeating: "\u{1B}", count: 3_000) + "end"
    let events = decoder.feed(Array(("\u{1B}[200~" + text + "\u{1B}[201~").utf8))
    var joined = ""
    for event in events {
      guard case .paste(let part) = event else {
        Issue.record("not a paste: \(event)")
        return
      }
      #expect(part.utf8.count <= 1_001)
      joined += part
    }
    #expect(events.count > 1)
    #expect(joined == text)
  }

  @Test func `takes ten megabytes in the pieces that a terminal sends, as one event, and does not hang`() {
    var decoder = KeyDecoder()
    let piece = Array(String(repeating: "0123456789abcdef", count: 256).utf8)
    var events = decoder.feed(Array("\u{1B}[200~".utf8))
    for _ in 0..<2_560 { events += decoder.feed(piece) }
    #expect(events == [])
    events += decoder.feed(Array("\u{1B}[201~q".utf8))
    guard events.count == 2, case .paste(let text) = events[0] else {
      Issue.record("\(events.count) events")
      return
    }
    #expect(text.utf8.count == 2_560 * 4_096)
    #expect(events[1] == .key("q"))
  }

  @Test func `hears the terminal's answer between keys, and no other report`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array("a\u{1B}[0nb".utf8)) == [.key("a"), .answered, .key("b")])
    #expect(decoder.feed(Array("\u{1B}[3n".utf8)) == [.unknown(Array("\u{1B}[3n".utf8))])
    // A long paste comes in pieces, and the answer between two of them.
    #expect(decoder.feed(Array("\u{1B}[200~one \u{1B}[0".utf8)) == [])
    #expect(decoder.feed(Array("ntwo\u{1B}[201~".utf8)) == [.answered, .paste("one two")])
  }

  @Test func `knows the rest of a sequence that a slow line tore off its Esc`() {
    for (rest, event) in [
      ("[A", Event.key(.up)), ("[6~", .key(.pageDown)), ("[1;5C", .key(Key(.right, .control))),
      ("OH", .key(.home)),
      ("[200~x\u{1B}[201~", .paste("x")), ("[I", .focus(true)),
    ] {
      var decoder = KeyDecoder()
      #expect(decoder.feed([0x1B]) == [])
      #expect(decoder.timeOut() == [.key(.escape)])
      let made = decoder.feedAfterEscape(Array(rest.utf8))
      #expect(made == [event], "\(rest)")
      #expect(decoder.waitingTime == nil)
    }
    // What is typed after an Esc stays what it is.
    for text in ["[", "O", "ab", "[é", "]", "Of", "[ ", "n"] {
      var (decoder, plain) = (KeyDecoder(), KeyDecoder())
      let (late, usual) = (decoder.feedAfterEscape(Array(text.utf8)), plain.feed(Array(text.utf8)))
      #expect(late == usual, "\(text)")
    }
  }

  @Test func `reads random bytes the same whole or in parts, and loses none`() {
    var random = SeededGenerator(seed: 1)
    let likely: [UInt8] = Array("\u{1B}\u{1B}\u{1B}[[O<;012~AMmZ$^ué€q\r".utf8)
    for _ in 0..<3000 {
      let bytes: [UInt8] = (0..<Int.random(in: 1...24, using: &random)).map { _ in
        Bool.random(using: &random)
          ? likely.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
      }
      var whole = KeyDecoder()
      let expected = whole.feed(bytes)
      var parts = KeyDecoder()
      #expect(bytes.flatMap { parts.feed([$0]) } == expected)
      #expect(parts.timeOut() == whole.timeOut())
      #expect(whole.waitingTime == nil)
    }
  }
}
