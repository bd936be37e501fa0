import Rents

/// One account with its casework, as it was known in a view.
public struct AccountRecord: Hashable, Sendable {
  /// An arrangement with its instalments.
  public struct Plan: Hashable, Sendable {
    /// The arrangement.
    public var arrangement: Arrangement
    /// The day as of which its state is known.
    public var known: CivilDate
    /// Its instalments by number.
    public var instalments: [Instalment]
  }

  /// The landlord's facts: the newest known then.
  public var facts: AccountFacts
  /// The day as of which those facts are known.
  public var factsKnown: CivilDate
  /// No facts were known yet on the day asked for: these are the earliest that the book has.
  public var factsAreLater = false
  /// The day of the accounts extract in which the account was first absent, as far as known then.
  public var absentSince: CivilDate?
  /// What officers did, oldest first.
  public var actions: [CaseAction] = []
  /// What was written here, oldest first.
  public var notes: [Note] = []
  /// Arrangements, oldest first.
  public var plans: [Plan] = []
}
