extension Store {
  /// Checks every checksum and the chain; when `deep`, also that the state made again from the record equals
  /// the state that is kept.
  ///
  /// - Parameter progress: Called now and then with bytes done and bytes in all.
  /// - Throws: `JournalError.failed` where a file cannot be read. Damage is reported, not thrown.
  public func verify(deep: Bool, progress: (Int, Int) -> Void = { _, _ in }) throws(JournalError)
    -> VerifyReport
  {
    var inspection = Inspection(path, files)
    let result: Result<Void, JournalError> = withoutActuallyEscaping(progress) { progress in
      inspection.progress = progress
      defer { inspection.progress = { _, _ in } }
      do throws(JournalError) { return .success(try inspect(&inspection, deep: deep)) } catch {
        return .failure(error)
      }
    }
    try result.get()
    return inspection.report
  }

  private func inspect(_ inspection: inout Inspection, deep: Bool) throws(JournalError) {
    try inspection.attempt(isRecord: true) { (_) throws(JournalError) in try takeIn() }
    let kept = engine.withLock { $0 }
    try inspection.lookAtSmallFiles()
    inspection.lookAtQuarantine()
    if let missing = kept.missing { inspection.report.remarks.append(missing.remark) }
    var adopted: [(AdoptedBulk, UInt64)] = []
    try inspection.attempt(isRecord: true) { (inspection) throws(JournalError) in
      adopted = try inspection.lookAtJournal(to: kept.position)
    }
    for (bulk, sequence) in adopted {
      try inspection.attempt(isRecord: true) { (inspection) throws(JournalError) in
        try inspection.look(at: try kept.open(bulk, sequence), wholeDigest: bulk.sha256)
      }
    }
    // A chain hash that is noted must be one that proves something.
    if inspection.report.faults.contains(where: \.isRecord) { inspection.report.chain = "" }
    try inspection.lookAtCheckpoints()
    guard deep, !inspection.report.faults.contains(where: \.isRecord) else { return }
    try inspection.attempt(isRecord: false) { (inspection) throws(JournalError) in
      var made = kept
      made.sources = Sources()
      try made.startFromNothing()
      try made.replay(to: kept.position)
      try inspection.compare(kept.sources, made.sources)
    }
  }
}

/// One look through all files of a book.
struct Inspection {
  let path: String
  let files: any FileSystem
  var progress: (Int, Int) -> Void = { _, _ in }
  var report = VerifyReport()
  private var total = 0

  init(_ path: String, _ files: any FileSystem) {
    self.path = path
    self.files = files
  }

  /// Runs a part of the inspection. Damage that ends it goes into the report.
  mutating func attempt(
    isRecord: Bool, _ body: (inout Inspection) throws(JournalError) -> Void
  ) throws(JournalError) {
    do throws(JournalError) { try body(&self) } catch {
      switch error {
      case .damaged(let file, let offset, let reason): fault(file, offset, reason, isRecord: true)
      case .damagedCheckpoint(let file, let offset, let reason): fault(file, offset, reason, isRecord: false)
      case .projectionFailed(let sequence, let reason):
        fault("journal", 0, "transaction \(sequence) cannot be folded: \(reason)", isRecord: isRecord)
      case .failed(let failure) where failure.reason == .missing:
        fault(failure.path, 0, "the file is missing", isRecord: isRecord)
      default: throw error
      }
    }
  }

  mutating func fault(_ file: String, _ offset: Int, _ reason: String, isRecord: Bool) {
    let fault = VerifyReport.Fault(file: file, offset: offset, reason: reason, isRecord: isRecord)
    if !report.faults.contains(fault) { report.faults.append(fault) }
  }

  private mutating func done(_ bytes: Int) {
    report.bytes += bytes
    progress(report.bytes, max(total, report.bytes))
  }

  /// FORMAT and head.
  mutating func lookAtSmallFiles() throws(JournalError) {
    try attempt(isRecord: true) { (inspection) throws(JournalError) in
      _ = try BookFormat.read(at: inspection.path, inspection.files, access: .readOnly)
    }
    // A backup has no head; a head that was never written twice has one blank slot.
    guard let file = try? File(files, "\(path)/\(Head.name)", .read) else { return }
    let bytes = try worded { () throws(FileError) in try file.read(2 * Head.slotLength + 1, at: 0) }
    if bytes.count != 2 * Head.slotLength {
      fault(Head.name, bytes.count, "it has a wrong length", isRecord: false)
    }
    for start in [0, Head.slotLength] {
      let isGood = bytes.lend { all in
        let slot = all.slice(start, start + Head.slotLength)
        return Head(slot: slot) != nil || slot.allSatisfy { $0 == newline }
      }
      if !isGood { fault(Head.name, start, "a slot does not match its checksum", isRecord: false) }
    }
  }

  /// What was set aside in `quarantine/`.
  mutating func lookAtQuarantine() {
    for name in (try? files.list("\(path)/quarantine")) ?? [] {
      guard let file = try? File(files, "\(path)/quarantine/\(name)", .read),
        let length = try? file.status().length
      else { continue }
      let parts = (name.split(separator: ".").first ?? "").split(separator: "-")
      let found = VerifyReport.SetAside(
        file: "quarantine/\(name)", bytes: length, since: parts.last.flatMap { Int64($0) })
      report.setAside.append(found)
      if name.hasPrefix(Missing.prefix), parts.count == 4 {
        report.remarks.append(
          "\(found): this book is a copy that lacked transactions \(parts[1]) to \(parts[2]) of the book from "
            + "which it was made; what bears these numbers now was recorded here.")
      } else {
        report.remarks.append("\(found) of an unfinished save lie set aside there, to be looked at.")
      }
    }
  }

  /// All segments up to a position.
  ///
  /// - Returns: The bulk files adopted, each with its transaction.
  mutating func lookAtJournal(to end: Position) throws(JournalError) -> [(AdoptedBulk, UInt64)] {
    var adopted: [(AdoptedBulk, UInt64)] = []
    for name in (try? files.list("\(path)/journal")) ?? [] {
      if let file = try? File(files, "\(path)/journal/\(name)", .read), let status = try? file.status() {
        total += status.length
      }
    }
    var number = 0
    try Journalled(path, files).walk(from: 1, to: end, failing: { $0 }) {
      (batch, buffer, segment) throws(JournalError) in
      report.transactions += 1
      let transaction = batch.transaction(in: buffer)
      report.rows += transaction.rows.count
      for bulk in transaction.adopted {
        adopted.append((bulk, batch.sequence))
        total += bulk.length
      }
      if segment.number != number {
        number = segment.number
        done(min((try? segment.file.status().length) ?? 0, total))
      }
    }
    report.chain = end.chain.text
    for number in 1...end.segment {
      guard let segment = try Segment.open(number, in: path, files, forWriting: false) else { continue }
      var stop = end.offset
      if let following = try Segment.open(number + 1, in: path, files, forWriting: false) {
        stop = following.previousEnd
      }
      let remains = try segment.remains(from: stop)
      if number == end.segment, Segment.holdsLaterTransaction(remains, than: end.sequence &+ 1),
        !isBegun(remains, after: end)
      {
        fault(segment.name, stop, "a transaction is damaged, and later ones follow it", isRecord: true)
      } else if !remains.isEmpty, !isBegun(remains, after: end) {
        report.remarks.append(
          "\(segment.name), byte \(stop): \(remains.count) bytes of an unfinished save behind the last transaction "
            + "are not shown. Whoever records next sets them aside.")
      }
    }
    return adopted
  }

  /// Whether somebody recorded more while we looked.
  private func isBegun(_ remains: [UInt8], after end: Position) -> Bool {
    remains.lend {
      if case .batch = Batch.read($0, at: 0, after: end.sequence, chain: end.chain) { true } else { false }
    }
  }

  /// A run: its blocks, its order, its rows, its digests.
  ///
  /// - Parameter wholeDigest: The SHA-256 of the whole file, if it is known.
  mutating func look(at run: Run, wholeDigest: String?) throws(JournalError) {
    var hasher = Hasher256()
    var at = 0
    while at < run.length {
      let piece = try worded { () throws(FileError) in
        try run.file.read(min(1 << 20, run.length - at), at: at)
      }
      if piece.isEmpty { throw run.damage(at: at, "the file is cut short") }
      let content = min(piece.count, max(0, run.length - RunWriter.trailerLength - at))
      piece.lend { hasher.add($0.slice(0, content)) }
      if content < piece.count {
        if at + content == run.length - RunWriter.trailerLength, hasher.digest() != run.contentDigest {
          throw run.damage(at: 0, "the file does not match its SHA-256")
        }
        piece.lend { hasher.add($0.slice(content, $0.count)) }
      }
      at += piece.count
      done(piece.count)
    }
    if let wholeDigest, hasher.digest().text != wholeDigest {
      throw run.damage(at: 0, "the file does not match the SHA-256 with which it was adopted")
    }
    let cursor = try run.cursor()
    var rows = 0
    var last: [UInt8] = []
    var key: [UInt8] = []
    while cursor.isAtRow {
      key.removeAll(keepingCapacity: true)
      key.append(contentsOf: cursor.group)
      key.append(tab)
      key.append(contentsOf: cursor.order)
      if rows > 0, key.lend({ key in last.lend { $0.order(key) } }) >= 0 {
        throw run.damage(at: 0, "its rows do not ascend")
      }
      swap(&key, &last)
      rows += 1
      try cursor.advance()
    }
    guard rows == run.rows else { throw run.damage(at: 0, "it holds \(rows) rows and says \(run.rows)") }
    report.rows += rows
  }

  /// Every checkpoint on disk, whether it is used or not.
  mutating func lookAtCheckpoints() throws(JournalError) {
    var seen: Set<String> = []
    var isNewest = true
    let names = ((try? files.list("\(path)/state")) ?? []).filter { Manifest.generation(ofName: $0) != nil }
    for name in names.reversed() {
      let name = "state/\(name)"
      let bytes: [UInt8]
      do throws(FileError) {
        let file = try File(files, "\(path)/\(name)", .read)
        bytes = try file.read(min(try file.status().length, 1 << 20), at: 0)
      } catch {
        // Another process made a newer one and removed this.
        if error.reason == .missing { continue }
        throw JournalError(error)
      }
      guard let manifest = Manifest(bytes) else {
        fault(name, 0, "it does not match its checksum", isRecord: false)
        continue
      }
      // A crash may have taken some files of an old checkpoint that was being removed.
      if !isNewest,
        manifest.runs.contains(where: { (try? File(files, "\(path)/\($0.name)", .read)) == nil })
      {
        report.remarks.append("\(name) is a leftover: some of its files are gone. A newer one is used.")
        continue
      }
      isNewest = false
      for entry in manifest.runs where !entry.isRecord && seen.insert(entry.name).inserted {
        try attempt(isRecord: false) { (inspection) throws(JournalError) in
          let file = try worded { () throws(FileError) in
            try File(inspection.files, "\(inspection.path)/\(entry.name)", .read)
          }
          let run = try Run(file, name: entry.name, baseSequence: entry.baseSequence, isRecord: false)
          guard run.length == entry.length, run.contentDigest.text == entry.sha256 else {
            throw run.damage(at: 0, "the file is not the one that the checkpoint names")
          }
          try inspection.look(at: run, wholeDigest: nil)
        }
      }
    }
  }

  /// Holds two states against each other.
  func compare(_ kept: Sources, _ made: Sources) throws(JournalError) {
    let kept = try kept.cursor()
    let made = try made.cursor()
    var row = 0
    while kept.isAtRow || made.isAtRow {
      guard kept.isAtRow, made.isAtRow, kept.comparesTo(made) == 0, kept.bytes.same(made.bytes),
        kept.sequence == made.sequence
      else {
        let place = kept.isAtRow ? kept : made
        throw .damagedCheckpoint(
          file: "state", offset: row,
          reason: "the state kept is not the one that follows from the record, first at row \(row): "
            + "\(place.group.text) \(place.order.text)")
      }
      row += 1
      try kept.advance()
      try made.advance()
    }
  }
}
