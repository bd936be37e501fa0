import Rents

/// What falls due on an account in one rent week.
struct ChargeRule {
  /// A charge that falls due.
  struct Due: Hashable {
    var day: CivilDate
    var type: PostingType
    var amount: Money
    var narrative: String
  }

  enum Result: Hashable {
    case charges([Due])
    case none(UnchargedAccount.Reason)
  }

  /// The week, by the calendar without rent-free weeks: which weeks are free is the account's.
  let week: RentWeek
  private var calendars: [Int: RentCalendar] = [:]
  private var isFree: [Int: Bool] = [:]

  init(week: RentWeek) { self.week = week }

  /// What falls due.
  ///
  /// A weekly charge of a tenancy that begins or ends in the week is a seventh for each day (domain: "part weeks =
  /// weekly/7 × days"); longer periods are charged whole on the day on which they fall due, if the tenancy runs then.
  mutating func charges(_ facts: ChargeFacts) -> Result {
    if facts.isAbsent { return .none(.absent) }
    if facts.isFormer { return .none(.former) }
    if facts.frequency == .invoice { return .none(.invoice) }
    if let end = facts.end, end < week.start { return .none(.ended) }
    if let start = facts.start, start > week.end { return .none(.notBegun) }
    let days = dueDays(facts)
    guard !days.isEmpty else {
      return .none(facts.frequency == .weekly ? .rentFree : .notDue)
    }
    var charges: [Due] = []
    for day in days {
      guard let parts = facts.parts(on: day) else { continue }
      var share: Ratio?
      if facts.frequency == .weekly {
        let from = max(facts.start ?? week.start, week.start)
        let through = min(facts.end ?? week.end, week.end)
        let count = from.days(until: through) + 1
        if count < 7 { share = try? Ratio(Int64(max(count, 0)), over: 7) }
      } else if let start = facts.start, day < start {
        return .none(.notBegun)
      } else if let end = facts.end, day > end {
        return .none(.ended)
      }
      for (type, amount) in parts {
        var amount = amount
        if let share { amount = (try? amount.multiplied(by: share)) ?? amount }
        if amount == .zero { continue }
        charges.append(Due(day: day, type: type, amount: amount, narrative: narrative(facts, day, share)))
      }
    }
    return charges.isEmpty ? .none(.noCharge) : .charges(charges)
  }

  private mutating func dueDays(_ facts: ChargeFacts) -> [CivilDate] {
    let free = facts.rentFreeWeeks
    let calendar = calendars[free] ?? RentCalendar(rentFreeWeeks: free)
    calendars[free] = calendar
    if facts.frequency == .weekly {
      let isFree = self.isFree[free] ?? calendar.week(holding: week.start).isRentFree
      self.isFree[free] = isFree
      return isFree ? [] : [week.start]
    }
    return calendar.dueDates(of: facts.frequency, from: week.start, through: week.end)
  }

  private func narrative(_ facts: ChargeFacts, _ day: CivilDate, _ share: Ratio?) -> String {
    switch facts.frequency {
    case .weekly: share == nil ? "Rent week \(week.number)" : "Rent week \(week.number), part"
    case .fortnightly: "Rent weeks \(week.number)-\(week.number + 1)"
    case .fourWeekly: "Rent weeks \(week.number)-\(week.number + 3)"
    default: "Rent due \(day.text(.dayMonthYear))"
    }
  }
}

/// What a charge run needs of an account's facts, read without the rest of them.
struct ChargeFacts: Hashable {
  var isAbsent = false
  var isFormer = false
  var start: CivilDate?
  var end: CivilDate?
  var frequency = ChargeFrequency.weekly
  var rentFreeWeeks = 0
  var total = Money.zero
  var rent = Money.zero
  var service = Money.zero
  var water = Money.zero
  var other = Money.zero
  var from: CivilDate?
  var previous: Money?

  init(_ bytes: FieldReader.Slice) {
    var reader = FieldReader(bytes)
    while let (name, value) = reader.named() {
      func same(_ text: StaticString) -> Bool { FieldReader.same(name, text) }
      var amount: Money { Money(pence: FieldReader.number(value) ?? 0) }
      if same("status") {
        isFormer = FieldReader.same(value, "former")
      } else if same("start") {
        start = FieldReader.date(value)
      } else if same("end") {
        end = FieldReader.date(value)
      } else if same("frequency") {
        frequency = ChargeFrequency(rawValue: FieldReader.text(value)) ?? .weekly
      } else if same("charge") {
        total = amount
      } else if same("charge-rent") {
        rent = amount
      } else if same("charge-service") {
        service = amount
      } else if same("charge-water") {
        water = amount
      } else if same("charge-other") {
        other = amount
      } else if same("charge-from") {
        from = FieldReader.date(value)
      } else if same("previous-charge") {
        previous = amount
      } else if same("rent-free") {
        rentFreeWeeks = Int(clamping: FieldReader.number(value) ?? 0)
      }
    }
  }

  /// Whether the parts make the total: else the total is charged as rent.
  var isWhole: Bool { (try? Money.sum([rent, service, water, other])) == total }

  /// What is charged for a period that falls due on a day: of a charge that begins later, the one before it. Nil where
  /// none is known.
  func parts(on day: CivilDate) -> [(PostingType, Money)]? {
    if let from, day < from { return previous.map { [(.rent, $0)] } }
    guard total.isDebit else { return nil }
    guard isWhole else { return [(.rent, total)] }
    return [(.rent, rent), (.serviceCharge, service), (.water, water), (.otherCharge, other)]
  }
}
