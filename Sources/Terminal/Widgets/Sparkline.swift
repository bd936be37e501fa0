/// A few figures as a row of small bars, one for each.
///
/// ```swift
/// let line = Sparkline([0, 30, 60, nil, 90])
/// canvas.draw(line.text(width: 5), column: 0, row: 0)      // ▁▃▆ █
/// ```
public struct Sparkline: Hashable, Sendable {
  /// The figures, the oldest first; nil where there is none.
  public var values: [Int64?]

  /// A row of these figures.
  public init(_ values: [Int64?]) { self.values = values }

  private static let bars = Array("▁▂▃▄▅▆▇█")
  private static let plainBars = Array("_.:-=+*#")

  /// The bars in at most `width` columns: of more figures, each bar shows the last of its share. The lowest figure is the
  /// lowest bar and the highest the highest; where all are equal, they stand in the middle.
  public func text(width: Int, ascii: Bool = false) -> String {
    guard width > 0, !values.isEmpty else { return "" }
    let width = min(width, Size.limit)
    let shown =
      values.count <= width
      ? values : (0..<width).map { values[((($0 + 1) * values.count) / width) - 1] }
    let there = shown.compactMap { $0 }
    guard let low = there.min(), let high = there.max() else {
      return String(repeating: " ", count: shown.count)
    }
    let bars = ascii ? Sparkline.plainBars : Sparkline.bars
    let text = shown.map { value in
      value.map { bars[ChartScale(low: low, high: high, cells: bars.count).cell(of: $0)] } ?? " "
    }
    return String(text)
  }

  /// Draws the bars in `width` columns, the latest at the right edge.
  public func draw(
    on canvas: inout Canvas, column: Int, row: Int, width: Int, style: Style = .normal, ascii: Bool = false
  ) {
    canvas.draw(
      text(width: width, ascii: ascii), column: column, row: row, style: style, width: width,
      alignment: .right, overflow: .cut)
  }
}
