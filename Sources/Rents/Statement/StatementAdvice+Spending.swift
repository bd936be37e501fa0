/// What it costs to live, and what is owed to others.
extension StatementAdvice {
  /// More for television licences than one costs.
  func licence() -> StatementWarning? {
    guard let one = rules.thresholds.licence(on: facts.day), let monthly = monthly("tv-licence"),
      let yearly = try? monthly.multiplied(by: 12), StatementReckoning.less(yearly, [one]).pence > 100
    else { return nil }
    return warning(
      "tv-licence", "tv-licence", "TV licence \(text(yearly)) a year is more than one, \(text(one))",
      ask: "Is that more than one licence, or the doubled instalments of the first half-year?")
  }

  /// Food that hardly anybody could live on.
  func food() -> StatementWarning? {
    guard isTold("groceries"), let least = rules.thresholds.leastFood?.weekly(household) else { return nil }
    let spent = sum(["groceries", "school-work-meals", "nappies-baby"])
    guard weekly(spent) < least else { return nil }
    return warning(
      "food-low", "groceries", "Food \(text(spent)) a month for \(people) is hardly possible",
      ask: "What did the last shop cost, and how often is there one? Is a food bank helping?")
  }

  /// Fuel that hardly anybody could keep warm with.
  func fuel() -> StatementWarning? {
    guard isTold("gas"), isTold("electricity"), let least = rules.thresholds.leastFuel?.weekly(household)
    else {
      return nil
    }
    let spent = sum(["gas", "electricity", "other-fuel"])
    guard weekly(spent) < least else { return nil }
    let line = amount("gas") <= amount("electricity") ? "gas" : "electricity"
    return warning(
      "fuel-low", line, "Fuel \(text(spent)) a month for \(people) is hardly possible",
      ask: "Is heating in the rent? Is it a meter, and is anybody going without?")
  }

  /// Spending over income once nearly all has been asked.
  func deficit() -> StatementWarning? {
    guard reckoning.totals.surplus < .zero, reckoning.progress.left * 10 <= reckoning.progress.count else {
      return nil
    }
    return warning(
      "deficit", "groceries",
      "Spending is \(text(reckoning.totals.surplus)) a month over income: no offer rests on it",
      ask: "How is the rest paid? Check benefits, offer debt advice, look again in four weeks.")
  }

  /// School meals that are paid for and need not be.
  func schoolMeals() -> StatementWarning? {
    guard let from = rules.thresholds.schoolMealsFreeFrom, from <= facts.day, isOnUniversalCredit,
      household.children > 0, amount("school-work-meals") > .zero
    else { return nil }
    return warning(
      "school-meals", "school-work-meals", "School meals are free on Universal Credit: applied for?",
      ask: "Are those the children's school meals, or meals at work?")
  }

  /// Prescriptions that are paid for and need not be.
  func prescriptions() -> StatementWarning? {
    guard isOnUniversalCredit, amount("prescriptions") > .zero, let limits = rates?.freePrescriptionEarnings,
      limits.count == 2, earned <= limits[household.children > 0 ? 1 : 0]
    else { return nil }
    return warning(
      "prescriptions", "prescriptions", "Prescriptions are free on Universal Credit at these wages",
      ask: "Do you tick the box for Universal Credit on the prescription?")
  }

  /// Childcare of which Universal Credit would pay a part.
  func childcare() -> StatementWarning? {
    guard isOnUniversalCredit, earned > .zero, amount("childcare") > .zero else { return nil }
    return warning(
      "childcare", "childcare", "Childcare: is it what is left after Universal Credit's part?",
      ask: "Do you report childcare costs on the journal each month?")
  }

  /// Water bills that may be capped.
  func water() -> StatementWarning? {
    guard isOnUniversalCredit, household.children >= 3, amount("water-supply") > .zero else { return nil }
    return warning(
      "water", "water-supply",
      "\(household.children) children on Universal Credit: is the water bill capped?",
      ask: "Is there a water meter? Has WaterSure or a social tariff been asked for?")
  }

  /// A car that is driven and not insured.
  func car() -> StatementWarning? {
    guard amount("fuel-parking") > .zero, isNone("car-insurance") else { return nil }
    return warning(
      "car-insurance", "car-insurance", "Fuel for a car, but no car insurance is down",
      ask: "Is the car insured, perhaps once a year?")
  }

  /// Debts that stand in the wrong list.
  var debts: [StatementWarning] {
    var warnings: [StatementWarning] = []
    let words = rules.thresholds.priorityWords.map { NamedWords($0) }
    for debt in reckoning.debts {
      let name = NamedWords(debt.creditor)
      guard words.contains(where: { name.contains($0) }) else { continue }
      warnings.append(
        StatementWarning(
          code: "debt-has-priority", field: .debt(debt.number, .creditor),
          sentence:
            "\(StatementAdvice.short(debt.creditor, or: "This debt")) is a priority debt: put it there",
          ask: "Have they threatened bailiffs, disconnection or court?"))
    }
    for debt in reckoning.priorityDebts where NamedWords(debt.creditor).contains(NamedWords("rent arrears")) {
      warnings.append(
        StatementWarning(
          code: "own-arrears-listed", field: .priorityDebt(debt.number, .creditor),
          sentence: "Rent arrears of this account are offered for apart: not here too",
          ask: "Is that rent owed to us, or to another landlord?"))
    }
    return warnings
  }
}
