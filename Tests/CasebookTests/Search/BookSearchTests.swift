import Rents
import Testing

@testable import Casebook

@Suite("The whole book is searched, and what changed is found at once")
struct BookSearchTests {
  private func found(_ view: BookView, _ text: String) throws -> [String] {
    try view.search(text, limit: 20).hits.map(\.account.reference)
  }

  @Test("Every patch is searched; a hit has its patch and its balance as it is now")
  func wholeBook() throws {
    let test = try TestBook()
    try test.take([
      TestBook.accounts([
        facts("101", name: "Ms Ada Marsh"), facts("102", patch: "P02 | North", name: "Mr Bo Marshall"),
      ]),
      TestBook.postings([("102", posting("1", .rent, 11_864, "2026-11-16"))]),
    ])
    let answer = try test.book.view.search("marsh", limit: 5)
    #expect(answer.count == 2)
    #expect(answer.hits.map(\.account.patch) == ["P01", "P02 | North"])
    #expect(answer.hits.map(\.account.balance.pence) == [0, 11_864])
    #expect(answer.hits[0].matches == [.init(field: .name, characters: 7..<12)])
  }

  @Test("A new name, a new account and a moved account are found without reading the book again")
  func changes() throws {
    let test = try TestBook()
    try test.take([
      TestBook.accounts((100..<140).map { facts("\($0)", name: "Person \($0)") }, batch: "2026-11-01")
    ])
    #expect(try found(test.book.view, "person").count == 20)
    let old = test.book.view
    var moved = facts("103", patch: "P09", name: "Person Newname")
    moved.phone = "07700 900123"
    try test.take([TestBook.accounts([moved, facts("200", name: "Somebody Else")], batch: "2026-11-07")])
    let view = test.book.view
    #expect(try found(view, "newname") == ["103"] && found(view, "else") == ["200"])
    #expect(try view.search("07700900123", limit: 1).hits.first?.account.patch == "P09")
    #expect(try view.search("person", limit: 1).count == 40)
    // A view of before finds by what is known now, and shows what it knows itself.
    #expect(try old.search("103", limit: 5).hits.map(\.account.patch) == ["P01"])
    #expect(try found(old, "else") == [])
  }

  @Test("Another officer's process finds what was recorded meanwhile")
  func neighbour() throws {
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101")], batch: "2026-11-01")])
    let other = try test.neighbour()
    #expect(try found(other.view, "marsh") == ["101"])
    try test.take([TestBook.accounts([facts("101", name: "Ms Ada Wright")], batch: "2026-11-07")])
    #expect(try other.refresh() != nil)
    #expect(try found(other.view, "marsh") == [] && found(other.view, "wright") == ["101"])
  }

  @Test("What is shown of an account is what the book says now, however often it was found before")
  func shownAnew() throws {
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101"), facts("102")], batch: "2026-11-01")])
    let before = test.book.view
    #expect(try before.search("marsh", limit: 5).hits.map(\.account.balance.pence) == [0, 0])
    try test.take([TestBook.postings([("101", posting("1", .rent, 11_864, "2026-11-16"))])])
    #expect(try test.book.view.search("marsh", limit: 5).hits.map(\.account.balance.pence) == [11_864, 0])
    #expect(try before.search("marsh", limit: 5).hits.map(\.account.balance.pence) == [0, 0])
  }

  @Test("Typed key by key while others change the book, it finds what is there")
  func typedWhileItChanges() throws {
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101", name: "Ms Ada Marsh")], batch: "2026-11-01")])
    #expect(try found(test.book.view, "mar") == ["101"])
    try test.take([TestBook.accounts([facts("102", name: "Mr Bo Marshall")], batch: "2026-11-02")])
    #expect(try found(test.book.view, "mars") == ["101", "102"])
    try test.take([TestBook.accounts([facts("101", name: "Ms Ada Wright")], batch: "2026-11-03")])
    #expect(try found(test.book.view, "marsh") == ["102"] && found(test.book.view, "mar") == ["102"])
  }

  @Test("Read ahead on other threads, a search finds the same")
  func prepared() async throws {
    let test = try TestBook()
    try test.take([
      TestBook.accounts((100..<140).map { facts("\($0)", name: "Person \($0)") }, batch: "2026-11-01")
    ])
    let view = test.book.view
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          try view.prepareSearch()
          return try view.search("person", limit: 3).count
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 40, count: 8))
    try test.take([TestBook.accounts([facts("200", name: "Somebody Else")], batch: "2026-11-07")])
    try test.book.view.prepareSearch()
    #expect(try found(test.book.view, "else") == ["200"])
  }

  @Test("An extract that changes nothing but balances writes no searched text again")
  func balancesOnly() throws {
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101", balance: 5)], batch: "2026-11-01")])
    let first = try test.book.view.summary(of: "101")?.lastChanges[.details]
    try test.take([TestBook.accounts([facts("101", balance: 7)], batch: "2026-11-07")])
    let second = try #require(try test.book.view.summary(of: "101"))
    #expect(second.lastChanges[.details] == first && second.landlordBalance?.pence == 7)
  }
}
