/// The size of an area of the screen, in character cells.
///
/// Both sides lie within `0...Size.limit`; what is outside is clamped, so that no arithmetic on sizes overflows.
public struct Size: Hashable, Sendable, CustomStringConvertible {
  /// The longest side that any area may have.
  public static let limit = 2_000
  /// No cells at all.
  public static let zero = Size(columns: 0, rows: 0)

  /// Cells from left to right.
  public let columns: Int
  /// Cells from top to bottom.
  public let rows: Int

  /// An area of `columns` by `rows` cells, each clamped to `0...Size.limit`.
  public init(columns: Int, rows: Int) {
    self.columns = min(max(columns, 0), Size.limit)
    self.rows = min(max(rows, 0), Size.limit)
  }

  /// Reads `100x30`, as `--size` and `Resize:` write it; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]),
      (0...Size.limit).contains(columns), (0...Size.limit).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }

  /// True where there is no cell to draw on.
  public var isEmpty: Bool { columns == 0 || rows == 0 }

  /// `100x30`.
  public var description: String { "\(columns)x\(rows)" }
}
