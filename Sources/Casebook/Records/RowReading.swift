import Journal

/// What recorded rows can be read from: a snapshot of the book, or the book as the fold sees it.
protocol RowReading {
  func read(
    _ table: Table, cluster: String, from: String?, to: String?,
    _ body: (_ order: Span<UInt8>, _ bytes: Span<UInt8>, _ sequence: UInt64) throws -> Void
  ) throws
}

extension Snapshot: RowReading {}
extension DerivedReader: RowReading {}

extension RowReading {
  /// The rows of one account in order, as bytes that may be kept.
  func rows(
    of table: Table, in cluster: String, _ body: (FieldReader.Slice, FieldReader.Slice, UInt64) throws -> Void
  ) throws {
    try read(table, cluster: cluster, from: nil, to: nil) { order, bytes, sequence in
      try order.withUnsafeBufferPointer { order in
        try bytes.withUnsafeBufferPointer { bytes in try body(order, bytes, sequence) }
      }
    }
  }
}
