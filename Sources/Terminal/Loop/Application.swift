/// What an ``EventLoop`` runs: something that takes events in and can be drawn. Usually a ``ScreenStack`` and what its
/// screens read.
public protocol Application {
  /// Takes one event in. What the loop shall do besides is asked of `loop`.
  mutating func handle(_ event: Event, _ loop: inout LoopControl)

  /// Draws everything on a blank canvas of the window's size.
  func draw(on canvas: inout Canvas)
}

/// What an application may ask of the loop that runs it.
public struct LoopControl: Sendable {
  /// The size of the window.
  public internal(set) var size: Size
  /// What painting cost so far.
  public internal(set) var statistics = PaintStatistics()
  /// Wakes the loop from any thread.
  public let waker: Waker

  var exitCode: Int32?
  var wantsStop = false
  var wantsRepaint = false
  var guest: (@Sendable () -> Void)?
  var discardsTypeAhead = false
  var hearsMouse: Bool?
  var watched: [Int32] = []
  var timers: [String: UInt64] = [:]

  init(size: Size, waker: Waker) {
    self.size = size
    self.waker = waker
  }

  /// Ends the loop, with this exit code.
  public mutating func quit(_ code: Int32 = 0) { exitCode = code }

  /// Stops the program as Ctrl-Z does, and gives the terminal back meanwhile.
  public mutating func suspend() { wantsStop = true }

  /// Gives the terminal back, does `body`, which may use it as any program does, and takes it again. Nothing else is taken
  /// in meanwhile; the application is then told by ``Event/resumed``.
  public mutating func handOver(_ body: @escaping @Sendable () -> Void) { guest = body }

  /// Sends the next frame whole, for a screen that somebody else wrote on (Ctrl-L).
  public mutating func repaint() { wantsRepaint = true }

  /// Throws away the keys that were typed and not yet taken in: before a question that must not be answered by accident.
  public mutating func discardTypeAhead() { discardsTypeAhead = true }

  /// Asks the terminal to report clicks and the wheel, or to keep them for its own selection.
  public mutating func hearMouse(_ isOn: Bool) { hearsMouse = isOn }

  /// Hands on ``Event/readable(_:)`` whenever `descriptor` can be read, until it is unwatched. Read it empty each time.
  public mutating func watch(_ descriptor: Int32) {
    if descriptor >= 0, !watched.contains(descriptor) { watched.append(descriptor) }
  }

  /// Watches a descriptor no more.
  public mutating func unwatch(_ descriptor: Int32) { watched.removeAll { $0 == descriptor } }

  /// Hands on ``Event/timer(_:)`` once, so many milliseconds from now. A timer of the same name is replaced.
  public mutating func setTimer(_ name: String, after milliseconds: Int) {
    timers[name] = Monotonic.now &+ UInt64(min(max(milliseconds, 0), 1_000_000_000)) * 1_000_000
  }

  /// Forgets a timer.
  public mutating func cancelTimer(_ name: String) { timers[name] = nil }
}
