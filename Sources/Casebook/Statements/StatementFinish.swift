/// A form that is to be recorded as finished.
public struct StatementFinish: Hashable, Sendable {
  /// What stands in each field, by the field's stable name. Blank fields are left out.
  public var fields: [String: String]
  /// The id of the finished form that it corrects; empty for a form of its own.
  public var replaces: String
  /// The bytes of the file that gave the form its lines: kept in the book under their hash (decision 14). Empty where there
  /// is none.
  public var format: [UInt8]
  /// The draft from which it was filled in (``FormDraft/id``), which goes with it; empty for none.
  public var draft: String
  /// What was seen of that draft (``FormDraft/number``): where somebody typed in it since, nothing is recorded.
  public var seen: Int

  /// A form to be recorded.
  public init(
    fields: [String: String], replaces: String = "", format: [UInt8] = [], draft: String = "", seen: Int = 0
  ) {
    self.fields = fields
    self.replaces = replaces
    self.format = format
    self.draft = draft
    self.seen = seen
  }
}
