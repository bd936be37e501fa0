import Casebook
import Journal
import JournalSimulation
import Rents
import Terminal
import Testing

@testable import Desk

@Suite("The desk on a real casebook")
struct CasebookDeskBookTests {
  private func casebook() throws -> Casebook { try InventedBook.make() }

  @Test("the officer's own patch opens, with its accounts, feeds and totals")
  func home() throws {
    let book = CasebookDeskBook(try casebook())
    let text = try played(book, .home).canvas().text()
    #expect(text.contains(" E3  K Osei") && text.contains("2 accounts"))
    #expect(text.contains("As at: rent, accounts, actions, plans Mon 23"))
    #expect(text.contains("Marsh Kelly") && text.contains("762.39 DR") && text.contains("UARS"))
    #expect(text.contains("Fenn Ruth") && text.contains("!"))
    #expect(text.contains("DR 802.39 (2 owe)"))
    let patches = try played(book, .home, "Esc").canvas().text()
    #expect(patches.contains("802.39") && patches.contains(">oE3"))
  }

  @Test("the filter speaks the casebook's language, and a half-typed query leaves the list as it is")
  func query() throws {
    let book = CasebookDeskBook(try casebook())
    let found = try played(book, .home, "/ \"balance>500\" Enter").canvas()
    #expect(found.line(2).contains("/balance>500  1 of 2") && found.text().contains("Marsh Kelly"))
    #expect(try played(book, .home, "/ \"flag:!\" Enter").canvas().text().contains("1 of 2"))
    #expect(try played(book, .home, "/ \"marsh|fenn\" Enter").canvas().text().contains("2 of 2"))
    var session = try played(book, .home, "/ \"balance>500\" Ctrl-A \"wekes>4 \"")
    #expect(session.canvas().line(22).contains("did you mean “weeks”?"))
    _ = session.play(try KeyScript("Enter"))
    #expect(session.canvas().line(21).hasPrefix(" /wekes"))
    _ = session.play(try KeyScript("Esc"))
    #expect(session.canvas().line(21).contains("2 accounts"))
  }

  @Test(
    "a term of the filter and a count read what the book knows now, not what it knew when the patch was opened"
  )
  func queryAfterAChange() throws {
    let casebook = try casebook()
    let before = CasebookDeskBook(casebook)
    #expect(try before.references(in: "E3", matching: "balance>740") == ["40218863"])
    #expect(try before.references(in: "E3", matching: "balance<740") == ["40218900"])
    #expect(try before.references(in: "none", matching: "balance<740") == [])
    _ = try casebook.perform(
      .post(
        account: "40218863", type: .card, amount: money(-5000), effective: InventedPatch.today,
        narrative: "by telephone"))
    let after = before.renewed(from: casebook)
    #expect(try after.references(in: "E3", matching: "balance>740") == [])
    #expect(try after.caseload(of: "E3").entries.map(\.balance.pence).max() == 71_239)
    // A screen that still shows the state of before is told what held then.
    #expect(try before.references(in: "E3", matching: "balance>740") == ["40218863"])
  }

  @Test("the accounts of a patch are read once, those of more patches than are kept again")
  func readOnce() throws {
    let kept = PatchSummaries()
    let account = try #require(try casebook().view.summary(of: "40218863"))
    var read: [String] = []
    func ask(_ patch: String, holding count: Int) throws {
      let accounts = try kept.accounts(of: patch) { () throws(CasebookError) in
        read.append(patch)
        return Array(repeating: account, count: count)
      }
      #expect(accounts.count == count)
    }
    for _ in 0..<3 {
      try ask("E1", holding: 10)
      try ask("E2", holding: 20)
    }
    #expect(read == ["E1", "E2"])
    try ask("E1", holding: 10)
    try ask("large", holding: 5_985)
    try ask("E1", holding: 10)
    try ask("E2", holding: 20)
    #expect(read == ["E1", "E2", "large", "E2"])
    try ask("larger", holding: 7_000)
    try ask("larger", holding: 7_000)
    try ask("E1", holding: 10)
    #expect(read == ["E1", "E2", "large", "E2", "larger", "E1"])
  }

  @Test("the ledger is 762.39, as known on 17 November 618.75, by effective date 643.75")
  func ledger() throws {
    let book = CasebookDeskBook(try casebook())
    let marsh = DeskStart.account(reference: "40218863", tab: .ledger)
    #expect(try played(book, marsh).canvas().text().contains("BALANCE  762.39 DR   6.4 weeks"))
    #expect(try played(book, marsh).canvas().text().contains("agrees with the postings"))
    #expect(try played(book, marsh, "a \"17 nov\" Enter").canvas().text().contains("BALANCE  618.75 DR"))
    #expect(try played(book, marsh, "a \"17 nov\" Tab Enter").canvas().text().contains("BALANCE  643.75 DR"))
    let before = try played(book, marsh, "a \"1 jan 2020\" Enter").canvas().text()
    #expect(before.contains("The first of its 13 postings was known on Mon 5 Oct 2026"))
    let fenn = try played(book, .account(reference: "40218900", tab: .ledger)).canvas().text()
    #expect(fenn.contains("! DIFFERS by 10.00"))
  }

  @Test(
    "what is recorded here shows at once: a note among the actions, a local posting beside the landlord's")
  func recordedHere() throws {
    let casebook = try casebook()
    let book = CasebookDeskBook(casebook)
    var session = try played(book, .account(reference: "40218863", tab: .ledger))
    _ = try casebook.perform(.note(account: "40218863", text: "Called, will pay on Friday"))
    _ = try casebook.perform(
      .post(
        account: "40218863", type: .card, amount: money(-5000), effective: InventedPatch.today,
        narrative: "by telephone"))
    session.take(book.renewed(from: casebook))
    let text = session.canvas().text()
    #expect(
      text.contains("BALANCE  712.39 DR")
        && text.contains("landlord 762.39 DR, L local 50.00 CR, together 712.39 DR"))
    #expect(session.play(try KeyScript("End")).text().contains(">LTue 24 Nov    Card, by telephone"))
    #expect(session.play(try KeyScript("5")).text().contains("Called, will pay on Friday"))
    let list = session.play(try KeyScript("Esc")).text()
    #expect(list.contains("712.39 DR") && list.contains("UARSL"))
  }

  @Test(
    "another account of the patch that is of the tenancy, or may be of the person, stands beside the balance and is not in it"
  )
  func related() throws {
    let casebook = try casebook()
    var garage = try InventedPatch.marsh().page.facts
    garage.reference = "40218999"
    garage.tenancyReference = "G000447/1"
    garage.tenure = .garage
    garage.landlordBalance = nil
    let intake = try casebook.beginIntake(
      files: [IntakeFile(name: "g.csv", kind: .accounts, sha256: "g", batchDate: day("2026-11-23"))]
    ) { _ in }
    try intake.add(garage, file: 0, line: 2)
    _ = try intake.finish(.goodRows)
    let marsh = DeskStart.account(reference: "40218863", tab: .ledger)
    let book = CasebookDeskBook(casebook)
    let head = try played(book, marsh).canvas()
    #expect(head.line(4).contains("BALANCE  762.39 DR"))
    #expect(head.line(6) == " Not in this: secure 40218900 40.00 DR. Perhaps same: garage 40218999 0.00")
    #expect(try played(book, marsh, "3 End").canvas().text().contains("same name and date of birth"))
  }

  @Test("a view of the past shows the flags, payment and contact of its day")
  func pastFlags() throws {
    let marsh = DeskStart.account(reference: "40218863", tab: .ledger)
    let book = CasebookDeskBook(try casebook())
    let past = try played(book, marsh, "a \"10 nov\" Enter").canvas()
    #expect(
      past.line(5).contains("Today 762.39 DR, 5 postings later. No facts then: of 23 Nov 2026"))
    #expect(past.line(7).contains("Paid 14 Oct 25.00, Direct debit   Contact 15 Sep"))
    let now = try played(book, marsh).canvas()
    #expect(now.line(7).contains("Paid 12 Nov 514.11, UC rent to us"))
  }

  @Test("an unknown account and an empty book say what they are")
  func empty() throws {
    let empty = try Casebook.create(
      at: "book", configuration: BookConfiguration(landlord: "Nobody", source: "ql"), user: "x",
      today: InventedPatch.today, files: SimulatedDisk().process())
    #expect(try played(CasebookDeskBook(empty), .home).canvas().text().contains("This book is empty"))
    let unknown = try played(CasebookDeskBook(try casebook()), .account(reference: "1", tab: .ledger))
    #expect(unknown.canvas().text().contains("There is no account 1 in this book"))
  }
}
