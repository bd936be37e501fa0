/// What a refresh took in.
public struct BookChanges: Hashable, Sendable {
  /// The sequence before.
  public var from: UInt64
  /// The sequence now.
  public var to: UInt64
  /// The accounts that changed; nil where they are too many to list: take everything as changed.
  public var accounts: Set<String>?
  /// The patches whose lists changed; nil where they are too many to list.
  public var patches: Set<String>?
}
