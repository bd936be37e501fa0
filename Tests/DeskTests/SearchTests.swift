import Desk
import Terminal
import Testing

@Suite("Search over the whole book, as it is typed")
struct SearchTests {
  private func desk(_ keys: String) throws -> HandDesk {
    var book = try InventedPatch.book(accounts: 12)
    var former = try Troubled.unposted()
    former.page.facts.reference = "F100"
    former.page.facts.status = .former
    former.page.entry.reference = "F100"
    former.page.entry.names = ["Máire O'Brien"]
    former.page.entry.status = .former
    book.add(former)
    var desk = HandDesk(book)
    try desk.play(keys)
    return desk
  }

  @Test("Enter opens the account, Esc comes back to the same query")
  func opens() throws {
    var desk = try desk("Ctrl-F \"marsh hazel\"")
    #expect(desk.text.contains("40218863") && desk.text.contains("1 found"), "\(desk.text)")
    try desk.play("Enter")
    #expect(desk.text.contains("BALANCE"))
    try desk.play("Esc")
    #expect(desk.text.contains("Search: marsh hazel"), "\(desk.text)")
    try desk.play("Esc")
    #expect(desk.text.contains("accounts  DR"))
  }

  @Test("a whole reference, typed or pasted, opens with Enter")
  func reference() throws {
    for keys in ["\"40218863\"", "Paste:\" 40218863\\n\""] {
      let desk = try desk("Ctrl-F \(keys) Enter")
      #expect(desk.text.contains("BALANCE  762.39 DR"), "\(desk.text)")
    }
  }

  @Test("former tenants are found and marked")
  func former() throws {
    let desk = try desk("Ctrl-F \"maire obrien\"")
    #expect(desk.text.contains("former") && desk.text.contains("F100"), "\(desk.text)")
  }

  @Test("from an account reached by search, search goes back to it: screens do not pile up")
  func once() throws {
    var desk = try desk("Ctrl-F \"marsh\" Enter")
    let depth = desk.session.depth
    for _ in 0..<20 { try desk.play("Ctrl-F Enter") }
    #expect(desk.session.depth == depth)
  }
}
