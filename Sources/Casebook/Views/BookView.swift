import Journal
import Rents

/// The book as it stood after one transaction: an immutable value that any thread may ask for as long as it likes.
public struct BookView: Sendable {
  let snapshot: Snapshot
  /// The source system named in the book's configuration.
  let source: String
  /// The day on which views are asked, in Europe/London.
  public let today: CivilDate
  /// Who asks, and in which sitting: what of their own acts they may take back follows from it.
  var sitting = Sitting.nobody
  /// The searched texts of all accounts, shared with other views.
  var texts = BookSearch()

  /// The last transaction that is in it; 0 in an empty book.
  public var sequence: UInt64 { snapshot.sequence }

  // MARK: Lists

  /// The book's patches by name, each with the officer whom most of its accounts name and what they owe: one short
  /// read, whatever the size of the book.
  public func patches() throws(CasebookError) -> [PatchSummary] {
    try CasebookError.wrapping {
      var patches: [PatchSummary] = []
      var places: [String: Int] = [:]
      var most: [Int64] = []
      try snapshot.read(.patch, cluster: PatchTally.cluster) { order, bytes, _ in
        bytes.withUnsafeBufferPointer { bytes in
          order.readingFields { reader in
            let name = reader.text()
            guard !reader.isAtEnd else {
              let tally = PatchTally(bytes)
              var patch = PatchSummary(name: name)
              patch.accounts = Int(clamping: tally.accounts)
              patch.totals = tally.totals
              places[name] = patches.count
              patches.append(patch)
              most.append(0)
              return
            }
            // The row of the patch stands before those of its officers.
            guard let place = places[name], let count = FieldReader.number(bytes), count > most[place] else {
              return
            }
            most[place] = count
            patches[place].officerCode = reader.text()
            patches[place].officerName = reader.text()
          }
        }
      }
      return patches.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
  }

  /// The accounts of a patch by reference: one contiguous read.
  public func summaries(patch: String) throws(CasebookError) -> [AccountSummary] {
    try CasebookError.wrapping {
      var summaries: [AccountSummary] = []
      try snapshot.read(.summary, cluster: patch) { order, bytes, _ in
        summaries.append(BookView.summary(patch, order.decoded, bytes))
      }
      return summaries
    }
  }

  /// Every account by patch and reference, until `body` returns false.
  public func forEachSummary(_ body: (AccountSummary) throws -> Bool) throws {
    var patch = ""
    var patchBytes: [UInt8] = []
    try snapshot.scan(.summary) { cluster, order, bytes, _ in
      cluster.withUnsafeBufferPointer { now in
        if !patchBytes.elementsEqual(now) {
          patchBytes = Array(now)
          patch = String(decoding: now, as: UTF8.self)
        }
      }
      return try body(BookView.summary(patch, order.decoded, bytes))
    }
  }

  /// One account's summary; nil where the book has no such account.
  public func summary(of account: String) throws(CasebookError) -> AccountSummary? {
    try state(of: account)?.summary
  }

  /// Whether the book has an account of that reference.
  func knows(_ account: String) throws -> Bool {
    try snapshot.row(.whereabouts, cluster: account, order: BookProjection.place) != nil
  }

  /// One account's summary with what the fold carries; nil where the book has no such account.
  func state(of account: String) throws(CasebookError) -> SummaryState? {
    try CasebookError.wrapping {
      guard let home = try snapshot.row(.whereabouts, cluster: account, order: BookProjection.place) else {
        return nil
      }
      let patch = String(decoding: home, as: UTF8.self)
      guard let bytes = try snapshot.row(.summary, cluster: patch, order: account) else { return nil }
      return bytes.withUnsafeBufferPointer { SummaryState(reference: account, patch: patch, $0) }
    }
  }

  @inline(__always)
  private static func summary(_ patch: String, _ reference: String, _ bytes: Span<UInt8>) -> AccountSummary {
    bytes.readingFields { AccountSummary(reference: reference, patch: patch, &$0) }
  }

  // MARK: One account

  /// One account with its casework as it was known; nil where the book has no such account.
  ///
  /// As at a day by either date, facts and arrangements are the newest known on that day; where none were known yet
  /// the earliest stand, and ``AccountRecord/factsAreLater`` says so. Actions and notes are those of days up to it.
  public func account(_ reference: String, asAt: AsAt) throws(CasebookError) -> AccountRecord? {
    try CasebookError.wrapping {
      guard var record = try facts(reference, asAt) else { return nil }
      let day = BookView.day(asAt)
      try snapshot.read(.action, cluster: reference) { order, bytes, _ in
        let action = order.withUnsafeBufferPointer { key in
          bytes.withUnsafeBufferPointer { ActionRecord.read(key: key, text: $0) }
        }
        if let action, action.date <= day { record.actions.append(action) }
      }
      let withdrawals = try Withdrawals(of: reference, in: snapshot)
      try snapshot.read(.note, cluster: reference) { _, bytes, sequence in
        var note = bytes.withUnsafeBufferPointer(NoteRecord.read)
        guard note.recorded <= day else { return }
        note.sequence = sequence
        note.withdrawal = withdrawals.standing(sequence, on: day)
        record.notes.append(note)
      }
      try readCasework(day, withdrawals, into: &record)
      try readPlans(reference, day, into: &record)
      return record
    }
  }

  private static func day(_ asAt: AsAt) -> CivilDate {
    asAt.day ?? .last
  }

  private func facts(_ reference: String, _ asAt: AsAt) throws -> AccountRecord? {
    let day = BookView.day(asAt)
    var earliest: (CivilDate, [UInt8])?
    var newest: (CivilDate, [UInt8])?
    var absent: CivilDate?
    try snapshot.read(.account, cluster: reference) { order, bytes, _ in
      guard let known = order.withUnsafeBufferPointer(FieldReader.date) else { return }
      if known > day, earliest != nil { return }
      let copy = bytes.withUnsafeBufferPointer { Array($0) }
      if copy == FactsRecord.absent {
        if absent == nil, known <= day { absent = known }
        return
      }
      if earliest == nil { earliest = (known, copy) }
      if known <= day {
        newest = (known, copy)
        absent = nil
      }
    }
    guard let (known, bytes) = newest ?? earliest else { return nil }
    var record = AccountRecord(
      facts: bytes.withUnsafeBufferPointer { FactsRecord.read(reference, $0) }, factsKnown: known)
    record.factsAreLater = newest == nil
    record.absentSince = absent
    return record
  }

  private func readPlans(_ reference: String, _ day: CivilDate, into record: inout AccountRecord) throws {
    var plans: [AccountRecord.Plan] = []
    var identity: [UInt8] = []
    try snapshot.read(.arrangement, cluster: reference) { order, bytes, _ in
      let now = order.withUnsafeBufferPointer(ArrangementRecord.identity)
      let known = order.withUnsafeBufferPointer(ArrangementRecord.known) ?? .first
      let isFirst = now != identity
      // A state known only later is shown where there is no earlier one, as facts are.
      guard isFirst || known <= day else { return }
      let arrangement = bytes.withUnsafeBufferPointer(ArrangementRecord.read)
      guard arrangement.start <= day else { return }
      let plan = AccountRecord.Plan(arrangement: arrangement, known: known, instalments: [])
      if isFirst { plans.append(plan) } else if !plans.isEmpty { plans[plans.count - 1] = plan }
      identity = now
    }
    guard !plans.isEmpty else { return }
    var last: (arrangement: String, number: Int)?
    try snapshot.read(.instalment, cluster: reference) { order, bytes, _ in
      guard let instalment = bytes.withUnsafeBufferPointer(InstalmentRecord.read),
        let index = plans.firstIndex(where: { $0.arrangement.id == instalment.arrangement })
      else { return }
      let known = order.withUnsafeBufferPointer(ArrangementRecord.known) ?? .first
      let isSame =
        last.map { $0.arrangement == instalment.arrangement && $0.number == instalment.number } ?? false
      if isSame {
        if known <= day, !plans[index].instalments.isEmpty {
          plans[index].instalments[plans[index].instalments.count - 1] = instalment
        }
      } else {
        plans[index].instalments.append(instalment)
        last = (instalment.arrangement, instalment.number)
      }
    }
    record.plans = plans.sorted {
      ($0.arrangement.start, $0.arrangement.id) < ($1.arrangement.start, $1.arrangement.id)
    }
  }

  /// One account's ledger; empty where nothing was posted or the book has no such account.
  ///
  /// A local posting stands until the posting that confirmed it is in the same view.
  public func ledger(_ reference: String, asAt: AsAt = .now) throws(CasebookError) -> Ledger {
    try CasebookError.wrapping {
      let ties = try ties(of: reference)
      let withdrawals = try Withdrawals(of: reference, in: snapshot)
      // By effective date the ledger is asked as it is known now: then what was taken back since is gone too.
      let known = if case .known(let day) = asAt { day } else { CivilDate.last }
      var reader = PostingReader(source: source)
      var ledger = Ledger(asAt: asAt)
      try snapshot.read(.posting, cluster: reference) { order, bytes, sequence in
        if !withdrawals.isEmpty, withdrawals.standing(sequence, on: known) != nil { return }
        let posting = try BookView.posting(reference, order, bytes, &reader)
        if posting.isLocal, let tie = ties[posting.id], tie.isSeen(asAt) { return }
        try ledger.append(posting)
      }
      return ledger
    }
  }

  @inline(__always)
  private static func posting(
    _ account: String, _ order: Span<UInt8>, _ bytes: Span<UInt8>, _ reader: inout PostingReader
  ) throws -> Posting {
    let posting = order.withUnsafeBufferPointer { key in
      bytes.withUnsafeBufferPointer { reader.read(key: key, text: $0) }
    }
    guard let posting else {
      throw CasebookError.unreadable(
        table: "posting", place: "account \(account), \(order.decoded)", problem: "it is not a posting")
    }
    return posting
  }

  /// The confirmations of an account's local postings, by the local posting's id.
  func ties(of reference: String) throws -> [String: TieRecord] {
    var ties: [String: TieRecord] = [:]
    try snapshot.read(.tie, cluster: reference) { order, bytes, _ in
      let tie = order.withUnsafeBufferPointer { key in
        bytes.withUnsafeBufferPointer { TieRecord(key: key, text: $0) }
      }
      ties[tie.local] = tie
    }
    return ties
  }

  // MARK: What came in

  /// The files that were taken in, oldest first.
  public func intakes() throws(CasebookError) -> [TakenFile] {
    try CasebookError.wrapping {
      var files: [TakenFile] = []
      try snapshot.read(.intake, cluster: TakenRecord.cluster) { _, bytes, sequence in
        files.append(bytes.withUnsafeBufferPointer { TakenRecord.read($0, sequence: sequence) })
      }
      return files
    }
  }

  /// The file of those bytes, where it was taken in before: as it went the last time.
  public func alreadyTaken(sha256: String) throws(CasebookError) -> TakenFile? {
    try intakes().last { $0.sha256 == sha256 }
  }

  /// References that are like one that the book does not have: the nearest first, at most `limit`.
  public func nearReferences(to reference: String, limit: Int = 3) throws(CasebookError) -> [String] {
    try CasebookError.wrapping {
      let sought = Array(reference.utf8)
      let allowed = sought.count < 4 ? 1 : 2
      var near: [(distance: Int, reference: String)] = []
      try snapshot.scan(.whereabouts) { cluster, _, _, _ in
        cluster.withUnsafeBufferPointer { other in
          guard abs(other.count - sought.count) <= allowed else { return }
          let distance = Spelling.distance(sought, Array(other), atMost: allowed)
          if distance <= allowed { near.append((distance, String(decoding: other, as: UTF8.self))) }
        }
        return true
      }
      near.sort { ($0.distance, $0.reference) < ($1.distance, $1.reference) }
      return near.prefix(limit).map(\.reference)
    }
  }
}
