import Rents

/// Which lines of a ledger are shown, and put together by what.
enum LedgerOrder: Hashable, Sendable {
  /// All lines, charges folded.
  case lines
  /// All lines after the close of a day, with the balance brought forward.
  case since(CivilDate)
  /// The lines of some types alone, each with the balance that it left on the whole account.
  case types(Set<PostingType>)
  /// A line for each week or month.
  case spans(Ledger.Grouping)

  /// Whether lines are left out or put together, so that Esc shows them all again.
  var isNarrowed: Bool { self != .lines }
}
