extension Engine {
  static let directories = ["journal", "bulk", "incoming", "state", "quarantine"]

  /// Makes an empty book.
  static func create(at path: String, _ files: any FileSystem, label: String) throws(JournalError) {
    guard !label.contains(where: \.isNewline) else {
      throw .refused(reason: "the label is more than one line")
    }
    try refuseOther(at: path, files)
    try worded { () throws(FileError) in try files.makeDirectory(path) }
    if files.isNetwork(path) { throw .networkFileSystem(path: path) }
    // Two processes may make the same book at once: one makes it, and the other waits and finds it there.
    let lock = try worded { () throws(FileError) in try File(files, "\(path)/lock", .create) }
    var patience = 2_000
    while try !worded({ () throws(FileError) in try lock.lock(exclusive: true, .lockOfCreation) }) {
      patience -= 1
      if patience < 0 { throw .exists(path: path) }
      files.sleep(nanoseconds: 5_000_000)
    }
    defer { lock.unlock() }
    try refuseOther(at: path, files)
    try worded { () throws(FileError) in
      for directory in directories { try files.makeDirectory("\(path)/\(directory)") }
    }
    let beginning = Position(segment: 1, offset: 0, sequence: 0, chain: .none)
    let opening = Segment.opening(number: 1, after: beginning)
    let format = BookFormat(
      identity: hexadecimal64(files.random()) + hexadecimal64(files.random()), label: label)
    try worded { () throws(FileError) in
      let segment = try File(files, "\(path)/\(Segment.name(1))", .create)
      try segment.write(opening, at: 0)
      try segment.synchronise(.flushOfFirstSegment)
      let head = try File(files, "\(path)/\(Head.name)", .create)
      let mark = Head(
        generation: 2,
        position: Position(segment: 1, offset: opening.count, sequence: 0, chain: .none),
        identity: try segment.status().identity, isClosed: false, own: try head.status().identity)
      try head.write(mark.bytes + [UInt8](repeating: newline, count: Head.slotLength), at: 0)
      try head.synchronise(.none)
      try lock.synchronise(.none)
      for name in ["holder", "state/lock"] {
        try File(files, "\(path)/\(name)", .create).synchronise(.none)
      }
      for directory in directories { try files.synchroniseDirectory("\(path)/\(directory)", .namesOfNewBook) }
      let temporary = try File(files, "\(path)/\(BookFormat.name).new", .create)
      try temporary.write(format.bytes, at: 0)
      try temporary.synchronise(.flushOfFormat)
      try files.synchroniseDirectory(path, .namesOfNewBook)
      try files.rename("\(path)/\(BookFormat.name).new", to: "\(path)/\(BookFormat.name)")
      try files.synchroniseDirectory(path, .namesOfFormat)
      // The parent's own name for the book. A book in the root directory has none to flush.
      if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
        try files.synchroniseDirectory(String(path[..<slash]), .namesOfFormat)
      } else if !path.contains("/") {
        try files.synchroniseDirectory(".", .namesOfFormat)
      }
    }
  }

  /// Refuses to make a book where there is one, whole or damaged, or anything else.
  private static func refuseOther(at path: String, _ files: any FileSystem) throws(JournalError) {
    do throws(JournalError) {
      _ = try BookFormat.read(at: path, files, access: .readOnly)
      throw .exists(path: path)
    } catch {
      switch error {
      case .missing: break
      case .newerVersion: throw .exists(path: path)
      default: throw error
      }
    }
    let present: [String]
    do throws(FileError) { present = try files.list(path) } catch {
      if error.reason == .missing { return }
      throw JournalError(error)
    }
    // Another process made it between the two looks.
    if present.contains(BookFormat.name) { throw .exists(path: path) }
    // What making a book left behind that was cut off, and what a file system has at its root.
    let own = directories + [Head.name, "lock", "holder", "\(BookFormat.name).new", "lost+found"]
    guard present.allSatisfy({ own.contains($0) }) else { throw .notEmpty(path: path) }
  }

  /// Opens a book: newest good checkpoint, then the tail.
  init(
    at path: String, _ files: any FileSystem, projection: any Projection, access: Access, holder: String,
    options: Options, progress: (@Sendable (Int, Int) -> Void)? = nil
  ) throws(JournalError) {
    self.path = path
    self.files = files
    self.projection = projection
    self.access = access
    self.holder = holder
    self.options = options
    healing = Healing(path, files, projection, options)
    if access == .readWrite && files.isNetwork(path) { throw .networkFileSystem(path: path) }
    guard let first = try Segment.open(1, in: path, files, forWriting: access == .readWrite) else {
      throw .damaged(file: Segment.name(1), offset: 0, reason: "the file is missing")
    }
    segment = first
    position = first.start
    checkpointed = first.start
    let mode: OpenMode = access == .readWrite ? .write : .read
    headFile = try Engine.support(Head.name, in: path, files, mode)
    lockFile = try Engine.support("lock", in: path, files, mode)
    holderFile = try Engine.support("holder", in: path, files, mode)
    headIdentity = try? headFile?.status().identity
    self.progress = progress
    cut = try firstNotCopied()
    try load()
    self.progress = nil
    touched = Touched()
  }

  /// An engine at the beginning of the journal, that only reads: for making a state again beside the work.
  init(scratchAt path: String, _ files: any FileSystem, projection: any Projection, options: Options)
    throws(JournalError)
  {
    self.path = path
    self.files = files
    self.projection = projection
    access = .readOnly
    holder = ""
    self.options = options
    healing = Healing(path, files, projection, options)
    guard let first = try Segment.open(1, in: path, files, forWriting: false) else {
      throw .damaged(file: Segment.name(1), offset: 0, reason: "the file is missing")
    }
    segment = first
    position = first.start
    checkpointed = first.start
  }

  /// Opens one of the small files beside the journal; a copied book may lack them.
  private static func support(
    _ name: String, in path: String, _ files: any FileSystem, _ mode: OpenMode
  ) throws(JournalError) -> File? {
    do throws(FileError) { return try File(files, "\(path)/\(name)", mode) } catch {
      guard error.reason == .missing else { throw JournalError(error) }
      guard mode == .write else { return nil }
      return try worded { () throws(FileError) in try File(files, "\(path)/\(name)", .create) }
    }
  }

  /// Starts from the newest good checkpoint and takes in the tail.
  mutating func load() throws(JournalError) {
    var limit = Int.max
    while true {
      try startFromCheckpoint(below: limit)
      do throws(JournalError) {
        try takeInTail()
        isMadeAnew = generation == 0 || replacesAll
        return
      } catch {
        // A derived file can be done without: by an older checkpoint, or by none.
        guard case .damagedCheckpoint = error, generation > 0 else { throw error }
        remarks.append("Checkpoint \(generation) was not used: \(error)")
        replacesAll = true
        limit = generation
      }
    }
  }

  /// In a copy that was made while others wrote: the first transaction that adopts a bulk file which was not copied,
  /// because the files of `bulk/` were copied before it was made. The copy ends before it; nil elsewhere.
  ///
  /// Only what is missing at the end is taken for that: where a later bulk file is there, one has been lost.
  private mutating func firstNotCopied() throws(JournalError) -> UInt64? {
    guard let seen = readHead(), try !isOurs(seen) else { return nil }
    let names = (try? files.list("\(path)/bulk")) ?? []
    let present = Set(
      names.map { $0.hasSuffix(Archive.suffix) ? String($0.dropLast(Archive.suffix.utf8.count)) : $0 })
    var first: UInt64?
    var isLost = false
    do throws(JournalError) {
      var segment = segment
      while true {
        let following = try Segment.open(segment.number + 1, in: path, files, forWriting: false)
        func look(_ batch: Batch, _ buffer: Bytes, _ place: Position) throws(JournalError) {
          for line in batch.lines where line.sigil == Frame.adopt {
            let content = buffer.slice(line.content.lowerBound, line.content.upperBound)
            guard let bulk = AdoptedBulk(line: content) else { continue }
            if !present.contains(String(bulk.name.dropFirst("bulk/".count))) {
              first = first ?? batch.sequence
            } else if first != nil {
              isLost = true
            }
          }
        }
        do throws(JournalError) {
          _ = try segment.walk(from: segment.start, to: following?.previousEnd, failing: { $0 }, look)
        } catch {
          // A segment that was copied before it was full, and a later one after: the copy ends where nothing follows.
          guard let following, case .damaged = error else { throw error }
          let reached = try segment.walk(from: segment.start, to: nil, failing: { $0 }) {
            (_, _, _) throws(JournalError) in
          }.position
          if reached.offset < following.previousEnd, try segment.remains(from: reached.offset).isEmpty {
            first = first ?? reached.sequence &+ 1
            endsIn = (segment.number, following.start.sequence)
          }
          break
        }
        guard let following else { break }
        segment = following
      }
    } catch {
      // What is wrong with the journal is told by whoever takes it in.
    }
    if isLost { endsIn = nil }
    return isLost ? nil : first
  }

  /// Takes in the journal's tail when opening.
  mutating func takeInTail() throws(JournalError) {
    head = nil
    if access == .readWrite {
      // What was surely saved is taken in before the lock, so that nobody waits for a long fold.
      _ = try catchUp()
      let isSure = try readHead().map { (head) throws(JournalError) in try isOurs(head) } ?? false
      // Whoever holds the lock has mended the tail; only if nobody does is it for us to look.
      if let lockFile,
        try worded({ () throws(FileError) in try lockFile.lock(exclusive: true, .lockOfOpening) })
      {
        isLocked = true
        defer { unlock() }
        try prepareToWrite(isThorough: true)
        sweep(isSure: isSure)
        return
      }
    } else if lockFile == nil || (try? lockFile?.lock(exclusive: false)) == true {
      // Where there is no file to lock nobody can be writing.
      isLocked = true
      defer { unlock() }
      if let torn = try catchUp() { remarks.append(remark(onTorn: torn)) }
      if let missing { remarks.append(missing.remark) }
      return
    }
    _ = try catchUp()
  }

  /// What a process that looks on tells of a torn tail.
  private func remark(onTorn reason: String) -> String {
    "An unfinished save at \(segment.name), byte \(position.offset) (\(reason)) is not shown. "
      + (missing == nil ? "It was never acknowledged as saved." : "It may have been acknowledged as saved.")
  }

  /// Removes what dead processes left: unsealed or never adopted bulk files, and the void end of the segment
  /// before this one.
  private func sweep(isSure: Bool) {
    for name in (try? files.list("\(path)/incoming")) ?? [] {
      let name = "\(path)/incoming/\(name)"
      // Whoever is still at it holds a lock on the file.
      guard let file = try? File(files, name, .read),
        (try? file.lock(exclusive: true, .lockOfIncoming)) == true
      else {
        continue
      }
      try? files.remove(name)
    }
    sweepBulk(isSure: isSure)
    if segment.number > 1,
      let former = try? Segment.open(segment.number - 1, in: path, files, forWriting: true)
    {
      trim(former, to: segment.previousEnd)
    }
  }

  /// Removes bulk files of transactions that never came to be: their names are of numbers behind the last one.
  ///
  /// They are given those names under the lock, which is held here, and everything that was saved was taken in: so they
  /// are nobody's. In a copy they may belong to transactions that it lacks, and stay.
  ///
  /// - Parameter isSure: Whether there is a head, and it speaks of this very directory.
  private func sweepBulk(isSure: Bool) {
    guard isSure, missing == nil else { return }
    for name in (try? files.list("\(path)/bulk")) ?? [] {
      guard name.hasSuffix(".run"), let number = name.split(separator: "-").first.flatMap({ UInt64($0) }),
        number > position.sequence
      else { continue }
      try? files.remove("\(path)/bulk/\(name)")
    }
  }
}

private func hexadecimal64(_ value: UInt64) -> String {
  hexadecimal((0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64($0))) })
}
