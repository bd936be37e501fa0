import Synchronization
import Terminal

/// The rows of a table as they were put into words when they were first seen. A key that moves the selection draws the
/// same rows again: only those that come into sight are put into words, and rows that nobody sees cost nothing.
///
/// Whoever fills the table anew starts with a new value. `Wording` is what the words depend on besides the record, such as
/// the columns and the day: with another one all rows are put into words again.
final class SeenRows<ID: Hashable & Sendable, Wording: Hashable & Sendable>: Sendable {
  private struct Known {
    var wording: Wording?
    var rows: [ID: [TableRow.Field]] = [:]
  }

  private let known = Mutex(Known())
  /// More than the tallest screen shows, and little enough to hold.
  private static var most: Int { 2 * Size.limit }

  /// The fields of a record; `make` is asked for them once.
  func fields(of id: ID, in wording: Wording, _ make: () -> [TableRow.Field]) -> [TableRow.Field] {
    let kept = known.withLock { $0.wording == wording ? $0.rows[id] : nil }
    if let kept { return kept }
    let made = make()
    known.withLock { known in
      if known.wording != wording || known.rows.count >= SeenRows.most { known = Known(wording: wording) }
      known.rows[id] = made
    }
    return made
  }
}
