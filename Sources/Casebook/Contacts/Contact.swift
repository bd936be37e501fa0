import Rents

/// A contact, or the attempt at one, that was recorded in this book.
public struct Contact: Hashable, Sendable {
  /// The id minted here.
  public var id: String
  /// The transaction.
  public var sequence: UInt64
  /// The day on which it happened.
  public var date: CivilDate
  /// The day on which it was recorded (Europe/London).
  public var recorded: CivilDate
  /// When it was recorded: UTC, `2026-11-21T09:14:03Z`.
  public var at: String
  /// The operating system's user.
  public var user: String
  /// The officer's name then.
  public var officer: String
  /// What was done and what came of it.
  public var attempt: ContactAttempt
  /// Set where it was taken back: it stays on record, struck through, and counts no more.
  public var withdrawal: Withdrawal?

  /// A contact.
  public init(
    id: String, sequence: UInt64, date: CivilDate, recorded: CivilDate, at: String, user: String,
    officer: String, attempt: ContactAttempt, withdrawal: Withdrawal? = nil
  ) {
    self.id = id
    self.sequence = sequence
    self.date = date
    self.recorded = recorded
    self.at = at
    self.user = user
    self.officer = officer
    self.attempt = attempt
    self.withdrawal = withdrawal
  }

  /// Whether it was taken back.
  public var isWithdrawn: Bool { withdrawal != nil }
}
