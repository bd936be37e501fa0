import Terminal

/// The menu of columns to sort by.
struct SortMenu: Hashable, Sendable {
  /// The marked column.
  var chosen: CaseloadColumn

  mutating func move(by count: Int) {
    let all = CaseloadColumn.allCases
    let place = (all.firstIndex(of: chosen) ?? 0) + count
    chosen = all[min(max(place, 0), all.count - 1)]
  }

  func draw(on canvas: inout Canvas, current: CaseloadColumn, ascending: Bool) {
    let all = CaseloadColumn.allCases
    let overlay = Overlay(
      title: "Sort by", footer: "letter or Enter, s turns round, Esc leaves",
      inside: Size(columns: 62, rows: all.count))
    overlay.draw(on: &canvas) { canvas in
      // With fewer rows than columns to choose from, the marked one stays in sight.
      let place = all.firstIndex(of: chosen) ?? 0
      let first = max(0, min(place - canvas.rows + 1, all.count - canvas.rows))
      for (row, column) in all.dropFirst(first).prefix(canvas.rows).enumerated() {
        let isChosen = column == chosen
        let ground: Style = isChosen ? .selected : .normal
        canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: ground)
        canvas.draw(isChosen ? ">" : " ", column: 0, row: row, style: ground)
        canvas.draw(
          String(Character(column.letter)), column: 2, row: row,
          style: isChosen ? Style.key.onSelection : .key)
        let arrow = column == current ? (ascending ? "▲" : "▼") : " "
        canvas.draw(arrow, column: 4, row: row, style: ground)
        canvas.draw(column.title, column: 6, row: row, style: ground, width: 10)
        canvas.draw(column.meaning, column: 17, row: row, style: isChosen ? ground : .dim)
        if isChosen { canvas.placeCursor(column: 0, row: row) }
      }
    }
  }
}
