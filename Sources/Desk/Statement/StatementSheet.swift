import Rents

/// The form as the screen lays it out: its sections and lines, as many persons, deductions and debts as are told, and one more
/// of each to begin.
struct StatementSheet: Hashable, Sendable {
  let sections: [StatementSection]
  /// Where each field stands.
  private let places: [StatementField: Place]

  /// Where a field stands.
  struct Place: Hashable, Sendable {
    var section: Int
    var line: Int
    var cell: Int
  }

  /// Lays a form out.
  /// - Parameters:
  ///   - details: the field whose note and evidence are open under its line.
  init(_ format: StatementFormat, _ form: StatementForm, details: StatementField? = nil) {
    var sections = [StatementSheet.household(form)]
    for group in format.groups {
      sections.append(
        StatementSection(
          id: group.key, title: group.title.uppercased(), short: group.short.uppercased(),
          lines: group.lines.flatMap { StatementSheet.lines($0, in: group, form) }, group: group))
    }
    sections += [StatementSheet.savings, StatementSheet.priority(form), StatementSheet.debts(form)]
    sections.append(StatementSheet.agreement)
    if let details { StatementSheet.open(details, in: &sections) }
    var places: [StatementField: Place] = [:]
    for (section, part) in sections.enumerated() {
      for (line, item) in part.lines.enumerated() {
        for (cell, entry) in item.cells.enumerated() {
          places[entry.field] = Place(section: section, line: line, cell: cell)
        }
      }
    }
    self.sections = sections
    self.places = places
  }

  /// Where a field stands; nil where it is not on the form now.
  func place(of field: StatementField) -> Place? { places[field] }

  /// The line at a place.
  func line(_ place: Place) -> StatementLine { sections[place.section].lines[place.line] }

  /// The line of a field.
  func line(of field: StatementField) -> StatementLine? { places[field].map(line) }

  /// The cell of a field.
  func cell(of field: StatementField) -> StatementCell? { places[field].map { line($0).cells[$0.cell] } }

  /// The section of a field.
  func section(of field: StatementField) -> StatementSection? { places[field].map { sections[$0.section] } }

  /// The section of that id.
  func section(_ id: String) -> StatementSection? { sections.first { $0.id == id } }

  // MARK: The desk's own sections

  static let householdID = "household"
  static let savingsID = "savings"
  static let priorityID = "priority"
  static let debtsID = "debts"
  static let agreementID = "agreement"

  /// The numbers told, and the next one.
  private static func andNext(_ numbers: [Int]) -> [Int] {
    let next = (numbers.last ?? 0) + 1
    return next <= StatementField.most ? numbers + [next] : numbers
  }

  private static func household(_ form: StatementForm) -> StatementSection {
    var lines = andNext(form.persons).map { number in
      var line = StatementLine(
        .table, form[.person(number, .name)].isEmpty ? "Person \(number)" : form[.person(number, .name)],
        [
          StatementCell(field: .person(number, .name), kind: .words),
          StatementCell(field: .person(number, .born), kind: .birth, heading: "born, age"),
          StatementCell(field: .person(number, .relation), kind: .relation, heading: "who"),
          StatementCell(field: .person(number, .works), kind: .work, heading: "works"),
        ])
      line.question = "Who lives with you, how old are they, and who works?"
      line.help =
        "The first is the client. Born takes a day or an age; who: client, partner, child, dependant, non-dependant, lodger; works: ft, pt, self, no, sick, retired, carer, student. A word may be begun."
      return line
    }
    lines.append(
      single(
        .adults, "Adults", .count, "How many adults live there?",
        "Only where the people are not told one by one."))
    lines.append(
      single(
        .children, "Children", .count, "How many children live there?",
        "Only where the people are not told one by one."))
    lines.append(
      single(
        .joint, "For a couple", StatementCell.yesOrNo, "Is this about both of you together?",
        "A joint form counts both incomes and both debts."))
    lines.append(single(.vehicles, "Vehicles", .count, "How many cars or vans does the household have?", ""))
    lines.append(
      single(
        .tenure, "Home held as", .words, "How do you hold your home?",
        "Only where it is not the tenancy of this account."))
    return StatementSection(
      id: householdID, title: "HOUSEHOLD", short: "HOUSEHOLD", lines: lines)
  }

  private static let savings = StatementSection(
    id: savingsID, title: "SAVINGS, ASSETS", short: "SAVINGS",
    lines: [
      single(
        .savings, "Savings", .amount(usual: .monthly), "Is anything put by each month?",
        "Up to a tenth of what is left is commonly allowed. A lone - means none."),
      single(
        .savingsConsidered, "Savings talked of", StatementCell.yesOrNo, "Did we talk about saving?", "",
        short: "  talked of"),
      single(
        .fee, "Debt adviser's fee", .amount(usual: .monthly), "Is a debt adviser paid a fee?", "",
        short: "Adviser's fee"),
      single(
        .assetsConsidered, "Assets talked of", StatementCell.yesOrNo,
        "Did we talk about savings, a vehicle, property that could be sold?", "", short: "Assets talked"),
      single(.assetsNotes, "What there is", .words, "What is there?", ""),
    ])

  private static func priority(_ form: StatementForm) -> StatementSection {
    let lines = andNext(form.priorityDebts).map { number in
      var line = StatementLine(
        .table, "Priority debt \(number)",
        [
          StatementCell(field: .priorityDebt(number, .creditor), kind: .words),
          StatementCell(field: .priorityDebt(number, .owed), kind: .owed, heading: "owed"),
          StatementCell(
            field: .priorityDebt(number, .offer), kind: .amount(usual: .monthly), heading: "pays"),
          StatementCell(
            field: .priorityDebt(number, .token), kind: .amount(usual: .monthly), heading: "token"),
        ])
      line.question = "Any court fine, council tax, fuel debt, child maintenance, benefit to pay back?"
      line.help =
        "Debts whose loss would cost the home, the liberty or an essential service. To whom, what is owed, what is paid on it a month. A token is your own choice and never filled in."
      return line
    }
    return StatementSection(
      id: priorityID, title: "PRIORITY DEBTS", short: "PRIORITY", lines: lines)
  }

  private static func debts(_ form: StatementForm) -> StatementSection {
    let lines = andNext(form.debts).map { number in
      var line = StatementLine(
        .table, "Debt \(number)",
        [
          StatementCell(field: .debt(number, .creditor), kind: .words),
          StatementCell(field: .debt(number, .owed), kind: .owed, heading: "owed"),
          StatementCell(field: .debt(number, .judgment), kind: StatementCell.yesOrNo, heading: "CCJ"),
          StatementCell(field: .debt(number, .token), kind: .amount(usual: .monthly), heading: "token"),
        ])
      line.question = "Any cards, loans, catalogues, other debts?"
      line.help =
        "They share what is left after the priority debts by what is owed. CCJ: whether there is a county court judgment."
      return line
    }
    return StatementSection(
      id: debtsID, title: "OTHER DEBTS", short: "DEBTS", lines: lines)
  }

  private static let agreement = StatementSection(
    id: agreementID, title: "AGREEMENT", short: "AGREEMENT",
    lines: [
      single(
        .arrearsOffer, "For our arrears", .amount(usual: .monthly),
        "What can you pay towards the arrears, beside the rent?",
        "F6 shows what the form says is affordable and when each sum clears."),
      single(.arrearsFirst, "First payment", .dayAhead, "When will the first payment be?", ""),
      single(
        .agreedHow, "Agreed by", .choice(["voice", "signature"]), "Do you agree that this is right?",
        "By voice on the telephone, or by signature."),
      single(.agreedBy, "Who agreed", .words, "Who agrees?", ""),
      single(.agreedOn, "Agreed on", .dayBefore, "When was it agreed?", ""),
      single(
        .review, "Review date", .dayAhead, "When shall we go through this again?",
        "Commonly six months on, and sooner where something ends."),
      single(.agency, "Agency", .words, "Is an advice agency helping with the debts?", ""),
      single(.reference, "Agency's ref.", .words, "What is the agency's reference?", ""),
      single(.notes, "Notes", .words, "Anything else?", ""),
    ])

  private static func single(
    _ field: StatementField.Single, _ label: String, _ kind: StatementCell.Kind, _ question: String,
    _ help: String, short: String? = nil
  ) -> StatementLine {
    var line = StatementLine(
      .single, label, short: short, [StatementCell(field: .single(field), kind: kind)])
    line.question = question
    line.help = help
    return line
  }

  // MARK: The format's lines

  /// The line of Universal Credit, which has three parts.
  static let universalCredit = "universal-credit"

  private static func lines(
    _ item: StatementFormat.Line, in group: StatementFormat.Group, _ form: StatementForm
  ) -> [StatementLine] {
    var line = StatementLine(
      .amount, item.label, short: item.short,
      [StatementCell(field: .amount(line: item.id), kind: .amount(usual: item.usual))])
    line.question = item.question
    line.help = item.help
    line.id = item.id
    guard item.id == universalCredit, isInPayment(form) else { return [line] }
    return [line] + parts(form)
  }

  /// Whether there is an award, so that its parts are asked.
  private static func isInPayment(_ form: StatementForm) -> Bool {
    if !form.deductions.isEmpty || !form[.universalCredit(.bank)].isEmpty { return true }
    if case .amount = form.answer(line: universalCredit) { return true }
    return false
  }

  private static func parts(_ form: StatementForm) -> [StatementLine] {
    var toLandlord = StatementLine(
      .part, "Rent paid to us", short: "rent to us",
      [StatementCell(field: .universalCredit(.toLandlord), kind: .amount(usual: .monthly))])
    toLandlord.question = "Is the rent part of it paid straight to us?"
    toLandlord.help =
      "It stays in the award above, which is income, and the full rent is a cost: so the share that the tenant pays counts once."
    let deductions = andNext(form.deductions).map { number in
      var line = StatementLine(
        .deduction, "Taken off", short: "taken off",
        [
          StatementCell(field: .deduction(number, .what), kind: .words, heading: "what for"),
          StatementCell(
            field: .deduction(number, .amount), kind: .amount(usual: .monthly), heading: "a month"),
          StatementCell(field: .deduction(number, .ends), kind: .dayAhead, heading: "until"),
        ])
      line.question = "What is taken off your Universal Credit, how much, and until when?"
      line.help =
        "An advance, rent arrears, a fine, an overpayment: each with what for, amount and last day. A deduction for our own arrears counts towards the offer."
      return line
    }
    var bank = StatementLine(
      .part, "What the bank shows", short: "bank shows",
      [StatementCell(field: .universalCredit(.bank), kind: .amount(usual: .monthly))])
    bank.question = "What does the bank show that came in?"
    bank.help = "The award less what is paid to us and what is taken off must come to it."
    return [toLandlord] + deductions + [bank]
  }

  // MARK: Details of a line

  /// Opens the note and evidence under the line of a field.
  private static func open(_ field: StatementField, in sections: inout [StatementSection]) {
    for section in sections.indices {
      guard
        let line = sections[section].lines.firstIndex(where: { $0.cells.contains { $0.field == field } })
      else { continue }
      sections[section].lines.insert(
        contentsOf: details(of: sections[section].lines[line], in: sections[section]), at: line + 1)
      return
    }
  }

  /// What can be said about a line beside its amount; none for a line that has nothing such.
  static func details(of line: StatementLine, in section: StatementSection) -> [StatementLine] {
    func detail(_ label: String, _ field: StatementField, _ kind: StatementCell.Kind = .words)
      -> StatementLine
    {
      StatementLine(.detail, label, [StatementCell(field: field, kind: kind)])
    }
    guard let first = line.first else { return [] }
    if let id = line.id {
      var lines = [detail("note", .note(line: id)), detail("evidence", .evidence(line: id))]
      if section.group?.section == .income {
        lines.append(detail("received by", .payee(line: id)))
        lines.append(detail("next paid", .nextPayday(line: id), .dayAhead))
      }
      if section.group?.section == .flexible {
        lines.append(detail("reason, if over", .reason(group: section.id)))
      }
      return lines
    }
    switch first {
    case .priorityDebt(let number, _): return [detail("note", .priorityDebt(number, .note))]
    case .debt(let number, _): return [detail("note", .debt(number, .note))]
    default: return []
    }
  }

  /// The field of the note on a line; nil where it has none.
  static func note(of line: StatementLine) -> StatementField? {
    if let id = line.id { return .note(line: id) }
    switch line.first {
    case .priorityDebt(let number, _)?: return .priorityDebt(number, .note)
    case .debt(let number, _)?: return .debt(number, .note)
    default: return nil
    }
  }
}
