/// A call of the file system that failed.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Why, as far as the journal tells reasons apart.
  public enum Reason: Sendable, Equatable {
    /// No such file or directory.
    case missing
    /// Something stands there already.
    case exists
    /// Not permitted, or a file system that may only be read.
    case denied
    /// No space, or a quota or size limit was reached.
    case full
    /// The disk failed.
    case io
    /// An archived file does not match its checksums, at this byte of it.
    case corrupt(offset: Int)
    /// Anything else, by its number (errno).
    case other(Int32)

    /// A signal came in between, and nothing was done (EINTR): to be called again.
    public static let interrupted = Reason.other(4)
  }

  /// The call that failed, as a verb: "open", "write".
  public var operation: String
  /// The file, where known.
  public var path: String
  /// Why.
  public var reason: Reason

  /// A failure.
  public init(operation: String, path: String, reason: Reason) {
    self.operation = operation
    self.path = path
    self.reason = reason
  }

  /// "write journal/00000001.log: no space".
  public var description: String {
    let why =
      switch reason {
      case .missing: "no such file or directory"
      case .exists: "it exists already"
      case .denied: "permission denied or a read-only file system"
      case .full: "no space left"
      case .io: "the disk reported an error"
      case .corrupt(let offset): "it does not match its checksum at byte \(offset)"
      case .other(let number): "error \(number)"
      }
    return "\(operation)\(path.isEmpty ? "" : " " + path): \(why)"
  }
}
