import Glibc

/// Standard output in large writes: a hundred thousand lines cost a few dozen system calls.
///
/// Where the reader has gone (`| head`), a command that only tells ends as quietly as any other tool. A command that
/// changes the book goes on and tells nobody (`keepsGoing`).
final class StandardOutput {
  /// Whether standard output is a terminal.
  let isTerminal: Bool
  /// Whether emphasis may be used: on a terminal that can, and where NO_COLOR does not forbid it.
  let isStyled: Bool

  private var buffer: [UInt8] = []
  private let keepsGoing: Bool
  private var readerHasGone = false

  private static let enough = 1 << 16

  /// - Parameter keepsGoing: true for a command whose work must not end because nobody reads its report.
  init(keepsGoing: Bool = false) {
    self.keepsGoing = keepsGoing
    isTerminal = isatty(STDOUT_FILENO) == 1
    let terminal = Environment.value("TERM") ?? ""
    isStyled = isTerminal && Environment.value("NO_COLOR") == nil && terminal != "dumb" && terminal != ""
    buffer.reserveCapacity(Self.enough + 4_096)
  }

  /// Adds a line.
  /// - Throws: ``Failure`` where the system does not take the output.
  func line(_ text: String) throws(Failure) {
    buffer.append(contentsOf: text.utf8)
    try endLine()
  }

  /// Adds a line given as UTF-8.
  /// - Throws: ``Failure`` where the system does not take the output.
  func line(utf8 bytes: some Sequence<UInt8>) throws(Failure) {
    buffer.append(contentsOf: bytes)
    try endLine()
  }

  /// Adds text as it is.
  /// - Throws: ``Failure`` where the system does not take the output.
  func text(_ text: String) throws(Failure) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.enough { try flush() }
  }

  /// Adds bytes as they are.
  /// - Throws: ``Failure`` where the system does not take the output.
  func bytes(_ bytes: [UInt8]) throws(Failure) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.enough { try flush() }
  }

  private func endLine() throws(Failure) {
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count >= Self.enough { try flush() }
  }

  /// Hands on what is left. Call it at the end: an output that was not taken is an error that must be seen.
  /// - Throws: ``Failure`` where the system does not take the output.
  func flush() throws(Failure) {
    defer { buffer.removeAll(keepingCapacity: true) }
    guard !readerHasGone else { return }
    var done = 0
    while done < buffer.count {
      let count = buffer.withUnsafeBytes { bytes in
        write(STDOUT_FILENO, bytes.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count >= 0 {
        done += count
      } else if errno == EPIPE {
        readerHasGone = true
        if !keepsGoing { StandardOutput.endAsABrokenPipeDoes() }
        return
      } else if errno != EINTR && errno != EAGAIN {
        throw Failure(.refused, "The output could not be written: \(String(cString: strerror(errno))).")
      }
    }
  }

  /// Ends by SIGPIPE, as a pipeline expects of a command whose reader has gone.
  private static func endAsABrokenPipeDoes() {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
  }
}

/// Standard error: everything that is not the result.
enum StandardError {
  /// Whether standard error is a terminal.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Says something on a line of its own.
  static func say(_ message: String) { write(message + "\n") }

  /// Writes text as it is. Nobody can be told where this fails.
  static func write(_ text: String) {
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(STDERR_FILENO, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      if count > 0 {
        done += count
      } else if count == 0 || errno != EINTR {
        return
      }
    }
  }
}
