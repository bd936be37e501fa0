extension Ledger {
  /// Lines that may be shown as one: a posting alone, a day's charge in all its parts, or a run of days that were charged
  /// the same with nothing posted between them.
  public struct Run: Hashable, Sendable {
    /// The places of its lines in ``Ledger/lines``.
    public let places: Range<Int>
    /// How many days were charged: 1 for a single line or a day's parts.
    public let days: Int
    /// The sum of its postings.
    public let total: Money
    /// The balance after its last line.
    public let balance: Money

    /// Whether it holds several lines.
    public var isFolded: Bool { places.count > 1 }

    /// The places of the first day's lines: every other day has the same parts, of the same amounts.
    public var parts: Range<Int> { places.lowerBound..<places.lowerBound + places.count / max(days, 1) }
  }

  /// The landlord's lines with charges folded, as `Rent weeks 29-32`.
  ///
  /// A charge day is the calendar's debits of one effective date: rent and service charge are posted as two lines of one
  /// day. Days are the same where they have the same types and amounts in the same order. Invoices are not made by a
  /// calendar, and a charge taken off again is looked at: neither is folded.
  /// - Parameters:
  ///   - length: the fewest equal days that are worth folding; below 2 counts as 2. Fewer days fold one by one.
  ///   - place: the place of the first line that is wanted: a ledger that is shown from a day on begins there.
  /// - Returns: runs that cover every line from there once, in order. A sum that does not fit leaves its lines as they are.
  public func runs(ofAtLeast length: Int = 3, from place: Int = 0) -> [Run] {
    var runs: [Run] = []
    runs.reserveCapacity(lines.count)
    func close(_ places: Range<Int>, days: Int) {
      if let total = try? Money.sum(lines[places].lazy.map(\.posting.amount)), let last = places.last {
        runs.append(Run(places: places, days: days, total: total, balance: lines[last].balance))
        return
      }
      for place in places {
        let line = lines[place]
        runs.append(
          Run(places: place..<place + 1, days: 1, total: line.posting.amount, balance: line.balance))
      }
    }
    var start = max(0, place)
    while start < lines.count {
      let day = chargeDay(from: start)
      var days = 1
      var end = day.upperBound
      while lines[start].posting.isCalendarCharge, end < lines.count {
        let next = chargeDay(from: end)
        guard isSame(day, next) else { break }
        days += 1
        end = next.upperBound
      }
      if days >= max(length, 2) {
        close(start..<end, days: days)
      } else {
        for number in 0..<days {
          let first = start + number * day.count
          close(first..<first + day.count, days: 1)
        }
      }
      start = end
    }
    return runs
  }

  /// The lines of one charge day from a place on; a line that is no calendar's charge is alone.
  private func chargeDay(from start: Int) -> Range<Int> {
    let first = lines[start].posting
    guard first.isCalendarCharge else { return start..<start + 1 }
    var end = start + 1
    while end < lines.count, lines[end].posting.effective == first.effective,
      lines[end].posting.isCalendarCharge
    {
      end += 1
    }
    return start..<end
  }

  private func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { left, right in
        let (own, other) = (lines[left].posting, lines[right].posting)
        return own.type == other.type && own.amount == other.amount && other.isCalendarCharge
      }
  }
}

extension Posting {
  /// A debit that a calendar makes, period after period: rent, service charge and their like, and no invoice.
  var isCalendarCharge: Bool { type.group == .charge && type != .invoice && amount.isDebit }
}
