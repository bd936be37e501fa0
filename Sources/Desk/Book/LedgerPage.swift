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

  /// A ledger as it was asked for, out of all that the account has.
  public init(_ seen: Ledger, of all: Ledger) {
    ledger = seen
    let postings = all.postings
    self.postings = postings.count
    firstKnown = postings.lazy.map { $0.isLocal ? $0.recorded : $0.known }.min()
    firstEffective = postings.lazy.map(\.effective).min()
  }
}
