import Rents
import Testing

@Suite("What an officer asks of a ledger") struct LedgerQuestionsTests {
  @Test("counts and sums of each type") func sumsByType() throws {
    let sums = try Ledger(kellyMarsh()).sumsByType()
    #expect(
      sums.map { "\($0.type.code) \($0.count) \($0.total.text(.signed))" } == [
        "RNT 7 830.48", "UCM 2 -1028.22", "DDP 2 -50.00", "DDR 1 25.00", "BBF 1 985.13",
      ])
  }

  @Test("weeks: charged, received, balance at the end of Sunday") func weeks() throws {
    let weeks = try Ledger(kellyMarsh()).spans(by: .week)
    #expect(weeks.map(\.first.iso).prefix(3) == ["2026-10-05", "2026-10-12", "2026-10-19"])
    let second = try #require(weeks.dropFirst().first)
    #expect(second.last.iso == "2026-10-18" && second.count == 3)
    #expect(second.totals.charged.text() == "118.64 DR" && second.totals.received.text() == "539.11 CR")
    #expect(second.balance.text() == "564.66 DR")
    #expect(weeks.last?.balance.text() == "762.39 DR")
  }

  @Test("months: the last balance of each, and nothing is lost") func months() throws {
    let months = try Ledger(kellyMarsh()).spans(by: .month)
    #expect(
      months.map { "\($0.first.iso) \($0.balance.text(.unsigned))" } == [
        "2026-10-01 801.94", "2026-11-01 762.39",
      ])
    #expect(months.map(\.count).reduce(0, +) == 13)
  }

  @Test("closes: the balance at the end of each day asked for") func closes() throws {
    let days = try ["2026-10-04", "2026-10-14", "2026-11-16", "2027-01-01"].map { try day($0) }
    #expect(
      try Ledger(kellyMarsh()).closes(on: days).map { $0.text(.signed) } == [
        "0.00", "564.66", "643.75", "762.39",
      ])
  }

  @Test("since the plan of 14 September: charged 1,186.40, received 1,078.22") func since() throws {
    // The same ledger, told from the start of the plan on.
    var postings = try kellyMarsh().filter { $0.type != .broughtForward }
    func add(_ id: String, _ type: PostingType, _ amount: String, _ date: String) throws {
      let date = try day(date)
      postings.append(
        Posting(
          id: id, type: type, amount: try pounds(amount), effective: date, known: date, recorded: date,
          source: "housing"))
    }
    try add("b", .broughtForward, "535.57", "2026-09-01")
    try add("r1", .rent, "118.64", "2026-09-14")
    for (number, date) in ["2026-09-21", "2026-09-28", "2026-10-05"].enumerated() {
      try add("r2\(number)", .rent, "118.64", date)
    }
    try add("d1", .directDebit, "-25.00", "2026-09-15")
    let since = try Ledger(postings).since(day("2026-09-14"))
    #expect(since.totals.charged.text(.unsigned) == "1,186.40")
    #expect(since.totals.received.text(.unsigned) == "1,078.22")
    #expect(since.opening.text() == "654.21 DR")
    #expect(
      try since.opening.adding(since.totals.charged).adding(since.totals.received).adding(since.totals.other)
        == since.balance)
  }

  @Test("what an earlier view did not have: the returned debit and the week after it") func unseen() throws {
    let ledger = try Ledger(kellyMarsh())
    #expect(ledger.unseen(in: .known(try day("2026-11-17"))).map(\.id) == ["12", "13"])
    #expect(ledger.unseen(in: .effective(try day("2026-11-17"))).map(\.id) == ["13"])
    #expect(ledger.unseen(in: .now).isEmpty)
  }

  @Test("ten years of weeks are put together in order, local postings at their place") func long() throws {
    var postings: [Posting] = []
    let start = try day("2016-04-04")
    for week in 0..<520 {
      let date = start.adding(weeks: week)
      postings.append(
        Posting(
          id: "r\(week)", type: .rent, amount: Money(pence: 10_000), effective: date, known: date,
          recorded: date,
          source: "housing"))
    }
    var local = Posting(
      id: "l", type: .cash, amount: Money(pence: -5_000), effective: start.adding(days: 8),
      known: start.adding(days: 8), recorded: start.adding(days: 8), source: "patchbook")
    local.isLocal = true
    postings.append(local)
    let weeks = try Ledger(postings).spans(by: .week)
    #expect(weeks.count == 520)
    #expect(weeks[1].balance == Money(pence: 15_000))
    #expect(weeks.last?.balance == Money(pence: 5_195_000))
  }
}
