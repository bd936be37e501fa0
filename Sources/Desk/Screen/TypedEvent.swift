import Terminal

/// What an event means where a text is typed: every prompt, box and field of the screens takes its events apart like this.
enum TypedEvent {
  /// An action of the place. An action that the place does not know does nothing there.
  case action(DeskAction)
  /// Something for the field itself: a letter, a key of the line editor, a paste.
  case text
  /// What means the same in every field; nothing is left to do.
  case same(DeskOutcome)

  /// What `event` means in these places. Letters are no commands where they are text; chords always are.
  init(_ event: Event, in places: [String], areLettersText: Bool = true) {
    guard case .key(let key) = event, key.typed == nil || !areLettersText,
      let action = DeskActions.table.deskAction(for: key, in: places + [DeskPlace.everywhere])
    else {
      self = .text
      return
    }
    self =
      switch action {
      case .suspend: .same(.perform(.suspend))
      case .refresh: .same(.perform(.refresh))
      default: .action(action)
      }
  }

  /// What follows when not even the field knows the event: a key is told to be unknown, all else passes in silence.
  static func unknown(_ event: Event) -> DeskOutcome {
    if case .key = event { .ignored } else { .stay }
  }
}
