import Casebook
import Rents

/// A form on paper: for the tenant, an adviser or a court. Says what was told, what was not, and what it comes to; what an
/// officer was warned of is left out.
///
/// ```swift
/// let summary = StatementSummary(form, subject: subject, facts: facts, rules: rules)
/// summary.text   // 80 columns
/// summary.rtf    // opens in Word
/// ```
///
/// Every text of the form is made harmless, on paper as on a screen; the sums cast from the lines printed.
public struct StatementSummary: Sendable {
  /// Whose form it is.
  public struct Subject: Hashable, Sendable {
    /// The landlord's name; empty where it is not printed.
    public var landlord = ""
    /// The account's reference.
    public var account: String
    /// Those liable.
    public var names: [String] = []
    /// The address.
    public var address = ""
    /// The officer who filled it in.
    public var officer = ""
    /// The number of the version, 1 for the first; nil for a draft, which is marked as such.
    public var version: Int?
    /// The number of the version that this one corrects; nil where it corrects none.
    public var corrects: Int?
    /// The day on which it is printed; nil where that is not said.
    public var printed: CivilDate?

    /// A form of an account.
    public init(account: String) { self.account = account }
  }

  /// What stands on the paper, from top to bottom; both forms of it are made of this.
  enum Block: Hashable, Sendable {
    /// The words at the top.
    case title(String)
    /// The words over a part.
    case heading(String)
    /// A thing and what it is.
    case fact(String, String)
    /// The words over a group of lines.
    case group(String)
    /// Something about the line or group above.
    case remark(String)
    /// Text.
    case paragraph(String)
    /// The heads of the columns.
    case columns
    /// A line of the form: what it is, what was told, a week and a month.
    case row(String, String, week: String, month: String)
    /// A sum.
    case total(String, week: String, month: String)
    /// A line to sign on.
    case signature(String)
  }

  let blocks: [Block]

  /// Makes the paper.
  /// - Parameters:
  ///   - typed: the form.
  ///   - subject: whose it is.
  ///   - facts: what the account knew on its day.
  ///   - rules: the landlord's lines, figures and licence.
  ///   - changes: what changed since the form that it follows or corrects; nil where that is not printed.
  public init(
    _ typed: StatementForm, subject: Subject, facts: StatementFacts, rules: StatementRules,
    changes: StatementChanges? = nil
  ) {
    var writer = StatementSummaryWriter(
      form: facts.filled(typed), reckoning: StatementReckoning(typed, facts: facts, rules: rules),
      subject: subject, facts: facts, rules: rules)
    writer.write(changes)
    blocks = writer.blocks
  }
}

/// Puts the blocks of a summary together.
struct StatementSummaryWriter {
  let form: StatementForm
  let reckoning: StatementReckoning
  let subject: StatementSummary.Subject
  let facts: StatementFacts
  let rules: StatementRules
  private(set) var blocks: [StatementSummary.Block] = []

  init(
    form: StatementForm, reckoning: StatementReckoning, subject: StatementSummary.Subject,
    facts: StatementFacts, rules: StatementRules
  ) {
    self.form = form
    self.reckoning = reckoning
    self.subject = subject
    self.facts = facts
    self.rules = rules
  }

  mutating func write(_ changes: StatementChanges?) {
    head()
    household()
    for (section, title) in [
      (StatementFormat.Section.income, "Income"), (.fixed, "Fixed costs"), (.flexible, "Flexible costs"),
    ] {
      blocks.append(.heading(title))
      blocks.append(.columns)
      for (place, group) in rules.format.groups.enumerated() where group.section == section {
        write(group, reckoning.groups[place])
      }
    }
    result()
    debts()
    arrears()
    rest(changes)
  }

  // MARK: The parts

  private mutating func head() {
    blocks.append(.title(clean(rules.heading)))
    fact("Landlord", subject.landlord)
    fact("Account", subject.account)
    fact("Name", subject.names.joined(separator: ", "))
    fact("Address", subject.address)
    fact("Date of the form", facts.day.text(.dayMonthYear))
    switch (subject.version, subject.corrects) {
    case (let version?, let corrected?): fact("Version", "\(version), corrects version \(corrected)")
    case (let version?, nil): fact("Version", "\(version)")
    case (nil, _): fact("Version", "draft, not finished")
    }
    fact("Filled in by", subject.officer)
    fact("Agency", form[.single(.agency)])
    fact("Reference", form[.single(.reference)])
    if let printed = subject.printed { fact("Printed", printed.text(.dayMonthYear)) }
    let progress = reckoning.progress
    let left = progress.left == 0 ? "" : ", \(progress.left) not asked"
    fact("Lines asked", "\(progress.asked) of \(progress.count)\(left)")
  }

  private mutating func household() {
    let household = form.household(facts)
    guard household.isAsked || !form[.single(.vehicles)].isEmpty || !form[.single(.tenure)].isEmpty else {
      return
    }
    blocks.append(.heading("Household"))
    for member in household.members {
      let told = [
        member.relation?.rawValue, member.age.map { $0 == 1 ? "1 year" : "\($0) years" },
        member.work?.rawValue,
      ]
      let words = told.compactMap { $0 }.joined(separator: ", ")
      fact(member.name.isEmpty ? "Person" : member.name, words.isEmpty ? "nothing told" : words)
    }
    let adults = household.adults == 1 ? "1 adult" : "\(household.adults) adults"
    let children = household.children == 1 ? "1 child" : "\(household.children) children"
    fact("In all", "\(adults), \(children)")
    if form[.single(.joint)].lowercased().hasPrefix("y") { fact("Joint form", "yes") }
    fact("Home held as", form[.single(.tenure)])
    fact("Vehicles", form[.single(.vehicles)])
  }

  private mutating func write(_ group: StatementFormat.Group, _ figures: StatementReckoning.Group) {
    let lines = zip(group.lines, reckoning.lines[figures.lines])
    var (none, notAsked, refused, willSend): ([String], [String], [String], [String]) = ([], [], [], [])
    var rows: [StatementSummary.Block] = []
    for (line, known) in lines {
      switch known.answer {
      case .none:
        none.append(line.label)
        rows += remarks(line)
      case .notAsked: notAsked.append(line.label)
      case .refused:
        refused.append(line.label)
        rows += remarks(line)
      case .willSend:
        willSend.append(line.label)
        rows += remarks(line)
      case .unreadable:
        rows.append(
          .remark(
            clean("\(line.label): “\(form[.amount(line: line.id)])” cannot be read and is not counted.")))
      case .amount(let entry):
        let source = known.isFromAccount ? " (from the account)" : ""
        rows.append(
          .row(
            clean(line.label), clean(entry.wording(usual: line.usual) + source), week: signed(known.weekly),
            month: signed(known.monthly)))
        rows += remarks(line)
        if line.id == "universal-credit" { rows += deductions() }
      }
    }
    guard figures.progress.asked + figures.progress.unreadable > 0 else {
      blocks.append(.group(clean("\(group.title): not asked.")))
      return
    }
    blocks.append(.group(clean(group.title)))
    blocks += rows
    for (words, labels) in [
      ("None", none), ("Not asked", notAsked), ("Refuses to say", refused), ("Will send", willSend),
    ] where !labels.isEmpty {
      blocks.append(.remark(clean("\(words): \(labels.joined(separator: "; ")).")))
    }
    blocks.append(
      .total(clean("\(group.title), together"), week: signed(figures.weekly), month: signed(figures.monthly)))
    if let mark = reckoning.marks.first(where: { $0.group == group.key }), mark.over > .zero {
      let reason = form[.reason(group: group.key)]
      blocks.append(
        .remark(
          clean(
            "Over the spending guideline by \(text(mark.over)) a month: "
              + (reason.isEmpty ? "no reason given." : reason))))
    }
  }

  private func remarks(_ line: StatementFormat.Line) -> [StatementSummary.Block] {
    var remarks: [StatementSummary.Block] = []
    for (words, field) in [
      ("Note", StatementField.note(line: line.id)), ("Evidence", .evidence(line: line.id)),
      ("Paid to", .payee(line: line.id)), ("Next paid", .nextPayday(line: line.id)),
    ] where !form[field].isEmpty {
      remarks.append(.remark(clean("\(line.short), \(words.lowercased()): \(form[field])")))
    }
    return remarks
  }

  private func deductions() -> [StatementSummary.Block] {
    reckoning.deductions.map { deduction in
      let what = deduction.what.isEmpty ? "something" : deduction.what
      let ends = deduction.ends.map { "until \($0.text(.dayMonthYear))" } ?? "no end known"
      return .row(
        clean("less \(what)"), ends, week: signed((try? deduction.weekly.negated()) ?? .zero),
        month: signed((try? deduction.monthly.negated()) ?? .zero))
    }
  }

  private mutating func result() {
    let totals = reckoning.totals
    blocks.append(.heading("What it comes to"))
    blocks.append(.columns)
    total("Income", totals.income)
    total("Spending", totals.outgoings)
    total(totals.surplus < .zero ? "Short by" : "Left over", magnitude(totals.surplus))
    blocks.append(
      .remark(
        "The months above are added up. A week is 12/52 of its month, each rounded once, and weeks are not added."
      ))
    let rent = reckoning.rent
    if rent.housingBenefit > .zero || rent.toLandlord > .zero {
      blocks.append(
        .paragraph(
          "Of the rent of \(text(rent.rent)) a month, Housing Benefit pays \(text(rent.housingBenefit)) and Universal Credit "
            + "pays us \(text(rent.toLandlord)). The tenant's own share is "
            + (rent.share <= .zero ? "nothing." : "\(text(rent.share)), \(text(rent.weekly)) a week.")))
    }
  }

  private mutating func debts() {
    let hasDebts = !reckoning.priorityDebts.isEmpty || !reckoning.debts.isEmpty
    guard reckoning.savings > .zero || reckoning.administrationFee > .zero || hasDebts else { return }
    blocks.append(.heading("Savings and debts"))
    blocks.append(.columns)
    if reckoning.savings > .zero {
      total(reckoning.savingsAreAllowance ? "Allowed for savings" : "Savings", reckoning.savings)
    }
    if reckoning.administrationFee > .zero { total("Debt adviser's fee", reckoning.administrationFee) }
    if !reckoning.priorityDebts.isEmpty { blocks.append(.group("Priority debts, and what is offered")) }
    for debt in reckoning.priorityDebts { row(debt, note: .priorityDebt(debt.number, .note)) }
    if !reckoning.debts.isEmpty { blocks.append(.group("Other debts, and what is offered")) }
    for debt in reckoning.debts { row(debt, note: .debt(debt.number, .note)) }
    if reckoning.tokens > .zero { total("Token payments, together", reckoning.tokens) }
  }

  private mutating func row(_ debt: StatementReckoning.Debt, note: StatementField) {
    let told = ["owed \(text(debt.owed))", debt.hasJudgment ? "judgment" : nil, debt.isToken ? "token" : nil]
    blocks.append(
      .row(
        clean(debt.creditor.isEmpty ? "Creditor not named" : debt.creditor),
        told.compactMap { $0 }.joined(separator: ", "), week: signed(weekly(debt.offer)),
        month: signed(debt.offer)))
    if !form[note].isEmpty { blocks.append(.remark(clean("Note: \(form[note])"))) }
  }

  private mutating func arrears() {
    blocks.append(.heading("Arrears of this account"))
    let side = facts.balance.isCredit ? "in credit" : "owed"
    fact("Balance", facts.balance == .zero ? text(.zero) : "\(text(facts.balance)) \(side)")
    if facts.stillToCome != .zero { fact("Still to come", text(facts.stillToCome)) }
    fact("Left to clear", text(facts.arrears))
    fact(
      "Left each month",
      "\(text(reckoning.forArrears)), \(text(reckoning.forArrearsWeekly)) a week, after savings and priority debts"
    )
    guard let agreed = reckoning.agreed else {
      fact("Agreed", "nothing yet")
      return
    }
    var words = "\(text(agreed.monthly)) a month, \(text(agreed.weekly)) a week"
    if let clears = agreed.clears, let payments = agreed.payments, let last = agreed.last {
      words += "; clears \(clears.text(.dayMonthYear)): "
      words += payments == 1 ? "one payment of \(text(last))" : "\(payments) payments, the last \(text(last))"
    }
    fact("Agreed", words)
    fact("First payment", day(.arrearsFirst))
  }

  private mutating func rest(_ changes: StatementChanges?) {
    blocks.append(.heading("Other"))
    let assets = form[.single(.assetsConsidered)]
    let notes = form[.single(.assetsNotes)]
    fact("Assets considered", assets.isEmpty ? "not asked" : notes.isEmpty ? assets : "\(assets): \(notes)")
    fact("Notes", form[.single(.notes)])
    if let changes, !changes.isEmpty {
      fact("Since the last form", changes.wording)
      for line in changes.lines {
        guard let label = rules.format.line(line.id)?.line.label else { continue }
        let (before, after) = (line.before.map(text) ?? "not told", line.after.map(text) ?? "not told")
        blocks.append(.paragraph(clean("\(label): \(before) a month became \(after)")))
      }
    }
    fact("Agreed by", form[.single(.agreedBy)])
    fact("Agreed on", day(.agreedOn, looking: .back))
    fact("Agreed how", form[.single(.agreedHow)])
    fact("To be gone through again", day(.review))
    if let guidelines = rules.guidelines, !reckoning.marks.isEmpty {
      fact("Guidelines", "\(guidelines.scheme) \(guidelines.version). \(guidelines.licenceNote)")
    }
    if form[.single(.agreedHow)].lowercased().hasPrefix("s") {
      let names = subject.names.isEmpty ? ["Tenant"] : subject.names
      for name in names { blocks.append(.signature(clean(name))) }
    }
  }

  // MARK: Words

  private mutating func fact(_ name: String, _ words: String) {
    guard !words.allSatisfy(\.isWhitespace) else { return }
    blocks.append(.fact(clean(name), HarmlessText.lines(words)))
  }

  /// The day of a field, written out; the text itself where it is none.
  private func day(_ field: StatementField.Single, looking direction: StatementDate.Direction = .ahead)
    -> String
  {
    let text = form[.single(field)]
    return StatementDate.read(text, today: facts.day, looking: direction)?.text(.dayMonthYear) ?? text
  }

  private mutating func total(_ name: String, _ monthly: Money) {
    blocks.append(.total(name, week: signed(weekly(monthly)), month: signed(monthly)))
  }

  private func clean(_ text: String) -> String { HarmlessText.lines(text) }

  private func weekly(_ monthly: Money) -> Money {
    (try? Ratio(3, over: 13)).flatMap { try? monthly.multiplied(by: $0) } ?? .zero
  }

  private func magnitude(_ amount: Money) -> Money {
    amount < .zero ? (try? amount.negated()) ?? amount : amount
  }

  private func text(_ amount: Money) -> String { amount.text(.unsigned) }

  /// An amount of a column: what is taken off has a minus before it, as on the form.
  private func signed(_ amount: Money?) -> String {
    guard let amount else { return "" }
    return (amount < .zero ? "-" : "") + amount.text(.unsigned)
  }
}
