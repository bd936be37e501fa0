import Rents
import Terminal

/// Columns: which are shown, the order by one of them, and how often each of its values stands there.
extension CaseloadScreen {
  /// The table takes over what the list shows, and in which columns.
  mutating func takeOver() {
    table.columns = columns.map { $0.tableColumn(referenceWidth: referenceWidth) }
    table.sort = .init(column: list.view.sort.rawValue, ascending: list.view.sortsUp)
    table.reload(list.references)
  }

  /// The columns that the view has, without those that are scrolled out of sight.
  var columns: [CaseloadColumn] {
    let chosen = chosenColumns
    let frozen = chosen.filter { CaseloadColumn.frozen.contains($0) }
    return frozen + chosen.filter { !CaseloadColumn.frozen.contains($0) }.dropFirst(columnOffset)
  }

  /// The columns that the view has.
  var chosenColumns: [CaseloadColumn] {
    list.view.columns ?? usualColumns
  }

  /// The columns where nobody chose.
  private var usualColumns: [CaseloadColumn] {
    let usual = CaseloadColumn.usual
    // Where patches stand together, a line says which it is of.
    return patches.count > 1 ? CaseloadColumn.allCases.filter { usual.contains($0) || $0 == .patch } : usual
  }

  mutating func scrollColumns(right: Bool, _ size: Size) {
    let seen = table.layout(width: CaseloadLayout(size).list.columns).count
    guard right ? seen < table.columns.count : columnOffset > 0 else {
      let reason = right ? "All columns to the right are in sight." : "The first columns are in sight."
      return message.show(.information, reason)
    }
    columnOffset += right ? 1 : -1
    table.columns = columns.map { $0.tableColumn(referenceWidth: referenceWidth) }
  }

  mutating func inSortMenu(
    _ event: Event, _ menu: SortMenu, _ context: DeskContext
  ) -> DeskOutcome {
    guard case .key(let key) = event else { return .stay }
    var menu = menu
    if let action = action(for: event) {
      switch action {
      case .sortChoose: sort(by: menu.chosen, context)
      case .sortInvert: sort(by: list.view.sort, context)
      case .sortClose: mode = .list
      case .sortUp: menu.move(by: -1)
      case .sortDown: menu.move(by: 1)
      default: return .ignored
      }
      if case .sortMenu = mode { mode = .sortMenu(menu) }
      return .stay
    }
    guard let column = CaseloadColumn.allCases.first(where: { $0.letter == key.typed }) else {
      return .ignored
    }
    sort(by: column, context)
    return .stay
  }

  /// Sorts by a column; by the one that it is sorted by already, the other way round.
  mutating func sort(by column: CaseloadColumn, _ context: DeskContext) {
    var view = list.view
    view.sortsUp = column == view.sort ? !view.sortsUp : column.sortsUpFirst
    view.sort = column
    mode = .list
    show(view, context)
    message.show(
      .done, "Sorted by \(column.meaning), \(view.sortsUp ? "smallest first" : "largest first").")
  }

  /// The list in which columns are chosen and put in order; those that say whose line it is stay in front.
  var chooser: ColumnChooser {
    let all = CaseloadColumn.allCases
    return ColumnChooser(
      all.map { $0.tableColumn(referenceWidth: referenceWidth) }, chosen: chosenColumns.map(\.rawValue),
      standard: usualColumns.map(\.rawValue), required: Set(CaseloadColumn.frozen.map(\.rawValue)),
      meanings: Dictionary(all.map { ($0.rawValue, $0.meaning) }) { meaning, _ in meaning })
  }

  mutating func inColumns(
    _ event: Event, _ chooser: ColumnChooser, _ context: DeskContext
  ) -> DeskOutcome {
    guard case .key = event else { return .stay }
    guard let key = action(for: event)?.chooserKey else { return .ignored }
    var chooser = chooser
    switch chooser.handle(.key(key)) {
    case .done(let names):
      mode = .list
      columnOffset = 0
      let columns = CaseloadColumn.ordered(names.compactMap { CaseloadColumn(rawValue: $0) })
      var view = list.view
      view.columns = columns == usualColumns ? nil : columns
      show(view, context)
    case .close: mode = .list
    case .stay, .refused: mode = .columns(chooser)
    case .ignored: return .ignored
    }
    return .stay
  }

  mutating func inCounts(
    _ event: Event, _ counts: ColumnCounts, _ context: DeskContext
  ) -> DeskOutcome {
    guard case .key = event else { return .stay }
    guard let action = action(for: event) else { return .ignored }
    var counts = counts
    switch action {
    case .countUp: counts.move(by: -1)
    case .countDown: counts.move(by: 1)
    case .countNext: counts.turn(by: 1, of: &list, asking: asking(context))
    case .countPrevious: counts.turn(by: -1, of: &list, asking: asking(context))
    case .countClose:
      mode = .list
      return .stay
    case .countOpen:
      mode = .list
      guard let value = counts.value else { return .stay }
      let before = list.view
      var view = before
      view.query = (before.query.isEmpty ? "" : before.query + " ") + value.query
      go(to: view, context)
      drilled.append(before)
      message.show(.done, "\(value.label): \(list.shown.count) shown. Esc shows the list as it was.")
      return .stay
    default: return .ignored
    }
    mode = .counts(counts)
    return .stay
  }
}
