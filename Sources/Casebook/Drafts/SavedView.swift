/// A list as an officer likes to see it, under a name.
public struct SavedView: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// What it shows, in the query language.
  public var query: String
  /// The column by which it is sorted; empty for the usual one.
  public var sort: String
  /// Whether it is sorted the other way round.
  public var isDescending: Bool
  /// The columns, from left to right; empty for the usual ones.
  public var columns: [String]
  /// The patch that it is of; empty for whichever is open.
  public var patch: String

  /// A saved view.
  public init(
    name: String, query: String, sort: String = "", isDescending: Bool = false, columns: [String] = [],
    patch: String = ""
  ) {
    self.name = name
    self.query = query
    self.sort = sort
    self.isDescending = isDescending
    self.columns = columns
    self.patch = patch
  }
}
