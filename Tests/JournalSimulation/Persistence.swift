import Journal

extension SimulatedDisk {
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
    /// Files have their new lengths, but what is new in them is what lay on the disk before: pieces of other files.
    case stale
    /// Names are as they were last; contents only as flushed.
    case namesOnly
    /// Contents are as they were last; names only as flushed.
    case contentsOnly
  }
}

extension SimulatedDisk.Inode {
  /// What a power cut leaves.
  func left(
    _ persistence: SimulatedDisk.Persistence, _ random: inout SimulatedRandom, others: [SimulatedDisk.Inode]
  ) -> [UInt8] {
    if pending.isEmpty { return durable }
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
    case .stale:
      let kept = left.count
      guard content.count > kept else { break }
      Self.apply(.truncate(length: content.count), to: &left)
      guard !others.isEmpty else { break }
      let old = others[random.below(others.count)].durable
      for index in kept..<left.count where index < old.count { left[index] = old[index] }
    }
    return left
  }
}

extension SimulatedDisk.State {
  package func afterPowerCut(_ persistence: SimulatedDisk.Persistence, seed: UInt64) -> SimulatedDisk.State {
    var random = SimulatedRandom(seed)
    var left = SimulatedDisk.State()
    left.clock = clock + 60_000_000_000
    left.clockFault = clockFault
    left.identities = identities
    left.randomness = randomness &+ seed
    left.durableNames = durableNames
    left.durableDirectories = durableDirectories
    switch persistence {
    case .none, .contentsOnly: break
    case .all, .namesOnly, .zeros, .stale:
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
    if !pending.isEmpty {
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
    }
    left.names = left.durableNames
    left.directories = left.durableDirectories
    left.inodes = inodes
    // Which sectors survive must not depend on how the names happen to be hashed.
    for inode in left.inodes.indices {
      let content = inodes[inode].left(persistence, &random, others: inodes)
      left.inodes[inode].content = content
      left.inodes[inode].durable = content
      left.inodes[inode].pending = []
      left.inodes[inode].locks = [:]
    }
    return left
  }
}
