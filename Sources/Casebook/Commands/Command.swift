import Rents

/// A change that somebody asks for. It becomes one transaction, or a refusal that says what to do.
public enum Command: Hashable, Sendable {
  /// A diary entry on an account.
  case note(account: String, text: String)
  /// A posting made here: local until an extract confirms it where the landlord keeps the ledger (decision 6).
  /// The amount is signed: a debit positive, a credit negative.
  case post(account: String, type: PostingType, amount: Money, effective: CivilDate, narrative: String)
  /// Every row that waits in suspense under a reference goes onto an account, that of the reference or another, with
  /// its source, its id and where it came from. What the account has already is not posted again.
  case placeSuspense(reference: String, onto: String)
}

/// What a command became.
public struct Receipt: Hashable, Sendable {
  /// The transaction's number.
  public var sequence: UInt64
  /// The ids that were minted, in the order of the command's records.
  public var minted: [String]
  /// Rows of suspense that were placed.
  public var placed = 0
  /// Rows of suspense that the account had already: they left suspense, and nothing was posted.
  public var duplicates = 0
}
