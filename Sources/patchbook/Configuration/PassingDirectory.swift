import Glibc

/// A directory for what must leave no trace; it goes with its owner.
final class PassingDirectory {
  let path: String
  private let lock: Int32

  /// - Parameters:
  ///   - base: the directory in which it is made; else the one for temporary files.
  ///   - name: its name, with six X at the end that are replaced.
  /// - Throws: ``Failure`` where the system refuses.
  init(in base: String? = nil, named name: String = "patchbook-XXXXXX") throws(Failure) {
    let isUsual = base == nil
    let base = base ?? Environment.value("TMPDIR") ?? "/tmp"
    if isUsual { PassingDirectory.sweep(base, name) }
    var template = Array(((base == "/" ? "" : base) + "/" + name).utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(
        .refused,
        "A passing directory cannot be made in \(base): \(String(cString: strerror(errno))). Nothing was changed."
      )
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // Who holds the lock is alive: what a killed one left is nobody's, and the next one removes it.
    lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if lock >= 0 { _ = flock(lock, LOCK_EX | LOCK_NB) }
  }

  deinit {
    PassingDirectory.remove(path)
    close(lock)
  }

  /// Removes the passing directories that killed ones left in a directory for temporary files: this user's, of that name,
  /// with nobody's lock, and not made within the last minute, which is longer than the lock takes.
  private static func sweep(_ base: String, _ name: String) {
    let start = name.prefix { $0 != "X" }
    guard let directory = opendir(base) else { return }
    defer { closedir(directory) }
    var found: [String] = []
    while let entry = readdir(directory) {
      let left = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if left.hasPrefix(start), left.utf8.count == name.utf8.count { found.append(base + "/" + left) }
    }
    for path in found {
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
        status.st_mtim.tv_sec < time(nil) - 60
      else { continue }
      let lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard lock >= 0 else { continue }
      if flock(lock, LOCK_EX | LOCK_NB) == 0 { remove(path) }
      close(lock)
    }
  }

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
