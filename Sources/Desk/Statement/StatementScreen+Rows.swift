import Rents
import Terminal

/// Which rows there are, and which of them are seen.
extension StatementScreen {
  /// The rows of the form, from the first to the last.
  func rows(_ size: Size) -> [StatementRow] {
    guard let work else { return [] }
    let layout = StatementLayout(size)
    var rows: [StatementRow] = []
    var pack: [Int] = []
    var used = 0
    func flush() {
      if !pack.isEmpty { rows.append(.folded(pack)) }
      (pack, used) = ([], 0)
    }
    for (index, section) in work.sheet.sections.enumerated() {
      if work.folded.contains(section.id) {
        // Where there is room each has a row; else those that are done share one.
        let width = CharacterWidth.columns(of: packed(section)) + 2
        let isPacked = size.columns < DeskFrame.wide && work.isComplete(section)
        if !isPacked || used + width > layout.body.columns - 2 { flush() }
        pack.append(index)
        used += width
        if !isPacked { flush() }
        continue
      }
      flush()
      rows.append(.head(index))
      for line in section.lines.indices {
        rows.append(.line(section: index, line: line))
        guard isCursor(section.lines[line]) else { continue }
        rows += remarks(of: section.lines[line], width: layout.body.columns - 6).indices.map { .remark($0) }
      }
    }
    flush()
    return rows
  }

  /// A section in a word and a figure: `WATER 38.00`.
  func packed(_ section: StatementSection) -> String { section.short + " " + sum(of: section) }

  /// What a folded section comes to, in a word or two.
  func sum(of section: StatementSection) -> String {
    guard let work, let reckoning else { return "" }
    switch section.id {
    case StatementSheet.householdID:
      let household = work.filled.household(work.facts)
      let children = household.children == 0 ? "" : " + \(household.children)"
      return "\(household.adults)\(children)"
    case StatementSheet.savingsID: return StatementFigure.text(reckoning.savings)
    case StatementSheet.priorityID: return StatementFigure.text(total(reckoning.priorityDebts.map(\.owed)))
    case StatementSheet.debtsID: return StatementFigure.text(total(reckoning.debts.map(\.owed)))
    case StatementSheet.agreementID: return work.filled[.single(.agreedHow)]
    default:
      guard let group = reckoning.group(section.id) else { return "" }
      if group.progress.amounts == 0, group.progress.none == group.progress.count { return "none" }
      return StatementFigure.text(group.monthly)
    }
  }

  private func total(_ amounts: [Money]) -> Money {
    amounts.reduce(.zero) { (try? $0.adding($1)) ?? $0 }
  }

  /// Whether the cursor stands on a line.
  func isCursor(_ line: StatementLine) -> Bool {
    guard let field = work?.field else { return false }
    return line.cells.contains { $0.field == field }
  }

  /// The row of the cursor.
  func cursorRow(_ rows: [StatementRow]) -> Int? { work.flatMap { row(of: $0.place, rows) } }

  private func row(of place: StatementPlace, _ rows: [StatementRow]) -> Int? {
    guard let sheet = work?.sheet else { return nil }
    switch place {
    case .field(let field):
      guard let at = sheet.place(of: field) else { return nil }
      return rows.firstIndex(of: .line(section: at.section, line: at.line))
    case .head(let id):
      guard let section = sheet.sections.firstIndex(where: { $0.id == id }) else { return nil }
      return rows.firstIndex { if case .folded(let pack) = $0 { pack.contains(section) } else { false } }
    }
  }

  /// Scrolls so that the cursor is seen, and with it what stands over and under it. What folded above it moves nothing that
  /// the eye rests on.
  mutating func reveal(_ before: [StatementRow], _ size: Size) {
    let rows = rows(size)
    let height = StatementLayout(size).body.rows
    guard height > 0, let work else { return }
    if let now = row(of: work.place, rows), let then = row(of: work.place, before) { top += now - then }
    if let row = cursorRow(rows) {
      let remarks = rows[(row + 1)...].prefix { if case .remark = $0 { true } else { false } }.count
      let above = max(0, row - 1)
      let below = min(rows.count - 1, row + remarks + 1)
      if above < top { top = above }
      if below >= top + height { top = below - height + 1 }
      top = min(top, row)
    }
    top = max(0, min(top, rows.count - height))
  }
}
