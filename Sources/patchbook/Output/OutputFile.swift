import Glibc

/// A file that a command writes: whole or not at all.
enum OutputFile {
  /// Writes text to a file through a temporary one beside it, so that nobody ever reads half of it.
  /// - Throws: ``Failure`` where the system refuses; what stood there before still stands.
  static func write(_ text: String, to path: String) throws(Failure) {
    let part = path + ".part"
    let file = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure(path) }
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      if count < 0 {
        if errno == EINTR { continue }
        let failure = failure(path)
        close(file)
        unlink(part)
        throw failure
      }
      done += count
    }
    guard close(file) == 0, rename(part, path) == 0 else {
      let failure = failure(path)
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
