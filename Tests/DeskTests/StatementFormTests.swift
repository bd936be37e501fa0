import Casebook
import Rents
import Terminal
import Testing

@testable import Desk

@Suite("The income and expenditure form at the desk")
struct StatementFormTests {
  private func text(_ sitting: FormSitting, _ line: String) -> String? {
    sitting.form?.work?.form[.amount(line: line)]
  }

  private func cursor(_ sitting: FormSitting) -> StatementField? { sitting.form?.work?.field }

  @Test("letters jump to a line, the figures that follow go into it, Enter goes on")
  func jumpAndFill() throws {
    var sitting = try FormSitting()
    #expect(cursor(sitting) == .amount(line: "salary-client"))
    try sitting.press("\"742m\" Enter")
    #expect(cursor(sitting) == .amount(line: "salary-partner"))
    try sitting.press("\"council tax\" Enter \"96/10\" Enter")
    #expect(text(sitting, "council-tax") == "96/10")
    #expect(cursor(sitting) == .amount(line: "appliance-rental"))
    try sitting.press("\"uc1373.64\" Enter")
    #expect(text(sitting, "universal-credit") == "1373.64")
    // A word with a blank, the words of the section, and the way back.
    try sitting.press("\"child b\" Esc")
    #expect(cursor(sitting) == .universalCredit(.toLandlord))
    try sitting.press("\"insurance\" Enter")
    #expect(sitting.form?.work?.section?.id == "fixed/pensions-insurance")
    try sitting.press("Shift-Tab")
    #expect(cursor(sitting) == .universalCredit(.toLandlord))
  }

  @Test("a lone minus is none, one key makes the rest of a section none and never what was answered")
  func none() throws {
    var sitting = try FormSitting()
    try sitting.press("\"-\" Enter \"12w\" Enter _")
    #expect(text(sitting, "salary-client") == "-" && text(sitting, "salary-partner") == "12w")
    #expect(text(sitting, "other-earnings") == "-")
    #expect(sitting.form?.work?.section?.id == "income/benefits")
    // One undo takes all of it back, another the field before it.
    try sitting.press("Alt-u")
    #expect(text(sitting, "other-earnings") == "" && text(sitting, "salary-partner") == "12w")
    try sitting.press("Alt-u")
    #expect(text(sitting, "salary-partner") == "")
    #expect(sitting.text.contains("Undid: Salary or wages, take-home (partner)."))
  }

  @Test("what cannot be read is kept as typed, says why beside it, counts for nothing and holds nobody")
  func unreadable() throws {
    var sitting = try FormSitting()
    try sitting.press("\"9q0x\" Enter")
    #expect(cursor(sitting) == .amount(line: "salary-partner"))
    #expect(text(sitting, "salary-client") == "9q0x")
    #expect(sitting.text.contains("1 not read") && sitting.text.contains("not read"))
    try sitting.press("Up")
    #expect(sitting.text.contains("“q0x” is no"))
    #expect(sitting.casebook.forms.look(at: FormSitting.account).text("amount.salary-client") == "9q0x")
  }

  @Test("what the account knows is marked, counts as asked, and is typed over")
  func fromTheAccount() throws {
    var sitting = try FormSitting()
    try sitting.press("\"rent\" Enter")
    #expect(sitting.text.contains("118.64w    R  118.64   514.11"))
    try sitting.press("\"120w\" Enter Up")
    #expect(sitting.text.contains("120w"))
    #expect(!sitting.text.contains("118.64w    R"))
    // What was typed goes, and the account's own stands again.
    try sitting.press("Delete")
    #expect(sitting.text.contains("118.64w    R"))
  }

  @Test("refuses and will send are told apart, and taken back by the same key")
  func standing() throws {
    var sitting = try FormSitting()
    try sitting.press("! >")
    #expect(sitting.form?.work?.form[.standing(line: "salary-client")] == "refused")
    #expect(sitting.form?.work?.form[.standing(line: "salary-partner")] == "will-send")
    try sitting.press("Up >")
    #expect(sitting.form?.work?.form[.standing(line: "salary-partner")] == "")
  }

  @Test("a note stands under its line, and Enter goes back to the line")
  func notes() throws {
    var sitting = try FormSitting()
    try sitting.press("; \"paid on Fridays\" Enter")
    #expect(cursor(sitting) == .amount(line: "salary-client"))
    #expect(sitting.form?.work?.form[.note(line: "salary-client")] == "paid on Fridays")
    try sitting.press("; Down \"payslip 14 Nov\" Down \"his bank\" Down \"12 dec\" Esc Esc")
    #expect(sitting.form?.work?.form[.evidence(line: "salary-client")] == "payslip 14 Nov")
    #expect(sitting.form?.work?.form[.payee(line: "salary-client")] == "his bank")
    // Esc took back what was half typed, and then closed the note.
    #expect(sitting.form?.work?.form[.nextPayday(line: "salary-client")] == "")
    #expect(cursor(sitting) == .amount(line: "salary-client"))
  }

  @Test("Tab goes round what was not asked and says when all was")
  func nextBlank() throws {
    var sitting = try FormSitting()
    var seen = 0
    for _ in 0..<200 {
      try sitting.press("Tab")
      guard let field = cursor(sitting), case .amount = field else { break }
      try sitting.press("-")
      seen += 1
    }
    #expect(seen >= 70)
    try sitting.press("Enter ' \"agreed by\" Enter v Enter ' \"review\" Enter \"+6m\" Enter")
    #expect(sitting.form?.work?.form[.single(.agreedHow)] == "voice")
    #expect(sitting.form?.work?.form[.single(.review)] == "24 May 2027")
  }

  @Test("folded sections are passed by Enter, stand on a line, and open again")
  func folding() throws {
    var sitting = try FormSitting()
    try sitting.press("_")
    #expect(sitting.form?.work?.folded.contains("income/earnings") == true)
    try sitting.press("Up")
    #expect(sitting.form?.work?.place == .head("income/earnings"))
    try sitting.press("Enter \"85w\" Enter")
    #expect(text(sitting, "salary-client") == "85w")
    try sitting.press("Left")
    #expect(sitting.form?.work?.place == .head("income/earnings"))
    #expect(sitting.text.contains(">EARNINGS"))
  }

  @Test("the three parts of Universal Credit and each deduction's what, amount and end")
  func universalCredit() throws {
    var sitting = try FormSitting()
    try sitting.press(
      "\"uc1373.64m\" Enter Enter \"advance\" Enter \"35\" Enter \"12 feb\" Enter Down \"824.53\" Enter")
    let form = try #require(sitting.form?.work?.form)
    #expect(form[.deduction(1, .what)] == "advance" && form[.deduction(1, .amount)] == "35")
    #expect(form[.deduction(1, .ends)] == "12 Feb 2027")
    #expect(sitting.text.contains("agrees") && sitting.text.contains("-35.00"))
    #expect(sitting.form?.reckoning?.universalCredit?.expectedInBank == money(82453))
  }

  @Test("a text field takes words, signs and all; its line jumps by the sign alone")
  func words() throws {
    var sitting = try FormSitting()
    try sitting.press("Home \"O'Neil; Ann_Marie = 2!\" Enter")
    #expect(sitting.form?.work?.form[.person(1, .name)] == "O'Neil; Ann_Marie = 2!")
    try sitting.press("' \"tv\" \"15\" Enter")
    #expect(text(sitting, "tv-licence") == "15")
  }

  @Test("every key works where it says: help, search, note, palette and back to the same field")
  func chords() throws {
    var sitting = try FormSitting()
    try sitting.press("\"tv\" \"15\"")
    for chord in ["F1", "Ctrl-N", "Ctrl-P", "Ctrl-F"] {
      try sitting.press("\(chord) Esc")
      #expect(cursor(sitting) == .amount(line: "tv-licence"))
      #expect(sitting.form?.work?.entry?.editor.text == "15", "after \(chord)")
    }
    try sitting.press("Enter")
    #expect(text(sitting, "tv-licence") == "15")
  }
}
