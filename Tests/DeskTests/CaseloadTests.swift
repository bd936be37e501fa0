import Desk
import Rents
import Terminal
import Testing

@Suite("The caseload of a patch")
struct CaseloadTests {
  private let start = DeskStart.caseload(patch: "E3")

  /// The references of the list, from top to bottom, as far as they are seen.
  private func references(_ session: DeskSession) -> [String] {
    (3..<session.size.rows - 3).compactMap { row in
      let line = session.canvas().line(row)
      guard line.hasPrefix("> ") || line.hasPrefix("  ") else { return nil }
      return line.dropFirst(2).split(separator: " ", omittingEmptySubsequences: false).first.map(String.init)
        .flatMap { $0.allSatisfy(\.isNumber) && $0.count > 3 ? $0 : nil }
    }
  }

  private func selected(_ session: DeskSession) -> String? {
    let canvas = session.canvas()
    for row in 0..<session.size.rows {
      let line = canvas.line(row)
      if line.hasPrefix(">") { return line.dropFirst(2).split(separator: " ").first.map(String.init) }
    }
    return nil
  }

  @Test("the highest balance stands first")
  func defaultOrder() throws {
    let session = try played(InventedPatch.book(), start)
    let book = try InventedPatch.book()
    let highest = book.accounts.values.map(\.page.entry).max { $0.balance < $1.balance }
    #expect(references(session).first == highest?.reference)
    #expect(session.canvas().line(3).contains("Balance▼"))
  }

  @Test("the filter narrows as it is typed, whatever the case or accents, and says how many of how many")
  func filterAsTyped() throws {
    var book = try InventedPatch.book()
    for (number, name) in ["Máire Ó Briain", "MAIRE O'BRIEN", "Ma\u{200B}ire Byrne", "Mary Byrne"]
      .enumerated()
    {
      var facts = AccountFacts(
        reference: "9000\(number)", tenure: .secure, status: .current,
        charge: Charge(frequency: .weekly, total: money(10000)))
      facts.people = [Person(name: name)]
      facts.address = "1 Vale Court"
      facts.patch = "E3"
      book.add(
        try HandAccount(facts, postings: [posting("1", .rent, 5000, "2026-11-23")], on: InventedPatch.today))
    }
    var session = try played(book, start, "/ \"maire\"")
    #expect(session.canvas().line(21).contains("of 46"))
    _ = session.play(try KeyScript("\" 9000\""))
    #expect(session.canvas().line(21).contains("3 of 46"))
    #expect(Set(references(session)) == ["90000", "90001", "90002"])
  }

  @Test("Enter keeps a filter and the title shows it; Esc clears it; Esc while typing puts back what was")
  func keepAndRestore() throws {
    var session = try played(InventedPatch.book(), start, "/ \"hazel\" Enter")
    #expect(session.canvas().line(2).contains("/hazel"))
    let kept = references(session)
    _ = session.play(try KeyScript("/ Backspace \"xyz\""))
    #expect(references(session).isEmpty)
    _ = session.play(try KeyScript("Esc"))
    #expect(references(session) == kept)
    #expect(session.canvas().line(2).contains("/hazel"))
    _ = session.play(try KeyScript("Esc"))
    #expect(session.canvas().line(21).contains("42 accounts"))
    #expect(session.depth == 2)
  }

  @Test("a word with a hyphen before it must not occur; words in quotation marks belong together")
  func excludedAndPhrase() throws {
    let all = references(try played(InventedPatch.book(), start, "/ \"hazel\" Enter", size: sizes[1]))
    let without = references(
      try played(InventedPatch.book(), start, "/ \"hazel -cole\" Enter", size: sizes[1]))
    #expect(without.count < all.count && Set(without).isSubset(of: all))
    let phrase = references(
      try played(InventedPatch.book(), start, "/ \"\\\"14 hazel walk\\\"\" Enter", size: sizes[1]))
    #expect(phrase == ["40218863"])
  }

  @Test("the menu sorts by a column, the same again turns it round, equal rows stand by reference")
  func sorting() throws {
    var session = try played(InventedPatch.book(), start, "s a Home", size: sizes[1])
    let up = references(session)
    #expect(up == up.sorted())
    #expect(session.canvas().line(3).contains("Account▲"))
    _ = session.play(try KeyScript("s s Home"))
    #expect(session.canvas().line(3).contains("Account▼"))
    #expect(references(session).first == "40219517")
    _ = session.play(try KeyScript("s m Home"))
    // Equal methods stand by reference.
    let byMethod = session.canvas()
    let methods = (4..<20).map { byMethod.line($0) }
    let cards = methods.filter { $0.contains(" CSH ") }.map { $0.dropFirst(2).prefix(8) }
    #expect(cards.count > 2 && cards == cards.sorted())
  }

  @Test(
    "every column can be sorted by, both ways, and no row is lost", arguments: Array("andbwtpumfxcoyegivr"))
  func everyColumn(letter: Character) throws {
    var session = try played(InventedPatch.book(), start, "s \(letter)", size: Size(columns: 140, rows: 60))
    let once = references(session)
    _ = session.play(try KeyScript("s s"))
    #expect(Set(once).count == 42)
    #expect(Set(references(session)) == Set(once))
  }

  @Test("the selection follows the record through sort, filter and a neighbour's change")
  func selectionFollows() throws {
    let book = try InventedPatch.book()
    var session = try played(book, start, "/ \"marsh\" Enter Esc")
    #expect(selected(session) == "40218863")
    _ = session.play(try KeyScript("s n s s s w"))
    #expect(selected(session) == "40218863")
    var changed = book
    changed.sequence = 2
    changed.accounts["40218863"]?.page.entry.balance = money(-100)
    changed.accounts["40219517"] = nil
    session.take(changed)
    #expect(selected(session) == "40218863")
    #expect(session.canvas().text().contains("1.00 CR"))
    #expect(session.canvas().text().contains("Taken in"))
  }

  @Test("if the selected record goes, its neighbour is taken")
  func neighbour() throws {
    var book = try InventedPatch.book()
    var session = try played(book, start, "s a Home")
    let order = references(session)
    book.accounts[order[0]] = nil
    book.sequence = 2
    session.take(book)
    #expect(selected(session) == order[1])
  }

  @Test("filter, order, scroll and selection survive opening an account and a neighbour's change")
  func survives() throws {
    let book = try InventedPatch.book()
    var session = try played(book, start, "s n / \"a\" Enter PgDn 3*Down")
    let before = session.canvas()
    _ = session.play(try KeyScript("Enter"))
    #expect(session.depth == 3)
    var newer = book
    newer.sequence = 2
    session.take(newer)
    _ = session.play(try KeyScript("Esc"))
    #expect(
      session.canvas().text().split(separator: "\n").dropLast(2)
        == before.text().split(separator: "\n").dropLast(2))
  }

  @Test("when the day turns, every screen shows the new day and says so")
  func dayTurns() throws {
    var book = try InventedPatch.book()
    var session = try played(book, start, "Enter")
    book.today = day("2026-11-25")
    session.take(book)
    #expect(session.canvas().line(0).contains("Wed 25 Nov 2026"))
    #expect(session.canvas().text().contains("It is Wed 25 Nov 2026 now"))
    _ = session.play(try KeyScript("Esc"))
    #expect(session.canvas().line(0).contains("Wed 25 Nov 2026"))
  }

  @Test("a filter that is being typed survives a neighbour's change")
  func typingSurvives() throws {
    var book = try InventedPatch.book()
    var session = try played(book, start, "/ \"haz\"")
    book.sequence = 2
    session.take(book)
    _ = session.play(try KeyScript("\"el\""))
    #expect(session.canvas().line(21).contains("/hazel"))
  }

  @Test("totals are of what is shown, owed and credit apart, beside those of the patch")
  func totals() throws {
    let book = try InventedPatch.book()
    let line = try played(book, start, "/ \"marsh\" Enter").canvas().line(21)
    #expect(line.contains("1 shown") && line.contains("DR 762.39") && line.contains("patch DR "))
    let all = try BalanceTotals(book.accounts.values.map(\.page.entry.balance))
    #expect(line.contains("patch DR \(all.debit.text(.unsigned))"))
    #expect(line.contains("CR \(all.credit.text(.unsigned))"))
  }

  @Test("totals that do not fit are said to be so, not guessed")
  func hugeTotals() throws {
    var book = try InventedPatch.book()
    for (number, pence) in [Int64.max, 1].enumerated() {
      var account = try InventedPatch.marsh()
      account.page.facts.reference = "90\(number)"
      account.page.entry.reference = "90\(number)"
      account.page.entry.balance = money(pence)
      book.add(account)
    }
    #expect(try played(book, start).canvas().line(21).contains("44 accounts  too large to add"))
    #expect(try played(book, start, "/ \"901\" Enter").canvas().line(21).contains("DR 0.01"))
  }

  @Test("help over a filter that is typed closes onto it, and Esc then puts back what was")
  func helpOverFilter() throws {
    var session = try played(InventedPatch.book(), start, "/ \"haz\" F1")
    #expect(session.canvas().text().contains("Keys: finding"))
    _ = session.play(try KeyScript("Esc \"el\""))
    #expect(session.canvas().line(21).contains("/hazel"))
    _ = session.play(try KeyScript("Esc"))
    #expect(session.canvas().line(21).contains("42 accounts"))
  }

  @Test("pasted text is filter text and never runs keys")
  func paste() throws {
    let session = try played(InventedPatch.book(), start, "Paste:\"q\\nq\\n\" / Paste:\"hazel\\n\"")
    #expect(session.depth == 2)
    #expect(session.canvas().line(21).contains("/hazel"))
  }

  @Test("the pane beside the list shows the selected account, and follows the selection")
  func preview() throws {
    var session = try played(InventedPatch.book(), start, "/ \"marsh\" Enter", size: sizes[2])
    let text = session.canvas().text()
    #expect(
      text.contains("Marsh Kelly, sole") && text.contains("LAST POSTINGS") && text.contains("07700 900412"))
    #expect(text.contains("DD RETURNED, known Wed 18 Nov"))
    #expect(text.contains("DD of 16 Nov came back"))
    _ = session.play(try KeyScript("Esc Home"))
    #expect(!session.canvas().text().contains("Marsh Kelly, sole"))
  }

  @Test("a patch of 1,500 accounts filters and sorts within a keystroke")
  func quick() throws {
    var book = try InventedPatch.book()
    let template = try #require(book.accounts["40218863"])
    for number in 0..<1500 {
      var account = template
      let reference = String(50_000_000 + number)
      account.page.facts.reference = reference
      account.page.entry.reference = reference
      account.page.entry.balance = money(Int64(number * 7919 % 100_000))
      book.accounts[reference] = account
    }
    var session = try played(book, start)
    let clock = ContinuousClock()
    let typing = clock.measure {
      _ = try? session.play(KeyScript("/ \"marsh hazel 5000\" Enter"))
    }
    #expect(session.canvas().line(2).contains("of 1542"))
    // Twenty keys; a debug build on a busy machine has its own clock, so only a slip by orders of magnitude fails here.
    #expect(typing < .seconds(4), "\(typing) for 20 keys")
  }
}
