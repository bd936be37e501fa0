import Terminal

/// Every command by its name, with its key beside it, and every view of the list that is seen; what cannot be done now says
/// why.
struct DeskPalette: Hashable, Sendable {
  /// What follows after an event.
  enum Outcome {
    case stay, close
    case choose(DeskAction)
    case view(CaseloadView)
  }

  private var list: PaletteList
  private let views: [CaseloadView]

  /// The commands that are valid here and the views, those done before first; `history` has their names, the last first.
  init(
    _ actions: [Action], views: [CaseloadView] = [], history: [String],
    availability: (Action) -> Availability
  ) {
    self.views = views
    var entries = actions.compactMap { action -> PaletteList.Entry? in
      let keys = action.keys.prefix(3).map(\.description).joined(separator: " ")
      let availability = availability(action)
      if availability == .hidden { return nil }
      var entry = PaletteList.Entry(action.name, action.title, help: action.help, key: keys)
      if case .disabled(let reason) = availability { entry.reason = reason }
      return entry
    }
    entries += views.map { view in
      let what = view.query.isEmpty ? "every account" : view.query
      return PaletteList.Entry(
        DeskPalette.name(of: view), "View: \(view.name)", help: "\(what), by \(view.sort.title.lowercased())")
    }
    func place(_ entry: PaletteList.Entry) -> Int { history.firstIndex(of: entry.name) ?? history.count }
    let ordered = entries.enumerated()
      .sorted { (place($0.element), $0.offset) < (place($1.element), $1.offset) }.map(\.element)
    let known = history.filter { name in ordered.contains { $0.name == name } }
    list = PaletteList(label: ":", hint: "type a command", entries: ordered, history: known.reversed())
    list.emptyText = "No command of this screen is called that."
  }

  /// The name under which a view stands in the palette and its history; no command is called like that.
  static func name(of view: CaseloadView) -> String { "view \(view.name)" }

  mutating func handle(_ event: Event) -> Outcome {
    // The chord that opened it closes it.
    if event == .key(.control("p")) { return .close }
    switch list.handle(event) {
    case .close: return .close
    case .choose(let entry):
      if let action = DeskAction(rawValue: entry.name) { return .choose(action) }
      return views.first { DeskPalette.name(of: $0) == entry.name }.map { .view($0) } ?? .close
    case .stay, .changed, .refused, .ignored: return .stay
    }
  }

  func draw(on canvas: inout Canvas) { list.draw(on: &canvas, title: "Commands") }
}
