import CSystem

/// How a walk through a segment ended.
enum SegmentEnd: Equatable {
  /// Where it should: at the given end, or where nothing was ever written.
  case clean
  /// At bytes that are no whole transaction.
  case torn(reason: String)
}

extension Segment {
  /// Walks whole transactions that follow a position.
  ///
  /// - Parameters:
  ///   - from: A place in this segment.
  ///   - end: Where the last transaction must end; nil to go on as long as there are whole ones.
  ///   - body: Called for each, with the buffer in which it stands and the place behind it.
  /// - Returns: The place behind the last whole transaction, and how it ended there.
  /// - Throws: `.damaged` where `end` was given and is not reached; `.failed`; whatever `body` throws.
  func walk<E: Error>(
    from: Position, to end: Int?, failing: (JournalError) -> E,
    _ body: (Batch, Bytes, Position) throws(E) -> Void
  ) throws(E) -> (position: Position, end: SegmentEnd) {
    var position = from
    // Where the end is not known there is usually nothing more: a look is enough.
    var size = end == nil ? 512 : 64 << 10
    while true {
      if let end, position.offset >= end {
        if position.offset == end { return (position, .clean) }
        throw failing(
          .damaged(file: name, offset: end, reason: "a transaction goes beyond the segment's known end"))
      }
      let wanted = end.map { min(size, $0 - position.offset) } ?? size
      let buffer: [UInt8]
      do throws(FileError) { buffer = try file.read(wanted, at: position.offset) } catch {
        throw failing(JournalError(error))
      }
      let isLast = buffer.count < wanted || end.map { position.offset + buffer.count >= $0 } ?? false
      let start = position.offset
      var at = 0
      var stop: (offset: Int, reason: String)?
      var isBlank = false
      try buffer.lend { (bytes) throws(E) in
        reading: while true {
          if at == bytes.count && !isLast { break }
          switch Batch.read(bytes, at: at, after: position.sequence, chain: position.chain) {
          case .batch(let batch):
            at = batch.end
            position.offset = start + at
            position.sequence = batch.sequence
            position.chain = batch.chain
            try body(batch, bytes, position)
          case .blank:
            isBlank = true
            break reading
          case .unfinished:
            if isLast { stop = (start + at, "the transaction is cut short") }
            break reading
          case .bad(let offset, let reason):
            stop = (start + offset, reason)
            break reading
          }
        }
      }
      if let stop {
        if end != nil { throw failing(.damaged(file: name, offset: stop.offset, reason: stop.reason)) }
        return (position, .torn(reason: stop.reason))
      }
      if isBlank {
        if let end, position.offset < end {
          throw failing(
            .damaged(
              file: name, offset: position.offset, reason: "nothing is written where a transaction was saved")
          )
        }
        return (position, .clean)
      }
      if at == 0 || size < 64 << 10 { size *= 4 }
    }
  }

  /// What follows a place of the segment up to its end, without the blank bytes at the very end (the newline that
  /// ends the last line is not one of them).
  func remains(from offset: Int) throws(JournalError) -> [UInt8] {
    let length = try worded { () throws(FileError) in try file.status().length }
    guard length > offset else { return [] }
    // By pieces from the end, because nearly always all of it is blank.
    var end = length
    while end > offset {
      let start = max(offset, end - (1 << 20))
      let piece = try worded { () throws(FileError) in try file.read(end - start, at: start) }
      let kept = piece.lend { csystem_without_blank_end($0.baseAddress, $0.count) }
      if kept > 0 {
        var remains = try worded { () throws(FileError) in
          try file.read(start + kept + 1 - offset, at: offset)
        }
        if remains.count > start + kept - offset, remains.last != newline { remains.removeLast() }
        return remains
      }
      end = start
    }
    return []
  }

  /// Whether bytes hold the whole first or last line of a transaction later than the one that should stand first.
  ///
  /// Before anything is written, what stands before it was flushed. So even one such line proves that the
  /// transaction before it was saved, and that what is wrong with it is no save that was cut off.
  static func holdsLaterTransaction(_ bytes: [UInt8], than sequence: UInt64) -> Bool {
    bytes.lend { bytes in
      if Safeguard.checkOfLater.isSilenced { return false }
      var at = 0
      while at < bytes.count {
        if case .line(let line) = Frame.read(bytes, at: at),
          line.sigil == Frame.commit || line.sigil == Frame.begin,
          let number = bytes.slice(line.content.lowerBound, line.content.upperBound).fields(3)[0].decimal,
          UInt64(number) > sequence
        {
          return true
        }
        at = bytes.find(newline, from: at) + 1
      }
      return false
    }
  }
}
