/// How far an import has come, for a bar on a terminal.
public struct ImportProgress: Hashable, Sendable {
  /// What is being done.
  public enum Phase: Hashable, Sendable {
    /// Files are read; done and whole are bytes.
    case reading
    /// Rows are held against the book and written; done and whole are rows.
    case landing
  }

  /// What is being done.
  public var phase: Phase
  /// The file at hand; empty while rows land.
  public var file: String
  /// So much is done.
  public var done: Int
  /// So much there is.
  public var whole: Int
}
