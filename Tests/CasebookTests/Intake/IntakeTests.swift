import Casebook
import Rents
import Testing

@Suite("Taking the landlord's files in") struct IntakeTests {
  @Test("Accounts and transactions of one session land together, and each balance is the sum of its postings")
  func landsTogether() throws {
    let test = try TestBook()
    let taken = try test.take([
      TestBook.accounts([facts("101", balance: 1_864), facts("102", patch: "P02")]),
      TestBook.postings([
        ("101", posting("1", .rent, 11_864, "2026-11-16")),
        ("102", posting("2", .rent, 500, "2026-11-16")),
        ("101", posting("3", .directDebit, -10_000, "2026-11-17")),
      ]),
    ])
    #expect(taken.outcome.sequence == 1)
    #expect(taken.reports.isEmpty)
    #expect(taken.outcome.files.map(\.taken) == [2, 3])
    #expect(taken.outcome.files[1].controlTotal == Money(pence: 2_364))
    let view = test.book.view
    #expect(try view.patches().map(\.name) == ["P01", "P02"])
    let account = try #require(try view.summary(of: "101"))
    #expect(account.balance == Money(pence: 1_864))
    #expect(account.difference == nil)
    #expect(account.postings == 2)
    #expect(account.lastPayment?.date == day("2026-11-17"))
    #expect(account.lastPayment?.type == .directDebit)
    #expect(account.names == ["Ms Ada Marsh"])
    #expect(try view.ledger("101").balance.together == Money(pence: 1_864))
    #expect(try view.intakes().map(\.name) == ["accounts.csv", "transactions.csv"])
  }

  @Test("The same rows sent again add nothing and are told as duplicates")
  func twiceAddsNothing() throws {
    let test = try TestBook()
    let files = [
      TestBook.accounts([facts("101")]), TestBook.postings([("101", posting("1", .rent, 100, "2026-11-16"))]),
    ]
    try test.take(files)
    let again = try test.take(files)
    #expect(again.outcome.sequence == nil)
    #expect(again.outcome.files.map(\.duplicates) == [1, 1])
    #expect(again.reports(.skippedDuplicate).count == 2)
    #expect(test.book.view.sequence == 1)
  }

  @Test("A differing narrative is no conflict; a differing amount is, and both amounts are named")
  func conflicts() throws {
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101")])])
    var other = posting("7", .cash, -10_300, "2026-11-16")
    other.narrative = "POST OFFICE £103.00"
    let taken = try test.take([
      TestBook.postings([
        ("101", posting("7", .cash, -10_300, "2026-11-16")),
        ("101", other),
        ("101", posting("7", .cash, -9_900, "2026-11-16")),
        ("101", posting("7", .cash, -10_300, "2026-11-10")),
      ])
    ])
    #expect(taken.outcome.files[0].taken == 1)
    #expect(taken.reports(.skippedDuplicate).map(\.line) == [3])
    #expect(taken.reports(.rejected).map(\.line) == [4, 5])
    #expect(taken.reports(.rejected)[0].problem.contains("103.00 CR"))
    #expect(taken.reports(.rejected)[0].problem.contains("99.00 CR"))
    #expect(try test.book.view.summary(of: "101")?.balance == Money(pence: -10_300))
  }

  @Test("Of two rows with one id the first line wins, whatever their dates")
  func firstLineWins() throws {
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101")])])
    let taken = try test.take([
      TestBook.postings([
        ("101", posting("7", .cash, -100, "2026-11-16")), ("101", posting("7", .cash, -200, "2026-11-02")),
      ])
    ])
    #expect(taken.reports(.rejected).map(\.line) == [3])
    #expect(try test.book.view.summary(of: "101")?.balance == Money(pence: -100))
  }

  @Test("A conflict with what the book has is rejected, and the book keeps its own")
  func conflictWithBook() throws {
    let test = try TestBook()
    try test.take([
      TestBook.accounts([facts("101")]),
      TestBook.postings([("101", posting("7", .cash, -100, "2026-11-16"))]),
    ])
    let taken = try test.take([
      TestBook.postings([
        ("101", posting("7", .card, -100, "2026-11-16")), ("101", posting("8", .card, -50, "2026-11-17")),
      ])
    ])
    #expect(taken.reports(.rejected).map(\.line) == [2])
    #expect(taken.outcome.sequence == 2)
    #expect(try test.book.view.ledger("101").lines.map(\.posting.id) == ["7", "8"])
  }

  @Test("A row of an unknown account waits in suspense, once, and makes no account")
  func suspense() throws {
    let test = try TestBook()
    let file = TestBook.postings([
      ("101", posting("1", .rent, 100, "2026-11-16")), ("999", posting("2", .cash, -700, "2026-11-16")),
    ])
    try test.take([TestBook.accounts([facts("101")])])
    let taken = try test.take([file])
    #expect(taken.reports(.suspended).map(\.line) == [3])
    #expect(taken.outcome.files[0].suspended == 1)
    var waiting: [SuspenseItem] = []
    try test.book.view.suspense { waiting.append($0) }
    #expect(waiting.map(\.account) == ["999"])
    #expect(waiting.first?.amount == Money(pence: -700))
    #expect(waiting.first?.file == "transactions.csv")
    #expect(waiting.first?.line == 3)
    #expect(try test.book.view.summary(of: "999") == nil)
    let again = try test.take([file])
    #expect(again.outcome.sequence == nil)
    #expect(again.outcome.files[0].duplicates == 2)
  }

  @Test("A dry run reports everything and changes nothing")
  func dryRun() throws {
    let test = try TestBook()
    let taken = try test.take(
      [TestBook.accounts([facts("101"), facts("101", name: "Mr Other")])], mode: .dryRun)
    #expect(taken.outcome.sequence == nil)
    #expect(taken.outcome.files[0].taken == 1)
    #expect(taken.reports(.rejected).count == 1)
    #expect(test.book.view.sequence == 0)
    #expect(!test.disk.paths.contains { $0.contains("/incoming/") && !$0.hasSuffix("/incoming/") })
  }

  @Test("All or nothing: one rejected row, here or in the reader, holds everything back")
  func allOrNothing() throws {
    let test = try TestBook()
    let file = TestBook.File(kind: .accounts, batch: nil) { intake, file in
      try intake.add(facts("101"), file: file, line: 2)
      intake.rejected(file: file, line: 3)
    }
    let held = try test.take([file], mode: .allOrNothing)
    #expect(held.outcome.sequence == nil)
    #expect(held.outcome.files[0].read == 2)
    #expect(held.outcome.files[0].rejected == 1)
    #expect(test.book.view.sequence == 0)
    #expect(try test.take([file]).outcome.sequence == 1)
  }

  @Test("An account given twice alike is taken once; given twice with other content it is a conflict")
  func accountTwice() throws {
    let test = try TestBook()
    var moved = facts("102")
    moved.patch = "P09"
    let taken = try test.take([
      TestBook.accounts([facts("101"), facts("101"), facts("102"), moved])
    ])
    #expect(taken.reports(.skippedDuplicate).map(\.line) == [3])
    #expect(taken.reports(.rejected).map(\.line) == [5])
    #expect(taken.reports(.rejected).first?.problem.contains("patch") == true)
    #expect(try test.book.view.summary(of: "102")?.patch == "P01")
  }

  @Test("A poorer transliteration of the same facts adds nothing")
  func transliteration() throws {
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101", name: "Mr Nguyễn Trần"), facts("102", name: "A | B")])])
    let again = try test.take([
      TestBook.accounts([facts("101", name: "Mr Nguyen Tran"), facts("102", name: "A / B")])
    ])
    #expect(again.outcome.sequence == nil)
    #expect(try test.book.view.summary(of: "101")?.names == ["Mr Nguyễn Trần"])
  }

  @Test("A landlord's balance that the postings do not sum to is warned on the account's line, with both")
  func balanceDisagrees() throws {
    let test = try TestBook()
    let taken = try test.take([
      TestBook.accounts([facts("101", balance: 5_000), facts("102", balance: 700)]),
      TestBook.postings([
        ("101", posting("1", .rent, 4_000, "2026-11-16")), ("102", posting("2", .rent, 700, "2026-11-16")),
      ]),
    ])
    #expect(taken.reports(.warned).map(\.line) == [2])
    let problem = try #require(taken.reports(.warned).first?.problem)
    #expect(problem.contains("50.00 DR") && problem.contains("40.00 DR") && problem.contains("10.00 CR"))
    let account = try #require(try test.book.view.summary(of: "101"))
    #expect(account.difference == Money(pence: -1_000))
    #expect(account.flags(on: TestBook.today).contains(.dataFault))
    #expect(try test.book.view.summary(of: "102")?.flags(on: TestBook.today) == [])
  }

  @Test("Postings that came after the day of the landlord's balance are no difference")
  func laterPostings() throws {
    let test = try TestBook()
    try test.take([
      TestBook.accounts([facts("101", balance: 4_000)]),
      TestBook.postings([("101", posting("1", .rent, 4_000, "2026-11-16"))]),
    ])
    let taken = try test.take([TestBook.postings([("101", posting("2", .rent, 4_000, "2026-11-23"))])])
    #expect(taken.reports.isEmpty)
    #expect(try test.book.view.summary(of: "101")?.difference == nil)
    #expect(try test.book.view.summary(of: "101")?.balance == Money(pence: 8_000))
  }

  @Test(
    "An account that a newer accounts file of its patch lacks is marked absent, and present when it returns")
  func absent() throws {
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101"), facts("102"), facts("103", patch: "P02")])])
    let taken = try test.take([TestBook.accounts([facts("101")], batch: "2026-11-28")])
    #expect(taken.outcome.files[0].absent == 1)
    let view = test.book.view
    #expect(try view.summary(of: "102")?.absentSince == day("2026-11-28"))
    #expect(try view.summary(of: "103")?.absentSince == nil)
    #expect(try view.account("102", asAt: .now)?.absentSince == day("2026-11-28"))
    #expect(try view.account("102", asAt: .known(day("2026-11-27")))?.absentSince == nil)
    #expect(try test.take([TestBook.accounts([facts("101")], batch: "2026-12-05")]).outcome.sequence == nil)
    try test.take([TestBook.accounts([facts("102")], batch: "2026-12-12")])
    #expect(try test.book.view.summary(of: "102")?.absentSince == nil)
  }

  @Test("Actions, arrangements and instalments land by their ids; a newer state replaces an older one")
  func casework() throws {
    let test = try TestBook()
    var call = CaseAction(id: "9", date: day("2026-11-10"), code: "PHO")
    call.time = "09:14"
    call.note = "Will pay | Friday\nat noon"
    var note = CaseAction(id: "10", date: day("2026-11-19"), code: "NTE")
    note.officer = "ABR"
    var plan = Arrangement(
      id: "AG1", kind: .agreement, start: day("2026-09-14"), arrearsAtStart: Money(pence: 49_998),
      instalment: Money(pence: 2_500), frequency: .monthly, status: .active)
    plan.nextDue = day("2026-12-14")
    var broken = plan
    broken.status = .broken
    let first = Instalment(
      arrangement: "AG1", number: 1, due: day("2026-10-14"), amount: Money(pence: 2_500),
      paid: Money(pence: 2_500), status: .paid)
    func files(_ plan: Arrangement, _ batch: String) -> [TestBook.File] {
      [
        TestBook.accounts([facts("101")], batch: batch),
        TestBook.File(kind: .actions, batch: day(batch)) { intake, file in
          try intake.add(call, account: "101", file: file, line: 2)
          try intake.add(note, account: "101", file: file, line: 3)
        },
        TestBook.File(kind: .arrangements, batch: day(batch)) { intake, file in
          try intake.add(plan, account: "101", file: file, line: 2)
        },
        TestBook.File(kind: .instalments, batch: day(batch)) { intake, file in
          try intake.add(first, account: "101", file: file, line: 2)
        },
      ]
    }
    try test.take(files(plan, "2026-11-21"))
    #expect(try test.take(files(plan, "2026-11-21")).outcome.sequence == nil)
    let before = try #require(try test.book.view.summary(of: "101"))
    #expect(before.lastContact == day("2026-11-10"))
    #expect(before.nextDue == day("2026-12-14"))
    #expect(before.flags(on: TestBook.today) == [.arrangementKept])
    let newer = try test.take(files(broken, "2026-11-28"))
    #expect(newer.outcome.files.map(\.taken) == [0, 0, 1, 0])
    let record = try #require(try test.book.view.account("101", asAt: .now))
    #expect(record.actions == [call, note])
    #expect(record.plans.map(\.arrangement) == [broken])
    #expect(record.plans.first?.instalments == [first])
    #expect(try test.book.view.summary(of: "101")?.flags(on: TestBook.today) == [.arrangementBroken])
    let then = try #require(try test.book.view.account("101", asAt: .known(day("2026-11-21"))))
    #expect(then.plans.map(\.arrangement) == [plan])
  }

  @Test("An action with the id of another is a conflict")
  func actionConflict() throws {
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101")])])
    let taken = try test.take([
      TestBook.File(kind: .actions, batch: nil) { intake, file in
        try intake.add(
          CaseAction(id: "9", date: day("2026-11-10"), code: "PHO"), account: "101", file: file, line: 2)
        try intake.add(
          CaseAction(id: "9", date: day("2026-11-09"), code: "PHO"), account: "101", file: file, line: 3)
      }
    ])
    #expect(taken.reports(.rejected).map(\.line) == [3])
    #expect(try test.book.view.account("101", asAt: .now)?.actions.count == 1)
  }

  @Test("A reference or an id that no key can hold is rejected with its line")
  func impossibleKeys() throws {
    let test = try TestBook()
    let taken = try test.take([
      TestBook.accounts([facts("10\u{1B}1"), facts("102")]),
      TestBook.postings([
        ("102", posting("", .rent, 1, "2026-11-16")), ("102", posting("1", .rent, .max, "2026-11-16")),
      ]),
    ])
    #expect(taken.reports(.rejected).map(\.line) == [2, 2, 3])
    #expect(taken.outcome.files.map(\.rejected) == [1, 2])
  }

  @Test("Files that were taken in meanwhile are noticed; nothing of these lands")
  func overtaken() throws {
    let test = try TestBook()
    let intake = try test.book.beginIntake(
      files: [IntakeFile(name: "a", kind: .accounts, sha256: "a", batchDate: nil)]) { _ in }
    try intake.add(facts("101"), file: 0, line: 2)
    _ = try TestBook.take([TestBook.accounts([facts("101")])], into: test.neighbour())
    #expect(throws: CasebookError.overtaken) { try intake.finish(.goodRows) }
    #expect(test.book.view.sequence <= 1)
  }
}
