import CSystem

/// Writes a run: an immutable sorted file of rows. `README.md` shows the format.
///
/// The writer's memory is a block, an output buffer and a line of index for each block.
struct RunWriter: ~Copyable {
  static let opening = Array("run 1\n".utf8)
  static let trailerLength = 512
  static let blockSize = 32 << 10
  static let indexBlockSize = 8 << 10
  private static let outputSize = 256 << 10

  let file: File
  private(set) var rows = 0

  private var output: [UInt8] = []
  private var written = 0
  private var hasher = Hasher256()

  private var block: [UInt8] = []
  private var blockFirstKey: [UInt8] = []
  private var blockSequence: UInt64
  private let baseSequence: UInt64
  private var group: [UInt8] = []
  /// Names of the tables so far; nil when they cannot be listed in the trailer.
  private var tables: [String]? = []
  private var lastTable: [UInt8] = []
  private var lastOrder: [UInt8] = []
  private var index: [UInt8] = []

  /// Begins a run in a file that was opened to be written from its start.
  ///
  /// - Parameter baseSequence: The sequence that the run's reader assumes where none is written.
  init(_ file: File, baseSequence: UInt64 = 0) {
    self.file = file
    self.baseSequence = baseSequence
    blockSequence = baseSequence
    block.reserveCapacity(Self.blockSize + 4096)
    output.reserveCapacity(Self.outputSize + Self.blockSize + 8192)
    output.append(contentsOf: Self.opening)
  }

  /// Bytes so far.
  var length: Int { written + output.count + block.count }

  /// Adds a row. Its key must be greater than that of the row before; returns false, adding nothing, if not.
  mutating func add(
    group newGroup: Bytes, order: Bytes, bytes: Bytes, sequence: UInt64, isRemoval: Bool
  ) throws(JournalError) -> Bool {
    var isSameGroup = false
    if rows > 0 {
      let groups = group.lend { $0.order(newGroup) }
      if groups > 0 { return false }
      isSameGroup = groups == 0
      if isSameGroup, lastOrder.lend({ $0.order(order) }) >= 0 { return false }
    }
    if !isSameGroup {
      group.removeAll(keepingCapacity: true)
      group.append(contentsOf: newGroup)
      let table = newGroup.slice(0, newGroup.find(tab))
      if !lastTable.lend({ $0.same(table) }) || rows == 0 {
        lastTable = Array(table)
        list(table.text)
      }
    }
    lastOrder.removeAll(keepingCapacity: true)
    lastOrder.append(contentsOf: order)
    let isNewBlock = block.isEmpty
    if isNewBlock {
      blockSequence = baseSequence
      blockFirstKey.removeAll(keepingCapacity: true)
      blockFirstKey.append(contentsOf: group)
      blockFirstKey.append(tab)
      blockFirstKey.append(contentsOf: order)
    }
    if isNewBlock || !isSameGroup {
      block.append(UInt8(ascii: ">"))
      block.append(contentsOf: group)
      block.append(newline)
    }
    if sequence != blockSequence {
      block.append(UInt8(ascii: "@"))
      block.append(text: String(sequence))
      block.append(newline)
      blockSequence = sequence
    }
    block.append(isRemoval ? UInt8(ascii: "-") : UInt8(ascii: "+"))
    block.append(contentsOf: order)
    if !isRemoval {
      block.append(tab)
      block.append(contentsOf: bytes)
    }
    block.append(newline)
    rows += 1
    if block.count >= Self.blockSize { try endBlock() }
    return true
  }

  /// Writes index and trailer, and makes the file durable.
  ///
  /// - Returns: Its length and the SHA-256 of the whole file.
  mutating func finish() throws(JournalError) -> (length: Int, sha256: Digest) {
    if !block.isEmpty { try endBlock() }
    let dataEnd = written + output.count
    var level = index
    var levels = 1
    // Index blocks of index blocks, until one is small enough to be read with the trailer.
    while level.count > Self.indexBlockSize {
      var upper: [UInt8] = []
      var at = 0
      while at < level.count {
        var end = at
        let key = level.lend { all in
          let first = all.slice(at, all.find(newline, from: at)).fields(4)
          while end < all.count && end - at < Self.indexBlockSize { end = all.find(newline, from: end) + 1 }
          return Array(first.count > 3 ? first[3] : first[0])
        }
        upper.append(contentsOf: try put(block: Array(level[at..<end]), firstKey: key))
        at = end
      }
      level = upper
      levels += 1
    }
    let top = written + output.count
    _ = try put(block: level, firstKey: [])
    let topLength = written + output.count - top
    try flush()
    var trailer: [UInt8] = []
    trailer.append(
      text: "end rows=\(rows) data=\(dataEnd) levels=\(levels) top=\(top),\(topLength) "
        + "tables=\(tables?.joined(separator: ",") ?? "*") sha256=\(hasher.digest().text) ")
    while trailer.count < Self.trailerLength - 9 { trailer.append(space) }
    let crc = trailer.lend { $0.crc }
    trailer.append(hexadecimal: crc)
    trailer.append(newline)
    output = trailer
    try flush()
    do throws(FileError) { try file.synchronise(.flushOfRun) } catch {
      throw .notKnownSaved(file: file.path, reason: error.description)
    }
    return (written, hasher.digest())
  }

  /// Lists a table, so that readers of other tables need not look into the file.
  private mutating func list(_ table: String) {
    guard var listed = tables else { return }
    listed.append(table)
    let isListable = !table.utf8.contains {
      $0 == space || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "*")
    }
    tables = isListable && listed.reduce(0, { $0 + $1.utf8.count + 1 }) < 250 ? listed : nil
  }

  private mutating func endBlock() throws(JournalError) {
    let line = try put(block: block, firstKey: blockFirstKey)
    index.append(contentsOf: line)
    block.removeAll(keepingCapacity: true)
  }

  /// Writes a block with its heading, and gives its line for the index above it.
  private mutating func put(block: [UInt8], firstKey: [UInt8]) throws(JournalError) -> [UInt8] {
    var index: [UInt8] = []
    let offset = written + output.count
    let crc = block.lend { $0.crc }
    output.append(UInt8(ascii: "#"))
    output.append(hexadecimal: crc)
    output.append(space)
    output.append(hexadecimal: UInt32(truncatingIfNeeded: block.count))
    output.append(newline)
    output.append(contentsOf: block)
    index.append(decimal: offset)
    index.append(tab)
    index.append(decimal: block.count)
    index.append(tab)
    index.append(hexadecimal: crc)
    index.append(tab)
    index.append(contentsOf: firstKey)
    index.append(newline)
    if output.count >= Self.outputSize { try flush() }
    return index
  }

  private mutating func flush() throws(JournalError) {
    hasher.add(output)
    do throws(FileError) { try file.write(output, at: written) } catch { throw JournalError(error) }
    written += output.count
    output.removeAll(keepingCapacity: true)
  }
}
