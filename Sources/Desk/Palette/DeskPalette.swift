import Terminal

/// Every command by its name, with its key beside it; what cannot be done now says why.
struct DeskPalette: Hashable, Sendable {
  /// What follows after an event.
  enum Outcome {
    case stay, close
    case choose(DeskAction)
  }

  private var list: PaletteList

  /// The commands that are valid here, those done before first; `history` has their names, the last first.
  init(_ actions: [Action], history: [String], availability: (Action) -> Availability) {
    func place(_ action: Action) -> Int { history.firstIndex(of: action.name) ?? history.count }
    let ordered = actions.enumerated()
      .sorted { (place($0.element), $0.offset) < (place($1.element), $1.offset) }
    let entries = ordered.compactMap { _, action -> PaletteList.Entry? in
      let keys = action.keys.prefix(3).map(\.description).joined(separator: " ")
      let availability = availability(action)
      if availability == .hidden { return nil }
      var entry = PaletteList.Entry(action.name, action.title, help: action.help, key: keys)
      if case .disabled(let reason) = availability { entry.reason = reason }
      return entry
    }
    let known = history.filter { name in entries.contains { $0.name == name } }
    list = PaletteList(label: ":", hint: "type a command", entries: entries, history: known.reversed())
    list.emptyText = "No command of this screen is called that."
  }

  mutating func handle(_ event: Event) -> Outcome {
    // The chord that opened it closes it.
    if event == .key(.control("p")) { return .close }
    switch list.handle(event) {
    case .close: return .close
    case .choose(let entry): return DeskAction(rawValue: entry.name).map { .choose($0) } ?? .close
    case .stay, .changed, .refused, .ignored: return .stay
    }
  }

  func draw(on canvas: inout Canvas) { list.draw(on: &canvas, title: "Commands") }
}
