import ProgramRunner
import Testing

/// Contacts, the diary and taking back, through the real program.
@Suite("Casework from the command line", .serialized) struct CaseworkTests {
  private let account = "10000013"

  private func made() throws -> Bench {
    let bench = try Bench()
    #expect(try bench.run("import", TheProgram.extract("showcase/plain/accounts.tsv")).status == 0)
    return bench
  }

  @Test("A contact is recorded, an outcome that cannot be is refused with those that can")
  func contact() throws {
    let bench = try made()
    let spoke = try bench.run(
      "contact", account, "--channel", "tel-out", "--outcome", "spoke", "Will pay Friday")
    #expect(spoke.status == 0)
    #expect(
      spoke.text
        == "Telephone, out: spoke, on \(account) in transaction 2. It counts as the last contact.\n")
    #expect(try bench.run("contact", account, "--channel", "LETTER", "--outcome", "BUSY").status == 2)
    #expect(try bench.run("contact", account, "--channel", "PIGEON", "--outcome", "BUSY").status == 64)
    let events = try #require(try bench.json("journal", "--from", "2").first?["events"])
    #expect("\(events)".contains("TEL-OUT") && "\(events)".contains("SPOKE"))
  }

  @Test("A promise is listed on its day, judged by the postings, and finished")
  func diary() throws {
    let bench = try made()
    #expect(try bench.run("diary", "add", account, "--due", "1999-01-02").status == 2)
    let added = try bench.json(
      "diary", "add", account, "--due", "2026-11-24", "--kind", "promise", "--amount", "40", "when paid")
    let id = try #require(added.first?["id"]?.string)
    #expect(try bench.run("diary").text == "Nothing is due by 2026-11-21.\n")
    let paid = try bench.run(
      "post", account, "--type", "card", "--amount", "40", "--date", "2026-11-24", "--today", "2026-11-24")
    #expect(paid.status == 0)
    let due = try #require(try bench.json("diary", "list", "--today", "2026-11-25").first)
    #expect(
      due["id"]?.string == id && due["text"]?.string == "when paid" && due["amount_pence"]?.integer == 4_000)
    #expect(due["judged"]?.string == "kept: 40.00 on 24 Nov")
    let done = try bench.run("diary", "done", account, "--today", "2026-11-25")
    #expect(
      done.text == "Finished on \(account) in transaction 4. The postings say: kept: 40.00 on 24 Nov.\n")
    #expect(try bench.run("diary", "done", account).status == 2)
    #expect(try bench.json("diary", "list", "--account", account).map { $0["state"]?.string } == ["kept"])
  }

  @Test("The last command is taken back, and brought back")
  func undo() throws {
    let bench = try made()
    #expect(try bench.run("undo").status == 1)
    #expect(try bench.run("note", account, "Wrong tenant").status == 0)
    let undone = try bench.run("undo")
    #expect(undone.status == 0)
    #expect(
      undone.text
        == "Took back transaction 2 (note: Wrong tenant) on \(account) in transaction 3. To bring it back: patchbook undo 3\n"
    )
    let list = try bench.json("undo", "--list")
    #expect(list.map { $0["what"]?.string } == ["undo", "note"])
    #expect(list.map { $0["undoable"] } == [.bool(true), .bool(false)])
    #expect(list.last?["undone_by"]?.integer == 3 && list.last?["after"]?.string == "Wrong tenant")
    #expect(try bench.run("undo", "3").status == 0)
    #expect(try bench.run("undo", "3").status == 1)
    #expect(try bench.run("undo", "99").text.isEmpty)
    #expect(try bench.run("verify", "--deep").status == 0)
  }

  @Test("A telephone number is put right, with old, new and who; what is another by now is refused")
  func person() throws {
    let bench = try made()
    func phone() throws -> JSON? {
      try bench.json("person", account).first { $0["field"]?.string == "phone" }
    }
    #expect(try bench.run("person", account, "--field", "phone", "--to", "07700 900412").status == 0)
    let now = try #require(try phone())
    #expect(now["value"]?.string == "07700 900412" && now["differs"] == .bool(true))
    #expect(now["changes"]?.array?.first?["to"]?.string == "07700 900412")
    let late = try bench.run("person", account, "--field", "phone", "--from", "1", "--to", "07700 900413")
    #expect(late.status == 1)
    #expect(try bench.run("person", account, "--field", "phone", "--to", "none").status == 2)
    #expect(try bench.run("person", account, "--to", "07700 900413").status == 2)
    #expect(try bench.run("undo").status == 0)
    #expect(try phone()?["differs"] != .bool(true))
  }
}
