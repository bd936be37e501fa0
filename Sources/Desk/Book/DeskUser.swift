/// Who sits at the desk.
public struct DeskUser: Hashable, Sendable {
  /// The name to show.
  public var name: String
  /// The operating system's user, by whom the record and the drafts know who did what; empty where it is not known.
  public var account = ""
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

  /// Why somebody whom `officers.toml` does not know changes nothing, in a few words.
  static let mayOnlyRead = "you may only read, officers.toml does not name you"
}
