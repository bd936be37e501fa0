import Desk
import Rents
import Terminal
import Testing

@Suite("Any key, any resize, at any moment")
struct RobustnessTests {
  private static let keys: [Key] =
    DeskActions.table.actions.flatMap(\.keys).filter { $0 != .control("c") && $0 != .control("z") }
    + "abcdefghijklmnopqrstuvwxyz0123456789 /-!\"'é日".unicodeScalars.map { Key($0) }
    + [.backspace, .delete, .function(7), .alt("x"), .control("w"), .control("_")]

  /// Esc again and again leads to the first screen, whatever was open.
  private func leadsHome(_ session: inout DeskSession) -> Bool {
    for _ in 0..<8 { _ = session.handle(.key(.escape)) }
    return session.depth == 1
  }

  @Test(
    "50,000 keys, resizes, pastes and changes of the book crash nothing, and Esc leads home",
    arguments: [1, 2, 3, 4, 5])
  func randomKeys(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    var book = try InventedPatch.book(accounts: 30)
    book.add(try Troubled.account())
    book.add(try Troubled.unposted())
    var session = DeskSession(book: book, start: .home, size: sizes[0])
    for step in 0..<10_000 {
      switch dice.roll(200) {
      case 0:
        session.resize(to: Size(columns: dice.roll(301), rows: dice.roll(101)))
      case 1: _ = session.handle(.paste("q\u{1B}[A\n/17 nov"))
      case 2:
        book.sequence += 1
        let references = book.accounts.keys.sorted()
        if references.count > 5, dice.roll(2) == 0 {
          book.accounts[references[dice.roll(references.count)]] = nil
        } else {
          book.add(try InventedPatch.marsh())
        }
        session.take(book)
      case 3:
        _ = session.handle(
          .mouse(Mouse(.press(button: 0), at: Point(column: dice.roll(90), row: dice.roll(30)))))
      case 4: _ = session.handle(.mouse(Mouse(dice.roll(2) == 0 ? .wheelUp : .wheelDown, at: .origin)))
      case 5: _ = session.handle(.unknown([0xFF, 0x9B]))
      default: _ = session.handle(.key(Self.keys[dice.roll(Self.keys.count)]))
      }
      if step % 25 == 0 {
        let canvas = session.canvas()
        #expect(canvas.whole == session.size)
      }
      if step % 1000 == 999 { #expect(leadsHome(&session), "after \(step) steps of seed \(seed)") }
    }
  }

  @Test("a storm of resizes leaves the selected account in sight")
  func resizeStorm() throws {
    var dice = Dice(seed: 11)
    var session = try played(InventedPatch.book(), .caseload(patch: "E3"), "/ \"marsh\" Enter Esc")
    for _ in 0..<400 {
      session.resize(to: Size(columns: dice.roll(301), rows: dice.roll(101)))
      let canvas = session.canvas()
      guard canvas.columns >= 60, canvas.rows >= 15 else { continue }
      let seen = (0..<canvas.rows).contains { canvas.line($0).hasPrefix("> 40218863") }
      #expect(seen, "at \(canvas.whole)")
    }
  }

  @Test("every screen is drawn at every size from 1x1 to 300x100")
  func everySize() throws {
    let book = try InventedPatch.book(accounts: 20)
    for (start, keys) in [
      (DeskStart.patches, ""), (.caseload(patch: "E3"), "s"), (.caseload(patch: "E3"), "/ x"), (.help, ""),
      (.help, "Tab"),
      (.account(reference: "40218863", tab: .ledger), "a"),
      (.account(reference: "40218863", tab: .people), ""),
      (.account(reference: "40218863", tab: .actions), "?"),
    ] {
      var session = try played(book, start, keys)
      for columns in [1, 2, 3, 10, 59, 60, 61, 79, 81, 119, 121, 199, 201, 300] {
        for rows in [1, 2, 3, 14, 15, 16, 31, 32, 33, 100] {
          session.resize(to: Size(columns: columns, rows: rows))
          #expect(session.canvas().whole == session.size)
        }
      }
    }
  }

  @Test("a key that means nothing says so; Ctrl-C twice leaves, once does not")
  func leaving() throws {
    var session = try played(InventedPatch.book(), .caseload(patch: "E3"), "F7")
    #expect(session.canvas().text().contains("F7 does nothing here, ? for help"))
    #expect(session.handle(.key(.control("c"))) == nil)
    #expect(session.canvas().text().contains("Ctrl-C again leaves Patchbook"))
    #expect(session.handle(.key(.down)) == nil)
    #expect(session.handle(.key(.control("c"))) == nil)
    #expect(session.handle(.key(.control("c"))) == .leave)
    #expect(session.handle(.terminate) == .leave)
    #expect(session.handle(.key(.control("z"))) == .suspend)
    #expect(session.handle(.key(.control("r"))) == .refresh)
  }

  @Test("Esc and q never leave the first screen")
  func home() throws {
    var session = try played(InventedPatch.book(), .patches, "20*Esc 20*q")
    #expect(session.depth == 1)
    #expect(session.canvas().text().contains("Ctrl-C twice leaves"))
    _ = session.play(try KeyScript("Enter Enter Esc Esc"))
    #expect(session.depth == 1)
  }

  @Test("the table of actions is sound, and every action has words")
  func actions() {
    #expect(DeskActions.table.problems.isEmpty)
    for action in DeskActions.table.actions {
      // What has no key is done by its name, in the palette.
      #expect(!action.help.isEmpty && !action.title.isEmpty, "\(action.name)")
    }
  }

  @Test("a screen's name is read as show writes it")
  func starts() {
    #expect(DeskStart("caseload") == .caseload(patch: nil))
    #expect(DeskStart("caseload:E3") == .caseload(patch: "E3"))
    #expect(DeskStart("account:40218863") == .account(reference: "40218863", tab: .ledger))
    #expect(DeskStart("account:555/A") == .account(reference: "555/A", tab: .ledger))
    #expect(DeskStart("account:555/A/actions") == .account(reference: "555/A", tab: .actions))
    #expect(DeskStart("account:") == nil && DeskStart("account") == nil && DeskStart("nothing") == nil)
    #expect(DeskStart("patches") == .patches && DeskStart("help") == .help && DeskStart("") == .home)
  }
}
