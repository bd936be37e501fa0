import Terminal

/// The menu of views: those that are always there, and those that the officer saved.
struct ViewMenu: Hashable, Sendable {
  /// What can be opened.
  private(set) var views: [CaseloadView]
  /// How many of them are always there.
  private let builtIn: Int
  private(set) var chosen: Int

  /// The menu, at the view that is open.
  init(saved: [CaseloadView], usual all: [CaseloadView], open: CaseloadView) {
    // One that the officer saved under the name of a usual one stands in its place.
    let usual = all.filter { view in !saved.contains { $0.name == view.name } }
    views = usual + saved
    builtIn = usual.count
    chosen = views.firstIndex { $0.name == open.name } ?? 0
  }

  /// The marked view.
  var view: CaseloadView? { views.indices.contains(chosen) ? views[chosen] : nil }
  /// Whether the officer saved the marked view.
  var isOwn: Bool { chosen >= builtIn }

  mutating func move(by count: Int) { chosen = min(max(0, chosen + count), max(0, views.count - 1)) }

  /// Marks the view of a number, as the menu shows it, 10 for its 0; false where there is none.
  mutating func choose(number: Int) -> Bool {
    guard views.indices.contains(number - 1) else { return false }
    chosen = number - 1
    return true
  }

  /// Takes the marked view out.
  mutating func removeChosen() {
    guard isOwn, views.indices.contains(chosen) else { return }
    views.remove(at: chosen)
    move(by: 0)
  }

  func draw(on canvas: inout Canvas, open: CaseloadView) {
    let overlay = Overlay(
      title: "Views", footer: "Enter or number opens, s saves this one, Delete forgets your own",
      inside: Size(columns: 70, rows: views.count + (builtIn < views.count ? 1 : 0)))
    overlay.draw(on: &canvas) { canvas in
      let first = max(0, min(chosen - canvas.rows + 2, views.count - canvas.rows + 1))
      var row = 0
      for (index, view) in views.enumerated().dropFirst(first) where row < canvas.rows {
        if index == builtIn {
          canvas.draw("Saved by you", column: 2, row: row, style: .header)
          row += 1
        }
        let isChosen = index == chosen
        let ground: Style = isChosen ? .selected : .normal
        canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: ground)
        canvas.draw(isChosen ? ">" : " ", column: 0, row: row, style: ground)
        if index < 10 {
          canvas.draw(
            String((index + 1) % 10), column: 2, row: row, style: isChosen ? Style.key.onSelection : .key)
        }
        let isOpen = view.name == open.name
        canvas.draw(isOpen ? "*" : " ", column: 4, row: row, style: ground)
        canvas.draw(view.name, column: 6, row: row, style: ground, width: 21)
        canvas.draw(
          view.query.isEmpty ? "all accounts" : view.query, column: 28, row: row,
          style: isChosen ? ground : .match, width: 30)
        canvas.draw(
          "by \(view.sort.title)\(view.sortsUp ? "▲" : "▼")", column: 59, row: row,
          style: isChosen ? ground : .dim, width: 11)
        if isChosen { canvas.placeCursor(column: 0, row: row) }
        row += 1
      }
    }
  }
}
