extension Ledger {
  /// What the lines of a ledger are put together by.
  public enum Grouping: String, CaseIterable, Hashable, Sendable {
    /// Rent weeks: Monday to Sunday.
    case week
    /// Calendar months.
    case month

    /// The first and last day of the week or month that holds a day.
    public func span(holding day: CivilDate) -> ClosedRange<CivilDate> {
      switch self {
      case .week:
        let monday = day.monday
        return monday...max(monday, monday.adding(days: 6))
      case .month:
        let first = day.inMonth(onDay: 1)
        let last = day.inMonth(onDay: 31)
        return first...max(first, last)
      }
    }
  }

  /// One week or month of a ledger.
  public struct Span: Hashable, Sendable {
    /// Its first day.
    public let first: CivilDate
    /// Its last day.
    public let last: CivilDate
    /// What it adds up to.
    public fileprivate(set) var totals: Totals
    /// How many postings it holds.
    public fileprivate(set) var count: Int
    /// The balance at its end, local postings included.
    public fileprivate(set) var balance: Money
  }

  /// The weeks or months in which something was posted, oldest first, by effective date; local postings count.
  /// - Throws: ``LedgerError/overflow(posting:)`` where a sum does not fit.
  public func spans(by grouping: Grouping) throws(LedgerError) -> [Span] {
    var spans: [Span] = []
    var balance = Money.zero
    for posting in inOrder {
      do {
        balance = try balance.adding(posting.amount)
        if let last = spans.last, posting.effective <= last.last {
          try spans[spans.count - 1].totals.add(posting)
          spans[spans.count - 1].count += 1
          spans[spans.count - 1].balance = balance
        } else {
          let days = grouping.span(holding: posting.effective)
          var totals = Totals()
          try totals.add(posting)
          spans.append(
            Span(first: days.lowerBound, last: days.upperBound, totals: totals, count: 1, balance: balance))
        }
      } catch { throw .overflow(posting: posting.id) }
    }
    return spans
  }

  /// The balance at the end of each of these days by effective date, local postings included: for a chart. The days must
  /// come in order.
  /// - Throws: ``LedgerError/overflow(posting:)`` where a sum does not fit.
  public func closes(on days: some Sequence<CivilDate>) throws(LedgerError) -> [Money] {
    let postings = inOrder
    var next = 0
    var balance = Money.zero
    var closes: [Money] = []
    for day in days {
      while next < postings.count, postings[next].effective <= day {
        do { balance = try balance.adding(postings[next].amount) } catch {
          throw .overflow(posting: postings[next].id)
        }
        next += 1
      }
      closes.append(balance)
    }
    return closes
  }

  /// All postings by effective date, local ones at their place.
  private var inOrder: [Posting] {
    localLines.isEmpty ? lines.map(\.posting) : postings.sorted { $0.precedes($1) }
  }
}
