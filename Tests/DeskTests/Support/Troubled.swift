import Casebook
import Desk
import Rents

/// Accounts that have everything that can be wrong, or nothing at all.
enum Troubled {
  /// A household with every mark: the landlord's balance differs, money was taken here, the extract lost it.
  static func account() throws -> HandAccount {
    var charge = Charge(frequency: .fourWeekly, total: money(42000))
    charge.rent = money(38000)
    charge.other = money(4000)
    var facts = AccountFacts(reference: "555/A", tenure: .licence, status: .current, charge: charge)
    facts.people = [
      Person(name: "Mr Łukasz \u{200B}Żukowski", dateOfBirth: day("1979-12-31")), Person(name: "שרה כהן"),
    ]
    facts.address = "Flat 41, Hardie House, Hazel Street"
    facts.postcode = "ZZ1 9UU"
    facts.patch = "E3"
    facts.phone = "07700 900961"
    facts.paymentMethod = .cash
    facts.vulnerabilities = ["MH", "INT", "SAFE"]
    facts.universalCredit.isClaimant = true
    facts.universalCredit.claimDate = day("2026-11-02")
    facts.isBenefitCapped = true
    facts.underOccupiedBedrooms = 1
    facts.notice = NoticeSeekingPossession(served: day("2026-09-01"), expires: day("2027-09-01"))
    facts.courtOrder = CourtOrder(kind: .suspended, date: day("2026-10-20"), weeklyTerms: money(395))
    facts.breathingSpace = BreathingSpace(from: day("2026-11-10"), to: day("2027-01-09"))
    facts.landlordBalance = money(131000)
    facts.landlordBalanceAsAt = day("2026-11-23")
    var plan = Arrangement(
      id: "AG9", kind: .court, start: day("2026-10-20"), arrearsAtStart: money(90000), instalment: money(395),
      frequency: .weekly, status: .broken)
    plan.instalmentsDue = 5
    plan.instalmentsPaid = 1
    plan.instalmentsMissed = 4
    plan.nextDue = day("2026-11-17")
    var account = try HandAccount(
      facts,
      postings: [
        posting("1", .broughtForward, 51000, "2025-10-06"),
        posting("2", .rent, 42000, "2026-09-28", narrative: "LICENCE FEE"),
        posting("3", .courtCosts, 40400, "2026-10-20", narrative: "CCO \u{1B}]0;title\u{7} 404.00"),
        posting("4", .adjustment, -1000, "2026-10-21", narrative: "=HYPERLINK(\"x\")"),
        posting("5", .cash, -5000, "2026-11-24", narrative: "taken at the desk", isLocal: true),
      ], arrangements: [plan], on: InventedPatch.today)
    account.page.entry.isAbsentFromExtract = true
    account.page.entry.flags.insert(.held)
    account.page.related = [
      RelatedAccount(reference: "G0990", tenure: .garage, balance: money(1410), relation: .sameTenancy),
      RelatedAccount(
        reference: "ST0031", tenure: .storage, balance: money(26000), relation: .sameNameAndBirth),
      RelatedAccount(
        reference: "40100017", tenure: .former, balance: money(188_042), relation: .sameNameAndPhone,
        status: .former),
    ]
    return account
  }

  /// An account of which nothing is known but that it is there.
  static func unposted() throws -> HandAccount {
    var facts = AccountFacts(
      reference: "0007", tenure: .sundry, status: .current,
      charge: Charge(frequency: .invoice, total: .zero))
    facts.patch = "E3"
    return try HandAccount(facts, postings: [], on: InventedPatch.today)
  }
}
