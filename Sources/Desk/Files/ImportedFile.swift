import Casebook
import Rents

/// A file that was recognised, and how it is read.
public struct ImportedFile: Hashable, Sendable {
  /// A column of a file.
  public struct Column: Hashable, Sendable {
    /// The file's name of it.
    public var header: String
    /// Patchbook's name of it; nil where it is passed over.
    public var meaning: String?

    /// A column that is read as `meaning`.
    public init(header: String, meaning: String?) {
      self.header = header
      self.meaning = meaning
    }
  }

  /// One of the first rows, as it stands and as it is read.
  public struct Row: Hashable, Sendable {
    /// Its line in the file.
    public var line: Int
    /// Its fields as they stand, one for each column.
    public var fields: [String]
    /// What is read, by Patchbook's name of the column, where it is not just the text.
    public var readings: [String: String]
    /// Why it cannot be read; nil where it can.
    public var problem: String?

    /// A row of a file.
    public init(line: Int, fields: [String], readings: [String: String], problem: String?) {
      self.line = line
      self.fields = fields
      self.readings = readings
      self.problem = problem
    }
  }

  /// The file's name, without its folder.
  public var name: String
  /// Its length in bytes.
  public var bytes: Int
  /// What it holds.
  public var kind: IntakeKind
  /// The map that reads it, and what the map says of itself.
  public var map: String
  /// The map in words.
  public var mapTitle: String
  /// How it is read, in words.
  public var manner: [String]
  /// The day of the run, where the file says one.
  public var runDate: CivilDate?
  /// The file's columns, in their order.
  public var columns: [Column]
  /// The first rows.
  public var rows: [Row]
  /// The day on which the same bytes were taken in before.
  public var takenOn: CivilDate?
  /// What becomes of its rows, once it was tried.
  public var figures = ImportFigures()

  /// A file that was recognised.
  public init(
    name: String, bytes: Int, kind: IntakeKind, map: String, mapTitle: String, manner: [String],
    runDate: CivilDate?, columns: [Column], rows: [Row], takenOn: CivilDate?
  ) {
    self.name = name
    self.bytes = bytes
    self.kind = kind
    self.map = map
    self.mapTitle = mapTitle
    self.manner = manner
    self.runDate = runDate
    self.columns = columns
    self.rows = rows
    self.takenOn = takenOn
  }
}

/// A file that no map recognises.
public struct UnrecognisedFile: Hashable, Sendable {
  /// The file's name, without its folder.
  public var name: String
  /// The sentence that says why.
  public var problem: String

  /// A file that was passed over.
  public init(name: String, problem: String) {
    self.name = name
    self.problem = problem
  }
}
