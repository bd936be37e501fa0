import Rents

/// The ledger of an account as it was asked for, and what an empty one needs for saying why it is empty.
public struct LedgerPage: Hashable, Sendable {
  /// The postings with the balance after each, oldest first.
  public var ledger: Ledger
  /// How many postings the account has in all, whatever was asked for.
  public var postings: Int
  /// The day on which the first posting of all became known; nil where there is none.
  public var firstKnown: CivilDate?
  /// The effective date of the first posting of all; nil where there is none.
  public var firstEffective: CivilDate?

  /// A ledger, out of so many postings.
  public init(ledger: Ledger, postings: Int, firstKnown: CivilDate?, firstEffective: CivilDate?) {
    self.ledger = ledger
    self.postings = postings
    self.firstKnown = firstKnown
    self.firstEffective = firstEffective
  }

  /// The whole ledger `all`, seen as at a moment.
  /// - Throws: ``LedgerError`` where a balance does not fit.
  public init(_ all: Ledger, asAt: AsAt) throws(LedgerError) {
    self.init(
      ledger: asAt == .now ? all : try all.seen(asAt), postings: all.count,
      firstKnown: all.postings.lazy.map { $0.isLocal ? $0.recorded : $0.known }.min(),
      firstEffective: all.postings.lazy.map(\.effective).min())
  }
}
