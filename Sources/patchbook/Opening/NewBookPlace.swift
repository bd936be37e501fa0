import Glibc
import Journal

/// Where a new book will stand. It is made aside, in a passing directory on the same file system, and takes its place
/// when something was adopted: who looks there before finds nothing, and what fails leaves nothing.
///
/// While one exists, no other process makes a book under the same directory: the second waits, and then finds the
/// first one's book. What a killed one left there is removed by the next.
final class NewBookPlace {
  /// The book's directory, as it will be.
  let path: String
  /// The book's directory while it is being made.
  var aside: String { passing.path + "/book" }

  /// The nearest directory above it that is there already.
  private let base: String
  private let passing: PassingDirectory
  private let lock: Int32

  /// - Throws: ``Failure`` where something else stands there, or the system refuses. Nothing was changed.
  init(_ path: String) throws(Failure) {
    // A book's place is the book's: with the rights of the group for which the program is installed.
    (self.path, base, passing, lock) = try BookGroup.entered { () throws(Failure) in
      try NewBookPlace.prepared(path)
    }
  }

  private static func prepared(_ path: String) throws(Failure) -> (String, String, PassingDirectory, Int32) {
    let path = try NewBookPlace.free(path)
    let base = NewBookPlace.nearestDirectory(above: path)
    let lock = open(base, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // Where the file system has no locks the renaming at the end still decides.
    var isLocked = lock >= 0 && flock(lock, LOCK_EX) == 0
    while lock >= 0, !isLocked, errno == EINTR { isLocked = flock(lock, LOCK_EX) == 0 }
    let name = NewBookPlace.passingName
    if isLocked { NewBookPlace.sweep(base, name) }
    do {
      return (path, base, try PassingDirectory(in: base, named: name + NewBookPlace.letters), lock)
    } catch {
      close(lock)
      throw error
    }
  }

  deinit {
    BookGroup.entered { PassingDirectory.remove(passing.path) }
    close(lock)
  }

  /// Puts the book, which must not be open, in its place.
  /// - Throws: ``Failure`` where the system refuses; there is no book then.
  func take() throws(Failure) { try BookGroup.entered { () throws(Failure) in try renamed() } }

  private func renamed() throws(Failure) {
    try Directories.makeParent(of: path)
    guard rename(aside, path) == 0 else {
      if errno == ENOTEMPTY || errno == EEXIST {
        throw Failure(
          .no,
          "Somebody else put something at \(path) meanwhile. Nothing of these files was taken. Import them again."
        )
      }
      throw Failure(
        .refused, "No book can be made at \(path): \(String(cString: strerror(errno))). Nothing was changed.")
    }
    // The names above it last as the book does.
    var directory = path
    while directory.utf8.count > base.utf8.count, let slash = directory.lastIndex(of: "/") {
      directory = slash == directory.startIndex ? "/" : String(directory[..<slash])
      try? RealFileSystem().synchroniseDirectory(directory)
    }
  }

  /// A path from the root at which a book can be made.
  /// - Throws: ``Failure`` where something other than an empty directory stands there.
  @discardableResult
  static func free(_ path: String) throws(Failure) -> String {
    try BookGroup.entered { () throws(Failure) in try found(path) }
  }

  private static func found(_ path: String) throws(Failure) -> String {
    guard Environment.exists(path) else { return Environment.absolute(path).trimmed }
    guard Environment.isDirectory(path) else {
      throw Failure(
        .wrongCall,
        "\(path) is a file, not a directory for a book. Nothing was changed. Name another with --data.")
    }
    guard (try? RealFileSystem().list(path))?.isEmpty == true else {
      throw Failure(
        .wrongCall,
        "\(path) is no book, and holds other files. Nothing was changed. Name a new or an empty directory for the book."
      )
    }
    guard let real = realpath(path, nil) else { return Environment.absolute(path).trimmed }
    defer { Glibc.free(real) }
    return String(cString: real)
  }

  // MARK: What was left behind

  /// What the system replaces in the name of a passing directory.
  private static let letters = "XXXXXX"

  /// How the names of passing directories begin: with this host, because a directory that several share may have locks
  /// that others do not see.
  private static var passingName: String {
    var name = [CChar](repeating: 0, count: 65)
    guard gethostname(&name, 64) == 0 else { return ".patchbook-" }
    let host = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }.filter { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-")
    }
    return ".patchbook-\(String(decoding: host, as: UTF8.self))-"
  }

  /// Removes the passing directories of those that were killed. Whoever makes one on this host holds the lock of `base`
  /// from before it is there until its owner goes: with the lock in hand those that are there are nobody's.
  ///
  /// Only directories of this user and of this host's name with six letters behind, in which nothing stands but a book.
  private static func sweep(_ base: String, _ name: String) {
    guard name != ".patchbook-" else { return }
    for left in (try? RealFileSystem().list(base)) ?? [] where left.hasPrefix(name) {
      let letters = left.utf8.dropFirst(name.utf8.count)
      guard letters.count == NewBookPlace.letters.utf8.count, letters.allSatisfy(isLetterOrDigit) else {
        continue
      }
      let path = (base == "/" ? "" : base) + "/" + left
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
        let inside = try? RealFileSystem().list(path), inside.allSatisfy({ $0 == "book" })
      else { continue }
      PassingDirectory.remove(path)
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
  }

  private static func nearestDirectory(above path: String) -> String {
    var directory = path
    while let slash = directory.lastIndex(of: "/"), slash != directory.startIndex {
      directory = String(directory[..<slash])
      if Environment.isDirectory(directory) { return directory }
    }
    return "/"
  }
}

extension String {
  /// Without slashes at its end.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.utf8.count > 1, text.hasSuffix("/") { text = text.dropLast() }
    return String(text)
  }
}
