import Terminal

/// What follows when a screen of the desk has taken an event in.
typealias DeskOutcome = Outcome<DeskCommand, DeskContext>

/// A screen of the desk.
protocol DeskScreen: Screen where Command == DeskCommand, Context == DeskContext {
  /// The places whose actions are valid now, the most particular first.
  var places: [String] { get }
}

extension DeskScreen {
  /// Whether an action can be taken now; screens say more where they know more.
  func bar(_ availability: (Action) -> Availability = { _ in .available }) -> ActionBar {
    ActionBar(DeskActions.table, contexts: places, availability: availability)
  }
}
