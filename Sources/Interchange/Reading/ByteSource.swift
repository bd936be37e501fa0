import Casebook
import Glibc

/// Bytes in order: an open file, or bytes in memory.
///
/// Not shared between threads; closes its file when it goes.
final class ByteSource {
  /// The whole length, in bytes, when it was opened.
  let length: Int
  private let descriptor: Int32
  private let memory: [UInt8]
  private var position = 0

  /// Opens a file for reading.
  /// - Throws: ``ImportError/unreadable(path:reason:)``; also for what is not a plain file, as a device or a pipe,
  ///   whose bytes might never end.
  init(path: String) throws(ImportError) {
    // O_NONBLOCK: opening a pipe that nobody writes to returns at once, and is refused below.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    memory = []
    guard descriptor >= 0 else {
      length = 0
      throw .unreadable(path: path, reason: SystemFailure.text(errno))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      length = 0
      let failure = errno
      close(descriptor)
      throw .unreadable(path: path, reason: SystemFailure.text(failure))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      length = 0
      close(descriptor)
      throw .unreadable(path: path, reason: "it is not a plain file")
    }
    length = Int(status.st_size)
  }

  /// Bytes in memory.
  init(bytes: [UInt8]) {
    descriptor = -1
    memory = bytes
    length = bytes.count
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Reads the first bytes, at most so many.
  /// - Throws: ``ImportError/unreadable(path:reason:)`` where the system refuses.
  func head(_ most: Int) throws(ImportError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: min(most, length), alignment: 1)
    defer { buffer.deallocate() }
    var filled = 0
    while filled < buffer.count {
      let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      if count == 0 { break }
      filled += count
    }
    return Array(buffer[..<filled])
  }

  /// The digest of what was not read yet, by which a file sent twice is recognised. Everything is read by it.
  /// - Throws: ``ImportError/unreadable(path:reason:)`` where the system refuses.
  func digest() throws(ImportError) -> String {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    var digest = FileDigest()
    while true {
      let count = try read(into: buffer)
      if count == 0 { return digest.text }
      digest.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Reads the next bytes into a buffer.
  /// - Returns: how many; 0 at the end.
  /// - Throws: ``ImportError/unreadable(path:reason:)`` where the system refuses.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ImportError) -> Int {
    guard descriptor >= 0 else {
      let count = min(buffer.count, memory.count - position)
      guard count > 0 else { return 0 }
      memory.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count]))
      }
      position += count
      return count
    }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw .unreadable(path: "the file", reason: SystemFailure.text(errno)) }
    }
  }
}
