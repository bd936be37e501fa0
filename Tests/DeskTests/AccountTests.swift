import Desk
import Rents
import Terminal
import Testing

@Suite("An account and its ledger")
struct AccountTests {
  private let marsh = DeskStart.account(reference: "40218863", tab: .ledger)

  private func lastLine(_ session: DeskSession) -> String {
    let canvas = session.canvas()
    return (0..<session.size.rows).map { canvas.line($0) }.first { $0.hasPrefix(">") } ?? ""
  }

  @Test("the ledger of screens.md ends at 762.39 and opens at its last line")
  func now() throws {
    let session = try played(InventedPatch.book(), marsh)
    #expect(session.canvas().line(5 - 1).contains("BALANCE  762.39 DR"))
    #expect(lastLine(session).contains("Mon 23 Nov") && lastLine(session).hasSuffix("762.39 DR"))
  }

  @Test("as known on 17 November it ends at 618.75, and the screen says so")
  func known() throws {
    let session = try played(InventedPatch.book(), marsh, "a \"17 Nov\" Enter")
    #expect(lastLine(session).hasSuffix("618.75 DR"))
    let text = session.canvas().text()
    #expect(text.contains("BALANCE  618.75 DR   as known on Tue 17 Nov 2026"))
    #expect(text.contains("AS KNOWN ON 17 Nov 2026"))
    #expect(!text.contains(" Mon 16 Nov    DD RETURNED") && text.contains("~Mon 16 Nov    DD RETURNED"))
  }

  @Test("by effective date on 17 November it ends at 643.75, and the screen says so")
  func effective() throws {
    let session = try played(InventedPatch.book(), marsh, "a \"17/11\" Tab Enter")
    #expect(lastLine(session).hasSuffix("643.75 DR"))
    #expect(session.canvas().text().contains("BY EFFECTIVE DATE 17 Nov 2026"))
  }

  @Test(
    "a date may be written as it is said",
    arguments: ["17 Nov", "17/11", "2026-11-17", "-7d", "17nov", "tue 17 nov 2026", "17.11.26"])
  func dates(text: String) throws {
    let session = try played(InventedPatch.book(), marsh, "a \"\(text)\" Enter")
    #expect(lastLine(session).hasSuffix("618.75 DR"))
  }

  @Test(
    "what is no date is said to be none, and the ledger stays",
    arguments: ["31 feb", "40/1", "soon", "17 foo", "-d", "2026-02-30"])
  func noDates(text: String) throws {
    var session = try played(InventedPatch.book(), marsh, "a \"\(text)\" Enter")
    #expect(session.canvas().line(22).contains("As at:"))
    _ = session.play(try KeyScript("Esc"))
    #expect(lastLine(session).hasSuffix("762.39 DR"))
  }

  @Test("Esc goes back to now first, then to the list; an empty date means now")
  func back() throws {
    var session = try played(InventedPatch.book(), marsh, "a \"17 Nov\" Enter Esc")
    #expect(lastLine(session).hasSuffix("762.39 DR"))
    #expect(session.depth == 3)
    _ = session.play(try KeyScript("a \"17 Nov\" Enter a Ctrl-U Enter"))
    #expect(lastLine(session).hasSuffix("762.39 DR"))
    _ = session.play(try KeyScript("Esc"))
    #expect(session.depth == 2)
  }

  @Test("runs of equal charges are folded, open, and fold again; the selection stays")
  func folding() throws {
    var session = try played(InventedPatch.book(), marsh)
    #expect(session.canvas().text().contains("+19 Oct-9 Nov  Rent weeks 29-32"))
    #expect(session.canvas().text().contains("474.56"))
    _ = session.play(try KeyScript("g \"26 oct\" Enter Enter"))
    #expect(lastLine(session).hasPrefix(">-Mon 19 Oct"))
    #expect(session.canvas().text().contains("Rent week 30"))
    _ = session.play(try KeyScript("Down Enter"))
    #expect(lastLine(session).contains("Rent weeks 29-32"))
    _ = session.play(try KeyScript("o"))
    #expect(session.canvas().text().contains("Rent week 31"))
  }

  @Test("charges in parts fold by the day, whole weeks at a time")
  func foldingParts() throws {
    var book = try InventedPatch.book()
    var facts = AccountFacts(
      reference: "777", tenure: .secure, status: .current,
      charge: Charge(frequency: .weekly, total: money(11058)))
    facts.patch = "E3"
    var postings: [Posting] = []
    for week in 0..<4 {
      let date = day("2026-10-05").adding(weeks: week).iso
      postings.append(posting("a\(week)", .rent, 9836, date))
      postings.append(posting("b\(week)", .serviceCharge, 1222, date))
    }
    postings.append(posting("c", .cash, -5000, "2026-10-28"))
    book.add(try HandAccount(facts, postings: postings, on: InventedPatch.today))
    let text = try played(book, .account(reference: "777", tab: .ledger)).canvas().text()
    #expect(text.contains("442.32") && text.contains("weeks 27-30"))
    #expect(text.contains("1 of 2") || text.contains("2 of 2"))
  }

  @Test("going to a date selects its line, the one after it, or says that there is none")
  func goTo() throws {
    var session = try played(InventedPatch.book(), marsh, "g \"14 oct\" Enter")
    #expect(lastLine(session).contains("Wed 14 Oct"))
    _ = session.play(try KeyScript("g \"15 oct\" Enter"))
    #expect(lastLine(session).contains("19 Oct-9 Nov"))
    _ = session.play(try KeyScript("g \"today\" Enter"))
    #expect(session.canvas().line(22).contains("Nothing was posted on or after"))
  }

  @Test("a returned direct debit shows both of its dates")
  func returned() throws {
    #expect(
      try played(InventedPatch.book(), marsh).canvas().text().contains(
        "Mon 16 Nov    DD RETURNED, known Wed 18 Nov"))
  }

  @Test("what was posted here is marked L, counted on its own, and a difference from the landlord is a fault")
  func localAndDifference() throws {
    var book = try InventedPatch.book()
    book.add(try Troubled.account())
    let text = try played(book, .account(reference: "555/A", tab: .ledger)).canvas().text()
    #expect(text.contains("BALANCE  1,274.00 DR"))
    #expect(text.contains("landlord 1,324.00 DR, L local 50.00 CR, together 1,274.00 DR"))
    #expect(text.contains("! DIFFERS by 14.00"))
    #expect(text.contains("? absent from extract"))
    #expect(text.contains(">LTue 24 Nov"))
    #expect(text.contains("garage G0990 14.10 DR"))
  }

  @Test("tabs turn by digit and by Tab, and keep their places")
  func tabs() throws {
    var session = try played(InventedPatch.book(), marsh, "Home")
    for tab in AccountTab.allCases {
      _ = session.play(try KeyScript("\(tab.digit)"))
      #expect(session.canvas().text().contains("[\(tab.digit) \(tab == .documents ? tab.short : tab.title)]"))
    }
    _ = session.play(try KeyScript("Tab"))
    #expect(lastLine(session).contains("Brought forward"))
    _ = session.play(try KeyScript("Shift-Tab"))
    #expect(session.canvas().text().contains("[8 Docs]"))
  }

  @Test("a posting that another officer makes appears, and the selected line stays selected")
  func refresh() throws {
    var book = try InventedPatch.book()
    var session = try played(book, marsh, "3*Up")
    let before = lastLine(session)
    var account = try InventedPatch.marsh()
    account.postings.append(
      posting("99", .card, -10000, "2026-11-24", narrative: "by telephone", isLocal: true))
    book.add(account)
    book.sequence = 2
    session.take(book)
    #expect(lastLine(session) == before)
    #expect(session.play(try KeyScript("End")).text().contains("Card, by telephone"))
  }

  @Test(
    "a name of 5,000 characters, right-to-left, wide and control characters break nothing", arguments: sizes)
  func names(size: Size) throws {
    var book = try InventedPatch.book()
    let names = [
      String(repeating: "Long ", count: 1000), "שרה כהן", "山田太郎", "\u{1B}[2J\u{9B}31m\u{7}\u{202E}evil",
      "é\u{301}\u{301}",
    ]
    for (number, name) in names.enumerated() {
      var facts = AccountFacts(
        reference: "X\(number)", tenure: .secure, status: .current,
        charge: Charge(frequency: .weekly, total: money(100)))
      facts.people = [Person(name: name)]
      facts.address = name
      facts.phone = name
      facts.patch = "E3"
      book.add(
        try HandAccount(
          facts, postings: [posting("1", .rent, 100, "2026-11-23", narrative: name)], on: InventedPatch.today)
      )
      for tab in AccountTab.allCases {
        let canvas = try played(book, .account(reference: "X\(number)", tab: tab), size: size).canvas()
        #expect(
          canvas.text().unicodeScalars.allSatisfy {
            $0 == "\n" || $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value)
          })
        #expect(canvas.text().contains("Tue 24 Nov 2026"))
      }
      _ = try played(book, .caseload(patch: "E3"), "/ \"X\(number)\"", size: size).canvas()
    }
  }
}
