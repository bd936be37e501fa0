import Rents

extension StatementFacts {
  /// What an account knows of a form, from its record and its ledger as they were known on a day.
  init(_ record: AccountRecord, _ ledger: Ledger, on day: CivilDate) {
    let known = record.facts
    self.init(day: day, balance: ledger.balance.together, people: known.people)
    if known.charge.total.isDebit,
      let frequency = known.charge.frequency.frequency(rentFreeWeeks: known.rentFreeWeeks)
    {
      charge = Recurring(amount: known.charge.total, frequency: frequency)
    }
    if known.housingBenefit.status == .inPayment, let weekly = known.housingBenefit.weekly, weekly.isDebit {
      // Nothing is paid for weeks in which no rent is due (Housing Benefit Regulations 2006, reg. 81): the amount of a
      // week comes in as many weeks of the year as the rent is charged.
      let charged = known.charge.frequency == .weekly ? known.rentFreeWeeks : 0
      housingBenefit = Recurring(
        amount: weekly, frequency: ChargeFrequency.weekly.frequency(rentFreeWeeks: charged) ?? .weekly)
    }
    takeManagedPayments(ledger, on: day)
    let credit = known.universalCredit
    claimsUniversalCredit = credit.isClaimant || credit.isManagedPayment || managedPayment != nil
    universalCreditDay = credit.paymentDay
    isBenefitCapped = known.isBenefitCapped
    underOccupiedBedrooms = known.underOccupiedBedrooms
    isInLondon = StatementFacts.isInnerLondon(known.postcode)
    takePlan(record.plans, on: day)
    if nextPayment == nil, known.paymentMethod == .directDebit, let collected = known.directDebitDay {
      nextPayment = StatementFacts.next(collected, after: day)
    }
  }

  /// What Universal Credit paid us last: the rent part, and beside it what was taken for arrears, which are separate payments
  /// and may come on different days (domain.md, third-party deductions). Only a narrative tells them apart.
  private mutating func takeManagedPayments(_ ledger: Ledger, on day: CivilDate) {
    // A payment that is missing for two months is none that the household can count on.
    let paid = ledger.postings.filter {
      $0.type == .managedPayment && $0.amount.isCredit && $0.effective <= day
        && $0.effective.days(until: day) <= 62
    }.sorted { ($0.effective, $0.known, $0.id) < ($1.effective, $1.known, $1.id) }
    managedPayment = paid.last { !StatementFacts.isForArrears($0) }.flatMap { try? $0.amount.negated() }
    arrearsDeduction = paid.last(where: StatementFacts.isForArrears).flatMap { try? $0.amount.negated() }
  }

  private static func isForArrears(_ posting: Posting) -> Bool {
    let words = posting.narrative.uppercased()
    return ["ARREARS", "THIRD PARTY", "DEDUCTION", "TPD"].contains { words.contains($0) }
  }

  /// The arrangement that runs, the newest of several: what is agreed, and when it is paid next.
  private mutating func takePlan(_ plans: [AccountRecord.Plan], on day: CivilDate) {
    guard let plan = plans.last(where: { $0.arrangement.status == .active }) else { return }
    let agreed = plan.arrangement
    if agreed.instalment.isDebit {
      instalment = Recurring(amount: agreed.instalment, frequency: agreed.frequency.frequency)
    }
    let due = plan.instalments.filter { $0.due > day && $0.status != .paid }.map(\.due).min()
    nextPayment = due ?? agreed.nextDue.flatMap { $0 > day ? $0 : nil }
  }

  /// The next day on which a direct debit of that day of the month is collected.
  private static func next(_ collected: Int, after day: CivilDate) -> CivilDate? {
    guard (1...31).contains(collected) else { return nil }
    let here = day.adding(months: 0, onDay: collected)
    return here > day ? here : day.adding(months: 1, onDay: collected)
  }

  /// Whether a postcode lies in the old London postal district, all of which is in Greater London; of the boroughs around it a
  /// postcode alone does not tell, and nothing is guessed.
  private static func isInnerLondon(_ postcode: String) -> Bool {
    let area = postcode.uppercased().drop { $0 == " " }.prefix { $0.isLetter }
    guard postcode.contains(where: \.isNumber) else { return false }
    return ["E", "EC", "N", "NW", "SE", "SW", "W", "WC"].contains(String(area))
  }
}
