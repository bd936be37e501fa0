import Rents

/// What somebody was typing and has not recorded: found again after a lost terminal.
public struct Draft: Hashable, Sendable {
  /// Names the draft.
  public var id: String
  /// The operating system's user who types.
  public var user: String
  /// When it was begun: UTC, `2026-11-21T09:14:03Z`.
  public var since: String
  /// What it is: `note`, `contact`, later a form. The desk's own word.
  public var kind: String
  /// The account that it is for; empty where it is for none.
  public var account: String
  /// What stands in each field, by the desk's own names.
  public var fields: [String: String]

  /// A draft.
  public init(
    id: String, user: String, since: String, kind: String, account: String, fields: [String: String]
  ) {
    self.id = id
    self.user = user
    self.since = since
    self.kind = kind
    self.account = account
    self.fields = fields
  }

  /// Whether nothing was typed.
  public var isEmpty: Bool { fields.values.allSatisfy(\.isEmpty) }
}
