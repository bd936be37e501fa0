import Journal

/// What stands in suspense under one reference, by kind and id: in memory where that is little, else looked up row by
/// row.
struct WaitingRows {
  /// Rows of a reference that are kept in memory.
  private static let limit = 10_000

  private let view: BookView
  private let reference: String
  /// Nil: there are more than the limit.
  private var rows: [String: SuspendedRow]? = [:]

  /// None.
  static func none(_ view: BookView) -> WaitingRows { WaitingRows(view: view) }

  private init(view: BookView) {
    self.view = view
    reference = ""
  }

  /// Those of a reference, the ones that were placed included.
  init(_ view: BookView, reference: String) throws {
    self.view = view
    self.reference = reference
    var rows: [String: SuspendedRow] = [:]
    try view.snapshot.scan(.suspense, fromCluster: reference) { cluster, order, bytes, _ in
      guard cluster.decoded == reference, rows.count <= WaitingRows.limit else { return false }
      let order = order.decoded
      rows[order] = SuspendedRow(
        reference: reference, order: order, bytes.withUnsafeBufferPointer { Array($0) }, source: view.source)
      return true
    }
    self.rows = rows.count <= WaitingRows.limit ? rows : nil
  }

  var isEmpty: Bool { rows?.isEmpty ?? false }

  /// The row of a kind and id, nil where none stands there.
  func row(_ key: String) throws -> SuspendedRow? {
    if let rows { return rows[key] }
    return try view.snapshot.row(.suspense, cluster: reference, order: key).map {
      SuspendedRow(reference: reference, order: key, $0, source: view.source)
    }
  }
}
