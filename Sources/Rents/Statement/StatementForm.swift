/// An income and expenditure form: for each field the text that was typed; a blank field is absent.
///
/// Everything else follows from it: amounts, totals, offers, progress, warnings. So the order in which it was filled cannot
/// matter, and a draft, a finished form and a correction are the same thing.
public struct StatementForm: Hashable, Sendable {
  /// The texts by their fields; none is blank.
  public private(set) var fields: [StatementField: String] = [:]

  /// An empty form.
  public init() {}

  /// A form of these fields; blank ones are left out.
  public init(_ fields: [StatementField: String]) {
    self.fields = fields.filter { !StatementForm.isBlank($0.value) }
  }

  /// What was typed there; empty where nothing was.
  public subscript(_ field: StatementField) -> String {
    get { fields[field] ?? "" }
    set { fields[field] = StatementForm.isBlank(newValue) ? nil : newValue }
  }

  /// Whether nothing was typed at all.
  public var isEmpty: Bool { fields.isEmpty }

  /// Whether the amount of a line stands as the account filled it in: what was typed over it is no longer so.
  public func isFromAccount(line: String) -> Bool {
    guard let source = fields[.source(line: line)] else { return false }
    return fields[.amount(line: line)] == source
  }

  private static func isBlank(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 == 0x20 } || text.allSatisfy(\.isWhitespace)
  }

  // MARK: Lines

  /// What is known of one line.
  public enum Answer: Hashable, Sendable {
    /// Not asked yet.
    case notAsked
    /// Asked, and there is none.
    case none
    /// An amount.
    case amount(AmountEntry)
    /// They would not say.
    case refused
    /// They will send it.
    case willSend
    /// Something that is no amount: it counts for nothing until it is put right.
    case unreadable(AmountEntryFault)

    /// Whether it needs no further asking in this call.
    public var isAnswered: Bool {
      switch self {
      case .none, .amount, .refused, .willSend: true
      case .notAsked, .unreadable: false
      }
    }
  }

  /// What is known of the line of this id. An amount counts although they refuse or will send papers.
  public func answer(line: String) -> Answer {
    let entry: AmountEntry
    do throws(AmountEntryFault) {
      entry = try AmountEntry(self[.amount(line: line)])
    } catch {
      return .unreadable(error)
    }
    switch entry {
    case .none: return .none
    case .amounts:
      // By the week, which of all usual frequencies makes the most of it.
      guard StatementForm.reckonable(entry, usual: .weekly) != nil else {
        return .unreadable(StatementForm.tooLarge)
      }
      return .amount(entry)
    case .notAsked:
      switch StatementStanding(rawValue: self[.standing(line: line)]) {
      case .refused: return .refused
      case .willSend: return .willSend
      case nil: return .notAsked
      }
    }
  }

  /// More pence a month than any household has: with it as a limit no sum of a form can fail.
  static let most = Ratio(1_000_000_000_000)

  private static let tooLarge = AmountEntryFault(place: 0, reason: "it is too large")

  /// The exact pence a month of an amount that can be added up, and shown a week; nil of one that is too large.
  static func reckonable(_ entry: AmountEntry, usual: Frequency) -> Ratio? {
    guard let exact = try? entry.exactMonthly(usual: usual), exact <= most, exact >= Ratio(-most.numerator),
      (try? exact.multiplied(by: StatementTotals.weeksOfAMonth)) != nil
    else { return nil }
    return exact
  }

  // MARK: Numbered fields

  /// The numbers of the deductions of which anything was typed, smallest first.
  public var deductions: [Int] {
    numbers { if case .deduction(let number, _) = $0 { number } else { nil } }
  }

  /// The numbers of the persons of whom anything was typed, smallest first.
  public var persons: [Int] { numbers { if case .person(let number, _) = $0 { number } else { nil } } }

  /// The numbers of the priority debts of which anything was typed, smallest first.
  public var priorityDebts: [Int] {
    numbers { if case .priorityDebt(let number, _) = $0 { number } else { nil } }
  }

  /// The numbers of the other debts of which anything was typed, smallest first.
  public var debts: [Int] { numbers { if case .debt(let number, _) = $0 { number } else { nil } } }

  private func numbers(_ number: (StatementField) -> Int?) -> [Int] {
    Set(fields.keys.lazy.compactMap(number)).sorted()
  }

  // MARK: The household

  /// Who lives there: the persons listed, else the counts typed, else what the account knows.
  public func household(_ facts: StatementFacts) -> Household {
    let members = persons.map { number in
      HouseholdMember(
        name: self[.person(number, .name)], age: age(self[.person(number, .born)], on: facts.day),
        relation: HouseholdMember.Relation(typed: self[.person(number, .relation)]),
        work: HouseholdMember.Work(typed: self[.person(number, .works)]))
    }
    let listed = (
      adults: members.count { !$0.isChild }, children: members.count(where: \.isChild)
    )
    let counted = (adults: count(.adults), children: count(.children))
    let isAsked = !members.isEmpty || counted.adults != nil || counted.children != nil
    // Who was not listed may still be known: an officer who lists the children alone says nothing of the adults.
    let adults = counted.adults ?? (listed.adults == 0 ? facts.adults : 0)
    let children = counted.children ?? (listed.children == 0 ? facts.children ?? 0 : 0)
    return Household(
      members: members, adults: max(listed.adults, adults), children: max(listed.children, children),
      isAsked: isAsked)
  }

  private func count(_ field: StatementField.Single) -> Int? {
    let text = self[.single(field)]
    if text == "-" { return 0 }
    return Int(text).flatMap { (0...StatementField.most).contains($0) ? $0 : nil }
  }

  /// An age from a day of birth or a number of years.
  private func age(_ text: String, on day: CivilDate) -> Int? {
    if let years = Int(text), (0...130).contains(years) { return years }
    guard let born = StatementDate.read(text, today: day, looking: .back) else { return nil }
    // Two figures of a year are the last such year that has come: 12/3/88 is 1988.
    let past = born > day ? born.adding(years: -100) : born
    return past > day ? nil : past.years(until: day)
  }

  // MARK: What it says

  /// A field that could not be read, and why.
  public struct Fault: Hashable, Sendable {
    /// The field.
    public var field: StatementField
    /// What is wrong in it.
    public var fault: AmountEntryFault

    /// A fault of a field.
    public init(field: StatementField, fault: AmountEntryFault) {
      self.field = field
      self.fault = fault
    }
  }

  /// The statement to add up, and the fields that were left out of it because they cannot be read.
  ///
  /// Fields of lines that the format does not have are left out too: they stay in the form. A token payment is what is
  /// offered on a priority debt without another offer.
  /// - Parameter format: the lines, in whose order the entries come.
  public func statement(format: StatementFormat) -> (statement: Statement, faults: [Fault]) {
    let reading = reading(format: format)
    return (reading.statement, reading.faults)
  }

  /// A form read once: what is known of each line in the order of the format, with the exact pence a month of an amount.
  func reading(
    format: StatementFormat
  ) -> (statement: Statement, faults: [Fault], lines: [(answer: Answer, monthly: Ratio?)]) {
    var statement = Statement()
    var faults: [Fault] = []
    var lines: [(answer: Answer, monthly: Ratio?)] = []
    for line in format.groups.lazy.flatMap(\.lines) {
      let answer = answer(line: line.id)
      var monthly: Ratio?
      switch answer {
      case .none:
        statement.entries.append(.init(line: line.id, amount: .none))
        monthly = .zero
      case .amount(let entry):
        statement.entries.append(.init(line: line.id, amount: entry))
        monthly = StatementForm.reckonable(entry, usual: line.usual)
      case .unreadable(let fault): faults.append(Fault(field: .amount(line: line.id), fault: fault))
      case .notAsked, .refused, .willSend: break
      }
      lines.append((answer, monthly))
    }
    for number in deductions {
      let field = StatementField.deduction(number, .amount)
      do throws(AmountEntryFault) {
        let entry = try AmountEntry(self[field])
        if case .amounts = entry {
          guard StatementForm.reckonable(entry, usual: .monthly) != nil else { throw StatementForm.tooLarge }
          statement.deductions.append(.init(what: self[.deduction(number, .what)], amount: entry))
        }
      } catch {
        faults.append(Fault(field: field, fault: error))
      }
    }
    statement.savings = money(.single(.savings), &faults) ?? .zero
    statement.administrationFee = money(.single(.fee), &faults) ?? .zero
    for number in priorityDebts {
      let owed = money(.priorityDebt(number, .owed), frequency: false, &faults)
      let offer = money(.priorityDebt(number, .offer), &faults)
      let token = money(.priorityDebt(number, .token), &faults)
      statement.priorityDebts.append(
        .init(
          creditor: self[.priorityDebt(number, .creditor)], owed: owed ?? .zero,
          offer: offer ?? token ?? .zero))
    }
    for number in debts {
      let owed = money(.debt(number, .owed), frequency: false, &faults)
      statement.nonPriorityDebts.append(
        .init(creditor: self[.debt(number, .creditor)], owed: owed ?? .zero))
    }
    return (statement, faults, lines)
  }

  /// The money of a field: a month's where it comes again and again, else what is owed once.
  /// - Returns: nil where nothing was typed; a field that cannot be read or is below zero is added to the faults.
  func money(_ field: StatementField, frequency: Bool = true, _ faults: inout [Fault]) -> Money? {
    let text = self[field]
    guard !text.isEmpty else { return nil }
    do throws(AmountEntryFault) {
      let entry = try AmountEntry(text)
      if !frequency, case .amounts(let parts) = entry, parts.contains(where: { $0.frequency != nil }) {
        throw AmountEntryFault(place: 0, reason: "what is owed once has no frequency")
      }
      guard entry != .none else { return .zero }
      guard let exact = StatementForm.reckonable(entry, usual: .monthly) else { throw StatementForm.tooLarge }
      let monthly = Money(exact)
      if monthly < .zero { throw AmountEntryFault(place: 0, reason: "it is below zero") }
      return monthly
    } catch {
      faults.append(Fault(field: field, fault: error))
      return nil
    }
  }
}
