/// One look through all files of a book.
struct Inspection {
  let path: String
  let files: any FileSystem
  var progress: (Int, Int) -> Void = { _, _ in }
  var report = VerifyReport()
  /// A chain hash to look for.
  var noted: String?
  private var total = 0
  private var checked = 0

  /// More faults than this in one file are not listed one by one.
  private static let faultLimit = 200

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

  mutating func fault(
    _ file: String, _ offset: Int, _ reason: String, isRecord: Bool, transaction: UInt64? = nil,
    rows: VerifyReport.Fault.Rows? = nil
  ) {
    let isKnown = report.faults.contains {
      $0.file == file && $0.offset == offset && $0.reason == reason && $0.isRecord == isRecord
    }
    if isKnown { return }
    report.faults.append(
      VerifyReport.Fault(
        file: file, offset: offset, reason: reason, isRecord: isRecord, transaction: transaction, rows: rows))
  }

  // MARK: How far it is

  /// Adds up how much there is to read: the journal, bulk files, the newest checkpoint, and for a deep look bulk files
  /// once more and the state that is compared.
  mutating func expect(_ kept: Engine, deep: Bool) {
    for name in (try? files.list("\(path)/journal")) ?? [] { total += length("journal/\(name)") }
    let bulk = ((try? files.list("\(path)/bulk")) ?? []).reduce(0) { $0 + length("bulk/\($1)") }
    let state = ((try? files.list("\(path)/state")) ?? []).reduce(0) { $0 + length("state/\($1)") }
    total += bulk + state
    if deep { total += bulk + kept.sources.runs.reduce(0) { $0 + $1.length } }
  }

  private func length(_ name: String) -> Int {
    ((try? File(files, "\(path)/\(name)", .read).status().length) ?? 0)
  }

  private mutating func done(_ bytes: Int) {
    report.bytes += bytes
    checked += bytes
    progress(min(checked, total), total)
  }

  /// Begins a part that tells itself how many bytes of it are done.
  mutating func beginPart(of length: Int) -> (Int) -> Void {
    let (before, total, progress) = (checked, total, progress)
    checked += length
    return { progress(min(before + min($0, length), total), total) }
  }

  // MARK: Small files

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

  // MARK: The journal

  /// All segments up to a position.
  ///
  /// - Returns: The bulk files adopted, each with its transaction.
  mutating func lookAtJournal(to end: Position) throws(JournalError) -> [(AdoptedBulk, UInt64)] {
    var adopted: [(AdoptedBulk, UInt64)] = []
    var number = 0
    do throws(JournalError) {
      try Journalled(path, files).walk(from: 1, to: end, failing: { $0 }) {
        (batch, buffer, segment) throws(JournalError) in
        report.transactions += 1
        for line in batch.lines {
          if line.sigil == Frame.row { report.rows += 1 }
          guard line.sigil == Frame.adopt,
            let bulk = AdoptedBulk(line: buffer.slice(line.content.lowerBound, line.content.upperBound))
          else { continue }
          adopted.append((bulk, batch.sequence))
        }
        if let noted, batch.chain.text == noted { report.noted = batch.sequence }
        if segment.number != number {
          number = segment.number
          done(min((try? segment.file.status().length) ?? 0, total))
        }
      }
    } catch {
      guard case .damaged(let file, let offset, let reason) = error else { throw error }
      // Everything before it was read and follows from what came before.
      fault(
        file, offset, reason, isRecord: true, transaction: report.transactions &+ 1,
        rows: rowOfLine(in: file, at: offset))
      return adopted
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
        fault(
          segment.name, stop, "a transaction is damaged, and later ones follow it", isRecord: true,
          transaction: end.sequence &+ 1)
      } else if !remains.isEmpty, !isBegun(remains, after: end) {
        report.remarks.append(
          "\(segment.name), byte \(stop): \(remains.count) bytes of an unfinished save behind the last transaction "
            + "are not shown. Whoever records next sets them aside.")
      }
    }
    return adopted
  }

  /// Of which row the line at a place is, as far as it can still be read.
  private func rowOfLine(in file: String, at offset: Int) -> VerifyReport.Fault.Rows? {
    guard let bytes = try? File(files, "\(path)/\(file)", .read).read(1024, at: offset) else { return nil }
    return bytes.lend { all in
      let line = all.slice(10, all.find(newline))
      let parts = line.fields(4)
      guard all.count > 10, all[0] == Frame.row || all[0] == Frame.erased, parts.count == 4,
        parts[0...2].allSatisfy({ part in part.count <= 200 && part.allSatisfy { $0 >= 32 } })
      else { return nil }
      let place = VerifyReport.Fault.Place(
        table: Table(named: parts[0].text), cluster: parts[1].text, order: parts[2].text)
      return VerifyReport.Fault.Rows(first: place, end: place)
    }
  }

  /// Whether somebody recorded more while we looked.
  private func isBegun(_ remains: [UInt8], after end: Position) -> Bool {
    remains.lend {
      if case .batch = Batch.read($0, at: 0, after: end.sequence, chain: end.chain) { true } else { false }
    }
  }

  // MARK: Runs

  /// A run: its blocks, its order, its rows, its digests. Where something is wrong, every block is looked at, so that all
  /// that is hurt is named, and what is not.
  ///
  /// - Parameters:
  ///   - sequence: The transaction that adopted it; nil for a derived one.
  ///   - wholeDigest: The SHA-256 of the whole file, if it is known.
  mutating func look(
    at run: Run, adoptedBy sequence: UInt64? = nil, wholeDigest: String?
  ) throws(JournalError) {
    do throws(JournalError) { try lookThrough(run, wholeDigest: wholeDigest) } catch {
      let (file, offset, reason): (String, Int, String)
      switch error {
      case .damaged(let where_, let byte, let why), .damagedCheckpoint(let where_, let byte, let why):
        (file, offset, reason) = (where_, byte, why)
      default: throw error
      }
      let before = report.faults.count
      try locate(in: run, adoptedBy: sequence)
      if report.faults.count == before {
        fault(file, offset, reason, isRecord: run.isRecord, transaction: sequence)
      }
    }
  }

  private mutating func lookThrough(_ run: Run, wholeDigest: String?) throws(JournalError) {
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
        if at + content == run.length - RunWriter.trailerLength, hasher.digest() != run.contentDigest,
          !Safeguard.checkOfWholeRun.isSilenced
        {
          throw run.damage(at: 0, "the file does not match its SHA-256")
        }
        piece.lend { hasher.add($0.slice(content, $0.count)) }
      }
      at += piece.count
      done(piece.count)
    }
    if let wholeDigest, hasher.digest().text != wholeDigest, !Safeguard.checkOfWholeRun.isSilenced {
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

  /// Names every block of a run that is hurt, by its place and its rows. The index knows each block's first key.
  private mutating func locate(in run: Run, adoptedBy sequence: UInt64?) throws(JournalError) {
    /// The last block that was found hurt: its rows end where the next block begins.
    var open: Int?
    var number = 0
    try attempt(isRecord: run.isRecord) { (inspection) throws(JournalError) in
      try run.forEachBlock { (block) throws(JournalError) in
        if let index = open {
          inspection.report.faults[index].rows?.end = block.first
          open = nil
        }
        let bytes = try worded { () throws(FileError) in
          try run.file.read(block.length + Run.headingLength, at: block.offset)
        }
        let isGood = bytes.lend { bytes in
          Run.body(ofBlock: bytes).map { $0.upperBound == bytes.count } == true
            && bytes.slice(1, 9).hexadecimal32 == block.crc
        }
        if isGood { return }
        number += 1
        guard number <= Inspection.faultLimit else { return }
        let count = inspection.report.faults.count
        inspection.fault(
          run.name, block.offset, "a block of \(block.length) bytes does not match its checksum",
          isRecord: run.isRecord, transaction: sequence,
          rows: VerifyReport.Fault.Rows(first: block.first, end: nil))
        if inspection.report.faults.count > count { open = count }
      }
    }
    if number > Inspection.faultLimit {
      report.remarks.append(
        "\(run.name): \(number - Inspection.faultLimit) more damaged blocks are not listed.")
    }
  }

  // MARK: Checkpoints

  /// Every checkpoint on disk, whether it is used or not.
  ///
  /// - Parameter used: The generation from which this process read its state.
  mutating func lookAtCheckpoints(using used: Int) throws(JournalError) {
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
      // A crash may have taken some files of an old checkpoint that was being removed; and a copy that was made while a
      // newer one took its place may lack some. Nobody reads such a checkpoint.
      if !isNewest || manifest.generation != used,
        manifest.runs.contains(where: { (try? File(files, "\(path)/\($0.name)", .read)) == nil })
      {
        report.remarks.append("\(name) is a leftover: some of its files are gone. It is not used.")
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
  mutating func compare(_ kept: Sources, _ made: Sources) throws(JournalError) {
    let tell = beginPart(of: kept.runs.reduce(0) { $0 + $1.length })
    let kept = try kept.cursor()
    let made = try made.cursor()
    var row = 0
    var bytes = 0
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
      bytes += kept.order.count + kept.bytes.count + 3
      if row % 8192 == 0 { tell(bytes) }
      try kept.advance()
      try made.advance()
    }
  }
}

extension Run {
  /// A block of rows, as the index knows it.
  struct IndexedBlock {
    var offset: Int
    /// Bytes of its body.
    var length: Int
    var crc: UInt32
    /// The key of its first row.
    var first: VerifyReport.Fault.Place
  }

  /// Goes through the blocks of rows by the index alone.
  ///
  /// - Throws: `.damaged` or `.damagedCheckpoint` where the index itself is hurt, and what `body` throws.
  func forEachBlock(_ body: (IndexedBlock) throws(JournalError) -> Void) throws(JournalError) {
    try forEachBlock(under: top, level: 0, body)
  }

  private func forEachBlock(
    under index: [UInt8], level: Int, _ body: (IndexedBlock) throws(JournalError) -> Void
  ) throws(JournalError) {
    guard rows > 0 else { return }
    var at = 0
    while at < index.count {
      let entry = index.lend { all -> IndexedBlock? in
        let line = all.slice(at, all.find(newline, from: at))
        at += line.count + 1
        let parts = line.fields(6)
        guard parts.count == 6, let offset = parts[0].decimal, let length = parts[1].decimal,
          let crc = parts[2].hexadecimal32
        else { return nil }
        return IndexedBlock(
          offset: offset, length: length, crc: crc,
          first: VerifyReport.Fault.Place(
            table: Table(named: parts[3].text), cluster: parts[4].text, order: parts[5].text))
      }
      guard let entry, entry.offset <= self.length - entry.length else {
        throw damage(at: dataEnd, "the index is not what it may be")
      }
      if level == levels - 1 {
        try body(entry)
        continue
      }
      guard let block = try RunBlock(file, offset: entry.offset, length: entry.length + Run.headingLength),
        block.crc == entry.crc
      else { throw damage(at: entry.offset, "the index does not match its checksum") }
      try forEachBlock(under: Array(block.body), level: level + 1, body)
    }
  }
}
