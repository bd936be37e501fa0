import Rents

// Homes that lost what they paid from, and what was agreed or ordered then.

extension DemoHousehold {
  mutating func lostIncome() {
    life.chargeWeekly(.rent)
    incidents()
    story.ladder = 2
    switch payer {
    case .jobLoss:
      let day = collectionDay()
      let lost = life.ago(20...80)
      story.method = .directDebit
      story.directDebitDay = day
      monthlyDebits(day: day, to: lost, returnedPercent: 1)
      life.settle(level(ahead: 75, -210 ... -40, -30...110), at: lost)
      returned(after: lost, day: day, .returnedRefer)
      story.note(.debitReturned, on: lost + 12)
      story.note(.jobLost, on: lost + Int32(life.random.within(18...34)))
      if life.random.chance(50) {
        story.method = .card
        life.payUnevenly(
          .card, from: lost + 20, to: today, gap: 12...34,
          narrative: DemoNarratives.Phrase.cardPhone.rawValue,
          percent: life.random.within(20...45))
      }
      if life.random.chance(40) {
        let claim = CivilDate(dayNumber: lost).adding(days: life.random.within(6...20))
        story.universalCredit.isClaimant = true
        story.universalCredit.claimDate = claim
        story.universalCredit.paymentDay = claim.adding(months: 1).adding(days: 6).day
        story.note(.benefitCheck, on: claim.dayNumber - 2)
      }
      maybeBreathingSpace(15)
    case .arrangementKept, .arrangementBroken:
      arrangement()
    default:
      courtOrder()
    }
  }

  mutating func arrangement() {
    let isKept = payer == .arrangementKept
    let lost = life.ago(isKept ? 210...440 : 170...370)
    let agreed = life.calendar.onOrAfter(min(lost + Int32(life.random.within(38...84)), today - 30))
    let (type, words) = counter()
    life.payWeekly(
      type, from: beginning, to: lost, weekday: 4, narrative: words,
      habit: DemoLife.Habit(missed: 6, rounding: 500, lateness: 3))
    life.settle(life.random.within(-60...90), at: lost)
    life.payUnevenly(type, from: lost, to: agreed, gap: 10...24, narrative: words, percent: 55)
    story.note(.jobLost, on: lost + 20)
    story.note(.incomeForm, on: agreed)
    let rhythm: Rhythm = life.random.pick([
      .weekly, .weekly, .fortnightly, .fourWeekly, .monthly(day: 1), .monthly(day: 28),
    ])
    let perWeek = life.random.pick([350, 400, 500, 500, 600, 750, 1000, 1200])
    let instalment = rhythm.instalment(perWeek: perWeek)
    if isKept {
      let slip = life.random.chance(30) ? life.random.within(3...7) : -1
      makePlan(
        rhythm, start: agreed, instalment: instalment, type: type, phrase: nil, words: words, coversRent: true
      ) { $0 == slip ? .missed : .paid }
    } else {
      let kept = life.random.within(2...rhythm.most)
      makePlan(
        rhythm, start: agreed, instalment: instalment, type: type, phrase: nil, words: words, coversRent: true
      ) { $0 < kept ? .paid : .broken }
      if let plan = story.plan, plan.status == .broken, let broken = plan.dues.last?.day {
        life.payUnevenly(
          type, from: broken + 5, to: today, gap: 9...26, narrative: words,
          percent: life.random.chance(50) ? 100 : 70)
        maybeBreathingSpace(22)
      }
    }
  }

  mutating func courtOrder() {
    let ordered = life.calendar.onOrAfter(life.ago(60...260))
    let served = max(ordered - Int32(life.random.within(110...150)), life.from + 14)
    let lost = max(served - Int32(life.random.within(80...130)), life.from + 7)
    let (type, words) = counter()
    life.payWeekly(
      type, from: beginning, to: lost, weekday: 4, narrative: words,
      habit: DemoLife.Habit(missed: 8, rounding: 500))
    life.settle(life.random.within(100...420), at: lost)
    life.payUnevenly(type, from: lost, to: ordered, gap: 14...30, narrative: words, percent: 38)
    life.add(
      .courtCosts, 40_400, on: ordered, known: life.calendar.working(after: ordered, days: 4), .courtCosts)
    let kinds: [CourtOrder.Kind] = [.suspended, .suspended, .suspended, .postponed, .adjourned]
    let terms = life.random.pick([480, 485, 500, 700, 1000])
    let kind = life.random.pick(kinds)
    story.notice = served
    story.order = CourtOrder(
      kind: kind, date: CivilDate(dayNumber: ordered), weeklyTerms: Money(pence: Int64(terms)))
    story.note(.preAction, on: served - 9)
    story.note(.notice, on: served)
    story.note(.claimIssued, on: served + 48)
    story.note(.hearing, on: ordered)
    story.note(.order, on: ordered + 1)
    let keeps = life.random.chance(65)
    let kept = keeps ? 500 : life.random.within(3...9)
    makePlan(
      .weekly, kind: .court, start: ordered, instalment: terms, type: type, phrase: nil, words: words,
      coversRent: true
    ) { $0 < kept ? .paid : .broken }
    if let plan = story.plan, plan.status == .broken, let broken = plan.dues.last?.day {
      story.note(.orderBreached, on: broken + 8)
      life.payUnevenly(
        type, from: broken + 5, to: today, gap: 12...30, narrative: words, percent: 45)
    }
  }

  mutating func maybeBreathingSpace(_ percent: Int) {
    guard life.random.chance(percent) else { return }
    let from = today - Int32(life.random.within(4...48))
    guard from > life.from else { return }
    let isCrisis = life.random.chance(15)
    story.breathingSpace = BreathingSpace(
      from: CivilDate(dayNumber: from), to: isCrisis ? nil : CivilDate(dayNumber: from + 60))
    story.note(.breathingSpace, on: from)
  }

  /// Deceased or gone: the money stops, the charge goes on.
  mutating func goneSilent() {
    life.chargeWeekly(.rent)
    incidents()
    let stopped = life.ago(payer == .deceased ? 14...55 : 34...70)
    if payer == .deceased, life.random.chance(60) {
      story.method = .housingBenefit
      life.benefit = life.charges.map(\.eligible)
      life.rebate(from: beginning, to: stopped)
      ownPart(missed: 4, to: stopped)
      life.settle(life.random.within(-80...10), at: stopped)
    } else {
      story.method = .directDebit
      let day = collectionDay()
      monthlyDebits(day: day, to: stopped, returnedPercent: 0)
      life.settle(life.random.within(-160...60), at: stopped)
      returned(after: stopped, day: day, payer == .deceased ? .returnedDeceased : .returnedCancelled)
    }
    if payer == .deceased {
      story.note(.deathReported, on: stopped + Int32(life.random.within(6...15)))
      story.ladder = 0
    } else {
      story.note(.emptyVisit, on: stopped + 30)
      story.note(.neighbour, on: stopped + 36)
      story.ladder = 2
    }
  }
}
