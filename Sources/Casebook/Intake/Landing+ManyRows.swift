import Journal
import Rents

/// Accounts with more rows than memory shall hold: sorted by identity on disk, judged there, sorted back.
extension Landing {
  /// Takes the postings or actions of an account that has too many of them for memory: sorted by id they are judged as
  /// the others are, and those that are new are sorted back.
  func takeMany(_ group: RowGroup) throws {
    let kind: IntakeKind = group.table == .posting ? .transactions : .actions
    let pile = try (group.isContinuation ? self.pile : nil) ?? IdentityPile(group.table, makeSorter())
    self.pile = pile
    try group.forEach { order, bytes, _ in
      try order.withUnsafeBufferPointer { key in
        try bytes.withUnsafeBufferPointer { bytes in
          let origin = Origin(bytes)
          guard let id = Landing.identity(kind, key, origin.text) else { return }
          try pile.add(id: id, .incoming, file: origin.file, line: origin.line, key: key, text: bytes)
        }
      }
    }
    if group.isContinued { return }
    self.pile = nil
    if kind == .transactions {
      try settlePostings(pile, group.cluster)
    } else {
      try writeNew(try settle(pile, kind, group.table, group.cluster), group.table, group.cluster) {
        _, _, _ in
      }
    }
  }

  static func identity(_ kind: IntakeKind, _ key: FieldReader.Slice, _ text: FieldReader.Slice)
    -> [UInt8]?
  {
    if kind == .transactions {
      guard key.count >= PostingRecord.keyPrefix else { return nil }
      return Array(key[PostingRecord.keyPrefix...])
    }
    var reader = FieldReader(text)
    return Array(reader.text().utf8)
  }

  private func settlePostings(_ pile: IdentityPile, _ account: String) throws {
    let said = stated.removeValue(forKey: account)
    let day = said?.day.dayNumber ?? .max
    var sum: Int64 = 0
    var locals: [Confirmation.Candidate] = []
    if try isInBook(account) {
      let ties = try view.ties(of: account)
      try view.snapshot.read(.posting, cluster: account) { order, bytes, _ in
        guard let posting = Landing.glance(order, bytes) else { return }
        if !posting.isLocal {
          if posting.known <= day { sum &+= posting.pence }
        } else if ties[order.extracting(PostingRecord.keyPrefix..<order.count).decoded] == nil {
          locals.append(Landing.candidate(order.decoded, posting))
        }
      }
    }
    let amounts = Set(locals.map(\.pence))
    var (incoming, origins): ([Confirmation.Candidate], [Int]) = ([], [])
    let new = try settle(pile, .transactions, .posting, account)
    try writeNew(new, .posting, account) { order, posting, origin in
      guard let posting else { return }
      if posting.pence.magnitude > Intake.unusualAmount { warnOfAmount(posting, origin) }
      if posting.known <= day { sum &+= posting.pence }
      if amounts.contains(posting.pence) {
        incoming.append(Landing.candidate(order.decoded, posting))
        origins.append(origin.file)
      }
    }
    var counts = counts
    confirm(account, locals, incoming, origins, &counts)
    self.counts = counts
    if let said { checkBalance(said, sum) }
  }

  /// Holds the rows of a pile against each other, the book and suspense.
  /// - Returns: those that are new.
  func settle(_ pile: IdentityPile, _ kind: IntakeKind, _ table: Table, _ account: String) throws
    -> BulkSorter
  {
    if try isInBook(account) {
      try view.snapshot.read(table, cluster: account) { order, bytes, _ in
        try order.withUnsafeBufferPointer { key in
          try bytes.withUnsafeBufferPointer { text in
            guard let id = Landing.identity(kind, key, text) else { return }
            try pile.add(id: id, .book, key: key, text: text)
          }
        }
      }
    }
    if try look.contains(account) {
      let prefix = SuspenseRecord.key(kind, id: "")
      try view.snapshot.read(.suspense, cluster: account, from: prefix, to: kind.rawValue + "!") {
        order, bytes, _ in
        try order.withUnsafeBufferPointer { key in
          try bytes.withUnsafeBufferPointer { text in
            try pile.add(id: key.dropFirst(prefix.utf8.count), .suspense, key: key, text: text)
          }
        }
      }
    }
    let new = try makeSorter()
    let cluster = Array(account.utf8)
    var rival: (key: [UInt8], text: [UInt8])?
    var held: SuspendedRow?
    var counts = counts
    try pile.drain { row in
      if row.isOfNewID { (rival, held) = (nil, nil) }
      switch row.source {
      case .book: rival = (Array(row.key), Array(row.text))
      case .suspense:
        held = SuspendedRow(
          reference: account, order: String(decoding: row.key, as: UTF8.self), Array(row.text),
          source: view.source)
      case .incoming:
        let origin = Origin(row.text)
        if let rival {
          judge(kind, account, row.key, origin, rival, &counts)
          return
        }
        rival = (Array(row.key), Array(origin.text))
        if let held {
          if kind == .transactions {
            let id = String(decoding: row.key[PostingRecord.keyPrefix...], as: UTF8.self)
            guard let posting = PostingRecord.glance(key: row.key, text: origin.text),
              try release(posting, id, origin, account, held, &counts)
            else { return }
          } else {
            guard try release(held, origin.file, origin.line, account, &counts) else { return }
          }
        }
        let (key, text) = (Array(row.key), Array(row.text))
        try new.add(table: table, cluster: cluster.span, order: key.span, bytes: text.span)
      }
    }
    self.counts = counts
    return new
  }

  /// Counts and tells of an incoming row whose id is there already.
  private func judge(
    _ kind: IntakeKind, _ account: String, _ key: FieldReader.Slice, _ origin: Origin,
    _ rival: (key: [UInt8], text: [UInt8]), _ counts: inout [IntakeOutcome.File]
  ) {
    func duplicate(_ problem: String) {
      counts[origin.file].duplicates += 1
      report(
        IntakeReport(file: origin.file, line: origin.line, problem: problem, action: .skippedDuplicate))
    }
    rival.key.withUnsafeBufferPointer { rivalKey in
      rival.text.withUnsafeBufferPointer { rivalText in
        if kind == .transactions {
          guard let posting = PostingRecord.glance(key: key, text: origin.text),
            let other = PostingRecord.glance(key: rivalKey, text: rivalText)
          else { return }
          if Landing.content(posting) == Landing.content(other) {
            return duplicate("the book has this transaction already")
          }
          counts[origin.file].rejected += 1
          tellOfConflict(
            String(decoding: key[PostingRecord.keyPrefix...], as: UTF8.self), account, Landing.content(other),
            Landing.content(posting), origin)
          return
        }
        if Landing.content(ofAction: key, origin.text) == Landing.content(ofAction: rivalKey, rivalText) {
          return duplicate("the action is there already")
        }
        counts[origin.file].rejected += 1
        var reader = FieldReader(origin.text)
        let id = reader.text()
        report(
          IntakeReport(
            file: origin.file, line: origin.line, column: "action_id",
            problem: "action \(id) is there already with another date or code", action: .rejected, value: id))
      }
    }
  }

  /// What two actions of one id have to agree in: the day and the code.
  static func content(ofAction key: FieldReader.Slice, _ text: FieldReader.Slice) -> [UInt8] {
    var reader = FieldReader(text)
    _ = reader.slice()
    _ = reader.slice()
    return Array(key.prefix(8)) + Array(reader.slice())
  }

  /// Writes rows that are new, sorted back into the order of the book.
  private func writeNew(
    _ new: BulkSorter, _ table: Table, _ account: String,
    _ note: (Span<UInt8>, PostingRecord.Glance?, Origin) -> Void
  ) throws {
    let cluster = Array(account.utf8)
    try new.drain { group in
      try group.forEach { order, bytes, _ in
        let (origin, posting) = order.withUnsafeBufferPointer { key in
          bytes.withUnsafeBufferPointer { bytes in
            let origin = Origin(bytes)
            return (origin, PostingRecord.glance(key: key, text: origin.text))
          }
        }
        counts[origin.file].taken += 1
        note(order, table == .posting ? posting : nil, origin)
        try writer.add(
          table: table, cluster: cluster.span, order: order,
          bytes: bytes.extracting(origin.length..<bytes.count))
      }
    }
  }

  static func content(_ posting: PostingRecord.Glance) -> PostingCheck.Content {
    PostingCheck.Content(effective: posting.effective, type: posting.type, pence: posting.pence)
  }

  static func candidate(_ key: String, _ posting: PostingRecord.Glance) -> Confirmation.Candidate {
    Confirmation.Candidate(
      key: key, group: posting.type.group, pence: posting.pence,
      effective: CivilDate(dayNumber: posting.effective))
  }

  static func words(_ content: PostingCheck.Content) -> String {
    let day = CivilDate(dayNumber: content.effective).text(.dayMonthYear)
    return "\(Money(pence: content.pence).text(.debitOrCredit)) \(content.type.rawValue) of \(day)"
  }

  func warnOfAmount(_ posting: PostingRecord.Glance, _ origin: Origin) {
    let amount = Money(pence: posting.pence)
    report(
      IntakeReport(
        file: origin.file, line: origin.line, column: "amount",
        problem: "\(amount.text(.debitOrCredit)) is more than "
          + "\(Money(pence: Int64(Intake.unusualAmount)).text(.unsigned)) in one posting; it was taken as it stands",
        action: .warned, value: amount.description))
  }
}
