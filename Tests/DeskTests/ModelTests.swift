import Casebook
import Desk
import Glibc
import Terminal
import Testing

/// The desk driven by random keys against a book that records. `PATCHBOOK_MODEL_KEYS` says how many keys in all; else a few
/// ten thousand.
@Suite("The desk under random keys, on a book that records and that others change")
struct ModelTests {
  private static let seeds: [UInt64] = [1, 2, 3, 4]

  private static let keysForEach: Int = {
    let wanted = getenv("PATCHBOOK_MODEL_KEYS").flatMap { Int(String(cString: $0)) } ?? 32_000
    return max(1, wanted / seeds.count)
  }()

  /// Every key that means something, and letters, digits and marks of text.
  private static let keys: [Key] =
    DeskActions.table.actions.flatMap(\.keys).filter { $0 != .control("c") && $0 != .control("z") }
    + "abcdefghijklmnopqrstuvwxyz0123456789 +/-!\"'é日".unicodeScalars.map { Key($0) }
    + [.backspace, .delete, .function(7), .alt("x"), .control("w"), .control("_")]

  /// What is worth doing often: whole ways through the note, the palette and the search.
  private static let ways = [
    "Ctrl-N \"rang\" Ctrl-S", "n \"x\" Tab o s \"+7d\" Ctrl-S", "d \"fri\" Tab p \"40\" Ctrl-S",
    "F2 \"half\" Esc", "Ctrl-N \"came in\" Ctrl-S",
    "Alt-u", "u", "U x", ": \"note\" Enter", "Ctrl-F \"mar\" Enter", "N Ctrl-S", "Ctrl-P Down Enter",
    "Ctrl-X Ctrl-X",
  ]

  /// The only keys that may change the book: those that save, take back, or choose in palette, help and menus.
  private static let recording: Set<Key> = [
    .control("s"), .enter, .character("u"), .alt("u"), .function(4), .character("x"), .delete,
    // The capital that confirms a note or date on all marked accounts.
    .character("W"),
  ]

  private struct Counts {
    var keys = 0
    var recorded = 0
    var undone = 0
    var refused = 0
    var others = 0
    var homes = 0
  }

  @Test(
    "nothing crashes, Esc leads home, only named commands change the book, and undo brings it back",
    arguments: seeds)
  func randomKeys(seed: UInt64) throws {
    var dice = Dice(seed: seed &+ 100)
    var book = try InventedPatch.book(accounts: 14)
    book.add(try Troubled.account())
    book.add(try Troubled.unposted())
    var desk = HandDesk(book, .home)
    var counts = Counts()
    var script: [Event] = []
    while counts.keys < Self.keysForEach {
      if script.isEmpty {
        switch dice.roll(60) {
        case 0:
          try others(&desk, &dice)
          counts.others += 1
        case 1:
          // Seldom too small to be seen: nothing is done then.
          script = [.resize(Size(columns: 50 + dice.roll(171), rows: 12 + dice.roll(58)))]
        case 2: script = [.paste("q\u{1B}[A\n/17 nov")]
        case 3:
          script = [.mouse(Mouse(.press(button: 0), at: Point(column: dice.roll(90), row: dice.roll(30))))]
        case 4...9: script = try KeyScript(Self.ways[dice.roll(Self.ways.count)]).steps.compactMap(\.event)
        default: script = [.key(Self.keys[dice.roll(Self.keys.count)])]
        }
      }
      guard !script.isEmpty else { continue }
      let event = script.removeFirst()
      try step(event, &desk, &counts)
      if counts.keys % 40 == 0 { #expect(desk.session.canvas().whole == desk.session.size) }
      if counts.keys % 500 == 0 {
        counts.homes += 1
        for _ in 0..<24 { try step(.key(.escape), &desk, &counts) }
        #expect(desk.session.depth == 1, "after \(counts.keys) keys of seed \(seed): \(desk.text)")
      }
    }
    print(
      "  desk model, seed \(seed): \(counts.keys) keys, \(counts.recorded) changes recorded, \(counts.undone) taken back, "
        + "\(counts.refused) refused, \(counts.others) changes by others, \(counts.homes) ways home")
    #expect(counts.recorded > 0)
  }

  private func step(_ event: Event, _ desk: inout HandDesk, _ counts: inout Counts) throws {
    counts.keys += 1
    let (asked, before, sequence) = (desk.asked.count, desk.book.content, desk.book.sequence)
    desk.take(desk.session.handle(event))
    guard desk.asked.count > asked else {
      #expect(desk.book.sequence == sequence)
      return
    }
    if case .key(let key) = event {
      #expect(Self.recording.contains(key), "\(key) changed the book")
    } else {
      Issue.record("\(event) changed the book")
    }
    guard desk.book.sequence > sequence else {
      counts.refused += 1
      #expect(desk.book.content == before)
      return
    }
    if case .undo? = desk.asked.last {
      counts.undone += 1
      return
    }
    counts.recorded += 1
    #expect(desk.book.content != before)
    // A copy of the desk takes it back: the book is then as it was.
    var other = desk
    other.book.refusal = nil
    for _ in 0..<24 { _ = other.session.handle(.key(.escape)) }
    try other.play("Alt-u")
    #expect(other.book.content == before, "after \(counts.keys) keys: \(other.text)")
  }

  private func others(_ desk: inout HandDesk, _ dice: inout Dice) throws {
    desk.book.sequence += 1
    switch dice.roll(6) {
    case 0:
      let references = desk.book.accounts.keys.sorted()
      if references.count > 5 { desk.book.accounts[references[dice.roll(references.count)]] = nil }
    case 1:
      desk.book.refusal = desk.book.refusal == nil ? "The disk is full. Nothing was changed. Make room." : nil
    case 2:
      desk.book.fault =
        desk.book.fault == nil
        ? DeskFault(what: "A file cannot be read.", safe: "All else.", remedy: "Ctrl-R.") : nil
    case 3: desk.book.today = desk.book.today.adding(days: 1)
    default: if desk.book.accounts["40218863"] == nil { desk.book.add(try InventedPatch.marsh()) }
    }
    desk.session.take(desk.book)
  }
}
