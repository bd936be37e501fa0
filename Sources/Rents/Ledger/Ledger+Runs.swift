extension Ledger {
  /// Lines that may be shown as one: a single line, or a run of equal charges with nothing between them.
  public struct Run: Hashable, Sendable {
    /// The places of its lines in ``Ledger/lines``.
    public let places: Range<Int>
    /// The sum of its postings.
    public let total: Money
    /// The balance after its last line.
    public let balance: Money

    /// Whether it holds several lines.
    public var isFolded: Bool { places.count > 1 }
  }

  /// The landlord's lines with runs of equal charges folded, as `Rent weeks 29-32`.
  ///
  /// Charges are equal where type and amount are. A day's charges in several parts (rent, service, water) are
  /// not folded, since other lines stand between equal ones.
  /// - Parameter length: the fewest lines that are worth folding; below 2 counts as 2.
  /// - Returns: runs that cover every line once, in order.
  public func runs(ofAtLeast length: Int = 3) -> [Run] {
    var runs: [Run] = []
    var start = 0
    while start < lines.count {
      let first = lines[start].posting
      var end = start + 1
      while first.type.group == .charge, end < lines.count, lines[end].posting.type == first.type,
        lines[end].posting.amount == first.amount
      {
        end += 1
      }
      if end - start >= max(length, 2), let total = try? first.amount.multiplied(by: end - start) {
        runs.append(Run(places: start..<end, total: total, balance: lines[end - 1].balance))
      } else {
        for place in start..<end {
          runs.append(
            Run(places: place..<place + 1, total: lines[place].posting.amount, balance: lines[place].balance))
        }
      }
      start = end
    }
    return runs
  }
}
