import Casebook
import Desk
import Glibc
import Synchronization
import Terminal

/// The one thread that records, with a queue: the desk hands a change over and never waits for the disk.
///
/// The thread lives as long as there is something to record; the book is opened for writing with the first change and
/// stays open. Results come in the order in which the changes were handed over, and wake the event loop.
final class Writer: Sendable {
  private struct State {
    var queue: [Command] = []
    var results: [RecordResult] = []
    var isRunning = false
    /// Wakes the event loop; known from the first change on.
    var waker: Waker?
  }

  private let state = Mutex(State())
  private let book = Mutex<Casebook?>(nil)
  private let open: @Sendable () throws -> Casebook

  /// A writer that opens the book so.
  init(open: @escaping @Sendable () throws -> Casebook) { self.open = open }

  /// Hands a change over; `waker` is woken when there is a result.
  func add(_ command: Command, waker: Waker) {
    let needsThread = state.withLock { state in
      state.queue.append(command)
      state.waker = waker
      defer { state.isRunning = true }
      return !state.isRunning
    }
    guard needsThread else { return }
    BackgroundThread.run { self.run() }
  }

  /// What has become of changes since this was last asked, the oldest first.
  func takeResults() -> [RecordResult] {
    state.withLock { state in
      defer { state.results = [] }
      return state.results
    }
  }

  /// Waits until everything is recorded, at most so many milliseconds.
  /// - Returns: how many changes are still not recorded.
  func finish(within milliseconds: Int) -> Int {
    var left = milliseconds
    while left > 0, state.withLock({ $0.isRunning }) {
      usleep(5_000)
      left -= 5
    }
    return state.withLock { $0.isRunning ? max(1, $0.queue.count) : 0 }
  }

  /// Records what is in the queue, and ends with it.
  private func run() {
    while true {
      let command = state.withLock { state -> Command? in
        guard let command = state.queue.first else {
          state.isRunning = false
          return nil
        }
        return command
      }
      guard let command else { return }
      let result = perform(command)
      let waker = state.withLock { state in
        state.queue.removeFirst()
        state.results.append(result)
        return state.waker
      }
      waker?.wake()
    }
  }

  private func perform(_ command: Command) -> RecordResult {
    do {
      let casebook = try book.withLock { book in
        if let book { return book }
        let opened = try open()
        book = opened
        return opened
      }
      let receipt = try casebook.perform(command)
      return .saved(sequence: receipt.sequence, time: Writer.timeOfDay)
    } catch {
      return .refused("\(error)")
    }
  }

  /// The time of the day on the host's clock, in London: `10:19:41`.
  static var timeOfDay: String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return LondonClock.time(ofNanoseconds: Int64(now.tv_sec) * 1_000_000_000)
  }
}
