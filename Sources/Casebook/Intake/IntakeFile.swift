import Rents

/// A file that is about to be taken in.
public struct IntakeFile: Hashable, Sendable {
  /// The file's name, for reports and for the record of what was taken.
  public var name: String
  /// What it holds.
  public var kind: IntakeKind
  /// SHA-256 of its bytes, 64 hexadecimal digits: a file sent twice is recognised by it.
  public var sha256: String
  /// The day for which the landlord made it: the day as of which its snapshots are known. Nil where it does not say.
  public var batchDate: CivilDate?

  /// A file.
  public init(name: String, kind: IntakeKind, sha256: String, batchDate: CivilDate?) {
    self.name = name
    self.kind = kind
    self.sha256 = sha256
    self.batchDate = batchDate
  }
}
