import Rents

// Homes whose rent a benefit pays, in whole or in part.

extension DemoHousehold {
  /// The tenant's own part beside a benefit, where there is one.
  mutating func ownPart(missed: Int, to last: Int32? = nil) {
    guard life.share(Int(life.calendar.day(today).rentYear)) > 0 else { return }
    let words = life.calendar.narratives.outlet(life.random.below(64))
    life.payWeekly(
      .cash, from: beginning, to: last ?? today, every: life.random.pick([1, 2, 4]),
      weekday: life.random.within(0...4), narrative: words, habit: DemoLife.Habit(missed: missed, lateness: 3)
    )
  }

  mutating func housingBenefit() {
    life.chargeWeekly(.rent)
    incidents()
    story.method = .housingBenefit
    let portion = payer == .partBenefit ? life.random.within(28...82) : 100
    life.benefit = life.charges.map { $0.eligible * portion / 100 }
    story.housingBenefit.status = .inPayment
    story.housingBenefit.weekly = Money(pence: Int64(life.benefit[Int(life.calendar.day(today).rentYear)]))
    story.technical = 60
    if life.random.chance(5) {
      let day = life.calendar.onOrAfter(life.ago(50...500))
      life.add(.housingBenefitRecharge, life.random.within(1800...14000), on: day, known: day, .recharge)
    }
    switch payer {
    case .housingBenefitFourWeekly:
      life.fourWeeklyBenefit(phase: life.random.below(4), from: beginning, to: today)
      ownPart(missed: 6)
      life.settle(level(ahead: 70, -150 ... -90, -60...30), at: today)
      story.technical = 500
    case .housingBenefitSuspended:
      let stopped = DemoCalendar.monday(of: life.ago(20...60))
      life.rebate(from: beginning, to: stopped - 1)
      ownPart(missed: 6)
      life.settle(level(ahead: 60, -90...0, 5...60), at: stopped - 1)
      if life.random.chance(50) {
        story.housingBenefit.status = .suspended
        story.note(.benefitSuspended, on: stopped + 10)
      } else {
        story.note(.benefitAsked, on: stopped + 20)
      }
      story.ladder = 2
    case .partBenefit:
      life.rebate(from: beginning, to: today)
      let (type, words) = counter()
      life.payWeekly(
        type, from: beginning, to: today, every: life.random.pick([1, 2, 4]),
        weekday: life.random.within(0...4),
        narrative: words, habit: DemoLife.Habit(missed: 4, lateness: 3))
      life.settle(level(ahead: 80, -55 ... -8, 5...100), at: today)
    default:
      life.rebate(from: beginning, to: today)
      ownPart(missed: 6)
      let standing = life.random.chance(55) ? 0 : level(ahead: 86, -50 ... -1, 2...70)
      life.settle(standing, at: today)
    }
  }

  mutating func benefitShortfall() {
    life.chargeWeekly(.rent)
    incidents()
    story.method = .housingBenefit
    story.ladder = 2
    story.housingBenefit.status = .inPayment
    if payer == .underOccupation {
      story.spareRooms = life.random.chance(78) ? 1 : 2
      let kept = story.spareRooms == 1 ? 86 : 75
      // A child has grown up and gone: one room too many from that week on.
      let spare = DemoCalendar.monday(of: life.ago(130...430))
      life.benefit = life.charges.map(\.eligible)
      life.rebate(from: beginning, to: spare - 1)
      ownPart(missed: 6, to: spare - 1)
      life.settle(life.random.within(-60...90), at: spare - 1)
      life.benefit = life.charges.map { $0.eligible * kept / 100 }
      life.rebate(from: spare, to: today)
      life.payWeekly(
        .cash, from: spare, to: today, every: 2, weekday: 4,
        narrative: life.calendar.narratives.outlet(life.random.below(64)),
        habit: DemoLife.Habit(missed: life.random.within(35...80), catchesUp: false, lateness: 4))
      if life.random.chance(30) {
        let day = life.calendar.onOrAfter(life.ago(40...120))
        life.add(.adjustment, -life.random.within(90...260) * 100, on: day, known: day, .housingPayment)
        story.note(.housingPaymentAsked, on: day - 30)
      }
    } else {
      story.isCapped = true
      let capped = DemoCalendar.monday(of: life.ago(60...320))
      let cut = life.random.within(1900...5200)
      life.benefit = life.charges.map(\.eligible)
      life.rebate(from: beginning, to: capped - 1)
      ownPart(missed: 6, to: capped - 1)
      life.settle(life.random.within(-60...40), at: capped - 1)
      life.benefit = life.charges.map { max($0.eligible - cut, 0) }
      life.rebate(from: capped, to: today)
      life.payWeekly(
        .card, from: capped, to: today, every: 2, weekday: 3,
        narrative: DemoNarratives.Phrase.cardApp.rawValue,
        habit: DemoLife.Habit(missed: life.random.within(35...75), catchesUp: false, rounding: 500))
      story.note(.capTold, on: capped + 9)
    }
    story.housingBenefit.weekly = Money(pence: Int64(life.benefit[Int(life.calendar.day(today).rentYear)]))
    story.technical = 60
  }

  mutating func universalCredit() {
    life.chargeWeekly(.rent)
    incidents()
    let payday = life.random.within(1...28)
    story.universalCredit.isClaimant = true
    story.universalCredit.paymentDay = payday
    story.technical = 500
    switch payer {
    case .firstUniversalCredit:
      firstClaim()
    case .universalCreditTenant:
      // The flag is missing where nobody told the landlord.
      if life.random.chance(10) { story.universalCredit = UniversalCredit() }
      story.method = life.random.chance(70) ? .card : .standingOrder
      let (type, phrase): (PostingType, DemoNarratives.Phrase) =
        story.method == .card
        ? (.card, life.random.pick([.cardApp, .cardWeb, .cardPhone])) : (.standingOrder, .standingOrder)
      life.payMonthly(
        type, from: beginning, to: today, day: payday, phrase: phrase,
        habit: DemoLife.Habit(missed: 3, lateness: type == .card ? 3 : 0), isBenefitDay: true
      ) { [life] in life.monthly(life.share($0), $0) }
      life.settle(level(ahead: 74, -130 ... -85, -85 ... -20), at: today)
    default:
      story.method = .managedPayment
      story.universalCredit.isManagedPayment = true
      life.benefit = life.charges.map(\.eligible)
      life.payMonthly(
        .managedPayment, from: beginning, to: today, day: payday, phrase: .none, isBenefitDay: true
      ) { [life] in life.monthly(life.benefit[$0], $0) }
      ownPart(missed: 8)
      guard payer == .managedPaymentPlan else {
        life.settle(level(ahead: 74, -130 ... -85, -85 ... -20), at: today)
        return
      }
      let agreed = life.calendar.onOrAfter(life.ago(70...250))
      life.settle(life.random.within(330...640), at: agreed)
      let day = life.random.within(10...20)
      story.directDebitDay = day
      let missed = life.random.within(2...5)
      makePlan(
        .monthly(day: day), start: agreed,
        instalment: life.random.pick([1500, 2000, 2500, 2500, 3000, 4000]),
        type: .directDebit, phrase: .directDebitPlan, coversRent: false
      ) { $0 == missed ? .missed : .paid }
      story.note(.managedPaymentAsked, on: agreed - 60)
      story.ladder = 2
    }
  }

  /// A first claim: what is owed grows until the first payday, and then it is passed over or not.
  mutating func firstClaim() {
    let claimed = life.ago(8...50)
    let (type, words) = counter()
    let stopped = claimed - Int32(life.random.within(5...24))
    life.payWeekly(
      type, from: beginning, to: stopped, weekday: 4, narrative: words,
      habit: DemoLife.Habit(missed: 4, rounding: 500, lateness: 3))
    life.settle(level(ahead: 66, -130 ... -10, 5...90), at: stopped)
    // Assessment periods are calendar months from the claim; money comes seven days after the first ends.
    let claim = CivilDate(dayNumber: claimed)
    let payday = claim.adding(months: 1).adding(days: 6)
    story.universalCredit.claimDate = claim
    story.universalCredit.paymentDay = payday.day
    story.method = .card
    story.technical = 600
    story.ladder = 1
    story.note(.universalCreditClaimed, on: claimed + 4)
    story.note(.universalCreditVerified, on: claimed + 8)
    let paid = life.calendar.onOrBefore(payday.dayNumber)
    if paid <= today, life.random.chance(45) {
      let year = Int(life.calendar.day(today).rentYear)
      let month = life.monthly(life.share(year), year)
      life.pay(.card, month * life.random.within(55...100) / 100 / 100 * 100, on: paid + 1, .cardApp)
    } else if paid + 9 <= today {
      story.note(.firstPaymentDue, on: paid + 9)
      story.technical = 300
    }
  }
}
