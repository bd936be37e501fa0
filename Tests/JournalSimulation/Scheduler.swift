import Glibc
import Journal

/// Runs virtual processes in turn, one call of the file system at a time, as a seed says.
///
/// Each is a thread of the host that waits until it is given the baton, so that the journal runs as it is. Only who
/// has the baton runs; so the whole is as deterministic as one thread.
package final class Scheduler: @unchecked Sendable {
  // Safe to share: everything is touched only by the thread that has the baton.

  private final class Virtual {
    let process: SimulatedFileSystem
    let body: @Sendable (SimulatedFileSystem) -> Void
    let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    var wakesAt: Int64 = 0
    var isDone = false
    var turns = 0

    init(_ process: SimulatedFileSystem, _ body: @escaping @Sendable (SimulatedFileSystem) -> Void) {
      self.process = process
      self.body = body
      sem_init(semaphore, 0, 0)
    }

    deinit {
      sem_destroy(semaphore)
      semaphore.deallocate()
    }
  }

  private let disk: SimulatedDisk
  private var random: SimulatedRandom
  private let switches: Int
  private var virtuals: [Virtual] = []
  private var byNumber: [Int32: Int] = [:]
  private var current = 0
  private let finished = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
  /// A process that stands still from a turn of its own on, as after SIGSTOP: process, turn, for how long.
  package var stop: (process: Int32, turn: Int, nanoseconds: Int64)?

  /// - Parameter switches: About one call in so many is followed by another process's.
  package init(_ disk: SimulatedDisk, seed: UInt64, switches: Int) {
    self.disk = disk
    random = SimulatedRandom(seed)
    self.switches = switches
    sem_init(finished, 0, 0)
  }

  deinit {
    sem_destroy(finished)
    finished.deallocate()
  }

  /// Adds a process.
  @discardableResult
  package func add(_ body: @escaping @Sendable (SimulatedFileSystem) -> Void) -> Int32 {
    let process = disk.process(under: self)
    byNumber[process.process] = virtuals.count
    virtuals.append(Virtual(process, body))
    return process.process
  }

  /// Runs all processes to their end.
  package func run() {
    if virtuals.isEmpty { return }
    var threads: [pthread_t] = []
    for index in virtuals.indices {
      var thread = pthread_t()
      let start = Unmanaged.passRetained(Start(self, index))
      let failure = pthread_create(
        &thread, nil,
        { pointer in
          guard let pointer else { return nil }
          let start = Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue()
          start.scheduler.live(start.index)
          return nil
        }, start.toOpaque())
      if failure != 0 {
        start.release()
        virtuals[index].isDone = true
      } else {
        threads.append(thread)
      }
    }
    if let first = choose() {
      current = first
      sem_post(virtuals[first].semaphore)
      wait(finished)
    }
    for thread in threads { pthread_join(thread, nil) }
    virtuals = []
  }

  private final class Start {
    let scheduler: Scheduler
    let index: Int
    init(_ scheduler: Scheduler, _ index: Int) {
      self.scheduler = scheduler
      self.index = index
    }
  }

  private func wait(_ semaphore: UnsafeMutablePointer<sem_t>) {
    while sem_wait(semaphore) != 0 {}
  }

  private func live(_ index: Int) {
    let own = virtuals[index]
    wait(own.semaphore)
    own.body(own.process)
    own.isDone = true
    if let next = choose() {
      current = next
      sem_post(virtuals[next].semaphore)
    } else {
      sem_post(finished)
    }
  }

  /// Whose turn it is; nil where all are done.
  private func choose() -> Int? {
    var ready: [Int] = []
    var soonest: Int?
    let clock = disk.state.withLock { $0.clock }
    for index in virtuals.indices where !virtuals[index].isDone {
      if virtuals[index].wakesAt <= clock { ready.append(index) }
      if soonest.map({ virtuals[$0].wakesAt > virtuals[index].wakesAt }) ?? true { soonest = index }
    }
    if !ready.isEmpty { return ready[random.below(ready.count)] }
    guard let soonest else { return nil }
    let wakesAt = virtuals[soonest].wakesAt
    disk.state.withLock { $0.clock = max($0.clock, wakesAt) }
    return soonest
  }

  private func hand(over next: Int) {
    guard next != current else { return }
    let own = virtuals[current]
    current = next
    sem_post(virtuals[next].semaphore)
    wait(own.semaphore)
  }

  /// Before each call of a process: perhaps it is another's turn.
  func turn(_ process: Int32) {
    guard let index = byNumber[process], index == current, !virtuals[index].isDone else { return }
    virtuals[index].turns += 1
    if let stop, stop.process == process, stop.turn == virtuals[index].turns {
      sleep(process, stop.nanoseconds)
      return
    }
    guard virtuals.count > 1, random.below(switches) == 0, let next = choose() else { return }
    hand(over: next)
  }

  /// Lets the others go on until the time has passed.
  func sleep(_ process: Int32, _ nanoseconds: Int64) {
    guard let index = byNumber[process], index == current, !virtuals[index].isDone else { return }
    let clock = disk.state.withLock { $0.clock }
    virtuals[index].wakesAt = clock + max(0, nanoseconds)
    guard let next = choose() else { return }
    hand(over: next)
  }
}
