import Casebook
import Rents
import Testing

@Suite("Commands and what they refuse") struct CommandTests {
  private func made(keeper: BookConfiguration.LedgerOfRecord = .landlord) throws -> TestBook {
    let test = try TestBook(keeper: keeper)
    try test.take([TestBook.accounts([facts("40218863"), facts("40218870")])])
    return test
  }

  @Test("A note is there when the command returns, and in the journal with who wrote it")
  func note() throws {
    let test = try made()
    let receipt = try test.book.perform(.note(account: "40218863", text: "Called | will pay\nFriday"))
    #expect(receipt.sequence == 2)
    let note = try #require(try test.book.view.account("40218863", asAt: .now)?.notes.first)
    #expect(note.text == "Called | will pay\nFriday")
    #expect(note.id == receipt.minted.first)
    #expect(note.user == "jp")
    var entries: [JournalEntry] = []
    try test.book.journal(from: 2) { entries.append($0) }
    #expect(entries.map(\.command) == ["note"])
    #expect(entries.first?.who == "jp")
    #expect(entries.first?.today == TestBook.today)
    #expect(entries.first?.events.first?.type == "note")
    #expect(
      entries.first?.events.first?.fields.contains {
        $0.key == "text" && $0.value == .text("Called | will pay\nFriday")
      } == true)
  }

  @Test("What an officer types is made harmless before it is kept; the lines of a note stay lines")
  func harmless() throws {
    let test = try made()
    try test.book.perform(.note(account: "40218863", text: "Called\r\n\u{1B}]0;pwn\u{7}\n\u{202E}lived\u{0}"))
    try test.book.perform(
      .post(
        account: "40218863", type: .card, amount: Money(pence: -100), effective: day("2026-11-21"),
        narrative: "=cmd|x\u{1B}]0;pwn\u{7}\nline2\u{9B}"))
    let note = try #require(try test.book.view.account("40218863", asAt: .now)?.notes.first)
    #expect(note.text == "Called\n␛]0;pwn␇\nlived␀")
    #expect(
      try test.book.view.ledger("40218863").localLines.map(\.posting.narrative) == [
        "=cmd|x␛]0;pwn␇ line2\u{FFFD}"
      ])
  }

  @Test("A narrative that would have to be cut is refused")
  func longNarrative() throws {
    let test = try made()
    #expect(throws: CasebookError.self) {
      try test.book.perform(
        .post(
          account: "40218863", type: .card, amount: Money(pence: -100), effective: day("2026-11-21"),
          narrative: String(repeating: "x", count: 501)))
    }
  }

  @Test("Two books on one directory see each other's notes")
  func neighbours() throws {
    let test = try made()
    let other = try test.neighbour()
    _ = try other.refresh()
    try test.book.perform(.note(account: "40218863", text: "One"))
    let changes = try #require(try other.refresh())
    #expect(changes.accounts?.contains("40218863") == true)
    #expect(try other.refresh() == nil)
    #expect(try other.perform(.note(account: "40218863", text: "Two")).sequence == 3)
    _ = try test.book.refresh()
    #expect(try test.book.view.account("40218863", asAt: .now)?.notes.map(\.text) == ["One", "Two"])
  }

  @Test("An unknown account is refused with the references that are near")
  func unknownAccount() throws {
    let test = try made()
    #expect(throws: CasebookError.unknownAccount("4021886", near: ["40218863", "40218870"])) {
      try test.book.perform(.note(account: "4021886", text: "x"))
    }
    #expect(test.book.view.sequence == 1)
  }

  @Test("A user whom officers.toml does not know may read, and is told what to do when writing")
  func unknownUser() throws {
    let stranger = try made().neighbour("mallory")
    #expect(stranger.officer == nil)
    #expect(try stranger.view.summary(of: "40218863") != nil)
    let error = #expect(throws: CasebookError.self) {
      try stranger.perform(.note(account: "40218863", text: "x"))
    }
    #expect(error?.description.contains("user = \"mallory\"") == true)
    #expect(error?.kind == .refused)
  }

  @Test("A book opened for looking only refuses commands")
  func readOnly() throws {
    let book = try made().neighbour("jp", .readOnly)
    let error = #expect(throws: CasebookError.self) {
      try book.perform(.note(account: "40218863", text: "x"))
    }
    #expect(error?.kind == .system)
  }

  @Test(
    "Postings that make no sense are refused",
    arguments: [
      (PostingType.cash, Int64(0), "2026-11-21"), (.cash, 5_000, "2026-11-21"), (.cash, -5_000, "1066-10-14"),
      (.rent, -1, "2026-11-21"), (.cash, -200_000_000_000, "2026-11-21"),
    ])
  func senselessPostings(_ type: PostingType, _ pence: Int64, _ date: String) throws {
    let test = try made()
    #expect(throws: CasebookError.self) {
      try test.book.perform(
        .post(
          account: "40218863", type: type, amount: Money(pence: pence), effective: day(date), narrative: ""))
    }
    #expect(test.book.view.sequence == 1)
  }

  @Test("In a landlord's book a posting is local: counted on a line of its own, and flagged")
  func local() throws {
    let test = try made()
    try test.take([TestBook.postings([("40218863", posting("1", .rent, 45_210, "2026-11-16"))])])
    try test.book.perform(
      .post(
        account: "40218863", type: .card, amount: Money(pence: -5_000), effective: day("2026-11-21"),
        narrative: "by phone"))
    let summary = try #require(try test.book.view.summary(of: "40218863"))
    #expect(summary.posted == Money(pence: 45_210))
    #expect(summary.local == Money(pence: -5_000))
    #expect(summary.balance == Money(pence: 40_210))
    #expect(summary.flags(on: TestBook.today) == [.localPosting])
    let ledger = try test.book.view.ledger("40218863")
    #expect(ledger.localLines.map(\.posting.narrative) == ["by phone"])
    #expect(ledger.balance.together == Money(pence: 40_210))
  }

  @Test("In a book that keeps the ledger a posting is simply a posting")
  func ownLedger() throws {
    let test = try made(keeper: .patchbook)
    try test.book.perform(
      .post(
        account: "40218863", type: .rent, amount: Money(pence: 100), effective: day("2026-11-16"),
        narrative: ""))
    let summary = try #require(try test.book.view.summary(of: "40218863"))
    #expect(summary.local == .zero)
    #expect(summary.balance == Money(pence: 100))
    #expect(try test.book.view.ledger("40218863").lines.first?.posting.source == "patchbook")
  }
}
