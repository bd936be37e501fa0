import Casebook
import Rents

/// What would be read, and how, before anything is: for a person to look at.
///
/// ```swift
/// let preview = try Importer(casebook: book, maps: shelf).preview(["extracts/"])
/// for file in preview.files { print(file.name, file.kind, file.map) }
/// ```
public struct ImportPreview: Hashable, Sendable {
  /// One file that a map recognised.
  public struct File: Hashable, Sendable {
    /// The file's name, without its folder, harmless to print.
    public var name: String
    /// Its length in bytes.
    public var bytes: Int
    /// What it holds.
    public var kind: IntakeKind
    /// The map's name.
    public var map: String
    /// The map in words.
    public var mapTitle: String
    /// How it is read, in words: separator, quote, letters, dates, amounts, and the row in which the columns are named.
    public var manner: [String]
    /// The day of the run, where the file says one.
    public var runDate: CivilDate?
    /// The file's columns, in their order.
    public var columns: [Column]
    /// The first rows.
    public var rows: [Row]
    /// The day on which the same bytes were taken in before; nil where they were not.
    public var takenOn: CivilDate?
  }

  /// A column of a file.
  public struct Column: Hashable, Sendable {
    /// The file's name of it.
    public var header: String
    /// Patchbook's name of it; nil where it is passed over.
    public var meaning: String?
  }

  /// A row, as it stands and as it is read.
  public struct Row: Hashable, Sendable {
    /// Its physical line in the file.
    public var line: Int
    /// Its fields as they stand, harmless to print, one for each column.
    public var fields: [String]
    /// What is read, by Patchbook's name of the column, where it is not just the text: dates, amounts, codes.
    public var readings: [String: String]
    /// Why it will be rejected; nil where it can be read.
    public var problem: String?
  }

  /// A file that no map recognises.
  public struct Unrecognised: Hashable, Sendable {
    /// The file's name, without its folder, harmless to print.
    public var name: String
    /// The sentence that says why.
    public var problem: String
  }

  /// The files, in the order in which they are read: accounts first.
  public var files: [File] = []
  /// Files that no map recognises.
  public var unrecognised: [Unrecognised] = []

  /// Nothing looked at yet.
  public init() {}
}
