import Rents

/// One transaction of the book's journal, readable: who changed what, when and why.
public struct JournalEntry: Hashable, Sendable {
  /// Its number, from 1 without gaps.
  public var sequence: UInt64
  /// When it was recorded: UTC, `2026-11-21T09:14:03Z`.
  public var at: String
  /// The operating system's user.
  public var user: String
  /// The officer's name then; the user where the book does not know one.
  public var who: String
  /// The command.
  public var command: String
  /// The day on which it was said to be made, where that was not the host's day (decision 2).
  public var today: CivilDate?
  /// What it changed.
  public var events: [JournalEvent]
}

/// One change of a transaction.
public struct JournalEvent: Hashable, Sendable {
  /// A value of a field.
  public enum Value: Hashable, Sendable {
    /// Text.
    case text(String)
    /// Whole pence; its key ends in `_pence`.
    case pence(Int64)
    /// A count.
    case number(Int)
    /// A civil date.
    case date(CivilDate)
  }
  /// A field of the event.
  public struct Field: Hashable, Sendable {
    /// The JSON key.
    public var key: String
    /// What stands there.
    public var value: Value
  }

  /// What kind of change: `facts`, `posting`, `note`, `intake`, `adopted` …
  public var type: String
  /// Its fields, in the order in which they are printed.
  public var fields: [Field]
}
