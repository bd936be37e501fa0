import Rents

// Tenancies and licences that began while the ledger ran.

extension DemoHousehold {
  /// The ledger begins with the tenancy, on a Monday.
  mutating func begin(_ days: ClosedRange<Int>) {
    start = max(
      DemoCalendar.monday(of: today - Int32(clamping: life.random.within(days))), life.calendar.opening)
    life.from = start
  }

  mutating func newTenancy() {
    begin(14...175)
    life.chargeWeekly(.rent)
    let week = life.share(Int(life.calendar.day(start).rentYear))
    life.pay(.card, week * life.random.within(1...2), on: start, .cardSignUp)
    story.note(.signUp, on: start)
    story.technical = 500
    switch life.random.below(3) {
    case 0:
      story.method = .directDebit
      let day = collectionDay()
      story.directDebitDay = day
      life.payMonthly(
        .directDebit, from: start + 16, to: today, day: day, phrase: .directDebit
      ) { [life] in life.monthly(life.share($0), $0) + 1000 }
    case 1:
      let claim = CivilDate(dayNumber: start).adding(days: life.random.within(1...5))
      let payday = claim.adding(months: 1).adding(days: 6)
      story.method = .card
      story.universalCredit.isClaimant = true
      story.universalCredit.paymentDay = payday.day
      story.universalCredit.claimDate = claim
      story.note(.universalCreditVerified, on: start + 9)
      life.payMonthly(
        .card, from: payday.dayNumber - 3, to: today, day: payday.day, phrase: .cardApp,
        habit: DemoLife.Habit(missed: 12, lateness: 2), isBenefitDay: true
      ) { [life] in life.monthly(life.share($0), $0) }
    default:
      let (type, words) = counter()
      life.payWeekly(
        type, from: start + 7, to: today, weekday: 4, narrative: words,
        habit: DemoLife.Habit(missed: 6, rounding: 500))
    }
  }

  mutating func licence() {
    story.method = .housingBenefit
    switch payer {
    case .licenceClaimPending: begin(14...50)
    case .licencePersonalCharge: begin(100...480)
    default: begin(60...620)
    }
    story.note(.licenceSignUp, on: start)
    life.chargeWeekly(.licence, otherIs: .personalCharge)
    life.benefit = life.charges.map(\.eligible)
    story.housingBenefit.weekly = Money(pence: Int64(life.benefit[Int(life.calendar.day(today).rentYear)]))
    story.ladder = 2
    story.technical = 500
    switch payer {
    case .licenceClaimPending:
      story.housingBenefit.status = .claimPending
      story.housingBenefit.weekly = nil
      story.technical = 1200
      story.note(.licenceBenefitForm, on: start + 10)
      if life.random.chance(40) { life.pay(.card, 4000, on: start + 12, .cardPhone) }
    case .licencePersonalCharge:
      story.housingBenefit.status = .inPayment
      life.fourWeeklyBenefit(phase: life.random.below(4), from: start, to: today)
      ownPartOfLicence(missed: life.random.within(70...95))
      story.note(.personalChargeTold, on: start + 60)
    default:
      story.housingBenefit.status = .inPayment
      if life.random.chance(50) {
        life.rebate(from: start, to: today)
      } else {
        life.fourWeeklyBenefit(phase: life.random.below(4), from: start, to: today)
      }
      ownPartOfLicence(missed: 8)
    }
  }

  mutating func ownPartOfLicence(missed: Int) {
    life.payWeekly(
      .cash, from: start, to: today, every: 2, weekday: 4,
      narrative: life.calendar.narratives.outlet(life.random.below(64)),
      habit: DemoLife.Habit(missed: missed, catchesUp: missed < 50, lateness: 3))
  }
}
