import Journal
import Rents

/// The rows of an intake on their way into the sorter: each is checked, given its key and written as the book keeps
/// it.
///
/// A value of its own, because the properties of an object are checked at each use for anybody else who uses them;
/// so a row costs the intake one such check, and not twenty.
struct IntakeRows {
  /// Why a row is not taken.
  struct Objection {
    var column: String
    var problem: String

    init(_ column: String, _ problem: String) {
      self.column = column
      self.problem = problem
    }
  }

  private let files: [IntakeFile]
  private let recorded: CivilDate
  private let today: CivilDate
  /// Nil once the intake has ended.
  private var sorter: BulkSorter?
  private var cluster: [UInt8] = []
  private var key = FieldWriter()
  private var text = FieldWriter()

  /// What was counted of each file.
  private(set) var counts: [IntakeOutcome.File]
  /// Rows that went into the sorter.
  private(set) var taken = 0

  init(_ files: [IntakeFile], recorded: CivilDate, today: CivilDate, into sorter: BulkSorter) {
    self.files = files
    self.recorded = recorded
    self.today = today
    self.sorter = sorter
    counts = files.map { _ in IntakeOutcome.File() }
  }

  /// Ends: no row can be added after it.
  /// - Returns: the sorter with the rows; nil where they had ended before.
  mutating func end() -> BulkSorter? {
    defer { sorter = nil }
    return sorter
  }

  /// Counts a row that was rejected, wherever it was.
  mutating func countRejected(file: Int, wasRead: Bool) {
    guard counts.indices.contains(file) else { return }
    if !wasRead { counts[file].read += 1 }
    counts[file].rejected += 1
  }

  // MARK: Each kind

  mutating func add(_ facts: AccountFacts, file: Int, line: Int) throws(CasebookError) -> Objection? {
    if let objection = try begin(facts.reference, file, line) { return objection }
    guard KeyRule.allows(facts.patch) else {
      return Objection("patch", "the patch holds characters that no patch has, or is too long")
    }
    if let balance = facts.landlordBalance, balance.pence.magnitude > Intake.largestAmount.magnitude {
      return Objection("balance", "the balance is larger than any account's")
    }
    key.date(files[file].batchDate ?? facts.landlordBalanceAsAt ?? today)
    // Named fields put a bar before each but the first, so they are written by themselves.
    var fields = FieldWriter()
    FactsRecord.write(facts, to: &fields)
    text.bytes.append(contentsOf: fields.bytes)
    try put(.account)
    return nil
  }

  mutating func add(
    _ posting: Posting, account: String, file: Int, line: Int
  ) throws(CasebookError) -> Objection? {
    if let objection = try begin(account, file, line) { return objection }
    guard !posting.id.isEmpty, KeyRule.allows(posting.id) else {
      return Objection("transaction_id", "there is no transaction id that identifies the row")
    }
    guard posting.amount.pence.magnitude <= Intake.largestAmount.magnitude else {
      return Objection("amount", "the amount is larger than any account's")
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
    return nil
  }

  mutating func add(
    _ action: CaseAction, account: String, file: Int, line: Int
  ) throws(CasebookError) -> Objection? {
    if let objection = try begin(account, file, line) { return objection }
    guard !action.id.isEmpty, KeyRule.allows(action.id), KeyRule.allows(action.time) else {
      return Objection("action_id", "there is no action id that identifies the row")
    }
    key.bytes.append(contentsOf: ActionRecord.key(of: action))
    ActionRecord.write(action, recorded: recorded, to: &text)
    try put(.action)
    return nil
  }

  mutating func add(
    _ arrangement: Arrangement, account: String, file: Int, line: Int
  ) throws(CasebookError) -> Objection? {
    if let objection = try begin(account, file, line) { return objection }
    guard !arrangement.id.isEmpty, KeyRule.allows(arrangement.id) else {
      return Objection("arrangement_id", "there is no arrangement id that identifies the row")
    }
    key.bytes.append(
      contentsOf: ArrangementRecord.key(of: arrangement.id, known: files[file].batchDate ?? today))
    var fields = FieldWriter()
    ArrangementRecord.write(arrangement, to: &fields)
    text.bytes.append(contentsOf: fields.bytes)
    try put(.arrangement)
    return nil
  }

  mutating func add(
    _ instalment: Instalment, account: String, file: Int, line: Int
  ) throws(CasebookError) -> Objection? {
    if let objection = try begin(account, file, line) { return objection }
    guard !instalment.arrangement.isEmpty, KeyRule.allows(instalment.arrangement) else {
      return Objection("arrangement_id", "there is no arrangement id that identifies the row")
    }
    guard (0...99_999).contains(instalment.number) else {
      return Objection("seq", "the instalment's number is none")
    }
    key.bytes.append(contentsOf: InstalmentRecord.key(of: instalment, known: files[file].batchDate ?? today))
    InstalmentRecord.write(instalment, to: &text)
    try put(.instalment)
    return nil
  }

  // MARK: Any kind

  /// Counts a row and starts it; the objection where its reference is none.
  private mutating func begin(
    _ account: String, _ file: Int, _ line: Int
  ) throws(CasebookError) -> Objection? {
    guard sorter != nil else { throw .refused("This intake has ended. Nothing was changed.") }
    guard counts.indices.contains(file) else {
      throw .refused("The row belongs to file \(file), which this intake does not have. Nothing was changed.")
    }
    counts[file].read += 1
    guard KeyRule.allows(account) else {
      return Objection(
        "account_ref", "the reference holds characters that no reference has, or is too long")
    }
    cluster.removeAll(keepingCapacity: true)
    cluster.append(contentsOf: account.utf8)
    key.bytes.removeAll(keepingCapacity: true)
    text.bytes.removeAll(keepingCapacity: true)
    Origin.write(file: file, line: line, to: &text)
    return nil
  }

  private mutating func put(_ table: Table) throws(CasebookError) {
    taken += 1
    do {
      try sorter?.add(table: table, cluster: cluster.span, order: key.bytes.span, bytes: text.bytes.span)
    } catch {
      throw .journal(error)
    }
  }
}
