/// One screen as a value: its model, how an event changes it, and how it is drawn.
///
/// A screen reads what it shows from a context (a document, a store as it now stands) and changes nothing but itself: what
/// shall be changed in the world it asks for with a command. Screens are kept on a ``ScreenStack``. `README.md` of this
/// room shows a whole one.
public protocol Screen<Command, Context>: Sendable {
  /// What a screen may ask the program to do.
  associatedtype Command: Sendable
  /// What a screen may read.
  associatedtype Context

  /// The title of the screen, for the way back ("Esc to Words").
  var title: String { get }

  /// Takes an event in and says what follows.
  ///
  /// - Parameters:
  ///   - event: what happened. After being pushed or uncovered a screen gets ``Event/resumed``.
  ///   - context: what may be read.
  ///   - size: the size that the screen will be drawn in.
  mutating func handle(_ event: Event, in context: Context, size: Size) -> Outcome<Command, Context>

  /// Draws the screen on the whole of the canvas' area.
  func draw(on canvas: inout Canvas, in context: Context)
}

/// What follows when a screen has taken an event in.
public enum Outcome<Command: Sendable, Context>: Sendable {
  /// Nothing but what the screen changed in itself.
  case stay
  /// The screen has no use for the event: the program may, or says so.
  case ignored
  /// The program shall do this; the screen stays.
  case perform(Command)
  /// Another screen comes on top.
  case push(any Screen<Command, Context>)
  /// Another screen takes this one's place.
  case replace(any Screen<Command, Context>)
  /// This screen goes; at the bottom of the stack nothing happens.
  case pop
  /// All screens go but the one at the bottom.
  case home
  /// This screen goes, and then the program shall do this.
  case popAndPerform(Command)
}
