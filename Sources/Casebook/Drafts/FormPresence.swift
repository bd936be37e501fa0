/// Who is in a form.
public struct FormPresence: Hashable, Sendable {
  /// The operating system's user.
  public var user: String
  /// Since when: UTC, `2026-11-21T09:14:03Z`.
  public var since: String

  /// Somebody in a form.
  public init(user: String, since: String) {
    self.user = user
    self.since = since
  }
}
