/// What the import screen asks of the program.
public enum ImportRequest: Hashable, Sendable {
  /// Look at a file or folder, and try it.
  case look(path: String)
  /// Say with which names a path may go on.
  case complete(path: String)
  /// Take the rows of the files that were tried.
  case take(allOrNothing: Bool)
  /// Stop what runs, as long as nothing has landed.
  case cancel
  /// Read again what waits and what does not agree.
  case readStanding
}
