import Rents

/// A filter of accounts in the words of officers (decision 17).
public struct AccountQuery: Hashable, Sendable {
  /// Reads a query; an empty one is satisfied by every account.
  /// - Throws: ``QueryError`` with the place of what is wrong and the nearest right word.
  public init(_ text: String) throws(QueryError) {
    throw QueryError(position: 0, length: text.count, problem: "not yet", suggestion: nil)
  }

  /// Whether an account satisfies the query on a day.
  public func matches(_ account: AccountSummary, on today: CivilDate) -> Bool { false }
}

/// What is wrong with a query, and where.
public struct QueryError: Error, Hashable, Sendable {
  /// The first character that is wrong, counted from 0.
  public var position: Int
  /// How many characters are wrong.
  public var length: Int
  /// What is wrong.
  public var problem: String
  /// The nearest right word.
  public var suggestion: String?
}

extension QueryError: CustomStringConvertible {
  /// What is wrong, where, and the nearest right word.
  public var description: String {
    problem + (suggestion.map { "; did you mean \u{201C}\($0)\u{201D}?" } ?? "")
  }
}
