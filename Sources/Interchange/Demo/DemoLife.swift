import Rents

/// One account as it is lived through: what falls due and what comes in, gathered in any order and sorted once.
struct DemoLife {
  /// A ledger line before it becomes a posting: small and plain, because millions are sorted.
  struct Entry {
    /// Effective day, known day and order of making, in the ledger's order.
    var key: UInt64
    var amount: Int
    var narrative: Int
    var type: PostingType

    var effective: Int32 { Int32(truncatingIfNeeded: key >> 40) }
    var known: Int32 { Int32(truncatingIfNeeded: key >> 16 & 0xFF_FFFF) }
  }

  let calendar: DemoCalendar
  var random: DemoRandom
  var entries: [Entry] = []
  /// Words of this account alone; they follow the calendar's shared ones.
  var ownNarratives: [String] = []
  /// Charges of each rent year of the calendar.
  var charges: [DemoCharges]
  /// The weekly award of each rent year; empty where there is none.
  var benefit: [Int] = []
  var freeWeeks: Int
  /// Where the ledger begins: the book's opening, or the Monday on which the tenancy began.
  var from: Int32
  /// The last day charged for.
  var until: Int32
  /// What was owed when the ledger begins.
  var prior = 0

  init(calendar: DemoCalendar, random: DemoRandom, charges: [DemoCharges], freeWeeks: Int) {
    self.calendar = calendar
    self.random = random
    self.charges = charges
    self.freeWeeks = freeWeeks
    from = calendar.opening
    until = calendar.today
    entries.reserveCapacity(256)
  }

  var today: Int32 { calendar.today }

  /// A day so long ago that fits the ledger.
  mutating func ago(_ days: ClosedRange<Int>) -> Int32 {
    max(today - Int32(clamping: random.within(days)), min(from + 21, today))
  }

  /// The tenant's own part of a charged week.
  func share(_ year: Int) -> Int { charges[year].total - (benefit.isEmpty ? 0 : benefit[year]) }

  /// A weekly sum as a month's: the weeks charged in that rent year, in twelfths.
  func monthly(_ weekly: Int, _ year: Int) -> Int {
    let weeks = calendar.rentYears[year].weeks - freeWeeks
    return (weekly * weeks + 6) / 12
  }

  // MARK: Lines

  /// Adds a line, unless it lies before the ledger or the landlord's system does not have it yet.
  mutating func add(_ type: PostingType, _ amount: Int, on effective: Int32, known: Int32, _ narrative: Int) {
    guard amount != 0, effective >= from, known <= today, effective <= known else { return }
    let order = UInt64(entries.count & 0xFFFF)
    entries.append(
      Entry(
        key: UInt64(UInt32(max(effective, 0))) << 40 | UInt64(UInt32(max(known, 0))) << 16 | order,
        amount: amount,
        narrative: narrative, type: type))
  }

  mutating func add(
    _ type: PostingType, _ amount: Int, on effective: Int32, known: Int32, _ phrase: DemoNarratives.Phrase
  ) {
    add(type, amount, on: effective, known: known, phrase.rawValue)
  }

  /// When the landlord's system has a payment made on a day: cash, card and bank files come the working day after.
  func known(_ type: PostingType, on effective: Int32) -> Int32 {
    switch type {
    case .cash, .card, .standingOrder: calendar.working(after: effective, days: 1)
    case .directDebitReturned: calendar.working(after: effective, days: 2)
    default: effective
    }
  }

  /// A payment of so many pence.
  mutating func pay(_ type: PostingType, _ amount: Int, on effective: Int32, _ narrative: Int) {
    add(type, -amount, on: effective, known: known(type, on: effective), narrative)
  }

  mutating func pay(_ type: PostingType, _ amount: Int, on effective: Int32, _ phrase: DemoNarratives.Phrase)
  {
    pay(type, amount, on: effective, phrase.rawValue)
  }

  /// A direct debit on the working day, and whether it came back: known two working days later, dated as collected.
  mutating func directDebit(
    _ amount: Int, on day: Int32, returned: DemoNarratives.Phrase? = nil,
    _ phrase: DemoNarratives.Phrase = .directDebit
  ) {
    let collected = calendar.onOrAfter(day)
    add(.directDebit, -amount, on: collected, known: collected, phrase)
    if let returned {
      let known = calendar.working(after: collected, days: 2)
      add(.directDebitReturned, amount, on: collected, known: known, returned)
    }
  }

  /// An account's own words, as who ordered a standing order.
  mutating func narrative(_ text: String) -> Int {
    ownNarratives.append(text)
    return calendar.narratives.texts.count + ownNarratives.count - 1
  }

  // MARK: Charges

  /// Charges every week that is not free, from a first to a last day.
  mutating func chargeWeekly(_ kind: DemoNarratives.WeeklyCharge, otherIs: DemoNarratives.Phrase = .heating) {
    let last = min(until, today)
    for week in calendar.weeks[calendar.firstWeek(from: from)...] {
      if week.monday > last { break }
      guard week.isCharged(freeWeeks: freeWeeks) else { continue }
      let lines = charges[week.rentYear]
      let monday = week.monday
      let type: PostingType = kind == .storage ? .storage : .rent
      add(type, lines.rent, on: monday, known: monday, calendar.narratives.weekly(kind, week: week.number))
      add(.serviceCharge, lines.service, on: monday, known: monday, .serviceCharge)
      add(.water, lines.water, on: monday, known: monday, .water)
      add(.otherCharge, lines.other, on: monday, known: monday, otherIs)
      add(.vat, lines.vat, on: monday, known: monday, .vat)
    }
  }

  /// Charges a shared owner on the first of each month.
  mutating func chargeMonthly() {
    for month in calendar.months where month.first >= from && month.first <= today {
      let (lines, parts) = (charges[month.rentYear], CivilDate(dayNumber: month.first).parts)
      let words = calendar.narratives.monthly(0, year: parts.year, month: parts.month)
      add(.rent, lines.rent, on: month.first, known: month.first, words)
      add(.serviceCharge, lines.service, on: month.first, known: month.first, words + 1)
    }
  }

  /// Charges a leaseholder on 1 April and 1 October, and settles last year's actual costs in September.
  mutating func chargeHalfYearly() {
    for month in calendar.months where month.first >= from && month.first <= today {
      guard month.month == 4 || month.month == 10 || month.month == 9 else { continue }
      let (lines, parts) = (charges[month.rentYear], CivilDate(dayNumber: month.first).parts)
      if month.month == 9 {
        let balancing = lines.total * random.within(-9...12) / 100
        let day = calendar.onOrAfter(month.first + 13)
        add(.adjustment, balancing, on: day, known: day, .balancing)
      } else {
        let words = calendar.narratives.monthly(2, year: parts.year, month: parts.month)
        add(.serviceCharge, lines.total, on: month.first, known: month.first, words)
      }
    }
  }

  // MARK: Benefits

  /// A rent rebate: credited with the week it covers.
  mutating func rebate(from first: Int32, to last: Int32) {
    for week in calendar.weeks[calendar.firstWeek(from: max(first, from))...] {
      if week.monday > min(last, today) { break }
      guard week.isCharged(freeWeeks: freeWeeks) else { continue }
      add(.housingBenefit, -benefit[week.rentYear], on: week.monday, known: week.monday, .housingBenefit)
    }
  }

  /// Housing Benefit every four weeks in arrears, for weeks that begin between the two days.
  mutating func fourWeeklyBenefit(phase: Int, from first: Int32, to last: Int32) {
    var covered = 0
    for (index, week) in calendar.weeks.enumerated() {
      if week.monday > today { break }
      if index % 4 == phase {
        let paid = calendar.onOrAfter(week.monday)
        add(
          .housingBenefit, -covered, on: paid, known: paid, calendar.narratives.benefit(monday: week.monday))
        covered = 0
      }
      if week.monday >= first, week.monday <= last, week.isCharged(freeWeeks: freeWeeks) {
        covered += benefit[week.rentYear]
      }
    }
  }

  // MARK: Rhythms

  /// How faithfully somebody keeps to a rhythm.
  struct Habit {
    /// Payments in a hundred that fail to come when they should.
    var missed = 0
    /// What was missed comes with the next.
    var catchesUp = true
    /// Rounds to so many pence; the rest is carried.
    var rounding = 1
    /// Up to so many days late.
    var lateness = 0
  }

  /// Pays the tenant's share every so many weeks on a weekday (0 Monday).
  mutating func payWeekly(
    _ type: PostingType, from first: Int32, to last: Int32, every weeks: Int = 1, weekday: Int,
    narrative: Int,
    habit: Habit = Habit(), percent: Int = 100
  ) {
    var owed = 0
    for (index, week) in calendar.weeks.enumerated() {
      if week.monday > min(last, today) { break }
      if week.monday < first || week.monday < from { continue }
      if week.isCharged(freeWeeks: freeWeeks) { owed += share(week.rentYear) * percent / 100 }
      guard index % weeks == 0, owed > 0 else { continue }
      if random.chance(habit.missed) {
        if !habit.catchesUp { owed = 0 }
        continue
      }
      let amount = habit.rounding > 1 ? (owed + habit.rounding / 2) / habit.rounding * habit.rounding : owed
      guard amount > 0 else { continue }
      owed -= amount
      var day = week.monday + Int32(weekday)
      if habit.lateness > 0, random.chance(20) { day += Int32(random.below(habit.lateness + 1)) }
      let asDate = calendar.day(day)
      if type == .directDebit || type == .standingOrder {
        day = calendar.onOrAfter(day)
      } else if asDate.month == 12, asDate.dayOfMonth == 25 {
        // No shop is open.
        day += 1
      }
      pay(type, amount, on: day, narrative)
    }
  }

  /// Pays on a day of each month. `amount` has the rent year's position; benefit pay days move to the working day
  /// before, debits and orders to the one after.
  mutating func payMonthly(
    _ type: PostingType, from first: Int32, to last: Int32, day number: Int, phrase: DemoNarratives.Phrase,
    habit: Habit = Habit(), isBenefitDay: Bool = false, own narrative: Int? = nil, amount: (Int) -> Int
  ) {
    var carried = 0
    for month in calendar.months {
      let due = month.day(number)
      if due < first || due < from { continue }
      if due > min(last, today) { break }
      if habit.missed > 0, random.chance(habit.missed) {
        if habit.catchesUp { carried += amount(month.rentYear) }
        continue
      }
      let sum = amount(month.rentYear) + carried
      carried = 0
      var day = isBenefitDay ? calendar.onOrBefore(due) : calendar.onOrAfter(due)
      if habit.lateness > 0 { day += Int32(random.below(habit.lateness + 1)) }
      let rounded = habit.rounding > 1 ? (sum + habit.rounding / 2) / habit.rounding * habit.rounding : sum
      switch type {
      case .managedPayment:
        pay(type, rounded, on: day, calendar.narratives.managedPayment(position: calendar.position(due)))
      default: pay(type, rounded, on: day, narrative ?? phrase.rawValue)
      }
    }
  }

  /// Pays when there is money: at uneven intervals, about what is owed, in round sums.
  /// - Parameters:
  ///   - owing: what the payer has in mind as owing when this begins; not always what is owed.
  ///   - percent: the part of each week's charge that they mean to pay.
  ///   - ahead: what they like to be in credit.
  mutating func payUnevenly(
    _ type: PostingType, from first: Int32, to last: Int32, gap: ClosedRange<Int>, narrative: Int,
    owing: Int = 0, percent: Int = 100, ahead: Int = 0
  ) {
    var owed = owing
    var next = max(first, from) + Int32(random.within(gap))
    for week in calendar.weeks[calendar.firstWeek(from: max(first, from))...] {
      if week.monday > min(last, today) { break }
      if week.isCharged(freeWeeks: freeWeeks) { owed += share(week.rentYear) * percent / 100 }
      while next < week.monday + 7 {
        let day = next
        next += Int32(random.within(gap))
        guard day <= last, day >= first, owed + ahead > 2000 else { continue }
        let step = random.chance(40) ? 1000 : 500
        let amount = max((owed + ahead) * random.within(82...108) / 100 / step * step, 1500)
        owed -= amount
        pay(type, amount, on: day, narrative)
      }
    }
  }

  // MARK: Figures

  /// What the lines up to a day come to, with what was owed when the ledger began.
  func balance(at day: Int32) -> Int {
    var sum = prior
    for entry in entries where entry.effective <= day { sum += entry.amount }
    return sum
  }

  /// Sets what was owed at the beginning so that the mean of the weeks before a day stands at a level, in
  /// hundredths of a week's charge: that is how payers who are ahead, level or behind come about.
  mutating func settle(_ level: Int, at day: Int32, samples: Int = 8) {
    var sum = 0
    for entry in entries where entry.effective <= day {
      // How many of the weekly samples before the day already count this line.
      let counted = min(Int(day - entry.effective) / 7 + 1, samples)
      sum += entry.amount * counted
    }
    let unit = charges[Int(calendar.day(day).rentYear)].total
    prior = level * unit / 100 - sum / samples
  }
}
