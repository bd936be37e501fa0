import Casebook

/// What is wrong with a line of the desk's settings: it is said at the start, and the usual is taken in that place.
public struct SettingsReport: Hashable, Sendable, CustomStringConvertible {
  /// The file, as the officer would open it; or the variable of the environment.
  public var file: String
  /// The line, 1 for the first; 0 where no one line is meant.
  public var line: Int
  /// What is wrong, with the nearest right word, without a full stop.
  public var problem: String

  /// A report on a line of a file.
  public init(file: String, line: Int, problem: String) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  init(file: String, _ fault: SettingsFault) {
    self.init(file: file, line: fault.line, problem: fault.sentence)
  }

  /// The report as the desk says it when it opens, with no more of the path than tells the file from others.
  public var remark: String {
    let parts = file.split(separator: "/")
    let short = parts.suffix(2).joined(separator: "/")
    return SettingsReport(file: short, line: line, problem: problem).description + "."
  }

  /// `themes/mine.toml line 3: there is no colour …`.
  public var description: String { line > 0 ? "\(file) line \(line): \(problem)" : "\(file): \(problem)" }
}
