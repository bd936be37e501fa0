/// A row of the form as it is drawn.
enum StatementRow: Hashable, Sendable {
  /// The head of a section whose lines follow.
  case head(Int)
  /// A section that is folded, or several beside each other.
  case folded([Int])
  /// A line of a section.
  case line(section: Int, line: Int)
  /// What there is to say of the line above, line by line.
  case remark(Int)
}
