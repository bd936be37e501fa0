import Casebook

/// What the program tells of a form that is being filled in.
public enum FormNews: Sendable {
  /// The form as it stands beside the book, with who else is in it: others may have typed.
  case seen(FormDraft)
  /// A change is durable since that time of the day (`10:19:41`), and this is the form with it.
  case kept(ticket: Int, FormDraft, time: String)
  /// A change was not made, for this reason; typing can go on.
  case refused(ticket: Int, account: String, reason: String)

  /// The account of the form.
  public var account: String {
    switch self {
    case .seen(let draft), .kept(_, let draft, _): draft.account
    case .refused(_, let account, _): account
    }
  }
}
