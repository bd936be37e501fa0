/// What one row of a table shows: a text for each of the table's columns, in their order.
public struct TableRow: Hashable, Sendable {
  /// One text of a row.
  public struct Field: Hashable, Sendable, ExpressibleByStringLiteral {
    /// What is shown.
    public var text: String
    /// Its style; nil takes the row's.
    public var style: Style?
    /// The characters that a search found, counted from 0.
    public var emphasised: [Range<Int>]

    /// A text in its own style, or the row's.
    public init(_ text: String, _ style: Style? = nil, emphasised: [Range<Int>] = []) {
      self.text = text
      self.style = style
      self.emphasised = emphasised
    }

    /// A text in the row's style.
    public init(stringLiteral value: String) { self.init(value) }
  }

  /// The texts, one for each column of the table; those that are missing are blank.
  public var fields: [Field]
  /// The style of the row.
  public var style: Style
  /// A character in the gutter, left of the first column (`*` for a marked row); the selected row shows `>`.
  public var mark: Unicode.Scalar?

  /// A row of these texts.
  public init(_ fields: [Field], style: Style = .normal, mark: Unicode.Scalar? = nil) {
    self.fields = fields
    self.style = style
    self.mark = mark
  }
}
