extension Ledger {
  /// All postings of one type: how many, and what they add up to.
  public struct TypeSum: Hashable, Sendable {
    /// What they are.
    public let type: PostingType
    /// How many.
    public fileprivate(set) var count: Int
    /// Their sum: a debit positive, a credit negative.
    public fileprivate(set) var total: Money
  }

  /// Counts and sums of each type that was posted, in the order of ``PostingType``; local postings count.
  /// - Throws: ``LedgerError/overflow(posting:)`` where a sum does not fit.
  public func sumsByType() throws(LedgerError) -> [TypeSum] {
    var sums: [PostingType: TypeSum] = [:]
    for line in lines + localLines {
      let posting = line.posting
      var sum = sums[posting.type] ?? TypeSum(type: posting.type, count: 0, total: .zero)
      do { sum.total = try sum.total.adding(posting.amount) } catch { throw .overflow(posting: posting.id) }
      sum.count += 1
      sums[posting.type] = sum
    }
    return PostingType.allCases.compactMap { sums[$0] }
  }
}
