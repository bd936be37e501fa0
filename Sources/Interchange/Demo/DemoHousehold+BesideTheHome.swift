import Rents

// Accounts beside a tenancy: garages, leaseholders, shared owners, sundry debts, storage.

extension DemoHousehold {
  mutating func garage() {
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

  mutating func leaseholder() {
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

  mutating func sharedOwner() {
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

  mutating func sundry() {
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

  mutating func storage() {
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
}
