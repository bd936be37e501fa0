import Glibc
import ProgramRunner
import Testing

/// Independent tools agree with every balance.
@Suite("Export to other tools", .serialized) struct ExportTests {
  static var hasHledger: Bool { TheProgram.tool("hledger") != nil }
  static var hasLedger: Bool { TheProgram.tool("ledger") != nil }

  /// Pence from `£-1,234.56` or `-1234.56 GBP`.
  private func pence(_ text: some StringProtocol) -> Int? {
    let figures = text.filter { $0.isNumber || $0 == "-" || $0 == "." }
    let parts = figures.split(separator: ".", omittingEmptySubsequences: false)
    let places = parts.count > 1 ? String(parts[1]) : ""
    return Int(parts[0] + places + String(repeating: "0", count: max(0, 2 - places.count)))
  }

  @Test(
    "hledger checks the export, and its balances are the extract's",
    .enabled(if: hasHledger, "hledger is not installed"))
  func hledger() throws {
    let bench = try Bench.withShowcase()
    let hledger = try #require(TheProgram.tool("hledger"))
    let file = bench.folder + "/book.journal"
    #expect(try bench.run("export", "hledger", "--out", file).status == 0)
    let check = try bench.tool(hledger, ["-f", file, "check"])
    #expect(check.status == 0, "\(check.errorText)")
    let balances = try bench.tool(hledger, ["-f", file, "balance", "--flat", "-E", "-N", "-O", "csv"])
    try #require(balances.status == 0, "\(balances.errorText)")
    let expected = try Extract.showcase("accounts").balances
    var found: [String: Int] = [:]
    for line in balances.lines.dropFirst() {
      let fields = line.split(separator: "\"").filter { $0 != "," }
      guard fields.count >= 2, let reference = expected.keys.first(where: { fields[0].hasSuffix($0) }) else {
        continue
      }
      found[reference] = pence(fields[1])
    }
    #expect(found == expected)
  }

  @Test(
    "ledger reads the export and asserts its balances",
    .enabled(if: hasLedger, "ledger is not installed"))
  func ledger() throws {
    let bench = try Bench.withShowcase()
    let ledger = try #require(TheProgram.tool("ledger"))
    let file = bench.folder + "/book.ledger"
    #expect(try bench.run("export", "ledger", "--out", file).status == 0)
    let balances = try bench.tool(ledger, ["-f", file, "balance", "--flat", "--empty", "--no-total"])
    #expect(balances.status == 0, "\(balances.errorText)")
    let expected = try Extract.showcase("accounts").balances
    var found: [String: Int] = [:]
    for line in balances.lines {
      guard let reference = expected.keys.first(where: { line.hasSuffix($0) }) else { continue }
      found[reference] = pence(
        line.dropLast(reference.count).prefix { !$0.isLetter || $0 == "G" || $0 == "B" || $0 == "P" })
    }
    // ledger leaves out accounts that nothing was ever posted to.
    for (account, balance) in expected where balance != 0 { #expect(found[account] == balance, "\(account)") }
  }

  @Test("The CSV form holds every posting once, and no field that a spreadsheet would run")
  func csv() throws {
    let bench = try Bench.withShowcase()
    let result = try bench.run("export", "csv")
    #expect(result.status == 0)
    #expect(result.lines.count == 1 + (try Extract.showcase("transactions").rows.count))
    let messy = try Bench()
    _ = try messy.run("import", TheProgram.extract("messy/plain"))
    let fields = try messy.run("export", "csv").text.split(separator: "\"").filter { $0 != "," }
    #expect(!fields.contains { $0.first.map { "=+@".contains($0) } ?? false })
  }

  @Test("What cannot be written is said with 4, and what stood there still stands")
  func outputFile() throws {
    let bench = try Bench.withShowcase()
    let file = try bench.write("old", as: "book.csv")
    #expect(try bench.run("export", "csv", "--out", bench.folder + "/no/such/folder.csv").status == 4)
    #expect(try bench.run("export", "nonsense").status == 64)
    #expect(try bench.tool("/bin/cat", [file]).text == "old")
    #expect(try bench.run("export", "csv", "--out", file).status == 0)
    #expect(try bench.tool("/bin/cat", [file]).text == bench.run("export", "csv").text)
  }
}
