import Rents
import Testing

@testable import Casebook

@Suite("An account with more rows than memory should hold") struct VeryManyRowsTests {
  private typealias Taken = (counts: [IntakeOutcome.File], reports: [IntakeReport], told: [String])

  /// Rows of three accounts, of which one has nearly all, with ids that come again on other days and as other amounts.
  private func rows(_ count: Int, from start: Int = 0) -> [(String, Posting)] {
    (start..<(start + count)).map { number in
      let id = "T\(number % 11 == 0 ? (number * 7) % max(count / 2, 1) : number)"
      let month = 1 + number * 5 % 11
      let day = "2026-\(month < 10 ? "0" : "")\(month)-\(10 + number % 17)"
      let types: [PostingType] = [.rent, .cash, .directDebit, .rent, .standingOrder]
      let type = types[number % 5]
      let pence = Int64(100 + number % 9) * (type == .rent ? 1 : -1)
      return (number % 40 == 0 ? "102" : number % 400 == 3 ? "103" : "101", posting(id, type, pence, day))
    }
  }

  private func actions(_ count: Int) -> [CaseAction] {
    (0..<count).map { number in
      var action = CaseAction(
        id: "A\(number % 7 == 0 ? number / 2 : number)", date: day("2026-03-\(10 + number % 19)"),
        code: number % 13 == 0 ? "TEL" : "LTR")
      action.note = "note \(number)"
      return action
    }
  }

  /// Everything that a book becomes in a history with suspense, duplicates, conflicts, a confirmation.
  private func history(groupLimit: Int) throws -> [Taken] {
    let test = try TestBook()
    var taken: [Taken] = []
    func take(_ kind: IntakeKind, _ add: (Intake) throws -> Void) throws {
      let reports = Box<[IntakeReport]>([])
      let intake = try test.book.beginIntake(
        files: [
          IntakeFile(name: "rows", kind: kind, sha256: "\(taken.count)", batchDate: TestBook.today)
        ], groupLimit: groupLimit
      ) { reports.value.append($0) }
      try add(intake)
      let outcome = try intake.finish(.goodRows)
      var told: [String] = []
      for account in ["101", "102", "103"] {
        if let summary = try test.book.view.summary(of: account) { told.append("\(summary)") }
        for line in try test.book.view.ledger(account).lines { told.append("\(line.posting)") }
        if let record = try test.book.view.account(account, asAt: .now) { told.append("\(record.actions)") }
      }
      try test.book.view.suspense { told.append("\($0)") }
      taken.append(
        (
          outcome.files,
          reports.value.sorted {
            ($0.file, $0.line, $0.problem) < ($1.file, $1.line, $1.problem)
          }, told
        ))
    }
    func postings(_ rows: [(String, Posting)]) throws {
      try take(.transactions) { intake in
        for (line, row) in rows.enumerated() {
          try intake.add(row.1, account: row.0, file: 0, line: line + 2)
        }
      }
    }
    func takeActions() throws {
      try take(.actions) { intake in
        for (line, action) in actions(300).enumerated() {
          try intake.add(action, account: "101", file: 0, line: line + 2)
        }
      }
    }
    // Unknown accounts wait; the accounts come; the same rows come again, with others; and once more.
    try postings(rows(500))
    try takeActions()
    try take(.accounts) { intake in
      for (line, reference) in ["101", "102"].enumerated() {
        for copy in 0..<40 {
          try intake.add(
            facts(reference, name: copy == 39 ? "Other" : "Ms Ada Marsh", balance: 5), file: 0,
            line: line * 40 + copy + 2)
        }
      }
    }
    try test.book.perform(
      .post(
        account: "101", type: .cash, amount: Money(pence: -104), effective: day("2026-11-20"), narrative: ""))
    try takeActions()
    try postings(rows(700) + [("101", posting("late", .cash, -104, "2026-11-19"))])
    try postings(rows(900, from: 300))
    #expect(try test.book.verify(deep: true).faults == [])
    return taken
  }

  @Test("is taken as any other: the same rows posted, refused, confirmed and released, in the same words")
  func sameAsInMemory() throws {
    let (whole, parts) = (try history(groupLimit: 8 << 20), try history(groupLimit: 2_000))
    for (number, (one, other)) in zip(whole, parts).enumerated() {
      #expect(one.counts == other.counts, "step \(number)")
      #expect(one.reports == other.reports, "step \(number)")
      #expect(one.told == other.told, "step \(number)")
    }
    let last = try #require(whole.dropLast().last)
    #expect(last.counts[0].taken > 0 && last.counts[0].rejected > 0 && last.counts[0].duplicates > 0)
    #expect(last.counts[0].confirmed == 1)
  }

  @Test("Only references of which a row waits are looked at, in whatever order they are asked for")
  func look() throws {
    let test = try TestBook()
    try test.take([
      TestBook.postings(
        ["200", "300", "500"].map { ($0, posting("1", .rent, 100, "2026-11-16")) })
    ])
    try test.take([TestBook.accounts([facts("300"), facts("400")])])
    try test.book.perform(.placeSuspense(reference: "300", onto: "300"))
    var look = SuspenseLook(test.book.view)
    let asked = ["100", "200", "250", "300", "400", "500", "600", "100", "200", "500", "500", "900", "300"]
    let waiting = try asked.filter { try look.contains($0) }
    #expect(waiting == ["200", "500", "200", "500", "500"])
  }
}
