import Rents

/// A landlord's file that was taken into the book: what each feed is "as at".
public struct TakenFile: Hashable, Sendable {
  /// The file's name.
  public var name: String
  /// What it holds.
  public var kind: IntakeKind
  /// SHA-256 of its bytes, 64 hexadecimal digits.
  public var sha256: String
  /// The day for which the landlord made it; nil where it does not say.
  public var batchDate: CivilDate?
  /// The day on which it was taken in (Europe/London).
  public var recorded: CivilDate
  /// When it was taken in: UTC, `2026-11-21T09:14:03Z`.
  public var at: String
  /// Who took it in.
  public var user: String
  /// The transaction.
  public var sequence: UInt64
  /// Rows read.
  public var read: Int
  /// Rows that were new.
  public var taken: Int
  /// Rows that were in the book already.
  public var duplicates: Int
  /// Rows kept in suspense.
  public var suspended: Int
  /// Of the duplicates, those that waited in suspense already, and still did.
  public var waiting: Int
  /// Rows rejected.
  public var rejected: Int
  /// The sum of the postings that were taken, duplicates included: what the file's trailer states.
  public var controlTotal: Money

  /// Whether sending the same bytes again can bring nothing new: every row was taken or known.
  public var isSettled: Bool { rejected == 0 && suspended == 0 && waiting == 0 }
}
