/// A list of records in columns under a head that stays, with one of them selected.
///
/// The table knows the records' identities and their order, not their contents: it asks for the rows that are seen, when
/// they are drawn. The selection follows the record, not the row: ``reload(_:sections:)`` keeps it through sort, filter and
/// a neighbour's change, on the same line of the screen where that is possible. So do the marks.
///
/// ```swift
/// var table = TableView<Int>(columns: [
///   TableColumn("name", title: "Name", width: 12, maximum: 40),
///   TableColumn("size", title: "Size", width: 9, alignment: .right, overflow: .hashes, dropOrder: 1),
/// ])
/// table.hasMarks = true
/// table.footer = TableRow(["3 files", "1,204"])
/// table.reload([7, 8, 9], sections: [.init(before: 0, "Today"), .init(before: 2, "Older")])
///
/// // In the screen's handle(_:in:size:), with the area in which it is drawn:
/// if table.handle(event, rows: table.recordRows(in: area.rows), area: area) { return .stay }
///
/// // In its draw(on:in:):
/// canvas.within(area) { table.draw(on: &$0) { id in TableRow([.init("file \(id)"), .init("\(id * 100)")]) } }
/// ```
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

  /// A heading between the records; it cannot be selected.
  public struct Section: Hashable, Sendable {
    /// The index of the record before which it stands; the number of records puts it at the end.
    public var start: Int
    /// The words; they go over the whole width.
    public var title: String
    /// Their style.
    public var style: Style

    /// A heading before the record with the index `start`.
    public init(before start: Int, _ title: String, style: Style = .header) {
      self.start = start
      self.title = title
      self.style = style
    }
  }

  /// What is done where the columns do not fit.
  public enum WhenNarrow: Hashable, Sendable {
    /// Columns are dropped by their number.
    case drop
    /// The first ``TableView/frozenColumns`` stay, the others are scrolled by ``TableView/scrollColumns(by:width:)``.
    case scroll
  }

  /// All columns, in the order of the rows' fields.
  public var columns: [TableColumn]
  /// The names of the columns that are shown, from left to right; nil shows all, in their order. Names that are no
  /// column's are passed over.
  public var chosenColumns: [String]?
  /// What is done where the columns do not fit.
  public var whenNarrow = WhenNarrow.drop
  /// How many of the shown columns stay at the left where the others are scrolled.
  public var frozenColumns = 1
  /// How many columns right of the frozen ones are scrolled out at the left.
  public private(set) var columnOffset = 0
  /// True lets Space mark the selected record and `*` turn all marks round.
  public var hasMarks = false
  /// A last line for totals, which stays as the head does.
  public var footer: TableRow?
  /// How many lines are kept in sight above and below the selection, where there are as many.
  public var scrollMargin = 0
  /// What the records are in order of; the head shows it with an arrow. Putting them in order is the owner's work.
  public var sort: Sort?
  /// What is said in place of the records when there is none.
  public var emptyText: String
  /// True shows a column left of the others with `>` on the selected row and the rows' marks.
  public var hasGutter: Bool
  /// The records, in order.
  public private(set) var ids: [ID] = []
  /// The headings, in order.
  public private(set) var sections: [Section] = []
  private var marks: Set<ID> = []
  /// The index of the selected record; nil only where there is no record.
  public private(set) var selectedIndex: Int?
  /// The line that is seen first, counted from 0: the index of its record where there are no headings.
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

  /// The lines for records in an area of `rows` lines of a table without a footer: all but the head.
  public static func bodyRows(in rows: Int) -> Int { max(0, rows - 1) }

  /// The lines for records and headings in an area of `rows` lines: all but the head and, where there is room for it, the
  /// footer.
  public func recordRows(in rows: Int) -> Int { max(0, rows - 1 - (hasFooter(in: rows) ? 1 : 0)) }

  private func hasFooter(in rows: Int) -> Bool { footer != nil && rows >= 3 }

  // MARK: Records and selection

  /// Takes in the records as they now are, in order, and the headings between them. The selected record stays selected, on
  /// the same line; if it has gone, the next record that is still there is taken, else the one before.
  public mutating func reload(_ newIDs: [ID], sections newSections: [Section] = []) {
    let (old, oldIndex) = (ids, selectedIndex)
    let oldLine = oldIndex.map(line) ?? 0
    ids = newIDs
    sections = newSections.enumerated()
      .map { offset, section in
        var section = section
        section.start = min(max(0, section.start), newIDs.count)
        return (offset, section)
      }
      .sorted { ($0.1.start, $0.0) < ($1.1.start, $1.0) }.map(\.1)
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
    top = max(0, line(of: index) - (oldLine - top))
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

  /// Scrolls to a line, as it was ``top`` before; what is there no more is made good by ``reveal(rows:)``.
  public mutating func scroll(to line: Int) { top = max(0, line) }

  /// Scrolls just so far that the selected record is on one of `rows` lines, and no line is wasted below the last.
  public mutating func reveal(rows: Int) { top = firstLine(rows: rows) }

  // MARK: Lines

  /// The line of a record: the headings before it count.
  private func line(of index: Int) -> Int { index + headings(upTo: index) }

  private var lineCount: Int { ids.count + sections.count }

  /// How many headings stand before the record with this index.
  private func headings(upTo index: Int) -> Int {
    var (low, high) = (0, sections.count)
    while low < high {
      let middle = (low + high) / 2
      if sections[middle].start <= index { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private enum Line {
    case record(Int)
    case heading(Section)
  }

  /// What is on a line.
  private func content(of line: Int) -> Line {
    var (low, high) = (0, sections.count)
    while low < high {
      let middle = (low + high) / 2
      if sections[middle].start + middle <= line { low = middle + 1 } else { high = middle }
    }
    guard low > 0, sections[low - 1].start + low - 1 == line else { return .record(line - low) }
    return .heading(sections[low - 1])
  }

  // MARK: Marks

  /// The marked records that are in the table, in its order.
  public var marked: [ID] { marks.isEmpty ? [] : ids.filter(marks.contains) }

  /// How many marked records are not in the table as it is now: a filter hides them.
  public var markedNotShown: Int { marks.count - marked.count }

  /// True if a record is marked.
  public func isMarked(_ id: ID) -> Bool { marks.contains(id) }

  /// How many are marked, in words: `7 marked, 2 not shown`; empty where none is.
  public var markedText: String {
    guard !marks.isEmpty else { return "" }
    let hidden = markedNotShown
    return "\(Figures.grouped(marks.count)) marked"
      + (hidden > 0 ? ", \(Figures.grouped(hidden)) not shown" : "")
  }

  /// Marks the selected record, or takes its mark away.
  public mutating func toggleMark() {
    guard let selection else { return }
    if marks.remove(selection) == nil { marks.insert(selection) }
  }

  /// Marks every record in the table that is not marked, and takes the others' marks away: where none is marked, all are.
  /// Records that a filter hides keep what they have.
  public mutating func invertMarks() { marks.formSymmetricDifference(ids) }

  /// Marks every record in the table.
  public mutating func markAll() { marks.formUnion(ids) }

  /// Marks these records.
  public mutating func mark(_ records: some Sequence<ID>) { marks.formUnion(records) }

  /// Takes all marks away, hidden ones too; false if there was none.
  @discardableResult
  public mutating func clearMarks() -> Bool {
    defer { marks = [] }
    return !marks.isEmpty
  }

  /// Forgets the marks of records that `keeps` refuses: those that are no longer there at all.
  public mutating func pruneMarks(keeping keeps: (ID) -> Bool) { marks = marks.filter(keeps) }

  // MARK: Keys

  /// Moves the selection as the key or wheel says.
  ///
  /// Arrows and `j` `k` move by one, `PgUp` `PgDn` by a page, `Ctrl-D` `Ctrl-U` by half a page, `Home` `End` and `g` `G`
  /// to the ends; the wheel moves by three; a click selects. Where the table ``hasMarks``, Space marks the record and goes on
  /// to the next, and `*` turns the marks round.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - rows: the lines for records: ``recordRows(in:)`` of the table's height.
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
      case .space where hasMarks:
        toggleMark()
        move(by: 1)
      case .character("*") where hasMarks: invertMarks()
      default: return false
      }
    case .mouse(let mouse):
      switch mouse.kind {
      case .wheelUp: move(by: -3)
      case .wheelDown: move(by: 3)
      case .press(button: 0):
        guard let area, area.contains(mouse.point), mouse.point.row > area.row else { return false }
        let line = mouse.point.row - area.row - 1
        guard line < rows, case .record(let index) = content(of: firstLine(rows: rows) + line),
          ids.indices.contains(index)
        else { return false }
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

  /// The first line that shows the selection on one of `rows` lines, with the headings right above it and the lines of
  /// the margin where there is room for them.
  private func firstLine(rows: Int) -> Int {
    let rows = max(1, rows)
    let last = max(0, lineCount - rows)
    var first = min(top, last)
    if let selectedIndex {
      let line = line(of: selectedIndex)
      let margin = min(max(0, scrollMargin), (rows - 1) / 2)
      // The heading of the first record of a part is seen with it.
      var highest = max(0, line - margin)
      if !sections.isEmpty {
        while highest > 0, highest > line - rows + 1, case .heading = content(of: highest - 1) {
          highest -= 1
        }
      }
      first = min(first, highest)
      first = max(first, min(last, line - rows + 1 + margin))
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

  /// The indices of the columns that may be shown, in the order in which they are chosen.
  private var available: [Int] {
    guard let chosenColumns else { return Array(columns.indices) }
    var found: [Int] = []
    for name in chosenColumns {
      if let index = columns.firstIndex(where: { $0.name == name }), !found.contains(index) {
        found.append(index)
      }
    }
    return found
  }

  private var gutter: Int { hasGutter ? 2 : 0 }

  private func needed(_ indices: some Collection<Int>) -> Int {
    gutter + indices.reduce(0) { $0 + columns[$1].width } + max(0, indices.count - 1)
  }

  /// Which columns are shown in `width` columns of the screen, and where. Where they do not fit, they drop by their number,
  /// the rightmost first among equals, or are scrolled (``whenNarrow``); where all that may drop has dropped, texts give way
  /// to figures. What is left over goes to the flexible ones, one
  /// column in turn.
  public func layout(width: Int) -> [Placement] {
    var (shown, width) = (available, width)
    if needed(shown) > width {
      switch whenNarrow {
      case .drop: shown = dropped(shown, to: width)
      case .scroll:
        // A column is kept for the sign that there are more.
        width -= 1
        shown = scrolled(shown, to: width)
      }
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
    if needed(shown) > width { narrow(&widths, of: shown, to: width) }
    var column = gutter
    return shown.indices.map { place in
      defer { column += widths[place] + 1 }
      // What stands across the edge ends there, so that a figure shows #; what stands beyond it is not seen at all.
      let seen = column < width ? min(widths[place], width - column) : widths[place]
      return Placement(index: shown[place], column: column, width: seen)
    }
  }

  /// Takes columns of the screen from the texts, the widest first, until the table fits or every text is as narrow as
  /// four. Figures are not made narrower: a part of a figure would be a lie.
  private func narrow(_ widths: inout [Int], of shown: [Int], to width: Int) {
    var missing = gutter + widths.reduce(0, +) + max(0, widths.count - 1) - width
    let texts = shown.indices.filter { columns[shown[$0]].overflow == .ellipsis }
    while missing > 0, let widest = texts.filter({ widths[$0] > 4 }).max(by: { widths[$0] < widths[$1] }) {
      widths[widest] -= 1
      missing -= 1
    }
  }

  private func dropped(_ indices: [Int], to width: Int) -> [Int] {
    var shown = indices
    while needed(shown) > width {
      let droppable = shown.indices.filter { columns[shown[$0]].dropOrder > 0 }
      guard
        let worst = droppable.max(by: {
          (columns[shown[$0]].dropOrder, $0) < (columns[shown[$1]].dropOrder, $1)
        })
      else { break }
      shown.remove(at: worst)
    }
    return shown
  }

  /// The frozen columns, and of the others as many as fit from the offset on; at least one.
  private func scrolled(_ indices: [Int], to width: Int) -> [Int] {
    let frozen = min(max(0, frozenColumns), indices.count)
    var shown = Array(indices[..<frozen])
    let rest = indices[frozen...].dropFirst(min(columnOffset, largestOffset(indices, width)))
    for (place, index) in rest.enumerated() {
      guard place == 0 || needed(shown + [index]) <= width else { break }
      shown.append(index)
    }
    return shown
  }

  /// The least offset with which the last column is seen.
  private func largestOffset(_ indices: [Int], _ width: Int) -> Int {
    let frozen = min(max(0, frozenColumns), indices.count)
    let rest = Array(indices[frozen...])
    var offset = max(0, rest.count - 1)
    while offset > 0, needed(Array(indices[..<frozen]) + rest[(offset - 1)...]) <= width { offset -= 1 }
    return offset
  }

  /// Scrolls the columns that are not frozen, where they do not all fit in `width` columns of the screen.
  ///
  /// - Parameters:
  ///   - count: how many columns on; below zero back.
  ///   - width: the width in which the table is drawn.
  /// - Returns: false if there was nothing to scroll that way.
  @discardableResult
  public mutating func scrollColumns(by count: Int, width: Int) -> Bool {
    let all = available
    guard whenNarrow == .scroll, needed(all) > width else { return false }
    let largest = largestOffset(all, width - 1)
    let now = min(columnOffset, largest)
    columnOffset = min(max(0, now + min(max(count, -all.count), all.count)), largest)
    return columnOffset != now
  }

  /// The columns that are chosen but not shown in `width` columns of the screen.
  public func hiddenColumns(width: Int) -> [TableColumn] {
    let shown = Set(layout(width: width).map(\.index))
    return available.filter { !shown.contains($0) }.map { columns[$0] }
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
    let rows = recordRows(in: canvas.rows)
    guard rows > 0 else { return }
    canvas.fill(Rect(row: 1, columns: canvas.columns, rows: rows))
    if hasFooter(in: canvas.rows), var footer {
      if footer.style == .normal { footer.style = .total }
      canvas.fill(Rect(row: rows + 1, columns: canvas.columns, rows: 1), style: footer.style)
      draw(footer, at: rows + 1, isSelected: false, hasFocus: false, on: &canvas, placements)
    }
    guard lineCount > 0 else {
      canvas.draw(emptyText, column: gutter, row: 1, style: .dim)
      return
    }
    canvas.onDoubleClick(Rect(row: 1, columns: canvas.columns, rows: rows), .enter)
    let first = firstLine(rows: rows)
    for lineIndex in first..<min(lineCount, first + rows) {
      let line = 1 + lineIndex - first
      switch content(of: lineIndex) {
      case .heading(let section):
        canvas.draw(section.title, column: 0, row: line, style: section.style, width: canvas.columns)
      case .record(let index):
        let isSelected = index == selectedIndex
        let id = ids[index]
        var content = row(id)
        if hasMarks, marks.contains(id) {
          content.mark = "*"
          if content.style == .normal { content.style = .marked }
        }
        draw(content, at: line, isSelected: isSelected, hasFocus: hasFocus, on: &canvas, placements)
        if isSelected && hasFocus { canvas.placeCursor(column: 0, row: line) }
      }
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
    drawScrollSigns(on: &canvas, placements)
  }

  /// `‹` before the first column that is scrolled where others are left of it, `›` at the edge where others are right of
  /// it.
  private func drawScrollSigns(on canvas: inout Canvas, _ placements: [Placement]) {
    let all = available
    guard whenNarrow == .scroll, placements.count < all.count, let last = placements.last else { return }
    let frozen = min(max(0, frozenColumns), all.count)
    if placements.count > frozen, all.indices.contains(frozen), placements[frozen].index != all[frozen] {
      canvas.draw("‹", column: max(0, placements[frozen].column - 1), row: 0, style: .header, width: 1)
    }
    if last.index != all.last {
      canvas.draw("›", column: canvas.columns - 1, row: 0, style: .header, width: 1)
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
      EmphasisedText(field.text, emphasised: field.emphasised).draw(
        on: &canvas, column: place.column, row: line, width: place.width, style: style,
        alignment: column.alignment, overflow: column.overflow)
    }
  }
}
