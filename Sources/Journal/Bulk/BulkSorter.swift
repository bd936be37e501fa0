/// Sorts rows of any number in bounded memory: they are added in any order and drained in key order.
///
/// What does not fit in memory is kept, sorted, in files under the book's `incoming/`, which are removed when
/// the sorter goes. One sorter belongs to one thread.
public final class BulkSorter {
  /// Adds a row. Spans are copied.
  ///
  /// - Throws: `JournalError.refused` for a key with control characters or bytes with a newline,
  ///   `JournalError.diskFull` and `.failed` while spilling.
  public func add(
    table: Table, cluster: Span<UInt8>, order: Span<UInt8>, bytes: Span<UInt8>
  ) throws(JournalError) {
    throw .refused(reason: "not yet")
  }

  /// Gives the rows back, one group for each (table, cluster) in key order. Rows of equal keys come in the
  /// order in which they were added. A sorter is drained once. The group's `sequence` is 0.
  ///
  /// - Throws: `JournalError` where a spilled file cannot be read, and whatever `body` throws.
  public func drain(_ body: (RowGroup) throws -> Void) throws {
    throw JournalError.refused(reason: "not yet")
  }
}
