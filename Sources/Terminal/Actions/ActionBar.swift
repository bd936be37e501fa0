/// The line at the bottom that says what the keys do: at most eight, in a fixed order, the ones that cannot be used now
/// dimmed.
public struct ActionBar: Hashable, Sendable {
  /// The most actions that are shown.
  public static let most = 8

  /// One action in the bar.
  public struct Item: Hashable, Sendable {
    /// What it is.
    public var action: Action
    /// Whether it can be taken now.
    public var availability: Availability
  }

  /// The actions, in the order in which they are shown.
  public var items: [Item]

  /// The bar for what is valid in these contexts. Actions without a priority or a key, and hidden ones, are left out.
  public init(
    _ table: ActionTable, contexts: [String], availability: (Action) -> Availability = { _ in .available }
  ) {
    let shown = table.valid(in: contexts)
      .filter { $0.priority != nil && !$0.keys.isEmpty }
      .map { Item(action: $0, availability: availability($0)) }
      .filter { $0.availability != .hidden }
      .enumerated()
      .sorted { ($0.element.action.priority ?? 0, $0.offset) < ($1.element.action.priority ?? 0, $1.offset) }
    // The last is kept for help: where there are too many, those before it go.
    items = (shown.count > ActionBar.most ? shown.prefix(ActionBar.most - 1) + shown.suffix(1) : shown).map(
      \.element)
  }

  /// Draws the bar over the whole of `row`. What does not fit is left out whole, from the right, but never the last item,
  /// which is kept for help.
  public func draw(on canvas: inout Canvas, row: Int) {
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .bar)
    func width(_ item: Item) -> Int {
      guard let key = item.action.keys.first else { return 0 }
      return CharacterWidth.columns(of: key.description) + 1 + CharacterWidth.columns(of: item.action.title)
    }
    var shown = items
    while shown.count > 1, shown.reduce(1, { $0 + width($1) + 2 }) - 2 > canvas.columns {
      shown.remove(at: shown.count - 2)
    }
    var column = 1
    for item in shown {
      guard let key = item.action.keys.first else { continue }
      var isDisabled = false
      if case .disabled = item.availability { isDisabled = true }
      let start = column
      column = canvas.draw(key.description, column: column, row: row, style: isDisabled ? .disabled : .key)
      column = canvas.draw(
        " " + item.action.title, column: column, row: row, style: isDisabled ? .disabled : .bar)
      canvas.onClick(Rect(column: start, row: row, columns: column - start, rows: 1), key)
      column += 2
    }
  }
}
