import Casebook
import Synchronization

/// What the screens want done about forms beside the book, until the program takes it: whatever event it came from, a key, a
/// screen that is left, a line that drops.
final class FormOutbox: Sendable {
  private struct State {
    var changes: [FormChange] = []
    var ticket = 0
  }

  private let state = Mutex(State())

  /// Wants something done.
  /// - Returns: the ticket under which its result comes back.
  @discardableResult
  func add(_ kind: FormChange.Kind, account: String) -> Int {
    state.withLock { state in
      state.ticket += 1
      state.changes.append(FormChange(account: account, ticket: state.ticket, kind: kind))
      return state.ticket
    }
  }

  /// Takes what is wanted, in its order.
  func take() -> [FormChange] {
    state.withLock { state in
      defer { state.changes = [] }
      return state.changes
    }
  }
}
