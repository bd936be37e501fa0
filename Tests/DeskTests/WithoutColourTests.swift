import Desk
import Rents
import Terminal
import Testing

/// What a colour says, a word, a letter or a sign says too: the text of a canvas has no colours, so these read it alone.
@Suite("With colour off the same facts are readable")
struct WithoutColourTests {
  @Test("the selected line, the sort, what is overdue, absent, owed and in credit")
  func caseload() throws {
    var book = try InventedPatch.book()
    book.add(try Troubled.account())
    let text = try played(book, .caseload(patch: "E3"), "/ \"zukowski\" Enter", size: sizes[1]).canvas()
      .text()
    #expect(text.contains("\n> ") || text.contains("\n>?"))
    #expect(text.contains("Balance▼"))
    #expect(text.contains("17 Nov!"))
    #expect(text.contains("?555/A"))
    #expect(text.contains("1,274.00 DR"))
    let credits = try played(InventedPatch.book(), .caseload(patch: "E3"), "G").canvas().text()
    #expect(credits.contains(" CR "))
    for digit in 0...9 { #expect(!credits.contains("-\(digit)")) }
  }

  @Test("every row whose style is not plain has a sign of its own in its text")
  func rolesHaveSigns() throws {
    var book = try InventedPatch.book()
    book.add(try Troubled.account())
    for start in [
      DeskStart.caseload(patch: "E3"), .account(reference: "555/A", tab: .ledger),
      .account(reference: "40218863", tab: .actions),
    ] {
      let canvas = try played(book, start, size: sizes[1]).canvas()
      for row in 0..<canvas.rows {
        // What is bad is written in capitals, or has an exclamation mark.
        let bad = (0..<canvas.columns).filter { canvas.style(column: $0, row: row)?.role == .bad }
          .map { canvas.character(column: $0, row: row) }.joined()
        if !bad.isEmpty {
          let isMarked = bad.contains("!") || canvas.line(row).contains("MISSED") || bad.contains("RETURNED")
          #expect(isMarked, "“\(bad)” is told by colour alone")
        }
        let warned = (0..<canvas.columns).filter { canvas.style(column: $0, row: row)?.role == .warning }
          .map { canvas.character(column: $0, row: row) }.joined()
        #expect(warned.isEmpty || warned.contains { !$0.isWhitespace }, "row \(row)")
      }
    }
  }

  @Test("without colour the printed screen is the same text")
  func printed() throws {
    let canvas = try played(InventedPatch.book(), .caseload(patch: "E3")).canvas()
    let stripped = canvas.text()
    #expect(!stripped.contains("\u{1B}"))
    #expect(stripped.split(separator: "\n", omittingEmptySubsequences: false).count == 25)
  }

  @Test("where only ASCII can be shown, the trend still rises and falls")
  func ascii() throws {
    var options = DeskOptions()
    options.isASCIIOnly = true
    let text = try played(InventedPatch.book(), .caseload(patch: "E3"), options: options).canvas().text()
    #expect(!text.contains("█") && text.contains("@"))
  }
}
