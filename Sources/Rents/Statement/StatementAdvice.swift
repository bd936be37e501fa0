/// What an experienced adviser would notice in a form. Looks at what was worked out, and only says; nothing is changed.
///
/// A thing that was not asked yet is mentioned only once the talk has reached its group: nobody is nagged with an empty form.
struct StatementAdvice {
  let form: StatementForm
  let reckoning: StatementReckoning
  let facts: StatementFacts
  let rules: StatementRules
  let household: Household
  /// The rates on the day of the form.
  let rates: StatementThresholds.Rates?

  init(
    form: StatementForm, reckoning: StatementReckoning, facts: StatementFacts, rules: StatementRules,
    household: Household
  ) {
    self.form = form
    self.reckoning = reckoning
    self.facts = facts
    self.rules = rules
    self.household = household
    rates = rules.thresholds.rates(on: facts.day)
  }

  /// Everything that is noticed, the weightiest first.
  var warnings: [StatementWarning] {
    var warnings: [StatementWarning] = []
    for check in checks { if let warning = check() { warnings.append(warning) } }
    warnings += frequencies + deductions + debts
    return warnings
  }

  private var checks: [() -> StatementWarning?] {
    [
      offer, rent, universalCreditParts, universalCreditLedger, universalCreditRecord, housingBenefitRecord,
      incomeRecord, helpWithRent, childBenefit, councilTaxSupport, benefitCheck, pensionCredit, wages,
      licence,
      food, fuel, disability, deficit, schoolMeals, prescriptions, childcare, water, car,
    ]
  }

  // MARK: What is known

  /// Pence a month of a line; nil where there is no amount.
  func monthly(_ line: String) -> Money? { reckoning.line(line)?.monthly }

  /// Pence a month of a line, nothing where there is no amount.
  func amount(_ line: String) -> Money { monthly(line) ?? .zero }

  /// Whether a line was asked and there is none.
  func isNone(_ line: String) -> Bool { reckoning.line(line)?.answer == StatementForm.Answer.none }

  /// Whether a line has an amount or was said to have none, so that it can be reckoned with.
  func isTold(_ line: String) -> Bool { monthly(line) != nil }

  /// Whether the form has such a line, the talk has reached its group or half of everything, and it has not been asked.
  func isPassedOver(_ line: String) -> Bool {
    guard reckoning.line(line)?.answer == .notAsked,
      let group = rules.format.line(line).flatMap({ reckoning.group($0.group.key) })
    else { return false }
    return reckoning.lines[group.lines].contains { $0.answer.isAnswered && !$0.isFromAccount }
      || reckoning.progress.asked * 2 >= reckoning.progress.count
  }

  /// The sum of lines, a month.
  func sum(_ lines: [String]) -> Money { StatementReckoning.sum(lines.map(amount)) }

  /// The exact pence a week of a month's.
  func weekly(_ monthly: Money) -> Money { StatementTotals.weekly(monthly) }

  /// Whether anything comes in from Universal Credit.
  var isOnUniversalCredit: Bool { amount("universal-credit") > .zero }

  /// What all wages come to a month.
  var earned: Money { sum(["salary-client", "salary-partner", "other-earnings"]) }

  /// Income a month without what is help with rent or meant for a disability.
  var ordinaryIncome: Money {
    StatementReckoning.less(
      reckoning.totals.income,
      [amount("housing-benefit"), reckoning.rent.toLandlord, amount("disability-benefits")])
  }

  /// Whether income is low: below the landlord's figure, or so low that a benefit by means is paid.
  var isLowIncome: Bool {
    let byMeans = [
      "universal-credit", "jsa-income", "income-support", "housing-benefit", "pension-credit",
      "working-tax-credit", "child-tax-credit",
    ]
    return byMeans.contains { amount($0) > .zero } || isBelowLowIncome
  }

  /// Whether income is below the landlord's figure.
  var isBelowLowIncome: Bool {
    guard let limit = rules.thresholds.lowIncome?.weekly(household) else { return false }
    return weekly(ordinaryIncome) < limit
  }

  /// Whether all of a section has been asked.
  func isComplete(_ section: StatementFormat.Section) -> Bool {
    zip(rules.format.groups, reckoning.groups).allSatisfy {
      $0.section != section || $1.progress.left == 0
    }
  }

  /// `3 people`.
  var people: String { household.total == 1 ? "1 person" : "\(household.total) people" }

  /// `2 children`.
  func children(_ count: Int) -> String { count == 1 ? "1 child" : "\(count) children" }

  /// An amount without its sign.
  func text(_ amount: Money) -> String { amount.text(.unsigned) }

  /// A warning about a line's amount.
  func warning(_ code: String, _ line: String, _ sentence: String, ask: String) -> StatementWarning {
    StatementWarning(code: code, field: .amount(line: line), sentence: sentence, ask: ask)
  }
}
