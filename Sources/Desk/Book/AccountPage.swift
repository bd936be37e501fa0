import Rents

/// What is known of one account, all but its postings.
public struct AccountPage: Hashable, Sendable {
  /// The facts as the landlord's extract had them.
  public var facts: AccountFacts
  /// The day of the extract that these facts come from.
  public var factsAsAt: CivilDate?
  /// The account in the form of a list: balance, weeks, flags, trend, as they are now.
  public var entry: CaseloadEntry
  /// How much the landlord's balance differs from the sum of the postings; nil where they agree or there is none.
  public var difference: Money?
  /// What was done, in any order.
  public var actions: [CaseAction] = []
  /// The arrangements, in any order.
  public var arrangements: [Arrangement] = []
  /// The instalments of all arrangements.
  public var instalments: [Instalment] = []
  /// Other accounts of the same tenancy or person: their own balances, never merged.
  public var related: [RelatedAccount] = []

  /// An account with its facts and its entry in the list.
  public init(facts: AccountFacts, entry: CaseloadEntry) {
    self.facts = facts
    self.entry = entry
  }
}
