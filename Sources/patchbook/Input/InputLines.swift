import Glibc

/// The lines of a file or of standard input, one after the other; memory is bounded by the longest line allowed.
final class InputLines {
  /// The longest line, in bytes.
  static let longest = 1 << 20

  private let descriptor: Int32
  private let name: String
  private var buffer: [UInt8] = []
  private var start = 0
  private var sawEnd = false
  /// The number of the line that was given last, 1 for the first.
  private(set) var number = 0

  /// - Parameter path: a file; `-` is standard input.
  /// - Throws: ``Failure`` where the file cannot be opened.
  init(_ path: String) throws(Failure) {
    name = path == "-" ? "standard input" : path
    descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 {
      throw Failure(
        .wrongCall, "\(path) cannot be read: \(String(cString: strerror(errno))). Nothing was changed.")
    }
  }

  deinit { if descriptor > STDIN_FILENO { close(descriptor) } }

  /// The next line, without its end; nil at the end.
  /// - Throws: ``Failure`` where the system refuses, or a line is too long.
  func next() throws(Failure) -> [UInt8]? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        number += 1
        let line = buffer[start..<end]
        return Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
      }
      if sawEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        number += 1
        return Array(buffer[start...])
      }
      guard buffer.count - start <= InputLines.longest else {
        throw Failure(
          .wrongCall, "\(name), line \(number + 1): the line is longer than \(InputLines.longest) bytes.")
      }
      searched = buffer.count - start
      buffer.removeSubrange(..<start)
      start = 0
      try fill()
    }
  }

  private func fill() throws(Failure) {
    let size = 1 << 16
    let filled = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: size))
    while true {
      let count = buffer.withUnsafeMutableBytes {
        read(descriptor, $0.baseAddress.map { $0 + filled }, size)
      }
      if count < 0, errno == EINTR { continue }
      buffer.removeSubrange((filled + max(0, count))...)
      if count < 0 {
        throw Failure(.wrongCall, "\(name) cannot be read: \(String(cString: strerror(errno))).")
      }
      sawEnd = count == 0
      return
    }
  }
}
