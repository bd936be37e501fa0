/// What a landlord's licensed file holds to be usual spending on the three flexible groups (domain.md 5.10).
///
/// The figures of the Standard Financial Statement are for members only, so none are shipped: the file is the landlord's own.
/// Spending over it asks a reason and never blocks; fixed costs have no guideline.
///
/// ```
/// scheme,version,valid_from,valid_to,group,household_key,monthly_pence,licence_note
/// Own norms,2026,2026-04-01,2027-03-31,food,first_adult,28000,
/// ```
public struct SpendingGuidelines: Hashable, Sendable {
  /// Whom an amount is for.
  public enum Key: String, CaseIterable, Hashable, Sendable {
    /// The first adult.
    case firstAdult = "first_adult"
    /// Each further adult.
    case additionalAdult = "additional_adult"
    /// Each child under sixteen.
    case child0to15 = "child_0_15"
    /// Each child of sixteen to eighteen.
    case child16to18 = "child_16_18"
    /// Each vehicle.
    case vehicle
  }

  /// One row of the file.
  public struct Row: Hashable, Sendable {
    /// The days on which it holds.
    public var valid: ClosedRange<CivilDate>
    /// The key of the group in the form: `flexible/personal`.
    public var group: String
    /// Whom it is for.
    public var key: Key
    /// Pence a month.
    public var monthly: Money
  }

  /// Why a file is no guidelines.
  public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The line, 1 for the first.
    public var line: Int
    /// What is wrong there, without a full stop.
    public var problem: String

    /// The fault as a sentence.
    public var description: String { "Line \(line) of the spending guidelines: \(problem)." }
  }

  /// Where spending stands against the guideline.
  public struct Mark: Hashable, Sendable {
    /// The key of the group.
    public var group: String
    /// What is usual for this household, pence a month.
    public var limit: Money
    /// What is spent, pence a month.
    public var spent: Money

    /// By how much it is over; nothing where it is not.
    public var over: Money { max(.zero, (try? spent.subtracting(limit)) ?? .zero) }
  }

  /// Whose figures they are, as the file says.
  public let scheme: String
  /// Which version, as the file says.
  public let version: String
  /// The licence's note to be printed, if there is one.
  public let licenceNote: String
  /// The rows.
  public let rows: [Row]

  private static let header = [
    "scheme", "version", "valid_from", "valid_to", "group", "household_key", "monthly_pence", "licence_note",
  ]
  private static let groups = [
    "comms": "flexible/communications-leisure", "food": "flexible/food-housekeeping",
    "personal": "flexible/personal",
  ]

  /// Reads a file of guidelines: comma-separated, with a heading.
  /// - Throws: ``Fault`` with the line and what is wrong there.
  public init(_ text: String) throws(Fault) {
    var rows: [Row] = []
    var (scheme, version, note) = ("", "", "")
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.first?.first == "\u{FEFF}" { lines[0].removeFirst() }
    var hasHeader = false
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      let number = index + 1
      let cells = SpendingGuidelines.cells(line)
      guard hasHeader else {
        guard cells.map({ $0.lowercased() }) == SpendingGuidelines.header else {
          throw Fault(
            line: number, problem: "the heading is to be " + SpendingGuidelines.header.joined(separator: ","))
        }
        hasHeader = true
        continue
      }
      guard cells.count == SpendingGuidelines.header.count else {
        throw Fault(
          line: number, problem: "there are \(cells.count) cells, not \(SpendingGuidelines.header.count)")
      }
      guard let from = CivilDate(iso: cells[2]), let to = CivilDate(iso: cells[3]), from <= to else {
        throw Fault(line: number, problem: "valid_from and valid_to are two days, 2026-04-01, in order")
      }
      guard let group = SpendingGuidelines.groups[cells[4]] else {
        throw Fault(line: number, problem: "group is one of comms, food, personal")
      }
      guard let key = Key(rawValue: cells[5]) else {
        throw Fault(
          line: number,
          problem: "household_key is one of \(Key.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      guard let pence = Int64(cells[6]), (0...100_000_000).contains(pence) else {
        throw Fault(line: number, problem: "monthly_pence is a whole number of pence")
      }
      let row = Row(valid: from...to, group: group, key: key, monthly: Money(pence: pence))
      if rows.contains(where: { $0.group == group && $0.key == key && $0.valid.overlaps(row.valid) }) {
        throw Fault(line: number, problem: "\(cells[4]) for \(cells[5]) stands twice for one day")
      }
      rows.append(row)
      (scheme, version) = (cells[0], cells[1])
      if !cells[7].isEmpty { note = cells[7] }
    }
    guard !rows.isEmpty else { throw Fault(line: 1, problem: "it has no rows") }
    self.rows = rows
    self.scheme = scheme
    self.version = version
    licenceNote = note
  }

  /// What is usual for a household on a day, for each group of which the file speaks on that day.
  /// - Parameter vehicles: how many vehicles it has.
  public func limits(for household: Household, vehicles: Int, on day: CivilDate) -> [String: Money] {
    let listed = household.dependants
    let older = min(listed.to18, household.children)
    var limits: [String: Money] = [:]
    for row in rows where row.valid.contains(day) {
      let count =
        switch row.key {
        case .firstAdult: 1
        case .additionalAdult: household.adults - 1
        case .child0to15: household.children - older
        case .child16to18: older
        case .vehicle: min(max(0, vehicles), 99)
        }
      guard let part = try? row.monthly.multiplied(by: count),
        let sum = try? (limits[row.group] ?? .zero).adding(part)
      else { continue }
      limits[row.group] = sum
    }
    return limits
  }

  /// The cells of a line, quotation marks around a cell taken off.
  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    var wasQuote = false
    for character in line {
      if character == "\"" {
        // A mark doubled inside a quoted cell is the mark itself.
        if !isQuoted, wasQuote { cells[cells.count - 1].append("\"") }
        isQuoted.toggle()
        wasQuote = !isQuoted
        continue
      }
      wasQuote = false
      if character == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells.map { cell in
      let start = cell.drop { $0 == " " }
      return String(start.reversed().drop { $0 == " " }.reversed())
    }
  }
}
