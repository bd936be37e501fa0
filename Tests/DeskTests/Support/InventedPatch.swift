import Casebook
import Desk
import Rents

/// Invented books for the tests: nobody here is real.
enum InventedPatch {
  static let today = day("2026-11-24")

  /// The account of `screens.md`: 762.39 DR; as known on 17 November 618.75, by effective date 643.75.
  static func marsh() throws -> HandAccount {
    var charge = Charge(frequency: .weekly, total: money(11864))
    charge.rent = money(10914)
    charge.service = money(950)
    charge.effectiveFrom = day("2026-04-06")
    var facts = AccountFacts(reference: "40218863", tenure: .secure, status: .current, charge: charge)
    facts.tenancyReference = "T402188/02"
    facts.start = day("2015-05-04")
    facts.propertyReference = "P300417"
    facts.address = "14 Hazel Walk"
    facts.town = "Halifax"
    facts.postcode = "ZZ3 2QD"
    facts.bedrooms = 2
    facts.patch = "E3"
    facts.officerCode = "KO"
    facts.officerName = "K Osei"
    facts.people = [Person(name: "Kelly Marsh", dateOfBirth: day("1988-02-19"))]
    facts.phone = "07700 900412"
    facts.paymentMethod = .managedPayment
    facts.previousCharge = PreviousCharge(total: money(11321), effectiveFrom: day("2025-04-07"))
    facts.universalCredit.isClaimant = true
    facts.universalCredit.isManagedPayment = true
    facts.universalCredit.paymentDay = 12
    facts.vulnerabilities = ["SAFE"]
    facts.landlordBalance = money(76239)
    facts.landlordBalanceAsAt = day("2026-11-23")
    var plan = Arrangement(
      id: "AG1", kind: .agreement, start: day("2026-09-14"), arrearsAtStart: money(49998),
      instalment: money(2500), frequency: .monthly, status: .active)
    plan.instalmentsDue = 3
    plan.instalmentsPaid = 2
    plan.instalmentsMissed = 1
    plan.nextDue = day("2026-12-14")
    plan.officer = "JP"
    var account = try HandAccount(
      facts,
      postings: [
        posting("1", .broughtForward, 98513, "2026-10-05", narrative: "BALANCE B/FWD"),
        posting("2", .rent, 11864, "2026-10-12", narrative: "RENT DEBIT"),
        posting("3", .managedPayment, -51411, "2026-10-12", narrative: "DWP UC APA"),
        posting("4", .directDebit, -2500, "2026-10-14", narrative: "DD ARREARS PLAN"),
        posting("5", .rent, 11864, "2026-10-19", narrative: "RENT DEBIT"),
        posting("6", .rent, 11864, "2026-10-26", narrative: "RENT DEBIT"),
        posting("7", .rent, 11864, "2026-11-02", narrative: "RENT DEBIT"),
        posting("8", .rent, 11864, "2026-11-09", narrative: "RENT DEBIT"),
        posting("9", .managedPayment, -51411, "2026-11-12", narrative: "DWP UC APA"),
        posting("10", .rent, 11864, "2026-11-16", narrative: "RENT DEBIT"),
        posting("11", .directDebit, -2500, "2026-11-16", narrative: "DD ARREARS PLAN"),
        posting(
          "12", .directDebitReturned, 2500, "2026-11-16", known: "2026-11-18", narrative: "RTN REFER TO PAYER"
        ),
        posting("13", .rent, 11864, "2026-11-23", narrative: "RENT DEBIT"),
      ], arrangements: [plan], on: today)
    account.page.actions = actions
    account.page.instalments = [
      Instalment(
        arrangement: "AG1", number: 1, due: day("2026-09-14"), amount: money(2500), paid: money(2500),
        status: .paid),
      Instalment(
        arrangement: "AG1", number: 3, due: day("2026-11-16"), amount: money(2500), paid: .zero,
        status: .missed),
      Instalment(
        arrangement: "AG1", number: 4, due: day("2026-12-14"), amount: money(2500), paid: .zero, status: .due),
    ]
    account.page.related = [
      RelatedAccount(reference: "G0447", tenure: .garage, balance: money(-1410), relation: .sameTenancy)
    ]
    account.page.entry.lastContact = day("2026-09-14")
    return account
  }

  private static var actions: [CaseAction] {
    let rows: [(String, String, String, String, String)] = [
      ("2026-08-03", "10:12", "CALL", "Telephone call, no answer", "safe contact: no voicemail left"),
      (
        "2026-09-14", "14:32", "ARRMADE", "Arrangement agreed",
        "spoke, plan 25.00 a month by direct debit on the 14th"
      ),
      ("2026-09-15", "09:05", "LTR2", "Letter: arrangement confirmed", ""),
      ("2026-11-18", "08:40", "NOTE", "Note", "DD of 16 Nov came back: refer to payer"),
    ]
    return rows.enumerated().map { index, row in
      var action = CaseAction(id: "A\(index)", date: day(row.0), code: row.2)
      action.time = row.1
      action.description = row.3
      action.note = row.4
      action.officer = "JP"
      return action
    }
  }

  /// The patch E3 with its neighbours: believable, mixed, with one of each kind of trouble.
  static func book(accounts count: Int = 42) throws -> HandBook {
    var book = HandBook(today: today)
    book.feedList = [
      Feed(name: "rent", asAt: day("2026-11-23")), Feed(name: "accounts", asAt: day("2026-11-20")),
      Feed(name: "actions", asAt: day("2026-11-20")), Feed(name: "plans", asAt: day("2026-11-09")),
    ]
    var random = Dice(seed: 7)
    book.add(try marsh())
    for number in 1..<max(1, count) { book.add(try invented(number, &random)) }
    let totals = try BalanceTotals(book.accounts.values.map(\.page.entry.balance))
    book.patchEntries = [
      PatchEntry(name: "E1", officerCode: "ABR", officerName: "Alison Brackley", accounts: 388),
      PatchEntry(
        name: "E3", officerCode: "KO", officerName: "K Osei", accounts: book.accounts.count,
        totals: .success(totals)),
      PatchEntry(name: "W2", officerCode: "JP", officerName: "Jo Pell", accounts: 0),
    ]
    return book
  }

  private static func invented(_ number: Int, _ dice: inout Dice) throws -> HandAccount {
    let surnames = [
      "Bello", "Iqbal", "Fenn", "Doyle", "Nowak", "Pryce", "Ahmed", "Cole", "Shah", "O'Rourke",
      "van der Berg",
      "Okafor", "Whitaker", "Żukowski", "Mbeki", "Hartley",
    ]
    let given = [
      "Tola", "Samira", "Ruth", "Sean", "Ewa", "Gwyn", "Nadia", "Dean", "Meera", "Máire", "Piet", "Chidi",
      "Jo", "Łukasz", "Thandi", "Alan",
    ]
    let streets = ["Vale Court", "Cross Road", "Larch Avenue", "Elm House", "Birch Close", "Hazel Walk"]
    var charge = Charge(
      frequency: .weekly, total: money(Int64(8800 + dice.roll(60) * 73)))
    charge.rent = charge.total
    var facts = AccountFacts(
      reference: String(40_218_000 + number * 37), tenure: dice.roll(9) == 0 ? .introductory : .secure,
      status: .current, charge: charge)
    let surname = surnames[dice.roll(surnames.count)]
    facts.people = [
      Person(name: "\(dice.roll(2) == 0 ? "Ms" : "Mr") \(given[dice.roll(given.count)]) \(surname)")
    ]
    if dice.roll(6) == 0 { facts.people.append(Person(name: "\(given[dice.roll(given.count)]) \(surname)")) }
    facts.address = "\(1 + dice.roll(60)) \(streets[dice.roll(streets.count)])"
    facts.town = "Halifax"
    facts.postcode = "ZZ\(1 + dice.roll(5)) \(1 + dice.roll(9))AB"
    facts.patch = "E3"
    facts.officerCode = "KO"
    facts.officerName = "K Osei"
    facts.phone = dice.roll(5) == 0 ? "" : "07700 900\(100 + dice.roll(800))"
    facts.start = day("2019-06-03").adding(days: dice.roll(2000))
    let types: [PostingType] = [.directDebit, .standingOrder, .cash, .housingBenefit]
    let methods: [PaymentMethod] = [.directDebit, .standingOrder, .cash, .housingBenefit]
    let kind = dice.roll(4)
    facts.paymentMethod = methods[kind]
    if kind == 3 {
      facts.housingBenefit.status = .inPayment
      facts.housingBenefit.weekly = money(charge.total.pence * 3 / 4)
    }
    if dice.roll(7) == 0 { facts.vulnerabilities = ["MH"] }
    if dice.roll(9) == 0 { facts.notice = NoticeSeekingPossession(served: day("2026-08-10"), expires: nil) }
    if dice.roll(15) == 0 {
      facts.breathingSpace = BreathingSpace(from: day("2026-11-02"), to: day("2027-01-01"))
    }
    var postings = [posting("b", .broughtForward, Int64(dice.roll(900) - 300) * 41, "2026-07-06")]
    // Some pay every week, some every month, some stopped, some never began.
    let (habit, stops) = (dice.roll(5), dice.roll(5) == 0 ? 8 + dice.roll(9) : 99)
    for week in 0..<20 {
      let date = day("2026-07-13").adding(weeks: week)
      postings.append(posting("r\(week)", .rent, charge.total.pence, date.iso, narrative: "RENT DEBIT"))
      let weeks: Int64 = habit < 2 ? 1 : habit < 4 ? 4 : 3
      guard week < stops, habit < 4 ? Int64(week) % weeks == weeks - 1 : week % 7 == 5 else { continue }
      let paid: Int64 = charge.total.pence * weeks + Int64(dice.roll(3) - 1) * 500
      postings.append(posting("p\(week)", types[kind], -paid, date.adding(days: -dice.roll(4)).iso))
    }
    var account = try HandAccount(facts, postings: postings, on: today)
    account.page.entry.lastContact = dice.roll(3) == 0 ? nil : today.adding(days: -dice.roll(200))
    if dice.roll(5) == 0 { account.page.entry.nextDue = today.adding(days: dice.roll(30) - 8) }
    return account
  }
}

/// Numbers that look random and are the same in every run.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// A number from 0 to `sides` - 1.
  mutating func roll(_ sides: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % max(1, sides)
  }
}
