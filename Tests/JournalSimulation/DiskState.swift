import Journal

extension SimulatedDisk {
  /// A file's content, whatever its names.
  package struct Inode: Sendable {
    package enum Change: Sendable {
      case write(offset: Int, bytes: [UInt8])
      case truncate(length: Int)
    }
    /// What a process reads.
    package var content: [UInt8] = []
    /// What a power cut leaves for certain.
    package var durable: [UInt8] = []
    /// What happened since the last flush.
    package var pending: [Change] = []
    /// Who has a lock: descriptor, and whether it is exclusive.
    var locks: [Int32: Bool] = [:]
    /// A flush failed, and whoever flushes next hears of it.
    var hasLateError = false
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

  struct OpenFile: Sendable {
    var inode: Int
    var owner: Int32
  }

  /// The whole disk as a value.
  package struct State: Sendable {
    package var inodes: [Inode] = [Inode()]
    package var names: [String: Int] = [:]
    package var directories: Set<String> = ["", "/"]
    var durableNames: [String: Int] = [:]
    var durableDirectories: Set<String> = ["", "/"]
    var pending: [NameChange] = []
    var descriptors: [Int32: OpenFile] = [:]
    var nextDescriptor: Int32 = 3
    package var operations = 0
    package var calls = 0
    package var flushes = 0
    var clock: Int64 = 1_750_000_000_000_000_000
    var clockFault = ClockFault.none
    var randomness: UInt64 = 1
    /// What is added to a file's number to tell it from those of other disks.
    package var identities: UInt64 = 0
    /// The file of which a flush failed, and how often it was written to after that.
    package var failed: Int?
    package var writesAfterFailure = 0
    /// Whether the next file that is to be made cannot be.
    var refusesNextFile = false
    /// The file of which a flush said that all was well when it was not.
    var lied: Int?
    var space: Int?
    var hindrances = 0
    var fault: Fault?
    var killed: Set<Int32> = []
    var nextProcess: Int32 = 100
  }
}

func parent(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return String(path[..<slash])
}

extension SimulatedDisk.Inode {
  static func apply(_ change: Change, to content: inout [UInt8]) {
    switch change {
    case .truncate(let length):
      if length < content.count {
        content.removeLast(content.count - length)
      } else {
        content.append(contentsOf: repeatElement(0, count: length - content.count))
      }
    case .write(let offset, let bytes):
      if offset == content.count {
        content.append(contentsOf: bytes)
        return
      }
      if offset + bytes.count > content.count {
        content.append(contentsOf: repeatElement(0, count: offset + bytes.count - content.count))
      }
      content.withUnsafeMutableBytes { all in
        bytes.withUnsafeBytes { part in
          UnsafeMutableRawBufferPointer(rebasing: all[offset..<(offset + part.count)]).copyMemory(from: part)
        }
      }
    }
  }

  mutating func change(_ change: Change) {
    Self.apply(change, to: &content)
    pending.append(change)
  }

  mutating func flush() {
    if pending.isEmpty { return }
    for change in pending { Self.apply(change, to: &durable) }
    pending = []
  }
}

extension SimulatedDisk.State {
  mutating func close(_ descriptor: Int32) {
    if let open = descriptors[descriptor], !inodes[open.inode].locks.isEmpty {
      inodes[open.inode].locks[descriptor] = nil
    }
    descriptors[descriptor] = nil
  }

  /// Whether a flush of the journal did nothing, though it said that all was well, and no later segment is on the disk
  /// for certain: then nothing on it can show what is missing.
  package var mayLoseUntold: Bool {
    guard let lied, let path = names.first(where: { $0.value == lied })?.key else { return false }
    return !durableNames.keys.contains { parent(of: $0) == parent(of: path) && $0 > path }
  }

  /// Whether a segment of the journal was written to after a flush of it had failed.
  package var wroteToFailedSegment: Bool {
    guard let failed, writesAfterFailure > 0 else { return false }
    return names.contains {
      $0.value == failed && $0.key.hasPrefix("book/journal/") && $0.key.hasSuffix(".log")
    }
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
}

/// Numbers that follow from a seed (SplitMix64).
package struct SimulatedRandom: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(_ seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  package mutating func below(_ limit: Int) -> Int { limit < 1 ? 0 : Int(next() % UInt64(limit)) }
}
