import Casebook
import Rents
import Testing

@Suite("What an account knows of a form before anything is asked") struct StatementFactsTests {
  private let account = "40218863"

  private func book(
    _ change: (inout AccountFacts) -> Void = { _ in }, _ postings: [Posting] = []
  ) throws -> Casebook {
    var facts = facts(account)
    change(&facts)
    let test = try TestBook()
    try test.take([TestBook.accounts([facts]), TestBook.postings(postings.map { (account, $0) })])
    return test.book
  }

  @Test("The full charge, with the weeks in which it falls due, fills the rent in")
  func charge() throws {
    let facts = try book { $0.rentFreeWeeks = 4 }.view.statementFacts(of: account)
    #expect(facts.charge == .init(amount: Money(pence: 11_864), frequency: .weeksAYear(48)))
    #expect(facts.day == TestBook.today && facts.people.map(\.name) == ["Ms Ada Marsh"])
    #expect(facts.filled(StatementForm())[.amount(line: "rent")] == "118.64*48y")
    // A finished form is frozen: nothing is filled in.
    let frozen = try book().view.statementFacts(of: account, fillsIn: false)
    #expect(frozen.charge != nil && frozen.filled(StatementForm()).isEmpty)
    let invoiced = try book { $0.charge.frequency = .invoice }.view.statementFacts(of: account)
    #expect(invoiced.charge == nil)
  }

  @Test("Housing Benefit counts only while it is in payment")
  func housingBenefit() throws {
    func facts(_ status: HousingBenefit.Status) throws -> StatementFacts {
      try book {
        $0.housingBenefit.status = status
        $0.housingBenefit.weekly = Money(pence: 9_000)
      }.view.statementFacts(of: account)
    }
    #expect(try facts(.inPayment).housingBenefit == .init(amount: Money(pence: 9_000), frequency: .weekly))
    #expect(try facts(.suspended).housingBenefit == nil)
  }

  @Test("Housing Benefit comes in the weeks in which rent is due: where it meets the rent, nothing is left")
  func housingBenefitOfRentWeeks() throws {
    let known = try book {
      $0.rentFreeWeeks = 4
      $0.housingBenefit.status = .inPayment
      $0.housingBenefit.weekly = Money(pence: 11_864)
    }.view.statementFacts(of: account)
    #expect(known.housingBenefit == known.charge)
  }

  @Test("What Universal Credit paid us lately: the rent part, and beside it what was taken for arrears")
  func managedPayments() throws {
    func paid(_ id: String, _ pence: Int64, _ date: String, _ narrative: String) -> Posting {
      var posting = posting(id, .managedPayment, pence, date)
      posting.narrative = narrative
      return posting
    }
    let postings = [
      paid("1", -40_000, "2026-09-14", "UC Direct"), paid("2", -51_411, "2026-11-14", "UC Direct"),
      paid("3", -4_249, "2026-11-16", "DWP third party deduction"), posting("4", .rent, 11_864, "2026-11-16"),
    ]
    let facts = try book({ $0.universalCredit.paymentDay = 14 }, postings).view.statementFacts(of: account)
    #expect(facts.managedPayment == Money(pence: 51_411) && facts.arrearsDeduction == Money(pence: 4_249))
    #expect(facts.claimsUniversalCredit && facts.universalCreditDay == 14)
    #expect(facts.balance == Money(pence: -83_796) && facts.arrears == .zero)
    // As it was known before: the payment of September.
    let then = try book({ _ in }, postings).view.statementFacts(of: account, asAt: .known(day("2026-10-01")))
    #expect(
      then.managedPayment == Money(pence: 40_000) && then.arrearsDeduction == nil
        && then.day == day("2026-10-01"))
    // One that stopped two months ago is not counted on.
    let stopped = try book({ _ in }, [postings[0]]).view.statementFacts(of: account)
    #expect(stopped.managedPayment == nil && !stopped.claimsUniversalCredit)
  }

  @Test("The next collection of a direct debit is the first payment of an offer")
  func directDebit() throws {
    func next(_ collected: Int) throws -> CivilDate? {
      try book {
        $0.paymentMethod = .directDebit
        $0.directDebitDay = collected
      }.view.statementFacts(of: account).nextPayment
    }
    #expect(
      try next(28) == day("2026-11-28") && next(21) == day("2026-12-21") && next(31) == day("2026-11-30"))
    #expect(try book().view.statementFacts(of: account).nextPayment == nil)
  }

  @Test("The cap and the bedrooms are known, and London only where the postcode says it for certain")
  func others() throws {
    func london(_ postcode: String) throws -> Bool {
      try book { $0.postcode = postcode }.view.statementFacts(of: account).isInLondon
    }
    #expect(
      try london("SE1 7AB") && london("n1 9gu") && !london("EN1 1AA") && !london("S1 2AB") && !london(""))
    let facts = try book {
      $0.isBenefitCapped = true
      $0.underOccupiedBedrooms = 1
    }.view.statementFacts(of: account)
    #expect(facts.isBenefitCapped && facts.underOccupiedBedrooms == 1)
  }

  @Test("An unknown account is refused with the nearest one")
  func unknown() throws {
    let view = try book().view
    #expect(refusal { _ = try view.statementFacts(of: "40218864") }?.contains(account) == true)
  }
}
