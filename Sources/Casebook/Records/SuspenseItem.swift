import Rents

/// A row that names an account which the book does not have, kept until an officer places it (decision 3).
public struct SuspenseItem: Hashable, Sendable {
  /// The reference that the row gave.
  public var account: String
  /// What the row is.
  public var kind: IntakeKind
  /// The landlord's id of it.
  public var id: String
  /// Its amount, where it is a posting.
  public var amount: Money?
  /// Its effective date, where it is a posting.
  public var effective: CivilDate?
  /// What it is, in the words of the file.
  public var text: String
  /// The file that it came from.
  public var file: String
  /// Its line in that file.
  public var line: Int
  /// The day on which it was taken in.
  public var recorded: CivilDate
}
