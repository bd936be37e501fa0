import Rents

/// A line of the form as the screen shows it: what it is called, and the fields on it.
struct StatementLine: Hashable, Sendable {
  /// What kind of line, which says how it is drawn.
  enum Kind: Hashable, Sendable {
    /// A line of the format with an amount.
    case amount
    /// A part of the line above it: Universal Credit's other two parts.
    case part
    /// One of the deductions from Universal Credit.
    case deduction
    /// Several fields beside each other: a person, a debt.
    case table
    /// One field of words, a day, a yes or no.
    case single
    /// What belongs to the line above and is seen only while it is open: its note, its evidence.
    case detail
  }

  var kind: Kind
  /// The words on the form.
  var label: String
  /// The words in fifteen columns.
  var short: String
  var cells: [StatementCell]
  /// What to ask.
  var question = ""
  /// What the officer should know.
  var help = ""
  /// The id of the format's line.
  var id: String?

  init(_ kind: Kind, _ label: String, short: String? = nil, _ cells: [StatementCell]) {
    self.kind = kind
    self.label = label
    self.short = short ?? label
    self.cells = cells
  }

  /// The first field, by which the line is known.
  var first: StatementField? { cells.first?.field }
}
