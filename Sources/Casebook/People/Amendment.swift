import Rents

/// A detail of a person that an officer changed: what stood there, what stands there since, who and when.
public struct Amendment: Hashable, Sendable {
  /// The id minted here.
  public var id: String
  /// The transaction.
  public var sequence: UInt64
  /// The day on which it was recorded (Europe/London).
  public var recorded: CivilDate
  /// When it was recorded: UTC, `2026-11-21T09:14:03Z`.
  public var at: String
  /// The operating system's user.
  public var user: String
  /// The officer's name then.
  public var officer: String
  /// Which person, from 1 in the landlord's order.
  public var slot: Int
  /// Which detail.
  public var field: PersonField
  /// What stood there; empty where nothing did.
  public var from: String
  /// What stands there since; empty where it is not known.
  public var to: String
  /// Set where it was taken back: it stays on record, struck through, and counts no more.
  public var withdrawal: Withdrawal?

  /// A change of a detail.
  public init(
    id: String, sequence: UInt64, recorded: CivilDate, at: String, user: String, officer: String, slot: Int,
    field: PersonField, from: String, to: String, withdrawal: Withdrawal? = nil
  ) {
    self.id = id
    self.sequence = sequence
    self.recorded = recorded
    self.at = at
    self.user = user
    self.officer = officer
    self.slot = slot
    self.field = field
    self.from = from
    self.to = to
    self.withdrawal = withdrawal
  }

  /// Whether it was taken back.
  public var isWithdrawn: Bool { withdrawal != nil }
}
