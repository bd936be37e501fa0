import Journal
import Rents

extension BookView {
  /// The rows that wait in suspense, by reference, kind and id; those that were placed are on record, but not here.
  public func suspense(_ body: (SuspenseItem) throws -> Void) throws {
    try snapshot.scan(.suspense) { cluster, _, bytes, _ in
      let account = cluster.decoded
      let item = bytes.withUnsafeBufferPointer {
        SuspenseRecord.readRow(account: account, $0, source: source).item
      }
      if item.placed == nil { try body(item) }
      return true
    }
  }

  /// The rows of one reference by their keys, those that were placed included.
  func suspended(_ reference: String) throws -> [String: SuspendedRow] {
    var rows: [String: SuspendedRow] = [:]
    try snapshot.read(.suspense, cluster: reference) { order, bytes, _ in
      let order = order.decoded
      rows[order] = SuspendedRow(
        reference: reference, order: order, bytes.withUnsafeBufferPointer { Array($0) }, source: source)
    }
    return rows
  }

  /// How many rows of one reference wait, and the sum of their amounts in pence.
  func waiting(_ reference: String) throws -> (rows: Int, pence: Int64) {
    var (rows, pence): (Int, Int64) = (0, 0)
    try snapshot.read(.suspense, cluster: reference) { _, bytes, _ in
      let item = bytes.withUnsafeBufferPointer {
        SuspenseRecord.readRow(account: reference, $0, source: source).item
      }
      guard item.placed == nil else { return }
      rows += 1
      pence &+= item.type == nil ? 0 : item.amount?.pence ?? 0
    }
    return (rows, pence)
  }
}
