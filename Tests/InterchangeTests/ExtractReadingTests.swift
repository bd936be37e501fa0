import Casebook
import Rents
import Testing

@testable import Interchange

@Suite("Extracts as they are read, before a book sees them")
struct ExtractReadingTests {
  private func read(_ set: String, _ style: String, _ kind: IntakeKind) throws -> Reading {
    let maps = try MapShelf(directories: [Fixtures.maps])
    let folder = Fixtures.folder + "/\(set)/\(style)"
    let name = try #require(
      try Folder.entries(of: folder).first {
        $0.lowercased().contains(kind.rawValue) && !$0.contains("WEEK") && !$0.hasSuffix("json")
      })
    return try Reading(path: folder + "/" + name, maps: maps)
  }

  @Test("A clean set is read without a word, and its postings sum to its balances", arguments: styles)
  func cleanSets(style: String) throws {
    let accounts = try read("showcase", style, .accounts)
    let transactions = try read("showcase", style, .transactions)
    for kind in IntakeKind.allCases {
      let reading = try read("showcase", style, kind)
      #expect(reading.lines.isEmpty, "\(reading.lines)")
      #expect(!reading.result.isDoubtful && reading.result.rejected == 0)
    }
    var sums: [String: Int64] = [:]
    for row in transactions.sink.postings { sums[row.account, default: 0] += row.posting.amount.pence }
    #expect(accounts.sink.accounts.count == 23)
    for (facts, _) in accounts.sink.accounts {
      #expect(facts.landlordBalance?.pence == sums[facts.reference])
    }
  }

  @Test("The three styles say the same of every account, posting, action, arrangement and instalment")
  func stylesAgree() throws {
    func facts(_ style: String) throws -> [AccountFacts] {
      try read("showcase", style, .accounts).sink.accounts.map { row in
        // Accents that Windows-1252 has not were transliterated; the name is compared elsewhere.
        var facts = row.facts
        for index in facts.people.indices { facts.people[index].name = "" }
        return facts
      }
    }
    func postings(_ style: String) throws -> [Posting] {
      try read("showcase", style, .transactions).sink.postings.map { row in
        var posting = row.posting
        posting.narrative = ""
        return posting
      }
    }
    func actions(_ style: String) throws -> [String] {
      try read("showcase", style, .actions).sink.actions.map {
        "\($0.account) \($0.action.id) \($0.action.date) \($0.action.time) \($0.action.code) \($0.action.officer)"
      }
    }
    for style in ["ql", "nec"] {
      #expect(try facts(style) == facts("plain"))
      #expect(try postings(style) == postings("plain"))
      #expect(try actions(style) == actions("plain"))
      #expect(
        try read("showcase", style, .arrangements).sink.arrangements.map(\.arrangement)
          == read("showcase", "plain", .arrangements).sink.arrangements.map(\.arrangement))
      #expect(
        try read("showcase", style, .instalments).sink.instalments.map(\.instalment)
          == read("showcase", "plain", .instalments).sink.instalments.map(\.instalment))
    }
  }

  @Test("A row is read whole: every field of one account and one posting")
  func wholeRows() throws {
    let account = try #require(
      try read("showcase", "ql", .accounts).sink.accounts.first { $0.facts.reference == "10000054" })
    let facts = account.facts
    #expect(account.line == 4)
    #expect(facts.tenancyReference == "T200011/04" && facts.tenure == .secure && facts.status == .current)
    #expect(facts.start == CivilDate(year: 2014, month: 11, day: 10) && facts.end == nil)
    #expect(facts.address == "Flat 41, Hardie House, Hazel Street" && facts.postcode == "ZZ1 9UU")
    #expect(facts.people.map(\.name) == ["Mr Yusuf Farah", "Mr Yusuf Farah"])
    #expect(facts.people.first?.dateOfBirth == CivilDate(year: 1999, month: 12, day: 2))
    #expect(facts.paymentMethod == .cash && facts.charge.frequency == .weekly)
    #expect(facts.charge.total.pence == 11058 && facts.charge.service.pence == 1222)
    #expect(facts.previousCharge?.total.pence == 10551 && facts.rentFreeWeeks == 4)
    #expect(facts.vulnerabilities == ["INT"] && facts.landlordBalance?.pence == 10579)
    let posting = try #require(try read("showcase", "nec", .transactions).sink.postings.first)
    #expect(posting.line == 3 && posting.account == "10000013")
    #expect(posting.posting.batch.count == 10 && !posting.posting.isKnownInferred)
  }

  @Test("What is odd in a messy set is still read: text made harmless, references matched", arguments: styles)
  func oddRows(style: String) throws {
    let accounts = try read("messy", style, .accounts).sink.accounts.map(\.facts)
    func name(_ reference: String) -> String? {
      accounts.first { $0.reference == reference }?.people.first?.name
    }
    #expect(name("10000202") == (style == "nec" ? "Mrs Mei-Ling Nguyen" : "Mrs Mei-Ling Nguyễn"))
    #expect(name("10000682") == "Ms Smith")
    #expect(name("10000720") == "Mr ␛]0;pwned␇ Hill")
    #expect(name("10000911") == "محمد عبد الله שָׁלוֹם")
    #expect(name("10001179") == "Mr Jos\u{FFFD} Garc\u{FFFD}a")
    #expect(name("10001223") == "陳大文 👩‍👧‍👦 Chan")
    #expect(name("10001324")?.hasPrefix("=cmd") == true)
    #expect(name("10000406")?.hasSuffix("…") == true)
    let postings = try read("messy", style, .transactions).sink.postings
    let broken = try #require(postings.first { $0.posting.id == "10115" })
    #expect(broken.posting.narrative == (style == "nec" ? "WATER CHARGE" : "WATER CHARGE SEE LETTER OF 3RD"))
    #expect(postings.first { $0.posting.id == "290173" }?.posting.narrative == "CA␀SH")
    for text in accounts.flatMap({ $0.people.map(\.name) }) + postings.map(\.posting.narrative) {
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
    }
  }
}
