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
