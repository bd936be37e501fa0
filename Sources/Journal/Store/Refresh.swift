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
  /// Look only: creates and changes nothing, works in a directory without write permission.
  case readOnly
  /// Look and record.
  case readWrite
}

/// What `verify` looked at and what it found.
public struct VerifyReport: Sendable, Equatable {
  /// Something wrong at a place.
  public struct Fault: Sendable, Equatable, CustomStringConvertible {
    /// The file inside the book.
    public var file: String
    /// The byte in it.
    public var offset: Int
    /// What is wrong.
    public var reason: String
    /// Whether the record itself is hurt; false: only derived files, which can be made again.
    public var isRecord: Bool

    /// "journal/00000001.log, byte 812: …".
    public var description: String { "\(file), byte \(offset): \(reason)" }
  }

  /// Transactions whose checksums and chain were checked.
  public var transactions: UInt64 = 0
  /// Rows checked, those of bulk files and checkpoints included.
  public var rows: Int = 0
  /// Bytes read.
  public var bytes: Int = 0
  /// The chain hash of the last transaction, 64 hexadecimal digits: noted elsewhere, it proves the book later.
  public var chain: String = ""
  /// Everything wrong that was found. Empty: the book is whole.
  public var faults: [Fault] = []
  /// What is worth knowing but hurts nothing, for example a tail that a crash left unfinished.
  public var remarks: [String] = []

  /// Nothing wrong.
  public var isWhole: Bool { faults.isEmpty }
}
