import Rents

/// Whom a note is about: what its head says, and what must be known before they are contacted.
struct NoteSubject: Hashable, Sendable {
  let reference: String
  /// `Marsh Kelly, 14 Hazel Walk`.
  let who: String
  let balance: Money
  let flags: AccountFlags
  let breathingSpace: BreathingSpace?

  /// Who has this account.
  init(_ page: AccountPage) {
    reference = page.facts.reference
    let name = PersonName.listed(page.entry.names)
    who = [name, page.facts.address].filter { !$0.isEmpty }.joined(separator: ", ")
    balance = page.entry.balance
    flags = page.entry.flags
    breathingSpace = page.facts.breathingSpace
  }
}
