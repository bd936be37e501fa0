import Casebook
import Rents
import Testing

@Suite("An extract confirms local postings (decision 6)") struct ConfirmationTests {
  /// A book with local card payments of those days.
  private func made(_ days: String...) throws -> TestBook {
    let test = try TestBook()
    try test.take([
      TestBook.accounts([facts("101")]),
      TestBook.postings([("101", posting("1", .rent, 50_000, "2026-11-02"))]),
    ])
    for text in days {
      try test.book.perform(
        .post(account: "101", type: .card, amount: Money(pence: -5_000), effective: day(text), narrative: ""))
    }
    return test
  }

  @Test(
    "The same group, pence and nearly the same day: the landlord's posting stands in the local one's place")
  func confirms() throws {
    let test = try made("2026-11-20")
    // Another way of paying is the same group; 27 November is five working days on.
    let taken = try test.take([TestBook.postings([("101", posting("2", .cash, -5_000, "2026-11-27"))])])
    #expect(taken.outcome.files[0].confirmed == 1)
    let summary = try #require(try test.book.view.summary(of: "101"))
    #expect(summary.balance == Money(pence: 45_000))
    #expect(summary.local == .zero)
    #expect(summary.postings == 2)
    #expect(summary.flags(on: TestBook.today) == [])
    #expect(summary.lastPayment?.date == day("2026-11-27"))
    let ledger = try test.book.view.ledger("101")
    #expect(ledger.localLines.isEmpty)
    #expect(ledger.balance.together == Money(pence: 45_000))
    #expect(try test.book.verify(deep: true).faults == [])
    #expect(try test.book.verify(deep: true).postings == 3)
  }

  @Test("In a view that does not hold the landlord's posting yet, the local one stands")
  func viewsBefore() throws {
    let test = try made("2026-11-20")
    try test.take([TestBook.postings([("101", posting("2", .card, -5_000, "2026-11-24"))])])
    let before = try test.book.view.ledger("101", asAt: .effective(day("2026-11-22")))
    #expect(before.balance.local == Money(pence: -5_000))
    #expect(before.balance.together == Money(pence: 45_000))
    let after = try test.book.view.ledger("101", asAt: .effective(day("2026-11-24")))
    #expect(after.balance.local == .zero)
    #expect(after.balance.together == Money(pence: 45_000))
  }

  @Test("The last payment is the landlord's, even where the local day was later")
  func lastPayment() throws {
    let test = try made("2026-11-20")
    #expect(try test.book.view.summary(of: "101")?.lastPayment?.date == day("2026-11-20"))
    try test.take([TestBook.postings([("101", posting("2", .card, -5_000, "2026-11-18"))])])
    #expect(try test.book.view.summary(of: "101")?.lastPayment?.date == day("2026-11-18"))
  }

  @Test(
    "Other pence, another group or six working days confirm nothing",
    arguments: [
      posting("2", .card, -5_001, "2026-11-20"), posting("2", .housingBenefit, -5_000, "2026-11-20"),
      posting("2", .card, -5_000, "2026-11-30"),
    ])
  func noConfirmation(_ row: Posting) throws {
    let test = try made("2026-11-20")
    #expect(try test.take([TestBook.postings([("101", row)])]).outcome.files[0].confirmed == 0)
    #expect(try test.book.view.summary(of: "101")?.localPostings == 1)
  }

  @Test("The nearest is confirmed first, then the oldest, and each only once")
  func nearestThenOldest() throws {
    let test = try made("2026-11-16", "2026-11-20")
    try test.take([TestBook.postings([("101", posting("2", .card, -5_000, "2026-11-19"))])])
    #expect(try test.book.view.ledger("101").localLines.map(\.posting.effective) == [day("2026-11-16")])
    let even = try made("2026-11-18", "2026-11-20")
    try even.take([TestBook.postings([("101", posting("2", .card, -5_000, "2026-11-19"))])])
    #expect(try even.book.view.ledger("101").localLines.map(\.posting.effective) == [day("2026-11-20")])
    // A second extract confirms the one that is left, and nothing twice.
    let taken = try even.take([
      TestBook.postings([
        ("101", posting("2", .card, -5_000, "2026-11-19")),
        ("101", posting("3", .card, -5_000, "2026-11-23")),
        ("101", posting("4", .card, -5_000, "2026-11-23")),
      ])
    ])
    #expect(taken.outcome.files[0].confirmed == 1)
    #expect(try even.book.view.ledger("101").localLines.isEmpty)
    #expect(try even.book.view.summary(of: "101")?.balance == Money(pence: 50_000 - 3 * 5_000))
  }

  @Test("A local posting that waits longer than three weeks is listed")
  func unconfirmed() throws {
    let test = try made("2026-11-20")
    let recorded = try #require(try test.book.view.ledger("101").localLines.first).posting.recorded
    func waiting(daysLater days: Int) throws -> [String] {
      try Casebook.open(
        at: TestBook.path, user: "jp", today: recorded.adding(days: days), access: .readOnly,
        files: test.disk.process()
      ).view.unconfirmed().map(\.account)
    }
    #expect(try waiting(daysLater: 20) == [])
    #expect(try waiting(daysLater: 21) == ["101"])
    try test.take([TestBook.postings([("101", posting("2", .card, -5_000, "2026-11-20"))])])
    #expect(try waiting(daysLater: 21) == [])
  }
}
