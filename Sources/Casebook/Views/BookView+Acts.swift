import Journal
import Rents

extension BookView {
  /// What an officer recorded after a transaction, the newest first: with what stood there before and since in words, and
  /// whether it can be taken back or why not. Every sitting is in it; only one's own acts of this one can be taken back.
  ///
  /// - Parameters:
  ///   - user: the operating system's user.
  ///   - since: acts of later transactions only; 0 for all.
  ///   - limit: the most acts.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func acts(of user: String, since: UInt64 = 0, limit: Int = 200) throws(CasebookError) -> [Act] {
    try CasebookError.wrapping {
      try actRecords(of: user, since: since, limit: limit).reversed().map {
        try act($0.sequence, $0.act, of: user)
      }
    }
  }

  /// The newest act of whoever asks that can be taken back; nil where there is none.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func lastUndoable() throws(CasebookError) -> Act? {
    try CasebookError.wrapping {
      // What took something back can be taken back itself; but the next to go is what still counts.
      for (sequence, record) in try actRecords(of: sitting.user, since: 0, limit: 200).reversed()
      where record.kind != .undo {
        guard case .possible = try undoing(sequence, record) else { continue }
        return try act(sequence, record, of: sitting.user)
      }
      return nil
    }
  }

  /// The newest acts of an officer, the oldest of them first. Years of acts are counted, not read.
  private func actRecords(
    of user: String, since: UInt64, limit: Int
  ) throws -> [(sequence: UInt64, act: ActRecord)] {
    var sequences: [UInt64] = []
    try snapshot.read(.act, cluster: user, from: ActRecord.key(since == .max ? since : since + 1)) {
      _, _, sequence in
      sequences.append(sequence)
    }
    guard let first = sequences.suffix(max(limit, 0)).first else { return [] }
    var records: [(sequence: UInt64, act: ActRecord)] = []
    try snapshot.read(.act, cluster: user, from: ActRecord.key(first)) { _, bytes, sequence in
      if let act = bytes.withUnsafeBufferPointer(ActRecord.init) { records.append((sequence, act)) }
    }
    return records
  }

  private func act(_ sequence: UInt64, _ record: ActRecord, of user: String) throws -> Act {
    var act = Act(
      sequence: sequence, recorded: record.recorded, at: record.at, user: user, officer: record.officer,
      kind: record.kind, accounts: record.accounts, undoes: record.undoes, before: "", after: "",
      standing: .fixed("It was recorded by another officer. Only they can take it back."))
    act.isOfThisSitting = record.sitting == sitting.name
    if user == sitting.user {
      switch try undoing(sequence, record) {
      case .possible: act.standing = .undoable
      case .done(let by): act.standing = .undone(by: by)
      case .fixed(let why): act.standing = .fixed(why)
      }
    }
    (act.before, act.after) = try words(sequence, record, of: user)
    return act
  }

  // MARK: Words

  /// What stood there before an act and since, of the first account that it changed.
  private func words(
    _ sequence: UInt64, _ record: ActRecord, of user: String
  ) throws -> (before: String, after: String) {
    guard let account = record.accounts.first else { return ("", "") }
    var words = ("", "")
    switch record.kind {
    case .note:
      try own(.note, sequence, account) { words.1 = NoteRecord.read($0).text }
      try own(.diary, sequence, account) { text in
        guard let plan = DiaryRecord.read(text, sequence: sequence)?.plan else { return }
        words.1 += ". Diary \(BookView.words(plan))"
      }
    case .contact:
      try own(.contact, sequence, account) { text in
        guard let attempt = ContactRecord.read(text, sequence: sequence)?.attempt else { return }
        words.1 = attempt.wording + (attempt.text.isEmpty ? "" : ". \(attempt.text)")
      }
      try own(.diary, sequence, account) { text in
        guard let plan = DiaryRecord.read(text, sequence: sequence)?.plan else { return }
        words.1 += ". Diary \(BookView.words(plan))"
      }
    case .diary:
      try own(.diary, sequence, account) { text in
        guard let plan = DiaryRecord.read(text, sequence: sequence)?.plan else { return }
        words.1 = BookView.words(plan)
      }
    case .finishDiary:
      var finished: DiaryFinishRecord?
      try own(.diaryFinish, sequence, account) { finished = DiaryFinishRecord($0, sequence: sequence) }
      guard let finished else { break }
      try snapshot.rows(of: .diary, in: account) { _, text, sequence in
        guard let entry = DiaryRecord.read(text, sequence: sequence), entry.id == finished.entry else {
          return
        }
        words.0 = BookView.words(entry.plan)
      }
      words.1 = finished.finish.wording
      // One that was moved has the new date beside it.
      try own(.diary, sequence, account) { text in
        guard let plan = DiaryRecord.read(text, sequence: sequence)?.plan else { return }
        words.1 += ". Diary \(BookView.words(plan))"
      }
    case .amendPerson:
      try own(.amendment, sequence, account) { text in
        guard let amendment = AmendmentRecord.read(text, sequence: sequence) else { return }
        func named(_ value: String) -> String {
          "\(amendment.field.wording) \(value.isEmpty ? "not known" : value)"
        }
        words = (named(amendment.from), named(amendment.to))
      }
    case .post:
      try snapshot.rows(of: .posting, in: account) { key, text, place in
        guard place == sequence, let posting = PostingRecord.read(key: key, text: text, source: source) else {
          return
        }
        words.1 =
          "\(posting.type.wording) \(posting.amount.text()) of \(posting.effective.text(.dayMonthYear))"
          + (posting.narrative.isEmpty ? "" : ". \(posting.narrative)")
      }
    case .placeSuspense: words.1 = "Rows of suspense onto \(account)"
    case .finishStatement:
      let versions = try StatementRecord.all(of: account, in: snapshot, Withdrawals())
      guard let version = versions.first(where: { $0.sequence == sequence }) else { break }
      let before = versions.first { $0.id == version.replaces }
      words = (before?.wording ?? "", version.wording)
    case .undo:
      guard let target = record.undoes, let other = try act(target, of: user) else { break }
      if other.kind == .undo {
        words = ("Taken back", "Counts again")
      } else {
        words = (try self.words(target, other, of: user).after, "Taken back")
      }
    }
    return words
  }

  private static func words(_ plan: DiaryPlan) -> String {
    "\(plan.due.text(.dayMonthYear)): \(plan.wording)"
  }

  /// The rows of one transaction in a table whose keys begin with it.
  private func own(
    _ table: Table, _ sequence: UInt64, _ account: String, _ body: (FieldReader.Slice) -> Void
  ) throws {
    let place = ActRecord.key(sequence)
    // A dot sorts right behind the hyphen that follows the transaction's number.
    try snapshot.read(table, cluster: account, from: place + "-", to: place + ".") { _, bytes, _ in
      bytes.withUnsafeBufferPointer(body)
    }
  }

  // MARK: Drafts

  /// Whether a draft was finished with one of its user's commands after a transaction.
  static func isFinished(_ draft: String, of user: String, since: UInt64, in snapshot: Snapshot) -> Bool {
    var isFinished = false
    // Where the book cannot be read the draft is kept: nothing typed is thrown away on a guess.
    try? snapshot.read(.act, cluster: user, from: ActRecord.key(since)) { _, bytes, _ in
      if bytes.withUnsafeBufferPointer(ActRecord.init)?.draft == draft { isFinished = true }
    }
    return isFinished
  }
}
