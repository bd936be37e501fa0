import Glibc

/// A directory of its own for one test; it goes with its last owner.
public final class TemporaryDirectory {
  /// Where it lies.
  public let path: String

  /// Makes one below TMPDIR or /tmp.
  /// - Throws: ``SpawnError`` where the system refuses.
  public init() throws(SpawnError) {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((base + "/patchbook-test-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw SpawnError(program: "a test", reason: "no temporary directory in \(base)")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { TemporaryDirectory.remove(path) }

  /// Removes what stands at a path, with all below it. Links are removed, not followed.
  public static func remove(_ path: String) {
    if let directory = opendir(path) {
      while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name == "." || name == ".." { continue }
        let child = path + "/" + name
        if entry.pointee.d_type == DT_DIR { remove(child) } else { unlink(child) }
      }
      closedir(directory)
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}
