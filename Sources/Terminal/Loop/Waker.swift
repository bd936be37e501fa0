import CNcurses
import Glibc

/// Wakes an event loop from any thread: the loop hands on ``Event/wake``. Several wakes in a row may make one event.
public struct Waker: Sendable {
  /// Closes the descriptor with the last copy of the waker.
  private final class Holder: Sendable {
    let descriptor: Int32
    init(_ descriptor: Int32) { self.descriptor = descriptor }
    deinit { _ = Glibc.close(descriptor) }
  }
  private let holder: Holder?

  /// A waker of its own.
  ///
  /// - Throws: ``TerminalError/system(_:code:)`` when the process has no descriptor left.
  public init() throws(TerminalError) {
    let descriptor = cn_wake_open()
    guard descriptor >= 0 else {
      throw .system("There is no descriptor left for the screen", code: -descriptor)
    }
    holder = Holder(descriptor)
  }

  var descriptor: Int32 { holder?.descriptor ?? -1 }

  /// Wakes the loop.
  public func wake() { cn_wake(descriptor) }

  func clear() { cn_wake_clear(descriptor) }
}
