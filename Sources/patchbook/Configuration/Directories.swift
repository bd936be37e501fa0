/// Where things lie when nobody says where, by the XDG base directory rules.
enum Directories {
  /// The book that is meant when neither `--data` nor `PATCHBOOK_DATA` names one.
  static var book: String { base("XDG_DATA_HOME", ".local/share") + "/patchbook/book" }

  /// Where a demo book is offered to stand.
  static var demoBook: String { base("XDG_DATA_HOME", ".local/share") + "/patchbook/demo" }

  /// Where the desk's log goes.
  static var state: String { base("XDG_STATE_HOME", ".local/state") + "/patchbook" }

  /// The officer's own settings.
  static var configuration: String { base("XDG_CONFIG_HOME", ".config") + "/patchbook" }

  /// Makes the directories above a path, readable by this user only.
  /// - Throws: ``Failure`` where the system refuses.
  static func makeParent(of path: String) throws(Failure) {
    let parts = Environment.absolute(path).split(separator: "/").dropLast()
    let parent = "/" + parts.joined(separator: "/")
    guard Environment.isDirectory(parent) || Environment.makeDirectories(parent) else {
      throw Failure(.refused, "The directory \(parent) cannot be made. Nothing was changed.")
    }
  }

  private static func base(_ variable: String, _ usual: String) -> String {
    // The rules say that a path that is not absolute is to be passed over.
    if let path = Environment.value(variable), path.hasPrefix("/") { return path }
    return Environment.home + "/" + usual
  }
}
