import Glibc
import ProgramRunner
import Testing

/// Decision 9 at the real desk: what is half typed outlives the program.
@Suite("A note that was cut off", .serialized) struct LostNoteTests {
  private let whole = "Rang, and she said Friday"
  private let rested = "Rang, and she sa"

  @Test("Killed in the middle of a note: what had rested is given back, and saving it leaves no draft")
  func killed() throws {
    let bench = try Bench.withDemo()
    let before = try bench.lastTransaction()
    let account = try #require(try bench.currentAccounts().first?["account"]?.string)
    var officer = try Sitting(bench)
    try officer.open(account)
    try officer.press("Ctrl-N \"\(rested)\"")
    #expect(eventually { bench.drafts().contains { $0.contains(rested) } })
    // What follows has no quarter of a second of rest: it may be lost, nothing else may.
    try officer.press("\"\(whole.dropFirst(rested.count))\"")
    officer.desk.signal(SIGKILL)
    #expect(officer.desk.waitForEnd() == .signal(SIGKILL))
    #expect(try bench.lastTransaction() == before)

    officer = try Sitting(bench)
    try officer.see("Draft of \(account)")
    try officer.press("N")
    try officer.see("Note on \(account)", rested)
    let found = try #require(typed(officer))
    #expect(whole.hasPrefix(found) && found.hasPrefix(rested), "“\(found)”")
    try officer.press("\"\(whole.dropFirst(found.count))\" Ctrl-S")
    try officer.see("Saved", "Note on \(account).")
    try officer.leave()
    try nothingIsLeft(bench)
    let notes = try bench.events("note", after: before)
    #expect(notes.map { $0["text"]?.string } == [whole])
    #expect(notes.map { $0["account"]?.string } == [account])
  }

  @Test("A lost line in the middle of a note loses nothing of it, not even the last letter")
  func hungUp() throws {
    let bench = try Bench.withDemo()
    let before = try bench.lastTransaction()
    let account = try #require(try bench.currentAccounts().first?["account"]?.string)
    var officer = try Sitting(bench)
    try officer.open(account)
    try officer.press("Ctrl-N \"\(whole)\"")
    try officer.see(whole)
    officer.desk.signal(SIGHUP)
    #expect(officer.desk.waitForEnd() == .exit(129))
    #expect(officer.desk.faultsOfTheTerminal == [])

    officer = try Sitting(bench)
    try officer.see("Draft of \(account)")
    try officer.press("N")
    try officer.see("Note on \(account)", whole)
    #expect(typed(officer) == whole)
    try officer.press("Ctrl-S")
    try officer.see("Saved", "Note on \(account).")
    try officer.leave()
    try nothingIsLeft(bench)
    #expect(try bench.events("note", after: before).map { $0["text"]?.string } == [whole])
  }

  @Test(
    "What the line calls saved is in the book although the desk is killed at that moment, and no draft is left"
  )
  func killedWhenSaved() throws {
    let bench = try Bench.withDemo()
    let before = try bench.lastTransaction()
    let account = try #require(try bench.currentAccounts().first?["account"]?.string)
    let officer = try Sitting(bench)
    try officer.open(account)
    try officer.press("Ctrl-N \"\(whole)\"")
    #expect(eventually { bench.drafts().contains { $0.contains(whole) } })
    try officer.press("Ctrl-S")
    try officer.see("Saved", "Note on \(account).")
    officer.desk.signal(SIGKILL)
    #expect(officer.desk.waitForEnd() == .signal(SIGKILL))
    #expect(try bench.events("note", after: before).map { $0["text"]?.string } == [whole])
    let next = try Sitting(bench)
    next.desk.settle()
    #expect(!next.text.contains("Draft of"), "\(next.text)")
    try next.leave()
    #expect(try bench.run("verify").status == 0)
  }

  @Test("The contact and the diary date of the form come back as they stood, and are one act when saved")
  func wholeForm() throws {
    let bench = try Bench.withDemo()
    let before = try bench.lastTransaction()
    let account = try plainAccount(bench)
    var officer = try Sitting(bench)
    try officer.open(account)
    try officer.press("Ctrl-N \"Rang\" Tab o s \"+7d\"")
    try officer.see("Sat 28 Nov 2026")
    #expect(eventually { bench.drafts().contains { $0.contains("+7d") } })
    officer.desk.signal(SIGKILL)
    #expect(officer.desk.waitForEnd() != nil)

    officer = try Sitting(bench)
    try officer.press("N")
    try officer.see("Note on \(account)", "Telephone", "Spoke", "Sat 28 Nov 2026")
    #expect(typed(officer) == "Rang")
    try officer.press("Ctrl-S")
    try officer.see("Saved", "Contact, and review Sat 28 Nov, on \(account).")
    try officer.leave()
    try nothingIsLeft(bench)
    #expect(try bench.lastTransaction() == before + 1)
    let contact = try #require(try bench.events("contact", after: before).first)
    #expect(contact["text"]?.string == "Rang")
    #expect(try bench.events("diary", after: before).map { $0["due"]?.string } == ["2026-11-28"])
  }

  @Test(
    "Drafts of two accounts: the newest is named, the other counted, and each comes back on its own account")
  func twoDrafts() throws {
    let bench = try Bench.withDemo()
    let accounts = try bench.currentAccounts().prefix(2).compactMap { $0["account"]?.string }
    var officer = try Sitting(bench)
    for account in accounts {
      try officer.open(account)
      try officer.press("Ctrl-N \"Half about \(account)\"")
      #expect(eventually { bench.drafts().contains { $0.contains("Half about \(account)") } })
      try officer.press("Esc")
      try officer.see("Kept as a draft: the note on \(account)")
    }
    officer.desk.signal(SIGKILL)
    #expect(officer.desk.waitForEnd() != nil)

    officer = try Sitting(bench)
    try officer.see("Draft of \(accounts[1])", "and 1 more")
    for account in accounts {
      try officer.open(account)
      try officer.press("Ctrl-N")
      try officer.see("Note on \(account)", "Half about \(account)")
      try officer.press("2*Ctrl-X")
      try officer.see("Thrown away: what was typed on \(account)")
    }
    try officer.leave()
    try nothingIsLeft(bench)
  }

  /// Nothing of a draft is beside the book, and the next start says nothing of one.
  private func nothingIsLeft(_ bench: Bench) throws {
    #expect(bench.drafts() == [])
    let officer = try Sitting(bench)
    officer.desk.settle()
    #expect(!officer.text.contains("Draft of"), "\(officer.text)")
    try officer.leave()
  }

  /// The first line of the note that is open.
  private func typed(_ officer: Sitting) -> String? {
    let lines = officer.desk.screen.lines
    guard let head = lines.firstIndex(where: { $0.contains("Note on ") && $0.contains("┌") }),
      lines.indices.contains(head + 2)
    else { return nil }
    let parts = lines[head + 2].split(separator: "│", omittingEmptySubsequences: false)
    guard parts.count > 2 else { return nil }
    return parts[1].split(separator: " ").joined(separator: " ")
  }

  /// An account on which nothing has to be known before somebody rings.
  private func plainAccount(_ bench: Bench) throws -> String {
    for account in try bench.currentAccounts() {
      guard let reference = account["account"]?.string else { continue }
      let screen = try bench.run("show", "account:" + reference)
      if screen.text.contains("FLAGS  none") { return reference }
    }
    return try #require(nil, "no account of the demo is without flags")
  }
}
