import Rents

/// The days, weeks, months and rent years of a demo book, worked out once so that a ledger of two years costs
/// additions and look-ups only. Days are day numbers (since 1970-01-01) because a million postings a second go by.
struct DemoCalendar: Sendable {
  /// What is asked of a day a million times.
  struct Day: Sendable {
    var month: UInt8
    var dayOfMonth: UInt8
    /// Days on to the first working day, 0 where this is one.
    var toNextWorking: UInt8
    /// Days back to the last working day, 0 where this is one.
    var toPreviousWorking: UInt8
    /// Position in ``rentYears``.
    var rentYear: UInt8
  }

  /// A rent week, Monday to Sunday.
  struct Week: Sendable {
    var monday: Int32
    var rentYear: Int
    /// 1 for the first of the rent year.
    var number: Int
    /// Charged where two weeks a year are free, and where four are.
    var isChargedOfTwo: Bool
    var isChargedOfFour: Bool

    func isCharged(freeWeeks: Int) -> Bool {
      switch freeWeeks {
      case 2: isChargedOfTwo
      case 4: isChargedOfFour
      default: true
      }
    }
  }

  /// A calendar month.
  struct Month: Sendable {
    var first: Int32
    var length: Int32
    var month: Int
    var rentYear: Int

    /// The day of that number, or the month's last where it has no such day.
    func day(_ number: Int) -> Int32 { first + min(Int32(clamping: number), length) - 1 }
  }

  /// A rent year: from the first Monday of April.
  struct RentYear: Sendable {
    var start: Int32
    var weeks: Int
    /// How much dearer than the year before, in thousandths.
    var upratePerMille: Int
  }

  let today: Int32
  /// The Monday on which the ledgers open.
  let opening: Int32
  let days: [Day]
  let weeks: [Week]
  let months: [Month]
  let rentYears: [RentYear]
  let narratives: DemoNarratives
  private let firstDay: Int32
  private let batches: [[String]]

  init(today: CivilDate, years: Int) {
    self.today = today.dayNumber
    let openingDate = today.adding(years: -years).onOrBefore(.monday)
    opening = openingDate.dayNumber

    // The tables reach back over the weeks that a first benefit payment covers, and on to the dates to come.
    let from = openingDate.adding(days: -280)
    let to = today.adding(days: 100)
    firstDay = from.dayNumber

    let byRule = RentCalendar()
    let rentYears = ((from.year - 1)...to.year).map { year in
      let rentYear = byRule.year(startingIn: year)
      return RentYear(
        start: rentYear.start.dayNumber, weeks: rentYear.weekCount, upratePerMille: year == 2026 ? 48 : 27)
    }
    self.rentYears = rentYears

    let holidays = BankHolidays([]).completed(for: (from.year - 1)...(to.year + 1))
    let (twoFree, fourFree) = (RentCalendar(rentFreeWeeks: 2), RentCalendar(rentFreeWeeks: 4))

    var days: [Day] = []
    var months: [Month] = []
    var weeks: [Week] = []
    var batches = [[String]](repeating: [], count: DemoBatch.allCases.count)
    var rentYear = 0
    var date = from
    while date <= to {
      let parts = date.parts
      while rentYear + 1 < rentYears.count, rentYears[rentYear + 1].start <= date.dayNumber { rentYear += 1 }
      let forward = date.days(until: holidays.workingDay(onOrAfter: date))
      let backward = holidays.workingDay(onOrBefore: date).days(until: date)
      days.append(
        Day(
          month: UInt8(clamping: parts.month), dayOfMonth: UInt8(clamping: parts.day),
          toNextWorking: UInt8(clamping: forward), toPreviousWorking: UInt8(clamping: backward),
          rentYear: UInt8(clamping: rentYear)))
      if parts.day == 1 {
        // A monthly charge follows the rent year that begins in its April.
        let inNew = rentYear + 1 < rentYears.count && parts.month == 4
        let starts = inNew && rentYears[rentYear + 1].start < date.dayNumber + 7
        months.append(
          Month(
            first: date.dayNumber,
            length: Int32(clamping: CivilDate.daysInMonth(parts.month, of: parts.year)),
            month: parts.month, rentYear: starts ? rentYear + 1 : rentYear))
      }
      if date.weekday == .monday {
        weeks.append(
          Week(
            monday: date.dayNumber, rentYear: rentYear, number: byRule.week(holding: date).number,
            isChargedOfTwo: !twoFree.week(holding: date).isRentFree,
            isChargedOfFour: !fourFree.week(holding: date).isRentFree))
      }
      let digits = date.text(.digits)
      for batch in DemoBatch.allCases { batches[batch.rawValue].append(batch.letters + digits) }
      date = date.adding(days: 1)
    }
    self.days = days
    self.months = months
    self.weeks = weeks
    self.batches = batches
    narratives = DemoNarratives(from: from, days: days.count, mondays: weeks.map(\.monday))
  }

  /// What is known of a day; days beyond the tables stand at their edge.
  func day(_ number: Int32) -> Day { days[position(number)] }

  /// Where a day stands in the tables.
  func position(_ number: Int32) -> Int { min(max(Int(number) - Int(firstDay), 0), days.count - 1) }

  /// The day itself, or the next working day.
  func onOrAfter(_ number: Int32) -> Int32 { number + Int32(day(number).toNextWorking) }

  /// The day itself, or the working day before.
  func onOrBefore(_ number: Int32) -> Int32 { number - Int32(day(number).toPreviousWorking) }

  /// So many working days later.
  func working(after number: Int32, days count: Int) -> Int32 {
    var number = number
    for _ in 0..<count { number = onOrAfter(number + 1) }
    return number
  }

  func batch(_ batch: DemoBatch, _ number: Int32) -> String { batches[batch.rawValue][position(number)] }

  /// The Monday of a day's week: 1970-01-05 was one.
  static func monday(of number: Int32) -> Int32 {
    let rest = (number - 4) % 7
    return number - (rest < 0 ? rest + 7 : rest)
  }

  /// The first position in ``weeks`` whose Monday is on or after a day.
  func firstWeek(from number: Int32) -> Int {
    guard let first = weeks.first else { return 0 }
    return min(max((Int(number) - Int(first.monday) + 6) / 7, 0), weeks.count)
  }

  /// The last rent year's start on or before a day.
  func rentYearStart(of number: Int32) -> Int32 { rentYears[Int(day(number).rentYear)].start }
}

/// The runs in which the landlord's system takes postings in.
enum DemoBatch: Int, CaseIterable {
  case rentRoll, housingBenefit, universalCredit, directDebit, returns, bank, cash, card, journal, invoice,
    opening

  var letters: String {
    switch self {
    case .rentRoll: "RR"
    case .housingBenefit: "HB"
    case .universalCredit: "UC"
    case .directDebit: "DD"
    case .returns: "AR"
    case .bank: "BK"
    case .cash: "AP"
    case .card: "CD"
    case .journal: "JN"
    case .invoice: "IN"
    case .opening: "OB"
    }
  }

  init(_ type: PostingType) {
    switch type {
    case .rent, .serviceCharge, .water, .otherCharge, .vat, .storage: self = .rentRoll
    case .invoice: self = .invoice
    case .housingBenefit, .housingBenefitRecharge: self = .housingBenefit
    case .managedPayment: self = .universalCredit
    case .directDebit: self = .directDebit
    case .directDebitReturned: self = .returns
    case .standingOrder: self = .bank
    case .cash: self = .cash
    case .card: self = .card
    case .adjustment, .refund, .courtCosts, .journal, .writeOff: self = .journal
    case .broughtForward: self = .opening
    }
  }
}
