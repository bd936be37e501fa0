import Glibc

/// A directory for what must leave no trace; it goes with its owner.
final class PassingDirectory {
  let path: String

  /// - Parameters:
  ///   - base: the directory in which it is made; else the one for temporary files.
  ///   - name: its name, with six X at the end that are replaced.
  /// - Throws: ``Failure`` where the system refuses.
  init(in base: String? = nil, named name: String = "patchbook-XXXXXX") throws(Failure) {
    let base = base ?? Environment.value("TMPDIR") ?? "/tmp"
    var template = Array(((base == "/" ? "" : base) + "/" + name).utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(
        .refused,
        "A passing directory cannot be made in \(base): \(String(cString: strerror(errno))). Nothing was changed."
      )
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { PassingDirectory.remove(path) }

  /// Removes a directory with all below it. Links are removed, not followed.
  static func remove(_ path: String) {
    guard let directory = opendir(path) else { return }
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
  }
}
