import Journal
import Rents

/// Files of the landlord on their way into the book: rows go in one by one, and land together in one transaction
/// that adopts one bulk file (decision 10). Memory stays bounded for any number of rows.
///
/// One intake belongs to one thread.
///
/// ```swift
/// let intake = try book.beginIntake(files: [file]) { print($0) }
/// for row in rows { try intake.add(row.posting, account: row.account, file: 0, line: row.line) }
/// let outcome = try intake.finish(.goodRows)
/// ```
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

  /// The largest amount, in pence, that a row may have: a hundred billion pounds. A sum of such amounts that does
  /// not fit in 64 bits would need almost a million of them on one account.
  static let largestAmount: Int64 = 10_000_000_000_000

  private let store: Store
  private let view: BookView
  private let files: [IntakeFile]
  private let header: EntryHeader
  private let recorded: CivilDate
  private let report: (IntakeReport) -> Void
  private var sorter: BulkSorter?
  private var counts: [IntakeOutcome.File]
  private var rejectedBefore: [Bool]
  private var rows = 0
  private var cluster: [UInt8] = []
  private var key = FieldWriter()
  private var text = FieldWriter()

  init(
    store: Store, view: BookView, files: [IntakeFile], header: EntryHeader, recorded: CivilDate,
    report: @escaping (IntakeReport) -> Void
  ) throws(CasebookError) {
    self.store = store
    self.view = view
    self.files = files
    self.header = header
    self.recorded = recorded
    self.report = report
    counts = files.map { _ in IntakeOutcome.File() }
    rejectedBefore = files.map { _ in false }
    do { sorter = try store.makeSorter() } catch { throw .journal(error) }
  }

  // MARK: Rows

  /// Takes an account's facts in. They are known as of the file's batch date.
  /// - Throws: ``CasebookError`` where rows cannot be kept, as on a full disk. Nothing was taken then.
  public func add(_ facts: AccountFacts, file: Int, line: Int) throws(CasebookError) {
    guard try begin(facts.reference, file, line) else { return }
    guard KeyRule.allows(facts.patch) else {
      return reject(file, line, "patch", "the patch holds characters that no patch has, or is too long")
    }
    if let balance = facts.landlordBalance, balance.pence.magnitude > Intake.largestAmount.magnitude {
      return reject(file, line, "balance", "the balance is larger than any account's")
    }
    key.date(files[file].batchDate ?? facts.landlordBalanceAsAt ?? view.today)
    // Named fields put a bar before each but the first, so they are written by themselves.
    var fields = FieldWriter()
    FactsRecord.write(facts, to: &fields)
    text.bytes.append(contentsOf: fields.bytes)
    try put(.account)
  }

  /// Takes a posting in. Its recorded day, its source and that it is not local are set by the book.
  /// - Throws: ``CasebookError`` where rows cannot be kept, as on a full disk. Nothing was taken then.
  public func add(_ posting: Posting, account: String, file: Int, line: Int) throws(CasebookError) {
    guard try begin(account, file, line) else { return }
    guard !posting.id.isEmpty, KeyRule.allows(posting.id) else {
      return reject(file, line, "transaction_id", "there is no transaction id that identifies the row")
    }
    guard posting.amount.pence.magnitude <= Intake.largestAmount.magnitude else {
      return reject(file, line, "amount", "the amount is larger than any account's")
    }
    PostingRecord.writeKey(of: posting, to: &key)
    if posting.isLocal {
      var own = posting
      own.isLocal = false
      PostingRecord.write(own, recorded: recorded, isMadeHere: false, to: &text)
    } else {
      PostingRecord.write(posting, recorded: recorded, isMadeHere: false, to: &text)
    }
    counts[file].controlTotal.pence &+= posting.amount.pence
    try put(.posting)
  }

  /// Takes an officer's action in.
  /// - Throws: ``CasebookError`` where rows cannot be kept, as on a full disk. Nothing was taken then.
  public func add(_ action: CaseAction, account: String, file: Int, line: Int) throws(CasebookError) {
    guard try begin(account, file, line) else { return }
    guard !action.id.isEmpty, KeyRule.allows(action.id), KeyRule.allows(action.time) else {
      return reject(file, line, "action_id", "there is no action id that identifies the row")
    }
    key.bytes.append(contentsOf: ActionRecord.key(of: action))
    ActionRecord.write(action, recorded: recorded, to: &text)
    try put(.action)
  }

  /// Takes an arrangement's state in. It is known as of the file's batch date.
  /// - Throws: ``CasebookError`` where rows cannot be kept, as on a full disk. Nothing was taken then.
  public func add(_ arrangement: Arrangement, account: String, file: Int, line: Int) throws(CasebookError) {
    guard try begin(account, file, line) else { return }
    guard !arrangement.id.isEmpty, KeyRule.allows(arrangement.id) else {
      return reject(file, line, "arrangement_id", "there is no arrangement id that identifies the row")
    }
    key.bytes.append(
      contentsOf: ArrangementRecord.key(of: arrangement.id, known: files[file].batchDate ?? view.today))
    var fields = FieldWriter()
    ArrangementRecord.write(arrangement, to: &fields)
    text.bytes.append(contentsOf: fields.bytes)
    try put(.arrangement)
  }

  /// Takes an instalment's state in. It is known as of the file's batch date.
  /// - Throws: ``CasebookError`` where rows cannot be kept, as on a full disk. Nothing was taken then.
  public func add(_ instalment: Instalment, account: String, file: Int, line: Int) throws(CasebookError) {
    guard try begin(account, file, line) else { return }
    guard !instalment.arrangement.isEmpty, KeyRule.allows(instalment.arrangement) else {
      return reject(file, line, "arrangement_id", "there is no arrangement id that identifies the row")
    }
    guard (0...99_999).contains(instalment.number) else {
      return reject(file, line, "seq", "the instalment's number is none")
    }
    key.bytes.append(
      contentsOf: InstalmentRecord.key(of: instalment, known: files[file].batchDate ?? view.today))
    InstalmentRecord.write(instalment, to: &text)
    try put(.instalment)
  }

  /// Counts a row that the reader of the file rejected, so that all-or-nothing can be kept.
  public func rejected(file: Int, line: Int) {
    guard counts.indices.contains(file) else { return }
    counts[file].read += 1
    counts[file].rejected += 1
    rejectedBefore[file] = true
  }

  /// Starts a row; false where it was rejected for its reference.
  private func begin(_ account: String, _ file: Int, _ line: Int) throws(CasebookError) -> Bool {
    guard sorter != nil else { throw .refused("This intake has ended. Nothing was changed.") }
    guard counts.indices.contains(file) else {
      throw .refused("The row belongs to file \(file), which this intake does not have. Nothing was changed.")
    }
    counts[file].read += 1
    guard KeyRule.allows(account) else {
      reject(
        file, line, "account_ref", "the reference holds characters that no reference has, or is too long")
      return false
    }
    cluster.removeAll(keepingCapacity: true)
    cluster.append(contentsOf: account.utf8)
    key.bytes.removeAll(keepingCapacity: true)
    text.bytes.removeAll(keepingCapacity: true)
    Origin.write(file: file, line: line, to: &text)
    return true
  }

  private func put(_ table: Table) throws(CasebookError) {
    guard let sorter else { return }
    rows += 1
    // Spans are lent by values, not by the properties of an object.
    let (cluster, order, bytes) = (cluster, key.bytes, text.bytes)
    do {
      try sorter.add(table: table, cluster: cluster.span, order: order.span, bytes: bytes.span)
    } catch {
      throw .journal(error)
    }
  }

  private func reject(_ file: Int, _ line: Int, _ column: String, _ problem: String) {
    counts[file].rejected += 1
    rejectedBefore[file] = true
    report(IntakeReport(file: file, line: line, column: column, problem: problem, action: .rejected))
  }

  // MARK: End

  /// Ends the intake: rows are held against the book and against each other, reported, and landed.
  ///
  /// - Parameter progress: called now and then with rows done and rows in all.
  /// - Throws: ``CasebookError``. Nothing was taken then.
  public func finish(_ mode: Mode, progress: (Int, Int) -> Void = { _, _ in }) throws(CasebookError)
    -> IntakeOutcome
  {
    guard let sorter else { throw .refused("This intake has ended. Nothing was changed.") }
    self.sorter = nil
    let store = store
    return try CasebookError.wrapping {
      let writer = try store.makeBulkWriter()
      let landing = Landing(
        view: view, files: files, counts: counts, recorded: recorded, writer: writer,
        makeSorter: { try store.makeSorter(memoryLimit: 16 << 20) }, report: report)
      var done = 0
      var told = 0
      try sorter.drain { group in
        try landing.take(group)
        done += group.count
        if done - told >= 10_000 {
          told = done
          progress(done, rows)
        }
      }
      try landing.finish(unrejected: rejectedBefore.map { !$0 })
      progress(rows, rows)
      counts = landing.counts
      var outcome = IntakeOutcome(files: counts, sequence: nil)
      let isHeldBack = mode == .allOrNothing && counts.contains { $0.rejected > 0 }
      let isAnythingNew = writer.rows > 0 || !landing.ties.isEmpty || !landing.absences.isEmpty
      if mode != .dryRun, !isHeldBack, isAnythingNew {
        outcome.sequence = try land(writer, landing)
      }
      return outcome
    }
  }

  /// Ends the intake without taking anything.
  public func abandon() { sorter = nil }

  private func land(_ writer: BulkWriter, _ landing: Landing) throws -> UInt64? {
    let sealed = writer.rows > 0 ? [try writer.seal()] : []
    let taken = try view.intakes().count
    let sequence = try store.append { snapshot in
      let now = BookView(snapshot: snapshot, source: view.source, today: view.today)
      // What the rows were held against must still be what the book has; notes and local postings do not matter.
      if snapshot.sequence != view.sequence, try now.intakes().count != taken {
        throw CasebookError.overtaken
      }
      return TransactionDraft(
        header: header.bytes, rows: rows(landing, sequence: snapshot.sequence + 1), adopts: sealed)
    }
    // The record is safe whether or not the state could be written; the next opening would only take longer.
    try? store.checkpoint()
    return sequence
  }

  private func rows(_ landing: Landing, sequence: UInt64) -> [Row] {
    var rows: [Row] = []
    for (place, file) in files.enumerated() {
      let counts = landing.counts[place]
      let taken = TakenFile(
        name: file.name, kind: file.kind, sha256: file.sha256, batchDate: file.batchDate, recorded: recorded,
        at: header.at, user: header.user, sequence: sequence, read: counts.read, taken: counts.taken,
        duplicates: counts.duplicates, suspended: counts.suspended, rejected: counts.rejected,
        controlTotal: counts.controlTotal)
      var fields = FieldWriter()
      TakenRecord.write(taken, to: &fields)
      rows.append(
        Row(
          table: .intake, cluster: TakenRecord.cluster,
          order: TakenRecord.key(sequence: sequence, place: place),
          bytes: fields.bytes))
    }
    for (account, known) in landing.absences {
      var key = FieldWriter()
      key.date(known)
      rows.append(
        Row(
          table: .account, cluster: account, order: String(decoding: key.bytes, as: UTF8.self),
          bytes: FactsRecord.absent))
    }
    for (account, tie) in landing.ties {
      var fields = FieldWriter()
      tie.write(to: &fields)
      rows.append(Row(table: .tie, cluster: account, order: tie.local, bytes: fields.bytes))
    }
    return rows
  }
}
