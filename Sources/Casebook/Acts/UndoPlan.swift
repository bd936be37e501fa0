/// How an act would be taken back.
struct UndoPlan: Hashable, Sendable {
  /// The transaction that changes the record: the act itself, or the one that was taken back by it.
  var root: UInt64
  /// Whether what was taken back counts again.
  var bringsBack: Bool
  /// The accounts that the root changed.
  var accounts: [String]
}

/// Whether an act can be taken back, and how.
enum Undoing: Hashable, Sendable {
  /// It can.
  case possible(UndoPlan)
  /// It was, by that transaction.
  case done(by: UInt64)
  /// It cannot: a sentence that says why, what is safe and what to do.
  case fixed(String)
}
