import Rents

// Homes that pay themselves: by direct debit, standing order, card or cash.

extension DemoHousehold {
  /// A level in hundredths of a week: most of the time ahead, else behind.
  mutating func level(ahead percent: Int, _ credit: ClosedRange<Int>, _ debit: ClosedRange<Int>)
    -> Int
  {
    life.random.chance(percent) ? life.random.within(credit) : life.random.within(debit)
  }

  mutating func collectionDay() -> Int {
    life.random.pick([1, 1, 1, 1, 5, 7, 10, 15, 15, 20, 25, 28, 28, 31])
  }

  mutating func directDebits() {
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
  mutating func monthlyDebits(day: Int, to last: Int32, returnedPercent: Int) {
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
  mutating func returned(after stopped: Int32, day: Int, _ reason: DemoNarratives.Phrase) {
    guard let month = life.calendar.months.first(where: { $0.day(day) > stopped }) else { return }
    let amount = life.monthly(life.share(month.rentYear), month.rentYear)
    life.directDebit(amount, on: month.day(day), returned: reason)
  }

  mutating func standingOrders() {
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

  mutating func counter() -> (type: PostingType, words: Int) {
    if life.random.chance(58) {
      story.method = .cash
      return (.cash, life.calendar.narratives.outlet(life.random.below(64)))
    }
    story.method = .card
    let phrase: DemoNarratives.Phrase = life.random.pick([.cardWeb, .cardPhone, .cardApp, .cardKiosk])
    return (.card, phrase.rawValue)
  }

  mutating func overTheCounter() {
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
  mutating func seasons(_ type: PostingType, _ words: Int) {
    for month in life.calendar.months where month.first >= life.from && month.first <= today {
      let percent = (4...9).contains(month.month) ? 155 : 45
      let amount = life.monthly(life.share(month.rentYear), month.rentYear) * percent / 200
      life.pay(type, (amount + 250) / 500 * 500, on: month.day(life.random.within(3...9)), words)
      life.pay(type, (amount + 250) / 500 * 500, on: month.day(life.random.within(17...24)), words)
    }
  }
}
