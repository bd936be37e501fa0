import ProgramRunner
import Testing

/// Transactions that come before their accounts, through the real program.
@Suite("Suspense", .serialized) struct SuspenseTests {
  @Test("Transactions, accounts, transactions: every balance is the extract's, and nothing waits")
  func wrongOrder() throws {
    let bench = try Bench()
    let transactions = TheProgram.extract("showcase/plain/transactions.tsv")
    let first = try bench.run("import", transactions)
    #expect(first.status == 0)
    #expect(first.text.contains("in suspense for an officer"))
    let waiting = try bench.json("suspense")
    #expect(waiting.count == (try Extract.showcase("transactions").rows.count))
    #expect(waiting.first?["reference"]?.string != nil && waiting.first?["amount_pence"]?.integer != nil)
    let accounts = try bench.json("import", TheProgram.extract("showcase/plain/accounts.tsv"))
    #expect((accounts.last?["warned"]?.integer ?? 0) > 0)
    #expect(try bench.run("import", transactions).status == 0)
    var found: [String: Int] = [:]
    for account in try bench.json("accounts") {
      found[try #require(account["account"]?.string)] = try #require(account["balance_pence"]?.integer)
    }
    #expect(found == (try Extract.showcase("accounts").balances))
    #expect(try bench.run("suspense").text == "Nothing waits in suspense.\n")
    #expect(try bench.run("verify", "--deep").status == 0)
  }

  @Test(
    "Rows of one reference are placed onto another account; a reference without rows and an unknown account are 2"
  )
  func place() throws {
    let bench = try Bench()
    #expect(try bench.run("import", TheProgram.extract("showcase/plain/accounts.tsv")).status == 0)
    let file = try bench.write(
      "account_ref\tdate\ttype\tamount\tnarrative\tbatch\ttransaction_id\n"
        + "99999999\t2026-11-20\tCSH\t-11548\tLOST\tAP20261120\t900001\n", as: "transactions.tsv")
    #expect(try bench.run("import", file).text.contains("1 row waits in suspense"))
    #expect(try bench.run("suspense").text.contains("1 row waits in suspense, 115.48 CR."))
    #expect(try bench.run("suspense", "place", "99999999").status == 2)
    #expect(try bench.run("suspense", "place", "none", "--onto", "10000013").status == 2)
    let placed = try bench.run("suspense", "place", "99999999", "--onto", "10000013")
    #expect(placed.status == 0)
    #expect(placed.text.hasPrefix("Placed 1 row of 99999999 onto 10000013 in transaction 3."))
    #expect(try bench.json("ledger", "10000013").first?["id"]?.string == "900001")
    #expect(try bench.json("suspense").isEmpty)
  }

  @Test("Nothing new is said of rows that were known, not of a file without rows")
  func nothingNew() throws {
    let bench = try Bench.withShowcase()
    let header = try bench.write(
      "account_ref\tdate\ttype\tamount\tnarrative\tbatch\ttransaction_id\n", as: "transactions.tsv")
    #expect(try bench.run("import", header).text.contains("There were no rows."))
    #expect(
      try bench.run("import", TheProgram.extract("showcase/plain/accounts.tsv")).text.contains("Nothing new"))
  }
}
