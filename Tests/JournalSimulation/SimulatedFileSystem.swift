import Journal

/// One process's view of a simulated disk.
public final class SimulatedFileSystem: FileSystem {
  private let disk: SimulatedDisk
  private let scheduler: Scheduler?
  /// The number of the process.
  public let process: Int32

  init(_ disk: SimulatedDisk, process: Int32, _ scheduler: Scheduler? = nil) {
    self.disk = disk
    self.process = process
    self.scheduler = scheduler
  }

  /// The same process, named by its number: to end it in a copy of the disk.
  package convenience init(_ disk: SimulatedDisk, process: Int32) {
    self.init(disk, process: process, nil)
  }

  /// Runs a call that changes nothing.
  private func look<R>(
    _ operation: String, _ path: String, _ body: (inout SimulatedDisk.State) throws(FileError) -> R
  ) throws(FileError) -> R {
    scheduler?.turn(process)
    // What the body gives never refers to the disk's state: numbers, text and copies.
    nonisolated(unsafe) var result: Result<R, FileError> = .failure(
      FileError(operation: operation, path: path, reason: .io))
    disk.state.withLock { state in
      do throws(FileError) {
        try begin(operation, path, &state)
        result = .success(try body(&state))
      } catch { result = .failure(error) }
    }
    return try result.get()
  }

  /// Counts a call, and ends it or the process where that is wanted.
  private func begin(_ operation: String, _ path: String, _ state: inout SimulatedDisk.State)
    throws(FileError)
  {
    if state.killed.contains(process) { throw FileError(operation: operation, path: path, reason: .io) }
    state.calls += 1
    switch state.fault {
    case .failCall(let number, let reason, let forEver):
      if state.calls == number || (forEver && state.calls > number) {
        throw FileError(operation: operation, path: path, reason: reason)
      }
    case .kill(let victim, let call):
      if victim == process, state.calls >= call, operation != "write" {
        die(&state)
        throw FileError(operation: operation, path: path, reason: .io)
      }
    default: break
    }
  }

  private func die(_ state: inout SimulatedDisk.State) {
    state.killed.insert(process)
    for (descriptor, open) in state.descriptors where open.owner == process { state.close(descriptor) }
  }

  /// Runs a call that changes something: counted, watched, and failing when it should.
  ///
  /// - Parameters:
  ///   - body: What becomes visible at once.
  ///   - failing: What an operation that fails leaves behind.
  ///   - flush: What becomes durable, after the observer has looked.
  private func change<R>(
    _ operation: String, _ path: String, _ body: (inout SimulatedDisk.State) throws(FileError) -> R,
    failing: (inout SimulatedDisk.State) -> Void = { _ in },
    flush: ((inout SimulatedDisk.State) throws(FileError) -> Void)? = nil
  ) throws(FileError) -> R {
    try look(operation, path) { (state) throws(FileError) -> R in
      state.operations += 1
      if case .fail(let number, let reason, let forEver) = state.fault,
        state.operations == number || (forEver && state.operations > number)
      {
        if reason == .io { failing(&state) }
        throw FileError(operation: operation, path: path, reason: reason)
      }
      let result = try body(&state)
      disk.observer.withLock { $0?(state) }
      try flush?(&state)
      return result
    }
  }

  private func inode(_ state: borrowing SimulatedDisk.State, _ file: FileDescriptor) throws(FileError) -> Int
  {
    guard let open = state.descriptors[file.number] else {
      throw FileError(operation: "use", path: "", reason: .other(9))
    }
    return open.inode
  }

  /// Whether this call is to do less than it was asked.
  private func isHindered(_ state: inout SimulatedDisk.State) -> Bool {
    guard state.hindrances > 0 else { return false }
    return draw(&state) % UInt64(state.hindrances) == 0
  }

  private func draw(_ state: inout SimulatedDisk.State) -> UInt64 {
    var random = SimulatedRandom(state.randomness)
    state.randomness = random.next()
    return state.randomness
  }

  /// Opens a file.
  public func openOnce(_ path: String, _ mode: OpenMode) throws(FileError) -> FileDescriptor {
    func descriptor(_ state: inout SimulatedDisk.State, _ inode: Int) -> FileDescriptor {
      state.nextDescriptor += 1
      state.descriptors[state.nextDescriptor] = SimulatedDisk.OpenFile(inode: inode, owner: process)
      return FileDescriptor(number: state.nextDescriptor)
    }
    if mode != .create {
      return try look("open", path) { (state) throws(FileError) -> FileDescriptor in
        if isHindered(&state) { throw FileError(operation: "open", path: path, reason: .interrupted) }
        guard let inode = state.names[path] else {
          throw FileError(operation: "open", path: path, reason: .missing)
        }
        return descriptor(&state, inode)
      }
    }
    return try change("open", path) { (state) throws(FileError) -> FileDescriptor in
      if state.refusesNextFile {
        state.refusesNextFile = false
        throw FileError(operation: "open", path: path, reason: .io)
      }
      if let inode = state.names[path] {
        state.inodes[inode].change(.truncate(length: 0))
        return descriptor(&state, inode)
      }
      guard state.directories.contains(parent(of: path)) || parent(of: path) == "." else {
        throw FileError(operation: "open", path: path, reason: .missing)
      }
      let inode = state.inodes.count
      state.inodes.append(SimulatedDisk.Inode())
      state.change(.link(path: path, inode: inode))
      return descriptor(&state, inode)
    }
  }

  /// Closes a descriptor.
  public func close(_ file: FileDescriptor) { disk.state.withLock { $0.close(file.number) } }

  /// Reads what processes see.
  public func readOnce(
    _ file: FileDescriptor, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Int {
    try look("read", "") { (state) throws(FileError) -> Int in
      let inode = try inode(state, file)
      var limit = buffer.count
      if isHindered(&state) {
        limit = Int(draw(&state) % UInt64(max(1, limit)))
        if limit == 0 { throw FileError(operation: "read", path: "", reason: .interrupted) }
      }
      return state.inodes[inode].content.withUnsafeBytes { content in
        guard offset < content.count else { return 0 }
        let end = min(content.count, offset + limit)
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: content[offset..<end]))
        return end - offset
      }
    }
  }

  /// Writes; a disk without room takes the first part of it.
  public func writeOnce(_ file: FileDescriptor, _ buffer: UnsafeRawBufferPointer, at offset: Int)
    throws(FileError) -> Int
  {
    func part(_ state: inout SimulatedDisk.State, _ count: Int) {
      guard count > 0, let open = state.descriptors[file.number] else { return }
      if open.inode == state.failed { state.writesAfterFailure += 1 }
      state.inodes[open.inode].change(.write(offset: offset, bytes: Array(buffer.prefix(count))))
    }
    return try change("write", "") { (state) throws(FileError) -> Int in
      let inode = try inode(state, file)
      var count = buffer.count
      if case .kill(let victim, let call) = state.fault, victim == process, state.calls >= call {
        part(&state, Int(draw(&state) % UInt64(count + 1)))
        die(&state)
        throw FileError(operation: "write", path: "", reason: .io)
      }
      if isHindered(&state) {
        count = Int(draw(&state) % UInt64(count + 1))
        if count == 0 { throw FileError(operation: "write", path: "", reason: .interrupted) }
      }
      let growth = max(0, offset + count - state.inodes[inode].content.count)
      if let space = state.space, growth > space {
        count -= growth - space
        state.space = 0
        if count <= 0 { throw FileError(operation: "write", path: "", reason: .full) }
        part(&state, count)
        return count
      }
      if let space = state.space { state.space = space - growth }
      part(&state, count)
      return count
    } failing: { state in
      // Of a write that failed, any first part may have been done.
      part(&state, Int(draw(&state) % UInt64(buffer.count + 1)))
    }
  }

  /// Flushes a file.
  public func synchronise(_ file: FileDescriptor, _ site: Safeguard) throws(FileError) {
    if site.isSilenced { return }
    try change("flush", "") { (state) throws(FileError) in
      state.flushes += 1
      state.clock += 150_000
    } failing: { state in
      // As on real file systems, pages of a flush that failed count as clean: they are never written.
      guard let open = state.descriptors[file.number] else { return }
      state.inodes[open.inode].pending = []
    } flush: { (state) throws(FileError) in
      guard state.fault != .flushesLie else { return }
      let inode = try self.inode(state, file)
      if state.inodes[inode].hasLateError {
        state.inodes[inode].hasLateError = false
        throw FileError(operation: "flush", path: "", reason: .io)
      }
      if case .failFlush(let number, let way) = state.fault, state.flushes == number {
        state.inodes[inode].pending = []
        if way != .late { state.failed = inode }
        switch way {
        case .clean: break
        case .stubborn: state.refusesNextFile = true
        case .reverted: state.inodes[inode].content = state.inodes[inode].durable
        case .late:
          state.inodes[inode].hasLateError = true
          state.lied = inode
          return
        }
        throw FileError(operation: "flush", path: "", reason: .io)
      }
      state.inodes[inode].flush()
    }
  }

  /// Flushes the names in a directory.
  public func synchroniseDirectory(_ path: String, _ site: Safeguard) throws(FileError) {
    if site.isSilenced { return }
    try change("flush", path) { (state) throws(FileError) in
      guard state.directories.contains(path) || path == "." else {
        throw FileError(operation: "flush", path: path, reason: .missing)
      }
    } flush: { (state) throws(FileError) in
      if state.fault != .flushesLie && state.fault != .directoryFlushesLie { state.flushDirectory(path) }
    }
  }

  /// Changes a file's length.
  public func truncate(_ file: FileDescriptor, to length: Int) throws(FileError) {
    try change("truncate", "") { (state) throws(FileError) in
      let inode = try inode(state, file)
      state.inodes[inode].change(.truncate(length: length))
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
      let prefix = path == "." ? "" : path + "/"
      let length = prefix.utf8.count
      func name(_ candidate: String) -> String? {
        guard candidate.utf8.count > length, candidate.hasPrefix(prefix) else { return nil }
        let name = candidate.utf8.dropFirst(length)
        return name.contains(UInt8(ascii: "/")) ? nil : String(Substring(name))
      }
      return (state.names.keys.compactMap(name) + state.directories.compactMap(name))
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
      return FileStatus(length: state.inodes[inode].content.count, identity: UInt64(inode) + state.identities)
    }
  }

  /// Tries to lock.
  public func lockOnce(_ file: FileDescriptor, exclusive: Bool, _ site: Safeguard) throws(FileError) -> Bool {
    if site.isSilenced { return true }
    return try look("lock", "") { (state) throws(FileError) -> Bool in
      if isHindered(&state) { throw FileError(operation: "lock", path: "", reason: .interrupted) }
      let inode = try inode(state, file)
      for (other, isExclusive) in state.inodes[inode].locks where other != file.number {
        if exclusive || isExclusive { return false }
      }
      state.inodes[inode].locks[file.number] = exclusive
      return true
    }
  }

  /// Unlocks.
  public func unlock(_ file: FileDescriptor) {
    scheduler?.turn(process)
    disk.state.withLock { state in
      if state.killed.contains(process) { return }
      if let open = state.descriptors[file.number] { state.inodes[open.inode].locks[file.number] = nil }
    }
  }

  /// The simulated clock: a microsecond later at each look, or what its fault says.
  public func now() -> Int64 {
    disk.state.withLock { state in
      state.clock += 1000
      switch state.clockFault {
      case .none: return state.clock
      case .stuck: return 1_750_000_000_000_000_000
      case .backwards: return 3_500_000_000_000_000_000 - state.clock
      case .jumping:
        let days = Int64(draw(&state) % 21) - 10
        return state.clock + days * 86_400_000_000_000
      case .apart: return state.clock + Int64(process % 7 - 3) * 3_600_000_000_000
      }
    }
  }

  /// Moves the clock on; under a scheduler, when nobody else has anything to do before.
  public func sleep(nanoseconds: Int64) {
    guard let scheduler else {
      disk.state.withLock { $0.clock += nanoseconds }
      return
    }
    scheduler.sleep(process, nanoseconds)
  }

  /// The same numbers in every run.
  public func random() -> UInt64 { disk.state.withLock { draw(&$0) } }

  /// Never.
  public func isNetwork(_ path: String) -> Bool { false }

  /// None: simulated processes refresh by themselves.
  public func watch(_ path: String) -> Int32? { nil }

  /// Nothing waits.
  public func drainWatch(_ descriptor: Int32) {}

  /// Nothing to close.
  public func closeWatch(_ descriptor: Int32) {}
}
