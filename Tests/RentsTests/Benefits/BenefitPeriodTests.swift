import Rents
import Testing

@Suite("The days that a benefit payment pays for") struct BenefitPeriodTests {
  private func payment(
    _ type: PostingType, _ pence: Int64, _ date: String, _ narrative: String = ""
  ) throws -> Posting {
    let date = try day(date)
    var posting = Posting(
      id: "1", type: type, amount: Money(pence: pence), effective: date, known: date, recorded: date,
      source: "housing")
    posting.narrative = narrative
    return posting
  }

  private func facts(payday: Int? = nil, weekly: Int64? = nil) -> AccountFacts {
    var facts = AccountFacts(
      reference: "1", tenure: .assured, status: .current,
      charge: Charge(frequency: .weekly, total: Money(pence: 11864)))
    facts.universalCredit.paymentDay = payday
    facts.housingBenefit.weekly = weekly.map { Money(pence: $0) }
    return facts
  }

  @Test(
    "are read from the narrative, however it writes them",
    arguments: [
      "HB 5 Oct-1 Nov", "HB 05/10/2026-01/11/2026", "HB 5.10.26 to 1.11.26",
      "Housing Benefit, 5 October 2026 – 1 November 2026", "4WK 05/10/26 - 01/11/26 REF 12",
    ])
  func stated(narrative: String) throws {
    let period = try #require(
      try payment(.housingBenefit, -40_000, "2026-11-02", narrative).benefitPeriod(facts: facts()))
    #expect(period.text == "5 Oct-1 Nov" && period.source == .stated)
    #expect(period.first.iso == "2026-10-05" && period.last.iso == "2026-11-01")
  }

  @Test("a span over new year begins in the year before") func newYear() throws {
    let period = try payment(.managedPayment, -50_000, "2027-01-12", "UC rent to us, 6 Dec-5 Jan")
      .benefitPeriod(facts: facts())
    #expect(period?.first.iso == "2026-12-06" && period?.last.iso == "2027-01-05")
  }

  @Test("UC: the assessment period that ended seven days before the payday") func assessment() throws {
    let period = try payment(.managedPayment, -51_411, "2026-11-12", "DWP UC APA")
      .benefitPeriod(facts: facts(payday: 12))
    #expect(period?.text == "6 Oct-5 Nov" && period?.source == .assessmentPeriod)
  }

  @Test("HB: four weeks to the Sunday before, where the payment is four weekly awards") func fourWeeks()
    throws
  {
    let period = try payment(.housingBenefit, -40_000, "2026-11-02", "HOUSING BENEFIT")
      .benefitPeriod(facts: facts(weekly: 10_000))
    #expect(period?.text == "5 Oct-1 Nov" && period?.source == .fourWeeks)
  }

  @Test(
    "are not given, and not guessed, where nothing says them",
    arguments: [
      (PostingType.housingBenefit, "HOUSING BENEFIT"), (.housingBenefit, "HB 4 8"),
      (.housingBenefit, "HB 31/2-40/3"),
      (.managedPayment, "DWP UC APA 20261112"), (.housingBenefit, "HB 1 Nov"), (.housingBenefit, ""),
    ])
  func notGiven(type: PostingType, narrative: String) throws {
    #expect(
      try payment(type, -40_001, "2026-11-12", narrative).benefitPeriod(facts: facts(weekly: 10_000)) == nil)
    #expect(try payment(.cash, -40_000, "2026-11-02", "5 Oct-1 Nov").benefitPeriod(facts: facts()) == nil)
  }
}

@Suite("The lines of a charge, and what benefit can pay for") struct ChargePartTests {
  private func facts(_ tenure: Tenure) -> AccountFacts {
    var charge = Charge(frequency: .weekly, total: Money(pence: 12_000))
    charge.rent = Money(pence: 10_000)
    charge.service = Money(pence: 1_200)
    charge.water = Money(pence: 800)
    return AccountFacts(reference: "1", tenure: tenure, status: .current, charge: charge)
  }

  @Test("net rent is eligible, water is not, and of services the extract does not say") func home() {
    #expect(
      facts(.secure).chargeParts.map(\.eligibility) == [.eligible, .notSaid, .notEligible])
    #expect(facts(.secure).chargeParts.map(\.kind) == [.rent, .service, .water])
  }

  @Test("a garage is not eligible") func garage() {
    #expect(facts(.garage).chargeParts.allSatisfy { $0.eligibility == .notEligible })
  }
}
