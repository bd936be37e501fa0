import Rents
import Terminal

/// What the form comes to as it stands, beside the lines: it moves with every key.
struct StatementLive {
  let work: StatementWork
  let reckoning: StatementReckoning
  let facts: StatementFacts

  func draw(in area: Rect, on canvas: inout Canvas) {
    canvas.draw("LIVE", column: area.column + 2, row: area.row, style: .header)
    canvas.draw(
      "a month", column: area.column + 2, row: area.row, style: .header, width: area.columns - 4,
      alignment: .right)
    canvas.draw("LIVE", column: area.column + 2, row: area.row, style: .header)
    for row in area.row..<area.endRow { canvas.draw("│", column: area.column, row: row, style: .border) }
    let width = area.columns - 4
    for (offset, line) in lines(width: width, rows: area.rows - 1).enumerated() {
      line.draw(on: &canvas, column: area.column + 2, row: area.row + 1 + offset, width: width + 1)
    }
  }

  /// The lines, of which the last give way where there is little room.
  func lines(width: Int, rows: Int) -> [StyledText] {
    var lines = sums(width: width)
    let warnings = warnings(width: width)
    let options = options(width: width, spare: rows - lines.count)
    // Three rows at least are kept for what looks wrong.
    let kept = warnings.isEmpty ? 0 : min(warnings.reduce(0) { $0 + $1.count }, 3) + 1
    lines += options.prefix(max(0, rows - lines.count - kept))
    if !warnings.isEmpty, lines.count < rows {
      lines.append(StyledText("--", .border))
      for (index, warning) in warnings.enumerated() {
        let left = warnings.count - index
        // The last row says how many more there are, where not all have room.
        let room = rows - lines.count - (left > 1 ? 1 : 0)
        guard warning.count <= room else {
          lines.append(StyledText("! \(left) more: Ctrl-S shows all", .warning))
          break
        }
        lines += warning
      }
    }
    return Array(lines.prefix(rows))
  }

  // MARK: What is left

  private func sums(width: Int) -> [StyledText] {
    let totals = reckoning.totals
    var lines = [
      row("Income", totals.income, width), row("Spending", totals.outgoings, width),
    ]
    if totals.surplus < .zero {
      let short = (try? totals.surplus.negated()) ?? totals.surplus
      lines.append(row("SHORT BY", short, width, .bad))
    } else {
      lines.append(row("LEFT OVER", totals.surplus, width, Style.total))
    }
    if reckoning.savings > .zero {
      lines.append(
        row(
          reckoning.savingsAreAllowance ? "savings allowed" : "savings", minus(reckoning.savings), width, .dim
        ))
    }
    if reckoning.administrationFee > .zero {
      lines.append(row("adviser's fee", minus(reckoning.administrationFee), width, .dim))
    }
    let offered = reckoning.priorityDebts.filter { $0.offer > .zero }
    for debt in offered.prefix(offered.count > 3 ? 2 : 3) {
      lines.append(
        row(debt.creditor.isEmpty ? "priority debt" : debt.creditor, minus(debt.offer), width, .dim))
    }
    if offered.count > 3 {
      let rest = offered.dropFirst(2).reduce(Money.zero) { (try? $0.adding($1.offer)) ?? $0 }
      lines.append(row("\(offered.count - 2) more debts", minus(rest), width, .dim))
    }
    lines.append(row("FOR OUR ARREARS", reckoning.forArrears, width, Style(.total, .bold)))
    lines.append(
      right(StatementFigure.text(reckoning.forArrearsWeekly) + " a week", width))
    if reckoning.debts.contains(where: { $0.offer > .zero }) {
      let shared = reckoning.debts.reduce(Money.zero) { (try? $0.adding($1.offer)) ?? $0 }
      lines.append(row("\(reckoning.debts.count) other debts", minus(shared), width, .dim))
    }
    return lines
  }

  private func minus(_ amount: Money) -> Money { (try? amount.negated()) ?? amount }

  private func row(_ words: String, _ amount: Money, _ width: Int, _ style: Style = .normal) -> StyledText {
    let figure = StatementFigure.text(amount)
    let room = max(1, width - figure.count - 1)
    let name = words.count > room ? String(words.prefix(max(0, room - 1))) + "…" : words
    let gap = max(1, width - CharacterWidth.columns(of: name) - figure.count)
    return StyledText(name + String(repeating: " ", count: gap) + figure, style)
  }

  private func right(_ words: String, _ width: Int) -> StyledText {
    StyledText(String(repeating: " ", count: max(0, width - words.count)) + words)
  }

  // MARK: What could be offered

  private func options(width: Int, spare: Int) -> [StyledText] {
    var lines = [StyledText("--", .border)]
    lines.append(
      facts.arrears > .zero
        ? StyledText("Left to clear \(StatementFigure.text(facts.arrears))", .bold)
        : StyledText("Nothing is left to clear", .good))
    if let agreed = reckoning.agreed, facts.arrears > .zero {
      lines.append(StyledText(words(of: agreed, name: "Agreed", width: width), .good))
    }
    for option in reckoning.options {
      lines.append(StyledText(words(of: option, name: String(option.letter), width: width)))
      if let step = option.steps.first {
        lines.append(StyledText("  (\(step.what) ends \(step.ended.text(.dayMonth)))", .dim))
      }
    }
    switch reckoning.rentDeduction {
    case .notOnUniversalCredit: break
    case .running(let amount):
      lines.append(StyledText("UC pays \(StatementFigure.text(amount)) on arrears", .dim))
    case .closed(let wages, let allowance):
      lines.append(StyledText("UC deduction: not open,", .dim))
      lines.append(
        StyledText(
          "  wages \(StatementFigure.short(Money(pence: wages.pence / 100 * 100))) over \(StatementFigure.short(allowance))",
          .dim))
    case .open(let range):
      if facts.arrears > .zero {
        lines.append(
          StyledText(
            range.map {
              "UC deduction \(StatementFigure.text($0.lowerBound)) to \(StatementFigure.text($0.upperBound))"
            } ?? "UC deduction: open", .dim))
      }
    }
    return lines
  }

  /// `A 40 m  clear 14 Oct 2027`, `D 40, 75 from Mar  Jul 27`.
  private func words(of option: ArrearsOption, name: String, width: Int) -> String {
    let monthly = StatementFigure.short(option.monthly)
    guard let clears = option.clears else { return "\(name) \(monthly) m  over 30 years" }
    guard let step = option.steps.first else {
      let words = "\(name) \(monthly) m  clear \(clears.text(.dayMonthYear))"
      return words.count <= width ? words : "\(name) \(monthly) m  \(clears.text(.dayMonthYear))"
    }
    let month = { (day: CivilDate) in CivilDate.shortMonthNames[day.parts.month - 1] }
    return
      "\(name) \(monthly), \(StatementFigure.short(step.monthly)) from \(month(step.from))  \(month(clears)) \(clears.parts.year % 100)"
  }

  // MARK: What an adviser would say

  private func warnings(width: Int) -> [[StyledText]] {
    reckoning.warnings.map { warning in
      WrappedText.lines(warning.sentence, width: max(8, width - 2)).enumerated().map { index, line in
        StyledText(index == 0 ? "! " : "  ", .warning).adding(line, .warning)
      }
    }
  }
}
