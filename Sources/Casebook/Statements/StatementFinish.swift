/// A form that is to be recorded as finished.
public struct StatementFinish: Hashable, Sendable {
  /// What stands in each field, by the field's stable name. Blank fields are left out.
  public var fields: [String: String]
  /// The id of the finished form that it corrects; empty for a form of its own.
  public var replaces: String
  /// The files by which it was asked and judged: kept in the book under their hashes (decision 14); nil where there are none.
  public var sources: StatementSources?
  /// The draft from which it was filled in (``FormDraft/id``), which goes with it; empty for none.
  public var draft: String
  /// What was seen of that draft (``FormDraft/number``): where somebody typed in it since, nothing is recorded.
  public var seen: Int

  /// A form to be recorded.
  public init(
    fields: [String: String], replaces: String = "", sources: StatementSources? = nil, draft: String = "",
    seen: Int = 0
  ) {
    self.fields = fields
    self.replaces = replaces
    self.sources = sources
    self.draft = draft
    self.seen = seen
  }
}
