import Journal
import Synchronization

/// A disk in memory that forgets at a power cut what was not flushed, in any of the ways in which real ones do.
///
/// Tests run a book on it, look at it after every single operation, cut the power there, and open what is left.
/// It is also simply a quick place for the books of other tests. Nothing in it depends on anything but the calls
/// made and the seed, so every case can be played again.
public final class SimulatedDisk: Sendable {
  let state: Mutex<State>
  /// Called after each operation that changes something, before a flush takes its effect.
  package let observer: Mutex<(@Sendable (borrowing State) -> Void)?> = Mutex(nil)

  /// An empty disk.
  public init() { state = Mutex(State()) }

  /// An empty disk whose files are told from those of others.
  package convenience init(identities: UInt64) {
    var state = State()
    state.identities = identities
    self.init(state)
  }

  /// A disk as it was at a moment.
  package init(_ state: State) { self.state = Mutex(state) }

  /// A process that uses the disk.
  public func process() -> SimulatedFileSystem { process(under: nil) }

  /// A process that runs when a scheduler says so.
  package func process(under scheduler: Scheduler?) -> SimulatedFileSystem {
    SimulatedFileSystem(
      self,
      process: state.withLock { state in
        state.nextProcess += 1
        return state.nextProcess
      }, scheduler)
  }

  /// The disk as it is now.
  package var now: State { state.withLock { $0 } }

  /// Makes flushes lie, or an operation fail; nil puts the disk right.
  public func set(_ fault: Fault?) { state.withLock { $0.fault = fault } }

  /// Leaves so many bytes free; nil for without end.
  public func set(space: Int?) { state.withLock { $0.space = space } }

  /// Makes about one call in so many do less than it was asked, or be interrupted; 0 for none.
  package func set(hindrances: Int) { state.withLock { $0.hindrances = hindrances } }

  /// What the clocks of processes do.
  package func set(clock: ClockFault) { state.withLock { $0.clockFault = clock } }

  /// Operations so far that change something.
  public var operations: Int { state.withLock { $0.operations } }

  /// Calls so far, those that only look included.
  package var calls: Int { state.withLock { $0.calls } }

  /// Flushes of files so far.
  package var flushes: Int { state.withLock { $0.flushes } }

  /// Ends a process as `kill -9` does: its locks and descriptors are gone, what it wrote is there.
  public func kill(_ process: SimulatedFileSystem) { kill(process.process) }

  package func kill(_ process: Int32) {
    state.withLock { state in
      state.killed.insert(process)
      for (descriptor, open) in state.descriptors where open.owner == process { state.close(descriptor) }
    }
  }

  /// The content of a file as processes see it, or nil.
  public func content(_ path: String) -> [UInt8]? {
    state.withLock { state in state.names[path].map { state.inodes[$0].content } }
  }

  /// Puts another content in a file's place, as a fault at rest would. Does nothing where there is no file.
  public func damage(_ path: String, with content: [UInt8]) {
    state.withLock { state in
      guard let inode = state.names[path] else { return }
      state.inodes[inode].content = content
      state.inodes[inode].durable = content
      state.inodes[inode].pending = []
    }
  }

  /// Puts a file there as if it had always been.
  package func put(_ path: String, _ content: [UInt8]) {
    state.withLock { state in
      state.inodes.append(Inode(content: content, durable: content))
      state.names[path] = state.inodes.count - 1
      state.durableNames[path] = state.inodes.count - 1
      var above = parent(of: path)
      while above != ".", !above.isEmpty {
        state.directories.insert(above)
        state.durableDirectories.insert(above)
        above = parent(of: above)
      }
    }
  }

  /// Takes a file away as if it had never been.
  package func lose(_ path: String) {
    state.withLock { state in
      state.names[path] = nil
      state.durableNames[path] = nil
    }
  }

  /// Gives a file another inode, as copying it does.
  public func copyAnew(_ path: String) {
    guard let content = content(path) else { return }
    put(path, content)
  }

  /// Paths of all files, sorted.
  public var paths: [String] { state.withLock { $0.names.keys.sorted() } }

  /// The disk after a power cut at this moment.
  public func afterPowerCut(_ persistence: Persistence, seed: UInt64) -> SimulatedDisk {
    SimulatedDisk(now.afterPowerCut(persistence, seed: seed))
  }
}
