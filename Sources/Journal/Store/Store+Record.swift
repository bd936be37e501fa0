extension Store {
  /// Reads the journal itself, transaction by transaction, from a sequence on. The journal stands still at what
  /// was durable when the call began.
  ///
  /// - Throws: `JournalError.damaged`, `.failed`, and whatever `body` throws.
  public func transactions(from sequence: UInt64 = 1, _ body: (JournalTransaction) throws -> Void) throws {
    try takeIn()
    let end = position
    var number = 1
    // Segments before the one in which the sequence lies need not be read.
    var low = 1
    var high = end.segment
    while low < high {
      let middle = (low + high + 1) / 2
      guard let segment = try Segment.open(middle, in: path, files, forWriting: false) else {
        throw JournalError.damaged(file: Segment.name(middle), offset: 0, reason: "the file is missing")
      }
      if segment.start.sequence < sequence { low = middle } else { high = middle - 1 }
    }
    number = low
    try Journalled(path, files).walk(from: number, to: end) { batch, buffer, _ in
      if batch.sequence >= sequence { try body(batch.transaction(in: buffer)) }
    }
  }

  /// Copies the record (journal and bulk files) as it is now to a directory, which is then a book of its own.
  /// A directory that holds an earlier backup of this book is brought up to date.
  ///
  /// - Parameter progress: Called now and then with bytes done and bytes in all.
  /// - Throws: `JournalError.exists` where the directory holds anything else, `.diskFull`, `.damaged`, `.failed`.
  public func backup(to target: String, progress: (Int, Int) -> Void = { _, _ in }) throws(JournalError) {
    try takeIn()
    let end = position
    try worded { () throws(FileError) in try files.makeDirectory(target) }
    let present = try worded { () throws(FileError) in try files.list(target) }
    var isUpdate = false
    do throws(JournalError) {
      let former = try BookFormat.read(at: target, files, access: .readOnly)
      guard former.identity == identity else { throw .exists(path: target) }
      isUpdate = true
    } catch {
      // A backup that was broken off has its directories, but no FORMAT yet.
      guard case .missing = error,
        present.allSatisfy({ Engine.directories.contains($0) || $0 == "FORMAT.new" })
      else { throw .exists(path: target) }
    }
    try worded { () throws(FileError) in
      for directory in Engine.directories { try files.makeDirectory("\(target)/\(directory)") }
    }

    var parts: [(name: String, length: Int)] = []
    var bulks: [(name: String, length: Int)] = []
    try Journalled(path, files).walk(from: 1, to: end, failing: { $0 }) {
      (batch, buffer, _) throws(JournalError) in
      for bulk in batch.transaction(in: buffer).adopted { bulks.append((bulk.name, bulk.length)) }
    }
    for number in 1...end.segment {
      let length: Int
      if number == end.segment {
        length = end.offset
      } else if let following = try Segment.open(number + 1, in: path, files, forWriting: false) {
        length = following.previousEnd
      } else {
        throw .damaged(file: Segment.name(number + 1), offset: 0, reason: "the file is missing")
      }
      parts.append((Segment.name(number), length))
    }
    // Bulk files first: a journal never names what the backup has not.
    parts = bulks + parts
    let total = parts.reduce(0) { $0 + $1.length }
    var done = 0
    for part in parts {
      try copy(part.name, length: part.length, to: target) { progress(done + $0, total) }
      done += part.length
      progress(done, total)
    }
    try worded { () throws(FileError) in
      for directory in Engine.directories { try files.synchroniseDirectory("\(target)/\(directory)") }
      if !isUpdate {
        let file = try File(files, "\(target)/\(BookFormat.name).new", .create)
        try file.write(BookFormat(identity: identity, label: label).bytes, at: 0)
        try file.synchronise()
        try files.rename("\(target)/\(BookFormat.name).new", to: "\(target)/\(BookFormat.name)")
      }
      try files.synchroniseDirectory(target)
    }
  }

  /// Copies the first bytes of a file that can only grow, unless the copy is there already.
  private func copy(
    _ name: String, length: Int, to target: String, progress: (Int) -> Void
  ) throws(JournalError) {
    try worded { () throws(FileError) in
      let source = try File(files, "\(path)/\(name)", .read)
      if let former = try? File(files, "\(target)/\(name)", .read), try former.status().length == length {
        // Only what is certainly the same is left as it is.
        if try isSame(source, former, length: length) { return }
      }
      let copy = try File(files, "\(target)/\(name).new", .create)
      var at = 0
      while at < length {
        let piece = try source.read(min(1 << 20, length - at), at: at)
        if piece.isEmpty { throw FileError(operation: "read", path: source.path, reason: .io) }
        try copy.write(piece, at: at)
        at += piece.count
        progress(at)
      }
      try copy.synchronise()
      try files.rename("\(target)/\(name).new", to: "\(target)/\(name)")
    }
  }

  private func isSame(_ one: File, _ other: File, length: Int) throws(FileError) -> Bool {
    var at = 0
    while at < length {
      let piece = try one.read(min(1 << 20, length - at), at: at)
      if piece.isEmpty { return false }
      if try other.read(piece.count, at: at) != piece { return false }
      at += piece.count
    }
    return true
  }
}

/// The journal of a book as it lies on disk, segment after segment.
struct Journalled {
  let path: String
  let files: any FileSystem

  init(_ path: String, _ files: any FileSystem) {
    self.path = path
    self.files = files
  }

  /// Walks transactions from a segment's first to a position that is known to be durable.
  func walk(from number: Int, to end: Position, _ body: (Batch, Bytes, Segment) throws -> Void) throws {
    try walk(from: number, to: end, failing: { $0 as any Error }, body)
  }

  func walk<E: Error>(
    from number: Int, to end: Position, failing: (JournalError) -> E,
    _ body: (Batch, Bytes, Segment) throws(E) -> Void
  ) throws(E) {
    func opened(_ number: Int) throws(E) -> Segment {
      do throws(JournalError) {
        if let segment = try Segment.open(number, in: path, files, forWriting: false) { return segment }
        throw .damaged(file: Segment.name(number), offset: 0, reason: "the file is missing")
      } catch { throw failing(error) }
    }
    var segment = try opened(number)
    var place = segment.start
    while true {
      let following = segment.number < end.segment ? try opened(segment.number + 1) : nil
      place = try segment.walk(from: place, to: following?.previousEnd ?? end.offset, failing: failing) {
        (batch, buffer, _) throws(E) in try body(batch, buffer, segment)
      }.position
      guard let following else { break }
      guard place.sequence == following.start.sequence, place.chain == following.start.chain else {
        throw failing(
          .damaged(
            file: following.name, offset: 0,
            reason: "the segment does not follow from the one before it (chain)"))
      }
      segment = following
      place = following.start
    }
    guard place == end else {
      throw failing(
        .damaged(
          file: segment.name, offset: place.offset, reason: "the journal is not the one that was read before")
      )
    }
  }
}
