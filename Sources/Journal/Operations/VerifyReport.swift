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
    /// The transaction that is hurt, where it is known.
    public var transaction: UInt64?
    /// The rows among which it lies, where that is known: tables and clusters, and the order keys.
    public var rows: Rows?

    /// Rows from one to another, as they are sorted.
    public struct Rows: Sendable, Equatable, CustomStringConvertible {
      /// The first that may be hurt.
      public var first: Place
      /// The first behind them that is not; nil where they go on to the file's end.
      public var end: Place?

      /// "posting 1000077 2025-03-31 to posting 1000079 2025-04-07".
      public var description: String { end.map { "\(first) to \($0)" } ?? "\(first) and what follows" }
    }

    /// Where a row stands.
    public struct Place: Sendable, Equatable, CustomStringConvertible {
      /// Its table.
      public var table: Table
      /// Its cluster.
      public var cluster: String
      /// Its order key.
      public var order: String

      /// "posting 1000077 2025-03-31".
      public var description: String { "\(table.name) \(cluster) \(order)" }
    }

    /// "journal/00000001.log, byte 812: …".
    public var description: String {
      var text = "\(file), byte \(offset): \(reason)"
      if let transaction { text += "; of transaction \(transaction)" }
      if let rows { text += "; among the rows \(rows)" }
      return text + (isRecord ? "" : " (derived: it can be made again, and the record is not touched by it)")
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
  /// The transaction with which the book had the chain hash that was asked for: everything up to it is what it was when
  /// that was noted, if the record is whole. Nil where no transaction has it, or none was asked for.
  public var noted: UInt64?
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
