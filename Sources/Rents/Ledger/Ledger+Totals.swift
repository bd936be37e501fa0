extension Ledger {
  /// What a stretch of a ledger adds up to, by what the postings are.
  public struct Totals: Hashable, Sendable {
    /// Charges raised, as a debit.
    public var charged = Money.zero
    /// What came in, as a credit: benefits and payments, less those that came back.
    public var received = Money.zero
    /// Everything else: adjustments, transfers, costs, refunds, write-offs, the balance brought forward.
    public var other = Money.zero

    /// Nothing posted.
    public init() {}

    /// Takes a posting into account.
    /// - Throws: ``MoneyError/overflow`` where a sum does not fit; nothing has changed then.
    public mutating func add(_ posting: Posting) throws(MoneyError) {
      switch posting.type.group {
      case .charge: charged = try charged.adding(posting.amount)
      case .benefit, .payment, .reversal: received = try received.adding(posting.amount)
      case .adjustment, .costs, .refund, .writeOff, .opening: other = try other.adding(posting.amount)
      }
    }
  }

  /// What was charged and received between two effective dates, both included; local postings count.
  /// - Throws: ``LedgerError/overflow(posting:)`` where a sum does not fit.
  public func totals(from first: CivilDate, through last: CivilDate) throws(LedgerError) -> Totals {
    var totals = Totals()
    for posting in postings where posting.effective >= first && posting.effective <= last {
      do { try totals.add(posting) } catch { throw .overflow(posting: posting.id) }
    }
    return totals
  }
}
