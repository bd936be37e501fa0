import Rents

/// A diary entry that was written in this book.
public struct Note: Hashable, Sendable {
  /// The id minted here.
  public var id: String
  /// The day on which it was recorded (Europe/London).
  public var recorded: CivilDate
  /// When it was recorded: UTC, `2026-11-21T09:14:03Z`.
  public var at: String
  /// The operating system's user.
  public var user: String
  /// The officer's name then.
  public var officer: String
  /// What was written; it may have several lines.
  public var text: String
  /// The transaction.
  public var sequence: UInt64 = 0
  /// Set where it was taken back: it stays on record, struck through.
  public var withdrawal: Withdrawal?

  /// A note.
  public init(
    id: String, recorded: CivilDate, at: String, user: String, officer: String, text: String,
    sequence: UInt64 = 0, withdrawal: Withdrawal? = nil
  ) {
    self.id = id
    self.recorded = recorded
    self.at = at
    self.user = user
    self.officer = officer
    self.text = text
    self.sequence = sequence
    self.withdrawal = withdrawal
  }

  /// Whether it was taken back.
  public var isWithdrawn: Bool { withdrawal != nil }
}
