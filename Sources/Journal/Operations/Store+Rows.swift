extension Store {
  /// Reads the rows of the bulk files that a transaction adopted, in key order: what it brought, whatever came later.
  ///
  /// - Parameter body: Called for each row with its table, cluster, order and bytes; the spans are lent for the call.
  /// - Throws: `JournalError.damaged`, `.failed`, and whatever `body` throws.
  public func rows(
    adoptedBy sequence: UInt64,
    _ body: (
      _ table: Table, _ cluster: Span<UInt8>, _ order: Span<UInt8>, _ bytes: Span<UInt8>
    ) throws -> Void
  ) throws {
    struct Found: Error {}
    var adopted: [AdoptedBulk] = []
    do {
      try transactions(from: sequence) { transaction in
        if transaction.sequence == sequence { adopted = transaction.adopted }
        throw Found()
      }
    } catch is Found {}
    let engine = engine.withLock { $0 }
    for bulk in adopted {
      let cursor = try engine.open(bulk, sequence).cursor()
      var group: [UInt8] = []
      var table = Table("")
      while cursor.isAtRow {
        if !group.lend({ $0.same(cursor.group) }) {
          group = Array(cursor.group)
          table = Table(named: cursor.group.slice(0, cursor.group.find(tab)).text)
        }
        let cluster = cursor.group.slice(cursor.group.find(tab) + 1, cursor.group.count)
        try body(table, cluster.elements.span, cursor.order.elements.span, cursor.bytes.elements.span)
        try cursor.advance()
      }
    }
  }
}
