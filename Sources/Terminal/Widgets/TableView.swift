/// A list of records in columns under a head that stays, with one of them selected.
///
/// The table knows the records' identities and their order, not their contents: it asks for the rows that are seen, when
/// they are drawn. The selection follows the record, not the row: ``reload(_:)`` keeps it through sort, filter and a
/// neighbour's change, on the same line of the screen where that is possible.
public struct TableView<ID: Hashable & Sendable>: Sendable {
  /// Which column the records are in order of.
  public struct Sort: Hashable, Sendable {
    /// The column's name.
    public var column: String
    /// True from small to large.
    public var ascending: Bool
    /// Sorted by `column`.
    public init(column: String, ascending: Bool = true) {
      self.column = column
      self.ascending = ascending
    }
  }

  /// The columns, from left to right.
  public var columns: [TableColumn]
  /// What the records are in order of; the head shows it with an arrow. Putting them in order is the owner's work.
  public var sort: Sort?
  /// What is said in place of the records when there is none.
  public var emptyText: String
  /// True shows a column left of the others with `>` on the selected row and the rows' marks.
  public var hasGutter: Bool
  /// The records, in order.
  public private(set) var ids: [ID] = []
  /// The index of the selected record; nil only where there is no record.
  public private(set) var selectedIndex: Int?
  /// The index of the record on the first line.
  public private(set) var top = 0

  /// A table without records.
  public init(columns: [TableColumn], sort: Sort? = nil, emptyText: String = "", hasGutter: Bool = true) {
    self.columns = columns
    self.sort = sort
    self.emptyText = emptyText
    self.hasGutter = hasGutter
  }

  /// The selected record.
  public var selection: ID? { selectedIndex.flatMap { ids.indices.contains($0) ? ids[$0] : nil } }

  /// How many records there are.
  public var count: Int { ids.count }

  /// Where the selection stands, in words: `12 of 843`, or `none`.
  public var positionText: String { selectedIndex.map { "\($0 + 1) of \(ids.count)" } ?? "none" }

  /// The lines for records in an area of `rows` lines: all but the head.
  public static func bodyRows(in rows: Int) -> Int { max(0, rows - 1) }

  // MARK: Records and selection

  /// Takes in the records as they now are, in order. The selected record stays selected, on the same line; if it has gone, the
  /// next record that is still there is taken, else the one before.
  public mutating func reload(_ newIDs: [ID]) {
    let (old, oldIndex) = (ids, selectedIndex)
    ids = newIDs
    guard !newIDs.isEmpty else {
      (selectedIndex, top) = (nil, 0)
      return
    }
    guard let oldIndex, old.indices.contains(oldIndex) else {
      (selectedIndex, top) = (0, 0)
      return
    }
    let index =
      TableView.place(of: old[oldIndex], near: oldIndex, in: newIDs) ?? neighbour(of: oldIndex, in: old)
    selectedIndex = index
    top = max(0, index - (oldIndex - top))
  }

  /// Selects a record; false if it is not in the table.
  @discardableResult
  public mutating func select(_ id: ID) -> Bool {
    guard let index = ids.firstIndex(of: id) else { return false }
    selectedIndex = index
    return true
  }

  /// Selects the record at `index`, or the nearest there is.
  public mutating func select(index: Int) {
    guard !ids.isEmpty else { return }
    selectedIndex = min(max(index, 0), ids.count - 1)
  }

  /// Scrolls just so far that the selected record is on one of `rows` lines, and no line is wasted below the last.
  public mutating func reveal(rows: Int) { top = firstLine(rows: rows) }

  /// Moves the selection as the key or wheel says.
  ///
  /// Arrows and `j` `k` move by one, `PgUp` `PgDn` by a page, `Ctrl-D` `Ctrl-U` by half a page, `Home` `End` and `g` `G`
  /// to the ends; the wheel moves by three; a click selects.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - rows: the lines for records: ``bodyRows(in:)`` of the table's height.
  ///   - area: where the table is drawn, for the mouse; nil leaves clicks alone.
  /// - Returns: false if the event means nothing to a table.
  public mutating func handle(_ event: Event, rows: Int, area: Rect? = nil) -> Bool {
    let page = max(1, rows)
    switch event {
    case .key(let key):
      switch key {
      case .up, .character("k"): move(by: -1)
      case .down, .character("j"): move(by: 1)
      case .pageUp: move(by: -page)
      case .pageDown: move(by: page)
      case .control("u"): move(by: -max(1, page / 2))
      case .control("d"): move(by: max(1, page / 2))
      case .home, .character("g"): select(index: 0)
      case .end, .character("G"): select(index: ids.count - 1)
      default: return false
      }
    case .mouse(let mouse):
      switch mouse.kind {
      case .wheelUp: move(by: -3)
      case .wheelDown: move(by: 3)
      case .press(button: 0):
        guard let area, area.contains(mouse.point), mouse.point.row > area.row else { return false }
        let index = firstLine(rows: rows) + mouse.point.row - area.row - 1
        guard ids.indices.contains(index) else { return false }
        selectedIndex = index
      default: return false
      }
    default: return false
    }
    reveal(rows: rows)
    return true
  }

  private mutating func move(by count: Int) {
    guard let selectedIndex else { return }
    select(index: selectedIndex + count)
  }

  /// The first record's index that shows the selection on one of `rows` lines.
  private func firstLine(rows: Int) -> Int {
    let rows = max(1, rows)
    var first = min(top, max(0, ids.count - rows))
    if let selectedIndex {
      first = min(first, selectedIndex)
      first = max(first, selectedIndex - rows + 1)
    }
    return max(0, first)
  }

  /// The index of `id`, looking first where it was: most reloads change little.
  private static func place(of id: ID, near index: Int, in ids: [ID]) -> Int? {
    if ids.indices.contains(index), ids[index] == id { return index }
    return ids.firstIndex(of: id)
  }

  private func neighbour(of index: Int, in old: [ID]) -> Int {
    var places: [ID: Int] = [:]
    places.reserveCapacity(ids.count)
    for (place, id) in ids.enumerated() { places[id] = place }
    for id in old[(index + 1)...] { if let place = places[id] { return place } }
    for id in old[..<index].reversed() { if let place = places[id] { return place } }
    return min(index, ids.count - 1)
  }

  // MARK: Drawing

  /// A column that has room, and where.
  public struct Placement: Hashable, Sendable {
    /// The index in ``TableView/columns``.
    public var index: Int
    /// Its first column on the canvas.
    public var column: Int
    /// Its width now.
    public var width: Int
  }

  /// Which columns are shown in `width` columns of the screen, and where. Columns drop by their number, the rightmost
  /// first among equals; what is left over goes to the flexible ones, one column in turn.
  public func layout(width: Int) -> [Placement] {
    let gutter = hasGutter ? 2 : 0
    var shown = Array(columns.indices)
    func needed(_ indices: [Int]) -> Int {
      gutter + indices.reduce(0) { $0 + columns[$1].width } + max(0, indices.count - 1)
    }
    while needed(shown) > width {
      let droppable = shown.indices.filter { columns[shown[$0]].dropOrder > 0 }
      guard
        let worst = droppable.max(by: {
          (columns[shown[$0]].dropOrder, $0) < (columns[shown[$1]].dropOrder, $1)
        })
      else { break }
      shown.remove(at: worst)
    }
    var spare = max(0, width - needed(shown))
    var widths = shown.map { columns[$0].width }
    var grew = true
    while spare > 0, grew {
      grew = false
      for place in shown.indices where spare > 0 && widths[place] < columns[shown[place]].maximum {
        widths[place] += 1
        spare -= 1
        grew = true
      }
    }
    var column = gutter
    return shown.indices.map { place in
      defer { column += widths[place] + 1 }
      return Placement(index: shown[place], column: column, width: widths[place])
    }
  }

  /// Draws the head and the rows that are seen on the whole of the canvas' area, and puts the terminal's cursor on the
  /// selected row.
  ///
  /// - Parameters:
  ///   - canvas: where the table is drawn.
  ///   - hasFocus: false shows where the selection is without claiming the keys.
  ///   - row: gives the contents of a record; it is asked only for records that are seen.
  public func draw(on canvas: inout Canvas, hasFocus: Bool = true, row: (ID) -> TableRow) {
    guard !canvas.size.isEmpty else { return }
    let placements = layout(width: canvas.columns)
    drawHead(on: &canvas, placements)
    let rows = TableView.bodyRows(in: canvas.rows)
    guard rows > 0 else { return }
    canvas.fill(Rect(row: 1, columns: canvas.columns, rows: rows))
    guard !ids.isEmpty else {
      canvas.draw(emptyText, column: hasGutter ? 2 : 0, row: 1, style: .dim)
      return
    }
    let first = firstLine(rows: rows)
    for index in first..<min(ids.count, first + rows) {
      let line = 1 + index - first
      let isSelected = index == selectedIndex
      draw(row(ids[index]), at: line, isSelected: isSelected, hasFocus: hasFocus, on: &canvas, placements)
      if isSelected && hasFocus { canvas.placeCursor(column: 0, row: line) }
    }
  }

  private func drawHead(on canvas: inout Canvas, _ placements: [Placement]) {
    canvas.fill(Rect(columns: canvas.columns, rows: 1), style: .header)
    for place in placements {
      let column = columns[place.index]
      guard let sort, sort.column == column.name else {
        canvas.draw(
          column.title, column: place.column, row: 0, style: .header, width: place.width,
          alignment: column.alignment, overflow: .cut)
        continue
      }
      let arrow = sort.ascending ? "▲" : "▼"
      let title = Substring(column.title)
      let room = max(0, place.width - 1)
      let cut = CharacterWidth.columns(of: title) > room ? title.prefix(room) : title
      canvas.draw(
        cut + arrow, column: place.column, row: 0, style: Style.header.bolder, width: place.width,
        alignment: column.alignment, overflow: .cut)
    }
  }

  private func draw(
    _ row: TableRow, at line: Int, isSelected: Bool, hasFocus: Bool, on canvas: inout Canvas,
    _ placements: [Placement]
  ) {
    let ground: Style = isSelected && hasFocus ? .selected : row.style
    if isSelected && hasFocus || row.style != .normal {
      canvas.fill(Rect(row: line, columns: canvas.columns, rows: 1), style: ground)
    }
    if hasGutter {
      if isSelected { canvas.draw(">", column: 0, row: line, style: ground) }
      if let mark = row.mark { canvas.draw(String(Character(mark)), column: 1, row: line, style: ground) }
    }
    for place in placements where row.fields.indices.contains(place.index) {
      let field = row.fields[place.index]
      let column = columns[place.index]
      var style = field.style ?? row.style
      if isSelected && hasFocus { style = style.role == .normal ? ground : style.onSelection }
      canvas.draw(
        field.text, column: place.column, row: line, style: style, width: place.width,
        alignment: column.alignment, overflow: column.overflow)
    }
  }
}
