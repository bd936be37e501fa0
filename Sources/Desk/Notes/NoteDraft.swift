/// A note that was typed and is not recorded: what stands in each field, by the form's own names.
public struct NoteDraft: Hashable, Sendable {
  /// The account that it is for.
  public var account: String
  /// What stands in each field.
  public var fields: [String: String]
  /// When it was begun, as the desk says it: `14:02`, `Fri 20 Nov 14:02`; empty where that was in this sitting.
  public var since: String

  /// A note on an account with these fields.
  public init(account: String, fields: [String: String], since: String = "") {
    self.account = account
    self.fields = fields
    self.since = since
  }

  /// Whether nothing was typed: nobody misses it.
  public var isEmpty: Bool { fields.values.allSatisfy(\.isEmpty) }
}

/// What became of keeping what was typed beside the book; the program tells the session of each that it tried.
public enum DraftResult: Hashable, Sendable {
  /// It is durable: a lost line or a power cut leaves it.
  case kept(NoteDraft)
  /// It is kept nowhere but in this sitting, for this reason.
  case refused(NoteDraft, reason: String)
}

/// What the program has to do about drafts, in the order in which it happened.
public enum DraftChange: Hashable, Sendable {
  /// Something was typed: it has to be kept once nothing was typed for a quarter of a second.
  case typed(NoteDraft)
  /// A field or the form was left: it has to be kept now.
  case left(NoteDraft)
  /// The draft of that account goes with the change that is asked for next.
  case finishing(account: String)
  /// The draft of that account was given up.
  case dropped(account: String)
}
