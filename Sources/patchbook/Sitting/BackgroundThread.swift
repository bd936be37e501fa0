import Glibc

/// Work beside the event loop.
enum BackgroundThread {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { box in
    if let box { Unmanaged<Work>.fromOpaque(box).takeRetainedValue().body() }
    return nil
  }

  /// Runs `body` on a thread of its own. On a host without room for a thread it is run here, and the desk waits this once.
  static func run(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    guard pthread_create(&thread, nil, start, work.toOpaque()) == 0 else {
      work.release()
      return body()
    }
    pthread_detach(thread)
  }
}
