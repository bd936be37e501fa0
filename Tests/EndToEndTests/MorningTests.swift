import ProgramRunner
import Testing

/// A whole morning at the real desk, by keys alone.
@Suite("A morning of forty accounts", .serialized) struct MorningTests {
  @Test("Forty accounts are found, read, noted and given a diary date; the book then holds all of it")
  func fortyAccounts() throws {
    let bench = try Bench.withDemo()
    let before = try bench.lastTransaction()
    let accounts = try bench.currentAccounts().prefix(40)
    try #require(accounts.count == 40)
    let officer = try Sitting(bench)
    var expected: [String: String] = [:]
    for (index, account) in accounts.enumerated() {
      let reference = try #require(account["account"]?.string)
      let balance = try #require(account["balance_pence"]?.integer)
      let name = try #require(account["tenants"]?.array?.first?.string)
      let address = try #require(account["address"]?.string)
      // As a caller says it: the surname, and the number and the first word of the address.
      let place = address.split(separator: " ").prefix(2).joined(separator: " ")
      let query = "\(name.split(separator: " ").last ?? "") \(place.filter { $0 != "," })".lowercased()
      let words = "Rang: pays on Friday (\(index + 1))"
      expected[reference] = words

      try officer.press(index == 0 ? "Ctrl-F" : "Ctrl-F Ctrl-U")
      try officer.press("\"\(query)\"")
      try officer.see("the search for “\(query)” finds \(reference)") {
        $0.lines[1].contains("Search: \(query) ") && $0.text.contains(reference)
      }
      officer.desk.settle()
      while let chosen = officer.desk.screen.chosenLine, !chosen.contains(reference) {
        try officer.press("Down")
        try officer.see("the next line is chosen") { $0.chosenLine != nil && $0.chosenLine != chosen }
      }
      try officer.press("Enter")
      // The last row of the ledger is on the screen, and its balance is the one that the command line says.
      try officer.see("the account \(reference) is open with its balance") {
        $0.lines[0].contains(reference) && $0.shows("BALANCE " + MorningTests.said(balance))
      }
      try officer.press("Ctrl-N \"\(words)\" Ctrl-S")
      try officer.see("Saved", "Note on \(reference).")
      try officer.press("d \"+7d\" Ctrl-S")
      try officer.see("Saved", "Review Sat 28 Nov on \(reference).")
    }
    print(
      "a morning of forty accounts: \(officer.keys) keys, \(officer.keys / accounts.count) an account")
    try officer.leave()

    let notes = try bench.events("note", after: before)
    #expect(notes.count == 40)
    #expect(
      Dictionary(notes.map { ($0["account"]?.string ?? "", $0["text"]?.string ?? "") }) { $0 + " and " + $1 }
        == expected)
    let due = try bench.json("diary", "list", "--by", "2026-11-28").filter {
      $0["due"]?.string == "2026-11-28" && $0["state"]?.string == "open"
    }
    #expect(due.count == 40)
    #expect(Set(due.compactMap { $0["account"]?.string }) == Set(expected.keys))
    #expect(bench.drafts() == [])
    #expect(try bench.run("verify").status == 0)
  }

  /// Pence as the desk says them: `1,254.30 DR`.
  static func said(_ pence: Int) -> String {
    var pounds = String(pence.magnitude / 100)
    if pounds.count > 3 { pounds.insert(",", at: pounds.index(pounds.endIndex, offsetBy: -3)) }
    let rest = pence.magnitude % 100
    let sign = pence > 0 ? " DR" : pence < 0 ? " CR" : ""
    return "\(pounds).\(rest < 10 ? "0" : "")\(rest)\(sign)"
  }
}
