import ProgramRunner
import Testing

/// Two desks on one book at once.
@Suite("Two officers on one account", .serialized) struct TwoOfficersTests {
  @Test(
    "Each sees the other's note come by itself, and what stands half typed in the own editor is untouched")
  func notes() throws {
    let bench = try Bench.withDemo()
    let before = try bench.lastTransaction()
    let account = try #require(try bench.currentAccounts().first?["account"]?.string)
    // As wide as it takes to see the account beside the note.
    let (ann, bob) = (try Sitting(bench, columns: 200, rows: 60), try Sitting(bench, columns: 200, rows: 60))
    for officer in [ann, bob] {
      try officer.open(account)
      try officer.press("5")
      try officer.see("[5 Actions]")
    }
    try ann.press("Ctrl-N \"Half of Ann\"")
    try ann.see("Note on \(account)", "Half of Ann")
    try bob.press("Ctrl-N \"Bob rang\" Ctrl-S")
    try bob.see("Saved", "Note on \(account).")
    try ann.see("Bob rang", "Half of Ann", "Note on \(account)")

    try bob.press("Ctrl-N \"Half of Bob\"")
    try bob.see("Half of Bob")
    try ann.press("\", all said\" Ctrl-S")
    try ann.see("Saved", "Note on \(account).")
    try bob.see("Half of Ann, all said", "Half of Bob")
    try bob.press("\", all said\" Ctrl-S")
    try bob.see("Saved", "Note on \(account).")
    try ann.see("Half of Bob, all said")
    try ann.leave()
    try bob.leave()

    #expect(
      try bench.events("note", after: before).map { $0["text"]?.string }
        == ["Bob rang", "Half of Ann, all said", "Half of Bob, all said"])
    #expect(bench.drafts() == [])
    #expect(try bench.run("verify").status == 0)
  }

  @Test("A telephone number that both change at their desks: the second is shown both, and chooses")
  func telephoneAtTheDesk() throws {
    let bench = try Bench.withDemo()
    try telephone(of: (bench, bench))
  }

  @Test("On the command line too: nothing is lost, both values are said, and the second chooses")
  func telephoneOnTheCommandLine() throws {
    let bench = try Bench.withDemo()
    let (account, seen) = try accountWithTelephone(bench)
    func change(from: String, to: String) throws -> Command {
      try bench.run("person", account, "--field", "phone", "--from", from, "--to", to)
    }
    #expect(try change(from: seen, to: "07700 900111").status == 0)
    let sequence = try bench.lastTransaction()

    let second = try change(from: seen, to: "07700 900222")
    #expect(second.status == 1)
    #expect(second.errorText.contains("07700 900111") && second.errorText.contains("07700 900222"))
    #expect(second.errorText.contains("Nothing was changed"))
    #expect(try bench.lastTransaction() == sequence)
    #expect(try telephone(bench, account)?["value"]?.string == "07700 900111")

    #expect(try change(from: "07700 900111", to: "07700 900222").status == 0)
    let now = try #require(try telephone(bench, account))
    #expect(now["value"]?.string == "07700 900222")
    let changes = now["changes"]?.array ?? []
    #expect(changes.map { $0["to"]?.string } == ["07700 900111", "07700 900222"])
    #expect(changes.allSatisfy { $0["who"]?.string?.isEmpty == false })
  }

  /// Both change one telephone number at their desks.
  func telephone(of benches: (ann: Bench, bob: Bench)) throws {
    let (account, seen) = try accountWithTelephone(benches.ann)
    let (ann, bob) = (try Sitting(benches.ann), try Sitting(benches.bob))
    for officer in [ann, bob] {
      try officer.open(account)
      try officer.press("3")
      try officer.see("[3 People]")
      while let chosen = officer.desk.screen.chosenLine, !chosen.contains("Telephone") {
        try officer.press("Down")
        try officer.see("the next detail is chosen") { $0.chosenLine != nil && $0.chosenLine != chosen }
      }
      try officer.press("Enter")
      try officer.see("Telephone:", "Stands \(seen)", "New \(seen)")
    }
    try bob.press("Ctrl-U \"07700 9002\"")
    try bob.see("New 07700 9002 ")
    try ann.press("Ctrl-U \"07700 900111\" Enter")
    try ann.see("Saved", "Telephone 07700 900111")
    // What Bob has half typed is his; that it is late he is told when he saves, with both values to choose from.
    try bob.see("07700 900111", "New 07700 9002 ")
    try bob.press("\"22\" Enter")
    try bob.see("Stands 07700 900111", "New 07700 900222")
    #expect(try telephone(benches.ann, account)?["value"]?.string == "07700 900111")
    try bob.press("Enter")
    try bob.see("Saved", "Telephone 07700 900222")
    try ann.see("Telephone 07700 900222")
    try ann.leave()
    try bob.leave()
    let now = try #require(try telephone(benches.ann, account))
    #expect(now["value"]?.string == "07700 900222")
    #expect(
      now["changes"]?.array?.map { $0["from"]?.string } == [seen, "07700 900111"], "\(now)")
    #expect(try benches.ann.run("verify").status == 0)
  }

  /// What the book says of the first person's telephone; nil where it knows none.
  private func telephone(_ bench: Bench, _ account: String) throws -> JSON? {
    try bench.json("person", account).first { $0["field"]?.string == "phone" && $0["person"]?.integer == 1 }
  }

  /// An account whose first person has a telephone, and its number.
  private func accountWithTelephone(_ bench: Bench) throws -> (account: String, number: String) {
    for account in try bench.currentAccounts() {
      guard let reference = account["account"]?.string,
        let number = try telephone(bench, reference)?["value"]?.string
      else { continue }
      return (reference, number)
    }
    return try #require(nil, "nobody of the demo has a telephone")
  }
}
