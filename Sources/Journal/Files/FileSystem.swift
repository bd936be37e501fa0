/// The journal's only way to the outside: files, locks, the clock and randomness.
///
/// There are two: `RealFileSystem`, and `SimulatedFileSystem` with which tests crash a book at every operation. What is
/// called `…Once` is one call of the host, which may do less than was asked or be interrupted; the journal uses the
/// whole calls that are made of them here, so that simulations go through the same loops.
/// Paths are plain strings, `/` between the parts. All calls may be made from several threads.
public protocol FileSystem: Sendable {
  /// Opens a file and gives a descriptor for the other calls.
  func openOnce(_ path: String, _ mode: OpenMode) throws(FileError) -> FileDescriptor
  /// Closes a descriptor, and drops a lock that was taken through it.
  func close(_ file: FileDescriptor)
  /// Reads up to a buffer's worth at a place; none: the file ends there.
  func readOnce(_ file: FileDescriptor, into buffer: UnsafeMutableRawBufferPointer, at offset: Int)
    throws(FileError) -> Int
  /// Writes a first part of the buffer at a place, and says how much.
  func writeOnce(_ file: FileDescriptor, _ buffer: UnsafeRawBufferPointer, at offset: Int) throws(FileError)
    -> Int
  /// Makes a file's content and length durable (fdatasync). `site` names what relies on it.
  func synchronise(_ file: FileDescriptor, _ site: Safeguard) throws(FileError)
  /// Makes the names in a directory durable. `site` names what relies on it.
  func synchroniseDirectory(_ path: String, _ site: Safeguard) throws(FileError)
  /// Shortens or lengthens a file.
  func truncate(_ file: FileDescriptor, to length: Int) throws(FileError)
  /// Says that a file is finished: nobody is to write to it any more. For people and their tools; where that cannot be
  /// had (a file of another user) it is left as it is.
  func protect(_ file: FileDescriptor)
  /// Renames a file inside one file system, taking the place of what stood there.
  func rename(_ from: String, to: String) throws(FileError)
  /// Removes a name. A file that is open stays readable.
  func remove(_ path: String) throws(FileError)
  /// Makes a directory. One that is there already is left as it is.
  func makeDirectory(_ path: String) throws(FileError)
  /// The names in a directory, sorted bytewise.
  func list(_ path: String) throws(FileError) -> [String]
  /// The one true path of a file or directory that is there: absolute, without links.
  func resolve(_ path: String) throws(FileError) -> String
  /// Length and identity of an open file.
  func status(_ file: FileDescriptor) throws(FileError) -> FileStatus
  /// Tries to take a lock on an open file, never waiting. False: somebody else has it. `site` names what relies on it.
  func lockOnce(_ file: FileDescriptor, exclusive: Bool, _ site: Safeguard) throws(FileError) -> Bool
  /// Gives a lock back.
  func unlock(_ file: FileDescriptor)
  /// Nanoseconds since 1970-01-01 UTC. Used for what people read, never for order.
  func now() -> Int64
  /// Waits.
  func sleep(nanoseconds: Int64)
  /// 64 random bits.
  func random() -> UInt64
  /// The id of this process.
  var process: Int32 { get }
  /// Whether a path lies on a network file system.
  func isNetwork(_ path: String) -> Bool
  /// A pollable descriptor that becomes readable when the file is written to, or nil where that cannot be had.
  func watch(_ path: String) -> Int32?
  /// Takes what waits in a descriptor of `watch`.
  func drainWatch(_ descriptor: Int32)
  /// Closes a descriptor of `watch`.
  func closeWatch(_ descriptor: Int32)
}

extension FileSystem {
  /// Opens a file and gives a descriptor for the other calls.
  public func open(_ path: String, _ mode: OpenMode) throws(FileError) -> FileDescriptor {
    while true {
      do throws(FileError) { return try openOnce(path, mode) } catch {
        if error.reason != .interrupted { throw error }
      }
    }
  }

  /// Reads up to a buffer's worth at a place. Fewer bytes than asked for: the file ends there.
  public func read(
    _ file: FileDescriptor, into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Int {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      do throws(FileError) {
        let got = try readOnce(file, into: rest, at: offset + done)
        if got == 0 { break }
        done += got
      } catch { if error.reason != .interrupted { throw error } }
    }
    return done
  }

  /// Writes the whole buffer at a place. When it throws, any part may have been written.
  public func write(_ file: FileDescriptor, _ buffer: UnsafeRawBufferPointer, at offset: Int)
    throws(FileError)
  {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
      do throws(FileError) { done += try writeOnce(file, rest, at: offset + done) } catch {
        if error.reason != .interrupted { throw error }
      }
    }
  }

  /// Tries to take a lock on an open file, never waiting. False: somebody else has it.
  public func lock(_ file: FileDescriptor, exclusive: Bool, _ site: Safeguard = .none) throws(FileError)
    -> Bool
  {
    while true {
      do throws(FileError) { return try lockOnce(file, exclusive: exclusive, site) } catch {
        if error.reason != .interrupted { throw error }
      }
    }
  }

  // A flush is never tried again, not even after a signal: one that failed may have dropped the pages.

  /// Makes a file's content and length durable (fdatasync).
  public func synchronise(_ file: FileDescriptor) throws(FileError) { try synchronise(file, .none) }

  /// Makes the names in a directory durable.
  public func synchroniseDirectory(_ path: String) throws(FileError) {
    try synchroniseDirectory(path, .none)
  }
}

/// How a file is opened.
public enum OpenMode: Sendable, Equatable {
  /// Must exist; reading only.
  case read
  /// Must exist; reading and writing.
  case write
  /// Made if missing, emptied if not; reading and writing.
  case create
}

/// An open file of a file system.
public struct FileDescriptor: Sendable, Hashable {
  /// The file system's own number.
  public let number: Int32

  /// Wraps a file system's number.
  public init(number: Int32) { self.number = number }
}

/// What is known of an open file.
public struct FileStatus: Sendable, Equatable {
  /// Bytes.
  public var length: Int
  /// The file's identity on its disk (inode): a copy has another.
  public var identity: UInt64

  /// A status.
  public init(length: Int, identity: UInt64) {
    self.length = length
    self.identity = identity
  }
}

extension FileSystem {
  /// Does nothing: for file systems that know no permissions.
  public func protect(_ file: FileDescriptor) {}
}
