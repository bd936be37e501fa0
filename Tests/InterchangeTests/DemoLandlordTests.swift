import Interchange
import Rents
import Testing

/// Gathers what a landlord hands over.
private struct Gathering: DemoSink {
  var accounts: [DemoAccount] = []
  mutating func take(_ account: DemoAccount) throws(Never) { accounts.append(account) }
}

private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
  try #require(CivilDate(year: year, month: month, day: day))
}

private func landlord(
  accounts: Int = 1_200, years: Int = 2, patches: Int? = nil, seed: UInt64 = 1, today: CivilDate? = nil
) throws -> DemoLandlord {
  var parameters = DemoParameters()
  parameters.accounts = accounts
  parameters.years = years
  parameters.patches = patches
  parameters.seed = seed
  let day = try day(2026, 11, 21)
  return try DemoLandlord(parameters: parameters, today: today ?? day)
}

private func accounts(of landlord: DemoLandlord) -> [DemoAccount] {
  var gathering = Gathering()
  landlord.generate(into: &gathering)
  return gathering.accounts
}

/// The accounts of the default book, made once for all the tests that only look.
private let defaultAccounts: [DemoAccount] = {
  guard let landlord = try? landlord() else { return [] }
  return accounts(of: landlord)
}()

/// The days on which a book has to be believable too: a leap day, a Sunday, a holiday, a rent year's first Monday,
/// its last Sunday, and days of other years.
private let awkwardDays: [(Int, Int, Int)] = [
  (2028, 2, 29), (2026, 11, 22), (2027, 1, 1), (2026, 4, 6), (2026, 4, 5), (2026, 12, 25), (2025, 3, 31),
  (2031, 7, 15),
]

@Suite("The demo landlord")
struct DemoLandlordTests {
  @Test("The default book has 1,200 accounts in three patches of about 400, each with its officer")
  func defaultBook() throws {
    let landlord = try landlord()
    #expect(landlord.patches.map(\.code) == ["E3", "N1", "W2"])
    #expect(landlord.patches.map(\.accounts.count).reduce(0, +) == 1_200)
    #expect(landlord.patches.allSatisfy { (380...420).contains($0.accounts.count) })
    #expect(Set(landlord.patches.map(\.officer.code)).count == 3)
    #expect(Set(landlord.officers.map(\.code)).count == landlord.officers.count)
    let counts = Dictionary(grouping: accounts(of: landlord), by: \.facts.patch).mapValues(\.count)
    #expect(counts == ["E3": 411, "N1": 402, "W2": 387])
  }

  @Test("The same arguments make the same book, another seed another")
  func deterministic() throws {
    let first = accounts(of: try landlord(accounts: 120))
    let second = accounts(of: try landlord(accounts: 120))
    for (one, other) in zip(first, second) {
      #expect(one.facts == other.facts)
      #expect(one.postings == other.postings)
      #expect(one.actions == other.actions)
      #expect(one.arrangements == other.arrangements)
      #expect(one.instalments == other.instalments)
      #expect(one.notes == other.notes)
    }
    let other = accounts(of: try landlord(accounts: 120, seed: 2))
    #expect(zip(first, other).contains { $0.facts.people != $1.facts.people })
  }

  @Test("The model gives what it gave on the day it was settled, on any machine")
  func golden() throws {
    let account = try #require(try landlord().account(at: 0))
    #expect(account.facts.reference == "40200117")
    var sum: UInt64 = 14_695_981_039_346_656_037
    for account in accounts(of: try landlord(accounts: 400)) {
      for posting in account.postings {
        sum = (sum ^ UInt64(bitPattern: posting.amount.pence)) &* 1_099_511_628_211
        sum = (sum ^ UInt64(UInt32(bitPattern: posting.effective.dayNumber))) &* 1_099_511_628_211
      }
    }
    #expect(sum == 4_291_348_157_149_243_168)
  }

  @Test("An account is the same however many follow it, and when it is asked for alone")
  func independentOfCount() throws {
    let small = accounts(of: try landlord(accounts: 60))
    let large = try landlord(accounts: 5_000)
    for (index, account) in small.enumerated() {
      let same = try #require(large.account(at: index))
      #expect(account.facts == same.facts)
      #expect(account.postings == same.postings)
      #expect(account.actions == same.actions)
    }
    #expect(large.account(at: 5_000) == nil)
    #expect(large.account(at: -1) == nil)
  }

  @Test("Every kind of payer is in the default book")
  func everyKind() throws {
    let kinds = Set(defaultAccounts.map(\.payer))
    #expect(kinds == Set(DemoPayer.allCases))
  }

  @Test("Every tenure, posting type, payment method and action of the ladder occurs")
  func everyWord() throws {
    let all = defaultAccounts
    #expect(Set(all.map(\.facts.tenure)) == Set(Tenure.allCases))
    #expect(Set(all.map(\.facts.paymentMethod)) == Set(PaymentMethod.allCases))
    let types = Set(all.flatMap { $0.postings.map(\.type) })
    #expect(types == Set(PostingType.allCases))
    #expect(Set(all.map(\.facts.rentFreeWeeks)) == [0, 2, 4])
    let codes = Set(all.flatMap { $0.actions.map(\.code) })
    let ladder = [
      "SMS", "LTR1", "CALL", "LTR2", "VISIT", "PAPCHK", "NSP", "ISSUE", "HEAR", "ORDER", "IE", "DECD",
    ]
    #expect(codes.isSuperset(of: ladder))
    #expect(all.contains { $0.facts.breathingSpace != nil })
    #expect(all.contains { $0.facts.people.count > 1 })
    #expect(all.contains { !$0.facts.vulnerabilities.isEmpty })
    #expect(all.contains { !$0.notes.isEmpty })
  }

  @Test(
    "Between 25 and 40 % are in arrears, most of them a little, and credit is about half of debit at most",
    arguments: [1, 2, 7, 42, 2026] as [UInt64])
  func proportionInArrears(seed: UInt64) throws {
    let mix = Mix(accounts(of: try landlord(seed: seed)))
    #expect((25.0...40.0).contains(mix.owingPercent), "\(mix)")
    #expect(mix.lowPercent >= 60, "\(mix)")
    #expect(mix.highPercent < 8, "\(mix)")
    #expect(mix.creditPercent < 55, "\(mix)")
    #expect(mix.high > 0)
  }

  @Test(
    "On any day some owe a little and few much: rent-free weeks and a Monday's charge move them",
    arguments: awkwardDays)
  func proportionOnAnyDay(year: Int, month: Int, number: Int) throws {
    let mix = Mix(accounts(of: try landlord(today: try day(year, month, number))))
    #expect((22.0...45.0).contains(mix.owingPercent), "\(mix)")
    #expect(mix.lowPercent >= 50, "\(mix)")
    #expect(mix.highPercent < 11, "\(mix)")
    #expect(mix.creditPercent < 100, "\(mix)")
  }

  /// Who owes how much, as an income officer counts: low is up to 60.00 or two weeks, high is more than eight weeks.
  private struct Mix: CustomStringConvertible {
    var (accounts, owing, low, high) = (0, 0, 0, 0)
    var (debit, credit) = (Int64(0), Int64(0))

    init(_ all: [DemoAccount]) {
      accounts = all.count
      for account in all {
        let (charge, balance) = (account.facts.charge, account.facts.landlordBalance?.pence ?? 0)
        guard balance > 0 else {
          credit -= balance
          continue
        }
        owing += 1
        debit += balance
        let weekly: Double =
          switch charge.frequency {
          case .weekly: Double(charge.total.pence)
          case .monthly: Double(charge.total.pence) * 12 / 52
          case .halfYearly: Double(charge.total.pence) / 26
          default: 0
          }
        let weeks = weekly > 0 ? Double(balance) / weekly : nil
        if balance <= 6_000 || weeks.map({ $0 <= 2 }) == true { low += 1 }
        if weeks.map({ $0 > 8 }) == true { high += 1 }
      }
    }

    var owingPercent: Double { Double(owing) * 100 / Double(max(1, accounts)) }
    var lowPercent: Double { Double(low) * 100 / Double(max(1, owing)) }
    var highPercent: Double { Double(high) * 100 / Double(max(1, owing)) }
    var creditPercent: Double { Double(credit) * 100 / Double(max(1, debit)) }
    var description: String {
      "\(owingPercent) % owe, \(lowPercent) % of them little, \(highPercent) % much; credit \(creditPercent) % of debit"
    }
  }

  @Test("Nothing happens after today, whatever the day", arguments: awkwardDays)
  func nothingAfterToday(year: Int, month: Int, number: Int) throws {
    let today = try day(year, month, number)
    for account in accounts(of: try landlord(accounts: 450, today: today)) {
      #expect(account.postings.allSatisfy { $0.effective <= $0.known && $0.known <= today })
      #expect(account.actions.allSatisfy { $0.date <= today })
      #expect(account.arrangements.allSatisfy { $0.start <= today })
      #expect(account.instalments.allSatisfy { $0.due <= today || $0.status == .due })
      #expect((account.facts.start ?? today) <= today)
      #expect((account.facts.notice?.served ?? today) <= today)
      #expect((account.facts.courtOrder?.date ?? today) <= today)
      #expect((account.facts.breathingSpace?.from ?? today) <= today)
      for person in account.facts.people {
        #expect(try #require(person.dateOfBirth).adding(years: 18) < today)
      }
    }
  }

  @Test("The landlord's balance is the sum of the postings, to the penny", arguments: [1, 2, 5])
  func ledgerAgrees(years: Int) throws {
    for account in accounts(of: try landlord(accounts: 420, years: years)) {
      let sum = account.postings.reduce(into: Int64(0)) { $0 += $1.amount.pence }
      #expect(account.facts.landlordBalance == Money(pence: sum))
    }
  }

  @Test("A ledger opens with the balance brought forward, or with the tenancy")
  func opensProperly() throws {
    for account in defaultAccounts {
      let first = try #require(account.postings.first)
      let start = try #require(account.facts.start)
      #expect(account.postings.dropFirst().allSatisfy { $0.type != .broughtForward })
      if first.type == .broughtForward {
        #expect(start <= first.effective)
      } else {
        #expect(first.effective == start)
      }
    }
  }

  @Test("Postings stand in the ledger's order, with ids of their own")
  func orderAndIds() throws {
    var ids: Set<String> = []
    var references: Set<String> = []
    var actions: Set<String> = []
    var count = 0
    for account in defaultAccounts {
      #expect(references.insert(account.facts.reference).inserted)
      let isOrdered = zip(account.postings, account.postings.dropFirst()).allSatisfy { earlier, later in
        (earlier.effective, earlier.known) <= (later.effective, later.known) && earlier.id < later.id
      }
      #expect(isOrdered, "\(account.facts.reference)")
      for posting in account.postings {
        count += 1
        ids.insert(posting.id)
      }
      #expect(account.actions.allSatisfy { actions.insert($0.id).inserted })
      #expect(account.actions.map(\.date) == account.actions.map(\.date).sorted())
    }
    #expect(ids.count == count)
  }

  @Test("Charges fall on the Mondays of the rent calendar, less the rent-free weeks, and rise in April")
  func charges() throws {
    let all = defaultAccounts
    let april = try day(2026, 4, 6)
    for account in all where account.facts.charge.frequency == .weekly && account.facts.status == .current {
      let calendar = RentCalendar(rentFreeWeeks: account.facts.rentFreeWeeks)
      let rent = account.postings.filter { $0.type == .rent || $0.type == .storage }
      let charged = rent.map(\.effective)
      let first = try #require(account.postings.first).effective
      #expect(charged == calendar.chargeWeeks(from: first, through: try day(2026, 11, 21)).map(\.start))
      #expect(rent.allSatisfy { $0.effective < april || $0.amount == account.facts.charge.rent })
      guard let previous = account.facts.previousCharge, previous.total.pence > 5000 else { continue }
      let rise = Double(account.facts.charge.total.pence) / Double(previous.total.pence)
      #expect((1.046...1.050).contains(rise))
    }
  }

  @Test("A returned direct debit keeps the day of its collection and is known two working days later")
  func returnedDebits() throws {
    let holidays = BankHolidays([]).completed(for: 2024...2027)
    var found = 0
    for account in defaultAccounts {
      for posting in account.postings where posting.type == .directDebitReturned {
        found += 1
        #expect(posting.known == holidays.adding(workingDays: 2, to: posting.effective))
        #expect(
          account.postings.contains {
            $0.type == .directDebit && $0.effective == posting.effective
              && $0.amount.pence == -posting.amount.pence
          })
      }
      let byBank = account.postings.filter { $0.type == .directDebit || $0.type == .standingOrder }
      #expect(byBank.allSatisfy { holidays.isWorkingDay($0.effective) })
    }
    #expect(found > 20)
  }

  @Test("A paid instalment has its money in the ledger, and the plan's figures count its instalments")
  func plans() throws {
    var kinds: Set<Arrangement.Status> = []
    for account in defaultAccounts {
      for arrangement in account.arrangements {
        kinds.insert(arrangement.status)
        let rows = account.instalments.filter { $0.arrangement == arrangement.id }
        #expect(rows.map(\.number) == Array(1...rows.count))
        #expect(arrangement.instalmentsPaid == rows.count { $0.status == .paid })
        #expect(arrangement.instalmentsMissed == rows.count { $0.status == .missed })
        #expect(arrangement.nextDue == rows.first { $0.status == .due }?.due)
        #expect(arrangement.arrearsAtStart.pence > 0)
        for row in rows where row.status == .paid {
          #expect(
            account.postings.contains {
              $0.amount.pence <= -row.amount.pence && (0...4).contains($0.effective.days(since: row.due))
            })
        }
      }
    }
    #expect(kinds == Set(Arrangement.Status.allCases))
  }

  @Test("Names, addresses and notes hold nothing that a terminal would obey, and nothing that is anybody's")
  func harmlessText() throws {
    var texts: Set<String> = []
    for account in defaultAccounts {
      let facts = account.facts
      texts.formUnion([facts.reference, facts.address, facts.town, facts.postcode, facts.phone, facts.email])
      texts.formUnion([facts.officerName, facts.tenancyReference, facts.propertyReference])
      texts.formUnion(facts.people.map(\.name) + account.notes)
      texts.formUnion(account.actions.flatMap { [$0.note, $0.description, $0.time] })
      texts.formUnion(account.postings.map(\.narrative))
      #expect(!facts.people.isEmpty && facts.people.allSatisfy { $0.name.count > 3 })
      #expect(facts.phone.isEmpty || facts.phone.hasPrefix("07700 900"))
      #expect(facts.email.isEmpty || facts.email.hasSuffix("@example.org"))
      #expect(facts.postcode.hasPrefix("ZZ"))
    }
    // Controls, the places of a template that were not filled in, and what a spreadsheet takes for a formula.
    let bad = texts.filter { text in
      text.unicodeScalars.contains {
        $0.value < 32 || (127..<160).contains($0.value) || $0 == "{" || $0 == "}"
      }
        || text.hasPrefix("=") || text.hasPrefix("+") || text.hasPrefix("@") || text.hasPrefix("-")
    }
    #expect(bad.isEmpty)
    #expect(texts.count > 5_000)
  }

  @Test("No two homes share an address")
  func addresses() throws {
    let homes = defaultAccounts.filter { $0.facts.bedrooms != nil && $0.facts.tenure != .licence }
    #expect(Set(homes.map(\.facts.address)).count == homes.count)
  }

  @Test("In breathing space nobody writes about the arrears")
  func breathingSpace() throws {
    let chasing: Set<String> = ["SMS", "LTR1", "LTR2", "LTR3", "NSP", "VISIT", "CALL", "EMAIL", "PAPCHK"]
    for account in accounts(of: try landlord(accounts: 1_600)) {
      guard let space = account.facts.breathingSpace else { continue }
      let within = account.actions.filter { $0.date > space.from && $0.date <= space.to ?? .last }
      #expect(!within.contains { chasing.contains($0.code) })
    }
  }

  @Test("Who can be reached safely by telephone only gets no arrears letter, text or visit")
  func safeContact() throws {
    let safe = accounts(of: try landlord(accounts: 1_600)).filter {
      $0.facts.vulnerabilities.contains("SAFE")
    }
    #expect(safe.contains { $0.actions.contains { $0.code == "CALL" } })
    let chasing: Set<String> = ["SMS", "LTR1", "LTR2", "LTR3", "EMAIL"]
    #expect(!safe.contains { $0.actions.contains { chasing.contains($0.code) } })
  }

  @Test("What cannot be made is refused with the bounds", arguments: [0, -5, 1_000_001])
  func refusesCounts(count: Int) throws {
    #expect(throws: DemoError.outOfBounds(what: "accounts", value: count, bounds: 1...1_000_000)) {
      _ = try landlord(accounts: count)
    }
  }

  @Test("… and so are years, patches and days out of reach")
  func refusesTheRest() throws {
    #expect(throws: DemoError.outOfBounds(what: "years", value: 0, bounds: 1...30)) {
      _ = try landlord(years: 0)
    }
    #expect(throws: DemoError.outOfBounds(what: "patches", value: 13, bounds: 1...12)) {
      _ = try landlord(accounts: 12, patches: 13)
    }
    #expect(throws: DemoError.dayOutOfReach) { _ = try landlord(today: .first) }
    #expect(throws: DemoError.dayOutOfReach) { _ = try landlord(today: .last) }
  }

  @Test("The smallest and the longest books can be made")
  func extremes() throws {
    #expect(accounts(of: try landlord(accounts: 1, years: 1)).count == 1)
    #expect(accounts(of: try landlord(accounts: 40, years: 30)).allSatisfy { !$0.postings.isEmpty })
    let patches = try landlord(accounts: 100, patches: 7).patches
    #expect(patches.count == 7 && patches.map(\.accounts.count).reduce(0, +) == 100)
  }
}
