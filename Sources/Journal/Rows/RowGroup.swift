/// Rows of one (table, cluster), lent for the length of a call without an allocation a row.
public struct RowGroup: Sendable {
  /// The rows' table.
  public let table: Table
  /// The rows' cluster.
  public let cluster: String

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

  /// Sorts by order key; equal keys keep their order.
  mutating func sortByOrder() {
    let sorted = arena.lend { all in
      entries.indices.sorted { left, right in
        let a = entries[left], b = entries[right]
        let order = all.slice(a.orderStart, a.orderStart + a.orderLength)
          .order(all.slice(b.orderStart, b.orderStart + b.orderLength))
        return order != 0 ? order < 0 : left < right
      }
    }
    entries = sorted.map { entries[$0] }
  }
}
