/// A grid of cells, and the drawing that fills it.
///
/// Drawing is clipped to the current area and never fails: what lies outside is not drawn, a wide character that does
/// not fit leaves a blank, and a control character becomes a visible mark. Coordinates are those of the current area;
/// ``within(_:draw:)`` narrows it for the drawing of a part.
///
/// A canvas is a value: tests compare its ``text`` and ``styles``, `show` prints them, and a ``Painter`` puts it on
/// a terminal.
public struct Canvas: Hashable, Sendable {
  /// The size of the whole canvas, whatever the current area.
  public let whole: Size
  private(set) var cells: [Cell]
  /// The area that is drawn on, in cells of the whole canvas; it may lie partly outside.
  private var area: Rect
  /// The part of the area that is really there.
  private var clip: Rect
  /// Where the terminal's own cursor shall stand, in cells of the whole canvas; nil hides it.
  public private(set) var cursor: Point?

  /// What a click in a part of the canvas does, the last drawn on top.
  private(set) var clickTargets: [ClickTarget] = []

  /// A blank canvas of `size`.
  public init(size: Size) {
    whole = size
    cells = Array(repeating: .blank, count: size.columns * size.rows)
    area = Rect(origin: .origin, size: size)
    clip = area
  }

  /// A blank canvas of `columns` by `rows`.
  public init(columns: Int, rows: Int) { self.init(size: Size(columns: columns, rows: rows)) }

  /// The size of the current area.
  public var size: Size { area.size }
  /// The columns of the current area.
  public var columns: Int { area.columns }
  /// The rows of the current area.
  public var rows: Int { area.rows }
  /// The current area in its own coordinates: from 0, 0.
  public var bounds: Rect { Rect(origin: .origin, size: area.size) }

  /// Draws a part: inside `draw`, the canvas is `part` of the current area, with its own coordinates, and nothing
  /// outside is touched.
  @discardableResult
  public mutating func within<Result>(_ part: Rect, draw: (inout Canvas) throws -> Result) rethrows -> Result
  {
    let (outerArea, outerClip) = (area, clip)
    area = Rect(
      column: area.column + part.column, row: area.row + part.row, columns: part.columns, rows: part.rows)
    clip = area.intersection(outerClip)
    defer { (area, clip) = (outerArea, outerClip) }
    return try draw(&self)
  }

  /// Puts the terminal's cursor on a cell of the current area; outside it, the cursor stays as it was.
  public mutating func placeCursor(column: Int, row: Int) {
    let point = onWhole(Point(column: column, row: row))
    if clip.contains(point) { cursor = point }
  }

  /// Hides the terminal's cursor.
  public mutating func hideCursor() { cursor = nil }

  // MARK: Clicks

  /// Says that a click in `part` of the current area does what a key does: on the name of the key, or on what it leads to.
  public mutating func onClick(_ part: Rect, _ key: Key) { addTarget(part, click: key, doubleClick: nil) }

  /// Says that a double click in `part` of the current area does what a key does, after the first click has done what
  /// clicks do there.
  public mutating func onDoubleClick(_ part: Rect, _ key: Key) {
    addTarget(part, click: nil, doubleClick: key)
  }

  /// Says that what was said about clicks in `part` holds no more: something else was laid over it.
  public mutating func forgetClicks(in part: Rect) {
    if !clickTargets.isEmpty { addTarget(part, click: nil, doubleClick: nil) }
  }

  private mutating func addTarget(_ part: Rect, click: Key?, doubleClick: Key?) {
    let target = Rect(
      column: area.column + part.column, row: area.row + part.row, columns: part.columns, rows: part.rows
    ).intersection(clip)
    if !target.isEmpty {
      clickTargets.append(ClickTarget(area: target, click: click, doubleClick: doubleClick))
    }
  }

  // MARK: Drawing

  /// How a text stands in its width.
  public enum Alignment: Hashable, Sendable {
    /// At the left edge.
    case left
    /// At the right edge.
    case right
    /// In the middle.
    case centre
  }

  /// What is done with a text that is wider than its width.
  public enum Overflow: Hashable, Sendable {
    /// The end is left out, and … stands for it. A sum of money is left out whole: a part of it would be another sum.
    case ellipsis
    /// The end is left out.
    case cut
    /// The beginning is left out, and … stands for it.
    case ellipsisAtStart
    /// Nothing of it is shown but # in each cell: for figures, of which a part would be a lie.
    case hashes
  }

  /// Draws one line of text at `column`, `row`.
  ///
  /// - Parameters:
  ///   - text: what is drawn; line ends in it are shown as marks.
  ///   - column: the first column of the text's field.
  ///   - row: the row.
  ///   - style: the style of the text and of the blanks that fill the width.
  ///   - width: the columns of the field, filled with blanks. Without one, the text takes what it needs, up to the
  ///     right edge of the area.
  ///   - alignment: where the text stands in its width.
  ///   - overflow: what is done with a text that is wider.
  /// - Returns: the first column right of what was drawn, for drawing on.
  @discardableResult
  public mutating func draw(
    _ text: some StringProtocol, column: Int, row: Int, style: Style = .normal, width: Int? = nil,
    alignment: Alignment = .left, overflow: Overflow = .ellipsis
  ) -> Int {
    let start = Point(column: column, row: row)
    let room = min(max(width ?? (columns - start.column), 0), Size.limit)
    if let end = drawASCII(text, from: start, room: room, style: style, isField: width != nil, alignment) {
      return end
    }
    if width == nil && alignment == .left {
      return put(text, from: start, room: room, style: style, overflow: overflow)
    }
    let needed = CharacterWidth.columns(of: text)
    let field = width.map { min(max($0, 0), Size.limit) } ?? min(needed, room)
    fill(Rect(column: start.column, row: start.row, columns: field, rows: 1), style: style)
    let spare = max(0, field - needed)
    let indent =
      switch alignment {
      case .left: 0
      case .right: spare
      case .centre: spare / 2
      }
    put(
      text, from: Point(column: start.column + indent, row: start.row), room: field - indent, style: style,
      overflow: overflow)
    return start.column + field
  }

  /// Fills `part` with a character, blank if none is given.
  public mutating func fill(_ part: Rect, with scalar: Unicode.Scalar = " ", style: Style = .normal) {
    let target = Rect(
      column: area.column + part.column, row: area.row + part.row, columns: part.columns, rows: part.rows
    ).intersection(clip)
    guard !target.isEmpty else { return }
    let drawn = CharacterWidth.kind(of: scalar) == .narrow ? scalar : " "
    let cell = Cell(drawn, style: style)
    for row in target.row..<target.endRow {
      splitWide(at: target.column, row: row)
      splitWide(at: target.endColumn, row: row)
      let start = row * whole.columns
      for index in (start + target.column)..<(start + target.endColumn) { cells[index] = cell }
    }
  }

  /// Blanks the whole current area.
  public mutating func clear(style: Style = .normal) { fill(bounds, style: style) }

  /// Gives the cells of `part` another style and leaves their characters.
  public mutating func restyle(_ part: Rect, _ change: (Style) -> Style) {
    let target = Rect(
      column: area.column + part.column, row: area.row + part.row, columns: part.columns, rows: part.rows
    ).intersection(clip)
    for row in target.row..<max(target.row, target.endRow) {
      for column in target.column..<max(target.column, target.endColumn) {
        let index = row * whole.columns + column
        cells[index].style = change(Style(index: cells[index].style)).index
      }
    }
  }

  /// Draws the outline of `part`, with an optional title in its upper edge. The inside is left as it is.
  public mutating func box(_ part: Rect, title: String = "", style: Style = .border) {
    guard part.columns > 0, part.rows > 0 else { return }
    forgetClicks(in: part)
    let (right, bottom) = (part.endColumn - 1, part.endRow - 1)
    for column in [part.column, right] {
      fill(Rect(column: column, row: part.row, columns: 1, rows: part.rows), with: "│", style: style)
    }
    for row in [part.row, bottom] {
      fill(Rect(column: part.column, row: row, columns: part.columns, rows: 1), with: "─", style: style)
    }
    let corners: [(Int, Int, Unicode.Scalar)] = [
      (part.column, part.row, "┌"), (right, part.row, "┐"), (part.column, bottom, "└"), (right, bottom, "┘"),
    ]
    for (column, row, scalar) in corners {
      fill(Rect(column: column, row: row, columns: 1, rows: 1), with: scalar, style: style)
    }
    if !title.isEmpty, part.columns > 4 {
      let shown = min(CharacterWidth.columns(of: title), part.columns - 4)
      draw(" ", column: part.column + 1, row: part.row, style: style, width: shown + 2)
      draw(title, column: part.column + 2, row: part.row, style: style.bolder, width: shown)
    }
  }

  // MARK: Reading

  /// The character in a cell of the whole canvas, with its marks; empty in the right half of a wide character and
  /// outside the canvas.
  public func character(column: Int, row: Int) -> String { cell(column: column, row: row)?.text ?? "" }

  /// The style of a cell of the whole canvas; nil outside it.
  public func style(column: Int, row: Int) -> Style? {
    cell(column: column, row: row).map { Style(index: $0.style) }
  }

  /// The text of one row of the whole canvas, without the blanks at its end.
  public func line(_ row: Int) -> String {
    guard row >= 0, row < whole.rows else { return "" }
    var line = ""
    var blanks = 0
    for cell in cells[(row * whole.columns)..<((row + 1) * whole.columns)] where cell.width > 0 {
      if cell.scalar == 0x20 && cell.mark1 == 0 {
        blanks += 1
      } else {
        line += String(repeating: " ", count: blanks)
        blanks = 0
        line += cell.text
      }
    }
    return line
  }

  /// The whole canvas as lines of plain text, without the blanks at their ends; each line ends with a line feed.
  public func text() -> String {
    (0..<whole.rows).map { line($0) + "\n" }.joined()
  }

  /// The styles of the whole canvas as a second grid of letters, one for each cell (a right half has its own), so that
  /// a snapshot shows them: `.` is normal, capitals are selected, the others are the roles' letters.
  public func styles() -> String {
    (0..<whole.rows).map { row in
      String((0..<whole.columns).map { Style(index: cells[row * whole.columns + $0].style).letter }) + "\n"
    }.joined()
  }

  // MARK: Inside

  func cell(column: Int, row: Int) -> Cell? {
    guard column >= 0, column < whole.columns, row >= 0, row < whole.rows else { return nil }
    return cells[row * whole.columns + column]
  }

  /// Changes every cell in place.
  mutating func mapCells(_ change: (inout Cell) -> Void) {
    for index in cells.indices { change(&cells[index]) }
  }

  private func onWhole(_ point: Point) -> Point {
    Point(column: area.column + point.column, row: area.row + point.row)
  }

  /// Draws `text` in at most `room` columns from `start`; returns the column after it.
  @discardableResult
  private mutating func put(
    _ text: some StringProtocol, from start: Point, room: Int, style: Style, overflow: Overflow
  ) -> Int {
    guard room > 0 else { return start.column }
    let origin = onWhole(start)
    // A text that surely fits needs no measuring: no scalar takes more than two columns, no scalar less than a byte.
    let needed = text.utf8.count * 2 <= room ? 0 : CharacterWidth.columns(of: text)
    if needed <= room {
      return start.column + put(scalars: text.unicodeScalars, at: origin, room: room, style: style)
    }
    switch overflow {
    case .cut:
      put(scalars: text.unicodeScalars, at: origin, room: room, style: style)
    case .hashes:
      fill(Rect(column: start.column, row: start.row, columns: room, rows: 1), with: "#", style: style)
    case .ellipsis:
      let scalars = Array(text.unicodeScalars)
      let whole = Figures.prefix(of: scalars, columns: room - 1)
      let used = put(scalars: scalars[..<whole], at: origin, room: room - 1, style: style)
      put(
        scalars: "…".unicodeScalars, at: Point(column: origin.column + used, row: origin.row), room: 1,
        style: style)
      return start.column + used + 1
    case .ellipsisAtStart:
      var tail = Substring(String(text))
      var width = needed
      while width > room - 1, let first = tail.popFirst() {
        width -= CharacterWidth.columns(of: String(first))
      }
      put(scalars: "…".unicodeScalars, at: origin, room: 1, style: style)
      put(
        scalars: tail.unicodeScalars, at: Point(column: origin.column + 1, row: origin.row), room: room - 1,
        style: style)
    }
    return start.column + room
  }

  /// Draws text that is printable ASCII and fits, as nearly all text of a screen is: a byte is a cell, and the blanks of its
  /// field are written in the same pass. Returns the column after it; nil leaves the text to the longer way.
  private mutating func drawASCII(
    _ text: some StringProtocol, from start: Point, room: Int, style: Style, isField: Bool,
    _ alignment: Alignment
  ) -> Int? {
    let drawn = text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      guard bytes.count <= room, bytes.allSatisfy({ $0 &- 0x20 < 0x5F }) else { return nil }
      // Without a width only left-aligned text is drawn where it stands; the others' field is their own width.
      let field = isField ? room : bytes.count
      let spare = field - bytes.count
      let indent =
        switch alignment {
        case .left: 0
        case .right: spare
        case .centre: spare / 2
        }
      let origin = onWhole(start)
      guard !clip.isEmpty, origin.row >= clip.row, origin.row < clip.endRow else { return field }
      let (left, right) = (max(origin.column, clip.column), min(origin.column + field, clip.endColumn))
      guard left < right else { return field }
      splitWide(at: left, row: origin.row)
      splitWide(at: right, row: origin.row)
      let (row, textStart) = (origin.row * whole.columns, origin.column + indent)
      var cell = Cell(" ", style: style)
      cells.withUnsafeMutableBufferPointer { cells in
        for column in left..<right {
          let place = column - textStart
          cell.scalar = place >= 0 && place < bytes.count ? UInt32(bytes[place]) : 0x20
          cells[row + column] = cell
        }
      }
      return field
    }
    guard let field = drawn ?? nil else { return nil }
    return start.column + field
  }

  /// Draws scalars until `room` columns are used; returns the columns used. `origin` is in cells of the whole canvas.
  @discardableResult
  private mutating func put(
    scalars: some Sequence<Unicode.Scalar>, at origin: Point, room: Int, style: Style
  ) -> Int {
    let rowIsThere = !clip.isEmpty && origin.row >= clip.row && origin.row < clip.endRow
    var used = 0
    var lastBase: Int?
    for scalar in scalars {
      switch CharacterWidth.kind(of: scalar) {
      case .combining:
        if used > 0 {
          if let index = lastBase { addMark(scalar, at: index) }
          continue
        }
        guard used < room else { return used }
        lastBase = set("\u{25CC}", width: 1, column: origin.column, row: origin.row, style, rowIsThere)
        if let index = lastBase { addMark(scalar, at: index) }
        used += 1
      case .narrow:
        guard used < room else { return used }
        lastBase = set(scalar, width: 1, column: origin.column + used, row: origin.row, style, rowIsThere)
        used += 1
      case .hidden:
        guard used < room else { return used }
        let mark = CharacterWidth.visibleMark(for: scalar)
        lastBase = set(mark, width: 1, column: origin.column + used, row: origin.row, style, rowIsThere)
        used += 1
      case .wide:
        guard used + 2 <= room else { return used }
        lastBase = set(scalar, width: 2, column: origin.column + used, row: origin.row, style, rowIsThere)
        used += 2
      }
    }
    return used
  }

  private mutating func addMark(_ scalar: Unicode.Scalar, at index: Int) {
    if cells[index].mark1 == 0 {
      cells[index].mark1 = scalar.value
    } else if cells[index].mark2 == 0 {
      cells[index].mark2 = scalar.value
    }
  }

  /// Sets one character; returns its cell's index, or nil where it is clipped. A wide character of which only a half is
  /// inside leaves a blank in that half.
  @inline(__always)
  private mutating func set(
    _ scalar: Unicode.Scalar, width: Int, column: Int, row: Int, _ style: Style, _ rowIsThere: Bool
  ) -> Int? {
    guard rowIsThere, column + width > clip.column, column < clip.endColumn else { return nil }
    let index = row * whole.columns + column
    if width == 1 {
      splitWide(at: column, row: row)
      splitWide(at: column + 1, row: row)
      cells[index] = Cell(scalar, style: style)
      return index
    }
    guard column >= clip.column else {
      splitWide(at: column + 1, row: row)
      splitWide(at: column + 2, row: row)
      cells[index + 1] = Cell(" ", style: style)
      return nil
    }
    guard column + 2 <= clip.endColumn else {
      splitWide(at: column, row: row)
      splitWide(at: column + 1, row: row)
      cells[index] = Cell(" ", style: style)
      return nil
    }
    splitWide(at: column, row: row)
    splitWide(at: column + 2, row: row)
    cells[index] = Cell(scalar, style: style, width: 2)
    cells[index + 1] = Cell.rightHalf(style: style.index)
    return index
  }

  /// Where a wide character stands across the left edge of `column`, blanks both of its halves.
  @inline(__always)
  private mutating func splitWide(at column: Int, row: Int) {
    guard column > 0, column < whole.columns else { return }
    let index = row * whole.columns + column
    guard cells[index].width == 0 else { return }
    cells[index - 1] = Cell(" ", style: Style(index: cells[index - 1].style))
    cells[index] = Cell(" ", style: Style(index: cells[index].style))
  }
}
