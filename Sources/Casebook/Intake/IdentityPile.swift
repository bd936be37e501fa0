import Journal
import Rents

/// Rows of one account and table that are too many for memory, sorted by what identifies them, so that those of one id
/// stand together: the book's own first, then what waits in suspense, then the incoming ones by file and line.
/// ``PostingCheck`` does the same for an account of usual size.
final class IdentityPile {
  /// Whence a row comes; raw values sort as rows of one id stand.
  enum Source: UInt8 {
    case book = 48
    case suspense
    case incoming
  }

  /// A row that is lent.
  struct Row {
    var source: Source
    /// Whether its id is another than that of the row before.
    var isOfNewID: Bool
    var key: FieldReader.Slice
    var text: FieldReader.Slice
  }

  /// Ends the id in a sort key: no text in UTF-8 holds it, so that no other id can come between.
  private static let end: UInt8 = 0xFF
  /// Bytes that follow an id: its end, the source, file and line.
  private static let tail = 1 + 1 + 6 + 15

  private let sorter: BulkSorter
  private let table: Table
  private var order = FieldWriter()
  private var bytes: [UInt8] = []

  init(_ table: Table, _ sorter: BulkSorter) {
    self.table = table
    self.sorter = sorter
  }

  /// Adds a row.
  func add(
    id: some Sequence<UInt8>, _ source: Source, file: Int = 0, line: Int = 0, key: FieldReader.Slice,
    text: FieldReader.Slice
  ) throws(JournalError) {
    // Held here meanwhile, so that the memory can be lent.
    var (order, bytes) = (FieldWriter(), [UInt8]())
    swap(&order, &self.order)
    swap(&bytes, &self.bytes)
    defer {
      swap(&order, &self.order)
      swap(&bytes, &self.bytes)
    }
    order.bytes.removeAll(keepingCapacity: true)
    order.bytes.append(contentsOf: id)
    order.bytes.append(IdentityPile.end)
    order.bytes.append(source.rawValue)
    order.padded(file, 6)
    order.padded(line, 15)
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: key)
    // No key holds a control character.
    bytes.append(9)
    bytes.append(contentsOf: text)
    let cluster: [UInt8] = []
    try sorter.add(table: table, cluster: cluster.span, order: order.bytes.span, bytes: bytes.span)
  }

  /// Gives the rows back, those of one id together.
  func drain(_ body: (Row) throws -> Void) throws {
    var id: [UInt8] = []
    var isFirst = true
    try sorter.drain { group in
      try group.forEach { order, bytes, _ in
        try order.withUnsafeBufferPointer { order in
          try bytes.withUnsafeBufferPointer { bytes in
            let now = FieldReader.Slice(rebasing: order.dropLast(IdentityPile.tail))
            let middle = bytes.firstIndex(of: 9) ?? bytes.count
            let isNew = isFirst || !id.elementsEqual(now)
            if isNew { id = Array(now) }
            isFirst = false
            let source = order[now.count + 1]
            try body(
              Row(
                source: Source(rawValue: source) ?? .incoming, isOfNewID: isNew,
                key: FieldReader.Slice(rebasing: bytes[..<middle]),
                text: FieldReader.Slice(rebasing: bytes[min(middle + 1, bytes.count)...])))
          }
        }
      }
    }
  }
}
