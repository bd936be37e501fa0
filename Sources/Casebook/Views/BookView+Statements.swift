import Journal
import Rents

extension BookView {
  /// The finished income and expenditure forms of an account as they were known at the end of a day, the newest first:
  /// corrected ones and those taken back by then are among them, and say so.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func statements(of account: String, asAt: AsAt = .now) throws(CasebookError) -> [StatementVersion] {
    try CasebookError.wrapping {
      // Finished forms are of this book: by either date they are known on the day recorded.
      try StatementRecord.all(
        of: account, in: snapshot, on: asAt.day ?? .last, try Withdrawals(of: account, in: snapshot)
      ).reversed()
    }
  }

  /// What the household's form says now: the newest that stands; nil where there is none.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func statement(of account: String, asAt: AsAt = .now) throws(CasebookError) -> StatementVersion? {
    try statements(of: account, asAt: asAt).first(where: \.stands)
  }

  /// A file of program data as it was when it was used (decision 14); nil where the book has none of that hash.
  /// - Parameter sha256: 64 hexadecimal digits, as ``StatementVersion/format`` has it.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func keptFile(sha256: String) throws(CasebookError) -> [UInt8]? {
    try CasebookError.wrapping {
      guard KeyRule.allows(sha256), !sha256.isEmpty,
        let bytes = try snapshot.row(.kept, cluster: sha256, order: KeptFileRecord.key)
      else { return nil }
      return bytes.withUnsafeBufferPointer { Array(FieldReader.text($0).utf8) }
    }
  }

  /// The files by which a finished form was asked and judged, as they were then; nil where the book has not kept its lines.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func sources(of version: StatementVersion) throws(CasebookError) -> StatementSources? {
    func file(_ kind: StatementSources.Kind, _ hash: String) throws(CasebookError) -> StatementSources.File? {
      try keptFile(sha256: hash).map {
        StatementSources.File(name: "the \(kind.rawValue) of form \(version.number)", bytes: $0)
      }
    }
    guard let format = try file(.format, version.format) else { return nil }
    return StatementSources(
      format: format, thresholds: try file(.thresholds, version.thresholds),
      guidelines: try file(.guidelines, version.guidelines))
  }

  /// What an account knows of a form before anything is asked, as it was known then: the charge and the help with it, what
  /// Universal Credit pays us, what is owed, who is liable.
  ///
  /// - Parameter fillsIn: whether the account's own amounts stand where nothing was typed; not so in a finished form, which is
  ///   frozen as it is.
  /// - Throws: ``CasebookError`` where the book has no such account or cannot be read.
  public func statementFacts(
    of account: String, asAt: AsAt = .now, fillsIn: Bool = true
  ) throws(CasebookError) -> StatementFacts {
    guard let record = try self.account(account, asAt: asAt) else {
      throw .unknownAccount(account, near: try nearReferences(to: account))
    }
    let ledger = try self.ledger(account, asAt: asAt)
    var facts = StatementFacts(record, ledger, on: asAt.day ?? today)
    facts.fillsIn = fillsIn
    return facts
  }

  /// What the account knew when a form was finished: by it the finished form is reckoned, on any later day the same.
  /// - Throws: ``CasebookError`` where the book has no such account or cannot be read.
  public func statementFacts(
    of account: String, version: StatementVersion
  ) throws(CasebookError) -> StatementFacts {
    var facts = try statementFacts(
      of: account, asAt: .known(max(version.day, version.recorded)), fillsIn: false)
    facts.day = version.day
    return facts
  }

  /// Whether a draft of an account's form was finished after a transaction.
  static func isFinished(form: String, of account: String, since: UInt64, in snapshot: Snapshot) -> Bool {
    var isFinished = false
    // Where the book cannot be read the draft is kept: nothing typed is thrown away on a guess.
    try? snapshot.read(.statement, cluster: account, from: OwnKey.key(since, 0)) { _, bytes, sequence in
      let version = bytes.withUnsafeBufferPointer { StatementRecord.read($0, sequence: sequence) }
      if version?.draft == form { isFinished = true }
    }
    return isFinished
  }
}
