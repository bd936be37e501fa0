/// What changed between two forms of one account: by line in money, by field in text.
///
/// An amount that is typed in another way and comes to the same is no change of a line: `118.64w` and `514.11m` are.
public struct StatementChanges: Hashable, Sendable {
  /// A line that comes to something else, or is known in another way.
  public struct Line: Hashable, Sendable {
    /// The line's id.
    public var id: String
    /// Pence a month before; nil where there was no amount.
    public var before: Money?
    /// Pence a month now; nil where there is no amount.
    public var after: Money?

    /// By how much more it is now, counting no amount as nothing.
    public var difference: Money { StatementReckoning.less(after ?? .zero, [before ?? .zero]) }
  }

  /// The lines that changed, in the order of the format.
  public let lines: [Line]
  /// The other fields whose text changed, in their order; a line's own amount stands in ``lines``.
  public let fields: [StatementField]
  /// By how much more comes in a month.
  public let income: Money
  /// By how much more is spent a month.
  public let spending: Money

  /// What changed from one form to another.
  /// - Parameters:
  ///   - before: the earlier form and what follows from it.
  ///   - after: the later form and what follows from it.
  public init(
    from before: (form: StatementForm, reckoning: StatementReckoning),
    to after: (form: StatementForm, reckoning: StatementReckoning)
  ) {
    lines = after.reckoning.lines.compactMap { line in
      let (was, now) = (before.reckoning.line(line.id)?.monthly, line.monthly)
      return was == now ? nil : Line(id: line.id, before: was, after: now)
    }
    fields = Set(before.form.fields.keys).union(after.form.fields.keys).filter { field in
      switch field {
      case .amount, .source: false
      default: before.form[field] != after.form[field]
      }
    }.sorted()
    income = StatementReckoning.less(after.reckoning.totals.income, [before.reckoning.totals.income])
    spending = StatementReckoning.less(
      after.reckoning.totals.outgoings, [before.reckoning.totals.outgoings])
  }

  /// Whether nothing changed.
  public var isEmpty: Bool { lines.isEmpty && fields.isEmpty && income == .zero && spending == .zero }

  /// Whether a line changed.
  public func holds(line: String) -> Bool { lines.contains { $0.id == line } }

  /// In one line: `income +52.00, spending +118.40`; `nothing changed` where nothing did in money.
  public var wording: String {
    func signed(_ amount: Money) -> String { (amount < .zero ? "-" : "+") + amount.text(.unsigned) }
    if income == .zero, spending == .zero {
      return lines.isEmpty ? "nothing changed" : "the sums are the same"
    }
    return "income \(signed(income)), spending \(signed(spending))"
  }
}

extension StatementForm {
  /// The fields that “same as last time” types on a line: its amount and who receives it; of Universal Credit the bank's figure
  /// and what is still taken off too. Notes, evidence and paydays are asked anew.
  /// - Parameters:
  ///   - line: the line's id.
  ///   - earlier: the earlier form.
  ///   - day: the day of this form, on which a deduction that has ended is not taken over.
  /// - Returns: what to type, by field; empty where the earlier form has no amount there.
  public func asLastTime(line: String, in earlier: StatementForm, on day: CivilDate) -> [StatementField:
    String]
  {
    let amount = earlier[.amount(line: line)]
    guard !amount.isEmpty else { return [:] }
    var fields: [StatementField: String] = [.amount(line: line): amount]
    let payee = earlier[.payee(line: line)]
    if !payee.isEmpty, self[.payee(line: line)].isEmpty { fields[.payee(line: line)] = payee }
    guard line == StatementTotals.universalCredit else { return fields }
    let bank = earlier[.universalCredit(.bank)]
    if !bank.isEmpty, self[.universalCredit(.bank)].isEmpty { fields[.universalCredit(.bank)] = bank }
    guard deductions.isEmpty else { return fields }
    for number in earlier.deductions {
      let ends = earlier[.deduction(number, .ends)]
      if let last = StatementDate.read(ends, today: day, looking: .back), last < day,
        ends.contains(where: \.isNumber)
      {
        // A day without a year may lie ahead as well: then it is taken over, and asked.
        guard StatementDate.read(ends, today: day) != last else { continue }
      }
      for part in StatementField.DeductionPart.allCases {
        let text = earlier[.deduction(number, part)]
        if !text.isEmpty { fields[.deduction(number, part)] = text }
      }
    }
    return fields
  }
}
