import Rents
import Synchronization

/// What the desk remembers of the lists that an officer looked at: views that were saved, filters that were typed, and how
/// each patch was left. None of it is the record (decision 9).
///
/// Screens come and go; one memory lasts for the sitting, and longer where the program keeps its ``text``.
public final class CaseloadMemory: Sendable {
  /// How one list was left.
  struct Left: Hashable, Sendable {
    /// How it was looked at.
    var view = CaseloadView.everyone
    /// The selected account.
    var selection: String?
    /// Views whose order, filter or columns were changed without saving, by name.
    var changed: [String: CaseloadView] = [:]
  }

  /// When a patch was last looked at.
  struct Looked: Hashable, Sendable {
    /// The change that the book was at.
    var sequence: UInt64
    /// The day.
    var day: CivilDate
  }

  private struct State: Sendable {
    var saved: [CaseloadView] = []
    var filters: [String] = []
    var left: [String: Left] = [:]
    var looked: [String: Looked] = [:]
  }

  private let state: Mutex<State>

  /// The most filters that are remembered.
  static let mostFilters = 50

  /// A memory of nothing.
  public init() { state = Mutex(State()) }

  // MARK: Views

  /// The views that the officer saved, in the order of saving.
  var saved: [CaseloadView] { state.withLock { $0.saved } }

  /// Saves a view under its name, in place of one of the officer's that has it.
  func save(_ view: CaseloadView) {
    state.withLock { state in
      if let place = state.saved.firstIndex(where: { $0.name == view.name }) {
        state.saved[place] = view
      } else {
        state.saved.append(view)
      }
    }
  }

  /// Forgets a view that the officer saved.
  func forget(_ name: String) { state.withLock { $0.saved.removeAll { $0.name == name } } }

  // MARK: Filters

  /// What was typed and kept after `/`, the newest first.
  var filters: [String] { state.withLock { $0.filters } }

  /// Remembers a filter that was kept.
  func remember(filter: String) {
    guard !filter.isEmpty else { return }
    state.withLock { state in
      state.filters.removeAll { $0 == filter }
      state.filters.insert(filter, at: 0)
      state.filters = Array(state.filters.prefix(CaseloadMemory.mostFilters))
    }
  }

  // MARK: Lists

  /// How a list was left; nil where it was never open.
  func left(_ patches: [String]) -> Left? { state.withLock { $0.left[CaseloadMemory.key(patches)] } }

  /// Remembers how a list was left.
  func leave(_ patches: [String], _ left: Left) {
    state.withLock { $0.left[CaseloadMemory.key(patches)] = left }
  }

  /// When a patch was looked at the last time before now, and that it is looked at now; nil the first time.
  func look(at patch: String, sequence: UInt64, day: CivilDate) -> Looked? {
    state.withLock { state in
      let before = state.looked[patch]
      state.looked[patch] = Looked(sequence: sequence, day: day)
      return before
    }
  }

  private static func key(_ patches: [String]) -> String { patches.joined(separator: "\n") }
}
