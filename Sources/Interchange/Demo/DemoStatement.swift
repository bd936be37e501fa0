import Casebook
import Rents

/// An income and expenditure form as a household of the demo would have told it: what comes in follows from how the account
/// is paid, what goes out from who lives there, so that most have a little left and some are short.
struct DemoStatement {
  private let facts: AccountFacts
  private let day: CivilDate
  /// The rates of the day are the data's, as the form is judged by them.
  private let thresholds: StatementThresholds
  private var random: DemoRandom
  private var form = StatementForm()
  private var children = 0

  /// What a household said on a day.
  static func fields(
    of facts: AccountFacts, on day: CivilDate, thresholds: StatementThresholds, seed: UInt64, ordinal: Int
  ) -> [String: String] {
    var statement = DemoStatement(
      facts: facts, day: day, thresholds: thresholds,
      random: DemoRandom(seed: seed, account: ordinal, purpose: 97))
    statement.tell()
    return statement.form.texts
  }

  private init(
    facts: AccountFacts, day: CivilDate, thresholds: StatementThresholds, random: DemoRandom
  ) {
    self.facts = facts
    self.day = day
    self.thresholds = thresholds
    self.random = random
  }

  private var isCouple: Bool { facts.isJoint }
  private var isRetired: Bool {
    facts.housingBenefit.status == .inPayment && !facts.universalCredit.isClaimant
  }

  private mutating func tell() {
    household()
    rent()
    if facts.universalCredit.isClaimant {
      universalCredit()
    } else if isRetired {
      pension()
    } else {
      wages()
    }
    costs()
    agreement()
  }

  // MARK: Who lives there, and what comes in

  private mutating func household() {
    children = isRetired ? 0 : min(random.below(4), max(0, (facts.bedrooms ?? 2) - 1) * 2)
    form[.single(.adults)] = isCouple ? "2" : "1"
    form[.single(.children)] = "\(children)"
    form[.single(.joint)] = isCouple ? "yes" : "no"
    if let weekly = thresholds.rates(on: day)?.childBenefit(children: children) {
      put("child-benefit", 4 * Int(weekly.pence), " 4w")
    }
  }

  private mutating func rent() {
    guard facts.charge.total.isDebit,
      let frequency = facts.charge.frequency.frequency(rentFreeWeeks: facts.rentFreeWeeks)
    else { return }
    let typed = StatementFacts.Recurring(amount: facts.charge.total, frequency: frequency).typed
    form[.amount(line: "rent")] = typed
    form[.source(line: "rent")] = typed
  }

  private var rentOfMonth: Int {
    let yearly = facts.weeklyEquivalent.flatMap { try? $0.multiplied(by: Ratio(52)).divided(by: Ratio(12)) }
    return yearly.map { Int(clamping: $0.rounded()) } ?? 0
  }

  private mutating func universalCredit() {
    let allowances = thresholds.rates(on: day)?.standardAllowances ?? []
    let standard = allowances.count == 4 ? Int(allowances[isCouple ? 3 : 1].pence) : 0
    // What children bring is the household's word: no form is judged by it.
    let award = standard + rentOfMonth + children * random.within(28...30) * 1_000
    put("universal-credit", award, "")
    let toLandlord = facts.universalCredit.isManagedPayment ? rentOfMonth : 0
    form[.universalCredit(.toLandlord)] = toLandlord == 0 ? "-" : DemoStatement.typed(toLandlord)
    var taken = 0
    if random.chance(40) {
      taken = random.within(20...45) * 100
      form[.deduction(1, .what)] = random.pick(["advance", "advance", "water", "court fine"])
      form[.deduction(1, .amount)] = DemoStatement.typed(taken)
      let ends = day.adding(months: random.within(3...10), onDay: 28)
      form[.deduction(1, .ends)] = ends.text(.dayMonthYear)
    }
    form[.universalCredit(.bank)] = DemoStatement.typed(award - toLandlord - taken)
    if random.chance(35) { disability() }
  }

  private mutating func pension() {
    if let weekly = facts.housingBenefit.weekly, weekly.isDebit {
      let charged = facts.charge.frequency == .weekly ? facts.rentFreeWeeks : 0
      let frequency = ChargeFrequency.weekly.frequency(rentFreeWeeks: charged) ?? .weekly
      let typed = StatementFacts.Recurring(amount: weekly, frequency: frequency).typed
      form[.amount(line: "housing-benefit")] = typed
      form[.source(line: "housing-benefit")] = typed
    }
    put("state-pension", 4 * random.within(170...235) * 100, " 4w")
    if isCouple { put("other-pension", 4 * random.within(90...140) * 100, " 4w") }
    if random.chance(45) { put("private-pension", random.within(30...180) * 100, "") }
    if random.chance(40) { disability() }
  }

  private mutating func disability() {
    let rates = thresholds.fourWeekly(line: "disability-benefits", on: day)
    guard !rates.isEmpty else { return }
    put("disability-benefits", 4 * Int(random.pick(rates).pence), " 4w")
  }

  private mutating func wages() {
    // Take-home pay: what the rent leaves room for, so that some have little over and some are short.
    let needed = rentOfMonth + 66_000 + children * 11_000 + (isCouple ? 26_000 : 0)
    let pay = needed + random.within(-90...170) * 100
    let partner = isCouple && random.chance(60) ? pay * random.within(25...40) / 100 : 0
    switch random.below(3) {
    case 0: put("salary-client", (pay - partner) * 12 / 52, "w")
    case 1: put("salary-client", (pay - partner) * 12 / 13, " 4w")
    default: put("salary-client", pay - partner, "")
    }
    if partner > 0 { put("salary-partner", partner, "") }
    form[.evidence(line: "salary-client")] = random.pick(["payslip seen", "bank statement seen", ""])
  }

  // MARK: What goes out

  private mutating func costs() {
    let people = (isCouple ? 2 : 1) + children
    form[.amount(line: "council-tax")] =
      random.chance(50) ? "\(random.within(70...140))/10" : "\(random.within(18...32))w"
    if let licence = thresholds.licence(on: day) { put("tv-licence", Int(licence.pence), "y") }
    put("gas", random.within(28...60) * 100, "")
    form[.amount(line: "electricity")] = "\(random.within(10...18) + 2 * children)w"
    put("water-supply", random.within(25...48) * 100, "")
    form[.amount(line: "groceries")] = "\(random.within(34...46) + 19 * (people - 1))w"
    put("mobile-phone", random.within(8...20) * 100 * (isCouple ? 2 : 1), "")
    put("phone-internet-tv", random.within(18...38) * 100, "")
    form[.amount(line: "toiletries")] = "\(random.within(2...5) * people)w"
    form[.amount(line: "clothing-footwear")] = "\(random.within(8...14) * people)m"
    if children > 0 {
      form[.amount(line: "school-uniform")] = "\(random.within(90...160) * children)y"
      form[.amount(line: "school-work-meals")] = random.chance(50) ? "\(random.within(8...14))*38y" : "-"
    }
    if random.chance(35) {
      put("car-insurance", random.within(38...75) * 100, "")
      form[.amount(line: "road-tax")] = "\(random.within(20...195))y"
      form[.amount(line: "fuel-parking")] = "\(random.within(12...25))w"
      form[.single(.vehicles)] = "1"
    } else {
      form[.amount(line: "public-transport")] = "\(random.within(6...20))w"
      form[.single(.vehicles)] = "0"
    }
    if random.chance(30) { form[.amount(line: "smoking")] = "\(random.within(12...35))w" }
    if random.chance(40) { put("home-insurance", random.within(4...9) * 100, "") }
    for line in DemoStatement.saidToBeNone where random.chance(85) && form[.amount(line: line)].isEmpty {
      form[.amount(line: line)] = "-"
    }
    if random.chance(30) {
      form[.priorityDebt(1, .creditor)] = "Council tax, last year"
      form[.priorityDebt(1, .owed)] = "\(random.within(140...620))"
      form[.priorityDebt(1, .offer)] = "\(random.within(2...5) * 5)"
    }
    if random.chance(40) {
      form[.debt(1, .creditor)] = random.pick(["Catalogue", "Credit card", "Overdraft", "Doorstep loan"])
      form[.debt(1, .owed)] = "\(random.within(150...2_400))"
    }
  }

  /// What most households say no to, one after the other.
  private static let saidToBeNone = [
    "salary-partner", "other-earnings", "maintenance-received", "boarders-lodgers", "non-dependants",
    "student-support", "other-income", "ground-rent-service-charge", "mortgage", "mortgage-endowment",
    "secured-loans", "appliance-rental", "other-home", "other-fuel", "other-utilities", "water-waste",
    "childcare", "adult-care", "child-maintenance-paid", "prescriptions", "vehicle-hp", "pension-payments",
    "life-insurance", "mortgage-protection", "health-insurance", "professional-courses", "union-fees",
    "professional-fees", "other-essential", "nappies-baby", "alcohol", "vet-pets", "house-repairs",
  ]

  private mutating func agreement() {
    if random.chance(75) {
      form[.single(.arrearsOffer)] = random.pick(["5w", "10w", "20", "25", "30", "40"])
      form[.single(.arrearsFirst)] = day.adding(months: 1, onDay: random.within(1...28)).text(.dayMonthYear)
    }
    form[.single(.savingsConsidered)] = "yes"
    form[.single(.assetsConsidered)] = "yes"
    form[.single(.assetsNotes)] = "no savings"
    form[.single(.agreedHow)] = random.chance(80) ? "voice" : "signature"
    form[.single(.agreedBy)] = facts.people.first?.name ?? ""
    form[.single(.agreedOn)] = day.text(.dayMonthYear)
    form[.single(.review)] = day.adding(months: 6, onDay: Int(day.day)).text(.dayMonthYear)
  }

  // MARK: Amounts

  private mutating func put(_ line: String, _ pence: Int, _ behind: String) {
    form[.amount(line: line)] = DemoStatement.typed(max(0, pence)) + behind
  }

  private static func typed(_ pence: Int) -> String {
    Money(pence: Int64(pence)).text(.unsigned).filter { $0 != "," }
  }
}
