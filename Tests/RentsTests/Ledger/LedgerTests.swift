import Rents
import Testing

/// The ledger of the second screen: Kelly Marsh, 40218863, oldest first, with the days on which each was
/// known.
func kellyMarsh() throws -> [Posting] {
  func posting(
    _ id: Int, _ type: PostingType, _ amount: String, _ effective: String, known: String? = nil
  ) throws -> Posting {
    let effective = try day(effective)
    let known = try known.map { try day($0) } ?? effective
    return Posting(
      id: "\(id)", type: type, amount: try pounds(amount), effective: effective, known: known,
      recorded: known,
      source: "housing")
  }
  return [
    try posting(1, .broughtForward, "985.13", "2026-10-05"),
    try posting(2, .rent, "118.64", "2026-10-12"),
    try posting(3, .managedPayment, "-514.11", "2026-10-12"),
    try posting(4, .directDebit, "-25.00", "2026-10-14"),
    try posting(5, .rent, "118.64", "2026-10-19"),
    try posting(6, .rent, "118.64", "2026-10-26"),
    try posting(7, .rent, "118.64", "2026-11-02"),
    try posting(8, .rent, "118.64", "2026-11-09"),
    try posting(9, .managedPayment, "-514.11", "2026-11-12"),
    try posting(10, .rent, "118.64", "2026-11-16"),
    try posting(11, .directDebit, "-25.00", "2026-11-16"),
    try posting(12, .directDebitReturned, "25.00", "2026-11-16", known: "2026-11-18"),
    try posting(13, .rent, "118.64", "2026-11-23"),
  ]
}

@Suite("The ledger") struct LedgerTests {
  @Test("of the second screen ends at 762.39") func now() throws {
    let ledger = try Ledger(kellyMarsh())
    #expect(ledger.balance.together.text() == "762.39 DR")
    #expect(
      ledger.lines.map { $0.balance.text(.unsigned) } == [
        "985.13", "1,103.77", "589.66", "564.66", "683.30", "801.94", "920.58", "1,039.22", "525.11",
        "643.75",
        "618.75", "643.75", "762.39",
      ])
  }

  @Test("as known on 17 November ends at 618.75: the returned debit was not known yet") func known() throws {
    let ledger = try Ledger(kellyMarsh())
    let view = AsAt.known(try day("2026-11-17"))
    #expect(try ledger.balance(view).together.text() == "618.75 DR")
    #expect(try ledger.seen(view).lines.last?.posting.type == .directDebit)
    #expect(try ledger.balance(on: day("2026-11-17"), by: .known).together.text() == "618.75 DR")
  }

  @Test("by effective date on 17 November ends at 643.75") func effective() throws {
    let ledger = try Ledger(kellyMarsh())
    let view = AsAt.effective(try day("2026-11-17"))
    #expect(try ledger.balance(view).together.text() == "643.75 DR")
    #expect(try ledger.seen(view).balance == ledger.balance(view))
    #expect(try ledger.balance(on: day("2026-11-17"), by: .effective).together.text() == "643.75 DR")
  }

  @Test("is the same whatever the order in which postings come") func anyOrder() throws {
    let postings = try kellyMarsh()
    let ledger = try Ledger(postings)
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<50 {
      let shuffled = postings.shuffled(using: &generator)
      #expect(try Ledger(shuffled) == ledger)
      var built = Ledger()
      for posting in shuffled { try built.append(posting) }
      #expect(built == ledger)
    }
  }

  @Test("orders ids by length and then text, so that 9 stands before 10") func naturalOrder() throws {
    let today = try day("2026-11-16")
    let postings = ["10", "9", "100", "T10", "T9"].map {
      Posting(
        id: $0, type: .cash, amount: Money(pence: -1), effective: today, known: today, recorded: today,
        source: "housing")
    }
    #expect(try Ledger(postings).lines.map(\.posting.id) == ["9", "10", "T9", "100", "T10"])
  }

  @Test("keeps a local posting on a line of its own: landlord 452.10, local -50.00, together 402.10")
  func localPostings() throws {
    let monday = try day("2026-11-16")
    let charge = Posting(
      id: "1", type: .rent, amount: try pounds("452.10"), effective: monday, known: monday, recorded: monday,
      source: "housing")
    var cash = Posting(
      id: "a", type: .cash, amount: try pounds("-50.00"), effective: monday.adding(days: -3),
      known: monday.adding(days: 1), recorded: monday.adding(days: 1), source: "patchbook")
    cash.isLocal = true
    for postings in [[charge, cash], [cash, charge]] {
      var ledger = Ledger()
      for posting in postings { try ledger.append(posting) }
      #expect(try ledger == Ledger(postings))
      #expect(ledger.balance.landlord.text(.signed) == "452.10")
      #expect(ledger.balance.local.text(.signed) == "-50.00")
      #expect(ledger.balance.together.text(.signed) == "402.10")
      #expect(ledger.lines.map(\.posting.id) == ["1"])
      #expect(ledger.localLines.map { $0.balance.text(.signed) } == ["402.10"])
      #expect(try ledger.balance(.known(monday)).together.text(.signed) == "452.10")
    }
  }

  @Test("knows a local posting by the day on which it was recorded") func localAsAt() throws {
    let monday = try day("2026-11-16")
    var cash = Posting(
      id: "a", type: .cash, amount: try pounds("-50"), effective: monday, known: monday,
      recorded: monday.adding(days: 2), source: "patchbook")
    cash.isLocal = true
    #expect(!AsAt.known(monday.adding(days: 1)).includes(cash))
    #expect(AsAt.known(monday.adding(days: 2)).includes(cash))
    #expect(AsAt.effective(monday).includes(cash))
  }

  @Test("says when the account was last clear, by how the day closed") func lastClear() throws {
    #expect(try Ledger(kellyMarsh()).lastClear == nil)
    let (first, second, third) = (try day("2026-11-02"), try day("2026-11-09"), try day("2026-11-16"))
    func posting(_ id: String, _ pence: Int64, _ date: CivilDate) -> Posting {
      Posting(
        id: id, type: pence > 0 ? .rent : .cash, amount: Money(pence: pence), effective: date, known: date,
        recorded: date, source: "housing")
    }
    let postings = [
      posting("1", 100, first), posting("2", -100, first), posting("3", 100, second),
      posting("4", -100, third),
      posting("5", 100, third),
    ]
    #expect(try Ledger(postings).lastClear == first)
    #expect(try Ledger(postings.dropLast()).lastClear == third)
    #expect(Ledger().lastClear == nil)
  }

  @Test("too large a balance is an error that names the posting, and changes nothing") func overflow() throws
  {
    let today = try day("2026-11-16")
    func posting(_ id: String, _ pence: Int64) -> Posting {
      Posting(
        id: id, type: .rent, amount: Money(pence: pence), effective: today, known: today, recorded: today,
        source: "housing")
    }
    var ledger = try Ledger([posting("2", .max - 1)])
    let before = ledger
    #expect(throws: LedgerError.overflow(posting: "3")) { try ledger.append(posting("3", 2)) }
    #expect(ledger == before)
    #expect(throws: LedgerError.self) { try Ledger([posting("1", .max), posting("2", .max)]) }
  }

  @Test("does what the room's page shows in its example") func example() throws {
    let monday = try day("2026-11-16")
    func posting(_ id: String, _ type: PostingType, _ amount: String, knownAfter days: Int) throws -> Posting
    {
      Posting(
        id: id, type: type, amount: try Money(reading: amount), effective: monday,
        known: monday.adding(days: days),
        recorded: monday.adding(days: days), source: "housing")
    }
    let ledger = try Ledger([
      posting("1", .rent, "118.64", knownAfter: 0), posting("2", .directDebit, "(25.00)", knownAfter: 0),
      posting("3", .directDebitReturned, "25.00", knownAfter: 2),
    ])
    #expect(ledger.balance.together.text() == "118.64 DR")
    #expect(try ledger.balance(.known(monday.adding(days: 1))).together.text() == "93.64 DR")
    #expect(RentCalendar().week(holding: monday).number == 33)
    let charge = Charge(frequency: .weekly, total: try pounds("118.64"))
    let facts = AccountFacts(reference: "1", tenure: .secure, status: .current, charge: charge)
    #expect(
      WeeksOwed(balance: ledger.balance.together, weeklyEquivalent: facts.weeklyEquivalent)?.text == "1.0")
  }

  @Test("says what was charged and received, a returned debit not being received") func totals() throws {
    let ledger = try Ledger(kellyMarsh())
    let totals = try ledger.totals(from: day("2026-10-12"), through: day("2026-11-23"))
    #expect(totals.charged.text(.unsigned) == "830.48")
    #expect(totals.received.text() == "1,053.22 CR")
    #expect(totals.other == .zero)
    #expect(try ledger.totals(from: .first, through: .last).other.text() == "985.13 DR")
  }

  @Test("folds a run of equal charges: weeks 29 to 32 are 474.56, and 1,039.22 is owed after them")
  func folding() throws {
    let ledger = try Ledger(kellyMarsh())
    let folded = ledger.runs().filter(\.isFolded)
    #expect(folded.count == 1)
    #expect(folded.first?.total.text(.unsigned) == "474.56")
    #expect(folded.first?.balance.text(.unsigned) == "1,039.22")
    let run = try #require(folded.first).places
    let (from, through) = (ledger.lines[run.lowerBound].posting, ledger.lines[run.upperBound - 1].posting)
    #expect(RentCalendar().wording(from: from.effective, through: through.effective) == "weeks 29-32")
    #expect(ledger.runs().flatMap(\.places) == Array(ledger.lines.indices))
    #expect(ledger.runs(ofAtLeast: .min).flatMap(\.places) == Array(ledger.lines.indices))
    #expect(ledger.runs(ofAtLeast: 99).allSatisfy { !$0.isFolded })
  }

  @Test("folds days that are charged in parts, whole days at a time, and opens them to their parts")
  func foldingParts() throws {
    var postings: [Posting] = []
    for week in 0..<5 {
      let date = try day("2026-10-05").adding(weeks: week)
      // The fifth week's service charge is another.
      for (part, pence) in [(PostingType.rent, Int64(9_836)), (.serviceCharge, week == 4 ? 1_300 : 1_222)] {
        postings.append(
          Posting(
            id: "\(postings.count + 10)", type: part, amount: Money(pence: pence), effective: date,
            known: date,
            recorded: date, source: "housing"))
      }
    }
    let ledger = try Ledger(postings)
    let runs = ledger.runs()
    #expect(runs.map(\.places) == [0..<8, 8..<10])
    #expect(runs.map(\.days) == [4, 1] && runs.map(\.parts) == [0..<2, 8..<10])
    #expect(runs.map { $0.total.text(.unsigned) } == ["442.32", "111.36"])
    #expect(runs.last?.balance == ledger.balance.together)
    #expect(ledger.runs(ofAtLeast: 5).map(\.days) == [1, 1, 1, 1, 1])

    // A payment between two charge days parts the run; an invoice and a charge taken off are never folded.
    var paid = postings[4]
    (paid.type, paid.amount, paid.effective) = (.cash, Money(pence: -500), paid.effective.adding(days: -1))
    #expect(try Ledger(postings + [paid]).runs().map(\.days).allSatisfy { $0 == 1 })
    for index in postings.indices { postings[index].type = .invoice }
    #expect(try Ledger(postings).runs().allSatisfy { !$0.isFolded })
    for index in postings.indices {
      postings[index].type = .rent
      postings[index].amount = Money(pence: -100)
    }
    #expect(try Ledger(postings).runs().allSatisfy { !$0.isFolded })
  }

  @Test("leaves a run open whose sum does not fit") func foldingTooLarge() throws {
    let monday = try day("2026-10-05")
    let postings = [Int64.min, 0, .max, .max].enumerated().map { index, pence in
      Posting(
        id: "\(index)", type: index == 0 ? .writeOff : .rent, amount: Money(pence: pence),
        effective: monday.adding(days: index), known: monday, recorded: monday, source: "housing")
    }
    let ledger = try Ledger(postings.filter { $0.amount.pence != 0 })
    #expect(ledger.runs(ofAtLeast: 2).allSatisfy { !$0.isFolded && $0.days == 1 })
  }

  @Test("built in any order, from any postings, agrees with a plain sum in every view") func property() throws
  {
    var generator = SeededGenerator(seed: 11)
    let start = try day("2026-01-05")
    for _ in 0..<60 {
      let postings = (0..<Int.random(in: 0...60, using: &generator)).map { index in
        let effective = start.adding(days: .random(in: 0...30, using: &generator))
        let known = effective.adding(days: .random(in: -2...5, using: &generator))
        var posting = Posting(
          id: "\(index)", type: PostingType.allCases.randomElement(using: &generator) ?? .rent,
          amount: Money(pence: .random(in: -9_999...9_999, using: &generator)), effective: effective,
          known: known,
          recorded: known.adding(days: .random(in: 0...9, using: &generator)), source: "housing")
        posting.isLocal = Int.random(in: 0..<5, using: &generator) == 0
        return posting
      }
      let middle = start.adding(days: .random(in: 0...30, using: &generator))
      for view in [AsAt.now, .known(middle), .effective(middle)] {
        var built = Ledger(asAt: view)
        for posting in postings { try built.append(posting) }
        let whole = try Ledger(postings.shuffled(using: &generator), asAt: view)
        #expect(built == whole)
        #expect(try Ledger(postings).seen(view) == whole)
        #expect(try Ledger(postings).balance(view) == whole.balance)
        let sum = try Money.sum(postings.filter(view.includes).map(\.amount))
        #expect(whole.balance.together == sum)
        #expect(whole.lines.last.map(\.balance) ?? .zero == whole.balance.landlord)
        #expect(whole.localLines.last.map(\.balance) ?? whole.balance.landlord == sum)
      }
    }
  }

  @Test("unchanged by a posting put into its middle that a later balance cannot bear")
  func overflowInTheMiddle() throws {
    let today = try day("2026-11-16")
    func posting(_ id: String, _ pence: Int64) -> Posting {
      Posting(
        id: id, type: .rent, amount: Money(pence: pence), effective: today, known: today, recorded: today,
        source: "housing")
    }
    var ledger = try Ledger([posting("2", .max - 5), posting("3", -100)])
    let before = ledger
    #expect(throws: LedgerError.overflow(posting: "1")) { try ledger.append(posting("1", 50)) }
    #expect(ledger == before)
    try ledger.append(posting("1", 5))
    #expect(ledger.lines.map(\.balance.pence) == [5, .max, .max - 100])
  }
}
