/// The client's fold: what is derived from recorded rows, so that reading it need not read them all.
///
/// The store calls `project` for each (table, cluster) that new rows touch, and keeps the derived rows in
/// memory and in checkpoints, never in the journal. They can be made again at any time, so a projection must be
/// a **pure** fold whose result does not depend on how rows were grouped into calls: whether the store folds
/// transaction by transaction, or a whole rebuild at once, the derived rows must come out byte for byte the
/// same. Derived tables and recorded tables must be different tables.
public protocol Projection: Sendable {
  /// Names the rules. Checkpoints of another version are not used: the derived rows are made again. No newline.
  var version: String { get }

  /// The derived rows that change because `rows` were recorded.
  ///
  /// - Parameters:
  ///   - table: The table of the rows.
  ///   - cluster: Their cluster.
  ///   - rows: The new rows, in sequence order (inside a bulk file in key order).
  ///   - read: The book with all recorded rows up to these (and perhaps later rows of other clusters), and with
  ///     the derived rows as earlier calls left them.
  /// - Throws: Any error. It refuses the transaction before anything is written, except where a bulk file is
  ///   adopted: then the rows are recorded and the store says that they cannot be folded.
  func project(table: Table, cluster: String, rows: RowGroup, read: DerivedReader) throws -> [DerivedChange]
}

/// A derived row to be kept (`bytes`) or removed (`nil`).
public struct DerivedChange: Sendable, Equatable {
  /// The derived row's table: never one in which rows are recorded.
  public var table: Table
  /// Its cluster, free to be another than that of the rows it comes from.
  public var cluster: String
  /// Its order key.
  public var order: String
  /// What stands there from now on; `nil` removes it.
  public var bytes: [UInt8]?

  /// A change of one derived row.
  public init(table: Table, cluster: String, order: String, bytes: [UInt8]?) {
    self.table = table
    self.cluster = cluster
    self.order = order
    self.bytes = bytes
  }
}

/// A projection that derives nothing: the book is its recorded rows alone.
public struct NoProjection: Projection {
  /// Never changes.
  public var version: String { "none" }
  /// The projection that derives nothing.
  public init() {}
  /// Derives nothing.
  public func project(table: Table, cluster: String, rows: RowGroup, read: DerivedReader) -> [DerivedChange] {
    []
  }
}
