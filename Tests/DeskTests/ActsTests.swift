import Casebook
import Desk
import Terminal
import Testing

@Suite("One's own acts: what stood before and since, and taking back")
struct ActsTests {
  private func desk(_ keys: String) throws -> HandDesk {
    var desk = HandDesk(
      try InventedPatch.book(accounts: 12), .account(reference: "40218863", tab: .ledger))
    try desk.play(keys)
    return desk
  }

  @Test("u takes the last act back and says what it was; once more takes the one before")
  func undo() throws {
    var desk = try desk("n \"one\" Ctrl-S n \"two\" Ctrl-S u")
    #expect(desk.text.contains("Undid: note on 40218863"), "\(desk.text)")
    #expect(desk.asked.last == .undo(sequence: 3))
    try desk.play("Alt-u")
    #expect(desk.asked.last == .undo(sequence: 2))
    try desk.play("F4")
    #expect(desk.text.contains("Nothing of yours can be taken back now."))
    #expect(desk.asked.count == 4)
  }

  @Test("the chosen act is taken back; one that was taken back already says so")
  func chosen() throws {
    var desk = try desk("n \"one\" Ctrl-S n \"two\" Ctrl-S U Down x")
    #expect(desk.asked.last == .undo(sequence: 2))
    #expect(desk.text.contains("taken back"), "\(desk.text)")
    try desk.play("x")
    #expect(desk.text.contains("It was taken back already, by transaction 4"), "\(desk.text)")
  }

  @Test("an act that stays says why, in the pane and when it is asked for")
  func fixed() throws {
    var desk = try desk("n \"one\" Ctrl-S u U")
    #expect(desk.text.contains("A book made by hand brings nothing back."), "\(desk.text)")
    let asked = desk.asked.count
    try desk.play("x")
    #expect(desk.asked.count == asked)
  }
}
