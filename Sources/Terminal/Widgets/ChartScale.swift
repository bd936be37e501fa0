/// Where a number lies among cells that stand for a range of numbers. Exact for all numbers, however large.
struct ChartScale: Hashable, Sendable {
  /// The number of the first cell.
  let low: Int64
  /// The number of the last cell.
  let high: Int64
  /// How many cells there are; at least one.
  let cells: Int

  init(low: Int64, high: Int64, cells: Int) {
    self.low = min(low, high)
    self.high = max(low, high)
    self.cells = max(1, cells)
  }

  /// The cell of `value`, 0 for the lowest; what lies outside the range is in the nearest cell, and where the range is one
  /// number, it is in the middle.
  func cell(of value: Int64) -> Int {
    let range = UInt64(bitPattern: high &- low)
    guard range > 0 else { return (cells - 1) / 2 }
    let distance = UInt64(bitPattern: min(max(value, low), high) &- low)
    let wide = distance.multipliedFullWidth(by: UInt64(cells - 1))
    let (sum, carry) = wide.low.addingReportingOverflow(range / 2)
    let top = wide.high &+ (carry ? 1 : 0)
    guard top < range else { return cells - 1 }
    return min(cells - 1, Int(clamping: range.dividingFullWidth((top, sum)).quotient))
  }
}
