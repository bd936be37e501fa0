import Casebook
import Rents

/// Files of the landlord on their way into the book, as the desk shows them. The program does the work on a thread of its
/// own and hands the desk this value anew whenever it came further; everyone goes on working meanwhile.
public struct ImportWork: Hashable, Sendable {
  /// How far it has come.
  public enum Stage: Hashable, Sendable {
    /// No files were chosen.
    case nothing
    /// The files are recognised and their first rows read.
    case looking
    /// A dry run: every row is read and held against the book, and nothing is taken.
    case trying(ImportAdvance)
    /// The dry run has ended: the report says what would happen.
    case tried
    /// The rows are taken in.
    case taking(ImportAdvance)
    /// The rows are in the book; the transaction, nil where there was nothing new.
    case taken(sequence: UInt64?)
    /// It ended before anything was taken, with the sentence that says why.
    case stopped(String)
  }

  /// What the officer typed as file or folder.
  public var path = ""
  /// How far it has come.
  public var stage = Stage.nothing
  /// The files that were recognised, accounts first.
  public var files: [ImportedFile] = []
  /// Files that no map recognises, each with the sentence that says why.
  public var unrecognised: [UnrecognisedFile] = []
  /// The report, in the order of the files: rows that were not simply taken.
  public var lines: [ImportReportLine] = []
  /// Lines of the report that were only counted.
  public var unlisted = 0
  /// A file seems incomplete: the report says which and why.
  public var isDoubtful = false
  /// What waits in suspense, and where our sums differ from the landlord's balances: as the book was when they were read.
  public var standing: BookStanding?
  /// Names with which the typed path may go on, where Tab asked for them.
  public var completions: [String] = []
  /// The path that ``completions`` are for.
  public var completed = ""

  /// No files were chosen.
  public init() {}

  /// Whether the program is at work on it now.
  public var isRunning: Bool {
    switch stage {
    case .looking, .trying, .taking: true
    case .nothing, .tried, .taken, .stopped: false
    }
  }

  /// How many rows there are over all files, by what becomes of them.
  public var figures: ImportFigures { files.reduce(into: ImportFigures()) { $0.add($1.figures) } }

  /// The line that any screen shows while it runs: `importing transactions.csv 34%`; nil where it does not.
  public var runningText: String? {
    switch stage {
    case .looking: "looking at the files"
    case .trying(let advance): "trying the import \(advance.percentText)"
    case .taking(let advance): "importing \(advance.percentText)"
    case .nothing, .tried, .taken, .stopped: nil
    }
  }
}

/// How far a run over the files is.
public struct ImportAdvance: Hashable, Sendable {
  /// What is done now, in words: `reading rent.csv`, `holding rows against the book`.
  public var doing: String
  /// So much of ``whole`` is done.
  public var done: Int
  /// So much there is; 0 where it is not known yet.
  public var whole: Int

  /// A run that is so far.
  public init(doing: String, done: Int, whole: Int) {
    self.doing = doing
    self.done = done
    self.whole = whole
  }

  /// `34%`; blank where the whole is not known.
  public var percentText: String {
    guard whole > 0 else { return "" }
    let share = Double(min(max(done, 0), whole)) / Double(whole)
    return "\(Int(share * 100))%"
  }
}

/// A line of the report: a row of a file that was not simply taken.
public struct ImportReportLine: Hashable, Sendable {
  /// The file's name.
  public var file: String
  /// The line on which the row begins.
  public var line: Int
  /// Patchbook's name of the column, where one is meant.
  public var column: String
  /// What is wrong.
  public var problem: String
  /// What was done.
  public var action: IntakeReport.Action
  /// The value in the file.
  public var value: String

  /// A line of a report.
  public init(
    file: String, line: Int, column: String, problem: String, action: IntakeReport.Action, value: String
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
    self.action = action
    self.value = value
  }
}

/// What becomes of rows, in numbers.
public struct ImportFigures: Hashable, Sendable {
  /// Rows read.
  public var read = 0
  /// Rows new to the book.
  public var new = 0
  /// Rows that the book had already.
  public var known = 0
  /// Rows that go to suspense.
  public var suspended = 0
  /// Rows that wait in suspense already.
  public var waiting = 0
  /// Rows rejected.
  public var rejected = 0
  /// The sum of the transactions, debits positive.
  public var controlTotal = Money.zero

  /// No rows.
  public init() {}

  mutating func add(_ other: ImportFigures) {
    read += other.read
    new += other.new
    known += other.known
    suspended += other.suspended
    waiting += other.waiting
    rejected += other.rejected
    controlTotal = (try? controlTotal.adding(other.controlTotal)) ?? controlTotal
  }
}
