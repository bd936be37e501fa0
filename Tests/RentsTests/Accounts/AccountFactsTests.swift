import Rents
import Testing

@Suite("An account's facts") struct AccountFactsTests {
  func account(_ tenure: Tenure = .secure) throws -> AccountFacts {
    AccountFacts(
      reference: "40218863", tenure: tenure, status: .current,
      charge: Charge(frequency: .weekly, total: try pounds("118.64")))
  }

  @Test("give each tenure the ledger it belongs to") func subAccounts() {
    #expect(
      Tenure.allCases.map { SubAccount(tenure: $0).rawValue } == [
        "RENT", "RENT", "RENT", "RENT", "RENT", "GAR", "LSC", "SHO", "SUN", "STO", "FTA",
      ])
    #expect(SubAccount.allCases.filter(\.isRent) == [.rent, .sharedOwnership])
    #expect(Set(SubAccount.allCases.map(\.meaning)).count == SubAccount.allCases.count)
  }

  @Test("hold joint tenants liable together") func joint() throws {
    var facts = try account()
    facts.people = [Person(name: "E Nowak")]
    #expect(!facts.isJoint)
    facts.people.append(Person(name: "J Nowak", dateOfBirth: try day("1960-02-29")))
    #expect(facts.isJoint)
    #expect(facts.people.last?.age(on: try day("2026-02-28")) == 66)
    #expect(facts.people.first?.age(on: try day("2026-02-28")) == nil)
  }

  @Test("know the charge of a day by the dates of the change") func chargeOnADay() throws {
    var facts = try account()
    facts.charge.effectiveFrom = try day("2026-04-06")
    facts.previousCharge = PreviousCharge(total: try pounds("113.21"), effectiveFrom: try day("2025-04-07"))
    #expect(facts.chargeTotal(on: try day("2026-04-06")) == (try pounds("118.64")))
    #expect(facts.chargeTotal(on: try day("2026-04-05")) == (try pounds("113.21")))
    #expect(facts.chargeTotal(on: try day("2025-04-06")) == nil)
    facts.previousCharge = nil
    #expect(facts.chargeTotal(on: try day("2026-04-05")) == nil)
    facts.charge.effectiveFrom = nil
    #expect(facts.chargeTotal(on: try day("2001-04-05")) == (try pounds("118.64")))
  }

  @Test("sum the parts of a charge") func parts() throws {
    var charge = Charge(frequency: .weekly, total: try pounds("118.64"))
    charge.rent = try pounds("110.00")
    charge.service = try pounds("8.64")
    #expect(try charge.sumOfParts() == charge.total)
    charge.water = Money(pence: .max)
    #expect(throws: MoneyError.overflow) { try charge.sumOfParts() }
  }

  @Test("keep a notice in force to its last day and breathing space to its notified end") func periods()
    throws
  {
    let notice = NoticeSeekingPossession(served: try day("2026-11-25"), expires: try day("2027-12-27"))
    #expect(!notice.isInForce(on: try day("2026-11-24")))
    #expect(notice.isInForce(on: try day("2027-12-27")))
    #expect(!notice.isInForce(on: try day("2027-12-28")))
    let moratorium = BreathingSpace(from: try day("2026-11-03"), to: nil)
    #expect(moratorium.isInForce(on: try day("2030-01-01")))
    let standard = BreathingSpace(from: try day("2026-11-03"), to: try day("2027-01-02"))
    #expect(standard.isInForce(on: try day("2027-01-02")))
    #expect(!standard.isInForce(on: try day("2027-01-03")))
  }
}

@Suite("The flags") struct AccountFlagsTests {
  @Test("stand as letters in the order of decision 22") func order() {
    let all = AccountFlags.legend.reduce(into: AccountFlags()) { $0.insert($1.flag) }
    #expect(all.letters == "HBVJUANCRrSL!")
    #expect(AccountFlags([.dataFault, .held, .notice]).letters == "HN!")
    #expect(AccountFlags().letters.isEmpty)
    #expect(AccountFlags.legendText.hasPrefix("H held  B breathing space"))
    #expect(AccountFlags(letter: "r") == .arrangementBroken)
    #expect(AccountFlags(letter: "R") == .arrangementKept)
    #expect(AccountFlags(letter: "x") == nil)
  }

  @Test("come from the facts as they stand on a day") func fromFacts() throws {
    let today = try day("2026-11-21")
    var facts = AccountFacts(
      reference: "1", tenure: .secure, status: .current,
      charge: Charge(frequency: .weekly, total: try pounds("100")))
    #expect(AccountFlags(facts: facts, on: today).letters == "")
    facts.people = [Person(name: "A"), Person(name: "B")]
    facts.vulnerabilities = ["SAFE"]
    #expect(AccountFlags(facts: facts, on: today).letters == "JS")
    facts.vulnerabilities = ["MH", "SAFE"]
    facts.universalCredit.isClaimant = true
    facts.universalCredit.isManagedPayment = true
    facts.breathingSpace = BreathingSpace(from: today, to: today)
    facts.notice = NoticeSeekingPossession(served: try day("2026-01-05"), expires: nil)
    facts.courtOrder = CourtOrder(kind: .suspended, date: nil, weeklyTerms: nil)
    #expect(AccountFlags(facts: facts, on: today).letters == "BVJUANCS")
    #expect(AccountFlags(facts: facts, on: today.adding(days: 1)).letters == "VJUANCS")
  }

  @Test("show the newest arrangement that still runs") func arrangements() throws {
    let today = try day("2026-11-21")
    let facts = AccountFacts(
      reference: "1", tenure: .secure, status: .current,
      charge: Charge(frequency: .weekly, total: try pounds("100")))
    func arrangement(_ id: String, _ start: String, _ status: Arrangement.Status) throws -> Arrangement {
      Arrangement(
        id: id, kind: .agreement, start: try day(start), arrearsAtStart: try pounds("300"),
        instalment: try pounds("5"), frequency: .weekly, status: status)
    }
    func letters(_ arrangements: [Arrangement]) -> String {
      AccountFlags(facts: facts, arrangements: arrangements, on: today).letters
    }
    let broken = try arrangement("1", "2026-02-02", .broken)
    let active = try arrangement("2", "2026-09-14", .active)
    let completed = try arrangement("3", "2026-10-05", .completed)
    let later = try arrangement("4", "2026-12-07", .active)
    #expect(letters([broken]) == "r")
    #expect(letters([active, broken, completed]) == "R")
    #expect(letters([completed, later]) == "")
  }
}
