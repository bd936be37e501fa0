import Glibc
import ProgramRunner
import Testing

/// Notes at the real desk: saved when the line says so, seen by the other officer, and there again after a lost terminal.
@Suite("Notes at the desk", .serialized) struct NoteAtTheDeskTests {
  /// The desk with the caseload of the showcase open.
  private func desk(_ bench: Bench) throws -> TerminalProgram {
    let desk = try bench.desk()
    try #require(desk.wait { $0.isAlternate && $0.text.contains("Help") }, "\(desk.screen.text)")
    if desk.screen.lines[0].contains("Patches") {
      desk.type("\r")
      try #require(desk.waitFor("Sort"), "\(desk.screen.text)")
    }
    return desk
  }

  @Test("two officers on one book: what the line calls saved the other sees, each where they were")
  func twoOfficers() throws {
    let bench = try Bench.withShowcase()
    let (first, second) = (try desk(bench), try desk(bench))
    second.type("/ramsbottom\r")
    #expect(second.waitFor("10000013"))
    first.type("/ramsbottom\r")
    #expect(first.waitFor("10000013"))
    first.type("\u{0E}Rang: will pay Friday\u{13}")
    #expect(first.waitFor("Saved "), "\(first.screen.text)")
    #expect(second.waitFor("Taken in: what others wrote", seconds: 5), "\(second.screen.text)")
    #expect(second.screen.text.contains("/ramsbottom"))
    let journal = try bench.run("journal")
    #expect(journal.text.contains("Rang: will pay Friday"))
    first.type("u")
    #expect(first.waitFor("Undid: note on 10000013"), "\(first.screen.text)")
    for desk in [first, second] {
      desk.type("\u{03}\u{03}")
      #expect(desk.waitForEnd() == .exit(0))
    }
  }

  @Test(
    "killed or hung up in the middle of a note: the next start says so and offers it",
    arguments: [SIGKILL, SIGHUP])
  func lostTerminal(signal: Int32) throws {
    let bench = try Bench.withShowcase()
    var desk = try desk(bench)
    desk.type("/ramsbottom\r")
    #expect(desk.waitFor("10000013"))
    desk.type("nRang, and she sa")
    #expect(desk.waitFor("she sa"))
    // A lost line is told to the program; a killed one keeps what rested for a quarter of a second.
    if signal == SIGKILL { desk.settle(milliseconds: 900) }
    desk.signal(signal)
    #expect(desk.waitForEnd() != nil)

    desk = try self.desk(bench)
    #expect(desk.waitFor("Draft of 10000013"), "\(desk.screen.text)")
    desk.type("N")
    #expect(desk.waitFor("Rang, and she sa"), "\(desk.screen.text)")
    desk.type("id Friday\u{13}")
    #expect(desk.waitFor("Saved "), "\(desk.screen.text)")
    desk.type("\u{03}\u{03}")
    #expect(desk.waitForEnd() == .exit(0))
    #expect(try bench.run("journal").text.contains("Rang, and she said Friday"))

    desk = try self.desk(bench)
    desk.settle()
    #expect(!desk.screen.text.contains("Draft of"))
    desk.type("\u{03}\u{03}")
    #expect(desk.waitForEnd() == .exit(0))
  }
}
