import Casebook
import Rents
import Synchronization

/// What the desk remembers of the lists that an officer looked at: views that were saved, filters that were typed, and how
/// each patch was left. None of it is the record (decision 9).
///
/// Screens come and go; one memory lasts for the sitting. With the officer's settings in the book it is found again in the
/// next: saved views, filters, and what was looked at last.
public final class CaseloadMemory: Sendable {
  /// How one list was left.
  struct Left: Hashable, Sendable {
    /// How it was looked at.
    var view = CaseloadView.everyone
    /// The selected account.
    var selection: String?
    /// Views whose order, filter or columns were changed without saving, by name.
    var changed: [String: CaseloadView] = [:]
    /// The marked accounts.
    var marks: Set<String> = []
    /// The first line that was seen.
    var top = 0
    /// How many columns were scrolled out of sight.
    var columnOffset = 0
  }

  /// When a patch was last looked at.
  struct Looked: Hashable, Sendable {
    /// The change that the book was at.
    var sequence: UInt64
    /// The day.
    var day: CivilDate
  }

  private struct State: Sendable {
    var isRead = false
    var saved: [CaseloadView] = []
    var filters: [String] = []
    var left: [String: Left] = [:]
    var looked: [String: Looked] = [:]
  }

  private let state: Mutex<State>
  private let settings: SessionSettings?
  private let aside: @Sendable (@escaping @Sendable () -> Void) -> Void

  private static let filtersName = "caseload-filters"

  /// The most filters that are remembered.
  static let mostFilters = 50

  /// A memory of what the settings kept; of nothing without any.
  ///
  /// - Parameters:
  ///   - settings: where it is kept for the next sitting. They are read when a list is first opened.
  ///   - aside: does work that touches the disk where nobody waits for it. What cannot be kept holds for this sitting.
  public init(
    settings: SessionSettings? = nil,
    aside: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void = { $0() }
  ) {
    state = Mutex(State())
    self.settings = settings
    self.aside = aside
  }

  private func withState<Value: Sendable>(_ body: (inout State) -> Value) -> Value {
    state.withLock { state in
      if !state.isRead {
        state.isRead = true
        if let settings {
          state.saved = settings.savedViews.map { CaseloadView($0) }
          state.filters = (settings.value(CaseloadMemory.filtersName) ?? "").split(separator: "\n").map(
            String.init)
        }
      }
      return body(&state)
    }
  }

  private func keep(_ work: @escaping @Sendable (SessionSettings) throws -> Void) {
    guard let settings else { return }
    aside { try? work(settings) }
  }

  // MARK: Views

  /// The views that the officer saved, in the order of saving.
  var saved: [CaseloadView] { withState { $0.saved } }

  /// Saves a view under its name, in place of one of the officer's that has it.
  func save(_ view: CaseloadView) {
    keep { try $0.save(SavedView(view)) }
    withState { state in
      if let place = state.saved.firstIndex(where: { $0.name == view.name }) {
        state.saved[place] = view
      } else {
        state.saved.append(view)
      }
    }
  }

  /// Forgets a view that the officer saved.
  func forget(_ name: String) {
    keep { try $0.removeView(name) }
    withState { $0.saved.removeAll { $0.name == name } }
  }

  // MARK: Filters

  /// What was typed and kept after `/`, the newest first.
  var filters: [String] { withState { $0.filters } }

  /// Remembers a filter that was kept.
  func remember(filter: String) {
    guard !filter.isEmpty else { return }
    let all = withState { state in
      state.filters.removeAll { $0 == filter }
      state.filters.insert(filter, at: 0)
      state.filters = Array(state.filters.prefix(CaseloadMemory.mostFilters))
      return state.filters
    }
    keep { try $0.set(CaseloadMemory.filtersName, to: all.joined(separator: "\n")) }
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
    let before = withState { state in
      defer { state.looked[patch] = Looked(sequence: sequence, day: day) }
      return state.looked[patch]
    }
    let name = "looked-day " + patch
    defer {
      keep {
        try $0.looked(patch: patch, at: sequence)
        try $0.set(name, to: day.iso)
      }
    }
    if let before { return before }
    guard let kept = settings?.lastLooked(patch: patch), kept <= sequence,
      let then = settings?.value(name).flatMap({ CivilDate(iso: $0) })
    else { return nil }
    return Looked(sequence: kept, day: then)
  }

  private static func key(_ patches: [String]) -> String { patches.joined(separator: "\n") }
}

extension CaseloadView {
  /// A view as the book's settings kept it; columns that this program does not know are left out.
  init(_ saved: SavedView) {
    self.init(name: saved.name, query: saved.query)
    if let column = CaseloadColumn(rawValue: saved.sort) { sort = column }
    sortsUp = !saved.isDescending
    let known = saved.columns.compactMap { CaseloadColumn(rawValue: $0) }
    columns = saved.columns.isEmpty ? nil : CaseloadColumn.ordered(known)
  }
}

extension SavedView {
  /// A view as the book's settings keep it.
  init(_ view: CaseloadView) {
    self.init(
      name: view.name, query: view.query, sort: view.sort.rawValue, isDescending: !view.sortsUp,
      columns: view.columns?.map(\.rawValue) ?? [])
  }
}
