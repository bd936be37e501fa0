import Rents
import Terminal

/// What is being typed in a field and is not accepted yet.
struct StatementEntry: Hashable, Sendable {
  var field: StatementField
  var editor: LineEditor
  /// What stood there before, as it was accepted.
  let before: String

  init(_ field: StatementField, text: String, before: String) {
    self.field = field
    self.before = before
    editor = LineEditor(text, limit: StatementEntry.longest)
  }

  /// More is no answer to a question on the telephone.
  static let longest = 300
}
