import Glibc
import Journal

/// What stands at the path of a book, as far as it can be told without opening one.
enum BookPlace {
  /// A book, whole or not.
  case book
  /// Nothing, or an empty directory.
  case nothing
  /// Something else, or something that this user cannot look at: a sentence that says what.
  case other(String)

  /// Looks.
  init(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      switch errno {
      case ENOENT: self = .nothing
      case ENOTDIR: self = .other("A part of \(path) is a file, so no directory can be below it.")
      case EACCES: self = .other("\(path) cannot be looked at: a directory above it does not let you in.")
      case let number: self = .other("\(path) cannot be looked at: \(String(cString: strerror(number))).")
      }
      return
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      self = .other("\(path) is a file: a book is a directory.")
      return
    }
    guard access(path, R_OK | X_OK) == 0 else {
      self = .other("\(path) cannot be read by \(Environment.user): whose book it is gives the rights.")
      return
    }
    if Environment.exists(path + "/FORMAT") || Environment.exists(path + "/book.toml") {
      self = .book
    } else if (try? RealFileSystem().list(path))?.isEmpty == true {
      self = .nothing
    } else {
      self = .other("\(path) is no book, and holds other files.")
    }
  }
}
