/// Writes a bulk file: an immutable sorted file of rows under the book's `incoming/`, outside the lock.
///
/// Rows are added in strictly ascending key order (table, cluster, order). `seal` makes the file durable; a
/// transaction then adopts it. A writer that goes without being sealed removes its file; what a crash leaves is
/// removed by the next process that opens the book for writing. One writer belongs to one thread.
public final class BulkWriter {
  /// Adds a row whose key is greater than that of the row before.
  ///
  /// - Throws: `JournalError.refused` for a key out of order or with control characters, or bytes with a
  ///   newline; `JournalError.diskFull` and `.failed` while writing.
  public func add(
    table: Table, cluster: Span<UInt8>, order: Span<UInt8>, bytes: Span<UInt8>
  ) throws(JournalError) {
    throw .refused(reason: "not yet")
  }

  /// Finishes the file and makes it durable. Nothing can be added after it.
  ///
  /// - Throws: `JournalError.diskFull`, `.failed`, or `.notKnownSaved` when the flush failed.
  public func seal() throws(JournalError) -> SealedBulk {
    throw .refused(reason: "not yet")
  }
}
