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
      try officer.press("3")
      try officer.see("[3 Actions]")
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

  @Test("A telephone number that both changed: the second is shown both values, nothing is lost, and chooses")
  func telephone() throws {
    let bench = try Bench.withDemo()
    let account = try #require(try bench.currentAccounts().first?["account"]?.string)
    func phone() throws -> JSON? {
      try bench.json("person", account).first { $0["field"]?.string == "phone" && $0["person"]?.integer == 1 }
    }
    let seen = try #require(try phone()?["value"]?.string)
    func change(from: String, to: String) throws -> Command {
      try bench.run("person", account, "--field", "phone", "--from", from, "--to", to)
    }
    #expect(try change(from: seen, to: "07700 900111").status == 0)
    let sequence = try bench.lastTransaction()

    let second = try change(from: seen, to: "07700 900222")
    #expect(second.status == 2)
    #expect(second.errorText.contains("07700 900111"), "\(second.errorText)")
    #expect(second.errorText.contains("07700 900222"), "\(second.errorText)")
    #expect(try bench.lastTransaction() == sequence)
    #expect(try phone()?["value"]?.string == "07700 900111")

    #expect(try change(from: "07700 900111", to: "07700 900222").status == 0)
    let now = try #require(try phone())
    #expect(now["value"]?.string == "07700 900222")
    let changes = now["changes"]?.array ?? []
    #expect(Set(changes.compactMap { $0["to"]?.string }) == ["07700 900111", "07700 900222"])
    #expect(changes.allSatisfy { $0["who"]?.string?.isEmpty == false })
  }
}
