/// One record: a key of three parts and the bytes that stand there.
///
/// Keys compare bytewise, part by part. They may hold any UTF-8 text without control characters (bytes below
/// 32). `bytes` may hold anything but a newline (byte 10). A later row with the same key takes the earlier
/// one's place in what is read; the journal keeps both.
public struct Row: Sendable, Equatable {
  /// What kind of record this is.
  public var table: Table
  /// What it is read together with: rows of one cluster lie together on disk.
  public var cluster: String
  /// Its place in the cluster.
  public var order: String
  /// The record itself, opaque to the journal.
  public var bytes: [UInt8]

  /// A row of a table.
  public init(table: Table, cluster: String, order: String, bytes: [UInt8]) {
    self.table = table
    self.cluster = cluster
    self.order = order
    self.bytes = bytes
  }
}

/// What one command wants recorded: all of it or none of it.
public struct TransactionDraft: Sendable {
  /// One line that the journal does not read: who, when, which command. No newline.
  public var header: [UInt8]
  /// The rows, in the order in which they happened.
  public var rows: [Row]
  /// Sealed bulk files whose rows become part of the book with this transaction.
  public var adopts: [SealedBulk]

  /// A draft. One draft becomes one transaction.
  public init(header: [UInt8], rows: [Row] = [], adopts: [SealedBulk] = []) {
    self.header = header
    self.rows = rows
    self.adopts = adopts
  }
}

/// A transaction as it stands in the journal.
public struct JournalTransaction: Sendable, Equatable {
  /// Its number. The first is 1; there are no gaps.
  public var sequence: UInt64
  /// The client's line.
  public var header: [UInt8]
  /// Its own rows in the order in which they were given. A row whose text was erased is absent here.
  public var rows: [Row]
  /// The bulk files that it adopted. Their rows bear this transaction's sequence.
  public var adopted: [AdoptedBulk]
}

/// A bulk file that a transaction made part of the book.
public struct AdoptedBulk: Sendable, Equatable {
  /// Path inside the book, for example `bulk/0000000042-1.run`.
  public var name: String
  /// Bytes of the whole file.
  public var length: Int
  /// SHA-256 of the whole file, 64 hexadecimal digits, as `sha256sum` prints it.
  public var sha256: String
  /// Rows in it.
  public var rows: Int
}

/// A finished bulk file, durable but not yet part of the book: give it to a draft's `adopts`. The file is removed
/// when the last copy of this value goes without its having been adopted.
public struct SealedBulk: Sendable, Equatable {
  /// Bytes of the whole file.
  public let length: Int
  /// SHA-256 of the whole file, 64 hexadecimal digits.
  public let sha256: String
  /// Rows in it.
  public let rows: Int

  let incoming: IncomingFile

  init(_ incoming: IncomingFile, length: Int, sha256: String, rows: Int) {
    self.incoming = incoming
    self.length = length
    self.sha256 = sha256
    self.rows = rows
  }

  /// Whether both are the same file.
  public static func == (left: Self, right: Self) -> Bool { left.incoming === right.incoming }
}
