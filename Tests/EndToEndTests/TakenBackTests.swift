import ProgramRunner
import Testing

/// Decision 7 at the real desk.
@Suite("Taken back", .serialized) struct TakenBackTests {
  @Test(
    "A note taken back by the chord counts no more and stays on record; twice is refused in words")
  func note() throws {
    let bench = try Bench.withDemo()
    let before = try bench.lastTransaction()
    let account = try #require(try bench.currentAccounts().first?["account"]?.string)
    let officer = try Sitting(bench)
    try officer.open(account)
    try officer.press("5")
    try officer.see("[5 Actions]")
    try officer.press("Ctrl-N \"Of another tenant\" Ctrl-S")
    try officer.see("Saved", "Note on \(account).", "Of another tenant")
    // The chord is valid while something is typed, where u is a letter.
    try officer.press("Ctrl-F Ctrl-U \"u\" Alt-u")
    try officer.see("Search: u", "Undid: note on \(account)")
    try officer.press("Alt-u")
    try officer.see("Nothing of yours can be taken back now")

    try officer.open(account)
    try officer.press("5")
    try officer.see("[5 Actions]")
    // It stands there struck through, so that its plain words are nowhere.
    try officer.see("Taken back: O\u{336}f\u{336}")
    #expect(!officer.text.contains("Of another tenant"), "\(officer.text)")
    // The own acts still say what it was, and why it cannot be taken back again.
    try officer.press("U")
    try officer.see("Of another tenant", "taken back")
    try officer.press("Down")
    try officer.see("the note is chosen") { $0.chosenLine?.contains("Note") == true }
    try officer.press("x")
    try officer.see("taken back already")
    try officer.leave()

    let sequence = before + 1
    #expect(try bench.events("note", after: before).map { $0["text"]?.string } == ["Of another tenant"])
    #expect(try bench.events("withdrawn", after: before).map { $0["undoes"]?.integer } == [sequence])
    let again = try bench.run("undo", String(sequence))
    #expect(again.status == 1)
    #expect(again.errorText.contains("already") && again.errorText.contains("Nothing was changed"))
    #expect(try bench.lastTransaction() == before + 2)
    #expect(try bench.run("verify").status == 0)
  }
}
