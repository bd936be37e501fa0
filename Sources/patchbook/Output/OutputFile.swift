import Glibc

/// A file that a command writes: whole or not at all. It goes to a temporary file beside it, which takes the name when it
/// is finished, so that nobody ever reads half of it.
final class OutputFile {
  private let path: String
  private let part: String
  private var file: Int32

  /// - Throws: ``Failure`` where the system refuses; what stood there before still stands.
  init(_ path: String) throws(Failure) {
    self.path = path
    part = path + ".part"
    file = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw OutputFile.failure(path) }
  }

  deinit {
    guard file >= 0 else { return }
    close(file)
    unlink(part)
  }

  /// Adds bytes.
  /// - Throws: ``Failure`` where the system refuses.
  func add(_ bytes: [UInt8]) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { write(file, $0.baseAddress.map { $0 + done }, $0.count - done) }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        throw OutputFile.failure(path)
      }
    }
  }

  /// Gives the file its name.
  /// - Throws: ``Failure`` where the system refuses.
  func finish() throws(Failure) {
    let closed = close(file)
    file = -1
    guard closed == 0, rename(part, path) == 0 else {
      let failure = OutputFile.failure(path)
      unlink(part)
      throw failure
    }
  }

  private static func failure(_ path: String) -> Failure {
    Failure(
      .refused,
      "\(path) could not be written: \(String(cString: strerror(errno))). What stood there is untouched.")
  }
}
