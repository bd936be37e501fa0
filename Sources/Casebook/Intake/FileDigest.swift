import Journal

/// SHA-256 of a file's bytes, added piece by piece: a file sent twice is recognised by it.
public struct FileDigest {
  private var hasher = Hasher256()

  /// Nothing added yet.
  public init() {}

  /// Adds the file's next bytes.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) { hasher.add(bytes) }

  /// The digest of what was added so far, 64 hexadecimal digits: what ``IntakeFile/sha256`` wants.
  public var text: String { hasher.text }
}
