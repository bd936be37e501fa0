import Rents

/// How fresh one kind of file is: nobody who paid on Friday is accused on Monday.
public struct Feed: Hashable, Sendable {
  /// What it brings, in a word: `rent`, `accounts`, `actions`.
  public var name: String
  /// The day up to which it tells; nil if none was ever taken in.
  public var asAt: CivilDate?

  /// A feed that tells up to `asAt`.
  public init(name: String, asAt: CivilDate?) {
    self.name = name
    self.asAt = asAt
  }
}
