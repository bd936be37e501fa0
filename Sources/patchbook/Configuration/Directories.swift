/// Where things lie when nobody says where, by the XDG base directory rules.
enum Directories {
  /// The book that is meant when neither `--data` nor `PATCHBOOK_DATA` names one.
  static var book: String { base("XDG_DATA_HOME", ".local/share") + "/patchbook/book" }

  /// Where the desk's log goes.
  static var state: String { base("XDG_STATE_HOME", ".local/state") + "/patchbook" }

  private static func base(_ variable: String, _ usual: String) -> String {
    // The rules say that a path that is not absolute is to be passed over.
    if let path = Environment.value(variable), path.hasPrefix("/") { return path }
    return Environment.home + "/" + usual
  }
}
