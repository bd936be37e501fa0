import Rents

/// A filter of accounts in the words of officers (decision 17).
///
/// Terms stand beside each other and all must hold. `|` joins the term before it with the one after: either holds.
/// `-` or `!` before a term: it must not hold. A term is `key:value`, `key<value`, `key<=value`, `key>value`,
/// `key>=value`, or a word or `"a phrase"` that stands anywhere in what a list shows of the account, whatever its
/// case and accents. `key:a|b` takes either value. Amounts are pounds; dates are `2026-11-16`, `16/11/2026`,
/// `16Nov`, `today`, or `7d`, `4w`, `2m`: so far ahead (due) or ago (the others). `trend:rising`, `falling` or `level`, or
/// `trend>50`: how the balance changed over the eight weeks that a list shows.
///
/// ```swift
/// let query = try AccountQuery("balance>200 weeks>=4 -flag:H method:dd|so \"hazel walk\"")
/// let found = accounts.filter { query.matches($0, on: today) }
/// ```
public struct AccountQuery: Hashable, Sendable {
  /// All must hold; of each, one alternative.
  private let clauses: [[Term]]

  struct Term: Hashable, Sendable {
    var isNegated: Bool
    var test: QueryTest
  }

  /// Reads a query; an empty one is satisfied by every account.
  /// - Throws: ``QueryError`` with the place of what is wrong and the nearest right word.
  public init(_ text: String) throws(QueryError) {
    var parser = QueryParser(text)
    clauses = try parser.parse()
  }

  /// Whether an account satisfies the query on a day.
  public func matches(_ account: AccountSummary, on today: CivilDate) -> Bool {
    var shown: FoldedText?
    for clause in clauses {
      var holds = false
      for term in clause where !holds {
        holds = term.test.holds(for: account, on: today, shown: &shown) != term.isNegated
      }
      if !holds { return false }
    }
    return true
  }

  /// Whether it is satisfied by every account.
  public var isEmpty: Bool { clauses.isEmpty }

  /// The keys that a query may use, in the order in which help lists them.
  public static let keys: [String] = QueryKey.allCases.map(\.rawValue)
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
    "\(problem) (character \(position + 1))"
      + (suggestion.map { "; did you mean \u{201C}\($0)\u{201D}?" } ?? "")
  }
}
