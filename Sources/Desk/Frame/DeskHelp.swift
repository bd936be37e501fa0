import Rents
import Terminal

/// The help over a screen: first the keys valid here and now, then, with Tab, what the screen shows.
struct DeskHelp: Hashable, Sendable {
  /// What follows after an event.
  enum Outcome {
    case stay, close
    case choose(DeskAction)
  }

  private var keys: KeyHelp
  private var isAbout = false
  private var top = 0
  private let topic: HelpTopic

  /// Help for what can be done here, on a topic. What cannot be done now says why.
  init(
    actions: [Action], topic: HelpTopic, availability: (Action) -> Availability = { _ in .available }
  ) {
    var contexts: [String] = []
    for action in actions where !contexts.contains(action.context) { contexts.append(action.context) }
    keys = KeyHelp(
      ActionTable(actions), contexts: contexts, title: "Keys: \(topic.name) (Tab: what the screen shows)",
      availability: availability)
    self.topic = topic
  }

  mutating func handle(_ event: Event) -> Outcome {
    if case .key(let key) = event {
      if key == .tab || key == .shiftTab {
        isAbout.toggle()
        return .stay
      }
      if isAbout {
        switch key {
        case .escape, .character("?"), .function(1), .character("q"), .enter: return .close
        case .down, .character("j"): top += 1
        case .up, .character("k"): top -= 1
        case .pageDown, .space: top += 10
        case .pageUp: top -= 10
        case .home: top = 0
        default: break
        }
        top = min(max(0, top), max(0, topic.about.count * 3))
        return .stay
      }
    }
    if isAbout { return .stay }
    switch keys.handle(event) {
    case .stay: return .stay
    case .close: return .close
    case .choose(let action): return DeskAction(rawValue: action.name).map { .choose($0) } ?? .close
    }
  }

  func draw(on canvas: inout Canvas) {
    guard isAbout else { return keys.draw(on: &canvas) }
    let width = min(76, max(1, canvas.columns - 4))
    let lines = topic.about.flatMap { text in
      text.isEmpty ? [""] : text.hasPrefix("  ") ? [text] : WrappedText.lines(text, width: width)
    }
    let overlay = Overlay(
      title: "What the screen shows: \(topic.name)", footer: "Tab: the keys, Up and Down scroll, Esc closes",
      inside: Size(columns: width, rows: lines.count))
    overlay.draw(on: &canvas) { canvas in
      let first = min(top, max(0, lines.count - canvas.rows))
      for (row, line) in lines.dropFirst(first).prefix(canvas.rows).enumerated() {
        canvas.draw(line, column: 0, row: row, width: canvas.columns)
      }
    }
  }

  /// The legend of the flags, a line each.
  static var flagLegend: [String] {
    let flags = AccountFlags.legend.map { "\($0.letter) \($0.meaning)" }
    // Two columns, so that the legend is seen without scrolling.
    let half = (flags.count + 1) / 2
    return (0..<half).map { index in
      let left = flags[index].padding(to: 36)
      return "  " + left + (index + half < flags.count ? flags[index + half] : "")
    }
  }
}
