/// The lines of an income and expenditure form, as the landlord's data file gives them (`data/statement`).
///
/// Sections hold groups, groups hold lines; each has a stable id by which files and other programs call it.
public struct StatementFormat: Hashable, Sendable {
  /// What a section's lines do to what is left over.
  public enum Section: String, CaseIterable, Hashable, Sendable {
    /// Money that comes in.
    case income
    /// Costs that hardly change from month to month.
    case fixed
    /// Costs that people can vary; spending guidelines, where a landlord has a licence for them, are about these.
    case flexible
  }

  /// Lines that belong together, and are totalled.
  public struct Group: Hashable, Sendable {
    /// The stable id within its section: `earnings`.
    public var id: String
    /// The words over its lines.
    public var title: String
    /// The words where there are fifteen columns for them; the title where the file gives none.
    public var short: String
    /// The section.
    public var section: Section
    /// The lines, in the order in which they are printed.
    public var lines: [Line]

    /// A group of lines.
    public init(id: String, title: String, short: String? = nil, section: Section, lines: [Line]) {
      self.id = id
      self.title = title
      self.short = short ?? title
      self.section = section
      self.lines = lines
    }

    /// The name by which totals call it: `income/earnings`.
    public var key: String { "\(section.rawValue)/\(id)" }
  }

  /// One line: a thing that is asked.
  public struct Line: Hashable, Sendable {
    /// The stable id: `universal-credit`.
    public var id: String
    /// The words on the form.
    public var label: String
    /// The words where there are fifteen columns for them; the label where the file gives none.
    public var short: String
    /// What to ask, as one would say it on the telephone.
    public var question: String
    /// What the officer should know about it.
    public var help: String
    /// How often it usually comes: what an amount without a frequency means.
    public var usual: Frequency

    /// A line of the form.
    public init(
      id: String, label: String, short: String? = nil, question: String = "", help: String = "",
      usual: Frequency = .monthly
    ) {
      self.id = id
      self.label = label
      self.short = short ?? label
      self.question = question
      self.help = help
      self.usual = usual
    }
  }

  /// The groups, in the order in which they are printed.
  public let groups: [Group]
  private let places: [String: (group: Int, line: Int)]

  /// A format of these groups; of lines with one id the first is meant.
  public init(_ groups: [Group]) {
    self.groups = groups
    var places: [String: (group: Int, line: Int)] = [:]
    for (group, entry) in groups.enumerated() {
      for (line, item) in entry.lines.enumerated() where places[item.id] == nil {
        places[item.id] = (group, line)
      }
    }
    self.places = places
  }

  /// The line of this id, and its group.
  public func line(_ id: String) -> (group: Group, line: Line)? {
    places[id].map { (groups[$0.group], groups[$0.group].lines[$0.line]) }
  }

  /// Two formats are the same where their groups are.
  public static func == (left: StatementFormat, right: StatementFormat) -> Bool {
    left.groups == right.groups
  }

  /// Hashes the groups: the places follow from them.
  public func hash(into hasher: inout Hasher) { hasher.combine(groups) }
}
