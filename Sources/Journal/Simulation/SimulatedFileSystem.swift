/// One process's view of a simulated disk.
public final class SimulatedFileSystem: FileSystem {
  private let disk: SimulatedDisk
  /// The number of the process.
  public let process: Int32

  init(_ disk: SimulatedDisk, process: Int32) {
    self.disk = disk
    self.process = process
  }

  /// Runs a call that changes nothing.
  private func look<R: Sendable>(
    _ operation: String, _ path: String, _ body: (inout SimulatedDisk.State) throws(FileError) -> R
  ) throws(FileError) -> R {
    try disk.state.withLock { (state) throws(FileError) -> R in
      if state.killed.contains(process) { throw FileError(operation: operation, path: path, reason: .io) }
      return try body(&state)
    }
  }

  /// Runs a call that changes something: counted, watched, and failing when it should.
  ///
  /// - Parameters:
  ///   - body: What becomes visible at once.
  ///   - flush: What becomes durable, after the observer has looked.
  private func change<R: Sendable>(
    _ operation: String, _ path: String, _ body: (inout SimulatedDisk.State) throws(FileError) -> R,
    flush: ((inout SimulatedDisk.State) -> Void)? = nil
  ) throws(FileError) -> R {
    try look(operation, path) { (state) throws(FileError) -> R in
      state.operations += 1
      if case .fail(let number, let reason, let forEver) = state.fault,
        state.operations == number || (forEver && state.operations > number)
      {
        // As on real file systems, pages of a flush that failed count as clean: they are never written.
        if operation == "flush", reason == .io { try drop(&state, path) }
        throw FileError(operation: operation, path: path, reason: reason)
      }
      let result = try body(&state)
      disk.observer.withLock { $0?(state) }
      flush?(&state)
      return result
    }
  }

  private func drop(_ state: inout SimulatedDisk.State, _ path: String) throws(FileError) {
    guard let inode = state.names[path] else { return }
    state.inodes[inode]?.pending = []
  }

  private func inode(_ state: SimulatedDisk.State, _ file: FileDescriptor) throws(FileError) -> Int {
    guard let inode = state.descriptors[file.number] else {
      throw FileError(operation: "use", path: "", reason: .other(9))
    }
    return inode
  }

  private func path(_ file: FileDescriptor) -> String {
    disk.state.withLock { state in
      guard let inode = state.descriptors[file.number] else { return "" }
      return state.names.first { $0.value == inode }?.key ?? ""
    }
  }

  /// Opens a file.
  public func open(_ path: String, _ mode: OpenMode) throws(FileError) -> FileDescriptor {
    func descriptor(_ state: inout SimulatedDisk.State, _ inode: Int) -> FileDescriptor {
      state.nextDescriptor += 1
      state.descriptors[state.nextDescriptor] = inode
      state.owners[state.nextDescriptor] = process
      return FileDescriptor(number: state.nextDescriptor)
    }
    if mode != .create {
      return try look("open", path) { (state) throws(FileError) -> FileDescriptor in
        guard let inode = state.names[path] else {
          throw FileError(operation: "open", path: path, reason: .missing)
        }
        return descriptor(&state, inode)
      }
    }
    return try change("open", path) { (state) throws(FileError) -> FileDescriptor in
      if let inode = state.names[path] {
        state.inodes[inode]?.change(.truncate(length: 0))
        return descriptor(&state, inode)
      }
      guard state.directories.contains(parent(of: path)) || parent(of: path) == "." else {
        throw FileError(operation: "open", path: path, reason: .missing)
      }
      let inode = state.nextInode
      state.nextInode += 1
      state.inodes[inode] = SimulatedDisk.Inode()
      state.change(.link(path: path, inode: inode))
      return descriptor(&state, inode)
    }
  }

  /// Closes a descriptor.
  public func close(_ file: FileDescriptor) { disk.state.withLock { $0.close(file.number) } }

  /// Reads what processes see.
  public func read(
    _ file: FileDescriptor, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Int {
    let bytes = try look("read", "") { (state) throws(FileError) -> [UInt8] in
      let content = state.inodes[try inode(state, file)]?.content ?? []
      guard offset < content.count else { return [] }
      return Array(content[offset..<min(content.count, offset + buffer.count)])
    }
    buffer.copyBytes(from: bytes)
    return bytes.count
  }

  /// Writes; a disk without room takes the first part of it.
  public func write(_ file: FileDescriptor, _ buffer: UnsafeRawBufferPointer, at offset: Int)
    throws(FileError)
  {
    let bytes = Array(buffer)
    try change("write", path(file)) { (state) throws(FileError) in
      let inode = try inode(state, file)
      let growth = max(0, offset + bytes.count - (state.inodes[inode]?.content.count ?? 0))
      if let space = state.space {
        if growth > space {
          let part = bytes.prefix(bytes.count - (growth - space))
          state.inodes[inode]?.change(.write(offset: offset, bytes: Array(part)))
          state.space = 0
          throw FileError(operation: "write", path: "", reason: .full)
        }
        state.space = space - growth
      }
      state.inodes[inode]?.change(.write(offset: offset, bytes: bytes))
    }
  }

  /// Flushes a file.
  public func synchronise(_ file: FileDescriptor) throws(FileError) {
    try change("flush", path(file)) { (_) throws(FileError) in
    } flush: { state in
      guard state.fault != .flushesLie, let inode = state.descriptors[file.number] else { return }
      state.inodes[inode]?.flush()
    }
  }

  /// Flushes the names in a directory.
  public func synchroniseDirectory(_ path: String) throws(FileError) {
    try change("flush", path) { (state) throws(FileError) in
      guard state.directories.contains(path) || path == "." else {
        throw FileError(operation: "flush", path: path, reason: .missing)
      }
    } flush: { state in
      if state.fault != .flushesLie && state.fault != .directoryFlushesLie { state.flushDirectory(path) }
    }
  }

  /// Changes a file's length.
  public func truncate(_ file: FileDescriptor, to length: Int) throws(FileError) {
    try change("truncate", path(file)) { (state) throws(FileError) in
      state.inodes[try inode(state, file)]?.change(.truncate(length: length))
    }
  }

  /// Renames.
  public func rename(_ from: String, to: String) throws(FileError) {
    try change("rename", from) { (state) throws(FileError) in
      guard let inode = state.names[from] else {
        throw FileError(operation: "rename", path: from, reason: .missing)
      }
      guard state.directories.contains(parent(of: to)) || parent(of: to) == "." else {
        throw FileError(operation: "rename", path: to, reason: .missing)
      }
      state.change(.rename(from: from, to: to, inode: inode))
    }
  }

  /// Removes a name.
  public func remove(_ path: String) throws(FileError) {
    try look("remove", path) { (state) throws(FileError) in
      if state.names[path] == nil { throw FileError(operation: "remove", path: path, reason: .missing) }
    }
    try change("remove", path) { (state) throws(FileError) in state.change(.unlink(path: path)) }
  }

  /// Makes a directory.
  public func makeDirectory(_ path: String) throws(FileError) {
    let isThere = try look("make directory", path) { (state) throws(FileError) -> Bool in
      if state.names[path] != nil {
        throw FileError(operation: "make directory", path: path, reason: .exists)
      }
      return state.directories.contains(path)
    }
    if isThere { return }
    try change("make directory", path) { (state) throws(FileError) in
      let above = parent(of: path)
      guard state.directories.contains(above) || above == "." else {
        throw FileError(operation: "make directory", path: path, reason: .missing)
      }
      state.change(.directory(path: path))
    }
  }

  /// Lists a directory, subdirectories included.
  public func list(_ path: String) throws(FileError) -> [String] {
    try look("list", path) { (state) throws(FileError) -> [String] in
      guard state.directories.contains(path) || path == "." else {
        throw FileError(operation: "list", path: path, reason: .missing)
      }
      let all = Array(state.names.keys) + Array(state.directories)
      return all.filter { parent(of: $0) == path && $0 != path && !$0.isEmpty }
        .map { String($0.dropFirst(path == "." ? 0 : path.count + 1)) }
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
  }

  /// The path itself: there are no links.
  public func resolve(_ path: String) throws(FileError) -> String {
    try look("look for", path) { (state) throws(FileError) in
      guard state.directories.contains(path) || state.names[path] != nil else {
        throw FileError(operation: "look for", path: path, reason: .missing)
      }
      return path
    }
  }

  /// Length and inode.
  public func status(_ file: FileDescriptor) throws(FileError) -> FileStatus {
    try look("look at", "") { (state) throws(FileError) -> FileStatus in
      let inode = try inode(state, file)
      return FileStatus(length: state.inodes[inode]?.content.count ?? 0, identity: UInt64(inode))
    }
  }

  /// Tries to lock.
  public func lock(_ file: FileDescriptor, exclusive: Bool) throws(FileError) -> Bool {
    try look("lock", "") { (state) throws(FileError) -> Bool in
      let inode = try inode(state, file)
      let others = (state.inodes[inode]?.locks ?? [:]).filter { $0.key != file.number }
      if exclusive ? !others.isEmpty : others.values.contains(true) { return false }
      state.inodes[inode]?.locks[file.number] = exclusive
      return true
    }
  }

  /// Unlocks.
  public func unlock(_ file: FileDescriptor) {
    disk.state.withLock { state in
      if let inode = state.descriptors[file.number] { state.inodes[inode]?.locks[file.number] = nil }
    }
  }

  /// The simulated clock: a microsecond later at each look.
  public func now() -> Int64 {
    disk.state.withLock {
      $0.clock += 1000
      return $0.clock
    }
  }

  /// Moves the clock on.
  public func sleep(nanoseconds: Int64) { disk.state.withLock { $0.clock += nanoseconds } }

  /// The same numbers in every run.
  public func random() -> UInt64 {
    disk.state.withLock { state in
      var random = SimulatedRandom(state.randomness)
      state.randomness = random.next()
      return state.randomness
    }
  }

  /// Never.
  public func isNetwork(_ path: String) -> Bool { false }

  /// None: simulated processes refresh by themselves.
  public func watch(_ path: String) -> Int32? { nil }

  /// Nothing waits.
  public func drainWatch(_ descriptor: Int32) {}

  /// Nothing to close.
  public func closeWatch(_ descriptor: Int32) {}
}
