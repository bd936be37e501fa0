import Glibc

/// A file that a command writes.
///
/// A plain file, or none yet, is written whole or not at all: the bytes go to a temporary file beside it, which takes
/// the name when it is finished, so that nobody ever reads half of it. Anything else that stands there (a device, a
/// pipe, what a symbolic link leads to) is opened and written into: it is never replaced.
final class OutputFile {
  private let path: String
  /// The temporary file; nil where what stands there is written into.
  private let part: String?
  private var file: Int32

  /// - Throws: ``Failure`` where the system refuses; what stood there before still stands.
  init(_ path: String) throws(Failure) {
    self.path = path
    var about = stat()
    let isThere = lstat(path, &about) == 0
    guard !isThere || about.st_mode & S_IFMT == S_IFREG else {
      part = nil
      file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
      guard file >= 0 else { throw OutputFile.failure(path, isUntouched: true) }
      return
    }
    var template = Array((path + ".XXXXXX").utf8CString)
    file = mkstemp(&template)
    guard file >= 0 else {
      part = nil
      throw OutputFile.failure(path, isUntouched: true)
    }
    part = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // As open(2) would have made it, or as it was.
    let mask = umask(0)
    umask(mask)
    fchmod(file, isThere ? about.st_mode & 0o7777 : 0o666 & ~mask)
  }

  deinit {
    guard file >= 0 else { return }
    close(file)
    if let part { unlink(part) }
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
        throw OutputFile.failure(path, isUntouched: part != nil)
      }
    }
  }

  /// Gives the file its name.
  /// - Throws: ``Failure`` where the system refuses.
  func finish() throws(Failure) {
    let closed = close(file)
    file = -1
    guard closed == 0, part.map({ rename($0, path) == 0 }) ?? true else {
      let failure = OutputFile.failure(path, isUntouched: part != nil)
      if let part { unlink(part) }
      throw failure
    }
  }

  private static func failure(_ path: String, isUntouched: Bool) -> Failure {
    Failure(
      .refused,
      "\(path) could not be written: \(String(cString: strerror(errno))). "
        + (isUntouched ? "What stood there is untouched." : "It may hold a part of the output."))
  }
}
