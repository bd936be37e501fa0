import CSystem

/// Sorts rows of any number in bounded memory: they are added in any order and drained in key order.
///
/// What does not fit in memory is kept, sorted, in files under the book's `incoming/`, which are removed when
/// the sorter goes. One sorter belongs to one thread.
public final class BulkSorter {
  /// A row in the arena, with as much of its key as compares in two instructions.
  private struct Entry {
    var high: UInt64
    var low: UInt64
    var start: Int
  }
  private struct TableRows {
    var table: Table
    var entries: [Entry] = []
  }

  private let book: String
  private let files: any FileSystem
  private let memoryLimit: Int
  private let groupLimit: Int
  private var tables: [TableRows] = []
  private var lastTable = -1
  private var arena: UnsafeMutableRawBufferPointer
  private var used = 0
  private var entryCount = 0
  private var spilled: [(file: IncomingFile, length: Int)] = []
  private var isDrained = false

  /// Rows added so far.
  public private(set) var rows = 0

  init(_ book: String, _ files: any FileSystem, memoryLimit: Int, groupLimit: Int) {
    self.groupLimit = groupLimit
    self.book = book
    self.files = files
    self.memoryLimit = max(memoryLimit, 1 << 16)
    arena = .allocate(byteCount: 1 << 16, alignment: 8)
  }

  deinit { arena.deallocate() }

  /// Adds a row. Spans are copied.
  ///
  /// - Throws: `JournalError.refused` for a key with control characters or bytes with a newline,
  ///   `JournalError.diskFull` and `.failed` while spilling.
  public func add(
    table: Table, cluster: Span<UInt8>, order: Span<UInt8>, bytes: Span<UInt8>
  ) throws(JournalError) {
    if isDrained { throw .refused(reason: "the sorter is drained already") }
    let result: Result<Void, JournalError> = cluster.withUnsafeBytes { cluster in
      order.withUnsafeBytes { order in
        bytes.withUnsafeBytes { bytes in
          do throws(JournalError) { return .success(try add(table, cluster, order, bytes)) } catch {
            return .failure(error)
          }
        }
      }
    }
    try result.get()
  }

  private func add(_ table: Table, _ cluster: Bytes, _ order: Bytes, _ bytes: Bytes) throws(JournalError) {
    guard csystem_is_key(cluster.baseAddress, cluster.count) != 0,
      csystem_is_key(order.baseAddress, order.count) != 0
    else { throw .refused(reason: "a key in table \(table.name) holds a control character") }
    guard bytes.find(newline) == bytes.count else {
      throw .refused(reason: "a row of table \(table.name) holds a newline")
    }
    let length = SorterRecord.headingLength + cluster.count + 1 + order.count + bytes.count
    if used > 0, used + length + (entryCount + 1) * MemoryLayout<Entry>.stride > memoryLimit { try spill() }
    if used + length > arena.count { grow(to: used + length) }
    let number = try number(of: table)
    let start = used
    SorterRecord.write(
      to: arena, at: start, table: number, cluster: cluster, order: order, bytes: bytes)
    used += length
    let key = Bytes(arena).slice(
      start + SorterRecord.headingLength, start + SorterRecord.headingLength + cluster.count + 1 + order.count
    )
    tables[number].entries.append(
      Entry(high: BulkSorter.prefix(key, 0), low: BulkSorter.prefix(key, 8), start: start))
    entryCount += 1
    rows += 1
  }

  private func number(of table: Table) throws(JournalError) -> Int {
    if lastTable >= 0, tables[lastTable].table == table { return lastTable }
    if let found = tables.firstIndex(where: { $0.table == table }) {
      lastTable = found
      return found
    }
    let name = Array(table.name.utf8)
    guard !name.isEmpty, name.lend({ csystem_is_key($0.baseAddress, $0.count) != 0 }) else {
      throw .refused(reason: "the table's name '\(table.name)' is empty or holds a control character")
    }
    tables.append(TableRows(table: table))
    lastTable = tables.count - 1
    return lastTable
  }

  private func grow(to length: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(length, min(arena.count * 2, memoryLimit)), alignment: 8)
    larger.copyMemory(from: Bytes(arena).slice(0, used))
    arena.deallocate()
    arena = larger
  }

  /// Eight bytes of a key as a number that compares as they do. Missing bytes count as zero, less than any.
  private static func prefix(_ key: Bytes, _ from: Int) -> UInt64 {
    if from + 8 <= key.count {
      return UInt64(bigEndian: key.loadUnaligned(fromByteOffset: from, as: UInt64.self))
    }
    var value: UInt64 = 0
    for index in from..<(from + 8) { value = value << 8 | (index < key.count ? UInt64(key[index]) : 0) }
    return value
  }

  private func sortEntries() {
    let all = Bytes(arena)
    for index in tables.indices {
      // Entries ascend by `start` as they were added, which settles equal keys.
      tables[index].entries.sort { left, right in
        if left.high != right.high { return left.high < right.high }
        if left.low != right.low { return left.low < right.low }
        let order = SorterRecord.key(all, left.start).order(SorterRecord.key(all, right.start))
        return order != 0 ? order < 0 : left.start < right.start
      }
    }
  }

  /// Places in `tables` in the order of the tables' names.
  private var tablesInOrder: [Int] { tables.indices.sorted { tables[$0].table < tables[$1].table } }

  /// Writes what is in memory to a file, sorted, and begins anew.
  private func spill() throws(JournalError) {
    sortEntries()
    let incoming = try IncomingFile(book, files, suffix: "sort")
    var output: [UInt8] = []
    output.reserveCapacity(1 << 20)
    var written = 0
    let all = Bytes(arena)
    for index in tablesInOrder {
      for entry in tables[index].entries {
        output.append(contentsOf: all.slice(entry.start, entry.start + SorterRecord.length(all, entry.start)))
        if output.count >= 1 << 19 {
          try worded { () throws(FileError) in try incoming.file.write(output, at: written) }
          written += output.count
          output.removeAll(keepingCapacity: true)
        }
      }
      tables[index].entries.removeAll(keepingCapacity: true)
    }
    try worded { () throws(FileError) in try incoming.file.write(output, at: written) }
    spilled.append((incoming, written + output.count))
    used = 0
    entryCount = 0
  }

  /// Gives the rows back in key order, one group for each (table, cluster), several where a cluster has very many
  /// rows (``RowGroup/isContinued``). Rows of equal keys come in the order in which they were added. A sorter is
  /// drained once. The group's `sequence` is 0.
  ///
  /// - Throws: `JournalError` where a spilled file cannot be read, and whatever `body` throws.
  public func drain(_ body: (RowGroup) throws -> Void) throws {
    if isDrained { throw JournalError.refused(reason: "the sorter is drained already") }
    isDrained = true
    defer { spilled = [] }
    let inOrder = tablesInOrder
    let sources = try sortedSources(inOrder)
    var group = RowGroup(table: Table(""), cluster: "")
    var (rank, cluster) = (-1, [UInt8]())
    while let first = BulkSorter.least(sources, but: nil) {
      // Rows follow each other in one source for long: only the first row of the next one has to be looked at.
      let second = BulkSorter.least(sources, but: first)
      repeat {
        if first.rank == rank, cluster.lend({ first.cluster.same($0) }) {
          if group.size >= groupLimit {
            group.isContinued = true
            try body(group)
            group.reset(table: group.table, cluster: group.cluster, isContinuation: true)
          }
        } else {
          if group.count > 0 { try body(group) }
          rank = first.rank
          cluster.removeAll(keepingCapacity: true)
          cluster.append(contentsOf: first.cluster)
          group.reset(
            table: tables[inOrder[rank]].table, cluster: first.cluster.text, isContinuation: false)
        }
        group.append(order: first.order, bytes: first.bytes, sequence: 0)
        try first.advance()
      } while first.isAtRow && (second.map { first.precedes($0) } ?? true)
    }
    if group.count > 0 { try body(group) }
  }

  /// What was spilled and what is in memory, each sorted, the oldest first.
  private func sortedSources(_ inOrder: [Int]) throws(JournalError) -> [SorterSource] {
    sortEntries()
    var ranks = [Int](repeating: 0, count: tables.count)
    for (rank, index) in inOrder.enumerated() { ranks[index] = rank }
    var sources: [SorterSource] = []
    for (file, length) in spilled {
      sources.append(try SpilledSource(file.file, length: length, number: sources.count, ranks: ranks))
    }
    // What is still in memory was added last, so it stands last among equal keys.
    let starts = inOrder.flatMap { tables[$0].entries.map(\.start) }
    for index in tables.indices { tables[index].entries = [] }
    sources.append(MemorySource(Bytes(arena), starts: starts, number: sources.count, ranks: ranks))
    return sources
  }

  /// The source of which the row comes first, nil where none has a row.
  private static func least(_ sources: [SorterSource], but other: SorterSource?) -> SorterSource? {
    var least: SorterSource?
    for source in sources where source.isAtRow && source !== other {
      if let best = least, best.precedes(source) { continue }
      least = source
    }
    return least
  }
}

/// A row as the sorter keeps it: table number and three lengths of four bytes each, cluster, tab, order, bytes.
/// The files are private to one process and never outlive it, so bytes stand as the processor has them.
enum SorterRecord {
  static let headingLength = 16

  static func write(
    to memory: UnsafeMutableRawBufferPointer, at start: Int, table: Int, cluster: Bytes, order: Bytes,
    bytes: Bytes
  ) {
    var at = start
    for number in [table, cluster.count, order.count, bytes.count] {
      memory.storeBytes(of: UInt32(truncatingIfNeeded: number), toByteOffset: at, as: UInt32.self)
      at += 4
    }
    func put(_ part: Bytes) {
      UnsafeMutableRawBufferPointer(rebasing: memory[at..<(at + part.count)]).copyMemory(from: part)
      at += part.count
    }
    put(cluster)
    memory[at] = tab
    at += 1
    put(order)
    put(bytes)
  }

  private static func number(_ memory: Bytes, _ at: Int) -> Int {
    Int(memory.loadUnaligned(fromByteOffset: at, as: UInt32.self))
  }

  static func table(_ memory: Bytes, _ start: Int) -> Int { number(memory, start) }

  static func length(_ memory: Bytes, _ start: Int) -> Int {
    headingLength + number(memory, start + 4) + 1 + number(memory, start + 8) + number(memory, start + 12)
  }

  static func cluster(_ memory: Bytes, _ start: Int) -> Bytes {
    let at = start + headingLength
    return memory.slice(at, at + number(memory, start + 4))
  }

  static func order(_ memory: Bytes, _ start: Int) -> Bytes {
    let at = start + headingLength + number(memory, start + 4) + 1
    return memory.slice(at, at + number(memory, start + 8))
  }

  static func bytes(_ memory: Bytes, _ start: Int) -> Bytes {
    let at = start + headingLength + number(memory, start + 4) + 1 + number(memory, start + 8)
    return memory.slice(at, at + number(memory, start + 12))
  }

  /// Cluster, tab, order.
  static func key(_ memory: Bytes, _ start: Int) -> Bytes {
    let at = start + headingLength
    return memory.slice(at, at + number(memory, start + 4) + 1 + number(memory, start + 8))
  }
}

/// Sorted rows of a sorter, one after the other.
private class SorterSource {
  private let ranks: [Int]
  /// Its place among the sources: of equal keys the row of the lower number was added first.
  private let number: Int
  var isAtRow = false
  var rank = 0
  private var key = Bytes(start: nil, count: 0)
  var cluster = Bytes(start: nil, count: 0)
  var order = Bytes(start: nil, count: 0)
  var bytes = Bytes(start: nil, count: 0)

  init(number: Int, ranks: [Int]) {
    self.number = number
    self.ranks = ranks
  }

  /// Whether its row comes before that of another source.
  final func precedes(_ other: SorterSource) -> Bool {
    if rank != other.rank { return rank < other.rank }
    let order = key.order(other.key)
    return order != 0 ? order < 0 : number < other.number
  }

  func advance() throws(JournalError) {}

  final func show(_ memory: Bytes, _ start: Int) {
    let table = SorterRecord.table(memory, start)
    rank = table < ranks.count ? ranks[table] : 0
    key = SorterRecord.key(memory, start)
    cluster = SorterRecord.cluster(memory, start)
    order = SorterRecord.order(memory, start)
    bytes = SorterRecord.bytes(memory, start)
    isAtRow = true
  }
}

/// Rows in memory.
private final class MemorySource: SorterSource {
  private let memory: Bytes
  private let starts: [Int]
  private var index = -1

  init(_ memory: Bytes, starts: [Int], number: Int, ranks: [Int]) {
    self.memory = memory
    self.starts = starts
    super.init(number: number, ranks: ranks)
    step()
  }

  override func advance() throws(JournalError) { step() }

  private func step() {
    index += 1
    isAtRow = index < starts.count
    if isAtRow { show(memory, starts[index]) }
  }
}

/// Rows in a file.
private final class SpilledSource: SorterSource {
  private let file: File
  private let length: Int
  private var window: UnsafeMutableRawBufferPointer
  private var windowStart = 0
  private var windowLength = 0
  private var at = 0

  init(_ file: File, length: Int, number: Int, ranks: [Int]) throws(JournalError) {
    self.file = file
    self.length = length
    window = .allocate(byteCount: 256 << 10, alignment: 8)
    super.init(number: number, ranks: ranks)
    try advance()
  }

  deinit { window.deallocate() }

  override func advance() throws(JournalError) {
    isAtRow = at < length
    guard isAtRow else { return }
    try fill(SorterRecord.headingLength)
    let record = SorterRecord.length(Bytes(window), at - windowStart)
    try fill(record)
    show(Bytes(window), at - windowStart)
    at += record
  }

  private func fill(_ count: Int) throws(JournalError) {
    if at + count <= windowStart + windowLength { return }
    if window.count < count {
      window.deallocate()
      window = .allocate(byteCount: count * 2, alignment: 8)
    }
    windowStart = at
    windowLength = 0
    windowLength = try worded { () throws(FileError) in try file.read(into: window, at: at) }
    if windowLength < count {
      throw .failed(FileError(operation: "read", path: file.path, reason: .io))
    }
  }
}
