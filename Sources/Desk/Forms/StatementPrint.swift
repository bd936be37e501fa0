import Rents

/// The printed summary of a form, as an officer asked for it. The desk says of what; the program makes the file.
public struct StatementPrint: Hashable, Sendable {
  /// How it is written.
  public enum Form: String, Hashable, Sendable {
    /// Plain text.
    case text
    /// Rich Text Format, which word processors open.
    case rtf

    /// What the file's name ends with.
    public var ending: String { self == .text ? "txt" : "rtf" }
  }

  /// The account.
  public var account: String
  /// The landlord's name.
  public var landlord: String
  /// Those liable.
  public var names: [String]
  /// The address.
  public var address: String
  /// The officer who filled it in.
  public var officer: String
  /// The form, as it was typed or recorded.
  public var statement: StatementForm
  /// What the account knows, by which it is reckoned.
  public var facts: StatementFacts
  /// The landlord's lines and figures.
  public var rules: StatementRules
  /// The number of the finished form; nil for one that is being filled in, which the paper says.
  public var version: Int?
  /// The number of the form that it corrects; nil where it corrects none.
  public var corrects: Int?
  /// The day on which it is printed.
  public var printed: CivilDate
  /// Where it shall stand, as it was typed.
  public var path: String
  /// How it is written.
  public var form: Form
}
