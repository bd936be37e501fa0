/// A list in which the columns of a table are chosen and put in order.
///
/// Space shows or hides a column, `<` and `>` move it, `=` brings back what the table came with, Enter takes the choice,
/// Esc leaves it. Columns that the table cannot do without are fixed. The list says which columns have no room at the
/// table's width now.
///
/// ```swift
/// var chooser: ColumnChooser? = ColumnChooser(table.columns, chosen: table.chosenColumns, required: ["name"])
///
/// switch chooser?.handle(event) {
/// case .done(let names):
///   table.chosenColumns = names
///   chooser = nil
/// case .close: chooser = nil
/// default: break
/// }
///
/// chooser?.draw(on: &canvas, tableWidth: canvas.columns)
/// ```
public struct ColumnChooser: Hashable, Sendable {
  /// What follows after an event.
  public enum Outcome: Hashable, Sendable {
    /// The list stays.
    case stay
    /// These columns shall be shown, in this order.
    case done([String])
    /// This cannot be done, and why.
    case refused(reason: String)
    /// Esc: nothing changes.
    case close
    /// The event means nothing to the list.
    case ignored
  }

  private struct Item: Hashable, Sendable {
    var column: TableColumn
    var isShown: Bool
    var isRequired: Bool
  }

  private var items: [Item]
  private let original: [Item]
  private let meanings: [String: String]
  private var marked = 0
  private var notice: String?

  /// A chooser of these columns.
  ///
  /// - Parameters:
  ///   - columns: all columns that there are, in the order that the table came with.
  ///   - chosen: the names of those that are shown now, in their order; nil for all.
  ///   - standard: the names of those that the table came with; nil for all.
  ///   - required: the names of those that are always shown.
  ///   - meanings: what a column shows, by its name, for those whose title does not say it.
  public init(
    _ columns: [TableColumn], chosen: [String]? = nil, standard: [String]? = nil, required: Set<String> = [],
    meanings: [String: String] = [:]
  ) {
    func items(_ names: [String]?) -> [Item] {
      let names = names ?? columns.map(\.name)
      let shown = names.compactMap { name in columns.first { $0.name == name } }
      let rest = columns.filter { column in !names.contains(column.name) }
      return (shown + rest).map {
        let isRequired = required.contains($0.name)
        return Item(column: $0, isShown: isRequired || names.contains($0.name), isRequired: isRequired)
      }
    }
    self.items = items(chosen)
    original = items(standard)
    self.meanings = meanings
  }

  /// The names of the columns that would be shown, in their order.
  public var chosen: [String] { items.filter(\.isShown).map(\.column.name) }

  /// Takes a key in.
  public mutating func handle(_ event: Event) -> Outcome {
    guard case .key(let key) = event else { return .ignored }
    notice = nil
    switch key {
    case .up, .character("k"): mark(marked - 1)
    case .down, .character("j"): mark(marked + 1)
    case .pageUp: mark(marked - 10)
    case .pageDown: mark(marked + 10)
    case .home, .character("g"): mark(0)
    case .end, .character("G"): mark(items.count - 1)
    case .space: return toggle()
    case .character("<"), Key(.up, .alt), Key(.up, .shift): shift(by: -1)
    case .character(">"), Key(.down, .alt), Key(.down, .shift): shift(by: 1)
    case .character("="): items = original
    case .enter:
      guard !chosen.isEmpty else { return refuse("A table needs at least one column.") }
      return .done(chosen)
    case .escape: return .close
    default: return .ignored
    }
    return .stay
  }

  private mutating func mark(_ index: Int) { marked = min(max(0, index), max(0, items.count - 1)) }

  private mutating func toggle() -> Outcome {
    guard items.indices.contains(marked) else { return .stay }
    guard !items[marked].isRequired else { return refuse("\(items[marked].column.title) is always shown.") }
    items[marked].isShown.toggle()
    return .stay
  }

  private mutating func refuse(_ reason: String) -> Outcome {
    notice = reason
    return .refused(reason: reason)
  }

  private mutating func shift(by count: Int) {
    let target = marked + count
    guard items.indices.contains(marked), items.indices.contains(target) else { return }
    items.swapAt(marked, target)
    marked = target
  }

  /// Draws the list in a box over the middle of the canvas; `tableWidth` is the width in which the table is drawn.
  public func draw(on canvas: inout Canvas, tableWidth: Int, hasGutter: Bool = true) {
    var table = TableView<Int>(columns: items.map(\.column), hasGutter: hasGutter)
    table.chosenColumns = chosen
    let noRoom = Set(table.hiddenColumns(width: tableWidth).map(\.name))
    let titles = min(24, items.map { CharacterWidth.columns(of: $0.column.title) }.max() ?? 0)
    let widest = items.map { CharacterWidth.columns(of: words($0, noRoom, tableWidth)) }.max() ?? 0
    let overlay = Overlay(
      title: "Columns", footer: notice ?? "Space shows, < > move, = standard, Enter takes, Esc leaves",
      inside: Size(columns: max(60, 8 + titles + widest), rows: max(1, items.count)))
    overlay.draw(on: &canvas) { canvas in
      guard canvas.rows > 0 else { return }
      let first = max(0, min(marked - canvas.rows / 2, items.count - canvas.rows))
      for (row, index) in (first..<max(first, min(items.count, first + canvas.rows))).enumerated() {
        let item = items[index]
        let isMarked = index == marked
        let plain: Style = item.isShown ? .normal : .dim
        let ground: Style = isMarked ? .selected : plain
        canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: ground)
        if isMarked { canvas.draw(">", column: 0, row: row, style: ground) }
        canvas.draw(item.isShown ? "[x]" : "[ ]", column: 2, row: row, style: ground)
        canvas.draw(item.column.title, column: 6, row: row, style: ground, width: titles)
        let style: Style = isMarked ? ground : .dim
        canvas.draw(words(item, noRoom, tableWidth), column: 8 + titles, row: row, style: style)
        if isMarked { canvas.placeCursor(column: 0, row: row) }
      }
    }
  }

  private func words(_ item: Item, _ noRoom: Set<String>, _ tableWidth: Int) -> String {
    var words: [String] = []
    if item.isRequired { words.append("always shown") }
    if item.isShown, noRoom.contains(item.column.name) { words.append("no room at \(tableWidth) columns") }
    if let meaning = meanings[item.column.name], !meaning.isEmpty { words.append(meaning) }
    return words.joined(separator: "; ")
  }
}
