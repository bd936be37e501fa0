import Casebook
import Glibc
import Interchange
import Rents
import Testing

@Suite("The demo book")
struct DemoBookTests {
  /// A directory of its own, taken away afterwards.
  private func withDirectory(_ body: (String) throws -> Void) throws {
    var template = Array("/tmp/patchbook-demo-XXXXXX".utf8CString)
    let made = mkdtemp(&template)
    try #require(made != nil)
    let path = template.withUnsafeBufferPointer { buffer in
      String(decoding: buffer.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    defer {
      var names: [String] = []
      gather(path, into: &names)
      for name in names { remove(name) }
    }
    try body(path + "/book")
  }

  /// A directory's contents, the deepest first, and itself last.
  private func gather(_ path: String, into names: inout [String]) {
    if let directory = opendir(path) {
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { gather(path + "/" + name, into: &names) }
      }
      closedir(directory)
    }
    names.append(path)
  }

  private func parameters(_ accounts: Int) -> DemoParameters {
    var parameters = DemoParameters()
    parameters.accounts = accounts
    return parameters
  }

  @Test("A book of 60 accounts is made, and read back with every balance, name, action and plan")
  func roundTrip() throws {
    let today = try #require(CivilDate(year: 2026, month: 11, day: 21))
    try withDirectory { path in
      let made = try DemoBook.make(at: path, parameters: parameters(60), today: today, user: "kosei")
      #expect(made.accounts == 60)

      let book = try Casebook.open(at: path, user: "kosei", today: today, access: .readOnly)
      #expect(book.configuration.landlord == made.landlord)
      let view = book.view
      #expect(try view.patches().map(\.name) == ["E3"])
      #expect(book.officer?.name == "Kofi Osei" && book.officer?.role == .senior)
      #expect(book.officers.contains { $0.role == .assistant })
      let landlord = try DemoLandlord(parameters: parameters(60), today: today)
      var postings = 0
      for index in 0..<60 {
        let account = try #require(landlord.account(at: index))
        let reference = account.facts.reference
        let summary = try #require(try view.summary(of: reference))
        #expect(summary.balance == account.facts.landlordBalance)
        #expect(summary.landlordBalance == account.facts.landlordBalance)
        #expect(summary.local == .zero)
        let ledger = try view.ledger(reference, asAt: .now)
        #expect(ledger.balance.together == account.facts.landlordBalance)
        postings += account.postings.count
        let record = try #require(try view.account(reference, asAt: .now))
        #expect(record.facts == account.facts)
        #expect(record.actions.map(\.id) == account.actions.map(\.id))
      }
      #expect(postings == made.postings)
      #expect(try book.verify(deep: true).isWhole)
    }
  }

  @Test(
    "Officers' contacts, dates and promises of the last two weeks are in it: due today, overdue, kept, broken, moved",
    arguments: [(2026, 11, 21), (2026, 11, 22), (2026, 4, 6), (2028, 2, 29)])
  func casework(date: (Int, Int, Int)) throws {
    let today = try #require(CivilDate(year: date.0, month: date.1, day: date.2))
    try withDirectory { path in
      var three = parameters(360)
      three.patches = 3
      let made = try DemoBook.make(at: path, parameters: three, today: today, user: "somebody")
      #expect((36...120).contains(made.casework))
      let book = try Casebook.open(at: path, user: "somebody", today: today, access: .readOnly)
      let due = try book.view.dueDiary()
      #expect(due.contains { $0.entry.plan.due == today } && due.contains { $0.entry.plan.due < today })
      #expect(Set(due.map(\.entry.officer)).count == 3)
      var results: Set<DiaryOutcome.Result> = []
      var contacts = 0
      for summary in try book.view.patches().flatMap({ try book.view.summaries(patch: $0.name) }) {
        let record = try #require(try book.view.account(summary.reference, asAt: .now))
        results.formUnion(record.diary.compactMap(\.finish?.outcome.result))
        contacts += record.contacts.count
        #expect(record.notes.allSatisfy { !$0.isWithdrawn })
      }
      #expect(results.isSuperset(of: [.done, .kept, .broken, .moved]), "\(results)")
      #expect(contacts >= 20)
      #expect(try book.verify(deep: true).isWhole)
    }
  }

  @Test(
    "Forms have been gone through: every field can be read, the account's rent stands in each, most leave something"
  )
  func forms() throws {
    let today = try #require(CivilDate(year: 2026, month: 11, day: 21))
    let shelf =
      Fixtures.maps.split(separator: "/").dropLast().map { "/" + $0 }.joined()
      + "/statement/"
    func file(_ name: String) throws -> StatementSources.File {
      .init(name: name, bytes: try Fixtures.bytes(shelf + name))
    }
    let sources = StatementSources(
      format: try file("income-and-expenditure.toml"), thresholds: try file("thresholds.toml"))
    let format = try sources.rules(membershipCode: "").rules.format
    try withDirectory { path in
      try DemoBook.make(
        at: path, parameters: parameters(400), today: today, user: "kosei",
        statements: sources)
      let view = try Casebook.open(at: path, user: "kosei", today: today, access: .readOnly).view
      var (forms, left) = (0, 0)
      var told: Set<String> = []
      for summary in try view.patches().flatMap({ try view.summaries(patch: $0.name) }) {
        for version in try view.statements(of: summary.reference) {
          let (statement, faults) = StatementForm(version).statement(format: format)
          #expect(faults.isEmpty && statement.entries.contains { $0.line == "rent" }, "\(summary.reference)")
          told.formUnion(statement.entries.filter { $0.amount != .none }.map(\.line))
          forms += 1
          if try StatementTotals(statement, format: format).surplus > .zero { left += 1 }
        }
      }
      #expect(forms >= 5 && left * 10 > forms * 6, "\(left) of \(forms)")
      #expect(
        told.isSuperset(of: ["salary-client", "universal-credit", "child-benefit", "tv-licence"]), "\(told)")
    }
  }

  @Test("A book is not made over another")
  func refusesToOverwrite() throws {
    let today = try #require(CivilDate(year: 2026, month: 11, day: 21))
    try withDirectory { path in
      try DemoBook.make(at: path, parameters: parameters(3), today: today, user: "kosei")
      #expect(throws: DemoError.self) {
        try DemoBook.make(at: path, parameters: parameters(3), today: today, user: "kosei")
      }
    }
  }

  @Test("What cannot be made leaves nothing behind")
  func refusesFirst() throws {
    let today = try #require(CivilDate(year: 2026, month: 11, day: 21))
    try withDirectory { path in
      #expect(throws: DemoError.self) {
        try DemoBook.make(at: path, parameters: parameters(0), today: today, user: "kosei")
      }
      #expect(access(path, F_OK) != 0)
    }
  }
}
