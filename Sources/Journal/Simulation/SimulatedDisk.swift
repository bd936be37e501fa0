import Synchronization

/// A disk in memory that forgets at a power cut what was not flushed, in any of the ways in which real ones do.
///
/// Tests run a book on it, look at it after every single operation, cut the power there, and open what is left.
/// It is also simply a quick place for the books of other tests. Nothing in it depends on anything but the calls
/// made and the seed, so every case can be played again.
public final class SimulatedDisk: Sendable {
  /// What survives a power cut of that which was written and not flushed.
  public enum Persistence: CaseIterable, Sendable {
    /// Nothing.
    case none
    /// Everything.
    case all
    /// Of each file a first part of its writes, and a first part of the changes of names.
    case prefix
    /// Any sectors of 512 bytes, any changes of names.
    case sectors
    /// Files have their new lengths, but what is new in them is zeros.
    case zeros
    /// Names are as they were last; contents only as flushed.
    case namesOnly
    /// Contents are as they were last; names only as flushed.
    case contentsOnly
  }

  /// What the disk does wrong on purpose.
  public enum Fault: Sendable, Equatable {
    /// The operation of this number fails for this reason; with `forEver`, all later ones too.
    case fail(operation: Int, reason: FileError.Reason, forEver: Bool)
    /// Flushes do nothing, though they say so.
    case flushesLie
    /// Flushes of directories do nothing.
    case directoryFlushesLie
  }

  struct Inode: Sendable {
    enum Change: Sendable {
      case write(offset: Int, bytes: [UInt8])
      case truncate(length: Int)
    }
    /// What a process reads.
    var content: [UInt8] = []
    /// What a power cut leaves for certain.
    var durable: [UInt8] = []
    /// What happened since the last flush.
    var pending: [Change] = []
    /// Who has a lock: process and descriptor, and whether it is exclusive.
    var locks: [Int32: Bool] = [:]
  }

  enum NameChange: Sendable {
    case link(path: String, inode: Int)
    case unlink(path: String)
    case rename(from: String, to: String, inode: Int)
    case directory(path: String)

    /// The directories whose flush makes the change durable.
    var directories: [String] {
      switch self {
      case .link(let path, _), .unlink(let path), .directory(let path): [parent(of: path)]
      case .rename(let from, let to, _): [parent(of: from), parent(of: to)]
      }
    }
  }

  /// The whole disk as a value.
  struct State: Sendable {
    var inodes: [Int: Inode] = [:]
    var nextInode = 1
    var names: [String: Int] = [:]
    var directories: Set<String> = ["", "/"]
    var durableNames: [String: Int] = [:]
    var durableDirectories: Set<String> = ["", "/"]
    var pending: [NameChange] = []
    var descriptors: [Int32: Int] = [:]
    var owners: [Int32: Int32] = [:]
    var nextDescriptor: Int32 = 3
    var operations = 0
    var clock: Int64 = 1_750_000_000_000_000_000
    var randomness: UInt64 = 1
    var space: Int?
    var fault: Fault?
    var killed: Set<Int32> = []
    var nextProcess: Int32 = 100
  }

  let state: Mutex<State>
  /// Called after each operation that changes something, before a flush takes its effect.
  let observer: Mutex<(@Sendable (borrowing State) -> Void)?> = Mutex(nil)

  /// An empty disk.
  public init() { state = Mutex(State()) }

  init(_ state: State) { self.state = Mutex(state) }

  /// A process that uses the disk.
  public func process() -> SimulatedFileSystem {
    state.withLock { state in
      state.nextProcess += 1
      return SimulatedFileSystem(self, process: state.nextProcess)
    }
  }

  /// Makes flushes lie, or an operation fail; nil puts the disk right.
  public func set(_ fault: Fault?) { state.withLock { $0.fault = fault } }

  /// Leaves so many bytes free; nil for without end.
  public func set(space: Int?) { state.withLock { $0.space = space } }

  /// Operations so far that change something.
  public var operations: Int { state.withLock { $0.operations } }

  /// Ends a process as `kill -9` does: its locks and descriptors are gone, what it wrote is there.
  public func kill(_ process: SimulatedFileSystem) {
    state.withLock { state in
      state.killed.insert(process.process)
      for (descriptor, owner) in state.owners where owner == process.process { state.close(descriptor) }
    }
  }

  /// The content of a file as processes see it, or nil.
  public func content(_ path: String) -> [UInt8]? {
    state.withLock { state in state.names[path].flatMap { state.inodes[$0]?.content } }
  }

  /// Puts another content in a file's place, as a fault at rest would. Does nothing where there is no file.
  public func damage(_ path: String, with content: [UInt8]) {
    state.withLock { state in
      guard let inode = state.names[path] else { return }
      state.inodes[inode]?.content = content
      state.inodes[inode]?.durable = content
    }
  }

  /// Gives a file another inode, as copying it does.
  public func copyAnew(_ path: String) {
    state.withLock { state in
      guard let former = state.names[path], let content = state.inodes[former]?.content else { return }
      let inode = state.nextInode
      state.nextInode += 1
      state.inodes[inode] = Inode(content: content, durable: content)
      state.names[path] = inode
      state.durableNames[path] = inode
    }
  }

  /// Paths of all files, sorted.
  public var paths: [String] { state.withLock { $0.names.keys.sorted() } }

  /// The disk after a power cut at this moment.
  public func afterPowerCut(_ persistence: Persistence, seed: UInt64) -> SimulatedDisk {
    SimulatedDisk(state.withLock { $0 }.afterPowerCut(persistence, seed: seed))
  }
}

func parent(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return String(path[..<slash])
}

extension SimulatedDisk.Inode {
  static func apply(_ change: Change, to content: inout [UInt8]) {
    switch change {
    case .truncate(let length):
      if length < content.count {
        content.removeLast(content.count - length)
      } else {
        content.append(contentsOf: [UInt8](repeating: 0, count: length - content.count))
      }
    case .write(let offset, let bytes):
      if offset + bytes.count > content.count {
        content.append(contentsOf: [UInt8](repeating: 0, count: offset + bytes.count - content.count))
      }
      content.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    }
  }

  mutating func change(_ change: Change) {
    Self.apply(change, to: &content)
    pending.append(change)
  }

  mutating func flush() {
    for change in pending { Self.apply(change, to: &durable) }
    pending = []
  }

  /// What a power cut leaves.
  func left(_ persistence: SimulatedDisk.Persistence, _ random: inout SimulatedRandom) -> [UInt8] {
    var left = durable
    switch persistence {
    case .none, .namesOnly: break
    case .all, .contentsOnly:
      for change in pending { Self.apply(change, to: &left) }
    case .prefix:
      let whole = pending.isEmpty ? 0 : random.below(pending.count + 1)
      for change in pending.prefix(whole) { Self.apply(change, to: &left) }
      if whole < pending.count, case .write(let offset, let bytes) = pending[whole] {
        Self.apply(
          .write(offset: offset, bytes: Array(bytes.prefix(random.below(bytes.count + 1)))), to: &left)
      }
    case .sectors:
      for change in pending {
        guard case .write(let offset, let bytes) = change else {
          if random.below(2) == 0 { Self.apply(change, to: &left) }
          continue
        }
        var at = 0
        while at < bytes.count {
          let end = min(bytes.count, ((offset + at) / 512 + 1) * 512 - offset)
          if random.below(2) == 0 {
            Self.apply(.write(offset: offset + at, bytes: Array(bytes[at..<end])), to: &left)
          }
          at = end
        }
      }
    case .zeros:
      if content.count > left.count { Self.apply(.truncate(length: content.count), to: &left) }
    }
    return left
  }
}

extension SimulatedDisk.State {
  mutating func close(_ descriptor: Int32) {
    if let inode = descriptors[descriptor] { inodes[inode]?.locks[descriptor] = nil }
    descriptors[descriptor] = nil
    owners[descriptor] = nil
  }

  static func apply(
    _ change: SimulatedDisk.NameChange, _ names: inout [String: Int], _ directories: inout Set<String>
  ) {
    switch change {
    case .link(let path, let inode): names[path] = inode
    case .unlink(let path): names[path] = nil
    case .rename(let from, let to, let inode):
      if names[from] == inode { names[from] = nil }
      names[to] = inode
    case .directory(let path): directories.insert(path)
    }
  }

  mutating func change(_ change: SimulatedDisk.NameChange) {
    Self.apply(change, &names, &directories)
    pending.append(change)
  }

  mutating func flushDirectory(_ path: String) {
    var kept: [SimulatedDisk.NameChange] = []
    for change in pending {
      if change.directories.contains(path) {
        Self.apply(change, &durableNames, &durableDirectories)
      } else {
        kept.append(change)
      }
    }
    pending = kept
  }

  func afterPowerCut(_ persistence: SimulatedDisk.Persistence, seed: UInt64) -> SimulatedDisk.State {
    var random = SimulatedRandom(seed)
    var left = SimulatedDisk.State()
    left.nextInode = nextInode
    left.clock = clock + 60_000_000_000
    left.randomness = randomness &+ seed
    left.durableNames = durableNames
    left.durableDirectories = durableDirectories
    switch persistence {
    case .none, .contentsOnly: break
    case .all, .namesOnly, .zeros:
      for change in pending { Self.apply(change, &left.durableNames, &left.durableDirectories) }
    case .prefix:
      for change in pending.prefix(random.below(pending.count + 1)) {
        Self.apply(change, &left.durableNames, &left.durableDirectories)
      }
    case .sectors:
      for change in pending where random.below(2) == 0 {
        Self.apply(change, &left.durableNames, &left.durableDirectories)
      }
    }
    // A file is there only if all directories above it are.
    for path in left.durableNames.keys {
      var above = parent(of: path)
      while above != "." && !above.isEmpty {
        if !left.durableDirectories.contains(above) {
          left.durableNames[path] = nil
          break
        }
        above = parent(of: above)
      }
    }
    left.names = left.durableNames
    left.directories = left.durableDirectories
    for inode in Set(left.names.values).sorted() {
      guard let former = inodes[inode] else { continue }
      let content = former.left(persistence, &random)
      left.inodes[inode] = SimulatedDisk.Inode(content: content, durable: content)
    }
    return left
  }
}

/// Numbers that follow from a seed (SplitMix64).
struct SimulatedRandom {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { limit < 1 ? 0 : Int(next() % UInt64(limit)) }
}
