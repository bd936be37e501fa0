import Desk
import Glibc

/// A text that the desk asked for, as a file that was not there before.
enum NewTextFile {
  /// Writes it whole, or leaves nothing.
  static func write(_ file: NewFile) -> NewFile.Result {
    var path = file.path
    if path.hasPrefix("~/"), let home = getenv("HOME") { path = String(cString: home) + path.dropFirst(1) }
    if path.utf8.contains(0) { return .refused("That is no path. Nothing was written.") }
    // O_EXCL: two officers who print at once cannot write over each other, nor anybody over what is there.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      return errno == EEXIST
        ? .refused("\(path) is there already and was left as it is: print to another name.")
        : .refused("\(path) could not be written: \(String(cString: strerror(errno))). Nothing was written.")
    }
    var bytes: [UInt8] = []
    for line in file.lines { bytes += Array(line.utf8) + [10] }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done)
      }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        let reason = String(cString: strerror(errno))
        close(descriptor)
        unlink(path)
        return .refused("\(path) could not be written: \(reason). What was begun was taken away again.")
      }
    }
    guard close(descriptor) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(path)
      return .refused("\(path) could not be written: \(reason). What was begun was taken away again.")
    }
    let full = realpath(path, nil)
    defer { free(full) }
    return .written(path: full.map { String(cString: $0) } ?? path, lines: file.lines.count)
  }
}
