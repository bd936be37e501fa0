/// What a statement comes to: monthly figures in whole pence, each line rounded once, so that the printed form casts.
///
/// Sources: domain.md 5.7 and 5.9 (Standard Financial Statement, Money and Pensions Service).
public struct StatementTotals: Hashable, Sendable {
  /// The monthly total of each group that has an entry, by its key (`income/earnings`).
  public let groups: [String: Money]
  /// The sum of the income groups.
  public let income: Money
  /// The sum of the fixed and flexible costs.
  public let outgoings: Money
  /// Income less outgoings; below zero is a deficit.
  public let surplus: Money
  /// The surplus of a week: twelve fifty-seconds, rounded once.
  public let weeklySurplus: Money
  /// What is left for priority debts: the surplus less savings and the administration fee.
  public let availableForPriorityDebts: Money
  /// What is left after the offers on priority debts.
  public let availableForNonPriorityDebts: Money
  /// For each non-priority debt, in their order: its share of what is left, by what is owed, rounded down to the penny and
  /// never more than is owed. Nothing where nothing is left.
  public let nonPriorityOffers: [Money]

  /// Why a statement has no totals.
  public enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
    /// An entry names a line that the format does not have.
    case unknownLine(String)
    /// An amount or a sum does not fit.
    case tooLarge(line: String?)

    /// The failure as a sentence.
    public var description: String {
      switch self {
      case .unknownLine(let line): "The form has no line \(line)."
      case .tooLarge(let line):
        line.map { "The amount on the line \($0) is too large." } ?? "The amounts are too large."
      }
    }
  }

  /// Adds a statement up.
  /// - Throws: ``Failure``.
  public init(_ statement: Statement, format: StatementFormat) throws(Failure) {
    var lines: [String: Ratio] = [:]
    for entry in statement.entries {
      guard let (_, line) = format.line(entry.line) else { throw .unknownLine(entry.line) }
      do throws(RatioError) {
        guard let monthly = try entry.amount.exactMonthly(usual: line.usual) else { continue }
        lines[entry.line] = try (lines[entry.line] ?? .zero).adding(monthly)
      } catch {
        throw .tooLarge(line: entry.line)
      }
    }
    var deductions: [Money] = []
    for deduction in statement.deductions {
      do throws(RatioError) {
        if let taken = try deduction.amount.monthly(usual: .monthly) { deductions.append(taken) }
      } catch {
        throw .tooLarge(line: StatementTotals.universalCredit)
      }
    }
    do throws(MoneyError) {
      var groups: [String: Money] = [:]
      var sections: [StatementFormat.Section: Money] = [:]
      for (id, monthly) in lines {
        guard let (group, _) = format.line(id) else { continue }
        let amount = Money(monthly)
        groups[group.key] = try (groups[group.key] ?? .zero).adding(amount)
        sections[group.section] = try (sections[group.section] ?? .zero).adding(amount)
      }
      if let (group, _) = format.line(StatementTotals.universalCredit) {
        for taken in deductions {
          groups[group.key] = try (groups[group.key] ?? .zero).subtracting(taken)
          sections[group.section] = try (sections[group.section] ?? .zero).subtracting(taken)
        }
      }
      self.groups = groups
      income = sections[.income] ?? .zero
      outgoings = try (sections[.fixed] ?? .zero).adding(sections[.flexible] ?? .zero)
      surplus = try income.subtracting(outgoings)
      weeklySurplus = try surplus.multiplied(by: StatementTotals.weeksOfAMonth)
      (availableForPriorityDebts, availableForNonPriorityDebts, nonPriorityOffers) = try StatementTotals.left(
        of: surplus, after: statement)
    } catch {
      throw .tooLarge(line: nil)
    }
  }

  /// The line of the benefit from which deductions are taken.
  static let universalCredit = "universal-credit"

  /// The totals of a statement that a form yielded: its amounts were all looked at before, so that they add up; nothing of one
  /// that does not.
  static func reckoned(_ statement: Statement, format: StatementFormat) -> StatementTotals {
    (try? StatementTotals(statement, format: format)) ?? StatementTotals()
  }

  private init() {
    groups = [:]
    (income, outgoings, surplus, weeklySurplus) = (.zero, .zero, .zero, .zero)
    (availableForPriorityDebts, availableForNonPriorityDebts, nonPriorityOffers) = (.zero, .zero, [])
  }

  /// The same lines with the savings, fee and debts of another statement: what is left is worked out anew.
  func settled(_ statement: Statement) -> StatementTotals {
    guard let left = try? StatementTotals.left(of: surplus, after: statement) else { return self }
    return StatementTotals(self, left: left)
  }

  private init(_ lines: StatementTotals, left: Left) {
    groups = lines.groups
    (income, outgoings) = (lines.income, lines.outgoings)
    (surplus, weeklySurplus) = (lines.surplus, lines.weeklySurplus)
    (availableForPriorityDebts, availableForNonPriorityDebts, nonPriorityOffers) = left
  }

  private typealias Left = (priority: Money, nonPriority: Money, offers: [Money])

  private static func left(of surplus: Money, after statement: Statement) throws(MoneyError) -> Left {
    let priority = try surplus.subtracting(statement.savings).subtracting(statement.administrationFee)
    let others = try priority.subtracting(Money.sum(statement.priorityDebts.map(\.offer)))
    return (priority, others, shares(of: others, among: statement.nonPriorityDebts.map(\.owed)))
  }

  /// A month's amount as a week's, rounded once.
  static func weekly(_ monthly: Money) -> Money {
    (try? monthly.multiplied(by: weeksOfAMonth)) ?? .zero
  }

  /// Twelve fifty-seconds: a month's amount as a week's.
  static let weeksOfAMonth: Ratio = (try? Ratio(3, over: 13)) ?? .zero

  /// Shares `available` out by what is owed, each rounded down to the penny and never more than is owed.
  static func shares(of available: Money, among debts: [Money]) -> [Money] {
    let total = debts.reduce(Int128(0)) { $0 + Int128(max(0, $1.pence)) }
    guard available > .zero, total > 0 else { return debts.map { _ in .zero } }
    return debts.map { owed in
      let owed = max(0, owed.pence)
      let share = Int128(available.pence) * Int128(owed) / total
      return Money(pence: min(owed, Int64(clamping: share)))
    }
  }
}
