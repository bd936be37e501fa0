/// Something that happened, in the order in which it happened.
public enum Event: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// Text was pasted, as one thing: it never runs keys. Line ends are as the terminal sent them.
  case paste(String)
  /// The mouse did something.
  case mouse(Mouse)
  /// The terminal window got (true) or lost (false) the keyboard.
  case focus(Bool)
  /// The window now has this size.
  case resize(Size)
  /// The terminal answers that it has shown what was sent before it was asked (`CSI 0 n`). The loop keeps it to itself.
  case answered
  /// Bytes that mean nothing to us: never silently lost, never made into keys.
  case unknown([UInt8])
  /// The timer of this name is due.
  case timer(String)
  /// A descriptor that the program watches can be read.
  case readable(Int32)
  /// Another thread asked for attention.
  case wake
  /// The program was stopped and is in front again.
  case resumed
  /// The host asks the program to end (SIGTERM); it ends when this was handled.
  case terminate
  /// The terminal has gone (SIGHUP or end of input); the program ends when this was handled.
  case hangUp
}

/// What the mouse did, and where.
public struct Mouse: Hashable, Sendable {
  /// The kinds of mouse events.
  public enum Kind: Hashable, Sendable {
    /// A button went down: 0 left, 1 middle, 2 right.
    case press(button: Int)
    /// A button went up.
    case release(button: Int)
    /// The mouse moved with a button down.
    case drag(button: Int)
    /// The mouse moved with no button down.
    case move
    /// The wheel turned towards the top.
    case wheelUp
    /// The wheel turned towards the bottom.
    case wheelDown
  }

  /// What happened.
  public var kind: Kind
  /// The cell under the pointer.
  public var point: Point
  /// What was held down with it.
  public var modifiers: Key.Modifiers

  /// A mouse event at `point`.
  public init(_ kind: Kind, at point: Point, modifiers: Key.Modifiers = []) {
    self.kind = kind
    self.point = point
    self.modifiers = modifiers
  }
}
