import Casebook
import Rents

/// What an import did, in figures.
public struct ImportSummary: Hashable, Sendable {
  /// One file's part in it.
  public struct File: Hashable, Sendable {
    /// The file's name, without its folder.
    public var name: String
    /// What it holds.
    public var kind: IntakeKind
    /// The map that read it.
    public var map: String
    /// Records read: rows, without control rows, repeated headers and blank lines.
    public var read = 0
    /// Rows taken into the book.
    public var posted = 0
    /// Rows not taken.
    public var rejected = 0
    /// Rows that the book had already.
    public var duplicates = 0
    /// Rows kept outside the ledger until an officer places them.
    public var suspended = 0
    /// Of the duplicates, rows that wait there already.
    public var waiting = 0
    /// The sum of the transactions read and not rejected, in pence; debit positive: what a trailer's total is.
    public var controlTotal = Money.zero

    /// A file of which nothing was read yet.
    public init(name: String, kind: IntakeKind, map: String) {
      self.name = name
      self.kind = kind
      self.map = map
    }
  }

  /// Each file, in the order in which they were read: accounts first.
  public var files: [File] = []
  /// Records read, over all files, as each count that follows.
  public var read = 0
  /// Rows taken into the book.
  public var posted = 0
  /// Rows not taken.
  public var rejected = 0
  /// Rows that the book had already.
  public var duplicates = 0
  /// Report lines with the action `repaired`; the rows are among those posted.
  public var repaired = 0
  /// Rows kept outside the ledger until an officer places them.
  public var suspended = 0
  /// Of the duplicates, rows that wait there already.
  public var waiting = 0
  /// Report lines with the action `warned`.
  public var warned = 0
  /// The sum of the transactions read and not rejected, in pence; debit positive.
  public var controlTotal = Money.zero
  /// The journal transaction that adopted the rows; nil where nothing was adopted.
  public var sequence: UInt64?
  /// A file seems incomplete, or its trailer disagrees with its rows: a person should look before it is taken.
  public var isDoubtful = false
  /// Nothing was meant to be adopted.
  public var isDryRun = false
  /// Files of a folder given as a path that no map recognised.
  public var passedOver: [String] = []

  /// Nothing done yet.
  public init() {}

  /// Whether `import` exits with status 1: rows were rejected.
  public var hasRejections: Bool { rejected > 0 }

  /// The last line of the JSON contract's report.
  public var json: JSONLine {
    var line = JSONLine()
    line.add("summary", true)
    line.add("read", read)
    line.add("posted", posted)
    line.add("rejected", rejected)
    line.add("duplicates", duplicates)
    line.add("repaired", repaired)
    line.add("suspended", suspended)
    line.add("waiting", waiting)
    line.add("warned", warned)
    line.add("control_total_pence", controlTotal.pence)
    line.add("seq", sequence)
    if isDryRun { line.add("dry_run", true) }
    return line
  }
}
