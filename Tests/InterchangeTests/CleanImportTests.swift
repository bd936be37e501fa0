import Casebook
import Rents
import Testing

@testable import Interchange

@Suite("Clean extracts into a book")
struct CleanImportTests {
  private let showcase = Fixtures.folder + "/showcase/"

  /// Each account's own figure of its balance against the sum of its postings.
  private func expectBalancesAgree(_ book: TestBook, accounts: Int) throws {
    var seen = 0
    try book.casebook.view.forEachSummary { summary in
      seen += 1
      #expect(summary.balance == summary.landlordBalance, "\(summary.reference)")
      return true
    }
    #expect(seen == accounts)
  }

  @Test("Every balance equals its extract's, and the postings sum to the trailer", arguments: styles)
  func balances(style: String) throws {
    try TestBook.with { book in
      let (lines, summary) = try book.take([showcase + style])
      #expect(lines.isEmpty, "\(lines.prefix(5))")
      #expect(summary.rejected == 0 && summary.suspended == 0 && summary.duplicates == 0)
      #expect(summary.read == 23 + 2305 + 48 + 3 + 91 && summary.posted == summary.read)
      #expect(summary.controlTotal.pence == 728_010)
      #expect(summary.files.map(\.kind) == IntakeKind.allCases)
      #expect(summary.sequence != nil)
      try expectBalancesAgree(book, accounts: 23)
    }
  }

  @Test("The three styles say the same: after the first, the others add nothing", arguments: styles)
  func stylesAddNothing(first: String) throws {
    try TestBook.with { book in
      _ = try book.take([showcase + first])
      for style in styles where style != first {
        let (lines, summary) = try book.take([showcase + style])
        #expect(summary.posted == 0, "\(style) after \(first): \(summary.posted)")
        #expect(summary.duplicates == summary.read && summary.rejected == 0)
        #expect(!lines.contains { $0.action == .rejected || $0.action == .suspended })
      }
      try expectBalancesAgree(book, accounts: 23)
    }
  }

  @Test("A set taken in twice adds nothing, and its files are known by their bytes", arguments: styles)
  func twice(style: String) throws {
    try TestBook.with { book in
      _ = try book.take([showcase + style])
      let before = book.casebook.view.sequence
      let (lines, summary) = try book.take([showcase + style])
      #expect(summary.posted == 0 && summary.sequence == nil)
      #expect(lines.map(\.action) == Array(repeating: .skippedDuplicate, count: 5))
      #expect(book.casebook.view.sequence == before)
    }
  }

  @Test("Accounts are read first whatever the order given")
  func anyOrder() throws {
    try TestBook.with { book in
      let names = ["instalments", "arrangements", "actions", "transactions", "accounts"]
      let (_, summary) = try book.take(names.map { showcase + "plain/\($0).tsv" })
      #expect(summary.suspended == 0 && summary.rejected == 0)
      try expectBalancesAgree(book, accounts: 23)
    }
  }

  @Test("A dry run reports as a true one, and changes nothing")
  func dryRun() throws {
    try TestBook.with { book in
      let before = book.casebook.view.sequence
      let (dryLines, dry) = try book.take([Fixtures.folder + "/messy/ql"], .init(mode: .dryRun))
      #expect(book.casebook.view.sequence == before && dry.sequence == nil && dry.isDryRun)
      let (lines, summary) = try book.take([Fixtures.folder + "/messy/ql"])
      #expect(Set(dryLines) == Set(lines))
      #expect(dry.read == summary.read && dry.posted == summary.posted && dry.rejected == summary.rejected)
    }
  }

  @Test("All or nothing takes nothing of a file with a bad row")
  func allOrNothing() throws {
    try TestBook.with { book in
      let before = book.casebook.view.sequence
      let (_, summary) = try book.take([Fixtures.folder + "/messy/plain"], .init(mode: .allOrNothing))
      #expect(summary.hasRejections && summary.sequence == nil)
      #expect(book.casebook.view.sequence == before)
      let (_, clean) = try book.take([showcase + "plain"], .init(mode: .allOrNothing))
      #expect(clean.sequence != nil)
    }
  }

  @Test("A person is asked before an incomplete file lands, and may say no")
  func asks() throws {
    try TestBook.with { book in
      let before = book.casebook.view.sequence
      #expect(throws: ImportError.declined) {
        try book.take([Fixtures.folder + "/messy/nec"], confirm: { _ in false })
      }
      #expect(book.casebook.view.sequence == before)
      var asked = false
      _ = try book.take(
        [showcase + "nec"],
        confirm: { _ in
          asked = true
          return false
        })
      #expect(!asked)
    }
  }

  @Test("The kind and map that are named are used, and a folder without extracts is refused")
  func named() throws {
    try TestBook.with { book in
      let path = showcase + "plain/accounts.tsv"
      let (_, summary) = try book.take([path], .init(kind: .accounts, map: Fixtures.maps + "/plain.toml"))
      #expect(summary.posted == 23)
      #expect(throws: ImportError.self) { try book.take([path], .init(kind: .transactions)) }
      #expect(throws: ImportError.self) { try book.take([path], .init(map: "nec")) }
      #expect(throws: ImportError.nothingToRead(path: Fixtures.maps)) { try book.take([Fixtures.maps]) }
    }
  }

  @Test(
    "The tools of others agree with every balance of the exported book",
    arguments: [ExportFormat.hledger, .ledger])
  func export(format: ExportFormat) throws {
    guard Tool.isThere(format.rawValue) else {
      print("skipped: \(format.rawValue) is not installed (apt-get install \(format.rawValue))")
      return
    }
    try TestBook.with { book in
      _ = try book.take([showcase + "ql"])
      var bytes: [UInt8] = []
      try BookExport(book.casebook.view, as: format).write { bytes.append(contentsOf: $0) }
      let path = book.folder + "/book.journal"
      try Fixtures.write(bytes, to: path)
      if format == .hledger {
        let check = Tool.run("hledger -f \(path) check --strict")
        #expect(check.status == 0, "\(check.output)")
      }
      let balances = format == .hledger ? try Tool.hledgerBalances(path) : try Tool.ledgerBalances(path)
      #expect(balances.keys.filter { $0.hasPrefix("rent:") }.count == 23, "\(balances.keys)")
      try book.casebook.view.forEachSummary { summary in
        let pence = try #require(summary.landlordBalance)
        #expect(balances["rent:\(summary.patch):\(summary.reference)"] == AccountText.pounds(pence) + "GBP")
        return true
      }
    }
  }

  @Test("The shared sets: every balance right, and a large patch too")
  func sharedSets() throws {
    guard let shared = Fixtures.shared else {
      print("skipped: PATCHBOOK_SHARED names no folder of shared papers")
      return
    }
    for (set, accounts) in [
      ("showcase/plain", 40), ("showcase/ql", 40), ("showcase/nec", 40), ("patch/ql", 1000),
      ("worlds/11", 1000),
    ] {
      try TestBook.with { book in
        let (lines, summary) = try book.take([shared + "/extracts/" + set])
        #expect(lines.isEmpty && summary.posted == summary.read)
        try expectBalancesAgree(book, accounts: accounts)
      }
    }
  }
}
