import Rents
import Terminal

/// The line under the ledger: what was charged and received since a day, or what the chosen lines add up to.
struct LedgerSums {
  /// Where the reckoning begins, and why.
  enum Start: Hashable, Sendable {
    /// The day that the officer asked for.
    case asked(CivilDate)
    /// The start of the arrangement that runs.
    case plan(CivilDate)
    /// The day before the rent year's first.
    case year(CivilDate)

    var day: CivilDate {
      switch self {
      case .asked(let day), .plan(let day), .year(let day): day
      }
    }
  }

  let page: AccountPage
  let context: DeskContext

  /// The day since which it is reckoned: that asked for, else the plan's start, else the rent year's.
  func start(_ order: LedgerOrder) -> Start {
    if case .since(let day) = order { return .asked(day) }
    let today = context.book.today
    let plans = page.arrangements.filter { $0.status == .active && $0.start <= today }
    if let plan = plans.max(by: { ($0.start, $0.id) < ($1.start, $1.id) }) { return .plan(plan.start) }
    return .year(context.book.calendar.year(holding: today).start.adding(days: -1))
  }

  /// `Since 14 Sep (plan): charged 1,186.40  received 1,078.22  plan 50.00 of 75.00`.
  func line(_ tab: LedgerTab) -> StyledText {
    guard let ledger = tab.page?.ledger, !ledger.isEmpty else { return StyledText() }
    if let fault = tab.fault { return StyledText(fault, .bad) }
    if case .types(let types) = tab.order { return chosen(types, ledger) }
    let start = start(tab.order)
    guard let since = try? ledger.since(start.day) else {
      return StyledText(
        "The sums since \(start.day.text(.dayMonth)) are larger than any account can hold.", .bad)
    }
    let day = DateText.short(start.day, today: context.book.today)
    var line: StyledText
    switch start {
    case .asked: line = StyledText("Since the close of \(day): ", .dim)
    case .plan: line = StyledText("Since \(day) (plan): ", .dim)
    case .year: line = StyledText("This rent year: ", .dim)
    }
    line.add("charged ", .dim)
    line.add(since.totals.charged.text(.unsigned))
    line.add("  received ", .dim)
    let received = since.totals.received
    line.add(received.isDebit ? received.text() : received.text(.unsigned))
    if since.totals.other != .zero {
      line.add("  other ", .dim)
      line.add(since.totals.other.text())
    }
    if case .plan = start, let paid = planPaid { line.add("  plan \(paid)") }
    return line
  }

  /// `50.00 of 75.00`: what came of the instalments that fell due, as the extract tells.
  private var planPaid: String? {
    let plans = page.arrangements.filter { $0.status == .active }
    guard let plan = plans.max(by: { ($0.start, $0.id) < ($1.start, $1.id) }), plan.instalmentsDue > 0,
      let due = try? plan.instalment.multiplied(by: plan.instalmentsDue),
      let paid = try? plan.instalment.multiplied(by: plan.instalmentsPaid)
    else { return nil }
    return "\(paid.text(.unsigned)) of \(due.text(.unsigned))"
  }

  private func chosen(_ types: Set<PostingType>, _ ledger: Ledger) -> StyledText {
    guard let sums = try? ledger.sumsByType() else { return StyledText() }
    let shown = sums.filter { types.contains($0.type) }
    let count = shown.reduce(0) { $0 + $1.count }
    guard let total = try? Money.sum(shown.map(\.total)) else { return StyledText() }
    let names = shown.map(\.type.wording).joined(separator: ", ")
    var line = StyledText("Only \(names): ", .warning)
    line.add("\(count) posting\(count == 1 ? "" : "s"), together ", .dim)
    line.add(total.text(), .bold)
    return line.adding("  Esc shows all", .dim)
  }
}
