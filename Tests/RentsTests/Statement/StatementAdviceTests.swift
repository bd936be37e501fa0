import Testing

@testable import Rents

@Suite("What an experienced adviser would say of a form")
struct StatementAdviceTests {
  private func pence(_ pence: Int64) -> Money { Money(pence: pence) }

  private func warnings(
    facts: StatementFacts = MarshForm.facts, _ change: (inout StatementForm) -> Void = { _ in }
  ) -> [StatementWarning] {
    var form = MarshForm.form
    change(&form)
    return StatementReckoning(form, facts: facts, rules: MarshForm.rules).warnings
  }

  private func codes(
    facts: StatementFacts = MarshForm.facts, _ change: (inout StatementForm) -> Void = { _ in }
  ) -> Set<String> { Set(warnings(facts: facts, change).map(\.code)) }

  @Test("Of the third screen: Tax Support, as it says there, and school meals once they are typed")
  func thirdScreen() {
    #expect(codes() == ["council-tax-support"])
    #expect(
      codes { $0[.amount(line: "school-work-meals")] = "20" } == ["council-tax-support", "school-meals"])
    #expect(warnings().first?.field == .amount(line: "council-tax-support"))
  }

  @Test("An empty form is not nagged about what has not been asked yet")
  func empty() {
    let reckoning = StatementReckoning(StatementForm(), facts: MarshForm.facts, rules: MarshForm.rules)
    #expect(reckoning.warnings.isEmpty)
  }

  @Test("Rent that is not the charge: with arrears in it, after benefit, of another period, or simply other")
  func rent() {
    #expect(codes { $0[.amount(line: "rent")] = "118.64w" }.contains { $0.hasPrefix("rent") } == false)
    #expect(codes { $0[.amount(line: "rent")] = "514.11m" }.contains { $0.hasPrefix("rent") } == false)
    #expect(codes { $0[.amount(line: "rent")] = "118.64m" }.contains("rent-frequency"))
    #expect(codes { $0[.amount(line: "rent")] = "514.11w" }.contains("rent-frequency"))
    #expect(codes { $0[.amount(line: "rent")] = "539.11m" }.contains("rent-holds-arrears"))
    #expect(codes { $0[.amount(line: "rent")] = "300m" }.contains("rent-differs"))
    #expect(codes { $0[.amount(line: "rent")] = "-" }.contains("rent-differs"))
    #expect(codes { $0[.amount(line: "universal-credit")] = "317w" }.contains("benefit-frequency"))
    var facts = MarshForm.facts
    facts.managedPayment = nil
    facts.housingBenefit = .init(amount: pence(8_000), frequency: .weekly)
    #expect(codes(facts: facts) { $0[.amount(line: "rent")] = "38.64w" }.contains("rent-net-of-help"))
    facts = MarshForm.facts
    facts.instalment = .init(amount: pence(30_000), frequency: .monthly)
    #expect(codes(facts: facts) { $0[.amount(line: "rent")] = "814.11m" }.contains("rent-holds-arrears"))
  }

  @Test("A rent with rent-free weeks that is typed as every week's is noticed, and its benefit is not")
  func rentFreeWeeks() {
    var facts = MarshForm.facts
    facts.managedPayment = nil
    facts.charge = .init(amount: pence(12_505), frequency: .weeksAYear(48))
    facts.housingBenefit = .init(amount: pence(4_000), frequency: .weeksAYear(48))
    let found = codes(facts: facts) {
      $0[.amount(line: "rent")] = "125.05w"
      $0[.amount(line: "housing-benefit")] = "40w"
    }
    #expect(found.contains("rent-frequency") && !found.contains("hb-on-record"))
  }

  @Test("Universal Credit whose parts do not come to the bank's figure, or do not match the ledger")
  func universalCredit() {
    #expect(codes { $0[.universalCredit(.bank)] = "850" }.contains("uc-bank"))
    #expect(codes { $0[.universalCredit(.bank)] = "1373.64" }.contains("uc-award-is-bank"))
    #expect(codes { $0[.universalCredit(.toLandlord)] = "500" }.isSuperset(of: ["uc-ledger", "uc-bank"]))
    var facts = MarshForm.facts
    facts.managedPayment = nil
    let none = warnings(facts: facts) { $0[.universalCredit(.toLandlord)] = "514.11" }
    #expect(
      none.first { $0.code == "uc-ledger" }?.sentence == "UC to us is down as 514.11; our ledger has none")
    #expect(
      codes {
        $0[.amount(line: "universal-credit")] = "300"; $0[.universalCredit(.bank)] = ""
      }
      .isSuperset(of: ["uc-award-too-small"]))
  }

  @Test("Income below the benefits on record, and a benefit on record that the form denies")
  func record() {
    #expect(codes { $0[.amount(line: "universal-credit")] = "-" }.contains("uc-on-record"))
    let low = codes {
      $0[.amount(line: "universal-credit")] = "300"
      $0[.amount(line: "child-benefit")] = "-"
    }
    #expect(low.contains("income-below-record"))
    var facts = MarshForm.facts
    facts.housingBenefit = .init(amount: pence(4_000), frequency: .weekly)
    #expect(codes(facts: facts) { $0[.amount(line: "housing-benefit")] = "30" }.contains("hb-on-record"))
    #expect(!codes(facts: facts) { $0[.amount(line: "housing-benefit")] = "160 4w" }.contains("hb-on-record"))
    #expect(codes(facts: facts).contains("help-twice"))
  }

  @Test("Child Benefit with children at home: not asked once benefits are, none, or for fewer")
  func childBenefit() {
    #expect(codes { $0[.amount(line: "child-benefit")] = "" }.contains("child-benefit-not-asked"))
    #expect(codes { $0[.amount(line: "child-benefit")] = "-" }.contains("child-benefit-none"))
    #expect(codes { $0[.amount(line: "child-benefit")] = "27.05w" }.contains("child-benefit-fewer"))
    var facts = MarshForm.facts
    facts.children = nil
    #expect(
      !codes(facts: facts) { $0[.amount(line: "child-benefit")] = "" }.contains("child-benefit-not-asked"))
  }

  @Test("Council tax in full is mentioned on a low income only, and not where support is down")
  func councilTax() {
    #expect(codes { $0[.amount(line: "council-tax-support")] = "-" }.contains("council-tax-support"))
    #expect(!codes { $0[.amount(line: "council-tax-support")] = "12" }.contains("council-tax-support"))
    var facts = StatementFacts(day: MarshForm.day)
    facts.charge = MarshForm.facts.charge
    let earners = codes(facts: facts) {
      $0[.amount(line: "universal-credit")] = "-"
      $0[.amount(line: "salary-client")] = "3200"
      $0[.deduction(1, .amount)] = ""
      $0[.universalCredit(.bank)] = ""
    }
    #expect(!earners.contains("council-tax-support") && !earners.contains("benefit-check"))
  }

  @Test(
    "A four-weekly benefit entered as a month's is known by its rate",
    arguments: [
      ("child-benefit", "179.80m", "four-weekly-as-monthly"),
      ("child-benefit", "108.20m", "four-weekly-as-monthly"),
      ("disability-benefits", "428m", "four-weekly-as-monthly"),
      ("disability-benefits", "306.80 m", "four-weekly-as-monthly"),
      ("disability-benefits", "512m", "four-weekly-as-monthly"),
      ("child-benefit", "44.95", "benefit-frequency"), ("child-benefit", "179.80w", "benefit-frequency"),
    ])
  func fourWeekly(line: String, typed: String, code: String) {
    #expect(codes { $0[.amount(line: line)] = typed }.contains(code))
  }

  @Test(
    "A benefit typed as it is paid, or as the month that it comes to, is left alone",
    arguments: [
      ("child-benefit", "179.80"), ("child-benefit", "44.95w"), ("child-benefit", "194.78m"),
      ("disability-benefits", "306.80"), ("disability-benefits", "463.67m"), ("disability-benefits", "100"),
      ("disability-benefits", "-"),
    ])
  func rightFrequency(line: String, typed: String) {
    let found = codes { $0[.amount(line: line)] = typed }
    #expect(found.isDisjoint(with: ["four-weekly-as-monthly", "benefit-frequency"]))
  }

  @Test("More than one television licence, reckoned by the year however it is paid")
  func licence() {
    #expect(!codes { $0[.amount(line: "tv-licence")] = "180y" }.contains("tv-licence"))
    #expect(!codes { $0[.amount(line: "tv-licence")] = "3.46w" }.contains("tv-licence"))
    #expect(codes { $0[.amount(line: "tv-licence")] = "30m" }.contains("tv-licence"))
  }

  @Test("Fuel and food that nobody lives on, by who lives there; going without is asked about")
  func little() {
    #expect(codes { $0[.amount(line: "groceries")] = "100" }.contains("food-low"))
    #expect(codes { $0[.amount(line: "groceries")] = "-" }.contains("food-low"))
    #expect(!codes { $0[.amount(line: "groceries")] = "" }.contains("food-low"))
    #expect(
      codes {
        $0[.amount(line: "gas")] = "-"; $0[.amount(line: "electricity")] = "5w"
      }.contains("fuel-low"))
    #expect(
      !codes {
        $0[.amount(line: "gas")] = ""; $0[.amount(line: "electricity")] = "5w"
      }.contains("fuel-low"))
  }

  @Test(
    "An offer beyond what is left, a deduction that has ended, or is over the cap, or is on our ledger only")
  func offersAndDeductions() {
    #expect(codes { $0[.single(.arrearsOffer)] = "80.54" }.contains("offer-over-left"))
    #expect(!codes { $0[.single(.arrearsOffer)] = "80.53" }.contains("offer-over-left"))
    #expect(codes { $0[.deduction(1, .ends)] = "12 Feb 2026" }.contains("deduction-ended"))
    #expect(codes { $0[.deduction(1, .amount)] = "70" }.contains("deductions-over-cap"))
    var facts = MarshForm.facts
    facts.arrearsDeduction = pence(4_249)
    #expect(codes(facts: facts).contains("deduction-on-ledger"))
    #expect(
      !codes(facts: facts) {
        $0[.deduction(2, .what)] = "rent arrears"; $0[.deduction(2, .amount)] = "42.49"
      }
      .contains("deduction-on-ledger"))
  }

  @Test("A priority debt among the others, our own arrears listed again, work without wages")
  func others() {
    #expect(codes { $0[.debt(1, .creditor)] = "COUNCIL TAX 2024" }.contains("debt-has-priority"))
    #expect(!codes { $0[.debt(1, .creditor)] = "Catalogue" }.contains("debt-has-priority"))
    #expect(codes { $0[.debt(1, .creditor)] = "Leeds Magistrates' Court" }.contains("debt-has-priority"))
    #expect(!codes { $0[.debt(1, .creditor)] = "Harcourt Loans" }.contains("debt-has-priority"))
    #expect(codes { $0[.priorityDebt(2, .creditor)] = "Rent arrears" }.contains("own-arrears-listed"))
    let working = codes {
      $0[.person(1, .name)] = "Kelly"
      $0[.person(1, .relation)] = "client"
      $0[.person(1, .works)] = "pt"
      $0[.amount(line: "salary-client")] = "-"
    }
    #expect(working.contains("works-no-wages"))
  }

  @Test("What is left may rest on a disability benefit: its costs are asked first")
  func disability() {
    let found = codes {
      $0[.amount(line: "disability-benefits")] = "428"
      $0[.amount(line: "groceries")] = "1700"
      $0[.amount(line: "school-work-meals")] = "-"
    }
    #expect(found.contains("rests-on-disability"))
  }

  @Test("Every sentence fits one line and asks something")
  func sentences() {
    var form = MarshForm.form
    form[.debt(1, .creditor)] = "council tax " + String(repeating: "of a very long borough ", count: 20)
    form[.universalCredit(.bank)] = "9999999.99"
    form[.amount(line: "universal-credit")] = "8888888.88"
    form[.deduction(1, .ends)] = "1 Jan 2020"
    form[.deduction(1, .what)] = "\u{1B}[31m an advance that was given in the summer of the year before last"
    let found = StatementReckoning(form, facts: MarshForm.facts, rules: MarshForm.rules).warnings
    #expect(found.count >= 4)
    for warning in found {
      #expect(warning.sentence.count <= StatementWarning.longest && !warning.sentence.isEmpty)
      #expect(!warning.ask.isEmpty && !warning.sentence.contains("\u{1B}"))
    }
  }
}
