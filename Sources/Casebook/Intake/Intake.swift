import Journal
import Rents

/// Files of the landlord on their way into the book: rows go in one by one, and land together in one transaction
/// that adopts one bulk file (decision 10). Memory stays bounded for any number of rows.
///
/// One intake belongs to one thread.
public final class Intake {
  /// What is done with the good rows when it ends.
  public enum Mode: String, CaseIterable, Hashable, Sendable {
    /// The good rows land.
    case goodRows
    /// They land only if no row was rejected.
    case allOrNothing
    /// Nothing lands; everything is reported as if it did.
    case dryRun
  }

  init() {}

  /// Takes an account's facts in. They are known as of the file's batch date.
  public func add(_ facts: AccountFacts, file: Int, line: Int) throws(CasebookError) {
    throw .refused("not yet")
  }

  /// Takes a posting in. Its recorded day, its source and that it is not local are set by the book.
  public func add(_ posting: Posting, account: String, file: Int, line: Int) throws(CasebookError) {
    throw .refused("not yet")
  }

  /// Takes an officer's action in.
  public func add(_ action: CaseAction, account: String, file: Int, line: Int) throws(CasebookError) {
    throw .refused("not yet")
  }

  /// Takes an arrangement's state in.
  public func add(_ arrangement: Arrangement, account: String, file: Int, line: Int) throws(CasebookError) {
    throw .refused("not yet")
  }

  /// Takes an instalment's state in.
  public func add(_ instalment: Instalment, account: String, file: Int, line: Int) throws(CasebookError) {
    throw .refused("not yet")
  }

  /// Counts a row that the reader of the file rejected, so that all-or-nothing can be kept.
  public func rejected(file: Int, line: Int) {}

  /// Ends the intake: rows are held against the book and against each other, reported, and landed.
  ///
  /// - Parameter progress: called now and then with rows done and rows in all.
  /// - Throws: ``CasebookError``. Nothing was taken then.
  public func finish(_ mode: Mode, progress: (Int, Int) -> Void = { _, _ in }) throws(CasebookError)
    -> IntakeOutcome
  {
    throw .refused("not yet")
  }

  /// Ends the intake without taking anything.
  public func abandon() {}
}
