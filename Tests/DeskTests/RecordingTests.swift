import Casebook
import Desk
import Rents
import Terminal
import Testing

@Suite("What the desk records: asked for, being saved, saved or refused")
struct RecordingTests {
  @Test("another officer's change is taken in without a word about one's own")
  func news() throws {
    var book = try InventedPatch.book(accounts: 8)
    var session = try played(book, .caseload(patch: "E3"))
    book.sequence += 1
    session.take(book)
    #expect(session.canvas().text().contains("Taken in: what others wrote."))
  }

  @Test("what opening the book found worth telling stands in the message line and can be read again")
  func remarks() throws {
    let book = try InventedPatch.book(accounts: 8)
    var session = DeskSession(
      book: book, start: .home, size: sizes[0], remarks: ["A torn tail of 12 bytes was set aside."])
    #expect(session.canvas().text().contains("Note: A torn tail of 12 bytes was set aside."))
    _ = session.handle(.key(.down))
    #expect(!session.canvas().text().contains("torn tail"))
    #expect(session.messages.map(\.message.text) == ["A torn tail of 12 bytes was set aside."])
  }

  @Test("an error stays until Esc takes it away, covers nothing that is typed, and can be read again")
  func errors() throws {
    var desk = HandDesk(try InventedPatch.book(accounts: 8))
    desk.book.refusal = "The disk is full."
    try desk.play("n \"Rang\" Ctrl-S")
    #expect(desk.session.canvas().line(0).hasPrefix(" Error: Not saved"), "\(desk.text)")
    #expect(desk.text.contains("Rang"))
    try desk.play("Esc 2*Down")
    #expect(desk.session.canvas().line(22).hasPrefix(" Error: Not saved"), "\(desk.text)")
    let depth = desk.session.depth
    try desk.play("Esc")
    #expect(!desk.text.contains("Error:") && desk.session.depth == depth)
    try desk.play(": \"messages\" Enter")
    #expect(desk.text.contains("10:19:41  Error: Not saved"), "\(desk.text)")
    try desk.play("Esc Esc")
    #expect(desk.session.depth < depth)
  }

  @Test("where the screen is too small to be seen nothing is recorded, and what was typed is kept")
  func unseen() throws {
    var desk = HandDesk(try InventedPatch.book(accounts: 8))
    try desk.play("n \"Ra\"")
    desk.session.resize(to: Size(columns: 59, rows: 24))
    try desk.play("\"ng\" Ctrl-S Tab Enter Ctrl-X Ctrl-X Alt-u")
    #expect(desk.asked.isEmpty && desk.session.unsaved == 0)
    desk.session.resize(to: sizes[0])
    #expect(desk.text.contains("Rang"), "\(desk.text)")
    desk.session.resize(to: Size(columns: 80, rows: 14))
    try desk.play("Esc u I Enter n \"x\"")
    desk.session.resize(to: sizes[0])
    #expect(desk.text.hasPrefix(" E3") && !desk.text.contains("Rang"), "\(desk.text)")
    try desk.play("N")
    #expect(desk.text.contains("Rang") && desk.asked.isEmpty, "\(desk.text)")
    _ = desk.session.handle(.key(.control("c")))
    // It leaves once what was typed is kept.
    #expect(desk.session.handle(.key(.control("c"))) == nil)
    desk.take(nil)
    #expect(desk.hasLeft)
  }

  @Test(
    "the neighbour of an account that went away is selected and in sight, wherever it stood",
    arguments: ["g", "G", "20*Down", "G 9*Up", "/ \"a\" Enter G"])
  func neighbour(keys: String) throws {
    var desk = HandDesk(try InventedPatch.book())
    try desk.play(keys)
    for _ in 0..<12 {
      guard let selected = chosen(desk.text) else { break }
      desk.book.accounts[selected] = nil
      desk.book.sequence += 1
      desk.session.take(desk.book)
      #expect(chosen(desk.text) != nil && chosen(desk.text) != selected, "after \(selected):\n\(desk.text)")
    }
  }

  /// The reference in the line that is marked as selected.
  private func chosen(_ text: String) -> String? {
    text.split(separator: "\n").first { $0.hasPrefix(">") }?.split(separator: " ").dropFirst().first.map(
      String.init)
  }
}
