/// What putting a backup in a book's place would bring, and what it would take away.
public struct RestoreOutlook: Sendable {
  /// What stands at the place now.
  public struct Standing: Sendable {
    /// Whether it is the book of which the backup was made.
    public var isSameBook: Bool
    /// Its last transaction, as far as that can be told.
    public var sequence: UInt64?
    /// Whether it has the backup's history, and goes on from there; nil where that cannot be told.
    public var continues: Bool?
    /// The first of its transactions that the backup lacks.
    public var lacking: [JournalEntry] = []
    /// How many it lacks.
    public var lackingCount: UInt64 = 0
    /// Why it cannot be read, if it cannot.
    public var fault: String?
  }

  /// Where the backup stands.
  public var backup: BookHead
  /// What stands at the place; nil: nothing.
  public var standing: Standing?
}
