/// Benefits, pensions and wages.
extension StatementAdvice {
  /// Child Benefit with children at home: not asked, none, or for fewer of them.
  func childBenefit() -> StatementWarning? {
    let count = household.children
    guard count > 0 else { return nil }
    let line = "child-benefit"
    if isPassedOver(line) {
      return warning(
        "child-benefit-not-asked", line,
        "\(children(count).capitalisedFirst) at home: Child Benefit was not asked",
        ask: "Do you get Child Benefit, and for how many children?")
    }
    if isNone(line) {
      return warning(
        "child-benefit-none", line, "\(children(count).capitalisedFirst) at home and no Child Benefit",
        ask: "Has it been claimed? Does somebody else get it for them?")
    }
    guard let typed = reckoning.line(line)?.weekly, let rates else { return nil }
    for fewer in 1..<max(2, count) where fewer < count {
      guard let rate = rates.childBenefit(children: fewer),
        StatementReckoning.less(rate, [typed]).pence.magnitude <= 1
      else {
        continue
      }
      return warning(
        "child-benefit-fewer", line, "Child Benefit is for \(children(fewer)); \(count) live there",
        ask: "Which children is it paid for? A new baby has to be added.")
    }
    return nil
  }

  /// Council tax without support on a low income.
  func councilTaxSupport() -> StatementWarning? {
    guard amount("council-tax") > .zero, isLowIncome else { return nil }
    guard isNone("council-tax-support") || reckoning.line("council-tax-support")?.answer == .notAsked else {
      return nil
    }
    return warning(
      "council-tax-support", "council-tax-support",
      "Council tax in full on a low income: Tax Support claimed?",
      ask: "Have you claimed Council Tax Support? Or is the bill the reduced one already?")
  }

  /// A low income with no benefit that depends on it.
  func benefitCheck() -> StatementWarning? {
    guard isComplete(.income), isBelowLowIncome else { return nil }
    let byMeans = [
      "universal-credit", "housing-benefit", "pension-credit", "jsa-income", "income-support", "esa-or-ssp",
      "jsa-contribution",
    ]
    guard byMeans.allSatisfy({ isNone($0) || reckoning.line($0) == nil }) else { return nil }
    return warning(
      "benefit-check", "universal-credit", "A low income and no benefit: worth a benefit check",
      ask: "What do you live on? Have you claimed, or been turned down?")
  }

  /// A pension below what Pension Credit makes it up to.
  func pensionCredit() -> StatementWarning? {
    guard amount("state-pension") > .zero, isNone("pension-credit"), isComplete(.income), let rates,
      rates.pensionGuarantees.count == 2
    else { return nil }
    let isCouple = household.members.contains { $0.relation == .partner }
    let guarantee = rates.pensionGuarantees[isCouple ? 1 : 0]
    guard weekly(ordinaryIncome) < guarantee else { return nil }
    return warning(
      "pension-credit", "pension-credit",
      "Income is below Pension Credit's \(text(guarantee)) a week: claimed?",
      ask: "Have you ever claimed Pension Credit? It opens other help too.")
  }

  /// Somebody who works, and no wages.
  func wages() -> StatementWarning? {
    for member in household.members where member.work?.isPaid == true {
      let line: String
      switch member.relation {
      case .client: line = "salary-client"
      case .partner: line = "salary-partner"
      default: continue
      }
      guard isNone(line), amount("other-earnings") == .zero else { continue }
      return warning(
        "works-no-wages", line,
        "\(StatementAdvice.short(member.name, or: "Somebody")) works, but no wages are down",
        ask: "When were you last paid, and how much was it?")
    }
    return nil
  }

  /// What is left rests on benefits that are meant for the costs of a disability.
  func disability() -> StatementWarning? {
    let benefit = amount("disability-benefits")
    guard benefit > .zero, reckoning.forArrears > .zero, reckoning.totals.surplus <= benefit,
      isComplete(.flexible)
    else { return nil }
    return warning(
      "rests-on-disability", "disability-benefits",
      "What is left rests on disability benefits: ask for those costs",
      ask: "What does the disability cost: care, taxis, heating, special food?")
  }

  /// Benefits typed with another frequency than the one they are paid at.
  var frequencies: [StatementWarning] {
    var lines = rules.thresholds.fourWeekly.map(\.line)
    lines += ["child-benefit", StatementTotals.universalCredit]
    return rules.format.groups.flatMap(\.lines).filter { lines.contains($0.id) }.compactMap(frequency)
  }

  private func frequency(_ line: StatementFormat.Line) -> StatementWarning? {
    guard case .amount(.amounts(let parts))? = reckoning.line(line.id)?.answer, parts.count == 1,
      let part = parts.first, part.pence.denominator == 1
    else { return nil }
    let said = part.frequency ?? line.usual
    if line.id == StatementTotals.universalCredit {
      guard said != .monthly else { return nil }
      return warning(
        "benefit-frequency", line.id, "Universal Credit comes once a month; it is typed as \(said.wording)",
        ask: "Is it paid more often by arrangement, or is that a month's?")
    }
    let amount = Money(pence: part.pence.numerator)
    let known = rates(of: line.id)
    let label = StatementAdvice.short(line.label, or: line.id)
    // What is right for one household may be another's four weeks: where the typed meaning is a known rate, it stands.
    let isRight = known.contains { rate in
      (try? Frequency.weekly.convert(rate.weekly, to: said)).map {
        StatementReckoning.less(Money($0), [amount]).pence.magnitude <= 1
      }
        ?? false
    }
    guard !isRight else { return nil }
    for rate in known {
      if said != .fourWeekly, amount == (try? rate.weekly.multiplied(by: 4)) {
        let code = said == .monthly ? "four-weekly-as-monthly" : "benefit-frequency"
        return warning(
          code, line.id,
          "\(text(amount)) is four weeks'\(rate.wording), typed as \(said.wording)",
          ask: "Does it come on the same date each month, or on the same weekday every four weeks?")
      }
      if said != .weekly, amount == rate.weekly {
        return warning(
          "benefit-frequency", line.id,
          "\(text(amount)) is a week's\(rate.wording), typed as \(said.wording)",
          ask: "Is that the rate of a week, or what comes each time?")
      }
    }
    guard said == .monthly else { return nil }
    return warning(
      "four-weekly-as-monthly", line.id, "\(label): paid every four weeks, typed as a month's",
      ask: "Does it come on the same date each month, or on the same weekday every four weeks?")
  }

  /// The amounts a week by which a line's benefit is known, with what a sentence says of each; two people's together too.
  private func rates(of line: String) -> [(weekly: Money, wording: String)] {
    if line == "child-benefit" {
      return (1...10).compactMap { count in
        rates?.childBenefit(children: count).map { ($0, " Child Benefit for \(children(count))") }
      }
    }
    let singles = rules.thresholds.fourWeekly(line: line, on: facts.day)
    var known = singles.map { ($0, "") }
    for (index, first) in singles.enumerated() {
      for second in singles[index...] {
        if let both = try? first.adding(second) { known.append((both, "")) }
      }
    }
    return known
  }
}

extension String {
  /// With its first letter large.
  fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
