import Casebook
import Rents
import Testing

@Suite("An account's summary as it was known on a day")
struct SummaryAsAtTests {
  @Test("Flags, balance, payment and contact are those of the day, not of today")
  func asKnown() throws {
    let test = try TestBook()
    var before = facts("101", balance: 10_000)
    before.landlordBalanceAsAt = day("2026-11-07")
    before.breathingSpace = BreathingSpace(from: day("2026-09-01"), to: day("2026-10-30"))
    before.notice = NoticeSeekingPossession(served: day("2026-11-02"), expires: nil)
    var after = facts("101", balance: 99)
    after.vulnerabilities = ["MH"]
    func plan(_ status: Arrangement.Status) -> Arrangement {
      Arrangement(
        id: "A1", kind: .agreement, start: day("2026-11-01"), arrearsAtStart: .zero,
        instalment: Money(pence: 500), frequency: .weekly, status: status)
    }
    func plans(_ status: Arrangement.Status, _ batch: String) -> TestBook.File {
      TestBook.File(kind: .arrangements, batch: day(batch)) { intake, file in
        try intake.add(plan(status), account: "101", file: file, line: 2)
      }
    }
    try test.take([
      TestBook.accounts([before], batch: "2026-11-07"),
      TestBook.postings(
        [
          ("101", posting("1", .rent, 12_500, "2026-11-02")),
          ("101", posting("2", .directDebit, -2_500, "2026-11-05")),
        ], batch: "2026-11-07"), plans(.active, "2026-11-07"),
      TestBook.File(kind: .actions, batch: day("2026-11-07")) { intake, file in
        for (line, date) in ["2026-11-03", "2026-11-12"].enumerated() {
          let action = CaseAction(id: "\(line)", date: day(date), code: "PHO")
          try intake.add(action, account: "101", file: file, line: line + 2)
        }
      },
    ])
    try test.take([
      TestBook.accounts([after]),
      TestBook.postings([
        ("101", posting("3", .directDebitReturned, 2_500, "2026-11-05", known: "2026-11-09"))
      ]),
      plans(.broken, "2026-11-21"),
    ])
    let view = test.book.view
    let now = try #require(try view.summary(of: "101", asAt: .now))
    #expect(now == (try view.summary(of: "101")))
    #expect(now.flags(on: view.today) == [.vulnerable, .arrangementBroken, .dataFault])
    #expect(now.lastPayment == nil && now.lastContact == day("2026-11-12"))

    let then = try #require(try view.summary(of: "101", asAt: .known(day("2026-11-08"))))
    #expect(then.flags(on: day("2026-11-08")) == [.notice, .arrangementKept])
    #expect(then.balance == Money(pence: 10_000) && then.difference == nil)
    #expect(then.lastPayment?.date == day("2026-11-05") && then.lastContact == day("2026-11-03"))
    #expect(then.trend(on: day("2026-11-08")).suffix(2) == [.zero, Money(pence: 10_000)])

    // The breathing space ended, and the notice was not yet served, by dates that were known only later.
    let early = try #require(try view.summary(of: "101", asAt: .known(day("2026-10-05"))))
    #expect(early.flags(on: day("2026-10-05")) == [.breathingSpace])
    #expect(early.landlordBalance == nil && early.postings == 0)

    let effective = try #require(try view.summary(of: "101", asAt: .effective(day("2026-11-08"))))
    #expect(effective.balance == Money(pence: 12_500) && effective.difference == nil)
    #expect(effective.lastPayment == nil)
    #expect(try view.summary(of: "999", asAt: .known(day("2026-11-08"))) == nil)
  }

  @Test("A posting made here shows from the day it was recorded, with its flag")
  func local() throws {
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101")])])
    try test.book.perform(
      .post(
        account: "101", type: .card, amount: Money(pence: -500), effective: day("2026-11-20"), narrative: ""))
    let view = test.book.view
    let recorded = try #require(try view.ledger("101").localLines.first?.posting.recorded)
    let before = try #require(try view.summary(of: "101", asAt: .known(recorded.adding(days: -1))))
    #expect(before.balance == .zero && before.flags(on: recorded).isEmpty)
    let then = try #require(try view.summary(of: "101", asAt: .known(recorded)))
    #expect(then.local == Money(pence: -500) && then.flags(on: recorded) == .localPosting)
  }
}
