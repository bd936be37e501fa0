extension Ledger {
  /// Which of a posting's three dates is asked (decision 1).
  public enum DateBasis: String, CaseIterable, Hashable, Sendable {
    /// The landlord's transaction date.
    case effective
    /// When the landlord's system had it.
    case known
    /// When this book took it in.
    case recorded
  }

  /// The same ledger as it stands in another view: the lines that it includes, counted again.
  ///
  /// Asked of a ledger that is itself an earlier view, it can only narrow it: ask the ledger of ``AsAt/now``.
  /// - Throws: ``LedgerError/overflow(posting:)`` where a balance does not fit once postings are left out.
  public func seen(_ view: AsAt) throws(LedgerError) -> Ledger {
    try Ledger(postings, asAt: view)
  }

  /// What is owed in a view, without building its lines.
  /// - Throws: ``LedgerError/overflow(posting:)`` where a sum does not fit.
  public func balance(_ view: AsAt) throws(LedgerError) -> Balance {
    try balance(where: view.includes)
  }

  /// What was owed at the end of a day, counting the postings whose date of that kind is not later.
  /// - Throws: ``LedgerError/overflow(posting:)`` where a sum does not fit.
  public func balance(on day: CivilDate, by basis: DateBasis) throws(LedgerError) -> Balance {
    try balance { posting in
      switch basis {
      case .effective: posting.effective <= day
      case .known: posting.known <= day
      case .recorded: posting.recorded <= day
      }
    }
  }

  /// The effective date of the last day that closed with nothing owed on the landlord's ledger (zero or in
  /// credit); nil where the account was never clear.
  public var lastClear: CivilDate? {
    var later: CivilDate?
    for line in lines.reversed() {
      // Only the last line of a day says how the day closed.
      if line.posting.effective != later, line.balance <= .zero { return line.posting.effective }
      later = line.posting.effective
    }
    return nil
  }

  private func balance(where condition: (Posting) -> Bool) throws(LedgerError) -> Balance {
    var sums = Balance()
    for line in lines where condition(line.posting) {
      do { try sums.add(line.posting) } catch { throw .overflow(posting: line.posting.id) }
    }
    for line in localLines where condition(line.posting) {
      do { try sums.add(line.posting) } catch { throw .overflow(posting: line.posting.id) }
    }
    return sums
  }
}
