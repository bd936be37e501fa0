import Casebook

/// A change that was asked for and of which nothing is heard yet.
struct Recording: Hashable, Sendable {
  /// The change.
  var command: Command
  /// How the desk tells of it: `Note on 40218863`.
  var said: String
  /// The form that it was typed in, which comes back where it is refused.
  var form: NoteForm?
  /// The draft that goes with it.
  var draft: DeskDraft.Key?

  /// How many changes, in words: `1 change`, `3 changes`.
  static func count(_ number: Int) -> String { number == 1 ? "1 change" : "\(number) changes" }
}
