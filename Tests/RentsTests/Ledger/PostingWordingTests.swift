import Rents
import Testing

@Suite("The wording of a posting") struct PostingWordingTests {
  func facts(_ tenure: Tenure, _ frequency: ChargeFrequency) throws -> AccountFacts {
    AccountFacts(
      reference: "1", tenure: tenure, status: .current,
      charge: Charge(frequency: frequency, total: try pounds("118.64")))
  }

  func wording(_ type: PostingType, _ effective: String, _ facts: AccountFacts) throws -> String {
    let date = try day(effective)
    return Posting(
      id: "1", type: type, amount: .zero, effective: date, known: date, recorded: date, source: "housing"
    ).wording(facts: facts, calendar: RentCalendar())
  }

  @Test("says which week a weekly charge is for, and never calls a licence charge rent") func weekly() throws
  {
    #expect(try wording(.rent, "2026-11-16", facts(.secure, .weekly)) == "Rent week 33")
    #expect(try wording(.rent, "2026-11-16", facts(.licence, .weekly)) == "Licence charge week 33")
    #expect(try wording(.rent, "2026-11-16", facts(.garage, .weekly)) == "Garage rent week 33")
    #expect(try wording(.rent, "2026-04-06", facts(.secure, .fourWeekly)) == "Rent weeks 1-4")
    #expect(try wording(.rent, "2026-04-20", facts(.secure, .fortnightly)) == "Rent weeks 3-4")
  }

  @Test("says which period a longer charge is for") func longer() throws {
    #expect(try wording(.rent, "2026-11-01", facts(.assured, .monthly)) == "Rent for Nov 2026")
    #expect(
      try wording(.serviceCharge, "2026-10-01", facts(.leasehold, .halfYearly))
        == "Service charge, half-year from 1 Oct")
    #expect(try wording(.invoice, "2026-10-01", facts(.sundry, .invoice)) == "Invoice")
  }

  @Test("says which assessment period a UC payment covers") func assessmentPeriod() throws {
    var facts = try facts(.secure, .weekly)
    #expect(try wording(.managedPayment, "2026-10-12", facts) == "UC rent to us")
    facts.universalCredit.paymentDay = 12
    #expect(try wording(.managedPayment, "2026-10-12", facts) == "UC rent to us, 6 Sep-5 Oct")
    #expect(try wording(.managedPayment, "2026-11-12", facts) == "UC rent to us, 6 Oct-5 Nov")
    // 12 December is a Saturday: paid on the Friday.
    #expect(try wording(.managedPayment, "2026-12-11", facts) == "UC rent to us, 6 Nov-5 Dec")
    #expect(try wording(.managedPayment, "2026-10-27", facts) == "UC rent to us")
    facts.universalCredit.paymentDay = 31
    #expect(facts.universalCredit.periodCovered(byPaymentOn: try day("2026-02-28")) != nil)
    facts.universalCredit.paymentDay = 99
    #expect(facts.universalCredit.periodCovered(byPaymentOn: try day("2026-02-28")) == nil)
  }

  @Test("names what comes in and what comes back") func payments() throws {
    let facts = try facts(.secure, .weekly)
    #expect(try wording(.directDebit, "2026-11-16", facts) == "Direct debit")
    #expect(try wording(.directDebitReturned, "2026-11-16", facts) == "Direct debit returned")
    #expect(try wording(.broughtForward, "2026-11-16", facts) == "brought forward")
  }
}
