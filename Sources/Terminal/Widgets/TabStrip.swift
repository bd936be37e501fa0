/// A row of tabs with their digits; the open one stands in brackets.
///
/// A narrow row first takes the short titles, then cuts those of the tabs that are not open, then shows only their digits, and at last only what stands
/// about the open one, between ‹ and ›.
///
/// ```swift
/// struct Pages {
///   var tabs = TabStrip<String>([.init("new", "New", count: 3), .init("old", "Old"), .init("all", "All")])
///
///   mutating func handle(_ event: Event) -> Bool { tabs.handle(event) }
///
///   func draw(on canvas: inout Canvas) {
///     tabs.draw(on: &canvas, row: 0)                       // [1 New 3] 2 Old  3 All
///     canvas.draw("Here is \(tabs.open ?? "nothing")", column: 0, row: 1)
///   }
/// }
/// ```
public struct TabStrip<ID: Hashable & Sendable>: Hashable, Sendable {
  /// One tab.
  public struct Tab: Hashable, Sendable {
    /// What it opens.
    public var id: ID
    /// A word or two.
    public var title: String
    /// The title where there is no room for all in full.
    public var short: String
    /// How many things are in it; shown behind the title.
    public var count: Int?

    /// A tab; without a short title the title is cut where it has to be.
    public init(_ id: ID, _ title: String, short: String? = nil, count: Int? = nil) {
      self.id = id
      self.title = title
      self.short = short ?? title
      self.count = count
    }
  }

  /// The tabs, from left to right. The first nine are opened by their digit.
  public private(set) var tabs: [Tab]
  /// The index of the open tab.
  public private(set) var openIndex = 0

  /// A row of tabs, of which the first is open.
  public init(_ tabs: [Tab]) { self.tabs = tabs }

  /// What is open; nil where there is no tab.
  public var open: ID? { tabs.indices.contains(openIndex) ? tabs[openIndex].id : nil }

  /// Opens a tab; false if it is not in the row.
  @discardableResult
  public mutating func open(_ id: ID) -> Bool {
    guard let index = tabs.firstIndex(where: { $0.id == id }) else { return false }
    openIndex = index
    return true
  }

  /// Takes in the tabs as they now are; the open one stays open as long as it is there.
  public mutating func reload(_ newTabs: [Tab]) {
    let was = open
    tabs = newTabs
    openIndex = newTabs.firstIndex { $0.id == was } ?? min(openIndex, max(0, newTabs.count - 1))
  }

  /// Opens the tab of a digit that is shown, or the next (Tab) or the one before (Shift-Tab), round the ends; false if the
  /// event means nothing to the tabs.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - area: where the row is drawn, for the mouse; nil leaves clicks alone.
  public mutating func handle(_ event: Event, area: Rect? = nil) -> Bool {
    switch event {
    case .key(.tab) where tabs.count > 1: openIndex = (openIndex + 1) % tabs.count
    case .key(.shiftTab) where tabs.count > 1: openIndex = (openIndex + tabs.count - 1) % tabs.count
    case .key(let key):
      guard let scalar = key.typed, ("1"..."9").contains(scalar) else { return false }
      let index = Int(scalar.value) - 0x31
      guard tabs.indices.contains(index) else { return false }
      openIndex = index
    case .mouse(let mouse):
      guard mouse.kind == .press(button: 0), let area, area.contains(mouse.point), mouse.point.row == area.row
      else { return false }
      let column = mouse.point.column - area.column
      let pieces = layout(width: area.columns)
      guard let piece = pieces.first(where: { ($0.column..<$0.column + $0.width).contains(column) }) else {
        return false
      }
      openIndex = piece.index
    default: return false
    }
    return true
  }

  /// One tab where it is drawn.
  private struct Piece {
    var index: Int
    var column: Int
    var width: Int
    var text: String
  }

  /// The text of a tab whose title may take so many columns; none shows only what it is opened by.
  private func text(_ index: Int, titleWidth: Int) -> String {
    let tab = tabs[index]
    let title = CharacterWidth.columns(of: tab.title) > titleWidth ? tab.short : tab.title
    let digit = index < 9 ? "\(index + 1)" : ""
    var words = digit.isEmpty ? [] : [digit]
    if titleWidth > 0 || digit.isEmpty {
      words.append(TabStrip.shortened(title, to: max(1, titleWidth)))
      if let count = tab.count { words.append(Figures.grouped(count)) }
    }
    return words.joined(separator: " ")
  }

  private static func shortened(_ title: String, to width: Int) -> String {
    guard CharacterWidth.columns(of: title) > width else { return title }
    var short = ""
    var used = 0
    for character in title {
      let columns = CharacterWidth.columns(of: String(character))
      guard used + columns < width else { break }
      short.append(character)
      used += columns
    }
    return short + "…"
  }

  private func layout(width: Int) -> [Piece] {
    guard !tabs.isEmpty else { return [] }
    let widest = min(40, tabs.map { CharacterWidth.columns(of: $0.title) }.max() ?? 0)
    let all = Array(tabs.indices)
    // The open one keeps its title as long as the others can give way, unless it has a short one too.
    let hasShort = tabs[openIndex].short != tabs[openIndex].title
    let widths = [widest, 12, 9, 8, 7, 5, 4, 3, 0].filter { $0 <= widest }.flatMap {
      hasShort ? [($0, max($0, 12)), ($0, $0)] : [($0, max($0, 12))]
    }
    for (others, open) in widths + [(0, 5), (0, 0)] {
      let pieces = pieces(all, others, open, from: 1)
      if let last = pieces.last, last.column + last.width <= width { return pieces }
    }
    // Only what stands about the open one, with a column for ‹ and one for ›.
    let start = width > 4 ? 2 : 1
    var shown = [openIndex]
    while true {
      let (left, right) = ((shown.first ?? 0) - 1, (shown.last ?? 0) + 1)
      var wider = shown
      if right < tabs.count { wider.append(right) }
      if left >= 0 { wider.insert(left, at: 0) }
      let trial = pieces(wider, 0, 0, from: start)
      guard wider.count > shown.count, let last = trial.last, last.column + last.width < width else { break }
      shown = wider
    }
    return pieces(shown, 0, 0, from: start)
  }

  /// These tabs side by side, the titles of the open one and of the others at most so wide.
  private func pieces(_ indices: [Int], _ others: Int, _ open: Int, from start: Int) -> [Piece] {
    var column = start
    return indices.map { index in
      let isOpen = index == openIndex
      var text = text(index, titleWidth: isOpen ? open : others)
      let start = column
      // Two blanks between the tabs, into which the brackets go: no tab moves when another is opened.
      column += CharacterWidth.columns(of: text) + 2
      guard isOpen else { return Piece(index: index, column: start, width: column - 2 - start, text: text) }
      text = "[\(text)]"
      return Piece(index: index, column: start - 1, width: column - start, text: text)
    }
  }

  /// Draws the tabs over the whole of `row`.
  public func draw(on canvas: inout Canvas, row: Int, style: Style = .normal) {
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: style)
    let pieces = layout(width: canvas.columns)
    for piece in pieces {
      let isOpen = piece.index == openIndex
      canvas.draw(
        piece.text, column: piece.column, row: row, style: isOpen ? style.bolder : style,
        width: min(piece.width, max(0, canvas.columns - piece.column)))
      if piece.index < 9 {
        let digit = Rect(column: piece.column + (isOpen ? 1 : 0), row: row, columns: 1, rows: 1)
        canvas.restyle(digit) { Style(.key, $0.emphasis) }
        canvas.onClick(
          Rect(column: piece.column, row: row, columns: piece.width, rows: 1),
          Key(Unicode.Scalar(UInt8(0x31 + piece.index))))
      }
    }
    guard canvas.columns > 4, let first = pieces.first, let last = pieces.last else { return }
    if first.index > 0 { canvas.draw("‹", column: 0, row: row, style: .dim) }
    if last.index < tabs.count - 1 { canvas.draw("›", column: canvas.columns - 1, row: row, style: .dim) }
  }
}
