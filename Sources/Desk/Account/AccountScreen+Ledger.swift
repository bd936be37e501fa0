import Casebook
import Rents
import Terminal

/// The ledger's own keys: runs, groups, types of postings, the chart, and the days to show or go to.
extension AccountScreen {
  mutating func show(_ view: AsAt, _ context: DeskContext) {
    asAt = view
    load(context, ledgerAtEnd: true)
    switch view {
    case .now: message.show(.done, "The ledger is shown as it is now.")
    case .known(let day):
      message.show(.done, "Shown as it was known at the end of \(day.text(.weekdayDayMonthYear)).")
    case .effective(let day):
      message.show(.done, "Shown by effective date up to \(day.text(.weekdayDayMonthYear)).")
    }
  }

  // MARK: The ledger's own keys

  mutating func openLine() {
    if let row = ledger.selected, row.isSpan, let first = row.first {
      ledger.show(.lines)
      _ = ledger.go(to: first)
      message.show(.done, "The lines from \(first.text(.weekdayDayMonth)) on.")
    } else if !ledger.toggleRun() {
      message.show(.information, "This line stands for one posting: there is nothing to open or fold.")
    }
  }

  /// By week, by month, and every line again.
  mutating func group() {
    switch ledger.order {
    case .spans(.week):
      ledger.show(.spans(.month))
      message.show(.done, "By month: charged, paid, the balance at its end. w again: every line.")
    case .spans(.month):
      ledger.show(.lines)
      message.show(.done, "All lines are shown.")
    default:
      ledger.show(.spans(.week))
      message.show(.done, "By week: charged, paid, the balance at its end. w again: by month.")
    }
  }

  mutating func chooseTypes() {
    guard let shown = ledger.page?.ledger, !shown.isEmpty else {
      message.show(.information, "There is nothing posted here to choose from.")
      return
    }
    do throws(LedgerError) {
      var chosen: Set<PostingType> = []
      if case .types(let types) = ledger.order { chosen = types }
      mode = .types(TypeMenu(try shown.sumsByType(), chosen: chosen))
    } catch {
      message.show(.error, "\(error)")
    }
  }

  mutating func inTypes(_ event: Event, _ menu: TypeMenu) -> DeskOutcome {
    guard case .key(let key) = event else { return .stay }
    guard let action = DeskActions.table.deskAction(for: key, in: places) else { return .ignored }
    var menu = menu
    switch action {
    case .typesUp: menu.move(by: -1)
    case .typesDown: menu.move(by: 1)
    case .typesMark: menu.mark()
    case .typesShow:
      mode = .tabs
      ledger.show(menu.answer.map { .types($0) } ?? .lines)
      return .stay
    case .typesAll:
      mode = .tabs
      ledger.show(.lines)
      message.show(.done, "All lines are shown.")
      return .stay
    case .typesClose:
      mode = .tabs
      return .stay
    default: return .ignored
    }
    mode = .types(menu)
    return .stay
  }

  /// The balance as a line instead of the ledger, and back.
  mutating func turnChart() {
    showsChart.toggle()
    if showsChart { message.show(.done, "The balance over time. v or Esc goes back to the lines.") }
  }

  // MARK: Dates

  /// The prompt for a day, holding the one that is shown.
  var prompt: DatePrompt {
    switch asAt {
    case .now: DatePrompt(.asAt)
    case .known(let day): DatePrompt(.asAt, text: day.text(.dayMonthYear))
    case .effective(let day): DatePrompt(.asAt, text: day.text(.dayMonthYear), byEffective: true)
    }
  }

  mutating func inDate(
    _ event: Event, _ prompt: DatePrompt, _ context: DeskContext
  ) -> DeskOutcome {
    var prompt = prompt
    switch TypedEvent(event, in: places) {
    case .same(let outcome): return outcome
    case .action(.cancelDate), .action(.cancelGoTo): mode = .tabs
    case .action(.switchDateKind):
      prompt.byEffective.toggle()
      mode = .date(prompt)
    case .action(.acceptDate), .action(.acceptGoTo): accept(prompt, context)
    case .action: return .ignored
    case .text:
      guard prompt.editor.handle(event) else { return TypedEvent.unknown(event) }
      prompt.fault = nil
      mode = .date(prompt)
    }
    return .stay
  }

  mutating func accept(_ prompt: DatePrompt, _ context: DeskContext) {
    var prompt = prompt
    do throws(DateEntry.Fault) {
      let day = try prompt.read(today: context.book.today)
      mode = .tabs
      switch (prompt.purpose, day) {
      case (.asAt, nil): show(.now, context)
      case (.asAt, let day?): show(prompt.byEffective ? .effective(day) : .known(day), context)
      case (.goTo, nil): break
      case (.goTo, let day?):
        if !ledger.go(to: day), !ledger.isEmpty {
          message.show(
            .information,
            "Nothing was posted on or after \(day.text(.weekdayDayMonthYear)): this is the last line.")
        }
      case (.begin, nil): ledger.show(.lines)
      case (.begin, let day?):
        ledger.show(.since(day))
        message.show(.done, "What was posted after the close of \(day.text(.weekdayDayMonthYear)).")
      }
    } catch {
      prompt.fault = error.reason
      mode = .date(prompt)
    }
  }
}
