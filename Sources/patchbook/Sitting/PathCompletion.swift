import Glibc

/// Names of files and folders, as an officer types them at the desk.
enum PathCompletion {
  /// The most names that are shown.
  private static let most = 200

  /// The path as the system knows it: `~/` is the officer's home.
  static func expanded(_ typed: String) -> String {
    let path = String(typed.drop { $0 == " " })
    guard path == "~" || path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
    return String(cString: home) + path.dropFirst()
  }

  /// With what a typed path may go on, each whole, folders with a slash at the end; empty where there is no such folder.
  static func names(for typed: String) -> [String] {
    let typed = String(typed.drop { $0 == " " })
    let cut = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
    let (folder, start) = (String(typed[..<cut]), typed[cut...])
    guard let handle = opendir(folder.isEmpty ? "." : expanded(folder)) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle), names.count < most {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." || !name.hasPrefix(start) { continue }
      // Hidden files are shown to whoever types the dot.
      if name.hasPrefix("."), !start.hasPrefix(".") { continue }
      // A name that steers a terminal cannot be typed back either.
      if name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) { continue }
      var status = stat()
      let isFolder = stat(expanded(folder) + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      names.append(folder + name + (isFolder ? "/" : ""))
    }
    return names.sorted()
  }
}
