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
  /// What a posting is; nil where the row is none.
  public var type: PostingType?
  /// What it was for, in the words of the file: of a row that is no posting all that ``text`` says.
  public var narrative = ""
  /// The file that it came from.
  public var file: String
  /// Its line in that file.
  public var line: Int
  /// The day on which it was taken in.
  public var recorded: CivilDate
  /// The account onto which it was placed; nil while it waits.
  public var placed: String?
  /// How it was placed; nil while it waits.
  public var placement: Placement?

  /// How a row left suspense. Raw values are the words of the record.
  public enum Placement: String, CaseIterable, Hashable, Sendable {
    /// Its account was known when the file came again, and it was posted from there.
    case resent
    /// An officer placed it.
    case officer
    /// An officer placed it where the same transaction stood already: nothing was posted.
    case duplicate
  }
}

/// A row of suspense with the record that it keeps.
struct SuspendedRow {
  /// Its own key: kind and id.
  var order: String
  /// Its own text.
  var bytes: [UInt8]
  /// What it says.
  var item: SuspenseItem
  /// The key of the record as it would stand in its own table.
  var key: [UInt8]
  /// The record.
  var row: [UInt8]

  init(reference: String, order: String, _ bytes: [UInt8], source: String) {
    self.order = order
    self.bytes = bytes
    let read = bytes.withUnsafeBufferPointer {
      SuspenseRecord.readRow(account: reference, $0, source: source)
    }
    (item, key, row) = read
  }
}
