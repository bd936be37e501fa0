import Synchronization

/// A book on disk, opened by this process.
///
/// One store for each process and book. It may be used from several threads: `snapshot` never waits;
/// `refresh` never waits for a writer of this process; `append`, `checkpoint` and the rest wait for each other.
/// A thread that draws should read snapshots and refresh; another should append. Inside the closure of `append`
/// use the snapshot that it is given, never the store.
public final class Store: Sendable {
  let path: String
  let files: any FileSystem
  let access: Access
  let format: BookFormat
  let projection: any Projection
  let options: Options
  let engine: Mutex<Engine>
  private let published: Mutex<Published>

  /// Makes a new, empty book in a directory, which is made if it is missing (its parent must exist).
  ///
  /// - Parameters:
  ///   - path: The book's directory.
  ///   - files: Where it is made.
  ///   - label: What kind of records the book keeps, for people who look into it. One line.
  /// - Throws: `JournalError.exists` where there is a book already (also where another process made it at this
  ///   moment: it can be opened), `.damaged` where there is one that lost its FORMAT, `.notEmpty` where there is
  ///   anything else, `.networkFileSystem`, `.diskFull`, `.failed`.
  public static func create(at path: String, files: any FileSystem = RealFileSystem(), label: String)
    throws(JournalError)
  {
    try Engine.create(at: path, files, label: label)
  }

  /// Opens a book: the newest good checkpoint and the journal's tail after it.
  ///
  /// - Parameters:
  ///   - path: The book's directory.
  ///   - files: Where it is.
  ///   - projection: The client's fold.
  ///   - access: Whether this process means to record.
  ///   - holder: The name that others are shown while this process holds the lock.
  ///   - progress: Called now and then with bytes done and bytes in all, where much has to be folded: where there is no
  ///     checkpoint of this projection's version.
  /// - Throws: `JournalError.missing`, `.newerVersion`, `.damaged`, `.projectionFailed`, `.readOnly`,
  ///   `.networkFileSystem` (when asked to write), `.failed`.
  public convenience init(
    at path: String, files: any FileSystem = RealFileSystem(), projection: any Projection, access: Access,
    holder: String = "", progress: (@Sendable (Int, Int) -> Void)? = nil
  ) throws(JournalError) {
    try self.init(
      at: path, files: files, projection: projection, access: access, holder: holder, options: Options(),
      progress: progress)
  }

  package init(
    at path: String, files: any FileSystem, projection: any Projection, access: Access, holder: String = "",
    options: Options, progress: (@Sendable (Int, Int) -> Void)? = nil
  ) throws(JournalError) {
    guard !projection.version.contains(where: \.isNewline) else {
      throw .refused(reason: "the projection's version is more than one line")
    }
    self.path = path
    self.files = files
    self.access = access
    self.projection = projection
    self.options = options
    format = try BookFormat.read(at: path, files, access: access)
    let opened = try Engine(
      at: path, files, projection: projection, access: access, holder: holder, options: options,
      progress: progress)
    published = Mutex(Published(snapshot: opened.snapshot, refreshed: opened.snapshot.sequence))
    engine = Mutex(opened)
    watch = files.watch("\(path)/\(Head.name)")
  }

  deinit {
    if let watch { files.closeWatch(watch) }
  }

  private let watch: Int32?

  /// How far this process knows the journal.
  var position: Position { engine.withLock { $0.position } }

  /// Runs `body` on the engine, and shows what it brought, whether it succeeded or not.
  private func work<R: Sendable>(_ body: (inout Engine) throws -> R) throws -> R {
    try engine.withLock { (engine) throws -> R in
      defer { publish(&engine) }
      return try body(&engine)
    }
  }

  private func workOnly<R: Sendable>(_ body: (inout Engine) throws(JournalError) -> R) throws(JournalError)
    -> R
  {
    try engine.withLock { (engine) throws(JournalError) -> R in
      defer { publish(&engine) }
      return try body(&engine)
    }
  }

  /// Takes in what others recorded, unless another thread of this process is at work.
  ///
  /// - Parameter isPatient: Whether a large import may wait for its checkpoint.
  func takeIn(isPatient: Bool = false) throws(JournalError) {
    _ = try engine.withLockIfAvailable { (engine) throws(JournalError) in
      defer { publish(&engine) }
      try engine.healed { (engine) throws(JournalError) in try engine.lookOn(isPatient: isPatient) }
    }
  }

  private func publish(_ engine: inout Engine) {
    let snapshot = engine.snapshot
    let touched = engine.touched
    engine.touched = Touched()
    published.withLock {
      $0.snapshot = snapshot
      $0.touched.formUnion(touched)
    }
  }

  /// The book as this process knows it now. Never waits.
  public var snapshot: Snapshot { published.withLock { $0.snapshot } }

  /// The book's own identity, 32 hexadecimal digits, drawn when it was made: ids minted from it and a sequence
  /// are unique among all books and differ between none of its copies.
  public var identity: String { format.identity }

  /// The label given when the book was made.
  public var label: String { format.label }

  /// What opening found worth telling: an unfinished tail that was set aside, a checkpoint that could not be
  /// used.
  public var remarks: [String] { engine.withLock { $0.remarks + $0.healing.remarks } }

  /// Takes in what others recorded, and says what changed since the refresh before (this process's own
  /// transactions included). While another thread of this process records, it returns at once with what is
  /// known so far. A large import of another process is shown when that has made its checkpoint (after half a
  /// minute without one, it is folded here).
  ///
  /// - Throws: `JournalError.damaged`, `.projectionFailed`, `.failed`.
  public func refresh() throws(JournalError) -> Refresh {
    if let watch { files.drainWatch(watch) }
    try takeIn(isPatient: true)
    return published.withLock {
      let refresh = Refresh(from: $0.refreshed, to: $0.snapshot.sequence, changes: $0.touched.changes)
      $0.refreshed = $0.snapshot.sequence
      $0.touched = Touched()
      return refresh
    }
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
    try work { engine in
      try engine.lockForWriting()
      defer { engine.unlock() }
      try engine.healed { (engine) throws(JournalError) in try engine.prepareToWrite() }
      publish(&engine)
      guard let draft = try prepare(engine.snapshot) else { return nil }
      // Others may write as soon as this is safe, while a bulk file is still being folded here.
      return try engine.record(draft) { $0.unlock() }
    }
  }

  /// A sorter whose files, if it needs any, lie in this book.
  ///
  /// - Parameters:
  ///   - memoryLimit: Bytes that it may hold in memory.
  ///   - groupLimit: Bytes of a cluster's rows beyond which it gives them back in several groups.
  public func makeSorter(memoryLimit: Int = 64 << 20, groupLimit: Int = 8 << 20) throws(JournalError)
    -> BulkSorter
  {
    if access == .readOnly { throw .readOnly(path: path) }
    return BulkSorter(path, files, memoryLimit: memoryLimit, groupLimit: groupLimit)
  }

  /// A writer of a bulk file for this book.
  public func makeBulkWriter() throws(JournalError) -> BulkWriter {
    if access == .readOnly { throw .readOnly(path: path) }
    return try BulkWriter(path, files)
  }

  /// Writes the state as it is now to disk, so that the next opening is short. Others go on reading and
  /// writing meanwhile. Does nothing when another process is at it, or when there is nothing new.
  ///
  /// - Throws: `JournalError.readOnly`, `.diskFull`, `.failed`. The record is not touched by any of them.
  public func checkpoint() throws(JournalError) {
    if access == .readOnly { throw .readOnly(path: path) }
    try writeCheckpoint()
  }

  private func writeCheckpoint() throws(JournalError) {
    guard let lock = try Engine.checkpointLock(path, files) else { return }
    defer { lock.unlock() }
    do throws(JournalError) { try writeCheckpointUnderLock() } catch {
      // Merging reads every row: what is damaged is made again from the record, and all of it is written anew.
      guard case .damagedCheckpoint = error else { throw error }
      try workOnly { (engine) throws(JournalError) in try engine.heal(error) }
      try writeCheckpointUnderLock()
    }
  }

  private func writeCheckpointUnderLock() throws(JournalError) {
    guard let plan = try workOnly({ (engine) throws(JournalError) in try engine.beginCheckpoint() }) else {
      return
    }
    let runs: [Run]
    do throws(JournalError) {
      runs = try Engine.write(
        plan, at: path, files, projection: projection.version, runTier: options.runTier)
    } catch {
      engine.withLock { $0.sources.frozenLayers = 0 }
      throw error
    }
    try workOnly { (engine) throws(JournalError) in engine.install(plan, runs: runs) }
  }

  /// Leaves behind, as a checkpoint, what opening had to make anew because there was none of this version, or none
  /// that was whole: so that it is paid once, by the first who may write there, and by nobody else. It is written
  /// beside the work of others, who wait for nothing. A store that was opened for looking only may do this too: nothing
  /// but derived files are written. Does nothing where there is nothing worth it, where this process may not write, or
  /// where the disk is full.
  ///
  /// - Returns: Whether it was left.
  @discardableResult
  public func keepState() -> Bool {
    let isWorthIt = engine.withLock {
      $0.isMadeAnew && ($0.replacesAll || $0.recordLength >= options.checkpointDue)
    }
    guard isWorthIt, !files.isNetwork(path) else { return false }
    try? writeCheckpoint()
    return engine.withLock { !$0.isMadeAnew }
  }

  /// `checkpoint()`, if the journal's tail has grown long enough to be worth it (about 1 MB).
  ///
  /// - Returns: Whether one was made.
  public func checkpointIfDue() throws(JournalError) -> Bool {
    guard access == .readWrite, engine.withLock({ $0.replacesAll || $0.tail >= options.checkpointDue }) else {
      return false
    }
    let before = engine.withLock { $0.generation }
    try checkpoint()
    return engine.withLock { $0.generation } != before
  }

  /// Throws every checkpoint away and makes the state again from the journal and the bulk files.
  public func rebuild() throws(JournalError) {
    if access == .readOnly { throw .readOnly(path: path) }
    try workOnly { (engine) throws(JournalError) in
      let end = engine.position
      let newest = engine.generation
      try engine.startFromNothing()
      try engine.replay(to: end)
      // Checkpoints are numbered on, so that others see that there is a newer one.
      engine.generation = newest
      engine.epoch += 1
      engine.replacesAll = true
    }
    try checkpoint()
  }

  /// A descriptor to poll: readable when somebody recorded something; `refresh()` quiets it. Nil where the host
  /// cannot tell (then refresh once a second).
  public var changeDescriptor: Int32? { watch }

  /// Who is writing at this moment, or nil.
  public func lockHolder() throws(JournalError) -> LockHolder? {
    let file: File
    do throws(FileError) { file = try File(files, "\(path)/lock", .read) } catch {
      if error.reason == .missing { return nil }
      throw JournalError(error)
    }
    if try worded({ () throws(FileError) in try file.lock(exclusive: false) }) { return nil }
    return engine.withLockIfAvailable { $0.readHolder() } ?? nil
  }
}
