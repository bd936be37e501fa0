import CSystem
import Synchronization

/// An immutable sorted file of rows, open for reading. The file stays readable when its name is removed.
final class Run: Sendable {
  /// The name inside the book, for people.
  let name: String
  /// Bytes of the file.
  let length: Int
  /// Rows in it.
  let rows: Int
  /// The sequence of rows for which the file names none.
  let baseSequence: UInt64
  /// Whether it belongs to the record (a bulk file) or is derived.
  let isRecord: Bool
  /// SHA-256 of everything before the trailer.
  let contentDigest: Digest

  let file: File
  /// Where blocks of rows end and index blocks begin.
  let dataEnd: Int
  /// The names of the tables in it; nil where that is not known.
  private let tables: Set<String>?
  let levels: Int
  let top: [UInt8]
  private let recent = Mutex(RecentBlocks())

  static let headingLength = 19

  /// Opens a run and reads its trailer and the top of its index.
  ///
  /// - Throws: `.damaged` or `.damagedCheckpoint`, `.failed`.
  init(_ file: File, name: String, baseSequence: UInt64, isRecord: Bool) throws(JournalError) {
    self.file = file
    self.name = name
    self.baseSequence = baseSequence
    self.isRecord = isRecord
    let length = try worded { () throws(FileError) in try file.status().length }
    self.length = length
    func damage(_ offset: Int, _ reason: String) -> JournalError {
      isRecord
        ? .damaged(file: name, offset: offset, reason: reason)
        : .damagedCheckpoint(file: name, offset: offset, reason: reason)
    }
    let trailerStart = length - RunWriter.trailerLength
    guard trailerStart >= RunWriter.opening.count else { throw damage(length, "the file is cut short") }
    // One read for the trailer and, nearly always, the top of the index.
    let tailStart = max(0, trailerStart - RunWriter.indexBlockSize - Run.headingLength)
    let tail = try worded { () throws(FileError) in try file.read(length - tailStart, at: tailStart) }
    guard tail.count == length - tailStart else {
      throw damage(tailStart + tail.count, "the file is cut short")
    }
    let trailer = tail.lend { Run.parse(trailer: $0.slice(trailerStart - tailStart, $0.count)) }
    guard let trailer, trailer.data >= RunWriter.opening.count, trailer.top >= trailer.data,
      trailer.topLength >= Run.headingLength, trailer.topLength <= trailerStart,
      trailer.top == trailerStart - trailer.topLength, trailer.levels >= 1, trailer.levels <= 12
    else { throw damage(trailerStart, "the trailer does not match its checksum") }
    rows = trailer.rows
    dataEnd = trailer.data
    levels = trailer.levels
    tables = trailer.tables
    contentDigest = trailer.digest
    var topBlock = Array(tail[max(0, trailer.top - tailStart)..<(trailerStart - tailStart)])
    if trailer.top < tailStart {
      topBlock = try worded { () throws(FileError) in try file.read(trailer.topLength, at: trailer.top) }
    }
    let body = topBlock.lend { Run.body(ofBlock: $0) }
    guard let body, body.upperBound == topBlock.count else {
      throw damage(trailer.top, "the index does not match its checksum")
    }
    top = Array(topBlock[body])
  }

  /// An error that names this file.
  func damage(at offset: Int, _ reason: String) -> JournalError {
    isRecord
      ? .damaged(file: name, offset: offset, reason: reason)
      : .damagedCheckpoint(file: name, offset: offset, reason: reason)
  }

  private struct Trailer {
    var rows: Int
    var data: Int
    var levels: Int
    var tables: Set<String>?
    var top: Int
    var topLength: Int
    var digest: Digest
  }

  private static func parse(trailer bytes: Bytes) -> Trailer? {
    let body = bytes.slice(0, bytes.count - 9)
    guard bytes.count == RunWriter.trailerLength, bytes[bytes.count - 1] == newline,
      bytes.slice(bytes.count - 9, bytes.count - 1).hexadecimal32 == body.crc
        || Safeguard.checkOfTrailer.isSilenced
    else { return nil }
    // The trailer is filled up with spaces.
    let text = body.slice(0, csystem_without_end(body.baseAddress, space, body.count))
    var rows: Int?
    var data: Int?
    var levels: Int?
    var top: (start: Int, length: Int)?
    var tables: Set<String>? = []
    var digest: Digest?
    for word in text.words {
      if let value = word.after("rows=") { rows = value.decimal }
      if let value = word.after("data=") { data = value.decimal }
      if let value = word.after("levels=") { levels = value.decimal }
      if let value = word.after("sha256=") { digest = Digest(hexadecimal: value) }
      if let value = word.after("top=") {
        let comma = value.find(UInt8(ascii: ","))
        if let start = value.slice(0, comma).decimal, let length = value.slice(comma + 1, value.count).decimal
        {
          top = (start, length)
        }
      }
      if let value = word.after("tables=") {
        tables = value.same("*") ? nil : Set(value.text.split(separator: ",").map(String.init))
      }
    }
    guard let rows, let data, let levels, let top, let digest else { return nil }
    return Trailer(
      rows: rows, data: data, levels: levels, tables: tables, top: top.start, topLength: top.length,
      digest: digest)
  }

  /// Where the body of the block lies that begins the bytes, or nil if its checksum does not match or there are
  /// not enough bytes.
  static func body(ofBlock bytes: Bytes) -> Range<Int>? {
    guard let length = bodyLength(ofBlock: bytes), headingLength + length <= bytes.count else { return nil }
    let body = bytes.slice(headingLength, headingLength + length)
    guard bytes.slice(1, 9).hexadecimal32 == body.crc || Safeguard.checkOfBlock.isSilenced else { return nil }
    return headingLength..<(headingLength + length)
  }

  /// The length that a block's heading names, or nil if it is no heading.
  static func bodyLength(ofBlock bytes: Bytes) -> Int? {
    guard bytes.count >= headingLength, bytes[0] == UInt8(ascii: "#"), bytes[9] == space,
      bytes[18] == newline
    else { return nil }
    return bytes.slice(10, 18).hexadecimal32.map { Int($0) }
  }

  /// Whether there may be rows of a table.
  func mayHold(_ table: String) -> Bool { tables?.contains(table) ?? true }

  /// Where a block lies.
  struct Place {
    var offset: Int
    var length: Int
  }

  /// A line of the index.
  struct Entry {
    /// Where the block begins.
    var offset: Int
    /// Bytes of its body.
    var length: Int
    /// Its CRC.
    var crc: UInt32
    /// Where the line begins in its index block.
    var start: Int
    /// Where the next line begins.
    var end: Int

    /// Reads the line that begins at a place; nil where there is none.
    init?(in index: Bytes, at start: Int) {
      guard start < index.count else { return nil }
      let end = index.find(newline, from: start)
      let fields = index.slice(start, end).fields(4)
      guard fields.count == 4, let offset = fields[0].decimal, let length = fields[1].decimal,
        let crc = fields[2].hexadecimal32
      else { return nil }
      self.offset = offset
      self.length = length
      self.crc = crc
      self.start = start
      self.end = end + 1
    }

    /// The block with its heading.
    var place: Place { Place(offset: offset, length: length + Run.headingLength) }
  }

  /// A block of rows as the index names it, and the index block that does; nil: the top.
  struct Found {
    var entry: Entry
    var index: RunBlock?
  }

  /// The block in which a key stands if it is in the run at all: the last that begins at or before it.
  func place(group: Bytes, order: Bytes) throws(JournalError) -> Found? {
    guard rows > 0 else { return nil }
    var held: RunBlock?
    for level in 0..<levels {
      let entry =
        if let held { Run.entry(in: held.body, group: group, order: order) } else {
          top.lend { Run.entry(in: $0, group: group, order: order) }
        }
      guard let entry, entry.offset >= 0, entry.length <= length, entry.offset <= length - entry.length else {
        throw damage(at: dataEnd, "the index points outside the file")
      }
      if level == levels - 1 { return Found(entry: entry, index: held) }
      guard let block = try block(at: entry.place), block.crc == entry.crc else {
        throw damage(at: entry.offset, "the index does not match its checksum")
      }
      held = block
    }
    return nil
  }

  /// A block, from memory where it was read a moment ago; nil where it does not match its checksum.
  private func block(at place: Place) throws(JournalError) -> RunBlock? {
    if let known = recent.withLock({ $0.find(place.offset) }), known.length == place.length { return known }
    guard let block = try RunBlock(file, offset: place.offset, length: place.length) else { return nil }
    recent.withLock { $0.keep(block) }
    return block
  }

  /// A block of the index whose length is not known from above.
  func indexBlock(at offset: Int) throws(JournalError) -> RunBlock {
    let heading = try worded { () throws(FileError) in try file.read(Run.headingLength, at: offset) }
    guard let body = heading.lend({ Run.bodyLength(ofBlock: $0) }),
      offset <= length - body - Run.headingLength,
      let block = try RunBlock(file, offset: offset, length: body + Run.headingLength)
    else { throw damage(at: offset, "the index does not match its checksum") }
    return block
  }

  private static func entry(in index: Bytes, group: Bytes, order: Bytes) -> Entry? {
    // Lines are of different lengths: the line is found by halving bytes, then stepping to a line's start.
    var low = 0
    var high = index.count
    // Invariant: the wanted line starts in low..<high, and `low` is a line's start.
    while true {
      var start = low + (high - low) / 2
      while start > low && index[start - 1] != newline { start -= 1 }
      if start == low {
        // Nothing between: look whether the next line still begins at or before the key.
        let next = index.find(newline, from: low) + 1
        if next >= high || !begins(index, next, atOrBefore: group, order) { break }
        low = next
      } else if begins(index, start, atOrBefore: group, order) {
        low = start
      } else {
        high = start
      }
    }
    return Entry(in: index, at: low)
  }

  /// Whether the key of an index line is at or before a key.
  private static func begins(_ index: Bytes, _ start: Int, atOrBefore group: Bytes, _ order: Bytes) -> Bool {
    let line = index.slice(start, index.find(newline, from: start))
    var at = 0
    for _ in 0..<3 { at = line.find(tab, from: at) + 1 }
    let table = line.find(tab, from: at)
    let cluster = line.find(tab, from: table + 1)
    let groups = line.slice(at, cluster).order(group)
    return groups != 0 ? groups < 0 : line.slice(cluster + 1, line.count).order(order) <= 0
  }

  /// A cursor over all rows.
  ///
  /// - Parameter readAhead: How much to read at once, at least.
  func cursor(readAhead: Int = 512 << 10) throws(JournalError) -> RunCursor {
    try RunCursor(self, offset: RunWriter.opening.count, readAhead: readAhead, IndexWalk(self))
  }

  /// A cursor at the first row whose key is not less than the given one.
  ///
  /// - Parameter isPoint: Whether only that row is wanted, so that nothing need be read ahead.
  func cursor(group: Bytes, order: Bytes, isPoint: Bool) throws(JournalError) -> RunCursor {
    guard let found = try place(group: group, order: order) else {
      return try RunCursor(self, offset: dataEnd, readAhead: 0, IndexWalk(self))
    }
    let place = found.entry.place
    let cursor: RunCursor
    if isPoint {
      guard place.offset < dataEnd, let block = try block(at: place) else {
        throw damage(at: place.offset, "a block does not match its checksum")
      }
      guard block.crc == found.entry.crc || Safeguard.checkOfIndex.isSilenced else {
        throw damage(at: place.offset, "a block is not the one that belongs there")
      }
      cursor = try RunCursor(self, block, IndexWalk(self, found.index, at: found.entry.end))
    } else {
      cursor = try RunCursor(
        self, offset: place.offset, readAhead: max(place.length, 96 << 10),
        IndexWalk(self, found.index, at: found.entry.start))
    }
    while cursor.isAtRow {
      let groups = cursor.group.order(group)
      if groups > 0 || (groups == 0 && cursor.order.order(order) >= 0) { break }
      if groups < 0 { try cursor.advanceToNextGroup() } else { try cursor.advance() }
    }
    return cursor
  }
}
