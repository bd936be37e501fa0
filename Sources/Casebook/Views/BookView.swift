import Journal
import Rents

/// The book as it stood after one transaction: an immutable value that any thread may ask for as long as it likes.
public struct BookView: Sendable {
  let snapshot: Snapshot
  /// The source system named in the book's configuration.
  let source: String
  /// The day on which views are asked, in Europe/London.
  public let today: CivilDate

  /// The last transaction that is in it; 0 in an empty book.
  public var sequence: UInt64 { snapshot.sequence }

  /// The book's patches by name. Costs a seek for each patch, not a reading of its accounts.
  public func patches() throws(CasebookError) -> [PatchName] { throw .refused("not yet") }

  /// The accounts of a patch by reference: one contiguous read.
  public func summaries(patch: String) throws(CasebookError) -> [AccountSummary] { throw .refused("not yet") }

  /// Every account by patch and reference, until `body` returns false.
  public func forEachSummary(_ body: (AccountSummary) throws -> Bool) throws {
    throw CasebookError.refused("not yet")
  }

  /// One account's summary; nil where the book has no such account.
  public func summary(of account: String) throws(CasebookError) -> AccountSummary? {
    throw .refused("not yet")
  }

  /// One account with its casework as it was known; nil where the book has no such account.
  ///
  /// As at an effective day, facts and arrangements are those known on that day too.
  public func account(_ reference: String, asAt: AsAt) throws(CasebookError) -> AccountRecord? {
    throw .refused("not yet")
  }

  /// One account's ledger; empty where nothing was posted or the book has no such account.
  ///
  /// A local posting stands until the posting that confirmed it is in the same view.
  public func ledger(_ reference: String, asAt: AsAt = .now) throws(CasebookError) -> Ledger {
    throw .refused("not yet")
  }

  /// The rows that wait in suspense, by account and file.
  public func suspense(_ body: (SuspenseItem) throws -> Void) throws {
    throw CasebookError.refused("not yet")
  }

  /// The files that were taken in, oldest first.
  public func intakes() throws(CasebookError) -> [TakenFile] { throw .refused("not yet") }

  /// The file of those bytes, where it was taken in before.
  public func alreadyTaken(sha256: String) throws(CasebookError) -> TakenFile? { throw .refused("not yet") }

  /// References that are like one that the book does not have: the nearest first, at most `limit`.
  public func nearReferences(to reference: String, limit: Int = 3) throws(CasebookError) -> [String] {
    throw .refused("not yet")
  }
}
