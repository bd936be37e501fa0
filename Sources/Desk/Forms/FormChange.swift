import Casebook

/// What the program has to do about a form that is being filled in, beside the book: on the thread that writes, in this order.
public struct FormChange: Sendable {
  /// The thing to be done.
  public enum Kind: Sendable {
    /// Others shall see that this sitting is in the form.
    case enter
    /// It no longer is.
    case leave
    /// A field was left with that text: keep it now. The cursor goes to `next`.
    case keep(FormDraft, field: String, text: String, next: String)
    /// So much is typed in a field that was not left: keep it once nothing was typed for a quarter of a second.
    case half(FormDraft, field: String, text: String)
    /// Begin a form that corrects a finished one.
    case correct(StatementVersion)
    /// Give the form up.
    case giveUp(FormDraft)
    /// Bring back the form of the account that was given up last.
    case bringBack
  }

  /// The account of the form.
  public var account: String
  /// Names the change; what became of it comes back under it.
  public var ticket: Int
  /// What is to be done.
  public var kind: Kind

  /// Something to do.
  public init(account: String, ticket: Int, kind: Kind) {
    self.account = account
    self.ticket = ticket
    self.kind = kind
  }
}
