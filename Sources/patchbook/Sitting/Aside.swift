import Glibc

/// Work that touches the disk and for which nobody waits: settings of the sitting, not the record.
enum Aside {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Does the work on a thread of its own; on a host without room for one, here.
  @Sendable static func run(_ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { box in
      if let box { Unmanaged<Work>.fromOpaque(box).takeRetainedValue().body() }
      return nil
    }
    guard pthread_create(&thread, nil, start, work.toOpaque()) == 0 else {
      work.release()
      body()
      return
    }
    pthread_detach(thread)
  }
}
