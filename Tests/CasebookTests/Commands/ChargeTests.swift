import Casebook
import Journal
import JournalSimulation
import Rents
import Synchronization
import Testing

@Suite("The weekly charge run") struct ChargeTests {
  private let monday = day("2026-11-16")

  private func account(_ reference: String, _ change: (inout AccountFacts) -> Void = { _ in }) -> AccountFacts
  {
    var facts = facts(reference)
    change(&facts)
    return facts
  }

  private func made(_ accounts: [AccountFacts], keeper: BookConfiguration.LedgerOfRecord = .patchbook) throws
    -> TestBook
  {
    let test = try TestBook(keeper: keeper)
    try test.take([TestBook.accounts(accounts)])
    return test
  }

  private func balance(_ test: TestBook, _ account: String) throws -> Int64 {
    try test.book.view.ledger(account).balance.together.pence
  }

  @Test("every part of the rent is posted on the week's first day, the balance with it, in one transaction")
  func parts() throws {
    let test = try made([
      account("1") {
        $0.charge = Charge(frequency: .weekly, total: Money(pence: 12_000))
        $0.charge.rent = Money(pence: 10_000)
        $0.charge.service = Money(pence: 1_500)
        $0.charge.water = Money(pence: 500)
      }, account("2"),
    ])
    let outcome = try test.book.runCharges(weekOf: day("2026-11-19"))
    #expect(outcome.run.sequence == 2 && outcome.run.week == monday)
    #expect(outcome.run.accounts == 2 && outcome.run.postings == 4)
    #expect(outcome.run.total == Money(pence: 12_000 + 11_864))
    #expect(outcome.byType[.serviceCharge] == Money(pence: 1_500))
    let lines = try test.book.view.ledger("1").lines.map(\.posting)
    #expect(lines.map(\.type.code).sorted() == ["RNT", "SVC", "WAT"])
    #expect(lines.allSatisfy { $0.effective == monday && !$0.isLocal && $0.narrative == "Rent week 33" })
    #expect(try balance(test, "1") == 12_000)
    #expect(try test.book.verify(deep: true).isWhole)
    var events: [JournalEvent] = []
    try test.book.journal(from: 2) { events += $0.events }
    #expect(events.map(\.type).sorted() == ["adopted", "charged"])
  }

  @Test(
    "a week is charged once: by the same officer, by another at the same moment, by a day of the same week")
  func once() throws {
    let test = try made([account("1")])
    let neighbour = try test.neighbour()
    _ = try test.book.runCharges(weekOf: monday)
    for book in [test.book, neighbour] {
      let words = refusal { _ = try book.runCharges(weekOf: day("2026-11-22")) }
      #expect(words?.contains("Nothing was charged twice") == true)
    }
    _ = try neighbour.refresh()
    #expect(try balance(test, "1") == 11_864)
    // A dry run of a week that was charged says so too.
    #expect(refusal { _ = try test.book.runCharges(weekOf: monday, isDryRun: true) } != nil)
  }

  @Test("who is not charged is named, with the reason")
  func uncharged() throws {
    let test = try made([
      account("1-plain"),
      account("2-former") { $0.status = .former },
      account("3-ended") { $0.end = day("2026-11-15") },
      account("4-later") { $0.start = day("2026-11-23") },
      account("5-none") { $0.charge = Charge(frequency: .weekly, total: .zero) },
      account("6-invoice") { $0.charge.frequency = .invoice },
      account("7-monthly") { $0.charge.frequency = .monthly },
    ])
    var left: [UnchargedAccount] = []
    let outcome = try test.book.runCharges(weekOf: monday, isDryRun: true) { left.append($0) }
    #expect(left.map(\.account) == ["2-former", "3-ended", "4-later", "5-none", "6-invoice", "7-monthly"])
    #expect(left.map(\.reason) == [.former, .ended, .notBegun, .noCharge, .invoice, .notDue])
    #expect(outcome.run.accounts == 1 && outcome.run.sequence == 0)
    #expect(try balance(test, "1-plain") == 0)
    #expect(try test.book.view.chargeRuns().isEmpty)
  }

  @Test("rent-free weeks are the account's own: two at Christmas, or these and the last two of March")
  func rentFree() throws {
    let test = try TestBook(keeper: .patchbook, today: day("2027-03-29"))
    try test.take([
      TestBook.accounts([
        account("free0"), account("free2") { $0.rentFreeWeeks = 2 },
        account("free4") { $0.rentFreeWeeks = 4 },
      ])
    ])
    func charged(_ date: String) throws -> Set<String> {
      var left: Set<String> = []
      _ = try test.book.runCharges(weekOf: day(date), isDryRun: true) { left.insert($0.account) }
      return Set(["free0", "free2", "free4"]).subtracting(left)
    }
    #expect(try charged("2026-12-14") == ["free0", "free2", "free4"])
    #expect(try charged("2026-12-21") == ["free0"])
    #expect(try charged("2026-12-28") == ["free0"])
    #expect(try charged("2027-03-22") == ["free0", "free2"])
    #expect(try charged("2027-03-29") == ["free0", "free2"])
  }

  @Test("other frequencies are charged whole in the week in which they fall due")
  func frequencies() throws {
    let test = try TestBook(keeper: .patchbook, today: day("2026-11-30"))
    try test.take([
      TestBook.accounts([
        account("4weekly") { $0.charge.frequency = .fourWeekly },
        account("monthly") { $0.charge.frequency = .monthly },
      ])
    ])
    var due: [String: [CivilDate]] = [:]
    for week in 0..<9 {
      _ = try test.book.runCharges(weekOf: day("2026-09-28").adding(days: week * 7))
    }
    for account in ["4weekly", "monthly"] {
      due[account] = try test.book.view.ledger(account).lines.map(\.posting.effective)
    }
    #expect(due["monthly"] == [day("2026-10-01"), day("2026-11-01")])
    let periods = try #require(due["4weekly"])
    #expect(periods.count == 2 && periods[0].days(until: periods[1]) == 28)
    #expect(try test.book.view.chargeRuns().count == 9)
  }

  @Test("a tenancy that begins or ends in the week pays a seventh for each day")
  func partWeeks() throws {
    let test = try made([
      account("begins") { $0.start = day("2026-11-19") }, account("ends") { $0.end = day("2026-11-17") },
    ])
    _ = try test.book.runCharges(weekOf: monday)
    // 118.64 over seven: 16.948571… a day.
    #expect(try balance(test, "begins") == 6_779)
    #expect(try balance(test, "ends") == 3_390)
  }

  @Test("of a charge that begins later the one before it is charged")
  func previous() throws {
    let test = try made([
      account("1") {
        $0.charge.effectiveFrom = day("2026-11-23")
        $0.previousCharge = PreviousCharge(total: Money(pence: 11_000), effectiveFrom: nil)
      }
    ])
    _ = try test.book.runCharges(weekOf: monday)
    #expect(try balance(test, "1") == 11_000)
    _ = try test.book.runCharges(weekOf: day("2026-11-23"))
    #expect(try balance(test, "1") == 22_864)
  }

  @Test(
    "taken back, every charge is met by its opposite; the latest week first; then it can be charged again")
  func takenBack() throws {
    let test = try made([account("1"), account("2")])
    _ = try test.book.runCharges(weekOf: day("2026-11-09"))
    _ = try test.book.runCharges(weekOf: monday)
    #expect(
      refusal { _ = try test.book.takeBackCharges(weekOf: day("2026-11-09")) }?.contains("latest week")
        == true)
    let gone = try test.book.takeBackCharges(weekOf: monday)
    #expect(gone.takenBack == 4 && gone.sequence == 3)
    #expect(try balance(test, "1") == 11_864)
    #expect(try test.book.view.ledger("1").lines.count == 3)
    #expect(refusal { _ = try test.book.takeBackCharges(weekOf: monday) } != nil)
    let again = try test.book.runCharges(weekOf: monday)
    #expect(again.run.sequence == 5)
    #expect(try balance(test, "2") == 2 * 11_864)
    let ids = try test.book.view.ledger("1").lines.map(\.posting.id)
    #expect(Set(ids).count == ids.count)
    #expect(try test.book.view.chargeRuns().map(\.takenBack) == [nil, 4, nil])
    #expect(try test.book.verify(deep: true).isWhole)
  }

  @Test("a landlord's book is not charged here, nor by who may not, nor a week far off")
  func refusals() throws {
    let landlord = try made([account("1")], keeper: .landlord)
    #expect(refusal { _ = try landlord.book.runCharges(weekOf: monday) }?.contains("extracts") == true)
    let test = try made([account("1")])
    let stranger = try test.neighbour("nobody")
    #expect(refusal { _ = try stranger.runCharges(weekOf: monday) }?.contains("officers.toml") == true)
    #expect(refusal { _ = try test.book.runCharges(weekOf: day("2027-01-18")) }?.contains("too far") == true)
    #expect(refusal { _ = try test.book.runCharges(weekOf: day("2024-11-18")) }?.contains("too far") == true)
  }

  @Test("a power cut at any moment of a run leaves everybody charged or nobody, and the week can be run then")
  func powerCuts() throws {
    let test = try made((1...12).map { account("\($0)") })
    let disk = test.disk
    let moments = Moments()
    disk.observer.withLock { $0 = moments.observer }
    _ = try test.book.runCharges(weekOf: monday)
    disk.observer.withLock { $0 = nil }
    let states = moments.states
    #expect(states.count > 10)
    var charged = 0
    for (number, state) in states.enumerated() {
      for persistence in SimulatedDisk.Persistence.allCases {
        let cut = SimulatedDisk(state.afterPowerCut(persistence, seed: UInt64(number)))
        let book = try Casebook.open(
          at: TestBook.path, user: "jp", today: TestBook.today, files: cut.process())
        let isThere = try !book.view.chargeRuns().isEmpty
        charged += isThere ? 1 : 0
        var total = Int64(0)
        try book.view.forEachSummary { summary in
          total += summary.balance.pence
          return true
        }
        #expect(total == (isThere ? 12 * 11_864 : 0), "operation \(number), \(persistence)")
        if !isThere { #expect(try book.runCharges(weekOf: monday).run.accounts == 12) }
      }
    }
    #expect(charged > 0)
  }

  private final class Moments: Sendable {
    private let kept = Mutex<[SimulatedDisk.State]>([])
    var states: [SimulatedDisk.State] { kept.withLock { $0 } }
    var observer: @Sendable (borrowing SimulatedDisk.State) -> Void {
      { [self] state in
        let state = copy state
        kept.withLock { $0.append(state) }
      }
    }
  }
}
