import Casebook
import Desk
import Rents
import Terminal
import Testing

@Suite("Small habits of eight hours a day")
struct HabitTests {
  private let list = DeskStart.caseload(patch: "E3")
  private let account = DeskStart.account(reference: "40218863", tab: .ledger)

  @Test("marks, scroll and the selected account are there again after the patches")
  func marksSurvive() throws {
    var session = try played(InventedPatch.book(), list, "Space Space 40*Down > Space")
    let before = session.canvas().text().split(separator: "\n").dropFirst(3).prefix(15)
    let marked = session.canvas().text()
    #expect(marked.contains("marked 3"))
    let again = session.play(try KeyScript("p Enter")).text()
    #expect(again.contains("marked 3"), "\(again)")
    #expect(Array(again.split(separator: "\n").dropFirst(3).prefix(15)) == Array(before), "\(again)")
  }

  @Test("a term that cannot be read is underlined, the list is as without it, and Enter keeps nothing")
  func wrongTerm() throws {
    var session = try played(InventedPatch.book(), list, "/ \"hazel\"")
    let count = session.canvas().text().split(separator: "\n").first { $0.contains("/hazel") }
    session = try played(InventedPatch.book(), list, "/ \"hazel balanc>200\"")
    let shown = session.canvas().text()
    #expect(shown.contains("did you mean “balance”? (Tab)"), "\(shown)")
    #expect(shown.contains("left out: "), "\(shown)")
    let counted = try #require(count?.split(separator: " ").suffix(3).joined(separator: " "))
    #expect(shown.contains(counted), "\(counted) in \(shown)")
    let refused = session.play(try KeyScript("Enter")).text()
    #expect(refused.contains("not kept: "), "\(refused)")
  }

  @Test("who types or is told of |", arguments: ["smith or jones", "smith OR jones"])
  func orWord(typed: String) throws {
    let text = try played(InventedPatch.book(), list, "/ \"\(typed)\"").canvas().text()
    #expect(text.contains("or is looked for as a word: a | b finds either"), "\(text)")
  }

  @Test(
    "x explains the figures of the selected account on the list too, and Esc leads back to it",
    arguments: sizes)
  func explainOnList(size: Size) throws {
    var session = try played(InventedPatch.book(), list, "/ \"marsh\" Enter x", size: size)
    #expect(session.canvas().text().contains("What is this figure?"))
    Snapshot.check(session.canvas(), "caseload-explain")
    let back = session.play(try KeyScript("Down Esc")).text()
    #expect(!back.contains("What is this figure?") && back.contains("/marsh"))
  }

  @Test("views are in the palette everywhere, and lead to the list", arguments: ["Enter", "p", "U", ""])
  func viewsEverywhere(keys: String) throws {
    let text = try played(InventedPatch.book(), list, "\(keys) Ctrl-P \"high arrears\" Enter").canvas().text()
    #expect(text.contains("High arrears: /balance>500 weeks>=4"), "\(text)")
  }

  @Test("no view takes away what is typed in a box")
  func notOverABox() throws {
    let text = try played(InventedPatch.book(), account, "a \"17 n\" Ctrl-P \"high arrears\"").canvas().text()
    #expect(!text.contains("View: High arrears"), "\(text)")
  }

  @Test("the help's chosen line has a sign before it")
  func helpSign() throws {
    let text = try played(InventedPatch.book(), list, "? Down").canvas().text()
    #expect(text.split(separator: "\n").contains { $0.contains("│ >") || $0.contains("> ") }, "\(text)")
  }

  @Test("scattered letters are found only where no word answers")
  func strictPalette() throws {
    let text = try played(InventedPatch.book(), list, ": \"undo\"").canvas().text()
    #expect(text.contains("Undo") && !text.contains("Unmark"), "\(text)")
  }

  @Test("a hidden character in a name is named")
  func hidden() throws {
    var book = try InventedPatch.book(accounts: 3)
    var account = try InventedPatch.marsh()
    account.page.entry.names = ["Ms K\u{200B}elly Marsh"]
    book.add(account)
    let text = try played(book, list, size: sizes[1]).canvas().text()
    #expect(text.contains("Marsh K<ZWSP>elly"), "\(text)")
  }

  @Test("Ctrl-E hands the words to the officer's editor, and takes back what it left")
  func editor() throws {
    var desk = HandDesk(try InventedPatch.book(accounts: 3), account)
    try desk.play("n \"Rang\"")
    #expect(desk.session.handle(.key(.control("e"))) == .edit("Rang"))
    // Durable before the terminal is given away.
    guard case .left(let kept)? = desk.session.takeDraftChanges().last else {
      Issue.record("nothing was kept")
      return
    }
    #expect(kept.fields["text"] == "Rang")
    desk.session.take(edited: .words("Rang at nine.\nWill pay on Friday."))
    #expect(
      desk.text.contains("Will pay on Friday.") && desk.text.contains("as the editor left them"),
      "\(desk.text)")
    desk.session.take(
      edited: .failed("No editor is set: export EDITOR (or VISUAL) before Patchbook is opened."))
    #expect(desk.text.contains("No editor is set") && desk.text.contains("Will pay on Friday."))
    try desk.play("Ctrl-S")
    #expect(desk.asked == [.note(account: "40218863", text: "Rang at nine.\nWill pay on Friday.")])
  }

  @Test("a message longer than a line takes two, and says where the rest can be read")
  func longMessages() throws {
    var session = try played(InventedPatch.book(accounts: 3), account)
    session.take(NewFile.Result.refused("word " + String(repeating: "and another ", count: 30)))
    let lines = session.canvas().text().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[21].contains("Error:") && lines[22].hasSuffix("… :messages"), "\(session.canvas().text())")
  }

  @Test("too small says what is needed in twenty columns")
  func tooSmall() throws {
    let text = try played(InventedPatch.book(accounts: 3), list, size: Size(columns: 20, rows: 5)).canvas()
      .text()
    #expect(text.contains("Too small: 60x15"), "\(text)")
  }

  @Test("the list marks accounts on which words wait unsaved, and says how they go on")
  func draftsInTheList() throws {
    let draft = DeskDraft(account: "40218863", fields: ["text": "Rang"], since: "14:02")
    var desk = HandDesk(try InventedPatch.book(), list, drafts: [draft])
    try desk.play("/ \"marsh\" Enter")
    #expect(desk.text.contains("> d40218863") || desk.text.contains(">d40218863"), "\(desk.text)")
    #expect(desk.text.contains("d draft: n goes on with it"), "\(desk.text)")
    try desk.play("n Ctrl-X Ctrl-X")
    #expect(!desk.text.contains("d40218863"), "\(desk.text)")
  }

  @Test("the help lists first what this officer does most")
  func mostUsedFirst() throws {
    func firstOfList(_ text: String) -> String? {
      let lines = text.split(separator: "\n").map(String.init)
      guard let head = lines.firstIndex(where: { $0.contains("│ Caseload") }) else { return nil }
      return lines[head + 1]
    }
    var session = try played(InventedPatch.book(), list, "?", size: sizes[1])
    #expect(firstOfList(session.canvas().text())?.contains("Open the account") == true)
    session = try played(InventedPatch.book(), list, "v Esc v Esc v Esc ?", size: sizes[1])
    #expect(
      firstOfList(session.canvas().text())?.contains("Open or save a view") == true,
      "\(session.canvas().text())")
  }

  @Test("keys that were typed before a question could be read do not answer it")
  func typeAhead() throws {
    var session = try played(InventedPatch.book(), list, "Space n \"Heating\"")
    let before = session.takeQuestion()
    _ = session.handle(.key(.enter))
    let (asked, again) = (session.takeQuestion(), session.takeQuestion())
    #expect(!before && asked && !again)
  }
}
