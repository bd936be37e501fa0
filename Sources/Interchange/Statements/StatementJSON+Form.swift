import Rents

extension StatementJSON {
  /// The name that our own arrears have among the priority debts of a form that is given out.
  static let ownArrears = "rent arrears of this account"

  // MARK: In

  /// Reads a form: from its `fields`, or, where it has none, from its lines and debts, as another program hands them over.
  ///
  /// Where both are given they have to say the same. `id`, `expect`, `totals` and what else this does not know are passed over.
  /// - Parameter format: the lines that there are.
  /// - Throws: ``Fault`` where something is missing, of another kind, unknown to the form or contradicts the fields.
  public static func form(_ value: JSONValue, format: StatementFormat) throws(Fault) -> StatementForm {
    let told = try read(value)
    for (number, entry) in told.entries.enumerated() where format.line(entry.line) == nil {
      throw Fault(place: "lines[\(number)].line", problem: "the form has no line \(quoted(entry.line))")
    }
    guard let fields = value["fields"], fields != .null else {
      let form = try form(of: value)
      if let fault = form.statement(format: format).faults.first {
        throw Fault(place: fault.field.name, problem: fault.fault.reason)
      }
      return form
    }
    let form = try form(fields: fields, format: format)
    try agree(form, with: told, of: value, format: format)
    return form
  }

  /// A form of its fields.
  private static func form(fields: JSONValue, format: StatementFormat) throws(Fault) -> StatementForm {
    guard case .object(let members) = fields else { throw Fault(place: "fields", problem: "it is no object") }
    var texts: [StatementField: String] = [:]
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      let place = "fields." + quoted(name)
      guard let field = StatementField(name: name) else {
        throw Fault(place: place, problem: "there is no such field")
      }
      if let line = field.line, format.line(line) == nil {
        throw Fault(place: place, problem: "the form has no line \(quoted(line))")
      }
      if case .reason(let group) = field, !format.groups.contains(where: { $0.key == group }) {
        throw Fault(place: place, problem: "the form has no group \(quoted(group))")
      }
      guard let text = value.string else { throw Fault(place: place, problem: "it is no text") }
      texts[field] = text
    }
    return StatementForm(texts)
  }

  /// A form of the lines and debts of another program: each amount as an officer would have typed it.
  private static func form(of value: JSONValue) throws(Fault) -> StatementForm {
    var form = StatementForm()
    var taken = 0
    for line in try list(value, "lines") {
      guard let id = line["line"]?.string, let pence = line["amount_pence"]?.integer,
        let frequency = frequency(of: line)
      else { continue }
      let amount = Money(pence: pence)
      if let what = line["deduction"]?.string {
        taken = try next(taken, "lines")
        form[.deduction(taken, .what)] = what
        form[.deduction(taken, .amount)] = typed((try? amount.negated()) ?? amount, frequency)
        form[.deduction(taken, .ends)] = line["ends"]?.string ?? ""
        continue
      }
      let field = StatementField.amount(line: id)
      let before = form[field]
      if before.isEmpty || before == "0" {
        form[field] = pence == 0 ? "0" : typed(amount, frequency)
      } else if pence != 0 {
        form[field] = before + (pence < 0 ? "" : "+") + typed(amount, frequency)
      }
    }
    form[.single(.savings)] = Money(pence: try optionalPence(value["savings_pence"], "savings_pence")).text(
      .signed)
    let fee = try optionalPence(value["administration_fee_pence"], "administration_fee_pence")
    if fee != 0 { form[.single(.fee)] = Money(pence: fee).text(.signed) }
    var number = 0
    for (index, debt) in try list(value, "priority_debts").enumerated() {
      let offer = Money(pence: try optionalPence(debt["offer_pence"], "priority_debts[\(index)].offer_pence"))
      if debt["own"] == .truth(true) {
        form[.single(.arrearsOffer)] = offer.text(.signed)
        continue
      }
      number = try next(number, "priority_debts")
      form[.priorityDebt(number, .creditor)] = debt["creditor"]?.string ?? ""
      form[.priorityDebt(number, .owed)] = Money(pence: debt["owed_pence"]?.integer ?? 0).text(.signed)
      form[.priorityDebt(number, debt["token"] == .truth(true) ? .token : .offer)] = offer.text(.signed)
      form[.priorityDebt(number, .note)] = debt["note"]?.string ?? ""
    }
    number = 0
    for (index, debt) in try list(value, "non_priority_debts").enumerated() {
      number = try next(number, "non_priority_debts")
      form[.debt(number, .creditor)] = debt["creditor"]?.string ?? ""
      form[.debt(number, .owed)] = Money(pence: debt["owed_pence"]?.integer ?? 0).text(.signed)
      let token = try optionalPence(debt["token_pence"], "non_priority_debts[\(index)].token_pence")
      if token != 0 { form[.debt(number, .token)] = Money(pence: token).text(.signed) }
      if debt["judgment"] == .truth(true) { form[.debt(number, .judgment)] = "yes" }
      form[.debt(number, .note)] = debt["note"]?.string ?? ""
    }
    return form
  }

  private static func next(_ number: Int, _ place: String) throws(Fault) -> Int {
    guard number < StatementField.most else {
      throw Fault(place: place, problem: "a form holds no more than \(StatementField.most)")
    }
    return number + 1
  }

  private static func frequency(of line: JSONValue) -> Frequency? {
    guard let word = line["frequency"]?.string else { return nil }
    if word == weeksAYear { return line["weeks"]?.integer.map { .weeksAYear(Int(clamping: $0)) } }
    return frequencies.first { $0.word == word }?.frequency
  }

  private static func typed(_ amount: Money, _ frequency: Frequency) -> String {
    StatementFacts.Recurring(amount: amount, frequency: frequency).typed
  }

  private static func quoted(_ text: String) -> String { "“\(text.prefix(60))”" }

  /// Refuses a form whose fields say other than the lines and debts beside them: somebody changed one and not the other.
  private static func agree(
    _ form: StatementForm, with told: Statement, of value: JSONValue, format: StatementFormat
  ) throws(Fault) {
    let own = form.statement(format: format).statement
    let problem = "the fields say otherwise: change the fields, or leave them out"
    if value["lines"] != nil {
      let (mine, theirs) = (monthly(own, format), monthly(told, format))
      for line in format.groups.flatMap(\.lines) where mine[line.id] ?? .zero != theirs[line.id] ?? .zero {
        throw Fault(place: "lines, \(line.id)", problem: problem)
      }
      guard own.deductions.map(\.amount).map(month) == told.deductions.map(\.amount).map(month) else {
        throw Fault(place: "lines, universal-credit", problem: problem)
      }
    }
    let offer = (try? AmountEntry(form[.single(.arrearsOffer)])).flatMap(month) ?? .zero
    let others = try list(value, "priority_debts").enumerated().filter { $0.element["own"] != .truth(true) }
      .map { told.priorityDebts[$0.offset] }
    if value["priority_debts"] != nil {
      guard others == own.priorityDebts else { throw Fault(place: "priority_debts", problem: problem) }
      let own = try list(value, "priority_debts").first { $0["own"] == .truth(true) }?["offer_pence"]?.integer
      guard (own ?? 0) == offer.pence else { throw Fault(place: "priority_debts", problem: problem) }
    }
    if value["non_priority_debts"] != nil, told.nonPriorityDebts != own.nonPriorityDebts {
      throw Fault(place: "non_priority_debts", problem: problem)
    }
    // A blank field is the landlord's allowance, which is given out but not typed.
    if value["savings_pence"] != nil, !form[.single(.savings)].isEmpty, told.savings != own.savings {
      throw Fault(place: "savings_pence", problem: problem)
    }
    if value["administration_fee_pence"] != nil, told.administrationFee != own.administrationFee {
      throw Fault(place: "administration_fee_pence", problem: problem)
    }
  }

  private static func monthly(_ statement: Statement, _ format: StatementFormat) -> [String: Money] {
    var exact: [String: Ratio] = [:]
    for entry in statement.entries {
      guard let usual = format.line(entry.line)?.line.usual,
        let amount = try? entry.amount.exactMonthly(usual: usual)
      else { continue }
      exact[entry.line] = (try? (exact[entry.line] ?? .zero).adding(amount)) ?? .zero
    }
    return exact.mapValues { Money($0) }
  }

  private static func month(_ entry: AmountEntry) -> Money? {
    (try? entry.monthly(usual: .monthly)).flatMap { $0 }
  }

  // MARK: Out

  /// Adds a whole form to an object: lines, debts and savings as other programs read them, the fields as they were typed, the
  /// totals, what is left for our arrears, and the warnings.
  /// - Parameters:
  ///   - form: the form as it was typed or finished.
  ///   - facts: what the account knew on its day.
  ///   - rules: the landlord's lines and figures.
  public static func add(
    _ form: StatementForm, facts: StatementFacts, rules: StatementRules, to object: inout JSONLine
  ) {
    let reckoning = StatementReckoning(form, facts: facts, rules: rules)
    let form = facts.filled(form)
    object.add("heading", rules.heading)
    object.add("lines", lines(form, reckoning, rules.format))
    object.add("savings_pence", reckoning.savings.pence)
    if reckoning.administrationFee != .zero {
      object.add("administration_fee_pence", reckoning.administrationFee.pence)
    }
    object.add("priority_debts", priorityDebts(form, reckoning, facts))
    object.add("non_priority_debts", otherDebts(form, reckoning))
    var fields = JSONLine()
    for field in form.fields.keys.sorted() { fields.add(field.name, form[field]) }
    object.add("fields", fields)
    object.add("totals", totals(reckoning.totals, format: rules.format))
    object.add("lines_count", reckoning.progress.count)
    object.add("lines_asked", reckoning.progress.asked)
    object.add("arrears_pence", facts.arrears.pence)
    object.add("for_arrears_pence", reckoning.forArrears.pence)
    object.add("options", reckoning.options.map(option))
    object.add("warnings", reckoning.warnings.map(warning))
    object.add("unreadable", reckoning.faults.map(\.field.name))
  }

  private static func lines(
    _ form: StatementForm, _ reckoning: StatementReckoning, _ format: StatementFormat
  ) -> [JSONLine] {
    var lines: [JSONLine] = []
    for line in format.groups.lazy.flatMap(\.lines) {
      switch form.answer(line: line.id) {
      case .amount(.amounts(let parts)):
        lines += amounts(parts, line: line, whole: reckoning.line(line.id)?.monthly)
      case .none: lines.append(object(line.id, .zero, line.usual))
      default: break
      }
      guard line.id == "universal-credit" else { continue }
      for deduction in reckoning.deductions {
        var object = object(line.id, (try? deduction.monthly.negated()) ?? .zero, .monthly)
        object.add("deduction", deduction.what)
        object.add("ends", deduction.ends?.iso)
        lines.append(object)
      }
    }
    return lines
  }

  /// The parts of an amount; a part of a fraction of a penny cannot be told so, and then the line's month is.
  private static func amounts(
    _ parts: [AmountEntry.Part], line: StatementFormat.Line, whole: Money?
  ) -> [JSONLine] {
    guard parts.allSatisfy({ $0.pence.denominator == 1 }) else {
      return [object(line.id, whole ?? .zero, .monthly)]
    }
    return parts.map { object(line.id, Money(pence: $0.pence.numerator), $0.frequency ?? line.usual) }
  }

  private static func object(_ line: String, _ amount: Money, _ frequency: Frequency) -> JSONLine {
    var object = JSONLine()
    object.add("line", line)
    object.add("amount_pence", amount.pence)
    switch frequency {
    case .weeksAYear(2): object.add("frequency", "half-yearly")
    case .weeksAYear(let weeks):
      object.add("frequency", weeksAYear)
      object.add("weeks", weeks)
    default: object.add("frequency", frequencies.first { $0.frequency == frequency }?.word)
    }
    return object
  }

  private static func priorityDebts(
    _ form: StatementForm, _ reckoning: StatementReckoning, _ facts: StatementFacts
  ) -> [JSONLine] {
    var debts = reckoning.priorityDebts.map { debt in
      var object = JSONLine()
      object.add("creditor", debt.creditor)
      object.add("owed_pence", debt.owed.pence)
      object.add("offer_pence", debt.offer.pence)
      if debt.isToken { object.add("token", true) }
      let note = form[.priorityDebt(debt.number, .note)]
      if !note.isEmpty { object.add("note", note) }
      return object
    }
    if let agreed = reckoning.agreed {
      var object = JSONLine()
      object.add("creditor", ownArrears)
      object.add("owed_pence", facts.arrears.pence)
      object.add("offer_pence", agreed.monthly.pence)
      object.add("own", true)
      debts.append(object)
    }
    return debts
  }

  private static func otherDebts(_ form: StatementForm, _ reckoning: StatementReckoning) -> [JSONLine] {
    reckoning.debts.map { debt in
      var object = JSONLine()
      object.add("creditor", debt.creditor)
      object.add("owed_pence", debt.owed.pence)
      object.add("offer_pence", debt.offer.pence)
      if debt.isToken { object.add("token_pence", debt.offer.pence) }
      if debt.hasJudgment { object.add("judgment", true) }
      let note = form[.debt(debt.number, .note)]
      if !note.isEmpty { object.add("note", note) }
      return object
    }
  }

  private static func option(_ option: ArrearsOption) -> JSONLine {
    var object = JSONLine()
    object.add("letter", String(option.letter))
    object.add("monthly_pence", option.monthly.pence)
    object.add("payments", option.payments)
    object.add("clears", option.clears?.iso)
    object.add(
      "steps",
      option.steps.map { step in
        var object = JSONLine()
        object.add("monthly_pence", step.monthly.pence)
        object.add("from", step.from.iso)
        object.add("what", step.what)
        return object
      })
    return object
  }

  private static func warning(_ warning: StatementWarning) -> JSONLine {
    var object = JSONLine()
    object.add("code", warning.code)
    object.add("field", warning.field.name)
    object.add("sentence", warning.sentence)
    object.add("ask", warning.ask)
    return object
  }
}
