import Glibc
import ProgramRunner
import Testing

/// The book is pulled out from under the desk while an officer types. Each time the screen lives, nothing is called saved
/// that is not, what was typed stands in its form again with the reason, and once the cause is gone it is saved.
@Suite("The book pulled out from under the desk", .serialized) struct PulledOutTests {
  /// An officer who is no superuser: for root no directory is read-only.
  private func ordinaryBench() throws -> Bench {
    guard geteuid() == 0 else { return try Bench.withDemo() }
    return try TwoUsers().ann
  }

  /// An officer whose root may not be, and who cannot be another user.
  private static let isOrdinary = geteuid() != 0 || TwoUsers.areThere

  private func shell(_ bench: Bench, _ script: String) throws {
    let done = try bench.tool("/bin/sh", ["-c", "cd \"$0\" && " + script, bench.book])
    try #require(done.status == 0, "\(script): \(done.errorText)")
  }

  /// The officer, with an account open.
  private func sitDown(_ bench: Bench) throws -> (officer: Sitting, account: String) {
    let account = try #require(try bench.currentAccounts().first?["account"]?.string)
    let officer = try Sitting(bench)
    try officer.open(account)
    return (officer, account)
  }

  /// The note that could not be saved is there, and the screen lives.
  private func isStillThere(_ words: String, _ officer: Sitting, _ account: String) throws {
    try officer.see("Note on \(account)", words)
    try officer.press("F1")
    try officer.see("The keys valid here")
    try officer.press("F1")
    try officer.see("Note on \(account)", words)
  }

  @Test("Made read-only: said, kept in the form, saved once it is writable again", .enabled(if: isOrdinary))
  func readOnly() throws {
    let bench = try ordinaryBench()
    let before = try bench.lastTransaction()
    let (officer, account) = try sitDown(bench)
    try shell(bench, "chmod -R a-w .")
    try officer.press("Ctrl-N \"She rang at ten\"")
    try officer.see("What you type is kept nowhere but here", "no write permission for the book")
    try officer.press("Ctrl-S")
    try officer.see("Not saved", "Nothing was changed")
    try isStillThere("She rang at ten", officer, account)
    #expect(try bench.lastTransaction() == before)
    try shell(bench, "chmod -R u+w .")
    try officer.press("Ctrl-S")
    try officer.see("Saved", "Note on \(account).")
    try officer.leave()
    #expect(try bench.events("note", after: before).map { $0["text"]?.string } == ["She rang at ten"])
    #expect(bench.drafts() == [])
  }

  @Test("Moved away, and back: said, kept in the form, then saved once and no draft left")
  func movedAway() throws {
    let bench = try Bench.withDemo()
    let before = try bench.lastTransaction()
    let (officer, account) = try sitDown(bench)
    try officer.press("Ctrl-N \"She rang\"")
    #expect(eventually { bench.drafts().contains { $0.contains("She rang") } })
    try #require(rename(bench.book, bench.book + ".away") == 0)
    try officer.press("\" at ten\"")
    try officer.see("kept nowhere but here", "not where it was")
    try officer.press("Ctrl-S")
    try officer.see("Not saved", "was moved away")
    try isStillThere("She rang at ten", officer, account)
    try #require(rename(bench.book + ".away", bench.book) == 0)
    try officer.press("Ctrl-S")
    try officer.see("Saved", "Note on \(account).")
    try officer.leave()
    #expect(try bench.events("note", after: before).map { $0["text"]?.string } == ["She rang at ten"])
    #expect(bench.drafts() == [])
    #expect(try bench.run("verify").status == 0)
  }

  @Test("Removed altogether: said, the words stay on the screen, and the last words name the account")
  func removed() throws {
    let bench = try Bench.withDemo()
    let (officer, account) = try sitDown(bench)
    TemporaryDirectory.remove(bench.book)
    try officer.press("Ctrl-N \"She rang at ten\"")
    try officer.see("kept nowhere but here")
    try officer.press("Ctrl-S")
    try officer.see("Not saved")
    try isStillThere("She rang at ten", officer, account)
    officer.desk.signal(SIGHUP)
    #expect(officer.desk.waitForEnd() == .exit(129))
    #expect(officer.desk.faultsOfTheTerminal == [])
    #expect(officer.text.contains("the note on \(account) is kept nowhere"), "\(officer.text)")
  }

  @Test("The journal cut short: nothing is written behind the hole, and the draft outlives the sitting")
  func cutShort() throws {
    let bench = try Bench.withDemo()
    let (officer, account) = try sitDown(bench)
    // One note is saved, so that the desk has the journal open.
    try officer.press("Ctrl-N \"Before\" Ctrl-S")
    try officer.see("Saved", "Note on \(account).")
    let journal = bench.book + "/journal/00000001.log"
    try #require(truncate(journal, 3_000) == 0)
    try officer.press("Ctrl-N \"She rang at ten\"")
    #expect(eventually { bench.drafts().contains { $0.contains("She rang at ten") } })
    try officer.press("Ctrl-S")
    try officer.see("Not saved", "The record is damaged at journal/00000001.log")
    try isStillThere("She rang at ten", officer, account)
    officer.desk.signal(SIGHUP)
    #expect(officer.desk.waitForEnd() == .exit(129))
    #expect(bench.drafts().contains { $0.contains("She rang at ten") })
    var about = stat()
    #expect(stat(journal, &about) == 0 && about.st_size == 3_000, "nothing was written to the damaged file")
    #expect(try bench.run("verify").status == 3)
  }

  @Test("A book of a newer version: nothing is written to it, by a desk that is open or by one that starts")
  func newerVersion() throws {
    let bench = try Bench.withDemo()
    let (officer, account) = try sitDown(bench)
    try shell(
      bench, "sed 's/^journal [0-9]*/journal 99/; s/read=[0-9]* write=[0-9]*/read=99 write=99/' FORMAT > F")
    try shell(bench, "grep -v '^crc' F > G && cat G > FORMAT && rm F G")
    try officer.press("Ctrl-N \"She rang at ten\" Ctrl-S")
    try officer.see("Not saved")
    try isStillThere("She rang at ten", officer, account)
    officer.desk.signal(SIGHUP)
    #expect(officer.desk.waitForEnd() == .exit(129))
    let next = try bench.desk()
    #expect(next.waitForEnd() == .exit(3), "\(next.screen.text)")
    #expect(next.faultsOfTheTerminal == [])
  }
}
