/// What is wrong with a query, in a short sentence with its place and the nearest right word.
public struct QueryFault: Error, Hashable, Sendable {
  /// The sentence.
  public var reason: String
  /// The first character that is wrong, counted from 0.
  public var position: Int
  /// How many characters are wrong.
  public var length: Int
  /// The nearest right word, to be put in their place.
  public var suggestion: String?

  /// A query that is wrong for this reason.
  public init(reason: String, position: Int = 0, length: Int = 1, suggestion: String? = nil) {
    self.reason = reason
    self.position = position
    self.length = length
    self.suggestion = suggestion
  }
}
