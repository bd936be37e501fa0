import Rents
import Testing

@testable import Casebook

@Suite("What changed since somebody last looked")
struct AccountChangeTests {
  @Test("Each kind of change by its transaction; what was seen is not told again")
  func kinds() throws {
    let test = try TestBook()
    try test.take([
      TestBook.accounts(
        [facts("101", balance: 1), facts("102"), facts("103", patch: "P02")], batch: "2026-11-01")
    ])
    let looked = test.book.view.sequence
    #expect(try test.book.view.changes(since: 0, patch: "P01") == ["101": [.details], "102": [.details]])
    #expect(try test.book.view.changes(since: looked, patch: "P01").isEmpty)
    try test.book.perform(.note(account: "101", text: "Rang"))
    try test.take([
      TestBook.postings([
        ("102", posting("1", .cash, -500, "2026-11-20")), ("102", posting("2", .rent, 500, "2026-11-16")),
        ("103", posting("3", .rent, 500, "2026-11-16")),
      ])
    ])
    let view = test.book.view
    #expect(try view.changes(since: looked, patch: "P01") == ["101": [.note], "102": [.payment, .charge]])
    #expect(try view.changes(since: looked, patch: "P02") == ["103": [.charge]])
    #expect(try view.changes(since: looked + 1, patch: "P01") == ["102": [.payment, .charge]])
    // A new balance of the landlord's is no news of the account; a new telephone number is.
    var facts = facts("101", balance: 2)
    try test.take([TestBook.accounts([facts], batch: "2026-11-07")])
    #expect(try test.book.view.changes(since: view.sequence, patch: "P01").isEmpty)
    facts.phone = "07700 900001"
    facts.landlordBalance = Money(pence: 3)
    try test.take([TestBook.accounts([facts], batch: "2026-11-14")])
    #expect(try test.book.view.changes(since: view.sequence, patch: "P01") == ["101": [.details]])
  }
}
