import CSystem
import Glibc

/// The host's own files, locks, clock and randomness. The only place in this room that calls Glibc. What names a file is
/// done with the rights of the program's group, where it is installed for one (`BookGroup`).
public struct RealFileSystem: FileSystem {
  /// The host's file system.
  public init() { RealFileSystem.keepsFreedMemory }

  // A third of the time that a ledger takes to read went into pages that were given back after the ledger before.
  private static let keepsFreedMemory: Void = csystem_keep_freed_memory(4 << 20)

  /// open(2), closed on exec.
  public func openOnce(_ path: String, _ mode: OpenMode) throws(FileError) -> FileDescriptor {
    csystem_group_enter()
    defer { csystem_group_leave() }
    let flags =
      switch mode {
      case .read: O_RDONLY
      case .write: O_RDWR
      case .create: O_RDWR | O_CREAT | O_TRUNC
      }
    let number = csystem_open(path, flags, RealFileSystem.fileMode)
    if number < 0 { throw failure("open", path) }
    if mode == .create { widen(number) }
    return FileDescriptor(number: number)
  }

  /// Files of a book are for its group, whatever the umask of whoever makes them: everybody who works with the book
  /// must be able to write to them. Nobody else reads them.
  private static let fileMode: UInt32 = 0o660
  /// Directories hand their group on to what is made in them.
  private static let directoryMode: UInt32 = 0o2770
  private static let protectedMode: UInt32 = 0o440

  /// Undoes what the umask took from a file that was just made. Of a file of another user the mode stays.
  private func widen(_ number: Int32) {
    var about = stat()
    guard fstat(number, &about) == 0, about.st_mode & 0o7777 != RealFileSystem.fileMode,
      about.st_uid == geteuid()
    else { return }
    _ = fchmod(number, RealFileSystem.fileMode)
  }

  /// fchmod(2).
  public func protect(_ file: FileDescriptor) { _ = fchmod(file.number, RealFileSystem.protectedMode) }

  /// close(2).
  public func close(_ file: FileDescriptor) { _ = Glibc.close(file.number) }

  /// pread(2).
  public func readOnce(
    _ file: FileDescriptor, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Int {
    let got = pread(file.number, buffer.baseAddress, buffer.count, offset)
    if got < 0 { throw failure("read", "") }
    return got
  }

  /// pwrite(2).
  public func writeOnce(_ file: FileDescriptor, _ buffer: UnsafeRawBufferPointer, at offset: Int)
    throws(FileError) -> Int
  {
    let put = pwrite(file.number, buffer.baseAddress, buffer.count, offset)
    if put < 0 { throw failure("write", "") }
    return put
  }

  /// fdatasync(2).
  public func synchronise(_ file: FileDescriptor, _ site: Safeguard) throws(FileError) {
    if fdatasync(file.number) != 0 { throw failure("flush", "") }
  }

  /// fsync(2) on the directory.
  public func synchroniseDirectory(_ path: String, _ site: Safeguard) throws(FileError) {
    csystem_group_enter()
    defer { csystem_group_leave() }
    let number = csystem_open(path, O_RDONLY | O_DIRECTORY, 0)
    if number < 0 { throw failure("open", path) }
    defer { _ = Glibc.close(number) }
    if fsync(number) != 0 { throw failure("flush", path) }
  }

  /// ftruncate(2).
  public func truncate(_ file: FileDescriptor, to length: Int) throws(FileError) {
    if ftruncate(file.number, length) != 0 { throw failure("truncate", "") }
  }

  /// rename(2).
  public func rename(_ from: String, to: String) throws(FileError) {
    csystem_group_enter()
    defer { csystem_group_leave() }
    if Glibc.rename(from, to) != 0 { throw failure("rename", from) }
  }

  /// unlink(2).
  public func remove(_ path: String) throws(FileError) {
    csystem_group_enter()
    defer { csystem_group_leave() }
    if unlink(path) != 0 { throw failure("remove", path) }
  }

  /// mkdir(2).
  public func makeDirectory(_ path: String) throws(FileError) {
    csystem_group_enter()
    defer { csystem_group_leave() }
    if mkdir(path, RealFileSystem.directoryMode) == 0 {
      // mkdir(2) takes the umask off, and may leave the bit out that hands the group on.
      _ = chmod(path, RealFileSystem.directoryMode)
      return
    }
    if errno != EEXIST { throw failure("make directory", path) }
    var about = stat()
    guard stat(path, &about) == 0, csystem_is_directory(about.st_mode) != 0 else {
      throw FileError(operation: "make directory", path: path, reason: .exists)
    }
  }

  /// readdir(3), sorted.
  public func list(_ path: String) throws(FileError) -> [String] {
    csystem_group_enter()
    defer { csystem_group_leave() }
    guard let directory = opendir(path) else { throw failure("list", path) }
    defer { closedir(directory) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(directory) else { break }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    if errno != 0 { throw failure("list", path) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// realpath(3).
  public func resolve(_ path: String) throws(FileError) -> String {
    csystem_group_enter()
    defer { csystem_group_leave() }
    guard let resolved = realpath(path, nil) else { throw failure("look for", path) }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// fstat(2).
  public func status(_ file: FileDescriptor) throws(FileError) -> FileStatus {
    var about = stat()
    if fstat(file.number, &about) != 0 { throw failure("look at", "") }
    return FileStatus(length: Int(about.st_size), identity: UInt64(about.st_ino))
  }

  /// flock(2) on this description, without waiting.
  public func lockOnce(_ file: FileDescriptor, exclusive: Bool, _ site: Safeguard) throws(FileError) -> Bool {
    if csystem_try_lock(file.number, exclusive ? 1 : 0) == 0 { return true }
    if errno == EWOULDBLOCK { return false }
    throw failure("lock", "")
  }

  /// flock(2) with LOCK_UN.
  public func unlock(_ file: FileDescriptor) { _ = flock(file.number, LOCK_UN) }

  /// clock_gettime(2), CLOCK_REALTIME.
  public func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// nanosleep(2).
  public func sleep(nanoseconds: Int64) {
    var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    nanosleep(&time, nil)
  }

  /// getrandom(2).
  public func random() -> UInt64 {
    var bits: UInt64 = 0
    if csystem_random(&bits, 8) != 0 { return UInt64.random(in: 0...UInt64.max) }
    return bits
  }

  /// getpid(2).
  public var process: Int32 { getpid() }

  /// statfs(2).
  public func isNetwork(_ path: String) -> Bool {
    csystem_group_enter()
    defer { csystem_group_leave() }
    return csystem_is_network_type(csystem_file_system_type(path)) != 0
  }

  /// inotify(7), IN_MODIFY.
  public func watch(_ path: String) -> Int32? {
    csystem_group_enter()
    defer { csystem_group_leave() }
    let descriptor = csystem_watch(path)
    return descriptor < 0 ? nil : descriptor
  }

  /// Reads what waits in the descriptor.
  public func drainWatch(_ descriptor: Int32) { _ = csystem_event_drain(descriptor) }

  /// close(2).
  public func closeWatch(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

  private func failure(_ operation: String, _ path: String) -> FileError {
    let reason: FileError.Reason =
      switch errno {
      case ENOENT, ENOTDIR: .missing
      case EEXIST: .exists
      case EACCES, EPERM, EROFS: .denied
      case ENOSPC, EDQUOT, EFBIG: .full
      case EIO: .io
      case let number: .other(number)
      }
    return FileError(operation: operation, path: path, reason: reason)
  }
}
