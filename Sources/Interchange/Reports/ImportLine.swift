import Casebook

/// One line of an import's report: what was wrong with a row of a file, and what was done about it.
///
/// The keys of the JSON contract; `text` values are harmless to print.
public struct ImportLine: Hashable, Sendable {
  /// What was done: the casebook's words and the reader's are the same, those of the JSON contract.
  public typealias Action = IntakeReport.Action

  /// The file's name, without its folder.
  public var file: String
  /// The physical line on which the record begins, 1 for the first.
  public var line: Int
  /// Patchbook's name of the column (`amount`), where one column is meant.
  public var column: String?
  /// What is wrong, as a sentence for the officer; it names the file's own column where that differs.
  public var problem: String
  /// What was done.
  public var action: Action
  /// The value in the file, harmless and shortened.
  public var value: String?

  /// A line of a report.
  public init(
    file: String, line: Int, column: String? = nil, problem: String, action: Action, value: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
    self.action = action
    self.value = value
  }

  /// The line as the JSON contract has it.
  public var json: JSONLine {
    var line = JSONLine()
    line.add("file", file)
    line.add("line", self.line)
    line.add("column", column)
    line.add("problem", problem)
    line.add("action", action.rawValue)
    line.add("value", value)
    return line
  }
}
