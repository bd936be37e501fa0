import Rents

/// A section of the form as the screen shows it.
struct StatementSection: Hashable, Sendable {
  /// The id: the group's key, or the desk's own word.
  var id: String
  /// The words over it.
  var title: String
  /// The words where it is folded and there is little room.
  var short: String
  var lines: [StatementLine]
  /// The group of the format; nil for the desk's own sections.
  var group: StatementFormat.Group?
}
