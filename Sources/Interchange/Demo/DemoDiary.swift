import Rents

/// Writes the diary of an account from its story and from what the ledger showed each week.
struct DemoDiary {
  let calendar: DemoCalendar
  let patchOfficer: DemoOfficer
  /// Who covers when the patch's officer is away.
  let cover: DemoOfficer
  /// Had the patch before a day; nil where nobody did.
  let predecessor: (officer: DemoOfficer, until: Int32)?
  var random: DemoRandom

  /// A diary line before it is written.
  private struct Line {
    var day: Int32
    var event: DemoEvent
    var order: Int
  }

  /// Writes the actions of an account.
  /// - Parameters:
  ///   - entries: the ledger's lines in its order.
  ///   - name: the first named tenant.
  mutating func write(
    account: Int, story: inout DemoStory, canServeNotice: Bool, life: DemoLife, entries: [DemoLife.Entry],
    name: DemoNames.Name,
    into actions: inout [CaseAction]
  ) {
    var lines: [Line] = []
    for (day, event) in story.events where day >= life.from || story.ladder == 0 {
      lines.append(Line(day: calendar.onOrAfter(day), event: event, order: lines.count))
    }
    climb(&story, canServeNotice, life, entries, &lines)
    chat(life, &lines)
    lines.removeAll { $0.day > calendar.today || isSilenced($0.event, on: $0.day, story.breathingSpace) }
    // Of one day's, those without a time stand first, as the book has them.
    lines.sort {
      ($0.day, hasTime($0.event) ? 1 : 0, $0.order) < ($1.day, hasTime($1.event) ? 1 : 0, $1.order)
    }

    var position = 0
    var balance = life.prior
    var (lastDay, lastMinute) = (Int32.min, 0)
    for (index, line) in lines.enumerated() {
      while position < entries.count, entries[position].effective <= line.day {
        balance += entries[position].amount
        position += 1
      }
      let officer = officer(on: line.day, line.event)
      let (code, description) = DemoWording.code(line.event)
      var action = CaseAction(
        id: String(2_000_000_000 + account * 4096 + index), date: CivilDate(dayNumber: line.day), code: code)
      action.description = description
      if hasTime(line.event) {
        let minute = line.day == lastDay ? lastMinute + random.within(4...35) : random.within(520...950)
        (lastDay, lastMinute) = (line.day, minute)
        action.time = time(minute)
      }
      action.officer = officer.code
      let notes = DemoWording.notes(line.event, officer.voice)
      if !notes.isEmpty {
        action.note = fill(
          random.pick(notes), name: name, voice: officer.voice, balance: balance, day: line.day,
          plan: story.plan,
          week: life.charges[Int(calendar.day(line.day).rentYear)].total)
      }
      actions.append(action)
    }
  }

  /// The officer's ladder, week by week: what is owed beyond timing decides; officers miss some, and leave alone
  /// whoever keeps a plan or is in breathing space.
  private mutating func climb(
    _ story: inout DemoStory, _ canServeNotice: Bool, _ life: DemoLife, _ entries: [DemoLife.Entry],
    _ lines: inout [Line]
  ) {
    guard story.ladder > 0 else { return }
    var position = 0
    var balance = life.prior
    var step = 0
    var quietUntil = life.from
    var last = life.from
    for week in calendar.weeks[calendar.firstWeek(from: life.from)...] {
      let day = calendar.onOrAfter(week.monday + Int32(random.below(5)))
      if day > calendar.today { break }
      while position < entries.count, entries[position].effective <= day {
        balance += entries[position].amount
        position += 1
      }
      let unit = life.charges[week.rentYear].total
      let owed = balance - story.technical * unit / 100
      guard owed > max(unit, 4000) else {
        // A good month is not the end of it: the officer goes on from where they were.
        if day > last + 110 { step = 0 }
        continue
      }
      if day < quietUntil || isHeld(story, on: day) || random.chance(25) { continue }
      if story.ladder == 1 {
        let event: DemoEvent = random.chance(75) ? .text : .letterOne
        lines.append(Line(day: day, event: story.isSafeContactOnly ? .safeCall : event, order: lines.count))
        quietUntil = day + 40
        continue
      }
      let event: DemoEvent
      let isServed = story.notice.map { day >= $0 - 10 } ?? false
      switch isServed ? 9 : step {
      case 0: event = random.chance(65) ? .text : .letterOne
      case 1: event = called()
      case 2: event = random.chance(60) ? .letterOne : .email
      case 3: event = called()
      case 4: event = .letterTwo
      case 5: event = random.chance(45) ? .visitSeen : .visitOut
      case 6: event = owed > unit * 3 && canServeNotice ? .letterThree : called()
      case 7: event = owed > unit * 4 && canServeNotice ? .preAction : .email
      case 8 where owed > unit * 4 && canServeNotice && story.notice == nil && random.chance(60):
        event = .notice
        story.notice = day
      default:
        event = random.pick([called(), called(), .letterTwo, .email, .visitOut, .referral, .text])
      }
      let isByPhone = story.isSafeContactOnly && event != .notice && event != .preAction
      lines.append(Line(day: day, event: isByPhone ? .safeCall : event, order: lines.count))
      step += 1
      last = day
      quietUntil = day + Int32(step < 8 ? random.within(9...20) : random.within(24...50))
    }
  }

  private mutating func called() -> DemoEvent {
    switch random.below(10) {
    case 0...3: .callSpoke
    case 4...8: .callNoAnswer
    default: .callWrongNumber
    }
  }

  /// In breathing space nobody contacts the household about the debt; what they ring about themselves is answered.
  private func isSilenced(_ event: DemoEvent, on day: Int32, _ space: BreathingSpace?) -> Bool {
    guard let space, day >= space.from.dayNumber, day <= space.to?.dayNumber ?? .max else { return false }
    switch event {
    case .breathingSpace, .inbound, .statementAsked, .benefitCheck, .universalCreditVerified: return false
    default: return true
    }
  }

  private func isHeld(_ story: DemoStory, on day: Int32) -> Bool {
    if let space = story.breathingSpace, day >= space.from.dayNumber, day <= space.to?.dayNumber ?? .max {
      return true
    }
    guard let plan = story.plan, day >= plan.start else { return false }
    return plan.status != .broken || day <= plan.dues.last?.day ?? plan.start
  }

  /// People ring: about once in two years.
  private mutating func chat(_ life: DemoLife, _ lines: inout [Line]) {
    var day = life.from + Int32(random.within(0...900))
    while day < calendar.today {
      let event: DemoEvent = random.pick([.inbound, .inbound, .inbound, .statementAsked])
      if day <= life.until {
        lines.append(Line(day: calendar.onOrAfter(day), event: event, order: lines.count))
      }
      day += Int32(random.within(240...1100))
    }
  }

  /// Who worked the patch on a day.
  func holder(on day: Int32) -> DemoOfficer {
    if let predecessor, day < predecessor.until { return predecessor.officer }
    return patchOfficer
  }

  private mutating func officer(on day: Int32, _ event: DemoEvent) -> DemoOfficer {
    switch event {
    case .text, .letterOne, .invoiceSent, .finalAccount, .debtLetter:
      if random.chance(45) { return DemoOfficers.assistant }
    case .hearing, .order, .writeOffProposed:
      if random.chance(40) { return DemoOfficers.senior }
    default: break
    }
    if random.chance(9) { return cover }
    return holder(on: day)
  }

  /// Letters carry a date only.
  private func hasTime(_ event: DemoEvent) -> Bool {
    switch event {
    case .letterOne, .letterTwo, .letterThree, .debtLetter, .finalAccount, .invoiceSent: false
    default: true
    }
  }

  private func time(_ minute: Int) -> String {
    let (hours, minutes) = (min(minute / 60, 23), minute % 60)
    return "\(hours < 10 ? "0" : "")\(hours):\(minutes < 10 ? "0" : "")\(minutes)"
  }

  /// Fills a note's places in.
  mutating func fill(
    _ text: String, name: DemoNames.Name, voice: DemoOfficer.Voice, balance: Int, day: Int32, plan: DemoPlan?,
    week: Int
  ) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    var filled = ""
    var rest = text.utf8[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "{")) {
      filled += Substring(rest[..<open])
      let after = rest.index(after: open)
      guard let close = rest[after...].firstIndex(of: UInt8(ascii: "}")) else { break }
      let value = place(
        String(Substring(rest[after..<close])), name: name, voice: voice, balance: balance, day: day,
        plan: plan,
        week: week)
      // A sentence that begins with the tenant begins with a capital.
      let isStart = filled.isEmpty || filled.hasSuffix(". ")
      filled += isStart ? value.prefix(1).uppercased() + value.dropFirst() : value
      rest = rest[rest.index(after: close)...]
    }
    return filled + Substring(rest)
  }

  private mutating func place(
    _ key: String, name: DemoNames.Name, voice: DemoOfficer.Voice, balance: Int, day: Int32, plan: DemoPlan?,
    week: Int
  ) -> String {
    switch key {
    case "T":
      switch voice {
      case .terse: return "T"
      case .plain: return "\(name.isWoman ? "Ms" : "Mr") \(name.family)"
      case .warm: return name.given
      }
    case "he": return name.isWoman ? "she" : "he"
    case "his": return name.isWoman ? "her" : "his"
    case "him": return name.isWoman ? "her" : "him"
    case "A": return pounds(balance)
    case "W": return pounds(week)
    case "S": return pounds(random.within(1400...21_000))
    case "F":
      let friday = DemoCalendar.monday(of: day + 3) + 4
      return CivilDate(dayNumber: friday).text(.weekdayDayMonth)
    case "I":
      guard let plan else { return "5.00 a week" }
      return "\(pounds(plan.instalment)) \(often(plan.frequency))"
    default: return ""
    }
  }

  private func often(_ frequency: Arrangement.Frequency) -> String {
    switch frequency {
    case .weekly: "a week"
    case .fortnightly: "a fortnight"
    case .fourWeekly: "every four weeks"
    case .monthly: "a month"
    }
  }

  private func pounds(_ pence: Int) -> String {
    let sum = abs(pence)
    return "\(sum / 100).\(sum % 100 < 10 ? "0" : "")\(sum % 100)\(pence < 0 ? " CR" : "")"
  }
}
