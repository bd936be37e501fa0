extension Engine {
  /// Reads the newer good slot of `head`, or nil where there is none.
  mutating func readHead() -> Head? {
    guard let headFile, let bytes = try? headFile.read(2 * Head.slotLength, at: 0) else { return nil }
    if let headRead, headRead.stands(in: bytes) { return headRead.head }
    let read = HeadRead(bytes)
    headRead = read
    return read.head
  }

  /// Whether a head speaks of this very directory, and not of one from which it was copied.
  ///
  /// - Throws: `.damaged` where the segment is gone that it speaks of, and nothing shows that this is a copy.
  func isOurs(_ head: Head) throws(JournalError) -> Bool {
    if head.position.segment == segment.number {
      return segment.identity == head.identity || Safeguard.checkOfIdentity.isSilenced
    }
    let name = Segment.name(head.position.segment)
    do throws(FileError) {
      return try File(files, "\(path)/\(name)", .read).status().identity == head.identity
    } catch {
      guard error.reason == .missing else { throw JournalError(error) }
    }
    // A segment is there for good before the head speaks of it. The head itself, or its other slot, may show that this is
    // a copy, made while others wrote.
    if let own = head.own, let headIdentity, own != headIdentity { return false }
    if let bytes = try? headFile?.read(2 * Head.slotLength, at: 0),
      let other = Head.slots(in: bytes).first(where: { $0.generation != head.generation }),
      let file = try? File(files, "\(path)/\(Segment.name(other.position.segment))", .read),
      let identity = try? file.status().identity, identity != other.identity
    {
      return false
    }
    throw .damaged(
      file: name, offset: 0,
      reason: "the file is missing, and transactions up to \(head.position.sequence) were saved")
  }

  /// Takes in what others recorded, for a process that looks on: without the lock, and where somebody made a
  /// newer checkpoint from that, so that nothing is folded twice.
  ///
  /// - Parameter isPatient: Whether to wait for the checkpoint of a large import that has none yet; meanwhile the
  ///   state stays as it was before it.
  mutating func lookOn(isPatient: Bool) throws(JournalError) {
    if let seen = readHead(), seen != head, seen.position.sequence > position.sequence,
      sources.frozenLayers == 0, hasNewerCheckpoint
    {
      var other = self
      try other.startFromCheckpoint()
      if other.generation > generation, other.position.sequence > position.sequence { self = other }
    }
    _ = try catchUp(isPatient: isPatient)
  }

  /// Takes in what the journal holds beyond the state.
  ///
  /// Up to the head's mark everything was acknowledged and must be whole. Beyond it there may be transactions
  /// of a process that died before it could move the mark, or a piece of one: these are looked at only under
  /// the lock, and made durable before they are shown.
  ///
  /// - Parameters:
  ///   - isThorough: Whether to look for leftovers of a crash anywhere behind the end.
  ///   - isPatient: Whether to stop before a large bulk file that has no checkpoint yet.
  /// - Returns: Why the tail is torn, or nil. (Only under the lock.)
  mutating func catchUp(isThorough: Bool = false, isPatient: Bool = false) throws(JournalError) -> String? {
    let seen = readHead()
    if !isLocked, let seen, seen == head { return nil }
    var fold = Fold(sources, projection)
    if let progress {
      let total = lengthOfBulk
      fold.progress = { progress(min($0, total), total) }
    }
    fold.cut = cut
    fold.isPatient = isPatient && files.now() - (waitingSince ?? files.now()) < options.foldPatience
    var place = position
    var segment = segment
    var isTrusted = false
    if let seen, seen.position.sequence >= place.sequence, seen.position.segment >= place.segment,
      try isOurs(seen)
    {
      isTrusted = true
      while place.segment < seen.position.segment {
        try next(&segment, &place, &fold)
      }
      if seen.position.offset > place.offset {
        place = try take(segment, from: place, to: seen.position.offset, &fold).position
      }
      guard place == seen.position || Safeguard.checkOfMark.isSilenced else {
        throw .damaged(
          file: segment.name, offset: place.offset,
          reason: "the journal is not the one that was marked as saved (chain)")
      }
    }
    var torn: String?
    if isLocked {
      while endsIn?.segment != place.segment,
        try Segment.open(place.segment + 1, in: path, files, forWriting: false) != nil
      {
        try next(&segment, &place, &fold)
        if access == .readWrite {
          try worded { () throws(FileError) in
            try files.synchroniseDirectory("\(path)/journal", .namesOfFoundSegment)
          }
        }
      }
      let marked = place
      var beyond = fold
      let (reached, end) = try take(segment, from: place, to: nil, &beyond)
      var isDurable = true
      let isClosedThere = isTrusted && seen?.isClosed == true && seen?.position.segment == place.segment
      let isClosed = isClosedThere || abandoned == place.segment
      if reached != marked, !isClosed {
        do throws(FileError) { try segment.file.synchronise(.flushOfAdopted) } catch { isDurable = false }
      }
      if !isDurable || isClosed {
        // A write to this segment failed: what lies behind the mark is void, whatever it looks like.
        abandoned = place.segment
        torn = "a write to the disk failed there"
      } else {
        fold = beyond
        place = reached
        if case .torn(let reason) = end { torn = reason }
        if torn == nil, isThorough || !isTrusted, !(try segment.remains(from: place.offset).isEmpty) {
          torn = "a save was cut off"
        }
        if torn != nil, !fold.isCut,
          Segment.holdsLaterTransaction(
            try segment.remains(from: place.offset), than: place.sequence &+ 1)
        {
          throw .damaged(
            file: segment.name, offset: place.offset,
            reason: "a transaction is damaged, and later ones follow it (\(torn ?? ""))")
        }
      }
    } else if !isTrusted {
      return nil
    }
    if fold.isCut { torn = "a file that it adopts is not in this copy" }
    if let endsIn, endsIn.segment == place.segment { torn = torn ?? "what follows was not copied" }
    if fold.isStopped {
      place = fold.reached ?? position
      if place.segment != segment.number {
        guard let earlier = try Segment.open(place.segment, in: path, files, forWriting: access == .readWrite)
        else { throw .damaged(file: Segment.name(place.segment), offset: 0, reason: "the file is missing") }
        segment = earlier
      }
      waitingSince = fold.isCut ? nil : waitingSince ?? files.now()
    } else {
      waitingSince = nil
    }
    try fold.settle()
    if segment.number != self.segment.number { segmentLength = 0 }
    self.segment = segment
    if place.segment == position.segment {
      tail += place.offset - position.offset
    } else {
      tail += place.offset
    }
    position = place
    sources = fold.sources
    touched.formUnion(fold.touched)
    // Having stopped, there is more to take in although the head does not move.
    head = fold.isStopped ? nil : seen
    // In a copy the mark is advice: the copy may have been made while somebody wrote. But what it lacks is told.
    let copied = max(seen?.position.sequence ?? 0, endsIn?.before ?? 0)
    if isLocked, !isTrusted, !fold.isStopped || fold.isCut, copied > position.sequence {
      missing = Missing(first: position.sequence &+ 1, last: copied)
    } else if isLocked || isTrusted {
      missing = nil
    }
    return torn
  }

  /// Bytes of all bulk files that are not in the state yet.
  private var lengthOfBulk: Int {
    let known = Set(sources.runs.map(\.name))
    return ((try? files.list("\(path)/bulk")) ?? []).reduce(0) { sum, name in
      if known.contains("bulk/\(name)") { return sum }
      return sum + ((try? File(files, "\(path)/bulk/\(name)", .read).status().length) ?? 0)
    }
  }

  /// Goes over to the segment that follows.
  private func next(_ segment: inout Segment, _ place: inout Position, _ fold: inout Fold)
    throws(JournalError)
  {
    guard
      let following = try Segment.open(
        segment.number + 1, in: path, files, forWriting: access == .readWrite)
    else {
      throw .damaged(file: Segment.name(segment.number + 1), offset: 0, reason: "the file is missing")
    }
    place = try take(segment, from: place, to: following.previousEnd, &fold).position
    guard
      place.sequence == following.start.sequence && place.chain == following.start.chain
        || Safeguard.checkOfSegmentChain.isSilenced
    else {
      throw .damaged(
        file: following.name, offset: 0, reason: "the segment does not follow from the one before it (chain)")
    }
    segment = following
    place = following.start
  }

  private func take(
    _ segment: Segment, from place: Position, to end: Int?, _ fold: inout Fold
  ) throws(JournalError) -> (position: Position, end: SegmentEnd) {
    try segment.walk(from: place, to: end, failing: { $0 }) { (batch, buffer, place) throws(JournalError) in
      try fold.take(batch, in: buffer, upTo: place, open: open)
    }
  }

  /// Takes the lock for writing, waiting as long as the options say.
  mutating func lockForWriting() throws(JournalError) {
    guard access == .readWrite, let lockFile else { throw .readOnly(path: path) }
    // Pauses are counted, and no clock is asked: one that is set must not end the wait, nor make it endless.
    var waited: Int64 = 0
    var pause: Int64 = 50_000
    while true {
      if try worded({ () throws(FileError) in try lockFile.lock(exclusive: true, .lockOfWriters) }) { break }
      if waited > options.lockPatience {
        throw .lockHeld(readHolder() ?? LockHolder(name: "", process: 0, since: files.now() / 1_000_000_000))
      }
      files.sleep(nanoseconds: pause)
      waited += pause
      pause = min(pause + pause / 4, 5_000_000)
    }
    guard isStillHere else {
      lockFile.unlock()
      throw .refused(
        reason:
          "the book that was opened at \(path) was moved away, and perhaps another put in its place. Open it again"
      )
    }
    isLocked = true
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256)
    bytes.append(decimal: Int(files.process))
    bytes.append(space)
    bytes.append(decimal: Int(files.now() / 1_000_000_000))
    bytes.append(space)
    if !holder.utf8.contains(newline) { bytes.append(contentsOf: holder.utf8.prefix(200)) }
    bytes.append(contentsOf: repeatElement(space, count: max(0, 255 - bytes.count)))
    bytes.append(newline)
    // For people only: it must not keep anyone from recording.
    try? holderFile?.write(bytes, at: 0)
  }

  /// Whether the lock that this process holds is the one that others find at the path: files that are opened by name are
  /// then those of the book that was opened.
  private var isStillHere: Bool {
    guard let lockFile, let found = try? File(files, "\(path)/lock", .read),
      let (here, ours) = try? (found.status().identity, lockFile.status().identity)
    else { return false }
    return here == ours
  }

  /// Gives the lock back.
  mutating func unlock() {
    guard isLocked else { return }
    isLocked = false
    lockFile?.unlock()
  }

  /// What the last process to take the lock wrote of itself.
  func readHolder() -> LockHolder? {
    guard let bytes = try? holderFile?.read(256, at: 0) else { return nil }
    let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ", maxSplits: 2)
    guard parts.count >= 2, let process = Int32(parts[0]), let since = Int64(parts[1]) else { return nil }
    var name = parts.count > 2 ? String(parts[2]) : ""
    while let last = name.last, last == " " || last == "\n" { name.removeLast() }
    return LockHolder(name: name, process: process, since: since)
  }
}
