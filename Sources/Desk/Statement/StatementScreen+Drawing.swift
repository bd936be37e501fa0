import Casebook
import Rents
import Terminal

/// How the form is drawn.
extension StatementScreen {
  func draw(on canvas: inout Canvas, in context: DeskContext) {
    if DeskFrame.drawTooSmall(on: &canvas) { return }
    let area = Rect(row: 1, columns: canvas.columns, rows: canvas.rows - 3)
    if let fault {
      DeskFrame.drawTitle("I+E  \(reference)", right: DeskFrame.today(context), on: &canvas)
      DeskFrame.draw(fault, in: area, on: &canvas)
    } else if let work, let reckoning, let page {
      drawTitle(work, on: &canvas, context)
      drawStanding(work, reckoning, on: &canvas, context)
      let layout = StatementLayout(canvas.size)
      drawHeads(layout, on: &canvas)
      drawBody(work, layout, on: &canvas, context)
      StatementLive(work: work, reckoning: reckoning, facts: page.facts).draw(
        in: layout.live, on: &canvas)
      if let pane = layout.pane { drawPane(pane, work, reckoning, on: &canvas, context) }
      drawAsk(work, reckoning, on: &canvas, row: canvas.rows - 2, context)
    } else {
      DeskFrame.drawTitle("I+E  \(reference)", right: DeskFrame.today(context), on: &canvas)
      DeskFrame.drawNotice(
        [
          "No account \(reference) is in this book, so it has no form.",
          "Esc goes back. Ctrl-F searches the whole book.",
        ], in: area, on: &canvas)
    }
    message.draw(on: &canvas, row: canvas.rows - 2)
    bar.draw(on: &canvas, row: canvas.rows - 1)
    drawMode(on: &canvas, context)
  }

  // MARK: The two lines on top

  private func drawTitle(_ work: StatementWork, on canvas: inout Canvas, _ context: DeskContext) {
    let household = work.filled.household(work.facts)
    let children =
      household.children == 0 ? "" : " + \(household.children) child\(household.children == 1 ? "" : "ren")"
    let name = account.map { AccountHeader(page: $0, today: context.book.today).shortNames } ?? ""
    DeskFrame.drawTitle("I+E  \(reference)  \(name)\(children)", right: keeping, on: &canvas)
  }

  /// Whether what is seen is on the disk: `saved 10:19:41` only where that is true.
  private var keeping: String {
    if case .finished(let index) = mode, versions.indices.contains(index) {
      let version = versions[index]
      let state = version.stands ? "finished" : "corrected since"
      return "\(state) \(version.day.text(.dayMonthYear))  form \(version.number) by \(version.officer)"
    }
    if unkept > 0 { return "NOT SAVED: \(unkept) field\(unkept == 1 ? "" : "s")" }
    if !isSaved { return "saving…" }
    if !savedAt.isEmpty { return "saved \(savedAt)" }
    return draft.isBegun ? "kept" : "nothing typed yet"
  }

  private func drawStanding(
    _ work: StatementWork, _ reckoning: StatementReckoning, on canvas: inout Canvas, _ context: DeskContext
  ) {
    let progress = work.progress
    let left = progress.of - progress.asked
    var line = StyledText(" asked \(progress.asked) of \(progress.of)", .bold)
    if left > 0, case .form = mode { line.add(", \(left) left (Tab)", .dim) }
    let unreadable = reckoning.faults.count
    if unreadable > 0 { line.add("   \(unreadable) not read", .bad) }
    if !conflicts.isEmpty {
      line.add("   \(conflicts.count) with two texts", .bad)
    }
    let presence = presence
    let width = canvas.columns - 2
    if !presence.isEmpty { line.add("   " + presence, .warning) }
    let since = sinceLast(reckoning)
    if !since.isEmpty, line.columns + 3 + CharacterWidth.columns(of: since) <= width {
      line.add("   " + since)
    }
    line.draw(on: &canvas, column: 0, row: 1, width: canvas.columns)
  }

  /// `last form 3 Mar: income +52.00, spending +118.40`.
  func sinceLast(_ reckoning: StatementReckoning) -> String {
    guard let compared, let before = previousReckoning else { return "" }
    let what =
      !compared.stands || (draft.isBegun && draft.corrects == compared.id) ? "corrects" : "last form"
    guard let income = try? reckoning.totals.income.subtracting(before.totals.income),
      let spending = try? reckoning.totals.outgoings.subtracting(before.totals.outgoings)
    else { return "" }
    return
      "\(what) \(DateText.inWords(compared.day, today: today)): income \(StatementFigure.change(income)), spending \(StatementFigure.change(spending))"
  }

  private func drawHeads(_ layout: StatementLayout, on canvas: inout Canvas) {
    canvas.fill(Rect(row: 2, columns: canvas.columns, rows: 1), style: .header)
    canvas.draw("line", column: 1, row: 2, style: .header)
    canvas.draw("typed", column: layout.typed.start, row: 2, style: .header)
    let isBeside = layout.last == nil && showsPrevious
    let week = isBeside ? "last" : "a week"
    canvas.draw(
      week, column: layout.week.start, row: 2, style: .header, width: layout.week.width, alignment: .right)
    canvas.draw(
      "a month", column: layout.month.start, row: 2, style: .header, width: layout.month.width,
      alignment: .right)
    if let last = layout.last, work?.previous != nil {
      canvas.draw("last", column: last.start, row: 2, style: .header, width: last.width, alignment: .right)
    }
  }

  // MARK: The lines

  private func drawBody(
    _ work: StatementWork, _ layout: StatementLayout, on canvas: inout Canvas, _ context: DeskContext
  ) {
    let rows = rows(canvas.size)
    for offset in 0..<layout.body.rows where rows.indices.contains(top + offset) {
      let y = layout.body.row + offset
      switch rows[top + offset] {
      case .head(let section): drawHead(work.sheet.sections[section], y, work, layout, on: &canvas)
      case .folded(let pack): drawFolded(pack.map { work.sheet.sections[$0] }, y, work, layout, on: &canvas)
      case .line(let section, let line):
        StatementLineDrawing(screen: self, work: work, layout: layout, context: context).draw(
          work.sheet.sections[section].lines[line], y, on: &canvas)
      case .remark(let index):
        guard let line = work.line else { continue }
        let remarks = remarks(of: line, width: layout.body.columns - 6)
        if remarks.indices.contains(index) {
          remarks[index].draw(on: &canvas, column: 4, row: y, width: layout.body.columns - 6)
        }
      }
    }
  }

  private func drawHead(
    _ section: StatementSection, _ y: Int, _ work: StatementWork, _ layout: StatementLayout,
    on canvas: inout Canvas
  ) {
    let group = reckoning?.group(section.id)
    let hasFigures = group.map { $0.progress.asked > 0 } ?? false
    let isTable = section.lines.first?.kind == .table
    let room = hasFigures || isTable ? layout.week.start - 1 : layout.body.columns - 2
    head(section, work, in: isTable ? layout.label + 2 : room).draw(
      on: &canvas, column: 0, row: y, width: room)
    if let group {
      guard hasFigures else { return }
      let isBeside = layout.last == nil && showsPrevious
      let week = isBeside ? previousReckoning?.group(section.id)?.monthly : group.weekly
      figure(week, layout.week, y, .total, on: &canvas)
      figure(group.monthly, layout.month, y, .total, on: &canvas)
      if let last = layout.last {
        figure(previousReckoning?.group(section.id)?.monthly, last, y, .dim, on: &canvas)
      }
      return
    }
    // The words over the columns of a table.
    guard let first = section.lines.first, isTable else { return }
    for (cell, column) in zip(first.cells, StatementLineDrawing.columns(first, layout)).dropFirst() {
      canvas.draw(
        cell.heading, column: column.start, row: y, style: .dim, width: column.width,
        alignment: cell.isFigure ? .right : .left)
    }
    if section.id == StatementSheet.debtsID, let offer = StatementLineDrawing.offer(layout) {
      canvas.draw("offer", column: offer.start, row: y, style: .dim, width: offer.width, alignment: .right)
    }
  }

  /// The head of a section with how much of it was asked, in words that fit.
  private func head(
    _ section: StatementSection, _ work: StatementWork, in width: Int, _ style: Style = .bold
  ) -> StyledText {
    let progress = progressWords(section, work)
    let fits = section.title.count + 2 + progress.count <= width
    return StyledText(fits ? section.title : section.short, style)
      .adding(progress.isEmpty ? "" : "  " + progress, style.emphasis.contains(.selected) ? .selected : .dim)
  }

  private func figure(
    _ amount: Money?, _ column: StatementLayout.Column, _ y: Int, _ style: Style, on canvas: inout Canvas
  ) {
    guard let amount else { return }
    canvas.draw(
      StatementFigure.text(amount), column: column.start, row: y, style: style, width: column.width,
      alignment: .right, overflow: .hashes)
  }

  /// `3 of 3`, `2 of 4, all none`, `not asked`.
  func progressWords(_ section: StatementSection, _ work: StatementWork) -> String {
    let counts = work.progress(section)
    if counts.of == 0 { return "" }
    if counts.none == counts.of { return "all none" }
    if counts.asked == 0 { return "not asked" }
    return "\(counts.asked) of \(counts.of)"
  }

  private func drawFolded(
    _ sections: [StatementSection], _ y: Int, _ work: StatementWork, _ layout: StatementLayout,
    on canvas: inout Canvas
  ) {
    if sections.count == 1, let section = sections.first {
      let isCursor = work.place == .head(section.id)
      let ground: Style = isCursor ? .selected : .normal
      if isCursor {
        canvas.fill(Rect(row: y, columns: layout.body.columns - 1, rows: 1), style: ground)
        canvas.placeCursor(column: 0, row: y)
      }
      var line = StyledText(isCursor ? ">" : "", .selected).adding(
        head(section, work, in: layout.week.start - 3, isCursor ? Style.bold.onSelection : .bold))
      if section.group == nil, section.id != StatementSheet.agreementID || work.isComplete(section) {
        line.add("  " + sum(of: section), ground)
      }
      line.draw(on: &canvas, column: 0, row: y, width: layout.week.start - 1)
      if let group = reckoning?.group(section.id), group.progress.asked > 0 {
        let style = isCursor ? Style.total.onSelection : .total
        figure(group.weekly, layout.week, y, style, on: &canvas)
        figure(group.monthly, layout.month, y, style, on: &canvas)
      }
      return
    }
    var column = 0
    for section in sections {
      let isCursor = work.place == .head(section.id)
      if isCursor { canvas.placeCursor(column: column, row: y) }
      let text = (isCursor ? ">" : "") + packed(section)
      column =
        canvas.draw(
          text, column: column, row: y, style: isCursor ? Style.bold.onSelection : .bold,
          width: min(CharacterWidth.columns(of: text), max(0, layout.body.columns - 2 - column))) + 2
    }
  }

  // MARK: The line that asks

  private func drawAsk(
    _ work: StatementWork, _ reckoning: StatementReckoning, on canvas: inout Canvas, row: Int,
    _ context: DeskContext
  ) {
    var line = StyledText(" ")
    if let jump = work.jump {
      line.add("FIND ", .key)
      line.add(jump.query + " ", .field)
      if let target = jump.target {
        line.add("  " + target.name, .bold)
        let others = jump.found.dropFirst(jump.chosen + 1).prefix(4).map(\.name)
        if !others.isEmpty { line.add("   Down: " + others.joined(separator: ", "), .dim) }
      } else if !jump.query.isEmpty {
        line.add("  no line is called so: Backspace, or Esc", .warning)
      } else {
        line.add("  the beginning of a line's name, of one of its words, or its initials", .dim)
      }
      line.draw(on: &canvas, column: 0, row: row, width: canvas.columns)
      return
    }
    if let asked = askWords(work, reckoning) {
      line.add("ASK  ", .key)
      line.add(asked)
    } else if let section = work.section {
      line.add(section.title + " is folded: Enter opens it.", .dim)
    }
    line.draw(on: &canvas, column: 0, row: row, width: canvas.columns - 1)
  }

  /// What to ask now: what an adviser would ask about this line, else its own question.
  private func askWords(_ work: StatementWork, _ reckoning: StatementReckoning) -> String? {
    guard let field = work.field, let line = work.line else { return nil }
    let warning = reckoning.warnings.first { warning in line.cells.contains { $0.field == warning.field } }
    if let warning { return warning.ask.isEmpty ? warning.sentence : warning.ask }
    if line.kind == .detail, let owner = work.details.flatMap(work.sheet.line) { return owner.question }
    _ = field
    return line.question.isEmpty ? line.label : line.question
  }
}
