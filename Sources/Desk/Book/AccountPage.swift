import Casebook
import Rents

/// What is known of one account, all but its postings.
public struct AccountPage: Hashable, Sendable {
  /// The facts as the landlord's extract had them.
  public var facts: AccountFacts
  /// The day of the extract that these facts come from.
  public var factsAsAt: CivilDate?
  /// The account in the form of a list: balance, weeks, flags, last payment, as they are in the view that was asked for.
  public var entry: CaseloadEntry
  /// The same as it is now, where an earlier view was asked for.
  public var present: CaseloadEntry?
  /// No facts were known yet in that view: these are the earliest that the book has.
  public var factsAreLater = false
  /// How much the landlord's balance differs from the sum of the postings; nil where they agree or there is none.
  public var difference: Money?
  /// What was done, in any order.
  public var actions: [CaseAction] = []
  /// The arrangements, in any order.
  public var arrangements: [Arrangement] = []
  /// The instalments of all arrangements.
  public var instalments: [Instalment] = []
  /// Notes that were written here and taken back: they stay, struck through.
  public var withdrawnNotes: [Note] = []
  /// Contacts and attempts recorded here, oldest first, those that were taken back among them.
  public var contacts: [Contact] = []
  /// Diary dates in the order in which they were made, finished ones and those taken back among them.
  public var diary: [DiaryEntry] = []
  /// The people with every detail, what the extract says of it, and every change; empty where only the facts are known.
  public var people: [PersonDetails] = []
  /// Other accounts of the same tenancy, or perhaps the same person: their own balances as they are now, never merged.
  public var related: [RelatedAccount] = []

  /// An account with its facts and its entry in the list.
  public init(facts: AccountFacts, entry: CaseloadEntry) {
    self.facts = facts
    self.entry = entry
  }
}
