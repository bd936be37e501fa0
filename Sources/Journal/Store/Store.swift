/// A book on disk, opened by this process.
///
/// One store for each process and book. It may be used from several threads: `snapshot` never waits;
/// `refresh` never waits for a writer of this process; `append`, `checkpoint` and the rest wait for each other.
/// A thread that draws should read snapshots and refresh; another should append. Inside the closure of `append`
/// use the snapshot that it is given, never the store.
public final class Store: Sendable {
  /// Makes a new, empty book in a directory, which is made if it is missing (its parent must exist).
  ///
  /// - Parameters:
  ///   - path: The book's directory.
  ///   - files: Where it is made.
  ///   - label: What kind of records the book keeps, for people who look into it. One line.
  /// - Throws: `JournalError.exists` where there is a book already, `.readOnly`, `.networkFileSystem`,
  ///   `.diskFull`, `.failed`.
  public static func create(at path: String, files: any FileSystem = RealFileSystem(), label: String)
    throws(JournalError)
  {
    throw .refused(reason: "not yet")
  }

  /// Opens a book: the newest good checkpoint and the journal's tail after it.
  ///
  /// - Parameters:
  ///   - path: The book's directory.
  ///   - files: Where it is.
  ///   - projection: The client's fold.
  ///   - access: Whether this process means to record.
  ///   - holder: The name that others are shown while this process holds the lock.
  /// - Throws: `JournalError.missing`, `.newerVersion`, `.damaged`, `.projectionFailed`, `.readOnly`,
  ///   `.networkFileSystem` (when asked to write), `.failed`.
  public init(
    at path: String, files: any FileSystem = RealFileSystem(), projection: any Projection, access: Access,
    holder: String = ""
  ) throws(JournalError) {
    throw .refused(reason: "not yet")
  }

  /// The book as this process knows it now. Never waits.
  public var snapshot: Snapshot { Snapshot(sequence: 0) }

  /// The book's own identity, 32 hexadecimal digits, drawn when it was made: ids minted from it and a sequence
  /// are unique among all books and differ between none of its copies.
  public var identity: String { "" }

  /// The label given when the book was made.
  public var label: String { "" }

  /// What opening found worth telling: an unfinished tail that was set aside, a checkpoint that could not be
  /// used.
  public var remarks: [String] { [] }

  /// Takes in what others recorded, and says what changed since the refresh before (this process's own
  /// transactions included). While another thread of this process records, it returns at once with what is
  /// known so far.
  ///
  /// - Throws: `JournalError.damaged`, `.projectionFailed`, `.failed`.
  public func refresh() throws(JournalError) -> Refresh {
    throw .refused(reason: "not yet")
  }

  /// Records one transaction, durable when this returns.
  ///
  /// The book is locked against other writers (waiting up to ten seconds), everything that they recorded is
  /// taken in, and `prepare` is asked for a draft against that newest state. Then the draft is written and
  /// flushed.
  ///
  /// - Parameter prepare: Gives the draft, or nil if there is nothing to do, or throws to refuse. Must not use
  ///   the store.
  /// - Returns: The transaction's sequence, or nil where `prepare` gave nil.
  /// - Throws: Whatever `prepare` and the projection throw (nothing is written then), and `JournalError`. Only
  ///   after `.notKnownSaved` is it uncertain whether the transaction is in the book.
  public func append(_ prepare: (Snapshot) throws -> TransactionDraft?) throws -> UInt64? {
    throw JournalError.refused(reason: "not yet")
  }

  /// A sorter whose files, if it needs any, lie in this book.
  ///
  /// - Parameter memoryLimit: Bytes that it may hold in memory.
  public func makeSorter(memoryLimit: Int = 64 << 20) throws(JournalError) -> BulkSorter {
    throw .refused(reason: "not yet")
  }

  /// A writer of a bulk file for this book.
  public func makeBulkWriter() throws(JournalError) -> BulkWriter {
    throw .refused(reason: "not yet")
  }

  /// Writes the state as it is now to disk, so that the next opening is short. Others go on reading and
  /// writing meanwhile. Does nothing when another process is at it, or when there is nothing new.
  ///
  /// - Throws: `JournalError.readOnly`, `.diskFull`, `.failed`. The record is not touched by any of them.
  public func checkpoint() throws(JournalError) {
    throw .refused(reason: "not yet")
  }

  /// `checkpoint()`, if the journal's tail has grown long enough to be worth it (about 1 MB).
  ///
  /// - Returns: Whether one was made.
  public func checkpointIfDue() throws(JournalError) -> Bool {
    throw .refused(reason: "not yet")
  }

  /// Throws every checkpoint away and makes the state again from the journal and the bulk files.
  public func rebuild() throws(JournalError) {
    throw .refused(reason: "not yet")
  }

  /// Checks every checksum and the chain; when `deep`, also that the state made again from the record equals
  /// the state that is kept.
  ///
  /// - Parameter progress: Called now and then with bytes done and bytes in all.
  /// - Throws: `JournalError.failed` where a file cannot be read. Damage is reported, not thrown.
  public func verify(deep: Bool, progress: (Int, Int) -> Void = { _, _ in }) throws(JournalError)
    -> VerifyReport
  {
    throw .refused(reason: "not yet")
  }

  /// Copies the record (journal and bulk files) as it is now to a directory, which is then a book of its own.
  /// A directory that holds an earlier backup of this book is brought up to date.
  ///
  /// - Parameter progress: Called now and then with bytes done and bytes in all.
  /// - Throws: `JournalError.exists` where the directory holds anything else, `.diskFull`, `.damaged`, `.failed`.
  public func backup(to path: String, progress: (Int, Int) -> Void = { _, _ in }) throws(JournalError) {
    throw .refused(reason: "not yet")
  }

  /// Reads the journal itself, transaction by transaction, from a sequence on. The journal stands still at what
  /// was durable when the call began.
  ///
  /// - Throws: `JournalError.damaged`, `.failed`, and whatever `body` throws.
  public func transactions(from sequence: UInt64 = 1, _ body: (JournalTransaction) throws -> Void) throws {
    throw JournalError.refused(reason: "not yet")
  }

  /// A descriptor to poll: readable when somebody recorded something; `refresh()` quiets it. Nil where the host
  /// cannot tell (then refresh once a second).
  public var changeDescriptor: Int32? { nil }

  /// Who is writing at this moment, or nil.
  public func lockHolder() throws(JournalError) -> LockHolder? {
    throw .refused(reason: "not yet")
  }
}
