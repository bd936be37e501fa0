import Rents
import Testing

@testable import Casebook

@Suite("A list of patches is one read, and its totals are those of the accounts")
struct PatchSummaryTests {
  private func agree(_ view: BookView) throws {
    for patch in try view.patches() {
      let accounts = try view.summaries(patch: patch.name)
      #expect(patch.accounts == accounts.count)
      #expect(try patch.totals.get() == BalanceTotals(accounts.map(\.balance)))
    }
  }

  @Test("Debits and credits apart, kept as postings come and accounts move")
  func totals() throws {
    let test = try TestBook()
    try test.take([
      TestBook.accounts(
        [facts("1"), facts("2"), facts("3", patch: "P01|x"), facts("4", patch: "")], batch: "2026-11-01"),
      TestBook.postings([
        ("1", posting("1", .rent, 500, "2026-10-05")), ("2", posting("2", .cash, -300, "2026-10-05")),
        ("3", posting("3", .rent, 70, "2026-10-05")),
      ]),
    ])
    try agree(test.book.view)
    var patches = try test.book.view.patches()
    #expect(patches.map(\.name) == ["", "P01", "P01|x"])
    #expect(try patches[1].totals.get().debit.pence == 500 && patches[1].totals.get().credit.pence == -300)
    try test.take([
      TestBook.accounts([facts("2", patch: "P01|x")], batch: "2026-11-07"),
      TestBook.postings([("2", posting("4", .rent, 900, "2026-11-02"))]),
    ])
    try test.book.perform(
      .post(
        account: "1", type: .card, amount: Money(pence: -500), effective: day("2026-11-20"), narrative: ""))
    try agree(test.book.view)
    patches = try test.book.view.patches()
    #expect(patches.map(\.accounts) == [1, 1, 2])
    #expect(try patches[1].totals.get().debitCount == 0)
  }

  @Test("A patch whose sum does not fit in pence says so, and is right again when it fits")
  func overflow() {
    let most = PatchTally(Money(pence: .max))
    let two = most + most
    #expect(two.totals == .failure(.overflow))
    #expect((two - most).totals == most.totals)
    #expect(two.bytes.withUnsafeBufferPointer { PatchTally($0) } == two)
  }
}
