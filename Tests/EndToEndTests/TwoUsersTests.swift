import Glibc
import ProgramRunner
import Testing

/// Two users of the operating system, with nothing in common but a group, at two real terminals on one book. Only root can
/// make them (no user is added: they are numbers).
@Suite(
  "Two users of the host on one book", .serialized,
  .enabled(if: TwoUsers.areThere, "only root can be two users"))
struct TwoUsersTests {
  @Test("Each sees the other's note by itself; what is half typed, and where one is, stays")
  func notes() throws {
    let users = try TwoUsers()
    let before = try users.ann.lastTransaction()
    let account = try #require(try users.ann.currentAccounts().first?["account"]?.string)
    let (ann, bob) = (
      try Sitting(users.ann, columns: 200, rows: 60), try Sitting(users.bob, columns: 200, rows: 60)
    )
    for officer in [ann, bob] {
      try officer.open(account)
      try officer.press("5")
      try officer.see("[5 Actions]")
    }
    try ann.press("Ctrl-N \"Half of Ann\"")
    try ann.see("Note on \(account)", "Half of Ann")
    try bob.press("Ctrl-N \"Bob rang\" Ctrl-S")
    try bob.see("Saved", "Note on \(account).")
    let saved = monotonicNanoseconds()
    try ann.see("Bob rang", "Half of Ann", "Note on \(account)")
    print(
      "  another user's note was on the screen \((monotonicNanoseconds() - saved) / 1_000_000) ms after it was saved"
    )
    try ann.press("\", all said\" Ctrl-S")
    try ann.see("Saved", "Note on \(account).")
    try bob.see("Half of Ann, all said")

    // The other's act cannot be taken back: the last of one's own is.
    try bob.press("u")
    try bob.see("Undid: note on \(account)")
    try bob.press("u")
    try bob.see("Nothing of yours can be taken back now")
    try ann.leave()
    try bob.leave()
    let notes = try users.ann.events("note", after: before).map { $0["text"]?.string }
    #expect(notes == ["Bob rang", "Half of Ann, all said"])
    let annsNote = try users.ann.lastTransaction() - 1
    let refused = try users.bob.run("undo", String(annsNote))
    #expect(refused.status == 1, "\(refused.errorText)")
    #expect(refused.errorText.contains("4101"), "\(refused.errorText)")
    try users.nobodyIsLockedOut()
  }

  @Test("A telephone number that both change: the second is shown both, and chooses")
  func telephone() throws {
    let users = try TwoUsers()
    try TwoOfficersTests().telephone(of: (users.ann, users.bob))
    try users.nobodyIsLockedOut()
  }

  @Test("Drafts are each user's own: one is never offered the other's")
  func drafts() throws {
    let users = try TwoUsers()
    let account = try #require(try users.ann.currentAccounts().first?["account"]?.string)
    let ann = try Sitting(users.ann)
    try ann.open(account)
    try ann.press("Ctrl-N \"Half of Ann\"")
    #expect(eventually { users.ann.drafts().contains { $0.contains("Half of Ann") } })
    ann.desk.signal(SIGKILL)
    #expect(ann.desk.waitForEnd() != nil)
    let bob = try Sitting(users.bob)
    bob.desk.settle()
    #expect(!bob.text.contains("Draft of"), "\(bob.text)")
    try bob.leave()
    let again = try Sitting(users.ann)
    try again.see("Draft of \(account)")
    try again.press("N 2*Ctrl-X")
    try again.see("Thrown away")
    try again.leave()
    try users.nobodyIsLockedOut()
  }

  @Test(
    "Somebody who was stopped while writing is named on the other's screen, which lives; when they go on, all is saved",
    .enabled(if: TwoUsers.canStop, "strace is not installed, or may not trace"))
  func stopped() throws {
    let (users, before, account, ann, bob) = try writingBehindTheStopped()
    defer { bob.end() }
    try ann.see("Saving waits for 4102, pid ")
    // The screen lives.
    try ann.press("2")
    try ann.see("[2 Timeline]")
    bob.goOn()
    try ann.see("Saved", "Note on \(account).")
    #expect(eventually { bob.hasEnded })
    try ann.leave()
    #expect(
      try users.ann.events("note", after: before).map { $0["text"]?.string }
        == ["Bob was stopped here", "Ann writes on"])
    #expect(try users.ann.run("verify").status == 0)
  }

  @Test(
    "Where they stay stopped, the note is not called saved: it stands in its form again, with who is in the way",
    .enabled(if: TwoUsers.canStop, "strace is not installed, or may not trace"))
  func stoppedForGood() throws {
    let (users, before, account, ann, bob) = try writingBehindTheStopped()
    defer { bob.end() }
    try ann.see("Not saved", "being written by 4102")
    try ann.see("Note on \(account)", "Ann writes on")
    bob.end()
    try ann.press("Ctrl-S")
    try ann.see("Saved", "Note on \(account).")
    try ann.leave()
    #expect(
      try users.ann.events("note", after: before).compactMap { $0["text"]?.string }.contains("Ann writes on"))
    #expect(try users.ann.run("verify").status == 0)
  }

  /// Bob stands still in the middle of a note with the lock in his hand, and Ann has pressed save on hers.
  private func writingBehindTheStopped() throws -> (
    users: TwoUsers, before: Int, account: String, ann: Sitting, bob: TwoUsers.Stopped
  ) {
    let users = try TwoUsers()
    let before = try users.ann.lastTransaction()
    let account = try #require(try users.ann.currentAccounts().first?["account"]?.string)
    let ann = try Sitting(users.ann)
    try ann.open(account)
    let bob = try users.stoppedWhileWriting(["note", account, "Bob was stopped here"])
    try ann.press("Ctrl-N \"Ann writes on\" Ctrl-S")
    return (users, before, account, ann, bob)
  }
}
