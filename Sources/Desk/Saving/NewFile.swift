/// A text that an officer asked for as a file of its own.
public struct NewFile: Hashable, Sendable {
  /// Where it shall stand, as it was typed: a relative path is of the folder that the program runs in, `~/` of the user's home.
  public var path: String
  /// Its lines, without their ends.
  public var lines: [String]

  /// A file of these lines.
  public init(path: String, lines: [String]) {
    self.path = path
    self.lines = lines
  }

  /// What became of it.
  public enum Result: Hashable, Sendable {
    /// It stands there, whole, under its full path.
    case written(path: String, lines: Int)
    /// Nothing was written, and this sentence says why and what to do.
    case refused(String)

    /// In one sentence.
    public var sentence: String {
      switch self {
      case .written(let path, let lines): "Wrote \(lines) line\(lines == 1 ? "" : "s") to \(path)"
      case .refused(let reason): reason
      }
    }
  }
}
