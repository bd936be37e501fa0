import Terminal

/// The menu in which the columns of a list are chosen.
struct ColumnChooser: Hashable, Sendable {
  /// The columns that are shown, in the order of ``CaseloadColumn``.
  private(set) var columns: [CaseloadColumn]
  /// The column that the keys act on.
  private(set) var chosen = CaseloadColumn.account

  init(_ columns: [CaseloadColumn]) { self.columns = columns }

  mutating func move(by count: Int) {
    let all = CaseloadColumn.allCases
    let place = (all.firstIndex(of: chosen) ?? 0) + count
    chosen = all[min(max(place, 0), all.count - 1)]
  }

  /// Shows the chosen column or puts it away; false where it has to stay.
  mutating func toggle() -> Bool {
    if CaseloadColumn.frozen.contains(chosen) { return false }
    let isShown = columns.contains(chosen)
    columns = CaseloadColumn.allCases.filter { $0 == chosen ? !isShown : columns.contains($0) }
    return true
  }

  /// The usual columns again.
  mutating func reset() { columns = CaseloadColumn.usual }

  func draw(on canvas: inout Canvas) {
    let all = CaseloadColumn.allCases
    let overlay = Overlay(
      title: "Columns", footer: "Space shows or hides, u usual, Enter closes",
      inside: Size(columns: 64, rows: all.count))
    overlay.draw(on: &canvas) { canvas in
      let place = all.firstIndex(of: chosen) ?? 0
      let first = max(0, min(place - canvas.rows + 1, all.count - canvas.rows))
      for (row, column) in all.dropFirst(first).prefix(canvas.rows).enumerated() {
        let isChosen = column == chosen
        let ground: Style = isChosen ? .selected : .normal
        canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: ground)
        canvas.draw(isChosen ? ">" : " ", column: 0, row: row, style: ground)
        let sign =
          CaseloadColumn.frozen.contains(column) ? "[=]" : columns.contains(column) ? "[x]" : "[ ]"
        canvas.draw(sign, column: 2, row: row, style: isChosen ? Style.key.onSelection : .key)
        canvas.draw(column.title, column: 6, row: row, style: ground, width: 11)
        canvas.draw(column.meaning, column: 18, row: row, style: isChosen ? ground : .dim)
        if isChosen { canvas.placeCursor(column: 0, row: row) }
      }
    }
  }
}
