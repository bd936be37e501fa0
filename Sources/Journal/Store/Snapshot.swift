/// The book as it stood after one transaction: an immutable value that any thread may read for as long as it
/// likes. It never shows half a transaction, and never anything that a power cut could still take back.
public struct Snapshot: Sendable {
  /// The last transaction that is in it; 0 in an empty book.
  public let sequence: UInt64

  let sources: Sources

  /// Reads the rows of one cluster in order.
  ///
  /// - Parameters:
  ///   - from: The first order key wanted, or nil for the cluster's first.
  ///   - to: The order key to stop before, or nil for the cluster's end.
  ///   - body: Called for each row with its order key, its bytes and the sequence of its transaction (0 for a
  ///     derived row). The spans are lent for the call only.
  /// - Throws: `JournalError` where a file is damaged or cannot be read, and whatever `body` throws.
  public func read(
    _ table: Table, cluster: String, from: String? = nil, to: String? = nil,
    _ body: (_ order: Span<UInt8>, _ bytes: Span<UInt8>, _ sequence: UInt64) throws -> Void
  ) throws {
    let cursor = try sources.cursor(at: Key(table, cluster, from ?? ""))
    guard cursor.isAtRow else { return }
    let start = Key(table, cluster, to ?? "")
    try start.bytes.lend { all in
      let group = all.slice(0, start.groupLength)
      let end = all.slice(start.groupLength + 1, all.count)
      while cursor.isAtRow, cursor.group.same(group) {
        if to != nil, cursor.order.order(end) >= 0 { return }
        try body(cursor.order.elements.span, cursor.bytes.elements.span, cursor.sequence)
        try cursor.advance()
      }
    }
  }

  /// The bytes of one row, or nil if there is none.
  ///
  /// - Throws: `JournalError` where a file is damaged or cannot be read.
  public func row(_ table: Table, cluster: String, order: String) throws -> [UInt8]? {
    let key = Key(table, cluster, order)
    let cursor = try sources.cursor(at: key, isPoint: true)
    guard cursor.isAtRow else { return nil }
    return key.bytes.lend { all in
      cursor.group.same(all.slice(0, key.groupLength))
        && cursor.order.same(all.slice(key.groupLength + 1, all.count)) ? Array(cursor.bytes) : nil
    }
  }

  /// Reads a table in key order, cluster by cluster, until `body` returns false.
  ///
  /// - Parameters:
  ///   - fromCluster: The first cluster wanted, or nil for the table's first.
  ///   - body: Called for each row with cluster, order, bytes and sequence (0 for a derived row).
  /// - Throws: `JournalError` where a file is damaged or cannot be read, and whatever `body` throws.
  public func scan(
    _ table: Table, fromCluster: String? = nil,
    _ body: (
      _ cluster: Span<UInt8>, _ order: Span<UInt8>, _ bytes: Span<UInt8>, _ sequence: UInt64
    ) throws -> Bool
  ) throws {
    let cursor = try sources.cursor(at: Key(table, fromCluster ?? "", ""), anyGroup: true)
    var prefix = Array(table.name.utf8)
    prefix.append(tab)
    try prefix.lend { prefix in
      while cursor.isAtRow, cursor.group.slice(0, prefix.count).same(prefix) {
        let cluster = cursor.group.slice(prefix.count, cursor.group.count)
        if try !body(
          cluster.elements.span, cursor.order.elements.span, cursor.bytes.elements.span, cursor.sequence)
        {
          return
        }
        try cursor.advance()
      }
    }
  }
}

/// What a projection may read: recorded rows, and derived rows as earlier calls left them.
public struct DerivedReader {
  let snapshot: Snapshot

  /// Reads the rows of one cluster in order, as `Snapshot.read` does.
  public func read(
    _ table: Table, cluster: String, from: String? = nil, to: String? = nil,
    _ body: (_ order: Span<UInt8>, _ bytes: Span<UInt8>, _ sequence: UInt64) throws -> Void
  ) throws {
    try snapshot.read(table, cluster: cluster, from: from, to: to, body)
  }

  /// The bytes of one row, or nil if there is none.
  public func row(_ table: Table, cluster: String, order: String) throws -> [UInt8]? {
    try snapshot.row(table, cluster: cluster, order: order)
  }
}
