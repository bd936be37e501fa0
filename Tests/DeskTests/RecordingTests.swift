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
}
