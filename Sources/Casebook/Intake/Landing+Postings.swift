import Journal
import Rents

/// Postings of an account, held against the book and confirming what was posted here.
extension Landing {
  @inline(__always)
  static func glance(_ order: Span<UInt8>, _ bytes: Span<UInt8>) -> PostingRecord.Glance? {
    order.withUnsafeBufferPointer { key in
      bytes.withUnsafeBufferPointer { PostingRecord.glance(key: key, text: $0) }
    }
  }

  func takePostings(_ group: RowGroup) throws {
    let account = group.cluster
    // Held here meanwhile: the properties of an object are checked at each use, which a row would pay for.
    var (check, counts) = (PostingCheck(), [IntakeOutcome.File]())
    swap(&check, &self.check)
    swap(&counts, &self.counts)
    defer {
      swap(&check, &self.check)
      swap(&counts, &self.counts)
    }
    check.reset()
    group.forEach { order, bytes, _ in
      order.withUnsafeBufferPointer { key in
        bytes.withUnsafeBufferPointer { bytes in
          let origin = Origin(bytes)
          guard let posting = PostingRecord.glance(key: key, text: origin.text) else { return }
          check.add(
            id: FieldReader.Slice(rebasing: key[PostingRecord.keyPrefix...]),
            content: Landing.content(posting),
            file: origin.file, line: origin.line)
        }
      }
    }
    check.settle()
    let said = stated.removeValue(forKey: account)
    let day = said?.day.dayNumber ?? .max
    var sum: Int64 = 0
    var locals: [Confirmation.Candidate] = []
    let state = view.sequence == 0 ? nil : try view.state(of: account)
    if let state, state.summary.postings > 0 {
      let ties = state.summary.localPostings > 0 ? try view.ties(of: account) : [:]
      let gone =
        state.summary.localPostings > 0 ? try Withdrawals(of: account, in: view.snapshot) : Withdrawals()
      try view.snapshot.read(.posting, cluster: account) { order, bytes, sequence in
        guard let posting = Landing.glance(order, bytes) else { return }
        let id = order.extracting(PostingRecord.keyPrefix..<order.count)
        id.withUnsafeBufferPointer { check.meet(id: $0, content: Landing.content(posting)) }
        if !posting.isLocal {
          if posting.known <= day { sum &+= posting.pence }
        } else if state.summary.localPostings > 0, ties[id.decoded] == nil, !gone.has(sequence) {
          locals.append(Landing.candidate(order.decoded, posting))
        }
      }
    }
    let waiting = try waiting(for: group)
    var incoming: [Confirmation.Candidate] = []
    var index = 0
    let cluster = Array(account.utf8)
    var origins: [Int] = []
    try group.forEach { order, bytes, _ in
      let (origin, posting) = order.withUnsafeBufferPointer { key in
        bytes.withUnsafeBufferPointer { bytes in
          let origin = Origin(bytes)
          return (origin, PostingRecord.glance(key: key, text: origin.text))
        }
      }
      guard let posting else { return }
      let verdict = check.verdict(index)
      index += 1
      switch verdict {
      case .taken:
        if !waiting.isEmpty {
          let id = order.extracting(PostingRecord.keyPrefix..<order.count).decoded
          let row = try waiting.row(SuspenseRecord.key(.transactions, id: id))
          if let row, try !release(posting, id, origin, account, row, &counts) { return }
        }
        counts[origin.file].taken += 1
        if posting.pence.magnitude > Intake.unusualAmount { warnOfAmount(posting, origin) }
        if posting.known <= day { sum &+= posting.pence }
        if !locals.isEmpty {
          incoming.append(Landing.candidate(order.decoded, posting))
          origins.append(origin.file)
        }
        try writer.add(
          table: .posting, cluster: cluster.span, order: order,
          bytes: bytes.extracting(origin.length..<bytes.count))
      case .duplicate:
        counts[origin.file].duplicates += 1
        report(
          IntakeReport(
            file: origin.file, line: origin.line, problem: "the book has this transaction already",
            action: .skippedDuplicate))
      case .conflict(let other):
        counts[origin.file].rejected += 1
        let id = order.extracting(PostingRecord.keyPrefix..<order.count).decoded
        tellOfConflict(id, account, other, Landing.content(posting), origin)
      }
    }
    confirm(account, locals, incoming, origins, &counts)
    if let said { checkBalance(said, sum) }
  }

  func tellOfConflict(
    _ id: String, _ account: String, _ other: PostingCheck.Content, _ content: PostingCheck.Content,
    _ origin: Origin
  ) {
    report(
      IntakeReport(
        file: origin.file, line: origin.line, column: "transaction_id",
        problem: "transaction \(id) of account \(account) is there already as \(Landing.words(other)); "
          + "this row says \(Landing.words(content)) and was not posted",
        action: .rejected, value: id))
  }

  /// Ties local postings to the incoming ones that confirm them (decision 6).
  func confirm(
    _ account: String, _ locals: [Confirmation.Candidate], _ incoming: [Confirmation.Candidate],
    _ origins: [Int], _ counts: inout [IntakeOutcome.File]
  ) {
    for pair in Confirmation.pairs(local: locals, incoming: incoming, holidays: holidays) {
      let own = locals[pair.local]
      counts[origins[pair.incoming]].confirmed += 1
      ties.append(
        (
          account,
          TieRecord(
            local: String(decoding: own.key.utf8.dropFirst(PostingRecord.keyPrefix), as: UTF8.self),
            by: incoming[pair.incoming].key, amount: Money(pence: own.pence), effective: own.effective,
            recorded: recorded)
        ))
    }
  }
}
