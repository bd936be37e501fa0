extension Ledger {
  /// What happened after a day's close, so that balance then + charged + received + other = balance now.
  public struct Since: Hashable, Sendable {
    /// The day at whose close the reckoning begins.
    public let day: CivilDate
    /// The balance at the close of that day by effective date, local postings included.
    public let opening: Money
    /// What was posted after it.
    public let totals: Totals
    /// The balance at the end.
    public let balance: Money
  }

  /// What was charged and received after the close of a day, by effective date.
  ///
  /// A balance brought forward into the ledger counts as opening whenever it stands. The day's own charge is in it too: arrears "on the day of the agreement" hold the week that was charged on
  /// it, and what is asked from then on is every later charge and the instalments.
  /// - Throws: ``LedgerError/overflow(posting:)`` where a sum does not fit.
  public func since(_ day: CivilDate) throws(LedgerError) -> Since {
    var opening = Money.zero
    var totals = Totals()
    for posting in postings {
      do {
        // A ledger that begins later than the day begins with what was owed before.
        if posting.effective <= day || posting.type.group == .opening {
          opening = try opening.adding(posting.amount)
        } else {
          try totals.add(posting)
        }
      } catch { throw .overflow(posting: posting.id) }
    }
    return Since(day: day, opening: opening, totals: totals, balance: balance.together)
  }

  /// The postings that an earlier view of this ledger leaves out: what became known, or took effect, after it.
  public func unseen(in view: AsAt) -> [Posting] { postings.filter { !view.includes($0) } }
}
