import Casebook
import Rents
import Testing

@Suite("Rows that wait in suspense") struct SuspenseTests {
  private let rent = posting("1", .rent, 11_548, "2026-11-16")
  private let cash = posting("2", .cash, -700, "2026-11-17")
  private var file: TestBook.File { TestBook.postings([("999", rent), ("999", cash)]) }

  private func waiting(_ test: TestBook) throws -> [SuspenseItem] {
    var items: [SuspenseItem] = []
    try test.book.view.suspense { items.append($0) }
    return items
  }

  private func balance(_ test: TestBook, _ account: String) throws -> Int64? {
    try test.book.view.summary(of: account)?.balance.pence
  }

  @Test("Transactions, then accounts, then the transactions again: they are posted and wait no longer")
  func resent() throws {
    let test = try TestBook()
    #expect(try test.take([file]).outcome.files[0].suspended == 2)
    let still = try test.take([file]).outcome.files[0]
    #expect(still.waiting == 2 && still.duplicates == 2)
    try test.take([TestBook.accounts([facts("999")])])
    #expect(try balance(test, "999") == 0)
    let again = try test.take([file])
    #expect(again.outcome.files[0].taken == 2 && again.outcome.files[0].duplicates == 0)
    #expect(try balance(test, "999") == 10_848)
    #expect(try waiting(test).isEmpty)
    let once = try test.take([file])
    #expect(once.outcome.sequence == nil)
    #expect(once.outcome.files[0].duplicates == 2 && once.outcome.files[0].waiting == 0)
    #expect(try test.book.verify(deep: true).faults == [])
  }

  @Test("Accounts and their waiting transactions in one session are posted, without a warning")
  func together() throws {
    let test = try TestBook()
    try test.take([file])
    let taken = try test.take([TestBook.accounts([facts("999", balance: 10_848)]), file])
    #expect(taken.reports.isEmpty)
    #expect(try balance(test, "999") == 10_848)
    #expect(try waiting(test).isEmpty)
  }

  @Test(
    "An account that arrives is told what waits for it, and that its balance differs; nothing is placed silently"
  )
  func arrival() throws {
    let test = try TestBook()
    try test.take([file])
    let taken = try test.take([TestBook.accounts([facts("101", balance: 1), facts("999", balance: 10_848)])])
    let warnings = taken.reports(.warned)
    #expect(warnings.map(\.line) == [3, 3])
    #expect(
      warnings.contains {
        $0.problem == "2 rows of 108.48 DR wait in suspense for this account: patchbook suspense place 999"
      })
    #expect(warnings.contains { $0.column == "balance" && $0.problem.contains("108.48") })
    #expect(try waiting(test).count == 2)
    #expect(try balance(test, "999") == 0)
  }

  @Test("An officer places them onto their account, with their ids and where they came from")
  func placed() throws {
    let test = try TestBook()
    try test.take([file])
    try test.take([TestBook.accounts([facts("999")])])
    let receipt = try test.book.perform(.placeSuspense(reference: "999", onto: "999"))
    #expect(receipt.placed == 2 && receipt.duplicates == 0)
    #expect(try waiting(test).isEmpty)
    let postings = try test.book.view.ledger("999").lines.map(\.posting)
    #expect(postings.map(\.id) == ["1", "2"])
    #expect(postings.allSatisfy { $0.source == "housing" && !$0.isLocal })
    #expect(try balance(test, "999") == 10_848)
    #expect(try test.take([file]).outcome.files[0].duplicates == 2)
    var entries: [JournalEntry] = []
    try test.book.journal(from: receipt.sequence) { entries.append($0) }
    #expect(entries.first?.events.filter { $0.type == "placed" }.count == 2)
    #expect(try test.book.verify(deep: true).faults == [])
  }

  @Test("Rows placed onto another account are not taken again, even when their own account comes")
  func placedElsewhere() throws {
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101")]), file])
    try test.book.perform(.placeSuspense(reference: "999", onto: "101"))
    #expect(try balance(test, "101") == 10_848)
    #expect(try test.take([file]).outcome.files[0].duplicates == 2)
    let taken = try test.take([TestBook.accounts([facts("101"), facts("999")]), file])
    #expect(taken.outcome.files[1].taken == 0)
    #expect(taken.reports.contains { $0.problem.contains("placed onto account 101") })
    #expect(try balance(test, "999") == 0)
  }

  @Test("What the account has already is not posted again, and a contradiction holds everything back")
  func duplicates() throws {
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101"), facts("102")]), file])
    try test.take([TestBook.postings([("101", rent), ("102", posting("2", .cash, -800, "2026-11-17"))])])
    let sequence = test.book.view.sequence
    #expect(throws: CasebookError.self) {
      try test.book.perform(.placeSuspense(reference: "999", onto: "102"))
    }
    #expect(test.book.view.sequence == sequence)
    #expect(try waiting(test).count == 2)
    let receipt = try test.book.perform(.placeSuspense(reference: "999", onto: "101"))
    #expect(receipt.placed == 1 && receipt.duplicates == 1)
    #expect(try balance(test, "101") == 10_848)
    #expect(throws: CasebookError.self) {
      try test.book.perform(.placeSuspense(reference: "999", onto: "101"))
    }
  }

  @Test("A placed posting confirms the local one that it is")
  func confirms() throws {
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101")]), file])
    try test.book.perform(
      .post(
        account: "101", type: .cash, amount: Money(pence: -700), effective: day("2026-11-17"), narrative: ""))
    try test.book.perform(.placeSuspense(reference: "999", onto: "101"))
    #expect(try test.book.view.summary(of: "101")?.local == .zero)
    #expect(try balance(test, "101") == 10_848)
    #expect(try test.book.verify(deep: true).faults == [])
  }

  @Test("A row that contradicts the one that waits is rejected, with both")
  func contradiction() throws {
    let test = try TestBook()
    try test.take([file])
    let other = TestBook.postings([("999", posting("2", .cash, -900, "2026-11-17"))])
    let taken = try test.take([TestBook.accounts([facts("999")]), other])
    let problem = try #require(taken.reports(.rejected).first?.problem)
    #expect(problem.contains("7.00 CR") && problem.contains("9.00 CR"))
    #expect(try waiting(test).count == 2)
  }

  @Test("Actions and arrangements that waited are taken when their account is known")
  func casework() throws {
    let test = try TestBook()
    let files = [
      TestBook.File(kind: .actions, batch: day("2026-11-21")) { intake, file in
        try intake.add(
          CaseAction(id: "9", date: day("2026-11-10"), code: "PHO"), account: "999", file: file, line: 2)
      },
      TestBook.File(kind: .arrangements, batch: day("2026-11-21")) { intake, file in
        let plan = Arrangement(
          id: "A1", kind: .agreement, start: day("2026-11-02"), arrearsAtStart: .zero,
          instalment: Money(pence: 500), frequency: .weekly, status: .active)
        try intake.add(plan, account: "999", file: file, line: 2)
      },
    ]
    #expect(try test.take(files).outcome.files.map(\.suspended) == [1, 1])
    try test.take([TestBook.accounts([facts("999")])])
    #expect(try test.take(files).outcome.files.map(\.taken) == [1, 1])
    #expect(try waiting(test).isEmpty)
    #expect(try test.book.view.account("999", asAt: .now)?.actions.count == 1)
  }

  @Test("More than a million pounds in one posting is taken with a warning")
  func unusualAmount() throws {
    let test = try TestBook()
    let taken = try test.take([
      TestBook.accounts([facts("101")]),
      TestBook.postings([
        ("101", posting("1", .rent, 100_000_000, "2026-11-16")),
        ("101", posting("2", .rent, 100_000_001, "2026-11-16")),
      ]),
    ])
    #expect(taken.reports(.warned).map(\.line) == [3])
    #expect(taken.reports(.warned).first?.problem.contains("1,000,000.01 DR") == true)
    #expect(taken.outcome.files[1].taken == 2)
  }
}
