/// Puts canvases on a terminal: of each it sends what differs from the last.
public protocol Painter: AnyObject {
  /// Sends a canvas.
  ///
  /// - Throws: ``TerminalError`` when the terminal has gone.
  func paint(_ canvas: Canvas) throws(TerminalError)

  /// Forgets what is on the terminal: the next canvas is sent whole. After the terminal was somebody else's.
  func forget()

  /// What was sent so far.
  var statistics: PaintStatistics { get }

  /// How the line to the terminal stands at a time of the monotonic clock.
  func line(at now: UInt64) -> LineState

  /// The descriptor that was waited for is writable.
  ///
  /// - Throws: ``TerminalError`` when the terminal has gone.
  func sendMore() throws(TerminalError)

  /// The terminal has answered that it has shown what was sent.
  ///
  /// - Throws: ``TerminalError`` when the terminal has gone.
  func terminalAnswered() throws(TerminalError)
}

extension Painter {
  /// A line that takes everything at once.
  public func line(at now: UInt64) -> LineState { LineState() }
  /// Nothing waits.
  public func sendMore() throws(TerminalError) {}
  /// Nothing was asked.
  public func terminalAnswered() throws(TerminalError) {}
}

/// How the line to the terminal stands: whether it takes another frame.
public struct LineState: Hashable, Sendable {
  /// The descriptor that has to become writable before there can be another frame; nil where nothing waits to be sent.
  public var descriptor: Int32?
  /// Until when the next frame waits for the terminal to show the last, in nanoseconds of the monotonic clock; nil where
  /// it need not.
  public var until: UInt64?
  /// How long a lone Esc waits for the rest of a sequence, in milliseconds.
  public var escapeTime = 25

  /// A line that takes a frame at once.
  public init() {}

  /// Whether a frame may be composed.
  var isOpen: Bool { descriptor == nil && until == nil }
}

/// What painting cost so far.
public struct PaintStatistics: Hashable, Sendable {
  /// Canvases painted.
  public var frames = 0
  /// Bytes sent.
  public var bytes = 0
  /// Calls of write(2): one for a frame, unless the terminal took a part at a time; none for a frame without changes.
  public var writes = 0

  /// Nothing sent.
  public init() {}
}
