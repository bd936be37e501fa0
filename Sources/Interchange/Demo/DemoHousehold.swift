import Rents

/// A household: its account as it is lived through, and the story that it leaves.
struct DemoHousehold {
  let payer: DemoPayer
  var life: DemoLife
  var story = DemoStory()
  /// How a bank names the payer: `MARSH K`.
  let orderName: String
  /// The day on which the tenancy began; before the ledger's beginning for most.
  var start: Int32
  var end: Int32?

  private var today: Int32 { life.today }
  private let beginning = Int32.min

  init(payer: DemoPayer, life: DemoLife, orderName: String) {
    self.payer = payer
    self.life = life
    self.orderName = orderName
    let before = 90 + self.life.random.below(300) * 28
    start = DemoCalendar.monday(of: self.life.from - Int32(clamping: before))
  }

  /// Lives the years of the ledger.
  mutating func live() {
    switch payer {
    case .directDebitMonthly, .directDebitWeekly, .directDebitReturned, .directDebitCancelled: directDebits()
    case .standingOrder, .standingOrderNotUprated, .overpayer: standingOrders()
    case .cashWeekly, .cardIrregular, .seasonal, .staticArrears: overTheCounter()
    case .housingBenefitRebate, .housingBenefitFourWeekly, .partBenefit, .housingBenefitSuspended:
      housingBenefit()
    case .underOccupation, .benefitCap: benefitShortfall()
    case .universalCreditTenant, .managedPayment, .firstUniversalCredit, .managedPaymentPlan:
      universalCredit()
    case .jobLoss, .arrangementKept, .arrangementBroken, .courtOrder: lostIncome()
    case .deceased, .abandoned: goneSilent()
    case .newTenancy: newTenancy()
    case .licenceBenefit, .licencePersonalCharge, .licenceClaimPending: licence()
    case .garage, .garageUnpaid: garage()
    case .leaseholder, .leaseholderUnpaid: leaseholder()
    case .sharedOwner, .sharedOwnerArrears: sharedOwner()
    case .sundryPlan, .sundryUnpaid: sundry()
    case .storage, .storageUnpaid: storage()
    case .formerPlan, .formerDebt, .formerWrittenOff, .formerCredit, .formerDeceased: formerTenant()
    }
  }

  // MARK: Paying homes

  /// A level in hundredths of a week: most of the time ahead, else behind.
  private mutating func level(ahead percent: Int, _ credit: ClosedRange<Int>, _ debit: ClosedRange<Int>)
    -> Int
  {
    life.random.chance(percent) ? life.random.within(credit) : life.random.within(debit)
  }

  private mutating func collectionDay() -> Int {
    life.random.pick([1, 1, 1, 1, 5, 7, 10, 15, 15, 20, 25, 28, 28, 31])
  }

  private mutating func directDebits() {
    life.chargeWeekly(.rent)
    incidents()
    story.method = .directDebit
    story.technical = 450
    if payer == .directDebitWeekly {
      let day = life.random.within(0...4)
      life.payWeekly(
        .directDebit, from: beginning, to: today, weekday: day,
        narrative: DemoNarratives.Phrase.directDebit.rawValue)
      life.settle(level(ahead: 78, -70 ... -5, 5...95), at: today)
      story.technical = 100
      return
    }
    let day = collectionDay()
    story.directDebitDay = day
    switch payer {
    case .directDebitReturned:
      monthlyDebits(day: day, to: today, returnedPercent: 14)
      life.settle(level(ahead: 62, -150 ... -90, -90...40), at: today)
    case .directDebitCancelled:
      let stopped = life.ago(20...60)
      monthlyDebits(day: day, to: stopped, returnedPercent: 0)
      life.settle(level(ahead: 70, -210 ... -60, -50...100), at: stopped)
      returned(after: stopped, day: day, .returnedCancelled)
      story.note(.debitCancelled, on: stopped + 6)
      story.directDebitDay = nil
      story.ladder = 2
      if life.random.chance(35) {
        let amount = life.random.within(8...20) * 1000
        life.pay(.card, amount, on: stopped + 25, .cardPhone)
      }
    default:
      monthlyDebits(day: day, to: today, returnedPercent: 1)
      life.settle(level(ahead: 72, -135 ... -85, -85 ... -40), at: today)
    }
  }

  /// Debits each month; some come back and are presented again ten working days later.
  private mutating func monthlyDebits(day: Int, to last: Int32, returnedPercent: Int) {
    for month in life.calendar.months {
      let due = month.day(day)
      if due < life.from { continue }
      if due > min(last, today) { break }
      let amount = life.monthly(life.share(month.rentYear), month.rentYear)
      guard life.random.chance(returnedPercent) else {
        life.directDebit(amount, on: due)
        continue
      }
      life.directDebit(amount, on: due, returned: .returnedRefer)
      story.note(.debitReturned, on: life.calendar.working(after: life.calendar.onOrAfter(due), days: 2))
      let again = life.calendar.working(after: life.calendar.onOrAfter(due), days: 10)
      if again <= last {
        let fails = life.random.chance(12)
        life.directDebit(amount, on: again, returned: fails ? .returnedRefer : nil, .directDebitAgain)
        // Who bounces twice is rung up, and pays by card.
        let byCard = life.calendar.working(after: again, days: 6)
        if fails, byCard <= last { life.pay(.card, amount, on: byCard, .cardPhone) }
      }
    }
  }

  /// The first collection after the money stopped comes back.
  private mutating func returned(after stopped: Int32, day: Int, _ reason: DemoNarratives.Phrase) {
    guard let month = life.calendar.months.first(where: { $0.day(day) > stopped }) else { return }
    let amount = life.monthly(life.share(month.rentYear), month.rentYear)
    life.directDebit(amount, on: month.day(day), returned: reason)
  }

  private mutating func standingOrders() {
    life.chargeWeekly(.rent)
    incidents()
    story.method = .standingOrder
    let words = life.narrative("Standing order, \(orderName)")
    let day = life.random.pick([1, 2, 3, 5, 15, 25, 28])
    switch payer {
    case .standingOrderNotUprated:
      // The bank goes on paying last year's rent until somebody tells it.
      let april = Int(life.calendar.day(today).rentYear)
      let since = life.random.chance(55) ? april : april - 1
      let amounts = (0..<life.charges.count).map { life.monthly(life.charges[min($0, since - 1)].total, $0) }
      life.payMonthly(
        .standingOrder, from: beginning, to: today, day: day, phrase: .standingOrder, own: words
      ) { amounts[$0] }
      let risen = max(life.calendar.rentYears[since].start, life.from + 60)
      life.settle(life.random.within(-60...130), at: min(risen, today))
      story.technical = 200
      story.ladder = 1
      story.note(.rentRise, on: risen + 70)
    case .overpayer:
      let extra = life.random.within(103...112)
      let amounts = (0..<life.charges.count).map {
        (life.monthly(life.charges[$0].total, $0) * extra / 100 + 999) / 1000 * 1000
      }
      life.payMonthly(
        .standingOrder, from: beginning, to: today, day: day, phrase: .standingOrder, own: words
      ) { amounts[$0] }
      if life.random.chance(30) {
        let paid = life.calendar.onOrAfter(life.ago(60...420))
        life.add(.refund, life.random.within(6...14) * 2500, on: paid, known: paid, .refund)
        story.note(.refundProposed, on: paid - 12)
      }
      life.settle(life.random.within(-400 ... -130), at: today)
      story.ladder = 0
    default:
      if life.random.chance(35) {
        life.payWeekly(
          .standingOrder, from: beginning, to: today, weekday: life.random.within(0...4), narrative: words)
        life.settle(level(ahead: 78, -80 ... -5, 5...90), at: today)
        story.technical = 100
      } else {
        life.payMonthly(
          .standingOrder, from: beginning, to: today, day: day, phrase: .standingOrder, own: words
        ) { [life] in life.monthly(life.share($0), $0) }
        life.settle(level(ahead: 72, -135 ... -85, -85 ... -40), at: today)
        story.technical = 450
      }
    }
  }

  private mutating func counter() -> (type: PostingType, words: Int) {
    if life.random.chance(58) {
      story.method = .cash
      return (.cash, life.calendar.narratives.outlet(life.random.below(64)))
    }
    story.method = .card
    let phrase: DemoNarratives.Phrase = life.random.pick([.cardWeb, .cardPhone, .cardApp, .cardKiosk])
    return (.card, phrase.rawValue)
  }

  private mutating func overTheCounter() {
    life.chargeWeekly(.rent)
    incidents()
    let (type, words) = counter()
    switch payer {
    case .cardIrregular:
      let week = life.share(Int(life.calendar.day(today).rentYear))
      let ahead = life.random.chance(76) ? week * life.random.within(110...200) / 100 : week / 3
      life.prior = life.random.within(-150...60) * week / 100
      life.payUnevenly(
        type, from: beginning, to: today, gap: 6...life.random.within(12...26), narrative: words,
        owing: life.prior, ahead: ahead)
      story.technical = 150
    case .seasonal:
      seasons(type, words)
      life.settle(life.random.within(-110...40), at: today, samples: 52)
      story.technical = 300
    case .staticArrears:
      life.payWeekly(
        type, from: beginning, to: today, weekday: 4, narrative: words,
        habit: DemoLife.Habit(missed: 5, rounding: 500, lateness: 3))
      life.settle(life.random.within(230...760), at: today)
      story.ladder = 2
    default:
      life.payWeekly(
        type, from: beginning, to: today, every: life.random.chance(70) ? 1 : 2,
        weekday: life.random.within(1...5),
        narrative: words, habit: DemoLife.Habit(missed: 5, rounding: 500, lateness: 4))
      life.settle(level(ahead: 84, -100 ... -20, 8...110), at: today)
    }
  }

  /// Work in the season: more than the rent from April to September, less in winter.
  private mutating func seasons(_ type: PostingType, _ words: Int) {
    for month in life.calendar.months where month.first >= life.from && month.first <= today {
      let percent = (4...9).contains(month.month) ? 155 : 45
      let amount = life.monthly(life.share(month.rentYear), month.rentYear) * percent / 200
      life.pay(type, (amount + 250) / 500 * 500, on: month.day(life.random.within(3...9)), words)
      life.pay(type, (amount + 250) / 500 * 500, on: month.day(life.random.within(17...24)), words)
    }
  }

  // MARK: Benefits

  /// The tenant's own part beside a benefit, where there is one.
  private mutating func ownPart(missed: Int, to last: Int32? = nil) {
    guard life.share(Int(life.calendar.day(today).rentYear)) > 0 else { return }
    let words = life.calendar.narratives.outlet(life.random.below(64))
    life.payWeekly(
      .cash, from: beginning, to: last ?? today, every: life.random.pick([1, 2, 4]),
      weekday: life.random.within(0...4), narrative: words, habit: DemoLife.Habit(missed: missed, lateness: 3)
    )
  }

  private mutating func housingBenefit() {
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

  private mutating func benefitShortfall() {
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

  private mutating func universalCredit() {
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
  private mutating func firstClaim() {
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

  // MARK: Lost income, plans and orders

  private mutating func lostIncome() {
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

  private mutating func arrangement() {
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

  private mutating func courtOrder() {
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

  private mutating func maybeBreathingSpace(_ percent: Int) {
    guard life.random.chance(percent) else { return }
    let from = today - Int32(life.random.within(4...48))
    guard from > life.from else { return }
    let isCrisis = life.random.chance(15)
    story.breathingSpace = BreathingSpace(
      from: CivilDate(dayNumber: from), to: isCrisis ? nil : CivilDate(dayNumber: from + 60))
    story.note(.breathingSpace, on: from)
  }

  /// Deceased or gone: the money stops, the charge goes on.
  private mutating func goneSilent() {
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

  // MARK: Beginnings

  /// The ledger begins with the tenancy, on a Monday.
  private mutating func begin(_ days: ClosedRange<Int>) {
    start = max(
      DemoCalendar.monday(of: today - Int32(clamping: life.random.within(days))), life.calendar.opening)
    life.from = start
  }

  private mutating func newTenancy() {
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

  private mutating func licence() {
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

  private mutating func ownPartOfLicence(missed: Int) {
    life.payWeekly(
      .cash, from: start, to: today, every: 2, weekday: 4,
      narrative: life.calendar.narratives.outlet(life.random.below(64)),
      habit: DemoLife.Habit(missed: missed, catchesUp: missed < 50, lateness: 3))
  }

  // MARK: Beside the home

  private mutating func garage() {
    life.chargeWeekly(.garage)
    story.technical = 450
    let unpaidSince = life.ago(30...68)
    let last = payer == .garageUnpaid ? unpaidSince : today
    if life.random.chance(60) {
      story.method = .directDebit
      let day = collectionDay()
      story.directDebitDay = day
      monthlyDebits(day: day, to: last, returnedPercent: 0)
      if payer == .garageUnpaid { returned(after: last, day: day, .returnedCancelled) }
    } else {
      let (type, words) = counter()
      life.payWeekly(
        type, from: beginning, to: last, every: 4, weekday: 3, narrative: words,
        habit: DemoLife.Habit(missed: 5, lateness: 4))
    }
    life.settle(level(ahead: 86, -230 ... -150, -80...160), at: last)
    if payer == .garageUnpaid { story.note(.garageWarning, on: last + 35) }
  }

  private mutating func leaseholder() {
    life.chargeHalfYearly()
    story.technical = 60
    story.ladder = 0
    let unpaidSince = life.ago(70...400)
    let last = payer == .leaseholderUnpaid ? unpaidSince : today
    if payer == .leaseholder, life.random.chance(45) {
      story.method = .directDebit
      story.directDebitDay = 1
      life.payMonthly(.directDebit, from: beginning, to: today, day: 1, phrase: .directDebit) { [life] in
        life.charges[$0].total * 2 / 12
      }
      life.settle(life.random.within(-70...18), at: today, samples: 52)
      return
    }
    let isByCard = life.random.chance(50)
    story.method = isByCard ? .card : .standingOrder
    life.prior = life.random.chance(75) ? 0 : -life.random.within(4...30) * 100
    let words =
      isByCard ? DemoNarratives.Phrase.cardWeb.rawValue : life.narrative("Bank transfer, \(orderName)")
    for month in life.calendar.months where month.month == 4 || month.month == 10 {
      let day = month.first + Int32(life.random.within(9...46))
      guard month.first >= life.from, day <= last else { continue }
      let owed = life.balance(at: day)
      if owed > 0 {
        life.pay(
          isByCard ? .card : .standingOrder, owed, on: isByCard ? day : life.calendar.onOrAfter(day), words)
      }
    }
    if payer == .leaseholderUnpaid {
      if life.balance(at: today) <= 0 { life.prior += life.charges[0].total }
      story.note(.demandReminder, on: last + 40)
      story.note(.lenderLetter, on: last + 75)
      if life.random.chance(25) {
        let day = life.calendar.onOrAfter(life.ago(90...300))
        life.add(.invoice, life.random.within(90...310) * 1000, on: day, known: day, .majorWorks)
      }
    }
  }

  private mutating func sharedOwner() {
    life.chargeMonthly()
    story.method = .directDebit
    let day = life.random.pick([1, 1, 3, 5, 28])
    story.directDebitDay = day
    story.technical = 105
    let stopped = life.ago(36...64)
    let last = payer == .sharedOwnerArrears ? stopped : today
    life.payMonthly(.directDebit, from: beginning, to: last, day: day, phrase: .directDebit) { [life] in
      life.charges[$0].total
    }
    let standing = payer == .sharedOwnerArrears ? 5...40 : day == 28 ? -60...30 : -50 ... -15
    life.settle(life.random.within(standing), at: last)
    if payer == .sharedOwnerArrears {
      returned(after: last, day: day, .returnedRefer)
      story.note(.debitReturned, on: last + 35)
      story.note(.lenderLetter, on: last + 60)
      story.ladder = 2
    }
  }

  private mutating func sundry() {
    let raised = life.calendar.onOrAfter(life.ago(payer == .sundryPlan ? 90...520 : 35...330))
    start = raised
    life.from = raised
    story.ladder = 0
    let kinds: [DemoNarratives.Phrase] = [
      .invoiceLock, .invoiceClearance, .invoiceWindow, .invoiceFob, .invoicePlumbing,
    ]
    let amount = life.random.within(48...640) * 100 + life.random.pick([0, 0, 50, 20])
    life.add(.invoice, amount, on: raised, known: raised, life.random.pick(kinds))
    story.note(.invoiceSent, on: raised)
    story.method = .card
    if life.random.chance(30) {
      let second = life.calendar.onOrAfter(raised + Int32(life.random.within(20...80)))
      life.add(
        .invoice, life.random.within(30...210) * 100, on: second, known: second, life.random.pick(kinds))
    }
    guard payer == .sundryPlan else { return }
    let agreed = life.calendar.onOrAfter(raised + Int32(life.random.within(20...40)))
    makePlan(
      .monthly(day: life.random.pick([1, 15, 28])), start: agreed,
      instalment: life.random.pick([500, 1000, 1000, 1500, 2000]), type: .card, phrase: .invoicePlan,
      coversRent: false
    ) { [stops = life.random.chance(25) ? 4 : 500] in $0 < stops ? .paid : .broken }
  }

  private mutating func storage() {
    begin(payer == .storage ? 60...420 : 28...70)
    life.chargeWeekly(.storage)
    story.method = .card
    story.ladder = payer == .storage ? 1 : 2
    story.technical = 450
    guard payer == .storage else { return }
    life.payWeekly(
      .card, from: start, to: today, every: 4, weekday: 2,
      narrative: DemoNarratives.Phrase.cardPhone.rawValue,
      habit: DemoLife.Habit(missed: 4, lateness: 5))
  }

  // MARK: After the end

  private mutating func formerTenant() {
    let ended = DemoCalendar.monday(of: life.ago(payer == .formerWrittenOff ? 230...640 : 28...600)) - 1
    end = ended
    life.until = ended
    life.chargeWeekly(.rent)
    let (type, words) = counter()
    life.payWeekly(
      type, from: beginning, to: ended, weekday: 4, narrative: words,
      habit: DemoLife.Habit(missed: 9, rounding: 500, lateness: 3))
    let levels: ClosedRange<Int> =
      switch payer {
      case .formerCredit: -180 ... -30
      case .formerPlan: 260...1100
      case .formerDeceased: 90...420
      case .formerWrittenOff: 40...600
      default: 90...1500
      }
    life.settle(life.random.within(levels), at: ended)
    let settled = life.calendar.onOrAfter(ended + 9)
    if payer != .formerCredit, life.random.chance(35) {
      let week = life.charges[Int(life.calendar.day(ended).rentYear)].total
      life.add(.adjustment, week, on: settled, known: settled, .keysLate)
    }
    story.ladder = 0
    story.note(.finalAccount, on: settled + 3)
    switch payer {
    case .formerPlan:
      let agreed = life.calendar.onOrAfter(min(ended + Int32(life.random.within(35...80)), today - 5))
      let stops = life.random.chance(30) ? life.random.within(3...8) : 500
      story.method = .standingOrder
      makePlan(
        .monthly(day: life.random.pick([1, 5, 28])), start: agreed,
        instalment: life.random.pick([1000, 1000, 1500, 2000, 2500, 4000]), type: .standingOrder,
        phrase: .standingOrderPlan, coversRent: false
      ) { $0 < stops ? .paid : .broken }
    case .formerWrittenOff:
      let written = life.calendar.onOrAfter(min(ended + Int32(life.random.within(150...220)), today - 5))
      story.note(.trace, on: ended + 90)
      story.note(.writeOffProposed, on: written - 20)
      life.add(.writeOff, -life.balance(at: written), on: written, known: written, .writeOff)
    case .formerCredit:
      story.note(.refundProposed, on: ended + 50)
    case .formerDeceased:
      story.note(.deathReported, on: ended - 30)
      story.note(.debtLetter, on: ended + 40)
    default:
      story.note(.debtLetter, on: ended + 35)
      story.note(.trace, on: ended + 80)
      story.note(.debtLetter, on: ended + 130)
    }
  }

  // MARK: Plans

  /// How often an instalment falls due.
  enum Rhythm {
    case weekly, fortnightly, fourWeekly
    case monthly(day: Int)

    var frequency: Arrangement.Frequency {
      switch self {
      case .weekly: .weekly
      case .fortnightly: .fortnightly
      case .fourWeekly: .fourWeekly
      case .monthly: .monthly
      }
    }

    /// A weekly sum as an instalment that people agree on the telephone: whole half pounds.
    func instalment(perWeek: Int) -> Int {
      switch self {
      case .weekly: perWeek
      case .fortnightly: perWeek * 2
      case .fourWeekly: perWeek * 4
      case .monthly: (perWeek * 52 / 12 + 250) / 500 * 500
      }
    }

    /// Instalments in the longest time for which a plan that breaks is kept.
    var most: Int {
      switch self {
      case .weekly: 14
      case .fortnightly: 7
      case .fourWeekly, .monthly: 4
      }
    }
  }

  /// What became of an instalment.
  enum Outcome { case paid, missed, broken }

  /// Makes a plan and lives it: instalments on top of the tenant's share, until it is paid off, broken, or today.
  private mutating func makePlan(
    _ rhythm: Rhythm, kind: Arrangement.Kind = .agreement, start agreed: Int32, instalment: Int,
    type: PostingType,
    phrase: DemoNarratives.Phrase?, words: Int? = nil, coversRent: Bool, outcome: (Int) -> Outcome
  ) {
    let arrears = life.balance(at: agreed)
    guard arrears > instalment else {
      if coversRent { payRentAlone(from: agreed, type, words) }
      return
    }
    var plan = DemoPlan(
      kind: kind, frequency: rhythm.frequency, start: agreed, arrears: arrears, instalment: instalment)
    var left = arrears
    var previous = agreed
    var failed = 0
    for due in dueDays(rhythm, after: agreed) {
      guard left > 0 else {
        plan.status = .completed
        break
      }
      let amount = min(instalment, left)
      if due > today {
        plan.dues.append(DemoPlan.Due(day: due, amount: amount, status: .due))
        break
      }
      let became = outcome(plan.dues.count)
      let rent = coversRent ? rentDue(after: previous, through: due) : 0
      previous = due
      let isBank = type == .directDebit || type == .standingOrder
      let paid = isBank ? life.calendar.onOrAfter(due) : due
      guard became == .paid else {
        if became == .missed, type == .directDebit {
          life.directDebit(amount, on: due, returned: .returnedPlan, .directDebitPlan)
        } else if became == .missed, rent > 0 {
          life.pay(type, rent, on: paid, words ?? DemoNarratives.Phrase.cardPlan.rawValue)
        }
        plan.dues.append(DemoPlan.Due(day: due, amount: amount, status: .missed))
        story.note(.planMissed, on: due + 5)
        failed = became == .broken ? failed + 1 : 0
        if failed == 3 || failed == 2 && rhythm.frequency != .weekly {
          plan.status = .broken
          story.note(.planBroken, on: due + 9)
          break
        }
        continue
      }
      life.pay(type, rent + amount, on: paid, words ?? phrase?.rawValue ?? 0)
      // Until the bank's file has come, nobody knows that it was paid.
      let isKnown = life.known(type, on: paid) <= today
      plan.dues.append(DemoPlan.Due(day: due, amount: amount, status: isKnown ? .paid : .due))
      left -= amount
    }
    if kind == .agreement { story.note(end == nil && payer.isHome ? .planMade : .debtPlanMade, on: agreed) }
    if plan.status == .completed {
      story.note(.planCompleted, on: previous + 3)
      if coversRent { payRentAlone(from: previous + 1, type, words) }
    }
    story.plan = plan
  }

  /// Nothing left to pay off: the rent goes on.
  private mutating func payRentAlone(from first: Int32, _ type: PostingType, _ words: Int?) {
    life.payWeekly(
      type, from: first, to: today, weekday: 4, narrative: words ?? DemoNarratives.Phrase.cardApp.rawValue,
      habit: DemoLife.Habit(missed: 4))
  }

  private func dueDays(_ rhythm: Rhythm, after agreed: Int32) -> [Int32] {
    var days: [Int32] = []
    let step: Int32
    switch rhythm {
    case .weekly: step = 7
    case .fortnightly: step = 14
    case .fourWeekly: step = 28
    case .monthly(let number):
      for month in life.calendar.months {
        let day = month.day(number)
        if day < agreed + 5 { continue }
        days.append(day)
        if day > today { break }
      }
      return days
    }
    // Fridays, when most are paid.
    var day = DemoCalendar.monday(of: agreed + 3) + 4
    while true {
      days.append(day)
      if day > today { return days }
      day += step
    }
  }

  /// The tenant's share of the weeks that began after one day, through another.
  private func rentDue(after previous: Int32, through due: Int32) -> Int {
    var sum = 0
    for week in life.calendar.weeks[life.calendar.firstWeek(from: previous + 1)...] {
      if week.monday > due || week.monday > life.until { break }
      if week.isCharged(freeWeeks: life.freeWeeks) { sum += life.share(week.rentYear) }
    }
    return sum
  }

  // MARK: Incidents

  /// What happens to anybody: a correction, money posted to the wrong account and moved back, compensation.
  private mutating func incidents() {
    switch life.random.below(100) {
    case 0, 1:
      let day = life.calendar.onOrAfter(life.ago(30...600))
      life.add(.adjustment, -life.random.within(300...4200), on: day, known: day, .waterCorrection)
    case 2:
      let day = life.calendar.onOrAfter(life.ago(30...600))
      life.add(.adjustment, -life.random.within(4...9) * 500, on: day, known: day, .goodwill)
    case 3, 4:
      let day = life.calendar.onOrAfter(life.ago(60...600))
      let amount = life.random.within(20...130) * 100
      life.add(.cash, -amount, on: day, known: life.calendar.working(after: day, days: 1), .misposted)
      let back = life.calendar.working(after: day, days: 12)
      life.add(.journal, amount, on: back, known: back, .mispostedBack)
    default: break
    }
  }
}
