import CSystem

/// Writes a bulk file: an immutable sorted file of rows under the book's `incoming/`, outside the lock.
///
/// Rows are added in strictly ascending key order (table, cluster, order). `seal` makes the file durable; a
/// transaction then adopts it. A file that nobody adopts is removed when its writer and its `SealedBulk` are
/// gone; what a crash leaves is removed by the next process that opens the book for writing. One writer belongs to one thread.
public final class BulkWriter {
  private let incoming: IncomingFile
  private var writer: RunWriter
  private var isSealed = false
  private var table: Table?
  private var group: [UInt8] = []
  private var prefixLength = 0

  init(_ book: String, _ files: any FileSystem) throws(JournalError) {
    incoming = try IncomingFile(book, files, suffix: "run")
    writer = RunWriter(incoming.file)
  }

  /// Rows added so far.
  public var rows: Int { writer.rows }

  /// Adds a row whose key is greater than that of the row before.
  ///
  /// - Throws: `JournalError.refused` for a key out of order or with control characters, or bytes with a
  ///   newline; `JournalError.diskFull` and `.failed` while writing.
  public func add(
    table: Table, cluster: Span<UInt8>, order: Span<UInt8>, bytes: Span<UInt8>
  ) throws(JournalError) {
    if isSealed { throw .refused(reason: "the bulk file is sealed already") }
    if table != self.table {
      let name = Array(table.name.utf8)
      guard !name.isEmpty, name.lend({ csystem_is_key($0.baseAddress, $0.count) != 0 }) else {
        throw .refused(reason: "the table's name '\(table.name)' is empty or holds a control character")
      }
      self.table = table
      group = name
      group.append(tab)
      prefixLength = group.count
    }
    group.removeLast(group.count - prefixLength)
    cluster.withUnsafeBytes { group.append(contentsOf: $0) }
    let result: Result<Void, JournalError> = group.withUnsafeBytes { group in
      order.withUnsafeBytes { order in
        bytes.withUnsafeBytes { bytes in
          let clusterBytes = group.slice(prefixLength, group.count)
          guard csystem_is_key(clusterBytes.baseAddress, clusterBytes.count) != 0,
            csystem_is_key(order.baseAddress, order.count) != 0
          else { return .failure(.refused(reason: "a key in table \(table.name) holds a control character")) }
          guard bytes.find(newline) == bytes.count else {
            return .failure(.refused(reason: "a row of table \(table.name) holds a newline"))
          }
          do throws(JournalError) {
            if try writer.add(group: group, order: order, bytes: bytes, sequence: 0, isRemoval: false) {
              return .success(())
            }
          } catch { return .failure(error) }
          return .failure(
            .refused(
              reason:
                "rows of a bulk file must ascend; \(table.name) \(clusterBytes.text) \(order.text) does not"))
        }
      }
    }
    try result.get()
  }

  /// Finishes the file and makes it durable. Nothing can be added after it.
  ///
  /// - Throws: `JournalError.diskFull`, `.failed`, or `.notKnownSaved` when the flush failed.
  public func seal() throws(JournalError) -> SealedBulk {
    if isSealed { throw .refused(reason: "the bulk file is sealed already") }
    isSealed = true
    let (length, digest) = try writer.finish()
    incoming.file.protect()
    return SealedBulk(incoming, length: length, sha256: digest.text, rows: writer.rows)
  }
}
