import Rents

/// What became of the files of a session.
public struct IntakeOutcome: Hashable, Sendable {
  /// What became of one file.
  public struct File: Hashable, Sendable {
    /// Rows read, those that were rejected included.
    public var read = 0
    /// Rows that were new to the book.
    public var taken = 0
    /// Rows that were in the book, or in the session, already.
    public var duplicates = 0
    /// Of the duplicates, those that wait in suspense already.
    public var waiting = 0
    /// Rows kept in suspense.
    public var suspended = 0
    /// Rows rejected, here or before.
    public var rejected = 0
    /// Local postings of the book that this file's postings confirmed.
    public var confirmed = 0
    /// Accounts of the book that an accounts file should hold and does not.
    public var absent = 0
    /// The sum of the postings read and not rejected: to be held against the file's trailer.
    public var controlTotal = Money.zero

    /// Nothing yet.
    public init() {}
  }

  /// One for each file of the session, in its order.
  public var files: [File]
  /// The transaction that took the rows in; nil where there was nothing new, nothing was to be changed (dry run),
  /// or a rejected row held everything back.
  public var sequence: UInt64?
}
