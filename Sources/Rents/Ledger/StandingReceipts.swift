/// The money that came in and stayed: receipts, without the direct debits that the bank sent back.
///
/// A return takes back the newest direct debit of the same pence that is not later than it by effective date and was not
/// taken back already; on one day it may stand before or behind its debit. Which receipts stand depends on the postings
/// alone, not on how many at a time they were known of.
///
/// Take the postings in the stated order of a ledger, each with whatever it is known by:
/// ```swift
/// var receipts = StandingReceipts<Posting>()
/// for posting in postings { receipts.take(posting, posting.type, posting.amount, on: posting.effective) }
/// receipts.last                                   // the last payment, if any came in and stayed
/// ```
public struct StandingReceipts<Receipt: Sendable>: Sendable {
  private struct Entry {
    var receipt: Receipt
    var pence: Int64
    var isDirectDebit: Bool
  }

  private var entries: [Entry] = []
  /// What came back on the day that was taken last: its debit may still follow.
  private var returned: [Int64] = []
  private var day: CivilDate?

  /// Nothing came in.
  public init() {}

  /// Takes a posting into account: one that is neither a receipt nor a return changes nothing.
  public mutating func take(
    _ receipt: @autoclosure () -> Receipt, _ type: PostingType, _ amount: Money, on effective: CivilDate
  ) {
    let isReturn = StandingReceipts.isReturn(type, amount)
    guard isReturn || (amount.isCredit && type.group.isReceipt) else { return }
    if effective != day {
      settle()
      day = effective
    }
    if isReturn {
      returned.append(amount.pence)
    } else {
      entries.append(Entry(receipt: receipt(), pence: amount.pence, isDirectDebit: type == .directDebit))
    }
  }

  /// The last receipt that stayed.
  public var last: Receipt? {
    var settled = self
    settled.settle()
    return settled.entries.last?.receipt
  }

  /// Whether a posting says that a direct debit came back: the bank's return, or a debit entered as a direct debit.
  public static func isReturn(_ type: PostingType, _ amount: Money) -> Bool {
    amount.isDebit && (type == .directDebitReturned || type == .directDebit)
  }

  private mutating func settle() {
    for pence in returned {
      // A return is always a debit, so its pence can be negated.
      if let place = entries.lastIndex(where: { $0.isDirectDebit && $0.pence == -pence }) {
        entries.remove(at: place)
      }
    }
    returned = []
  }
}

extension Ledger {
  /// The last money that came in and stayed, local postings included; see ``StandingReceipts``.
  public var lastReceipt: Posting? {
    var receipts = StandingReceipts<Posting>()
    for posting in postings.sorted(by: { $0.precedes($1) }) {
      receipts.take(posting, posting.type, posting.amount, on: posting.effective)
    }
    return receipts.last
  }
}
