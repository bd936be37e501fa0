import Casebook
import Glibc
import Rents
import Terminal
import Testing

@testable import Desk

@Suite("Nothing that was typed in a form is lost or overwritten")
struct StatementSafetyTests {
  private func kept(_ sitting: FormSitting) -> StatementForm {
    StatementScreen.form(sitting.casebook.forms.look(at: FormSitting.account).fields)
  }

  @Test("each field is on the disk when it is left, and what is half typed after a rest")
  func durable() throws {
    var sitting = try FormSitting()
    try sitting.press("\"742m\" Enter \"12\"")
    #expect(kept(sitting)[.amount(line: "salary-client")] == "742m")
    #expect(kept(sitting)[.amount(line: "salary-partner")] == "")
    #expect(sitting.text.contains("saving…"))
    sitting.rest()
    #expect(sitting.text.contains("saved 10:19:41"))
    sitting.disk.kill(sitting.process)
    let later = try FormSitting(on: sitting.disk)
    #expect(later.form?.work?.field == .amount(line: "salary-partner"))
    #expect(later.form?.work?.entry?.editor.text == "12")
    #expect(later.form?.work?.form[.amount(line: "salary-client")] == "742m")
  }

  @Test("the line drops: what is half typed is there, for whoever opens the account, with whose it was")
  func hangUp() throws {
    var sitting = try FormSitting()
    try sitting.press("\"742m\" Enter \"12\"")
    sitting.handle(.hangUp)
    sitting.rest()
    sitting.disk.kill(sitting.process)
    let other = try FormSitting(user: "akhan", on: sitting.disk)
    #expect(other.text.contains("The form goes on: Kofi Osei typed last"))
    #expect(other.form?.work?.form[.amount(line: "salary-client")] == "742m")
    #expect(other.text.contains("Kofi Osei types “12”"))
  }

  @Test("a disk that refuses is told, nothing is lost here, and it is tried again")
  func refused() throws {
    var sitting = try FormSitting()
    sitting.disk.set(space: 0)
    try sitting.press("\"742m\" Enter \"12w\" Enter")
    #expect(sitting.text.contains("NOT SAVED: 2 fields"))
    #expect(sitting.text.contains("742.00"))
    sitting.disk.set(space: nil)
    try sitting.press("\"-\" Enter")
    #expect(sitting.text.contains("saved 10:19:41"))
    #expect(kept(sitting)[.amount(line: "salary-client")] == "742m")
    #expect(kept(sitting)[.amount(line: "salary-partner")] == "12w")
  }

  @Test("what a colleague types appears without touching what is typed here; both are seen to be in it")
  func twoOfficers() throws {
    var mine = try FormSitting()
    try mine.press("\"742m\" Enter")
    var theirs = try FormSitting(user: "akhan", on: mine.disk)
    mine.look()
    #expect(mine.text.contains("Aisha Khan here since"))
    #expect(theirs.text.contains("Kofi Osei here since"))
    try mine.press("\"85\"")
    try theirs.press("\"tv15\" Enter")
    mine.look()
    #expect(mine.form?.work?.form[.amount(line: "tv-licence")] == "15")
    #expect(mine.form?.work?.entry?.editor.text == "85")
    #expect(mine.text.contains("Aisha Khan: TV licence is 15 now."))
    try theirs.press("Esc")
    mine.look()
    #expect(!mine.text.contains("Aisha Khan here"))
  }

  @Test("two texts in one field: both are shown with whose they are, and one is chosen")
  func conflict() throws {
    var mine = try FormSitting()
    try mine.press("\"742m\" Enter")
    var theirs = try FormSitting(user: "akhan", on: mine.disk)
    try theirs.press("\"tv\" \"15\" Enter")
    // This desk has not looked since.
    try mine.press("\"tv\" \"16\" Enter")
    #expect(mine.text.contains("1 with two texts"))
    #expect(mine.text.contains("Aisha Khan") && mine.text.contains("Alt-1"))
    try mine.press("\"tv\" Enter")
    #expect(mine.text.contains("Two texts, choose:"))
    // It cannot be recorded before one is chosen.
    try mine.press("Ctrl-S Ctrl-S")
    #expect(mine.casebook.forms.look(at: FormSitting.account).isBegun)
    try mine.press("Alt-2")
    #expect(mine.form?.work?.form[.amount(line: "tv-licence")] == "16")
    #expect(mine.casebook.forms.look(at: FormSitting.account).conflicts.isEmpty)
    theirs.look()
    #expect(theirs.form?.work?.form[.amount(line: "tv-licence")] == "16")
  }

  @Test("finished, it is frozen; a correction is another version that shows what changed")
  func finish() throws {
    var sitting = try FormSitting()
    try sitting.press("\"742m\" Enter \"tv15\" Enter Ctrl-S")
    #expect(sitting.text.contains("NOT ASKED") && sitting.text.contains("Nobody has agreed"))
    try sitting.press("Ctrl-S")
    #expect(sitting.text.contains("Saved 10:19:41: Form of 40218863."))
    #expect(sitting.text.contains("finished 24 Nov 2026"))
    #expect(!sitting.casebook.forms.look(at: FormSitting.account).isBegun)
    let first = try #require(try sitting.casebook.view.statement(of: FormSitting.account))
    #expect(first.fields["amount.salary-client"] == "742m" && first.fields["amount.rent"] == "118.64w")
    // Frozen: figures are no text here.
    try sitting.press("\"9\"")
    #expect(sitting.form?.work?.entry == nil)
    try sitting.press("c")
    #expect(sitting.form?.mode == .form && sitting.form?.draft.corrects == first.id)
    try sitting.press("\"wages\" Enter \"750m\" Enter Ctrl-S")
    #expect(sitting.text.contains("corrects") && sitting.text.contains("income +8.00"))
    try sitting.press("50*Down")
    #expect(sitting.text.contains("742m became 750m"))
    try sitting.press("Ctrl-S")
    let versions = try sitting.casebook.view.statements(of: FormSitting.account)
    #expect(versions.count == 2 && versions[0].replaces == first.id && !versions[1].stands)
    try sitting.press("[")
    #expect(sitting.text.contains("corrected since 24 Nov 2026"))
  }

  @Test("the last form stands beside the next: as last time is one key, what changed is marked")
  func previous() throws {
    var sitting = try FormSitting()
    try sitting.press("\"742m\" Enter \"tv15\" Enter Ctrl-S Ctrl-S Enter")
    #expect(sitting.text.contains("nothing typed yet"))
    try sitting.press("= \"50w\" Enter F8")
    #expect(sitting.form?.work?.form[.amount(line: "salary-client")] == "742m")
    #expect(sitting.text.contains("last form"))
    let partner = sitting.text.split(separator: "\n").first { $0.contains("Partner") }
    #expect(partner?.contains("*") == true)
    let wages = sitting.text.split(separator: "\n").first { $0.contains("Wages") }
    #expect(wages?.contains("*") == false)
  }

  @Test("giving up asks once, and can be taken back")
  func giveUp() throws {
    var sitting = try FormSitting()
    try sitting.press("\"742m\" Enter Ctrl-X")
    #expect(sitting.text.contains("again gives this form up"))
    try sitting.press("Down Ctrl-X")
    #expect(sitting.casebook.forms.look(at: FormSitting.account).isBegun)
    try sitting.press("Ctrl-X")
    #expect(!sitting.casebook.forms.look(at: FormSitting.account).isBegun)
    #expect(sitting.text.contains("Given up"))
    try sitting.press("Alt-u")
    #expect(sitting.form?.work?.form[.amount(line: "salary-client")] == "742m")
  }

  @Test("whoever may only read types nothing")
  func stranger() throws {
    let first = try FormSitting()
    var sitting = try FormSitting(user: "nobody", on: first.disk)
    try sitting.press("\"742\" Enter _ =")
    #expect(sitting.form?.work?.form.isEmpty == true)
    #expect(sitting.text.contains("you may only read"))
  }

  // MARK: Any key, any kill

  private static let letters = Array("abcdefghilmnoprstuvwy".unicodeScalars).map { Key($0) }
  private static let figures = Array("0123456789.-/*+()wfmqty4 ".unicodeScalars).map { Key($0) }
  private static let moves: [Key] = [
    .enter, .enter, .enter, .tab, .shiftTab, .up, .down, .pageUp, .pageDown, .left, .right, .home, .end,
    .backspace,
    .delete, .control("k"), .control("u"), .alt("u"), .function(6), .function(7), .function(8), .escape,
    .alt("1"),
    .alt("2"),
  ]
  private static let signs = Array("=_;!>'".unicodeScalars).map { Key($0) }

  /// How many keys are typed: a million with `PATCHBOOK_FORM_KEYS=1000000`.
  private static let count = getenv("PATCHBOOK_FORM_KEYS").flatMap { Int(String(cString: $0)) } ?? 1_500

  @Test(
    "random typing with random kills: the form on disk is always what the screen had accepted",
    arguments: [1, 2])
  func randomKeys(seed: UInt64) throws {
    var dice = Dice(seed: seed)
    var sitting = try FormSitting()
    for step in 0..<Self.count {
      let keys =
        switch dice.roll(20) {
        case 0..<9: Self.figures
        case 9..<12: Self.letters
        case 12: Self.signs
        default: Self.moves
        }
      let key = keys[dice.roll(keys.count)]
      // Esc leaves the form where nothing else is to be left.
      if key == .escape, sitting.form?.work?.entry == nil, sitting.form?.work?.jump == nil,
        sitting.form?.mode == .form
      {
        continue
      }
      sitting.handle(.key(key))
      if dice.roll(12) == 0 { sitting.rest() }
      if step % 50 == 0 { _ = sitting.session.canvas() }
      let work = try #require(sitting.form?.work, "step \(step), \(key)")
      #expect(kept(sitting) == work.form, "step \(step) of seed \(seed), after \(key)")
      guard dice.roll(120) == 0 else { continue }
      let isResting = sitting.resting != nil
      sitting.disk.kill(sitting.process)
      let later = try FormSitting(on: sitting.disk)
      let after = try #require(later.form?.work)
      #expect(after.form == work.form, "killed after step \(step) of seed \(seed)")
      if !isResting, let entry = work.entry {
        #expect(after.entry?.editor.text == entry.editor.text && after.entry?.field == entry.field)
      }
      sitting = later
    }
  }
}
