import Rents
import Terminal

/// How one line of the form is drawn.
struct StatementLineDrawing {
  let screen: StatementScreen
  let work: StatementWork
  let layout: StatementLayout
  let context: DeskContext

  func draw(_ line: StatementLine, _ y: Int, on canvas: inout Canvas) {
    let isCursor = screen.isCursor(line)
    if isCursor {
      canvas.fill(Rect(row: y, columns: layout.body.columns - 1, rows: 1), style: .selected)
      canvas.draw(">", column: 0, row: y, style: .selected)
    }
    switch line.kind {
    case .amount, .part: drawAmount(line, y, isCursor, on: &canvas)
    case .table, .deduction: drawTable(line, y, isCursor, on: &canvas)
    case .single, .detail: drawSingle(line, y, isCursor, on: &canvas)
    }
  }

  private func style(_ style: Style, _ isCursor: Bool) -> Style { isCursor ? style.onSelection : style }

  // MARK: A line with an amount

  private func drawAmount(_ line: StatementLine, _ y: Int, _ isCursor: Bool, on canvas: inout Canvas) {
    guard let cell = line.cells.first else { return }
    let indent = line.kind == .part ? 4 : 2
    drawLabel(line, indent, y, style(.normal, isCursor), on: &canvas)
    drawTyped(cell, line, layout.typed, y, isCursor, on: &canvas)
    if let mark = mark(line, cell) {
      canvas.draw(mark, column: layout.mark, row: y, style: style(.information, isCursor))
    }
    if line.kind == .part { return drawPart(cell, y, isCursor, on: &canvas) }
    guard let id = line.id, let entry = screen.reckoning?.line(id) else { return }
    let before = screen.previousReckoning?.line(id)
    drawFigures(entry, y, isCursor, before: before, on: &canvas)
    guard work.previous != nil, before?.monthly != entry.monthly, entry.answer != .notAsked else { return }
    canvas.draw("*", column: layout.change, row: y, style: style(.warning, isCursor))
  }

  /// The words of the form where they fit, else the short ones.
  private func drawLabel(
    _ line: StatementLine, _ indent: Int, _ y: Int, _ style: Style, on canvas: inout Canvas
  ) {
    let width = max(1, layout.label + 1 - indent)
    let fits = CharacterWidth.columns(of: line.label) <= width
    canvas.draw(fits ? line.label : line.short, column: indent, row: y, style: style, width: width)
  }

  private func drawFigures(
    _ entry: StatementReckoning.Line, _ y: Int, _ isCursor: Bool, before: StatementReckoning.Line?,
    on canvas: inout Canvas
  ) {
    let (week, month) = (layout.week, layout.month)
    func put(_ text: String, _ column: StatementLayout.Column, _ role: Style) {
      canvas.draw(
        text, column: column.start, row: y, style: style(role, isCursor), width: column.width,
        alignment: .right, overflow: .hashes)
    }
    let isBeside = layout.last == nil && screen.showsPrevious
    switch entry.answer {
    case .amount:
      put(entry.monthly.map(StatementFigure.text) ?? "", month, .normal)
      if !isBeside { put(entry.weekly.map(StatementFigure.text) ?? "", week, .normal) }
    case .none:
      put("-", month, .dim)
      if !isBeside { put("-", week, .dim) }
    case .notAsked: if !isBeside { put("ask", week, .dim) }
    case .refused: if !isBeside { put("-", month, .dim) }
    case .willSend: put("to come", month, .warning)
    case .unreadable: put("not read", month, .bad)
    }
    if isBeside { put(last(before), week, .dim) }
    if let column = layout.last { put(last(before), column, .dim) }
  }

  /// What a line came to last time.
  private func last(_ before: StatementReckoning.Line?) -> String {
    switch before?.answer {
    case .amount?: before?.monthly.map(StatementFigure.text) ?? ""
    case .some(.none): "-"
    case .refused?: "refused"
    case .willSend?: "to come"
    case .unreadable?, .notAsked?, nil: ""
    }
  }

  private func drawPart(_ cell: StatementCell, _ y: Int, _ isCursor: Bool, on canvas: inout Canvas) {
    guard let parts = screen.reckoning?.universalCredit else { return }
    let width = layout.month.end - layout.week.start
    let text: String
    var role = Style.dim
    if cell.field == .universalCredit(.toLandlord) {
      text = parts.toLandlord > .zero ? "in the \(StatementFigure.text(parts.award))" : ""
    } else if let bank = parts.bank {
      if bank == parts.expectedInBank {
        text = "agrees"
      } else {
        role = .bad
        text = "should be \(StatementFigure.text(parts.expectedInBank))"
      }
    } else {
      text = "so \(StatementFigure.text(parts.expectedInBank))?"
    }
    canvas.draw(
      text, column: layout.week.start, row: y, style: style(role, isCursor), width: width,
      alignment: .right)
  }

  /// `R` where the account filled it in, `;` where there is a note.
  private func mark(_ line: StatementLine, _ cell: StatementCell) -> String? {
    if work.isFromAccount(cell.field), work.entry?.field != cell.field { return "R" }
    guard let id = line.id else { return nil }
    let details = [
      StatementField.note(line: id), .evidence(line: id), .payee(line: id), .nextPayday(line: id),
    ]
    return details.contains { !work.form[$0].isEmpty } ? ";" : nil
  }

  // MARK: What is typed

  private func drawTyped(
    _ cell: StatementCell, _ line: StatementLine, _ column: StatementLayout.Column, _ y: Int,
    _ isCursor: Bool, on canvas: inout Canvas
  ) {
    let isHere = work.field == cell.field
    if let entry = work.entry, entry.field == cell.field {
      entry.editor.draw(on: &canvas, column: column.start, row: y, width: column.width)
      return
    }
    let (text, role) = shown(cell, line, isHere: isHere)
    canvas.draw(
      text, column: column.start, row: y,
      style: isHere ? Style(.field) : style(role, isCursor), width: column.width)
    if isHere { canvas.placeCursor(column: column.start, row: y) }
  }

  /// What stands in a field where nothing is being typed.
  private func shown(_ cell: StatementCell, _ line: StatementLine, isHere: Bool) -> (String, Style) {
    let text = work.text(cell.field)
    if text == "-" { return ("none", .dim) }
    if text.isEmpty {
      if let id = line.id, let standing = StatementStanding(rawValue: work.form[.standing(line: id)]) {
        return (standing == .refused ? "refuses" : "will send", .warning)
      }
      guard isHere, case .amount(let usual) = cell.kind, line.id != nil else { return ("", .normal) }
      // The line's usual frequency, before anything is typed.
      return ("      \(usual.typed)", .dim)
    }
    if screen.draft.conflicts[cell.field.name] != nil { return (text, .bad) }
    if cell.meaning(text, today: work.today)?.isFault == true { return (text, .bad) }
    return (text, .normal)
  }

  // MARK: Several fields on a line

  /// Where the fields of a line stand.
  static func columns(_ line: StatementLine, _ layout: StatementLayout) -> [StatementLayout.Column] {
    let start = layout.label + 3
    let isWide = layout.last != nil
    func column(_ from: Int, _ width: Int) -> StatementLayout.Column {
      StatementLayout.Column(start: start + from, width: width)
    }
    let first = StatementLayout.Column(start: 2, width: layout.label)
    switch line.first {
    case .person?:
      return isWide
        ? [first, column(0, 12), column(14, 14), column(30, 22)]
        : [first, column(0, 10), column(11, 9), column(21, 9)]
    case .priorityDebt?:
      return isWide
        ? [first, column(0, 12), column(14, 10), column(26, 8)]
        : [first, column(0, 10), column(11, 9), column(21, 8)]
    case .debt?:
      return isWide
        ? [first, column(0, 12), column(14, 4), column(20, 8)]
        : [first, column(0, 9), column(10, 3), column(14, 6)]
    default:
      // A deduction: what for, how much, until when.
      return [
        StatementLayout.Column(start: 4, width: layout.label - 3), layout.typed,
        StatementLayout.Column(start: layout.week.start, width: layout.week.width),
      ]
    }
  }

  /// Where the offer on a debt stands.
  static func offer(_ layout: StatementLayout) -> StatementLayout.Column? {
    layout.last != nil
      ? StatementLayout.Column(start: layout.label + 3 + 30, width: 10)
      : StatementLayout.Column(start: layout.label + 3 + 21, width: 8)
  }

  private func drawTable(_ line: StatementLine, _ y: Int, _ isCursor: Bool, on canvas: inout Canvas) {
    for (cell, column) in zip(line.cells, StatementLineDrawing.columns(line, layout)) {
      let isHere = work.field == cell.field
      if let entry = work.entry, entry.field == cell.field {
        entry.editor.draw(on: &canvas, column: column.start, row: y, width: column.width)
        continue
      }
      var (text, role) = shown(cell, line, isHere: isHere)
      if text.isEmpty, cell.field == line.first {
        (text, role) = (invitation(line), .dim)
      }
      if case .deduction(_, .ends) = cell.field, let day = StatementDate.read(text, today: work.today) {
        text = DateText.short(day, today: work.today)
      }
      if case .owed = cell.kind, role == .normal, let owed = try? Money(reading: text) {
        text = StatementFigure.text(owed)
      }
      canvas.draw(
        text, column: column.start, row: y, style: isHere ? Style(.field) : style(role, isCursor),
        width: column.width, alignment: cell.isFigure && line.kind == .table ? .right : .left)
      if isHere { canvas.placeCursor(column: column.start, row: y) }
    }
    switch line.first {
    case .deduction(let number, _)?:
      guard let taken = screen.reckoning?.deductions.first(where: { $0.number == number }) else { return }
      canvas.draw(
        "-" + StatementFigure.text(taken.monthly), column: layout.month.start, row: y,
        style: style(.normal, isCursor), width: layout.month.width, alignment: .right, overflow: .hashes)
    case .debt(let number, _)?:
      guard let debt = screen.reckoning?.debts.first(where: { $0.number == number }),
        let column = StatementLineDrawing.offer(layout)
      else { return }
      canvas.draw(
        StatementFigure.text(debt.offer) + (debt.isToken ? "t" : ""), column: column.start, row: y,
        style: style(debt.offer > .zero ? .normal : .dim, isCursor), width: column.width, alignment: .right,
        overflow: .hashes)
    default: break
    }
  }

  /// What an empty row asks for.
  private func invitation(_ line: StatementLine) -> String {
    switch line.first {
    case .person?: line.first.flatMap(work.lastText).map { "= \($0)" } ?? "one more"
    case .deduction?: "taken off"
    default: "to whom"
    }
  }

  // MARK: One field

  private func drawSingle(_ line: StatementLine, _ y: Int, _ isCursor: Bool, on canvas: inout Canvas) {
    guard let cell = line.cells.first else { return }
    let isDetail = line.kind == .detail
    let indent = isDetail ? 4 : 2
    drawLabel(line, indent, y, style(isDetail ? .dim : .normal, isCursor), on: &canvas)
    // Words have the whole line, and so have figures that come to no column.
    let isMonthly = monthly(cell.field) != nil
    let width = cell.isFigure && isMonthly ? layout.typed.width : layout.body.columns - 2 - layout.typed.start
    drawTyped(
      cell, line, StatementLayout.Column(start: layout.typed.start, width: max(1, width)), y, isCursor,
      on: &canvas)
    guard let amount = monthly(cell.field), !(work.entry?.field == cell.field && !cell.isFigure) else {
      return
    }
    canvas.draw(
      StatementFigure.text(amount), column: layout.month.start, row: y, style: style(.normal, isCursor),
      width: layout.month.width, alignment: .right, overflow: .hashes)
    if case .single(.savings) = cell.field, screen.reckoning?.savingsAreAllowance == true {
      canvas.draw(
        "allowed", column: layout.week.start, row: y, style: style(.dim, isCursor), width: layout.week.width,
        alignment: .right)
    }
  }

  /// What a field comes to a month, where it does.
  private func monthly(_ field: StatementField) -> Money? {
    guard let reckoning = screen.reckoning else { return nil }
    switch field {
    case .single(.savings): return reckoning.savings
    case .single(.fee): return reckoning.administrationFee
    case .single(.arrearsOffer): return reckoning.agreed?.monthly
    default: return nil
    }
  }
}
