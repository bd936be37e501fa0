/// All that follows from a form, the facts of the account and the landlord's rules: what each line comes to, what is left, and
/// what of it could go to our arrears. A pure function of the three, worked out anew at each key.
///
/// ```swift
/// let reckoning = StatementReckoning(form, facts: facts, rules: rules)
/// reckoning.line("rent")?.monthly                  // 514.11
/// reckoning.totals.surplus                         // 111.70
/// reckoning.options.first?.clears                  // 14 Oct 2027
/// ```
///
/// Each line is one exact fraction rounded once; groups and totals add the rounded lines, so that what is printed casts. What
/// the account fills in counts where nothing was typed. Nothing here ever fails: what cannot be read is left out and named.
public struct StatementReckoning: Hashable, Sendable {
  /// What one line comes to.
  public struct Line: Hashable, Sendable {
    /// The line's id.
    public var id: String
    /// What is known of it.
    public var answer: StatementForm.Answer
    /// Pence a month; nil where there is no amount, nothing where there is none.
    public var monthly: Money?
    /// Pence a week; nil where there is no amount.
    public var weekly: Money?
    /// The account filled it in, and it was not typed over.
    public var isFromAccount: Bool
  }

  /// Something taken off Universal Credit.
  public struct Deduction: Hashable, Sendable {
    /// Its number in the form.
    public var number: Int
    /// What it is for.
    public var what: String
    /// Pence a month.
    public var monthly: Money
    /// Pence a week.
    public var weekly: Money
    /// The last day on which it is taken; nil where that is not known.
    public var ends: CivilDate?
    /// It goes to the arrears of this account, and counts towards the offer.
    public var isForArrears: Bool
  }

  /// How far a group, a section or the form has been asked.
  public struct Progress: Hashable, Sendable {
    /// How many lines there are.
    public var count = 0
    /// Lines with an amount.
    public var amounts = 0
    /// Lines asked, of which there is none.
    public var none = 0
    /// Lines that they refuse to say.
    public var refused = 0
    /// Lines that they will send.
    public var willSend = 0
    /// Lines not asked yet.
    public var notAsked = 0
    /// Lines where something stands that is no amount.
    public var unreadable = 0

    /// Lines that need no more asking in this call.
    public var asked: Int { amounts + none + refused + willSend }
    /// Lines that still do.
    public var left: Int { notAsked + unreadable }

    mutating func count(_ answer: StatementForm.Answer) {
      count += 1
      switch answer {
      case .notAsked: notAsked += 1
      case .none: none += 1
      case .amount: amounts += 1
      case .refused: refused += 1
      case .willSend: willSend += 1
      case .unreadable: unreadable += 1
      }
    }

    mutating func add(_ other: Progress) {
      count += other.count
      amounts += other.amounts
      none += other.none
      refused += other.refused
      willSend += other.willSend
      notAsked += other.notAsked
      unreadable += other.unreadable
    }
  }

  /// What a group of lines comes to.
  public struct Group: Hashable, Sendable {
    /// The group's key: `income/earnings`.
    public var key: String
    /// Where its lines stand in ``StatementReckoning/lines``.
    public var lines: Range<Int>
    /// How far it has been asked.
    public var progress: Progress
    /// Pence a month: its rounded lines, less what is taken off Universal Credit where that is its line.
    public var monthly: Money
    /// The month as a week, twelve fifty-seconds, rounded once.
    public var weekly: Money
  }

  /// A debt to somebody else, with what is offered.
  public struct Debt: Hashable, Sendable {
    /// Its number in the form.
    public var number: Int
    /// To whom it is owed.
    public var creditor: String
    /// What is owed.
    public var owed: Money
    /// What is offered a month: what was typed for a priority debt, the share of what is left for another; else the token that
    /// the officer put down, else nothing.
    public var offer: Money
    /// The offer is a token.
    public var isToken: Bool
    /// There is a county court judgment.
    public var hasJudgment: Bool
  }

  /// The rent and the help with it, so that the tenant's own share is counted once (domain.md 5.12).
  public struct RentShare: Hashable, Sendable {
    /// The full rent a month.
    public var rent: Money
    /// Housing Benefit a month.
    public var housingBenefit: Money
    /// What Universal Credit pays us a month.
    public var toLandlord: Money
    /// What is left for the tenant to pay a month; below zero where the help is more than the rent.
    public var share: Money
    /// The share of a week.
    public var weekly: Money
  }

  /// The three parts of Universal Credit, a month.
  public struct UniversalCreditParts: Hashable, Sendable {
    /// The award before anything is taken off.
    public var award: Money
    /// What is paid to us.
    public var toLandlord: Money
    /// What is taken off, all deductions together.
    public var takenOff: Money
    /// What the bank should show: the award less the other two.
    public var expectedInBank: Money
    /// What the bank shows, as it was told; nil where it was not asked.
    public var bank: Money?
  }

  /// Whether Universal Credit could be asked to pay towards the arrears.
  public enum RentDeduction: Hashable, Sendable {
    /// They are not on it.
    case notOnUniversalCredit
    /// It pays so much a month already.
    case running(Money)
    /// Not while wages a month are above the work allowance.
    case closed(wages: Money, allowance: Money)
    /// It could be asked for, between so much and so much a month; nil where the rates are not known.
    case open(ClosedRange<Money>?)
  }

  /// The lines, in the order of the format.
  public let lines: [Line]
  /// The groups, in the order of the format.
  public let groups: [Group]
  /// What is taken off Universal Credit, in the order of the form.
  public let deductions: [Deduction]
  /// How far the whole form has been asked.
  public let progress: Progress
  /// What it comes to; savings in it are ``savings``, and what is offered on our arrears comes off before other debts share.
  public let totals: StatementTotals
  /// Put by each month: what was typed, or the landlord's allowance.
  public let savings: Money
  /// Nothing was typed for savings, so the landlord's allowance stands.
  public let savingsAreAllowance: Bool
  /// The debt adviser's fee each month.
  public let administrationFee: Money
  /// Priority debts to others.
  public let priorityDebts: [Debt]
  /// The other debts.
  public let debts: [Debt]
  /// What is left each month for the arrears of this account, after savings, the fee and what is offered on other priority
  /// debts; nothing where nothing is left.
  public let forArrears: Money
  /// The same of a week.
  public let forArrearsWeekly: Money
  /// What could be offered on them, the smallest first, with when each clears what is left; empty where nothing is left or
  /// nothing is owed.
  public let options: [ArrearsOption]
  /// What is agreed on them, where it was typed.
  public let agreed: ArrearsOption?
  /// The rent and the help with it.
  public let rent: RentShare
  /// The parts of Universal Credit; nil where there is no amount of it.
  public let universalCredit: UniversalCreditParts?
  /// Whether Universal Credit could be asked to pay towards the arrears.
  public let rentDeduction: RentDeduction
  /// Where spending stands against the landlord's guidelines, for the groups of which they speak; empty where there are none.
  public let marks: [SpendingGuidelines.Mark]
  /// Fields that cannot be read, with what is wrong; nothing of them is counted.
  public let faults: [StatementForm.Fault]
  /// What an experienced adviser would say, the weightiest first. Nothing of it blocks.
  public private(set) var warnings: [StatementWarning] = []

  /// What all token payments come to a month.
  public var tokens: Money {
    StatementReckoning.sum((priorityDebts + debts).filter(\.isToken).map(\.offer))
  }

  private let places: [String: Int]

  /// The line of that id; nil where the format has none such.
  public func line(_ id: String) -> Line? { places[id].map { lines[$0] } }

  /// The group of that key; nil where the format has none such.
  public func group(_ key: String) -> Group? { groups.first { $0.key == key } }

  /// Works a form out.
  /// - Parameters:
  ///   - typed: the form as it was typed; what the account knows is filled in here.
  ///   - facts: what the account knows.
  ///   - rules: the landlord's lines and figures.
  public init(_ typed: StatementForm, facts: StatementFacts, rules: StatementRules) {
    let form = facts.filled(typed)
    let format = rules.format
    let reading = form.reading(format: format)
    var (statement, faults) = (reading.statement, reading.faults)

    var lines: [Line] = []
    var groups: [Group] = []
    var places: [String: Int] = [:]
    var whole = Progress()
    for group in format.groups {
      var progress = Progress()
      let start = lines.count
      for line in group.lines {
        let (answer, exact) = reading.lines[lines.count]
        progress.count(answer)
        if places[line.id] == nil { places[line.id] = lines.count }
        lines.append(
          Line(
            id: line.id, answer: answer, monthly: exact.map { Money($0) },
            weekly: exact.map { Money((try? $0.multiplied(by: StatementTotals.weeksOfAMonth)) ?? .zero) },
            isFromAccount: form.isFromAccount(line: line.id)))
      }
      whole.add(progress)
      groups.append(
        Group(key: group.key, lines: start..<lines.count, progress: progress, monthly: .zero, weekly: .zero))
    }

    // The sum of the lines gives what is left over, from which the landlord's allowance for savings follows.
    let sums = StatementTotals.reckoned(statement, format: format)
    var allowance: Money?
    if form[.single(.savings)].isEmpty, !StatementReckoning.says(no: form[.single(.savingsConsidered)]) {
      allowance = rules.thresholds.savings(of: sums.surplus)
      statement.savings = allowance ?? .zero
    }
    let ownOffer = form.money(.single(.arrearsOffer), &faults)
    let before = sums.settled(statement)
    let beforeOwn = before.availableForNonPriorityDebts
    if let ownOffer, ownOffer > .zero {
      statement.priorityDebts.append(.init(creditor: "", owed: facts.arrears, offer: ownOffer))
    }
    let totals = sums.settled(statement)

    for index in groups.indices {
      let monthly = totals.groups[groups[index].key] ?? .zero
      groups[index].monthly = monthly
      groups[index].weekly = StatementTotals.weekly(monthly)
    }

    let deductions = form.deductions.compactMap { number -> Deduction? in
      guard let entry = try? AmountEntry(form[.deduction(number, .amount)]), case .amounts = entry,
        let exact = StatementForm.reckonable(entry, usual: .monthly)
      else { return nil }
      let what = form[.deduction(number, .what)]
      return Deduction(
        number: number, what: what, monthly: Money(exact),
        weekly: Money((try? exact.multiplied(by: StatementTotals.weeksOfAMonth)) ?? .zero),
        ends: StatementDate.read(form[.deduction(number, .ends)], today: facts.day),
        isForArrears: NamedWords(what).contains(NamedWords("rent")))
    }

    self.lines = lines
    self.places = places
    self.groups = groups
    self.deductions = deductions
    progress = whole
    self.totals = totals
    savings = statement.savings
    savingsAreAllowance = allowance != nil
    administrationFee = statement.administrationFee
    priorityDebts = zip(form.priorityDebts, statement.priorityDebts).map { number, debt in
      Debt(
        number: number, creditor: debt.creditor, owed: debt.owed, offer: debt.offer,
        isToken: form[.priorityDebt(number, .offer)].isEmpty && !form[.priorityDebt(number, .token)].isEmpty,
        hasJudgment: false)
    }
    var debts: [Debt] = []
    for (index, number) in form.debts.enumerated() where index < statement.nonPriorityDebts.count {
      let debt = statement.nonPriorityDebts[index]
      let share = index < totals.nonPriorityOffers.count ? totals.nonPriorityOffers[index] : .zero
      let token = form.money(.debt(number, .token), &faults)
      debts.append(
        Debt(
          number: number, creditor: debt.creditor, owed: debt.owed,
          offer: share > .zero ? share : token ?? .zero,
          isToken: share == .zero && (token ?? .zero) > .zero,
          hasJudgment: StatementReckoning.says(yes: form[.debt(number, .judgment)])))
    }
    self.debts = debts
    forArrears = max(.zero, beforeOwn)
    forArrearsWeekly = StatementTotals.weekly(max(.zero, beforeOwn))

    let plan = ArrearsPlan(
      arrears: facts.arrears, first: StatementReckoning.firstPayment(form, facts: facts),
      deductions: deductions, running: facts.arrearsDeduction)
    options = plan.options(of: forArrears, percents: rules.thresholds.offerPercents)
    agreed = ownOffer.flatMap { $0 > .zero ? plan.option("=", monthly: $0) : nil }

    func monthly(_ id: String) -> Money { places[id].flatMap { lines[$0].monthly } ?? .zero }
    let toLandlord = form.money(.universalCredit(.toLandlord), &faults) ?? .zero
    let bank = form.money(.universalCredit(.bank), &faults)
    let (full, benefit) = (monthly("rent"), monthly("housing-benefit"))
    let share = StatementReckoning.less(full, [benefit, toLandlord])
    rent = RentShare(
      rent: full, housingBenefit: benefit, toLandlord: toLandlord, share: share,
      weekly: StatementTotals.weekly(share))
    let award = monthly(StatementTotals.universalCredit)
    let taken = StatementReckoning.sum(deductions.map(\.monthly))
    universalCredit =
      award > .zero
      ? UniversalCreditParts(
        award: award, toLandlord: toLandlord, takenOff: taken,
        expectedInBank: StatementReckoning.less(award, [toLandlord, taken]), bank: bank) : nil
    let household = form.household(facts)
    rentDeduction = StatementReckoning.rentDeduction(
      onUniversalCredit: award > .zero || facts.claimsUniversalCredit,
      running: deductions.filter(\.isForArrears).map(\.monthly), facts: facts,
      wages: StatementReckoning.sum(
        (groups.first { $0.key == "income/earnings" }).map { [$0.monthly] } ?? []),
      household: household, rates: rules.thresholds.rates(on: facts.day))

    let vehicles = Int(form[.single(.vehicles)]) ?? 0
    let limits = rules.guidelines?.limits(for: household, vehicles: vehicles, on: facts.day) ?? [:]
    marks = groups.compactMap { group in
      limits[group.key].map { SpendingGuidelines.Mark(group: group.key, limit: $0, spent: group.monthly) }
    }
    self.faults = faults
    warnings =
      StatementAdvice(form: form, reckoning: self, facts: facts, rules: rules, household: household)
      .warnings
  }

  // MARK: Parts

  /// Whether a field says yes: `y`, `yes`.
  static func says(yes text: String) -> Bool { text.first == "y" || text.first == "Y" }

  /// Whether a field says no: `n`, `no`, `-`.
  static func says(no text: String) -> Bool { text.first == "n" || text.first == "N" || text == "-" }

  /// The amount less others, stopped at the edge of what can be held.
  static func less(_ amount: Money, _ others: [Money]) -> Money {
    var rest = amount
    for other in others { rest = (try? rest.subtracting(other)) ?? rest }
    return rest
  }

  /// The sum, stopped at the edge of what can be held.
  static func sum(_ amounts: [Money]) -> Money {
    var sum = Money.zero
    for amount in amounts { sum = (try? sum.adding(amount)) ?? sum }
    return sum
  }

  /// The day of the first payment towards the arrears: what was typed, else when the account is next paid, else the first
  /// payday told, else the same day next month.
  private static func firstPayment(_ form: StatementForm, facts: StatementFacts) -> CivilDate {
    if let typed = StatementDate.read(form[.single(.arrearsFirst)], today: facts.day) { return typed }
    if let next = facts.nextPayment { return next }
    let paydays = form.fields.compactMap { field, text in
      if case .nextPayday = field { StatementDate.read(text, today: facts.day) } else { nil }
    }
    return paydays.filter { $0 >= facts.day }.min() ?? facts.day.adding(months: 1)
  }

  private static func rentDeduction(
    onUniversalCredit: Bool, running: [Money], facts: StatementFacts, wages: Money, household: Household,
    rates: StatementThresholds.Rates?
  ) -> RentDeduction {
    guard onUniversalCredit else { return .notOnUniversalCredit }
    let amount = running.isEmpty ? facts.arrearsDeduction ?? .zero : sum(running)
    if amount > .zero { return .running(amount) }
    if let allowance = rates?.workAllowance, wages > allowance {
      return .closed(wages: wages, allowance: allowance)
    }
    guard let rates, let percents = rates.rentDeductionPercents,
      let standard = rates.standardAllowance(household),
      let least = percent(percents.lowerBound, of: standard),
      let most = percent(percents.upperBound, of: standard), least <= most
    else { return .open(nil) }
    return .open(least...most)
  }

  /// So many hundredths of an amount, rounded down to the penny.
  static func percent(_ percent: Int, of amount: Money) -> Money? {
    let share = Int128(amount.pence) * Int128(percent) / 100
    return Int64(exactly: share).map { Money(pence: $0) }
  }
}

extension StatementThresholds.Rates {
  /// Universal Credit's standard allowance a month for this household; nil where the rates are not known.
  func standardAllowance(_ household: Household) -> Money? {
    guard standardAllowances.count == 4 else { return nil }
    let claimants = household.members.filter { $0.relation == .client || $0.relation == .partner }
    let isCouple = claimants.contains { $0.relation == .partner }
    let isYoung = !claimants.isEmpty && claimants.allSatisfy { ($0.age ?? 25) < 25 }
    return standardAllowances[(isCouple ? 2 : 0) + (isYoung ? 0 : 1)]
  }
}
