extension Engine {
  /// A transaction's bytes may come to this; more belongs into a bulk file.
  private static let batchLimit = 256 << 20

  /// Under the lock: takes in what others wrote, and mends what a crash left at the end of the journal.
  mutating func prepareToWrite(isThorough: Bool = false) throws(JournalError) {
    let torn = try catchUp(isThorough: isThorough)
    if let missing { try keepMark(missing) }
    if let torn {
      try setAside(reason: torn)
    } else if head?.position != position || headRead?.isTorn == true {
      try? mark()
    }
  }

  /// Records a draft behind `position`. The lock is held, and everything before is taken in.
  ///
  /// - Parameter whenDurable: Called as soon as the transaction is safe, before bulk files are folded.
  /// - Returns: The transaction's number.
  /// - Throws: After the transaction is safe only `.projectionFailed`, which says so.
  mutating func record(
    _ draft: TransactionDraft, whenDurable: (inout Engine) -> Void
  ) throws(JournalError) -> UInt64 {
    if draft.header.contains(newline) { throw .refused(reason: "the header holds a newline") }
    for row in draft.rows {
      if let objection = Key.objection(row) { throw .refused(reason: objection) }
    }
    let sequence = position.sequence &+ 1
    // Where no bulk is adopted the fold comes first, so that what cannot be folded is never recorded.
    var folded: Fold?
    if draft.adopts.isEmpty {
      do throws(JournalError) {
        folded = try healed { (engine) throws(JournalError) in
          var fold = Fold(engine.sources, engine.projection)
          for row in draft.rows { fold.stage(row, sequence: sequence) }
          try fold.settle()
          return fold
        }
      } catch {
        if case .projectionFailed(_, let reason) = error { throw .refused(reason: reason) }
        throw error
      }
    }
    let before = (position, segment, tail)
    let adopted = try place(draft.adopts, sequence: sequence)
    do throws(JournalError) {
      let (bytes, chain) = Batch.encode(
        sequence: sequence, chain: position.chain, header: draft.header, adopted: adopted, rows: draft.rows)
      guard bytes.count <= Engine.batchLimit else {
        throw .refused(
          reason: "a transaction of \(bytes.count) bytes is too large; adopt a bulk file instead")
      }
      try write(bytes, chain: chain)
    } catch {
      // What was certainly not recorded can be tried again with the same bulk files.
      if case .notKnownSaved = error { throw error }
      for (bulk, sealed) in zip(adopted, draft.adopts) {
        try? files.rename("\(path)/\(bulk.name)", to: "\(path)/\(sealed.incoming.name)")
      }
      throw error
    }
    if let folded {
      sources = folded.sources
      touched.formUnion(folded.touched)
      whenDurable(&self)
      return sequence
    }
    whenDurable(&self)
    do throws(JournalError) { try takeIn(adopted, draft.rows, sequence: sequence) } catch {
      // It is saved, and not in the state: the state stays where it was, and the next look takes it in or says
      // why that cannot be. A disk that could not be read must not make a saved command look refused.
      (position, segment, tail) = before
      segmentLength = 0
      head = nil
      if case .projectionFailed = error { throw error }
    }
    return sequence
  }

  /// Folds a transaction that was just saved.
  private mutating func takeIn(_ adopted: [AdoptedBulk], _ rows: [Row], sequence: UInt64)
    throws(JournalError)
  {
    do throws(JournalError) {
      var fold = Fold(sources, projection)
      for bulk in adopted { try fold.adopt(try open(bulk, sequence)) }
      for row in rows { fold.stage(row, sequence: sequence) }
      try fold.settle()
      sources = fold.sources
      touched.formUnion(fold.touched)
    } catch {
      guard case .damagedCheckpoint = error else { throw error }
      // Made again from the record, the state has this transaction already.
      try heal(error)
      touched.setMany()
    }
  }

  /// Moves sealed bulk files to the names under which the transaction adopts them.
  private func place(_ sealed: [SealedBulk], sequence: UInt64) throws(JournalError) -> [AdoptedBulk] {
    guard !sealed.isEmpty else { return [] }
    var adopted: [AdoptedBulk] = []
    for (index, bulk) in sealed.enumerated() {
      let name = "bulk/\(padded(sequence, 10))-\(index + 1).run"
      // A file of that name can only be left over from a transaction of that number which never came to be.
      try worded { () throws(FileError) in
        try files.rename("\(path)/\(bulk.incoming.name)", to: "\(path)/\(name)")
      }
      adopted.append(AdoptedBulk(name: name, length: bulk.length, sha256: bulk.sha256, rows: bulk.rows))
    }
    try worded { () throws(FileError) in try files.synchroniseDirectory("\(path)/bulk", .namesOfBulk) }
    return adopted
  }

  /// Writes a transaction's bytes, makes them durable, and moves the mark.
  private mutating func write(_ bytes: [UInt8], chain: Digest) throws(JournalError) {
    let isFull =
      position.offset + bytes.count > options.segmentLimit && position.offset > segment.start.offset
    if (abandoned == segment.number && !Safeguard.checkOfAbandoned.isSilenced) || isFull {
      try beginSegment()
    }
    try makeRoom(for: bytes.count)
    let start = position
    let name = segment.name
    do throws(FileError) { try segment.file.write(bytes, at: start.offset) } catch {
      try? abandonSegment()
      if error.reason == .full { throw .diskFull(path: error.path) }
      throw .notKnownSaved(file: name, reason: error.description)
    }
    do throws(FileError) { try segment.file.synchronise(.flushOfTransaction) } catch {
      try? abandonSegment()
      throw .notKnownSaved(file: name, reason: error.description)
    }
    position = Position(
      segment: start.segment, offset: start.offset + bytes.count, sequence: start.sequence &+ 1, chain: chain)
    tail += bytes.count
    // It is saved. A mark that cannot be moved keeps readers waiting for the next writer, no more.
    try? mark()
  }

  /// Fills the segment with newlines ahead of a transaction: so that there surely is room for it, and because
  /// flushing bytes that are there already is quicker.
  private mutating func makeRoom(for count: Int) throws(JournalError) {
    let end = position.offset + count
    segmentLength = try worded { () throws(FileError) in try segment.file.status().length }
    // What is written behind a hole is not found again, and would be called saved.
    guard segmentLength >= position.offset else {
      throw .damaged(
        file: segment.name, offset: segmentLength,
        reason: "the file was cut short while the book was open, and what was saved behind that place is gone"
      )
    }
    if end <= segmentLength { return }
    do throws(FileError) {
      try fill(to: end + options.prefill)
    } catch {
      guard error.reason == .full else { throw JournalError(error) }
      try worded { () throws(FileError) in try fill(to: end) }
    }
  }

  private mutating func fill(to end: Int) throws(FileError) {
    let piece = [UInt8](repeating: newline, count: min(max(end - segmentLength, 0), 1 << 20))
    while segmentLength < end {
      let count = min(piece.count, end - segmentLength)
      try piece.lend { (bytes) throws(FileError) in
        try segment.file.write(bytes.slice(0, count), at: segmentLength)
      }
      segmentLength += count
    }
  }

  /// Writes the head: durable up to `position`.
  mutating func mark(isClosed: Bool = false) throws(FileError) {
    guard let headFile else { return }
    // Under the lock nobody else moves it, so that what was seen last is what is there.
    let former = head ?? readHead()
    if former == nil {
      try headFile.write([UInt8](repeating: newline, count: 2 * Head.slotLength), at: 0)
    }
    let next = Head(
      generation: (former?.generation ?? 0) + 1, position: position, identity: segment.identity,
      isClosed: isClosed, own: headIdentity)
    head = next
    let bytes = next.bytes
    var known = headRead
    headRead = nil
    try headFile.write(bytes, at: next.offset)
    known?.put(bytes, of: next)
    headRead = known
  }

  /// A write or flush failed: the segment ends at `position` for ever, whatever its file may show later.
  private mutating func abandonSegment() throws(JournalError) {
    abandoned = segment.number
    segmentLength = 0
    try? mark(isClosed: true)
    try beginSegment()
  }

  /// Begins the segment that follows at `position`, which makes void whatever lies behind it in this one.
  private mutating func beginSegment() throws(JournalError) {
    let number = segment.number + 1
    let name = "\(path)/\(Segment.name(number))"
    let opening = Segment.opening(number: number, after: position)
    let temporary = "\(path)/journal/\(padded(number, 8)).new"
    let fresh: File
    do throws(FileError) {
      fresh = try File(files, temporary, .create)
      try fresh.write(opening, at: 0)
      try fresh.synchronise(.flushOfSegment)
    } catch {
      // A file of which a flush failed is not written to again, under no name.
      try? files.remove(temporary)
      throw JournalError(error)
    }
    do throws(FileError) {
      try files.rename(temporary, to: name)
      try files.synchroniseDirectory("\(path)/journal", .namesOfJournal)
    } catch {
      // After a power cut the name may be there nevertheless, and make void what would be written behind `position`: so
      // nobody writes there any more.
      try? files.remove(name)
      abandoned = segment.number
      try? mark(isClosed: true)
      throw JournalError(error)
    }
    let former = segment
    let end = position.offset
    let start = Position(
      segment: number, offset: opening.count, sequence: position.sequence, chain: position.chain)
    segment = try Segment(number: number, file: fresh, start: start, previousEnd: end)
    position = start
    segmentLength = opening.count
    try? mark()
    trim(former, to: end)
  }

  /// Takes the void bytes off a segment that has a successor. They mean nothing; it is only tidier.
  func trim(_ segment: Segment, to end: Int) {
    guard access == .readWrite, let status = try? segment.file.status() else { return }
    if status.length > end { try? segment.file.truncate(to: end) }
    segment.file.protect()
  }

  /// Copies what a crash left behind the last whole transaction into `quarantine/`, and goes on in a new segment.
  private mutating func setAside(reason: String) throws(JournalError) {
    let remains = try segment.remains(from: position.offset)
    if !remains.isEmpty {
      let name =
        "quarantine/\(padded(segment.number, 8))-\(position.offset)-\(files.now() / 1_000_000_000).log"
      try worded { () throws(FileError) in
        try files.makeDirectory("\(path)/quarantine")
        let file = try File(files, "\(path)/\(name)", .create)
        try file.write(remains, at: 0)
        try file.synchronise(.flushOfQuarantine)
        try files.synchroniseDirectory("\(path)/quarantine", .namesOfQuarantine)
      }
      remarks.append(
        "\(remains.count) bytes of an unfinished save at \(segment.name), byte \(position.offset) (\(reason)), "
          + "were set aside in \(name). "
          + (missing == nil
            ? "They were never acknowledged as saved." : "They may have been acknowledged as saved."))
    }
    if cut != nil {
      // Later segments of a copy, beyond what it lacks, would be taken for what follows.
      // The last goes first, so that what a power cut leaves of them is never a segment without the one before it.
      var last = segment.number
      while try Segment.open(last + 1, in: path, files, forWriting: false) != nil { last += 1 }
      for later in ((segment.number + 1)..<(last + 1)).reversed() {
        let name = "\(path)/\(Segment.name(later))"
        try worded { () throws(FileError) in
          try files.rename(
            name, to: "\(path)/quarantine/\(padded(later, 8))-0-\(files.now() / 1_000_000_000).log")
          try files.synchroniseDirectory("\(path)/quarantine")
          try files.synchroniseDirectory("\(path)/journal")
        }
      }
      cut = nil
      endsIn = nil
    }
    try beginSegment()
  }

  /// Keeps a copied head that speaks of more than the journal has, before it is written over: `verify` goes on
  /// telling of it.
  private mutating func keepMark(_ missing: Missing) throws(JournalError) {
    let name =
      "quarantine/\(Missing.prefix)\(missing.first)-\(missing.last)-\(files.now() / 1_000_000_000).head"
    try worded { () throws(FileError) in
      guard let headFile else { return }
      try files.makeDirectory("\(path)/quarantine")
      let file = try File(files, "\(path)/\(name)", .create)
      try file.write(try headFile.read(2 * Head.slotLength, at: 0), at: 0)
      try file.synchronise(.flushOfQuarantine)
      try files.synchroniseDirectory("\(path)/quarantine", .namesOfQuarantine)
    }
    remarks.append(missing.remark)
  }
}

extension Fold {
  /// Stages a row of a draft.
  mutating func stage(_ row: Row, sequence: UInt64) {
    let key = ClusterKey(table: row.table, cluster: row.cluster)
    stage(key, Key(row.table, row.cluster, row.order), row.bytes, sequence: sequence)
  }
}
