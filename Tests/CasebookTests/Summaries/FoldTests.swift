import Journal
import Rents
import Testing

@testable import Casebook

/// The summaries must come out the same however the record is folded: transaction by transaction, in a few large
/// steps, or all at once in a rebuild.
@Suite("What is derived does not depend on how it is folded") struct FoldTests {
  @Test(
    "A random history, folded live and made again from the record, is the same to the byte", arguments: 1...6)
  func rebuildIsTheSame(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let test = try TestBook(today: day("2026-06-01"))
    let references = (1...4).map { "10\($0)" }
    var id = 0
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    try test.take([TestBook.accounts(references.map { facts($0) }, batch: "2026-01-01")])
    for step in 1...25 {
      let batch = day("2026-01-01").adding(days: step * 3)
      switch number(0...5) {
      case 0:
        let account = references[number(0...3)]
        try test.book.perform(
          .post(
            account: account, type: number(0...1) == 0 ? .card : .directDebit,
            amount: Money(pence: Int64(-1_000 * number(1...2))),
            effective: batch, narrative: ""))
      case 1:
        var changed = references.filter { _ in number(0...3) > 0 }.map {
          facts($0, patch: "P0\(number(1...3))", balance: Int64(number(-5...5) * 1_000))
        }
        for index in changed.indices {
          changed[index].landlordBalanceAsAt = batch.adding(days: -number(0...9))
          changed[index].officerName = "Officer \(number(0...2))"
        }
        try test.take([TestBook.accounts(changed, batch: batch.iso)])
      case 2:
        try test.take([
          TestBook.File(kind: .actions, batch: batch) { intake, file in
            for line in 2...4 {
              id += 1
              let action = CaseAction(
                id: "\(id)", date: batch.adding(days: -number(0...30)),
                code: number(0...1) == 0 ? "NTE" : "PHO")
              try intake.add(action, account: references[number(0...3)], file: file, line: line)
            }
          },
          TestBook.File(kind: .arrangements, batch: batch) { intake, file in
            let plan = Arrangement(
              id: "A\(number(1...3))", kind: .agreement, start: day("2026-01-0\(number(1...9))"),
              arrearsAtStart: .zero, instalment: Money(pence: 500), frequency: .weekly,
              status: Arrangement.Status.allCases[number(0...2)])
            try intake.add(plan, account: references[number(0...3)], file: file, line: 2)
          },
        ])
      default:
        var rows: [(String, Posting)] = []
        for _ in 0..<number(1...12) {
          id += 1
          let types: [PostingType] = [.rent, .cash, .directDebit, .directDebit, .directDebitReturned]
          let type = types[number(0...4)]
          let effective = batch.adding(days: -number(0...40))
          rows.append(
            (
              references[number(0...3)],
              posting(
                "\(id)", type, Int64(number(1...2) * 1_000) * (type.usualSide == .credit ? -1 : 1),
                effective.iso,
                known: effective.adding(days: number(0...9)).iso)
            ))
        }
        // Facts and postings of one session are folded one after the other, with both already in the record.
        let stated = references.map { reference in
          var stated = facts(reference, balance: Int64(number(-5...5) * 1_000))
          stated.landlordBalanceAsAt = batch.adding(days: -number(10...40))
          return stated
        }
        let files = number(0...1) == 0 ? [] : [TestBook.accounts(stated, batch: batch.iso)]
        try test.take(files + [TestBook.postings(rows, batch: batch.iso)])
      }
    }
    let live = try derived(test.book)
    #expect(try test.book.verify(deep: true).faults == [])
    try test.book.store.rebuild()
    #expect(try derived(test.book) == live)
    // Another process, that opens what the checkpoint left and folds the rest.
    #expect(try derived(test.neighbour()) == live)
    for summary in try summaries(test.book) {
      let ledger = try test.book.view.ledger(summary.reference)
      #expect(summary.balance == ledger.balance.together)
      #expect(summary.local == ledger.balance.local)
      #expect(summary.postings == ledger.count)
      let paid = ledger.lastReceipt
      #expect(summary.lastPayment?.date == paid?.effective)
      #expect(summary.lastPayment?.amount == paid?.amount)
      let after = try ledger.balance(on: summary.landlordBalanceAsAt ?? .last, by: .known).landlord
      let expected = summary.landlordBalance.flatMap { try? after.subtracting($0) }
      #expect(summary.difference == (expected == .zero ? nil : expected))
      let today = batchEnd
      #expect(
        try summary.trend(on: today).last
          == ledger.balance(on: today.monday.adding(days: 6), by: .effective).together)
      #expect(
        try summary.trend(on: today).first
          == ledger.balance(on: today.monday.adding(days: 6 - 49), by: .effective).together)
    }
  }

  private var batchEnd: CivilDate { day("2026-03-20") }

  private func summaries(_ book: Casebook) throws -> [AccountSummary] {
    var all: [AccountSummary] = []
    try book.view.forEachSummary {
      all.append($0)
      return true
    }
    return all
  }

  /// Every derived row as text.
  private func derived(_ book: Casebook) throws -> [String] {
    var rows: [String] = []
    for table in [Table.summary, .whereabouts, .patch, .search] {
      try book.view.snapshot.scan(table) { cluster, order, bytes, _ in
        rows.append("\(table) \(cluster.decoded) \(order.decoded) \(bytes.decoded)")
        return true
      }
    }
    return rows
  }

  @Test("A summary comes back from its text as it was")
  func roundTrip() throws {
    var state = SummaryState(reference: "101")
    state.summary.take(facts("101", name: "A | B\\", balance: -5), known: day("2026-11-21"))
    state.summary.balance = Money(pence: .min)
    state.summary.movements.add(-5, on: day("1969-12-28").dayNumber)
    state.summary.movements.add(7, on: day("1969-12-29").dayNumber)
    state.summary.signs.plans = [FlagSources.Plan(start: day("2026-01-01"), isBroken: true, nextDue: nil)]
    state.summary.lastPayment = AccountSummary.LastPayment(
      date: day("2026-11-01"), amount: Money(pence: -1), type: .managedPayment)
    state.lastPaymentKey = Array("20261101202611010517|23".utf8)
    state.foldedPostings = 9
    state.hasReturns = true
    state.summary.tenancyReference = "T402188/02"
    state.summary.dateOfBirth = day("1988-02-19")
    let bytes = state.bytes
    let read = bytes.withUnsafeBufferPointer { SummaryState(reference: "101", patch: "P01", $0) }
    #expect(read == state)
    #expect(read.summary.movements.weeks.map(\.number) == [0, -1])
  }

  @Test(
    "A direct debit that came back is no payment, whichever way the extracts cut the history",
    arguments: 0..<32)
  func bouncedDirectDebit(_ cuts: Int) throws {
    let history = [
      posting("1", .directDebit, -2_500, "2026-10-14"),
      posting("2", .cash, -1_000, "2026-11-02"),
      posting("3", .directDebit, -2_500, "2026-11-16"),
      posting("4", .directDebitReturned, 2_500, "2026-11-16", known: "2026-11-18"),
      // Known late: it was paid before the debit that came back, and after the cash.
      posting("5", .standingOrder, -700, "2026-11-09", known: "2026-11-19"),
      // The bank takes it again; that comes back too.
      posting("6", .directDebitReturned, 2_500, "2026-11-20"),
    ]
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101")], batch: "2026-11-20")])
    var file: [(String, Posting)] = []
    for (index, posting) in history.enumerated() {
      file.append(("101", posting))
      guard cuts & (1 << index) != 0 || index == history.count - 1 else { continue }
      try test.take([TestBook.postings(file, batch: "2026-11-20")])
      file = []
      let summary = try #require(try test.book.view.summary(of: "101"))
      #expect(summary.lastPayment?.date == (try test.book.view.ledger("101").lastReceipt?.effective))
    }
    let summary = try #require(try test.book.view.summary(of: "101"))
    #expect(summary.lastPayment?.date == day("2026-11-09") && summary.lastPayment?.type == .standingOrder)
    // The second return took back the debit of October: with the newer receipts gone, nothing of it would stand.
    let ledger = try Ledger(history.filter { $0.id != "5" && $0.id != "2" })
    #expect(ledger.lastReceipt == nil)
  }

  @Test("The newest sixteen weeks are kept, in whatever order they come")
  func weeksKept() {
    let days = (0..<40).map { day("2026-01-05").adding(days: $0 * 7).dayNumber }
    var forward = WeeklyMovements()
    var backward = WeeklyMovements()
    for (index, day) in days.enumerated() { forward.add(Int64(index), on: day) }
    for (index, day) in days.enumerated().reversed() { backward.add(Int64(index), on: day) }
    #expect(forward == backward)
    #expect(forward.weeks.count == WeeklyMovements.kept)
    #expect(forward.weeks.first?.net == 39)
  }
}
