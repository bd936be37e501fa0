import Glibc

/// What a folder holds.
enum Folder {
  /// Whether the path is a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names of a folder's plain entries, sorted, hidden ones left out.
  /// - Throws: ``ImportError/unreadable(path:reason:)``.
  static func entries(of path: String) throws(ImportError) -> [String] {
    guard let folder = opendir(path) else { throw .unreadable(path: path, reason: SystemFailure.text(errno)) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
