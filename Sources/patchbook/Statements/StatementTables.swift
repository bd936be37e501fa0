import Casebook
import Rents

/// A finished form for people: what was answered, what it comes to a month and a week, what is left and who is offered it.
struct StatementTables {
  let form: StatementForm
  let facts: StatementFacts
  let rules: StatementRules
  private let reckoning: StatementReckoning

  init(form: StatementForm, facts: StatementFacts, rules: StatementRules) {
    self.form = form
    self.facts = facts
    self.rules = rules
    reckoning = StatementReckoning(form, facts: facts, rules: rules)
  }

  /// - Throws: ``Failure`` where standard output refuses.
  func print(to output: StandardOutput) throws(Failure) {
    try output.line(rules.heading)
    try output.line("")
    try lines().print(to: output)
    try output.line("")
    try sums().print(to: output)
    let debts = debts()
    if !debts.isEmpty {
      try output.line("")
      try debts.print(to: output)
    }
    for warning in reckoning.warnings {
      try output.line("! \(HarmlessText.printable(warning.sentence)) \(HarmlessText.printable(warning.ask))")
    }
    for fault in reckoning.faults {
      try output.line(
        "! \(fault.field.name) cannot be read and counts for nothing: \(HarmlessText.printable(fault.fault.description))"
      )
    }
  }

  private func lines() -> TextTable {
    var table = TextTable([.init("Line"), .init("Typed"), .init("Month", .right), .init("Week", .right)])
    for (group, asked) in zip(reckoning.groups, rules.format.groups) where group.progress.asked > 0 {
      table.add([asked.title.uppercased(), "", money(group.monthly), money(group.weekly)])
      for (line, known) in zip(asked.lines, reckoning.lines[group.lines]) where known.answer != .notAsked {
        table.add([
          "  " + line.label, form[.amount(line: line.id)], known.monthly.map(money) ?? words(known.answer),
          known.weekly.map(money) ?? "",
        ])
        for deduction in reckoning.deductions where line.id == "universal-credit" {
          table.add([
            "    less " + deduction.what, form[.deduction(deduction.number, .amount)],
            "-" + money(deduction.monthly), "-" + money(deduction.weekly),
          ])
        }
        let note = form[.note(line: line.id)]
        if !note.isEmpty { table.add(["    " + HarmlessText.printable(note, limit: 100)]) }
      }
    }
    return table
  }

  private func words(_ answer: StatementForm.Answer) -> String {
    switch answer {
    case .none: "none"
    case .refused: "not said"
    case .willSend: "will send"
    case .notAsked, .amount, .unreadable: "?"
    }
  }

  private func sums() -> TextTable {
    var table = TextTable([.init("In all"), .init("Month", .right)])
    let totals = reckoning.totals
    table.add(["Income", money(totals.income)])
    table.add(["Spending", money(totals.outgoings)])
    table.add([totals.surplus < .zero ? "Short by" : "Left over", money(totals.surplus)])
    table.add([totals.weeklySurplus < .zero ? "  short by, a week" : "  a week", money(totals.weeklySurplus)])
    table.add(["Savings", money(reckoning.savings)])
    if reckoning.administrationFee != .zero {
      table.add(["Adviser's fee", money(reckoning.administrationFee)])
    }
    table.add(["For priority debts", signed(totals.availableForPriorityDebts)])
    table.add(["For other debts", signed(totals.availableForNonPriorityDebts)])
    return table
  }

  private func debts() -> TextTable {
    var table = TextTable([.init("Debt"), .init("Owed", .right), .init("Offer a month", .right), .init("")])
    func add(_ debt: StatementReckoning.Debt, _ kind: String) {
      let notes = [kind, debt.isToken ? "token" : "", debt.hasJudgment ? "judgment" : ""].filter {
        !$0.isEmpty
      }
      table.add([debt.creditor, money(debt.owed), money(debt.offer), notes.joined(separator: ", ")])
    }
    reckoning.priorityDebts.forEach { add($0, "priority") }
    if let agreed = reckoning.agreed {
      table.add(["Rent arrears of this account", money(facts.arrears), money(agreed.monthly), "priority"])
    }
    reckoning.debts.forEach { add($0, "") }
    return table
  }

  /// An amount without its sign, which the words before it tell.
  private func money(_ amount: Money) -> String { amount.text(.unsigned) }

  private func signed(_ amount: Money) -> String {
    amount < .zero ? "nothing" : amount.text(.unsigned)
  }
}
