/// A table of the book: a short name that tells the client's kinds of rows apart.
///
/// The journal gives a table no meaning. Names are ASCII without control characters ("posting", "note").
public struct Table: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The name as it is written in the files.
  public let name: String

  /// A table of a client, named in its source.
  public init(_ name: StaticString) { self.name = name.description }

  /// A table that was read from a file.
  init(named name: String) { self.name = name }

  /// Tables sort bytewise by name, as they do in the files.
  public static func < (left: Table, right: Table) -> Bool {
    left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
  }

  /// The name.
  public var description: String { name }
}
