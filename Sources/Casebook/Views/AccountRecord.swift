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

  /// The landlord's facts, the newest known then, with what officers put right.
  public var facts: AccountFacts
  /// The landlord's facts as the extract has them.
  public var landlordFacts: AccountFacts
  /// The day as of which those facts are known.
  public var factsKnown: CivilDate
  /// No facts were known yet on the day asked for: these are the earliest that the book has.
  public var factsAreLater = false
  /// The day of the accounts extract in which the account was first absent, as far as known then.
  public var absentSince: CivilDate?
  /// What officers did, oldest first.
  public var actions: [CaseAction] = []
  /// What was written here, oldest first; what was taken back by then is among it, struck through.
  public var notes: [Note] = []
  /// Contacts and attempts recorded here, oldest first; what was taken back by then is among them.
  public var contacts: [Contact] = []
  /// Diary dates in the order in which they were made; finished ones and those taken back by then are among them.
  public var diary: [DiaryEntry] = []
  /// The people of the account with every detail: what stands, what the landlord's extract says, and every change.
  public var people: [PersonDetails] = []
  /// Arrangements, oldest first.
  public var plans: [Plan] = []

  init(facts: AccountFacts, factsKnown: CivilDate) {
    self.facts = facts
    landlordFacts = facts
    self.factsKnown = factsKnown
  }

  /// Diary dates that still come back, the first due first.
  public var openDiary: [DiaryEntry] {
    diary.filter(\.isOpen).sorted { ($0.plan.due, $0.sequence, $0.id) < ($1.plan.due, $1.sequence, $1.id) }
  }
}
