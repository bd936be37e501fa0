/// What a check of the whole book found.
public struct BookVerification: Hashable, Sendable {
  /// Transactions whose checksums and chain were checked.
  public var transactions: UInt64
  /// Postings of the book; counted in a deep check, else nil.
  public var postings: Int?
  /// The chain hash of the last transaction: noted elsewhere, it proves the book later.
  public var head: String
  /// Everything wrong that was found, one sentence each. Empty: the book is whole.
  public var faults: [String]
  /// Nothing of what was recorded is hurt: what is wrong, if anything, can be made again from it.
  public var isRecordWhole: Bool
  /// What is worth knowing but hurts nothing.
  public var remarks: [String]
  /// Where the files are hurt: a fault each of those that lie in a file.
  public var damage: [BookDamage] = []
  /// The transaction with which the book had the head that was asked for: up to it nothing was changed since that was
  /// noted. Nil where no transaction has it, or none was asked for.
  public var noted: UInt64?

  /// Nothing wrong.
  public var isWhole: Bool { faults.isEmpty }
}
