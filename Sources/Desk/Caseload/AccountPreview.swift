import Rents
import Terminal

/// The selected account beside or under the list: who, what is owed, the last postings, what is special, what was last done.
struct AccountPreview: Sendable {
  let reference: String
  /// What the book was at when it was read.
  let state: DeskState
  private var page: AccountPage?
  private var ledger: LedgerPage?
  private var fault: DeskFault?

  init(_ reference: String, in context: DeskContext) {
    self.reference = reference
    state = context.state
    do throws(DeskFault) {
      page = try context.book.account(reference, asAt: .now)
      ledger = try context.book.ledger(reference, asAt: .now)
    } catch {
      fault = error
    }
  }

  /// Draws the preview beside the list: all that there is room for.
  func draw(on canvas: inout Canvas, in context: DeskContext) {
    guard let page else { return drawFault(on: &canvas) }
    let width = canvas.columns
    var lines = who(page, context, width: width)
    lines.append("")
    let actions = lastActions(page, context, most: 5)
    let used = lines.count + (actions.isEmpty ? 3 : actions.count + 2) + 3
    lines.append(StyledText("LAST POSTINGS", .header))
    let postings = lastPostings(context, most: max(3, canvas.rows - used), width: width)
    lines += postings.isEmpty ? [StyledText("Nothing was posted yet.", .dim)] : postings
    lines.append("")
    lines.append(StyledText("LAST ACTIONS", .header))
    lines += actions.isEmpty ? [StyledText("No action is on record.", .dim)] : actions
    for (row, line) in lines.enumerated() where row < canvas.rows {
      line.draw(on: &canvas, column: 0, row: row, width: width)
    }
  }

  /// Draws the preview under the list: who on the left, the last postings on the right.
  func drawBrief(on canvas: inout Canvas, in context: DeskContext) {
    guard let page else { return drawFault(on: &canvas) }
    let right = canvas.columns >= 110 ? 62 : 0
    let left = canvas.columns - (right > 0 ? right + 3 : 0)
    for (row, line) in who(page, context, width: left).enumerated() where row < canvas.rows {
      line.draw(on: &canvas, column: 0, row: row, width: left)
    }
    guard right > 0 else { return }
    var lines = lastPostings(context, most: min(5, canvas.rows - 3), width: right)
    if lines.isEmpty { lines = [StyledText("Nothing was posted yet.", .dim)] }
    lines += [""] + lastActions(page, context, most: 2)
    for (row, line) in lines.enumerated() where row < canvas.rows {
      canvas.draw("│", column: left + 1, row: row, style: .border)
      line.draw(on: &canvas, column: left + 3, row: row, width: right)
    }
    for row in lines.count..<max(lines.count, canvas.rows) {
      canvas.draw("│", column: left + 1, row: row, style: .border)
    }
  }

  private func drawFault(on canvas: inout Canvas) {
    let words = fault.map { [$0.what, $0.remedy] } ?? ["Account \(reference) is not in this book any more."]
    DeskFrame.drawNotice(words, in: canvas.bounds, on: &canvas)
  }

  private func who(_ page: AccountPage, _ context: DeskContext, width: Int) -> [StyledText] {
    let head = AccountHeader(page: page, today: context.book.today)
    var lines = WrappedText.lines(head.names, width: width, limit: 2).map { StyledText($0, .bold) }
    lines.append(StyledText(head.address))
    lines.append(StyledText(page.facts.phone.isEmpty ? "no telephone number" : page.facts.phone))
    lines += DueDates(page, ledger?.ledger, today: context.book.today).lines(most: 2)
    lines.append(head.balance(width: width))
    lines += WrappedText.lines(head.charge, width: width, limit: 2).map { StyledText($0) }
    lines += WrappedText.lines(head.payment, width: width, limit: 2).map { StyledText($0) }
    lines.append(head.flags(width: width))
    lines.append(dates(page.entry, today: context.book.today))
    return lines
  }

  /// When the household was last in contact, and what comes next.
  private func dates(_ entry: CaseloadEntry, today: CivilDate) -> StyledText {
    var line = StyledText("CONTACT  ", .header)
    if let contact = entry.lastContact {
      line.add(DateText.short(contact, today: today))
      line.add(" (\(DateText.distance(contact, today: today)))", .dim)
    } else {
      line.add("none on record")
    }
    guard let next = entry.nextDue else { return line }
    line.add("   NEXT  ", .header)
    let isPast = next < today
    return line.adding(
      DateText.words(next, today: today) + (isPast ? "! (passed)" : ""), isPast ? .bad : .normal)
  }

  private func lastPostings(_ context: DeskContext, most: Int, width: Int) -> [StyledText] {
    guard let ledger = ledger?.ledger, let facts = page?.facts else { return [] }
    let today = context.book.today
    return LedgerRow.rows(of: ledger) { _ in false }.suffix(max(0, most)).map { row in
      let date = row.days(today: today).padding(to: 13)
      let room = max(4, width - 14 - 13 - 14)
      let what = row.words(facts: facts, calendar: context.book.calendar, today: today)
      let shown = what.count > room ? String(what.prefix(room - 1)) + "…" : what.padding(to: room)
      return StyledText("\(date) \(shown)").adding(leading(row.amount.text(), 13))
        .adding(leading(row.balance?.text() ?? "", 14), .bold)
    }
  }

  private func lastActions(_ page: AccountPage, _ context: DeskContext, most: Int) -> [StyledText] {
    let newest = page.actions.sorted { ($0.date, $0.time, $0.id) > ($1.date, $1.time, $1.id) }
    return newest.prefix(most).map { action in
      let date = DateText.column(action.date, today: context.book.today).padding(to: 11)
      let what = action.description.isEmpty ? action.code : action.description
      return StyledText("\(date) \(what)").adding(action.note.isEmpty ? "" : ": \(action.note)", .dim)
        .adding(action.officer.isEmpty ? "" : " (\(action.officer))", .dim)
    }
  }

  private func leading(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
