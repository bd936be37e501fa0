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
    #expect(session.messages.map(\.text) == ["A torn tail of 12 bytes was set aside."])
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
