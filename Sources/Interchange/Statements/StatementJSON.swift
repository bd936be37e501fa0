import Rents

/// The income and expenditure form as other programs hand it over and are given it.
///
/// `{"lines": [{"line": "rent", "amount_pence": 11864, "frequency": "weekly"}], "savings_pence": 2000, "priority_debts":
/// [{"creditor": "…", "owed_pence": 1, "offer_pence": 1}], "non_priority_debts": [{"creditor": "…", "owed_pence": 1}]}`
///
/// That is what it comes to. A whole form, with what was typed, notes, persons and the rest, also has `fields`: the text of each
/// field by its name (`StatementField`), of which the members above are then only the reading.
public enum StatementJSON {
  /// Why a value is no statement.
  public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where: `lines[3].frequency`.
    public var place: String
    /// What is wrong there.
    public var problem: String

    /// The fault as a sentence.
    public var description: String { "\(place): \(problem)." }
  }

  /// Reads a statement; members that this does not know (`id`, `expect`) are passed over.
  /// - Throws: ``Fault`` where something that is needed is missing or of another kind.
  public static func read(_ value: JSONValue) throws(Fault) -> Statement {
    guard case .object = value else { throw Fault(place: "the statement", problem: "it is no object") }
    var statement = Statement()
    for (number, line) in try list(value, "lines").enumerated() {
      let place = "lines[\(number)]"
      guard let id = line["line"]?.string else {
        throw Fault(place: place + ".line", problem: "no line is named")
      }
      let frequency = try frequency(line, place + ".frequency")
      let pence = try pence(line["amount_pence"], place + ".amount_pence")
      if let what = line["deduction"]?.string {
        guard id == "universal-credit" else {
          throw Fault(place: place + ".deduction", problem: "only the line universal-credit has deductions")
        }
        guard let taken = try? Money(pence: pence).negated(), taken >= .zero else {
          throw Fault(place: place + ".amount_pence", problem: "what is taken off is not above zero")
        }
        statement.deductions.append(
          .init(what: what, amount: .amounts([.init(pence: Ratio(taken), frequency: frequency)])))
        continue
      }
      statement.entries.append(
        .init(line: id, amount: .amounts([.init(pence: Ratio(pence), frequency: frequency)])))
    }
    statement.savings = Money(pence: try optionalPence(value["savings_pence"], "savings_pence"))
    statement.administrationFee = Money(
      pence: try optionalPence(value["administration_fee_pence"], "administration_fee_pence"))
    for (number, debt) in try list(value, "priority_debts").enumerated() {
      let place = "priority_debts[\(number)]"
      statement.priorityDebts.append(
        .init(
          creditor: debt["creditor"]?.string ?? "",
          owed: Money(pence: try pence(debt["owed_pence"], place + ".owed_pence")),
          offer: Money(pence: try optionalPence(debt["offer_pence"], place + ".offer_pence"))))
    }
    for (number, debt) in try list(value, "non_priority_debts").enumerated() {
      let place = "non_priority_debts[\(number)]"
      statement.nonPriorityDebts.append(
        .init(
          creditor: debt["creditor"]?.string ?? "",
          owed: Money(pence: try pence(debt["owed_pence"], place + ".owed_pence"))))
    }
    return statement
  }

  /// The words of the contract for how often an amount comes.
  static let frequencies: [(word: String, frequency: Frequency)] = [
    ("weekly", .weekly), ("fortnightly", .fortnightly), ("four-weekly", .fourWeekly), ("monthly", .monthly),
    ("quarterly", .quarterly), ("termly", .termly), ("half-yearly", .halfYearly), ("annual", .yearly),
    ("ten-monthly", .tenAYear),
  ]

  /// The word for an amount that comes once in each of so many weeks a year, which stand beside it as `weeks`.
  static let weeksAYear = "weeks-a-year"

  private static func frequency(_ line: JSONValue, _ place: String) throws(Fault) -> Frequency {
    let word = line["frequency"]?.string
    if word == weeksAYear {
      guard let weeks = line["weeks"]?.integer, (1...53).contains(weeks) else {
        throw Fault(place: place, problem: "\(weeksAYear) needs weeks, 1 to 53")
      }
      return .weeksAYear(Int(weeks))
    }
    guard let word, let known = frequencies.first(where: { $0.word == word }) else {
      throw Fault(
        place: place,
        problem: "it is one of \(frequencies.map(\.word).joined(separator: ", ")), \(weeksAYear)")
    }
    return known.frequency
  }

  static func list(_ value: JSONValue, _ name: String) throws(Fault) -> [JSONValue] {
    guard let member = value[name], member != .null else { return [] }
    guard let list = member.list else { throw Fault(place: name, problem: "it is no list") }
    return list
  }

  static func pence(_ value: JSONValue?, _ place: String) throws(Fault) -> Int64 {
    guard let pence = value?.integer else {
      throw Fault(place: place, problem: "it is no whole number of pence")
    }
    return pence
  }

  static func optionalPence(_ value: JSONValue?, _ place: String) throws(Fault) -> Int64 {
    guard let value, value != .null else { return 0 }
    return try pence(value, place)
  }

  /// The totals, in the contract's words.
  public static func totals(_ totals: StatementTotals, format: StatementFormat) -> JSONLine {
    var groups = JSONLine()
    for group in format.groups { groups.add(group.key, totals.groups[group.key]?.pence) }
    var line = JSONLine()
    line.add("monthly_pence", groups)
    line.add("income_pence", totals.income.pence)
    line.add("outgoings_pence", totals.outgoings.pence)
    line.add("surplus_pence", totals.surplus.pence)
    line.add("weekly_surplus_pence", totals.weeklySurplus.pence)
    line.add("available_priority_pence", totals.availableForPriorityDebts.pence)
    line.add("available_non_priority_pence", totals.availableForNonPriorityDebts.pence)
    line.add("non_priority_offers_pence", totals.nonPriorityOffers.map(\.pence))
    return line
  }
}
