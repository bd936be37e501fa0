/// Who sits at the desk.
public struct DeskUser: Hashable, Sendable {
  /// The name to show.
  public var name: String
  /// The patches that are this officer's own; the first opens by itself.
  public var patches: [String]
  /// False for somebody whom `officers.toml` does not know: they may read and nothing else.
  public var isKnown: Bool

  /// Somebody of this name with these patches.
  public init(name: String, patches: [String] = [], isKnown: Bool = true) {
    self.name = name
    self.patches = patches
    self.isKnown = isKnown
  }
}
