import Casebook
import Rents
import Testing

@Suite("Asking the book") struct ViewTests {
  /// The ledger of the screens' example, from its postings.
  private func marsh() throws -> TestBook {
    let test = try TestBook()
    try test.take([
      TestBook.accounts([facts("40218863", patch: "E3", name: "MARSH Kelly")]),
      TestBook.postings([
        ("40218863", posting("1", .broughtForward, 98_513, "2026-10-05")),
        ("40218863", posting("2", .rent, 11_864, "2026-10-12")),
        ("40218863", posting("3", .managedPayment, -51_411, "2026-10-12")),
        ("40218863", posting("4", .directDebit, -2_500, "2026-10-14")),
        ("40218863", posting("5", .rent, 11_864, "2026-10-19")),
        ("40218863", posting("6", .rent, 11_864, "2026-10-26")),
        ("40218863", posting("7", .rent, 11_864, "2026-11-02")),
        ("40218863", posting("8", .rent, 11_864, "2026-11-09")),
        ("40218863", posting("9", .managedPayment, -51_411, "2026-11-12")),
        ("40218863", posting("10", .rent, 11_864, "2026-11-16")),
        ("40218863", posting("11", .directDebit, -2_500, "2026-11-16")),
        ("40218863", posting("12", .directDebitReturned, 2_500, "2026-11-16", known: "2026-11-18")),
        ("40218863", posting("13", .rent, 11_864, "2026-11-23")),
      ]),
    ])
    return test
  }

  @Test("The ledger of the screens: 762.39 now, 618.75 as known on 17 November, 643.75 by effective date")
  func threeDates() throws {
    let view = try marsh().book.view
    #expect(try view.ledger("40218863").balance.together == Money(pence: 76_239))
    #expect(
      try view.ledger("40218863", asAt: .known(day("2026-11-17"))).balance.together == Money(pence: 61_875))
    #expect(
      try view.ledger("40218863", asAt: .effective(day("2026-11-17"))).balance.together
        == Money(pence: 64_375))
    #expect(try view.ledger("40218863").lines.map(\.posting.id).suffix(4) == ["10", "11", "12", "13"])
  }

  @Test("The trend is the balance at the end of each of the last eight rent weeks")
  func trend() throws {
    let summary = try #require(try marsh().book.view.summary(of: "40218863"))
    #expect(
      summary.trend(on: day("2026-11-24")).map(\.pence)
        == [98_513, 56_466, 68_330, 80_194, 92_058, 52_511, 64_375, 76_239])
    #expect(summary.trend(on: day("2026-11-21")).last == Money(pence: 64_375))
  }

  @Test("Weeks owed count in the full weekly charge")
  func weeks() throws {
    let summary = try #require(try marsh().book.view.summary(of: "40218863"))
    #expect(summary.weeksOwed?.tenths == 64)
    #expect(summary.weeklyCharge == Money(pence: 11_864))
  }

  @Test("Facts are those known on the day asked for; before any, the earliest stand and say so")
  func factsAsAt() throws {
    let test = try TestBook()
    var later = facts("101")
    later.phone = "07700 900412"
    try test.take([TestBook.accounts([facts("101")], batch: "2026-11-07")])
    try test.take([TestBook.accounts([later], batch: "2026-11-21")])
    let view = test.book.view
    #expect(try view.account("101", asAt: .now)?.facts.phone == "07700 900412")
    #expect(try view.account("101", asAt: .known(day("2026-11-20")))?.facts.phone == "")
    let early = try #require(try view.account("101", asAt: .known(day("2026-03-03"))))
    #expect(early.factsAreLater)
    #expect(early.factsKnown == day("2026-11-07"))
    #expect(try view.account("999", asAt: .now) == nil)
  }

  @Test("An older extract that comes late is history and changes no list")
  func lateHistory() throws {
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101", name: "New")], batch: "2026-11-21")])
    try test.take([TestBook.accounts([facts("101", name: "Old")], batch: "2026-11-07")])
    #expect(try test.book.view.summary(of: "101")?.names == ["New"])
    #expect(
      try test.book.view.account("101", asAt: .known(day("2026-11-10")))?.facts.people.first?.name == "Old")
  }

  @Test("Facts come back as they went in")
  func factsRoundTrip() throws {
    var full = facts("101", balance: -120)
    full.tenancyReference = "T1/01"
    full.start = day("2009-11-02")
    full.end = day("2026-10-31")
    full.bedrooms = 0
    full.people = [Person(name: "Mr A | B\\C", dateOfBirth: day("1947-02-03")), Person(name: "Ms \n D")]
    full.email = "a@example.org"
    full.paymentMethod = .managedPayment
    full.directDebitDay = 31
    full.previousCharge = PreviousCharge(total: Money(pence: 10_551), effectiveFrom: day("2025-04-07"))
    full.charge.effectiveFrom = day("2026-04-06")
    full.rentFreeWeeks = 4
    full.housingBenefit.status = .suspended
    full.housingBenefit.weekly = Money(pence: 0)
    full.universalCredit.isClaimant = true
    full.universalCredit.paymentDay = 12
    full.universalCredit.claimDate = day("2026-09-01")
    full.universalCredit.isManagedPayment = true
    full.isBenefitCapped = true
    full.underOccupiedBedrooms = 2
    full.vulnerabilities = ["MH", "SAFE"]
    full.notice = NoticeSeekingPossession(served: day("2026-01-05"), expires: day("2027-01-04"))
    full.courtOrder = CourtOrder(kind: .suspended, date: nil, weeklyTerms: Money(pence: 480))
    full.breathingSpace = BreathingSpace(from: day("2026-11-01"), to: nil)
    let test = try TestBook()
    try test.take([TestBook.accounts([full])])
    #expect(try test.book.view.account("101", asAt: .now)?.facts == full)
    let flags = try #require(try test.book.view.summary(of: "101")).flags(on: TestBook.today)
    #expect(flags.letters == "BVJUANCS!")
    #expect(try test.take([TestBook.accounts([full])]).outcome.sequence == nil)
  }

  @Test("An account that moves to another patch is in the new one's list alone")
  func moves() throws {
    let test = try TestBook()
    try test.take([
      TestBook.accounts([facts("101")], batch: "2026-11-07"),
      TestBook.postings([("101", posting("1", .rent, 100, "2026-11-02"))]),
    ])
    try test.take([TestBook.accounts([facts("101", patch: "P02")])])
    #expect(try test.book.view.summaries(patch: "P01").isEmpty)
    #expect(try test.book.view.summaries(patch: "P02").map(\.balance.pence) == [100])
    #expect(try test.book.view.patches().map(\.name) == ["P02"])
  }

  @Test("The whole book is walked by patch and reference")
  func walks() throws {
    let test = try TestBook()
    try test.take([
      TestBook.accounts([
        facts("3", patch: "B"), facts("1", patch: "B"), facts("2", patch: "A"), facts("4", patch: ""),
      ])
    ])
    var seen: [String] = []
    try test.book.view.forEachSummary {
      seen.append($0.patch + $0.reference)
      return seen.count < 3
    }
    #expect(seen == ["4", "A2", "B1"])
    #expect(try test.book.view.patches().map(\.name) == ["", "A", "B"])
  }

  @Test("A patch keeps its officer until most of its accounts name another")
  func patchOfficer() throws {
    let test = try TestBook()
    func named(_ reference: String, _ code: String, _ name: String) -> AccountFacts {
      var facts = facts(reference)
      facts.officerCode = code
      facts.officerName = name
      return facts
    }
    func officers() throws -> [String] { try test.book.view.patches().map(\.officerName) }
    try test.take([
      TestBook.accounts((101...104).map { named("\($0)", "KO", "Kofi Osei") }, batch: "2026-11-01")
    ])
    #expect(try officers() == ["Kofi Osei"])
    try test.take([TestBook.accounts([named("100", "ABR", "Alison | Brackley")], batch: "2026-11-02")])
    #expect(try officers() == ["Kofi Osei"])
    try test.take([TestBook.accounts([named("101", "ABR", "Alison | Brackley")], batch: "2026-11-03")])
    #expect(try officers() == ["Kofi Osei"])
    try test.take([TestBook.accounts([named("102", "ABR", "Alison | Brackley")], batch: "2026-11-04")])
    #expect(try officers() == ["Alison | Brackley"])
    #expect(try test.book.verify(deep: true).faults == [])
  }
}
