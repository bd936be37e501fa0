import Rents

// Plans, instalment by instalment.

extension DemoHousehold {
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
  mutating func makePlan(
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
  mutating func payRentAlone(from first: Int32, _ type: PostingType, _ words: Int?) {
    life.payWeekly(
      type, from: first, to: today, weekday: 4, narrative: words ?? DemoNarratives.Phrase.cardApp.rawValue,
      habit: DemoLife.Habit(missed: 4))
  }

  func dueDays(_ rhythm: Rhythm, after agreed: Int32) -> [Int32] {
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
  func rentDue(after previous: Int32, through due: Int32) -> Int {
    var sum = 0
    for week in life.calendar.weeks[life.calendar.firstWeek(from: previous + 1)...] {
      if week.monday > due || week.monday > life.until { break }
      if week.isCharged(freeWeeks: life.freeWeeks) { sum += life.share(week.rentYear) }
    }
    return sum
  }
}
