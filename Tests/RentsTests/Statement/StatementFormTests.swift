import Testing

@testable import Rents

@Suite("A form is its fields and what was typed there")
struct StatementFormTests {
  private let day = CivilDate(dayNumber: 20_778)  // 2026-11-21

  @Test("Every field is found again by its name")
  func names() {
    var fields: [StatementField] = ["rent", "a.b", "tv licence"].flatMap {
      [
        .amount(line: $0), .note(line: $0), .evidence(line: $0), .standing(line: $0), .payee(line: $0),
        .nextPayday(line: $0), .source(line: $0), .reason(group: "flexible/" + $0),
      ]
    }
    fields += StatementField.UniversalCreditPart.allCases.map { .universalCredit($0) }
    for number in [1, 9, 10, 99] {
      fields += StatementField.DeductionPart.allCases.map { .deduction(number, $0) }
      fields += StatementField.PersonPart.allCases.map { .person(number, $0) }
      fields += StatementField.PriorityDebtPart.allCases.map { .priorityDebt(number, $0) }
      fields += StatementField.DebtPart.allCases.map { .debt(number, $0) }
    }
    fields += StatementField.Single.allCases.map { .single($0) }
    for field in fields { #expect(StatementField(name: field.name) == field) }
    #expect(Set(fields.map(\.name)).count == fields.count)
    #expect(fields.sorted() == fields.shuffled().sorted())
  }

  @Test(
    "What is no field's name is none",
    arguments: [
      "", ".", "amount", "amount.", "rent", "uc.award", "debt.0.owed", "debt.01.owed", "debt.100.owed",
      "debt.1.", "debt.1.offer", "debt.-1.owed", "debt.+1.owed", "person..name", "deduction.1", "Amount.rent",
      "debt.٣.owed", "savings.", "debt.99999999999999999999.owed",
    ])
  func noNames(name: String) { #expect(StatementField(name: name) == nil) }

  @Test("A blank field is absent, so that clearing one leaves the form as if it never was")
  func blank() {
    var form = StatementForm()
    form[.amount(line: "rent")] = "118.64w"
    form[.single(.notes)] = " \t "
    #expect(form.fields.count == 1)
    form[.amount(line: "rent")] = ""
    #expect(form == StatementForm() && form.isEmpty)
    #expect(StatementForm([.single(.notes): " "]).isEmpty)
  }

  @Test("Asked and none, refused, will send, unreadable and not asked are five different things")
  func answers() {
    var form = StatementForm()
    form[.amount(line: "gas")] = "-"
    form[.standing(line: "water")] = "refused"
    form[.standing(line: "wages")] = "will-send"
    form[.amount(line: "food")] = "85 a"
    form[.standing(line: "tax")] = "refused"
    form[.amount(line: "tax")] = "96/10"
    form[.standing(line: "odd")] = "perhaps"
    #expect(form.answer(line: "gas") == .none && form.answer(line: "gas").isAnswered)
    #expect(form.answer(line: "water") == .refused && form.answer(line: "water").isAnswered)
    #expect(form.answer(line: "wages") == .willSend)
    #expect(form.answer(line: "tax").isAnswered && form.answer(line: "tax") != .refused)
    #expect(form.answer(line: "odd") == .notAsked && !form.answer(line: "odd").isAnswered)
    guard case .unreadable(let fault) = form.answer(line: "food") else {
      Issue.record("read")
      return
    }
    #expect(fault.place == 3 && !form.answer(line: "food").isAnswered)
  }

  @Test("The account fills in what it knows, and what is typed stands over it")
  func prefilled() throws {
    var facts = StatementFacts(day: day)
    facts.charge = .init(amount: Money(pence: 12_505), frequency: .weeksAYear(48))
    facts.housingBenefit = .init(amount: Money(pence: 4_000), frequency: .weekly)
    facts.managedPayment = Money(pence: 51_411)
    var form = facts.filled(StatementForm())
    #expect(form[.amount(line: "rent")] == "125.05*48y" && form.isFromAccount(line: "rent"))
    #expect(try AmountEntry("125.05*48y").monthly(usual: .weekly) == Money(pence: 50_020))
    #expect(form[.universalCredit(.toLandlord)] == "514.11")
    form[.amount(line: "rent")] = "130w"
    #expect(!form.isFromAccount(line: "rent") && form.isFromAccount(line: "housing-benefit"))
    #expect(facts.filled(form)[.amount(line: "rent")] == "130w")
  }

  @Test("Every frequency that a charge can have is typed so that it means the same")
  func typedFrequencies() throws {
    let all: [Frequency] = [
      .weekly, .fortnightly, .fourWeekly, .monthly, .quarterly, .termly, .halfYearly, .yearly, .tenAYear,
      .weeksAYear(48), .weeksAYear(38),
    ]
    for frequency in all {
      let recurring = StatementFacts.Recurring(amount: Money(pence: 10_013), frequency: frequency)
      let read = try AmountEntry(recurring.typed).exactMonthly(usual: .weekly)
      #expect(try read == frequency.convert(recurring.amount, to: .monthly), "\(frequency)")
    }
  }

  @Test("A debt is owed once, an offer is monthly unless it says otherwise, and neither is below zero")
  func debts() {
    var form = StatementForm()
    form[.priorityDebt(1, .creditor)] = "Council"
    form[.priorityDebt(1, .owed)] = "1,200+40.50"
    form[.priorityDebt(1, .offer)] = "5w"
    form[.priorityDebt(2, .owed)] = "300m"
    form[.priorityDebt(2, .token)] = "1"
    form[.debt(3, .owed)] = "-20"
    let (statement, faults) = form.statement(format: StatementFormat([]))
    #expect(statement.priorityDebts.map(\.owed) == [Money(pence: 124_050), .zero])
    #expect(statement.priorityDebts.map(\.offer) == [Money(pence: 2_167), Money(pence: 100)])
    #expect(Set(faults.map(\.field)) == [.priorityDebt(2, .owed), .debt(3, .owed)])
  }

  @Test("What is taken off Universal Credit is a line of its own, so that the form still casts")
  func deductions() throws {
    let format = StatementFormat([
      .init(
        id: "benefits", title: "Benefits", section: .income,
        lines: [.init(id: "universal-credit", label: "Universal Credit")])
    ])
    var form = StatementForm()
    form[.amount(line: "universal-credit")] = "1373.64"
    form[.deduction(1, .what)] = "advance"
    form[.deduction(1, .amount)] = "10w"
    form[.deduction(2, .amount)] = "10w"
    let totals = try StatementTotals(form.statement(format: format).statement, format: format)
    #expect(totals.income == Money(pence: 137_364 - 4_333 - 4_333))
    #expect(totals.groups == ["income/benefits": totals.income])
  }

  @Test("Who lives there: listed, counted, or else what the account knows")
  func household() throws {
    var facts = StatementFacts(day: day, people: [Person(name: "A"), Person(name: "B")])
    facts.children = 3
    var form = StatementForm()
    #expect(form.household(facts).total == 5 && !form.household(facts).isAsked)
    form[.person(1, .name)] = "Kelly"
    #expect(form.household(facts).adults == 1 && form.household(facts).children == 3)
    form[.person(1, .relation)] = "c"
    #expect(form.household(facts).adults == 2 && form.household(facts).children == 1)
    form = StatementForm()
    form[.single(.children)] = "2"
    #expect(form.household(facts).adults == 2 && form.household(facts).children == 2)
    form[.person(1, .name)] = "Kelly"
    form[.person(2, .relation)] = "daughter"
    form[.person(2, .born)] = "1/9/2017"
    form[.person(3, .born)] = "17"
    form[.person(3, .relation)] = "ch"
    form[.person(4, .relation)] = "non dep"
    form[.person(4, .works)] = "ft"
    let household = form.household(facts)
    #expect(household.adults == 2 && household.children == 2 && household.members[1].age == 9)
    #expect(household.dependants == (1, 1, 0, 1) && household.members[3].work == .fullTime)
    form[.person(5, .born)] = "12/3/88"
    #expect(form.household(facts).members[4].age == 38)
  }

  @Test("Days are read as they are written, the next or the last where the year is left out")
  func days() {
    let expected = CivilDate(year: 2027, month: 2, day: 12)
    for text in ["12 Feb 2027", "12/2/27", "2027-02-12", "12 feb", "Fri 12 February", "12.2.2027"] {
      #expect(StatementDate.read(text, today: day) == expected, "\(text)")
    }
    #expect(
      StatementDate.read("12 Feb", today: day, looking: .back) == CivilDate(year: 2026, month: 2, day: 12))
    for text in ["", "12", "fri", "31 feb", "12 fe", "32/1", "1/13", "1/2/99999", "1 2 3 4", "٣/٢"] {
      #expect(StatementDate.read(text, today: day) == nil, "\(text)")
    }
  }
}
