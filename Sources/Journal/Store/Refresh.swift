/// What a refresh took in.
public struct Refresh: Sendable, Equatable {
  /// Which clusters changed.
  public enum Changes: Sendable, Equatable {
    /// Exactly these, recorded and derived. Empty: nothing changed.
    case clusters(Set<ClusterKey>)
    /// Too many to list: take everything as changed.
    case many
  }

  /// The sequence at the refresh before.
  public var from: UInt64
  /// The sequence now.
  public var to: UInt64
  /// What changed between the two.
  public var changes: Changes

  /// Whether anything changed.
  public var isEmpty: Bool { from == to }
}

/// Names one cluster of one table.
public struct ClusterKey: Hashable, Sendable {
  /// The table.
  public var table: Table
  /// The cluster in it.
  public var cluster: String

  /// A cluster of a table.
  public init(table: Table, cluster: String) {
    self.table = table
    self.cluster = cluster
  }
}

/// How a process wants to use a book.
public enum Access: Sendable {
  /// Look only: records nothing, works in a directory without write permission. Nothing is written but a checkpoint in
  /// the place of a damaged one, where the directory allows it, or where `keepState` is called.
  case readOnly
  /// Look and record.
  case readWrite
}
