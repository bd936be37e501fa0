import Rents

/// What of the landlord's files is not settled in the book.
public struct BookStanding: Hashable, Sendable {
  /// Rows that wait under one reference that the book does not know.
  public struct Waiting: Hashable, Sendable {
    /// The reference that the rows gave.
    public var reference: String
    /// How many wait.
    public var rows: Int
    /// The sum of those that are postings, debits positive.
    public var sum: Money
    /// The first of them, in words: `Bank payment 12.00 CR of Mon 2 Nov 2026`.
    public var first: String
    /// The file and line of the first.
    public var origin: String
    /// References of the book that are written almost like it.
    public var near: [String]

    /// Rows under a reference.
    public init(
      reference: String, rows: Int, sum: Money, first: String, origin: String, near: [String]
    ) {
      self.reference = reference
      self.rows = rows
      self.sum = sum
      self.first = first
      self.origin = origin
      self.near = near
    }
  }

  /// An account whose postings do not sum to the landlord's balance.
  public struct Difference: Hashable, Sendable {
    /// The account.
    public var reference: String
    /// Who is liable.
    public var names: [String]
    /// The patch.
    public var patch: String
    /// The sum of the postings.
    public var ours: Money
    /// The landlord's own figure.
    public var theirs: Money
    /// Ours less theirs.
    public var difference: Money

    /// An account that does not agree.
    public init(
      reference: String, names: [String], patch: String, ours: Money, theirs: Money, difference: Money
    ) {
      self.reference = reference
      self.names = names
      self.patch = patch
      self.ours = ours
      self.theirs = theirs
      self.difference = difference
    }
  }

  /// The last change that this was read at.
  public var sequence: UInt64
  /// What waits in suspense, by reference.
  public var waiting: [Waiting]
  /// Accounts that do not agree, the largest difference first.
  public var differences: [Difference]
  /// Accounts with a balance of the landlord's to compare with.
  public var compared: Int
  /// Accounts in all.
  public var accounts: Int

  /// What is not settled at `sequence`.
  public init(
    sequence: UInt64, waiting: [Waiting], differences: [Difference], compared: Int, accounts: Int
  ) {
    self.sequence = sequence
    self.waiting = waiting
    self.differences = differences
    self.compared = compared
    self.accounts = accounts
  }
}
