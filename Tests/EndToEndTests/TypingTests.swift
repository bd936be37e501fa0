import ProgramRunner
import Terminal
import Testing

/// Decision 16 at the real desk: in a text letters are text, and what is pasted is text.
@Suite("Typing into everything", .serialized) struct TypingTests {
  /// Every letter and sign that is a command somewhere.
  private let commands = "nNduUqpjkgGlhsvIPCM#*x?123"
  /// What a clipboard may hold: commands, ends of lines, and characters that steer a terminal or a program.
  private let pasted = "dd\r\rq\u{03}\u{03}\u{13}\u{0E}n\u{1B}\u{1B}[31m\u{07}\u{1A}W\r\nIt\u{09}uUx\u{7F}end"

  @Test("Letters that are commands elsewhere are text in note, filter, search and palette")
  func letters() throws {
    let bench = try Bench.withDemo()
    let before = try bench.lastTransaction()
    let account = try #require(try bench.currentAccounts().first?["account"]?.string)
    let officer = try Sitting(bench)
    try officer.press("/ \"\(commands)\"")
    try officer.see("/\(commands)", "Enter Keep")
    try officer.press("Esc")
    try officer.see("Enter Open", "/ Find")
    try officer.press(": \"\(commands)\"")
    try officer.see("│ : \(commands)")
    try officer.press("Esc Ctrl-F Ctrl-U \"\(commands)\"")
    try officer.see("Search: \(commands)", "Search the whole book")
    try officer.open(account)
    try officer.press("n \"\(commands)\"")
    try officer.see("│ \(commands)", "Note on \(account)")
    #expect(try bench.lastTransaction() == before)
    try officer.press("Ctrl-S")
    try officer.see("Saved", "Note on \(account).")
    try officer.leave()
    #expect(try bench.events("note", after: before).map { $0["text"]?.string } == [commands])
    #expect(try bench.lastTransaction() == before + 1)
  }

  @Test("Pasted lines with control characters run nothing, in a list, in a filter, in search and palette")
  func pastes() throws {
    let bench = try Bench.withDemo()
    let before = try bench.lastTransaction()
    let account = try #require(try bench.currentAccounts().first?["account"]?.string)
    let officer = try Sitting(bench)
    let home = officer.desk.screen.lines[0]
    try paste(officer)
    #expect(officer.desk.screen.lines[0] == home, "\(officer.text)")
    // The list goes on where it stood.
    try officer.press("/")
    try officer.see("Enter Keep")
    try paste(officer)
    try officer.see("Enter Keep", "dd")
    try officer.press("Esc")
    try officer.see("Enter Open", "/ Find")
    #expect(officer.desk.screen.lines[0] == home, "\(officer.text)")
    try officer.press(":")
    try officer.see("│ :")
    try paste(officer)
    try officer.see("│ : dd")
    try officer.press("Esc Ctrl-F")
    try officer.see("Search the whole book")
    try paste(officer)
    try officer.see("Search: dd", "Search the whole book")
    try officer.open(account)
    let title = officer.desk.screen.lines[0]
    try paste(officer)
    #expect(officer.desk.screen.lines[0] == title, "\(officer.text)")
    #expect(officer.desk.ending == nil)
    #expect(officer.desk.screen.isAlternate)
    try officer.leave()
    #expect(try bench.lastTransaction() == before)
    #expect(bench.drafts() == [])
  }

  @Test("Pasted into a note they are its words, line by line, and nothing in the book can steer a terminal")
  func pasteIntoNote() throws {
    let bench = try Bench.withDemo()
    let before = try bench.lastTransaction()
    let account = try #require(try bench.currentAccounts().first?["account"]?.string)
    let officer = try Sitting(bench)
    try officer.open(account)
    try officer.press("Ctrl-N")
    try officer.see("Note on \(account)")
    try paste(officer)
    try officer.see("│ dd", "Note on \(account)", "Ctrl-S Save")
    #expect(try bench.lastTransaction() == before)
    try officer.press("Ctrl-S")
    try officer.see("Saved", "Note on \(account).")
    try officer.leave()
    let text = try #require(try bench.events("note", after: before).first?["text"]?.string)
    #expect(text.hasPrefix("dd\n\n") && text.hasSuffix("end"), "\(text.debugDescription)")
    #expect(
      !text.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || (0x7F..<0xA0).contains($0.value)) })
    #expect(try bench.lastTransaction() == before + 1)
  }

  /// Pastes, and waits for the desk to be quiet.
  private func paste(_ officer: Sitting) throws {
    officer.desk.send(Array("\u{1B}[200~\(pasted)\u{1B}[201~".utf8))
    officer.desk.settle(milliseconds: 200)
  }
}
