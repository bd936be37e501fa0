/// A rectangle of cells. It may lie partly or wholly outside what it is drawn on: drawing clips.
public struct Rect: Hashable, Sendable {
  /// The top left cell.
  public let origin: Point
  /// How many cells it holds each way.
  public let size: Size

  /// The rectangle of `size` whose top left cell is `origin`.
  public init(origin: Point, size: Size) {
    self.origin = origin
    self.size = size
  }

  /// The rectangle of `columns` by `rows` cells at `column`, `row`.
  public init(column: Int = 0, row: Int = 0, columns: Int, rows: Int) {
    self.init(origin: Point(column: column, row: row), size: Size(columns: columns, rows: rows))
  }

  /// The leftmost column.
  public var column: Int { origin.column }
  /// The topmost row.
  public var row: Int { origin.row }
  /// The width in cells.
  public var columns: Int { size.columns }
  /// The height in cells.
  public var rows: Int { size.rows }
  /// The first column right of the rectangle.
  public var endColumn: Int { column + columns }
  /// The first row below the rectangle.
  public var endRow: Int { row + rows }
  /// True where there is no cell to draw on.
  public var isEmpty: Bool { size.isEmpty }

  /// True if `point` lies inside.
  public func contains(_ point: Point) -> Bool {
    point.column >= column && point.column < endColumn && point.row >= row && point.row < endRow
  }

  /// What both rectangles cover; empty where they do not meet.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return Rect(
      column: left, row: top,
      columns: min(endColumn, other.endColumn) - left, rows: min(endRow, other.endRow) - top)
  }

  /// The first `count` rows, and what is left below them.
  public func cuttingTop(_ count: Int) -> (top: Rect, rest: Rect) {
    let cut = min(max(count, 0), rows)
    return (
      Rect(column: column, row: row, columns: columns, rows: cut),
      Rect(column: column, row: row + cut, columns: columns, rows: rows - cut)
    )
  }

  /// The last `count` rows, and what is left above them.
  public func cuttingBottom(_ count: Int) -> (bottom: Rect, rest: Rect) {
    let cut = min(max(count, 0), rows)
    return (
      Rect(column: column, row: endRow - cut, columns: columns, rows: cut),
      Rect(column: column, row: row, columns: columns, rows: rows - cut)
    )
  }

  /// The first `count` columns, and what is left to their right.
  public func cuttingLeft(_ count: Int) -> (left: Rect, rest: Rect) {
    let cut = min(max(count, 0), columns)
    return (
      Rect(column: column, row: row, columns: cut, rows: rows),
      Rect(column: column + cut, row: row, columns: columns - cut, rows: rows)
    )
  }

  /// The rectangle without `count` cells on each side.
  public func inset(by count: Int) -> Rect {
    let cut = min(max(count, 0), Size.limit)
    return Rect(column: column + cut, row: row + cut, columns: columns - 2 * cut, rows: rows - 2 * cut)
  }

  /// A rectangle of at most `size`, in the middle of this one.
  public func centred(_ inner: Size) -> Rect {
    let width = min(inner.columns, columns)
    let height = min(inner.rows, rows)
    return Rect(
      column: column + (columns - width) / 2, row: row + (rows - height) / 2, columns: width, rows: height)
  }
}
