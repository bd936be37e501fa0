import Testing

@testable import Rents

/// Marsh of the third screen: two children, wages and Universal Credit, 436.79 left to clear.
enum MarshForm {
  static let day = CivilDate(dayNumber: 20_781)  // 2026-11-24

  static let format = StatementFormat([
    .init(
      id: "earnings", title: "Earnings", section: .income,
      lines: [
        .init(id: "salary-client", label: "Wages"), .init(id: "salary-partner", label: "Partner's wages"),
        .init(id: "other-earnings", label: "Other earnings"),
      ]),
    .init(
      id: "benefits", title: "Benefits", section: .income,
      lines: [
        .init(id: "universal-credit", label: "Universal Credit"),
        .init(id: "child-benefit", label: "Child Benefit", usual: .fourWeekly),
        .init(id: "disability-benefits", label: "Disability benefits", usual: .fourWeekly),
        .init(id: "housing-benefit", label: "Housing Benefit", usual: .weekly),
        .init(id: "council-tax-support", label: "Council Tax Support"),
      ]),
    .init(
      id: "home", title: "Home", section: .fixed,
      lines: [
        .init(id: "rent", label: "Rent", usual: .weekly),
        .init(id: "council-tax", label: "Council tax", usual: .tenAYear),
        .init(id: "tv-licence", label: "TV licence"),
      ]),
    .init(
      id: "utilities", title: "Utilities", section: .fixed,
      lines: [
        .init(id: "gas", label: "Gas"), .init(id: "electricity", label: "Electricity"),
        .init(id: "other-fuel", label: "Other fuels"),
      ]),
    .init(
      id: "food-housekeeping", title: "Food", section: .flexible,
      lines: [
        .init(id: "groceries", label: "Groceries"),
        .init(id: "school-work-meals", label: "School and work meals"),
      ]),
  ])

  static var thresholds: StatementThresholds {
    var rates = StatementThresholds.Rates(from: CivilDate(dayNumber: 20_549))  // 2026-04-06
    rates.childBenefitEldest = Money(pence: 2_705)
    rates.childBenefitOther = Money(pence: 1_790)
    rates.standardAllowances = [33_858, 42_490, 52_834, 66_697].map { Money(pence: $0) }
    rates.workAllowance = Money(pence: 42_700)
    rates.rentDeductionPercents = 10...20
    rates.deductionsMostPercent = 15
    var thresholds = StatementThresholds()
    thresholds.rates = [rates]
    thresholds.fourWeekly = [
      .init(
        line: "disability-benefits", from: rates.from,
        weekly: [7_670, 11_460, 10_700].map { Money(pence: $0) })
    ]
    thresholds.schoolMealsFreeFrom = CivilDate(year: 2026, month: 9, day: 1)
    thresholds.licences = [.init(from: CivilDate(dayNumber: 20_544), yearly: Money(pence: 18_000))]
    thresholds.leastFuel = .init(
      first: Money(pence: 800), adult: Money(pence: 200), child: Money(pence: 200))
    thresholds.leastFood = .init(
      first: Money(pence: 2_000), adult: Money(pence: 1_500), child: Money(pence: 1_000))
    thresholds.lowIncome = .init(
      first: Money(pence: 30_000), adult: Money(pence: 15_000), child: Money(pence: 9_000))
    thresholds.savingsPercent = 10
    thresholds.savingsMost = Money(pence: 2_000)
    thresholds.offerPercents = [50, 75, 100]
    thresholds.priorityWords = ["council tax", "court"]
    return thresholds
  }

  static var rules: StatementRules { StatementRules(format: format, thresholds: thresholds) }

  static var facts: StatementFacts {
    var facts = StatementFacts(
      day: day, balance: Money(pence: 76_239), stillToCome: Money(pence: 32_560),
      people: [Person(name: "Marsh Kelly")])
    facts.children = 2
    facts.charge = .init(amount: Money(pence: 11_864), frequency: .weekly)
    facts.claimsUniversalCredit = true
    facts.managedPayment = Money(pence: 51_411)
    facts.nextPayment = CivilDate(year: 2026, month: 12, day: 14)
    return facts
  }

  static var form: StatementForm {
    var form = StatementForm()
    form[.amount(line: "salary-client")] = "742"
    form[.amount(line: "salary-partner")] = "-"
    form[.amount(line: "other-earnings")] = "0"
    form[.amount(line: "universal-credit")] = "1373.64 m"
    form[.universalCredit(.bank)] = "824.53"
    form[.deduction(1, .what)] = "advance"
    form[.deduction(1, .amount)] = "35 m"
    form[.deduction(1, .ends)] = "12 Feb"
    form[.amount(line: "child-benefit")] = "179.80 4w"
    form[.amount(line: "council-tax")] = "96/10"
    form[.amount(line: "tv-licence")] = "15 m"
    form[.amount(line: "gas")] = "60"
    form[.amount(line: "electricity")] = "70"
    form[.amount(line: "groceries")] = "1424.61"
    form[.priorityDebt(1, .creditor)] = "council tax"
    form[.priorityDebt(1, .owed)] = "340"
    form[.priorityDebt(1, .offer)] = "20"
    return form
  }

  static var reckoning: StatementReckoning { StatementReckoning(form, facts: facts, rules: rules) }
}

@Suite("What follows from a form")
struct StatementReckoningTests {
  private func pence(_ pence: Int64) -> Money { Money(pence: pence) }

  @Test("The third screen, to the penny: what is left, and what of it is for our arrears")
  func thirdScreen() {
    let reckoning = MarshForm.reckoning
    #expect(reckoning.totals.income == pence(227_542) && reckoning.totals.outgoings == pence(216_372))
    #expect(reckoning.totals.surplus == pence(11_170))
    #expect(reckoning.savings == pence(1_117) && reckoning.savingsAreAllowance)
    #expect(reckoning.priorityDebts.map(\.offer) == [pence(2_000)])
    #expect(reckoning.forArrears == pence(8_053) && reckoning.forArrearsWeekly == pence(1_858))
    let benefits = reckoning.group("income/benefits")
    #expect(benefits?.monthly == pence(153_342) && benefits?.weekly == pence(35_387))
    #expect(reckoning.line("universal-credit")?.weekly == pence(31_699))
    #expect(reckoning.deductions.map(\.weekly) == [pence(808)])
    #expect(reckoning.line("rent")?.monthly == pence(51_411) && reckoning.line("rent")?.isFromAccount == true)
    #expect(reckoning.line("council-tax")?.weekly == pence(1_846))
    #expect(reckoning.rentDeduction == .closed(wages: pence(74_200), allowance: pence(42_700)))
    #expect(reckoning.faults.isEmpty)
  }

  @Test("Each option says when it clears what is left; the last waits for the advance to end")
  func options() {
    let options = MarshForm.reckoning.options
    #expect(options.map(\.letter) == ["A", "B", "C", "D"])
    #expect(options.map(\.monthly.pence) == [4_000, 6_000, 8_000, 4_000])
    #expect(
      options.map { $0.clears?.text(.dayMonthYear) } == [
        "14 Oct 2027", "14 Jul 2027", "14 May 2027", "14 Jul 2027",
      ])
    #expect(options.map(\.payments) == [11, 8, 6, 8])
    #expect(options[0].last == pence(3_679) && options[0].steps.isEmpty)
    let step = options[3].steps.first
    #expect(step?.monthly == pence(7_500) && step?.from == CivilDate(year: 2027, month: 3, day: 14))
    #expect(step?.what == "advance")
  }

  @Test("A deduction that already goes to our arrears counts towards what clears them")
  func ownDeduction() {
    var form = MarshForm.form
    form[.deduction(2, .what)] = "Rent arrears"
    form[.deduction(2, .amount)] = "42.49"
    let reckoning = StatementReckoning(form, facts: MarshForm.facts, rules: MarshForm.rules)
    #expect(reckoning.rentDeduction == .running(pence(4_249)))
    #expect(reckoning.deductions.map(\.isForArrears) == [false, true])
    form[.deduction(1, .what)] = "parental loan"
    #expect(
      StatementReckoning(form, facts: MarshForm.facts, rules: MarshForm.rules).deductions[0].isForArrears
        == false)
    // 111.70 less 42.49 is 69.21; less 6.92 and 20.00, 42.29 is left: 21 a month beside the 42.49.
    #expect(reckoning.forArrears == pence(4_229))
    #expect(reckoning.options.first?.monthly == pence(2_100) && reckoning.options.first?.payments == 7)
  }

  @Test(
    "A deficit leaves nothing for anybody: no saving, no option, no share, and a token only where one was put down"
  )
  func deficit() {
    var form = MarshForm.form
    form[.amount(line: "salary-client")] = "-"
    form[.priorityDebt(1, .offer)] = ""
    form[.debt(1, .creditor)] = "Card"
    form[.debt(1, .owed)] = "900"
    form[.debt(2, .creditor)] = "Loan"
    form[.debt(2, .owed)] = "400"
    form[.debt(2, .token)] = "1"
    let reckoning = StatementReckoning(form, facts: MarshForm.facts, rules: MarshForm.rules)
    #expect(reckoning.totals.surplus < .zero && reckoning.savings == .zero)
    #expect(reckoning.forArrears == .zero && reckoning.options.isEmpty)
    #expect(reckoning.debts.map(\.offer) == [.zero, pence(100)])
    #expect(reckoning.debts.map(\.isToken) == [false, true] && reckoning.tokens == pence(100))
    #expect(reckoning.priorityDebts.map(\.offer) == [.zero])
  }

  @Test("What is agreed on our arrears comes off before other debts share")
  func agreed() {
    var form = MarshForm.form
    form[.debt(1, .owed)] = "900"
    form[.single(.arrearsOffer)] = "60"
    let reckoning = StatementReckoning(form, facts: MarshForm.facts, rules: MarshForm.rules)
    #expect(reckoning.forArrears == pence(8_053) && reckoning.debts.map(\.offer) == [pence(2_053)])
    #expect(reckoning.agreed?.clears == CivilDate(year: 2027, month: 7, day: 14))
  }

  @Test("The tenant's share of the rent is counted once, whatever pays the rest")
  func share() {
    #expect(MarshForm.reckoning.rent.share == .zero)
    var facts = MarshForm.facts
    facts.managedPayment = nil
    facts.housingBenefit = .init(amount: pence(8_000), frequency: .weekly)
    let reckoning = StatementReckoning(MarshForm.form, facts: facts, rules: MarshForm.rules)
    #expect(reckoning.rent.housingBenefit == pence(34_667) && reckoning.rent.share == pence(16_744))
    #expect(reckoning.rent.weekly == pence(3_864))
  }

  @Test("Universal Credit in three parts gives what the bank should show")
  func universalCredit() {
    let parts = MarshForm.reckoning.universalCredit
    #expect(parts?.expectedInBank == pence(82_453) && parts?.bank == pence(82_453))
    #expect(parts?.takenOff == pence(3_500) && parts?.toLandlord == pence(51_411))
  }

  @Test("Progress tells none from not asked, and refusing from sending")
  func progress() {
    var form = MarshForm.form
    form[.standing(line: "disability-benefits")] = "refused"
    form[.standing(line: "council-tax-support")] = "will-send"
    form[.amount(line: "school-work-meals")] = "12x"
    let reckoning = StatementReckoning(form, facts: MarshForm.facts, rules: MarshForm.rules)
    #expect(reckoning.progress.count == 16 && reckoning.progress.asked == 13)
    #expect(reckoning.progress.none == 2 && reckoning.progress.refused == 1)
    #expect(reckoning.progress.willSend == 1 && reckoning.progress.unreadable == 1)
    #expect(reckoning.progress.left == 3 && reckoning.progress.notAsked == 2)
    #expect(reckoning.faults.map(\.field) == [.amount(line: "school-work-meals")])
    #expect(reckoning.group("income/earnings")?.progress.asked == 3)
  }

  @Test("An amount beyond any household is named and left out; the rest is added up")
  func tooLarge() {
    var form = MarshForm.form
    form[.amount(line: "groceries")] = "92233720368547758.07"
    form[.single(.fee)] = "90000000000000000*9"
    let reckoning = StatementReckoning(form, facts: MarshForm.facts, rules: MarshForm.rules)
    #expect(Set(reckoning.faults.map(\.field)) == [.amount(line: "groceries"), .single(.fee)])
    #expect(reckoning.totals.income == pence(227_542))
  }

  @Test("An offer that never clears what is left says so rather than naming a year")
  func never() {
    var facts = MarshForm.facts
    facts.balance = pence(100_000_000)
    let reckoning = StatementReckoning(MarshForm.form, facts: facts, rules: MarshForm.rules)
    #expect(reckoning.options.map(\.clears) == [nil, nil, nil, nil])
  }
}
