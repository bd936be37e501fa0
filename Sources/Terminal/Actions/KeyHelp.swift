/// The help that `?` lays over a screen: the keys valid here and now, in groups, searched by typing. The key that opened it
/// closes it, and so does Esc; Enter does the action that is marked.
public struct KeyHelp: Hashable, Sendable {
  /// What follows after an event.
  public enum Outcome: Hashable, Sendable {
    /// Help stays.
    case stay
    /// Help closes.
    case close
    /// Help closes, and this action is done.
    case choose(Action)
  }

  /// One line of the help.
  private enum Line: Hashable, Sendable {
    case group(String)
    case item(Int)
  }

  /// The words over the box.
  public var title: String
  private let items: [ActionBar.Item]
  private let openingKeys: [Key]
  private var search = LineEditor("", limit: 60)
  private var chosen = 0

  /// Help for what is valid in these contexts; `openingKeys` are the keys that close it again.
  public init(
    _ table: ActionTable, contexts: [String], title: String = "Keys",
    openingKeys: [Key] = [.character("?"), .function(1)],
    availability: (Action) -> Availability = { _ in .available }
  ) {
    self.title = title
    self.openingKeys = openingKeys
    items = table.valid(in: contexts)
      .map { ActionBar.Item(action: $0, availability: availability($0)) }
      .filter { $0.availability != .hidden }
  }

  /// What was typed to search for.
  public var query: String { search.text }

  /// The actions that the search leaves, in the order in which they are shown.
  public var found: [Action] {
    lines.compactMap { if case .item(let index) = $0 { items[index].action } else { nil } }
  }

  /// Takes a key in.
  public mutating func handle(_ event: Event) -> Outcome {
    guard case .key(let key) = event else {
      if case .paste = event { _ = search.handle(event) }
      return .stay
    }
    if key == .escape || openingKeys.contains(key) { return .close }
    let count = found.count
    switch key {
    case .up, .control("p"): chosen = max(0, chosen - 1)
    case .down, .control("n"): chosen = min(max(0, count - 1), chosen + 1)
    case .pageUp: chosen = max(0, chosen - 10)
    case .pageDown: chosen = min(max(0, count - 1), chosen + 10)
    case .enter:
      let found = found
      guard found.indices.contains(chosen) else { return .stay }
      return .choose(found[chosen])
    default:
      if search.handle(event) { chosen = 0 }
    }
    return .stay
  }

  /// Draws the help over the middle of the canvas.
  public func draw(on canvas: inout Canvas) {
    let lines = lines
    let keyWidth = min(24, items.map { CharacterWidth.columns(of: keysText($0)) }.max() ?? 0)
    let textWidth = items.map { CharacterWidth.columns(of: words($0)) }.max() ?? 0
    let overlay = Overlay(
      title: title, footer: "type to search, Enter does it, Esc closes",
      inside: Size(
        columns: max(44, min(keyWidth + 4 + textWidth, 96)), rows: items.count + groups(items.indices) + 1))
    overlay.draw(on: &canvas) { canvas in
      let end = canvas.draw("Search: ", column: 0, row: 0, style: .dim)
      let rows = canvas.rows - 1
      let chosenLine = lines.firstIndex { $0 == chosenItem(lines) } ?? 0
      // The heading of the first group stays in sight as long as there is room for it.
      let first = max(0, min(chosenLine - rows + 1, lines.count - rows))
      if lines.isEmpty {
        canvas.draw("No key does that here.", column: 0, row: 1, style: .dim)
      }
      for (row, line) in lines.dropFirst(first).prefix(max(0, rows)).enumerated() {
        switch line {
        case .group(let name):
          canvas.draw(name, column: 0, row: row + 1, style: .header, width: canvas.columns)
        case .item(let index):
          draw(items[index], row: row + 1, keyWidth, line == chosenItem(lines), on: &canvas)
        }
      }
      search.draw(on: &canvas, column: end, row: 0, width: max(0, min(30, canvas.columns - end)))
    }
  }

  private func draw(
    _ item: ActionBar.Item, row: Int, _ keyWidth: Int, _ isChosen: Bool, on canvas: inout Canvas
  ) {
    var isDisabled = false
    if case .disabled = item.availability { isDisabled = true }
    let ground: Style = isChosen ? .selected : isDisabled ? .disabled : .normal
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: ground)
    let keyStyle: Style = isDisabled ? .disabled : .key
    // A sign says it where colour does not.
    if isChosen { canvas.draw(">", column: 0, row: row, style: ground) }
    canvas.draw(
      keysText(item), column: 2, row: row, style: isChosen ? keyStyle.onSelection : keyStyle, width: keyWidth)
    canvas.draw(words(item), column: keyWidth + 4, row: row, style: ground)
  }

  private func keysText(_ item: ActionBar.Item) -> String {
    item.action.keys.map(\.description).joined(separator: " ")
  }

  private func words(_ item: ActionBar.Item) -> String {
    if case .disabled(let reason) = item.availability { return "\(item.action.help) (not now: \(reason))" }
    return item.action.help
  }

  private func chosenItem(_ lines: [Line]) -> Line? {
    var place = 0
    for line in lines {
      guard case .item = line else { continue }
      if place == chosen { return line }
      place += 1
    }
    return nil
  }

  private func groups(_ indices: some Sequence<Int>) -> Int {
    Set(indices.map { items[$0].action.group }).count
  }

  /// What the search leaves, under the headings of the groups in the order of their first action.
  private var lines: [Line] {
    let wanted = search.text.lowercased()
    var order: [String] = []
    var members: [String: [Int]] = [:]
    for (index, item) in items.enumerated() {
      let text = "\(item.action.name) \(item.action.title) \(item.action.help) \(item.action.group)"
        .lowercased()
      guard
        wanted.isEmpty || text.contains(wanted)
          || item.action.keys.contains(where: { $0.description == search.text })
      else { continue }
      if members[item.action.group] == nil { order.append(item.action.group) }
      members[item.action.group, default: []].append(index)
    }
    return order.flatMap { [.group($0)] + (members[$0] ?? []).map { .item($0) } }
  }
}
