import ProgramRunner
import Testing

/// The landlord's files taken in at the desk, by keys, in a real terminal.
@Suite("Import at the desk", .serialized) struct ImportAtTheDeskTests {
  @Test(
    "A messy set is looked at, tried and taken; its rejects are read, its stray row placed, and the books agree",
    arguments: [(80, 24), (200, 60)])
  func messySet(columns: Int, rows: Int) throws {
    let bench = try Bench.withShowcase()
    let accounts = try bench.json("accounts").count
    let desk = try bench.desk(columns: columns, rows: rows)
    try #require(desk.waitFor("Help"), "\(desk.screen.text)")
    desk.type("I")
    try #require(desk.waitFor("File or folder:"), "\(desk.screen.text)")
    // Tab finishes the name, as in a shell.
    desk.type(TheProgram.extract("messy/q"))
    desk.settle()
    desk.type("\t")
    #expect(desk.waitFor("messy/ql/"), "\(desk.screen.text)")
    desk.type("\r")
    try #require(desk.wait(seconds: 60) { $0.text.contains("Tried:") }, "\(desk.screen.text)")
    // Nothing is taken yet.
    #expect(try bench.json("accounts").count == accounts)

    desk.type("3")
    #expect(desk.waitFor("Why"), "\(desk.screen.text)")
    desk.type("f")
    #expect(
      desk.wait { $0.text.contains("rejected") && !$0.text.contains("repaired") }, "\(desk.screen.text)")
    // What is typed ahead of a question does not answer it.
    desk.type("t")
    try #require(desk.waitFor("into the book"), "\(desk.screen.text)")
    desk.type("y")
    try #require(desk.wait(seconds: 60) { $0.text.contains("Taken:") }, "\(desk.screen.text)")
    #expect(try bench.json("accounts").count > accounts)

    desk.type("4")
    #expect(desk.waitFor("99000301"), "\(desk.screen.text)")
    let before = try #require(try bench.json("balance", "10000301").first?["balance_pence"]?.integer)
    desk.type("\r")
    try #require(desk.waitFor("onto account:"), "\(desk.screen.text)")
    desk.type("10000301\r")
    try #require(desk.wait { $0.text.contains("1 row, 170.58 CR, onto 10000301") }, "\(desk.screen.text)")
    desk.type("y")
    #expect(desk.waitFor("Saved"), "\(desk.screen.text)")
    #expect(desk.waitFor("Nothing waits in suspense"), "\(desk.screen.text)")
    let after = try #require(try bench.json("balance", "10000301").first?["balance_pence"]?.integer)
    #expect(after == before - 17_058)
    #expect(try bench.run("verify").status == 0)

    desk.type("\u{1B}")
    desk.settle()
    desk.type("\u{03}\u{03}")
    #expect(desk.waitForEnd() == .exit(0))
    #expect(desk.faultsOfTheTerminal == [])
  }

  @Test(
    "While files are taken in the desk goes on: another screen, another account, and how far it is in its title"
  )
  func goesOn() throws {
    let bench = try Bench.withShowcase()
    // Enough rows that it takes a while: the showcase's own transactions under other ids.
    let source = try bench.tool("/bin/cat", [TheProgram.extract("showcase/plain/transactions.tsv")]).text
    var lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let header = lines.removeFirst()
    let place = try #require(header.split(separator: "\t").firstIndex(of: "transaction_id"))
    var text = header + "\n"
    for copy in 0..<40 {
      for line in lines where !line.isEmpty {
        var fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        fields[place] = Substring("\(fields[place])-\(copy)")
        text += fields.joined(separator: "\t") + "\n"
      }
    }
    let file = try bench.write(String(text), as: "many.tsv")
    let desk = try bench.desk()
    try #require(desk.waitFor("Help"), "\(desk.screen.text)")
    desk.type("I")
    #expect(desk.waitFor("File or folder:"))
    desk.type(file + "\r")
    try #require(desk.wait(seconds: 60) { $0.text.contains("Tried:") }, "\(desk.screen.text)")
    // What is typed ahead of a question does not answer it.
    desk.type("t")
    try #require(desk.waitFor("into the book"), "\(desk.screen.text)")
    desk.type("y")
    // Away from the screen at once; the rows land all the same, and every screen says when they have.
    desk.type("\u{1B}")
    try #require(
      desk.wait(seconds: 120) { $0.text.contains("The import has ended") }, "\(desk.screen.text)")
    desk.type("I")
    #expect(desk.waitFor("Taken: 92200 rows"), "\(desk.screen.text)")
    desk.type("\u{1B}")
    desk.settle()
    desk.type("\u{03}\u{03}")
    #expect(desk.waitForEnd() == .exit(0))
    #expect(desk.faultsOfTheTerminal == [])
  }
}
