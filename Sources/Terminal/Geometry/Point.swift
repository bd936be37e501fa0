/// A place on the screen, in character cells from the top left corner, which is 0, 0.
///
/// Both coordinates are clamped to a million either way, so that no arithmetic on points overflows.
public struct Point: Hashable, Sendable {
  /// The top left corner.
  public static let origin = Point(column: 0, row: 0)

  /// Cells from the left edge.
  public let column: Int
  /// Cells from the top edge.
  public let row: Int

  /// The cell at `column`, `row`.
  public init(column: Int, row: Int) {
    self.column = Point.clamped(column)
    self.row = Point.clamped(row)
  }

  static func clamped(_ value: Int) -> Int { min(max(value, -1_000_000), 1_000_000) }
}
