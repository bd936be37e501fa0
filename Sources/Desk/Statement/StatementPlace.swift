import Rents

/// Where the cursor can stand on the form.
enum StatementPlace: Hashable, Sendable {
  /// In a field.
  case field(StatementField)
  /// On the head of a section that is folded.
  case head(String)
}
