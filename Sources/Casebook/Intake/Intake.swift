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

  /// The largest amount, in pence, that goes without a word: a million pounds. No tenant's charge or payment comes near
  /// it, and a year of a large landlord's block invoices stays below it; a decimal point that was lost does not.
  static let unusualAmount: UInt64 = 100_000_000

  private let store: Store
  private let view: BookView
  private let files: [IntakeFile]
  private let header: EntryHeader
  private let recorded: CivilDate
  private let report: (IntakeReport) -> Void
  private let groupLimit: Int
  private var rows: IntakeRows

  /// - Parameter groupLimit: bytes of an account's rows of one kind beyond which they are too many for memory.
  init(
    store: Store, view: BookView, files: [IntakeFile], header: EntryHeader, recorded: CivilDate,
    groupLimit: Int = 8 << 20, report: @escaping (IntakeReport) -> Void
  ) throws(CasebookError) {
    self.store = store
    self.view = view
    self.files = files
    self.header = header
    self.recorded = recorded
    self.report = report
    self.groupLimit = groupLimit
    do {
      rows = IntakeRows(
        files, recorded: recorded, today: view.today, into: try store.makeSorter(groupLimit: groupLimit))
    } catch {
      throw .journal(error)
    }
  }

  // MARK: Rows

  /// Takes an account's facts in. They are known as of the file's batch date.
  /// - Throws: ``CasebookError`` where rows cannot be kept, as on a full disk. Nothing was taken then.
  public func add(_ facts: AccountFacts, file: Int, line: Int) throws(CasebookError) {
    if let objection = try rows.add(facts, file: file, line: line) { reject(objection, file, line) }
  }

  /// Takes a posting in. Its recorded day, its source and that it is not local are set by the book.
  /// - Throws: ``CasebookError`` where rows cannot be kept, as on a full disk. Nothing was taken then.
  public func add(_ posting: Posting, account: String, file: Int, line: Int) throws(CasebookError) {
    if let objection = try rows.add(posting, account: account, file: file, line: line) {
      reject(objection, file, line)
    }
  }

  /// Takes an officer's action in.
  /// - Throws: ``CasebookError`` where rows cannot be kept, as on a full disk. Nothing was taken then.
  public func add(_ action: CaseAction, account: String, file: Int, line: Int) throws(CasebookError) {
    if let objection = try rows.add(action, account: account, file: file, line: line) {
      reject(objection, file, line)
    }
  }

  /// Takes an arrangement's state in. It is known as of the file's batch date.
  /// - Throws: ``CasebookError`` where rows cannot be kept, as on a full disk. Nothing was taken then.
  public func add(_ arrangement: Arrangement, account: String, file: Int, line: Int) throws(CasebookError) {
    if let objection = try rows.add(arrangement, account: account, file: file, line: line) {
      reject(objection, file, line)
    }
  }

  /// Takes an instalment's state in. It is known as of the file's batch date.
  /// - Throws: ``CasebookError`` where rows cannot be kept, as on a full disk. Nothing was taken then.
  public func add(_ instalment: Instalment, account: String, file: Int, line: Int) throws(CasebookError) {
    if let objection = try rows.add(instalment, account: account, file: file, line: line) {
      reject(objection, file, line)
    }
  }

  /// Counts a row that the reader of the file rejected, so that all-or-nothing can be kept.
  public func rejected(file: Int, line: Int) { rows.countRejected(file: file, wasRead: false) }

  private func reject(_ objection: IntakeRows.Objection, _ file: Int, _ line: Int) {
    rows.countRejected(file: file, wasRead: true)
    report(
      IntakeReport(
        file: file, line: line, column: objection.column, problem: objection.problem, action: .rejected))
  }

  // MARK: End

  /// Ends the intake: rows are held against the book and against each other, reported, and landed.
  ///
  /// - Parameter progress: called now and then with rows done and rows in all.
  /// - Throws: ``CasebookError``. Nothing was taken then.
  public func finish(_ mode: Mode, progress: (Int, Int) -> Void = { _, _ in }) throws(CasebookError)
    -> IntakeOutcome
  {
    guard let sorter = rows.end() else { throw .refused("This intake has ended. Nothing was changed.") }
    let (store, taken, before, groupLimit) = (store, rows.taken, rows.counts, groupLimit)
    return try CasebookError.wrapping {
      let writer = try store.makeBulkWriter()
      let landing = try Landing(
        view: view, files: files, counts: before, recorded: recorded, writer: writer,
        makeSorter: { try store.makeSorter(memoryLimit: 12 << 20, groupLimit: groupLimit) }, report: report)
      var done = 0
      var told = 0
      try sorter.drain { group in
        try landing.take(group)
        done += group.count
        if done - told >= 10_000 {
          told = done
          progress(done, taken)
        }
      }
      try landing.finish(unrejected: before.map { $0.rejected == 0 })
      progress(taken, taken)
      let counts = landing.counts
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
  public func abandon() { _ = rows.end() }

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
        header: header.bytes, rows: records(landing, sequence: snapshot.sequence + 1), adopts: sealed)
    }
    // The record is safe whether or not the state could be written; the next opening would only take longer.
    try? store.checkpoint()
    return sequence
  }

  private func records(_ landing: Landing, sequence: UInt64) -> [Row] {
    var rows: [Row] = []
    for (place, file) in files.enumerated() {
      let counts = landing.counts[place]
      let taken = TakenFile(
        name: file.name, kind: file.kind, sha256: file.sha256, batchDate: file.batchDate, recorded: recorded,
        at: header.at, user: header.user, sequence: sequence, read: counts.read, taken: counts.taken,
        duplicates: counts.duplicates, suspended: counts.suspended, waiting: counts.waiting,
        rejected: counts.rejected,
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
