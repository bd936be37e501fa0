/// The book as it stood after one transaction: an immutable value that any thread may read for as long as it
/// likes. It never shows half a transaction, and never anything that a power cut could still take back.
public struct Snapshot: Sendable {
  /// The last transaction that is in it; 0 in an empty book.
  public let sequence: UInt64

  let sources: Sources
  /// What makes the state again where a derived file turns out to be damaged, and where in the journal; nil: such
  /// damage is thrown.
  private let healing: (Healing, Position)?

  init(sequence: UInt64, sources: Sources) {
    self.sequence = sequence
    self.sources = sources
    healing = nil
  }

  init(sequence: UInt64, sources: Sources, healing: Healing, position: Position) {
    self.sequence = sequence
    self.sources = sources
    self.healing = (healing, position)
  }

  /// Reads with `body`, and once more in a state made again from the record where a derived file is damaged.
  private func healed<R>(_ body: (Sources) throws -> R) throws -> R {
    do { return try body(sources) } catch let error as JournalError {
      guard case .damagedCheckpoint = error, let (healing, position) = healing else { throw error }
      return try body(try healing.state(at: position, after: error).sources)
    }
  }

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
    // The same rows come in the same order from a state that was made again: those that were shown are passed over.
    var shown = 0
    try healed { sources in
      var passed = 0
      try Snapshot.read(sources, table, cluster: cluster, from: from, to: to) { order, bytes, sequence in
        passed += 1
        if passed <= shown { return }
        try body(order, bytes, sequence)
        shown = passed
      }
    }
  }

  private static func read(
    _ sources: Sources, _ table: Table, cluster: String, from: String?, to: String?,
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
    return try healed { sources in
      let cursor = try sources.cursor(at: key, isPoint: true)
      guard cursor.isAtRow else { return nil }
      return key.bytes.lend { all in
        cursor.group.same(all.slice(0, key.groupLength))
          && cursor.order.same(all.slice(key.groupLength + 1, all.count)) ? Array(cursor.bytes) : nil
      }
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
    var shown = 0
    try healed { sources in
      var passed = 0
      try Snapshot.scan(sources, table, fromCluster: fromCluster) { cluster, order, bytes, sequence in
        passed += 1
        if passed <= shown { return true }
        let goesOn = try body(cluster, order, bytes, sequence)
        shown = passed
        return goesOn
      }
    }
  }

  private static func scan(
    _ sources: Sources, _ table: Table, fromCluster: String?,
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
