/// What the book has to say about one row.
public struct IntakeReport: Hashable, Sendable {
  /// What was done with the row. Raw values are the words of the JSON contract.
  public enum Action: String, CaseIterable, Hashable, Sendable {
    /// It was left out.
    case rejected
    /// It was taken after a correction that is told.
    case repaired
    /// It is kept until an officer places it.
    case suspended
    /// It is in the book already.
    case skippedDuplicate = "skipped-duplicate"
    /// It was taken, and something about it is worth a look.
    case warned
    /// It holds nothing.
    case ignored
  }

  /// The index of the file among those of the session.
  public var file: Int
  /// The first physical line of the row, from 1.
  public var line: Int
  /// The canonical name of the column at fault; nil where the row as a whole is.
  public var column: String?
  /// What was wrong.
  public var problem: String
  /// What was done.
  public var action: Action
  /// What stood there.
  public var value: String?

  /// A report.
  public init(
    file: Int, line: Int, column: String? = nil, problem: String, action: Action, value: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
    self.action = action
    self.value = value
  }
}
