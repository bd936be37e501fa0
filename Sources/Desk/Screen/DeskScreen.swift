import Terminal

/// What follows when a screen of the desk has taken an event in.
typealias DeskOutcome = Outcome<DeskCommand, DeskContext>

/// A screen of the desk.
protocol DeskScreen: Screen where Command == DeskCommand, Context == DeskContext {
  /// The places whose actions are valid now, the most particular first. While a text is typed, and in menus, these are
  /// without ``DeskPlace/everywhere``: letters are then no commands, but the chords still are.
  var places: [String] { get }
  /// The reference of the account that the keys act on: the selected one, or the one that is open.
  var accountAtHand: String? { get }
  /// What the help says of the screen as it stands.
  var help: HelpTopic { get }
  /// What the screen says now; the session keeps it for the history of messages.
  var said: MessageLine.Message? { get }
  /// What stands in the box or the line that is open for typing, with empty fields where nothing was typed yet; nil where
  /// none is open. The session keeps it as a draft, and hands one that waits back as ``DeskContext/resuming``.
  var box: DeskDraft? { get }
  /// The views that can be opened here by name, out of the palette: ``DeskContext/view`` asks for one.
  func views(in context: DeskContext) -> [CaseloadView]
  /// Whether an action can be taken now, and why not.
  func availability(_ action: Action) -> Availability
}

extension DeskScreen {
  var accountAtHand: String? { nil }
  var said: MessageLine.Message? { nil }
  var box: DeskDraft? { nil }

  func views(in context: DeskContext) -> [CaseloadView] { [] }

  func availability(_ action: Action) -> Availability { .available }

  /// What the keys do here and now, help always among them. What needs an account is left out where there is none at hand.
  var bar: ActionBar {
    var table = DeskActions.table
    var contexts = places
    if !contexts.contains(DeskPlace.everywhere) {
      // In a text or a menu the bar has what is to be done there, and the chord of the help.
      table = ActionTable(
        table.validOnDesk(in: places).filter {
          $0.context != DeskPlace.everywhere || $0.name == DeskAction.help.rawValue
        })
      contexts.append(DeskPlace.everywhere)
    }
    return ActionBar(table, contexts: contexts) { action in
      action.name == DeskAction.note.rawValue && accountAtHand == nil ? .hidden : availability(action)
    }
  }
}
