import Desk
import Terminal
import Testing

@Suite("The palette: every command by its name, with its key")
struct PaletteTests {
  private func desk(_ keys: String, start: DeskStart = .caseload(patch: "E3")) throws -> HandDesk {
    var desk = HandDesk(try InventedPatch.book(accounts: 12), start)
    try desk.play(keys)
    return desk
  }

  @Test("a command is done by its name, and the bar teaches its key once")
  func teaches() throws {
    var desk = try desk(": \"sort\" Enter")
    #expect(desk.text.contains("Next time  s  Choose the column"), "\(desk.text)")
    try desk.play("Esc : \"sort\" Enter")
    #expect(!desk.text.contains("Next time"))
  }

  @Test(":q leaves, as :quit does", arguments: ["\"q\"", "\"quit\"", "\"leave\""])
  func quit(name: String) throws {
    var desk = try desk(": \(name)")
    #expect(desk.session.handle(.key(.enter)) == .leave)
  }

  @Test("what cannot be done now says why, in its line and when it is asked for")
  func disabled() throws {
    var desk = try desk(": \"undo\"")
    #expect(desk.text.contains("not now: nothing of yours can be taken back now"), "\(desk.text)")
    try desk.play("Enter")
    #expect(desk.text.contains("Undo: not now, nothing of yours can be taken back now"), "\(desk.text)")
  }

  @Test("Tab completes the name, Up brings back what was done, Esc closes and nothing happened")
  func completing() throws {
    var desk = try desk(": \"mess\" Tab")
    #expect(desk.text.contains(": Messages"), "\(desk.text)")
    try desk.play("Enter Esc : Up")
    #expect(desk.text.contains(": Messages"), "\(desk.text)")
    try desk.play("Esc")
    #expect(!desk.text.contains("Commands ──"))
  }

  @Test("in a text field the palette has the field's commands and the desk's, not the letters of lists")
  func inText() throws {
    let desk = try desk("/ \"ma\" Ctrl-P")
    #expect(
      desk.text.contains("Keep") && desk.text.contains("Search") && !desk.text.contains("Patches "),
      "\(desk.text)")
  }

  @Test("messages can be read again")
  func messages() throws {
    let desk = try desk("s n s n : \"messages\" Enter")
    #expect(desk.text.contains("Messages of this sitting") && desk.text.contains("Sorted by"), "\(desk.text)")
  }

  @Test("each view of the caseload is an entry of its own, the officer's and those that are always there")
  func views() throws {
    var desk = try desk("/ \"balance:cr\" Enter v s \"Overpaid\" Enter : \"view high\" Enter")
    #expect(desk.session.canvas().line(2).contains("High arrears"), "\(desk.text)")
    try desk.play(": \"overpaid\" Enter")
    #expect(desk.session.canvas().line(2).contains("Overpaid"), "\(desk.text)")
    try desk.play("[")
    #expect(desk.session.canvas().line(2).contains("High arrears"), "\(desk.text)")
  }

  @Test(":set nomouse leaves the mouse to the terminal, :set mouse takes it back")
  func mouse() throws {
    var desk = try desk(": \"set nomouse\"")
    #expect(desk.session.handle(.key(.enter)) == .mouse(isOn: false))
    #expect(desk.text.contains("The mouse is off"), "\(desk.text)")
    try desk.play(": \"set mouse\"")
    #expect(desk.session.handle(.key(.enter)) == .mouse(isOn: true))
    try desk.play(": \"set mouse\" Enter")
    #expect(desk.text.contains("not now, the mouse is on"), "\(desk.text)")
  }
}
