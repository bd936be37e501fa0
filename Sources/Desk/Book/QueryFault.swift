/// What is wrong with a query, in a short sentence with its place and the nearest right word.
public struct QueryFault: Error, Hashable, Sendable {
  /// The sentence.
  public var reason: String

  /// A query that is wrong for this reason.
  public init(reason: String) { self.reason = reason }
}
