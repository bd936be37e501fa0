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
