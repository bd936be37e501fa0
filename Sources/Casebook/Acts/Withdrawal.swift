import Rents

/// That something was taken back by a later transaction (decision 7): what was taken back stays on record, struck
/// through, and counts no more.
public struct Withdrawal: Hashable, Sendable {
  /// The transaction that took it back.
  public var sequence: UInt64
  /// The day on which it was taken back (Europe/London): views of earlier days see it as it was.
  public var recorded: CivilDate
  /// When it was taken back: UTC, `2026-11-21T09:14:03Z`.
  public var at: String
  /// The operating system's user who took it back.
  public var user: String
  /// That officer's name then.
  public var officer: String

  /// A withdrawal.
  public init(sequence: UInt64, recorded: CivilDate, at: String, user: String, officer: String) {
    self.sequence = sequence
    self.recorded = recorded
    self.at = at
    self.user = user
    self.officer = officer
  }
}
