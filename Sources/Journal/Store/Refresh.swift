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
    public var description: String {
      "\(file), byte \(offset): \(reason)"
        + (isRecord ? "" : " (derived: it can be made again, and the record is not touched by it)")
    }
  }

  /// A file in `quarantine/`.
  public struct SetAside: Sendable, Equatable, CustomStringConvertible {
    /// The file inside the book.
    public var file: String
    /// Its length.
    public var bytes: Int
    /// When it was set aside, in seconds since 1970-01-01 UTC; nil where its name does not say.
    public var since: Int64?

    /// "quarantine/00000001-812-1764000000.log: 567 bytes, set aside on 2025-11-24 at 16:00 UTC".
    public var description: String {
      "\(file): \(bytes) bytes" + (since.map { ", set aside on \(civilTime($0))" } ?? "")
    }
  }

  /// Transactions whose checksums and chain were checked.
  public var transactions: UInt64 = 0
  /// Rows checked, those of bulk files and checkpoints included.
  public var rows: Int = 0
  /// Bytes read.
  public var bytes: Int = 0
  /// The chain hash of the last transaction, 64 hexadecimal digits: noted elsewhere, it proves the book later.
  /// Empty where the record is damaged: then it would prove nothing.
  public var chain: String = ""
  /// Everything wrong that was found. Empty: the book is whole.
  public var faults: [Fault] = []
  /// What is worth knowing but hurts nothing, for example a tail that a crash left unfinished.
  public var remarks: [String] = []
  /// What lies in `quarantine/`. Each is told in `remarks` too.
  public var setAside: [SetAside] = []

  /// Nothing wrong.
  public var isWhole: Bool { faults.isEmpty }

  /// Whether the record is whole: then all that is wrong, if anything, can be made again from it
  /// (`Store.rebuild`), and no backup is needed.
  public var isRecordWhole: Bool { !faults.contains(where: \.isRecord) }
}

/// Seconds since 1970 as "2025-11-24 at 16:00 UTC".
private func civilTime(_ seconds: Int64) -> String {
  let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
  let minutes = (seconds - days * 86_400) / 60
  // Years are counted from 1 March of year 0, so that a leap day is the last of its year.
  let shifted = days + 719_468
  let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
  let day = shifted - era * 146_097
  let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
  let dayOfYear = day - (365 * year + year / 4 - year / 100)
  let month = (5 * dayOfYear + 2) / 153
  let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
  let isLate = month >= 10
  return "\(year + era * 400 + (isLate ? 1 : 0))-\(padded(Int(isLate ? month - 9 : month + 3), 2))-"
    + "\(padded(Int(dayOfMonth), 2)) at \(padded(Int(minutes / 60), 2)):\(padded(Int(minutes % 60), 2)) UTC"
}
