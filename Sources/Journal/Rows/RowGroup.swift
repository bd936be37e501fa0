/// Rows of one (table, cluster), lent for the length of a call without an allocation a row.
///
/// A cluster with very many rows comes in several groups, one after the other, so that memory stays bounded.
public struct RowGroup: Sendable {
  /// The rows' table.
  public internal(set) var table: Table
  /// The rows' cluster.
  public internal(set) var cluster: String
  /// Whether earlier rows of the cluster came in the group before.
  public internal(set) var isContinuation = false
  /// Whether more rows of the cluster follow in the next group.
  public internal(set) var isContinued = false

  /// A cluster whose rows come to more bytes than this is given in several groups.
  static let limit = 8 << 20

  struct Entry: Sendable {
    var orderStart: Int
    var orderLength: Int
    var bytesLength: Int
    var sequence: UInt64
  }
  var arena: [UInt8] = []
  var entries: [Entry] = []

  init(table: Table, cluster: String) {
    self.table = table
    self.cluster = cluster
  }

  /// A group made by hand, for tests of projections: rows as (order, bytes, sequence).
  public init(table: Table, cluster: String, rows: [(order: String, bytes: [UInt8], sequence: UInt64)]) {
    self.init(table: table, cluster: cluster)
    for row in rows {
      let order = Array(row.order.utf8)
      order.withUnsafeBytes { order in
        row.bytes.withUnsafeBytes { append(order: order, bytes: $0, sequence: row.sequence) }
      }
    }
  }

  /// Bytes of the rows.
  var size: Int { arena.count }

  /// Forgets the rows and begins again, in the same memory.
  mutating func reset(table: Table, cluster: String, isContinuation: Bool) {
    self.table = table
    self.cluster = cluster
    self.isContinuation = isContinuation
    isContinued = false
    arena.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }

  /// Rows in the group.
  public var count: Int { entries.count }

  /// Calls `body` for each row in turn with its order key, its bytes and its transaction's sequence.
  public func forEach<E: Error>(
    _ body: (_ order: Span<UInt8>, _ bytes: Span<UInt8>, _ sequence: UInt64) throws(E) -> Void
  ) throws(E) {
    let all = arena.span
    for entry in entries {
      let bytesStart = entry.orderStart + entry.orderLength
      try body(
        all.extracting(entry.orderStart..<bytesStart),
        all.extracting(bytesStart..<(bytesStart + entry.bytesLength)),
        entry.sequence)
    }
  }

  mutating func append(order: UnsafeRawBufferPointer, bytes: UnsafeRawBufferPointer, sequence: UInt64) {
    let start = arena.count
    arena.append(contentsOf: order)
    arena.append(contentsOf: bytes)
    entries.append(
      Entry(orderStart: start, orderLength: order.count, bytesLength: bytes.count, sequence: sequence))
  }
}
