import Desk
import Rents
import Terminal
import Testing

@Suite("Views, marks, counts and columns of a caseload")
struct CaseloadViewTests {
  private let start = DeskStart.caseload(patch: "E3")
  private let tall = Size(columns: 80, rows: 60)

  // MARK: Marks

  @Test(
    "Space marks and goes on, the marked are counted and added up, and marks stay through filter and order")
  func marks() throws {
    var session = try played(InventedPatch.book(), start, "Space Space", size: tall)
    let order = session.references
    let book = try InventedPatch.book()
    let sum = try BalanceTotals(order.prefix(2).compactMap { book.accounts[$0]?.page.entry.balance })
    #expect(session.canvas().line(2).contains("marked 2: DR \(sum.debit.text(.unsigned))"))
    #expect(session.canvas().line(4).hasPrefix(" *\(order[0])"))
    #expect(session.canvas().line(6).hasPrefix("> \(order[2])"))
    _ = session.play(try KeyScript("s n / \"zzz\" Enter"))
    #expect(session.canvas().line(2).contains("0 of 42  marked 2"))
    _ = session.play(try KeyScript("Esc M"))
    #expect(!session.canvas().line(2).contains("marked"))
  }

  @Test("* turns the marks of what is shown round, and only those; marked:yes shows them")
  func invert() throws {
    var session = try played(InventedPatch.book(), start, "Space / \"hazel\" Enter *", size: tall)
    let hazel = Set(session.references)
    _ = session.play(try KeyScript("Esc / \"marked:yes\" Enter"))
    #expect(Set(session.references).symmetricDifference(hazel).count <= 1)
    _ = session.play(try KeyScript("*"))
    #expect(session.references.isEmpty && session.canvas().text().contains("No account is marked."))
  }

  @Test("a marked account that leaves the book is no longer counted")
  func markedGone() throws {
    var book = try InventedPatch.book()
    var session = try played(book, start, "Space Space")
    let first = try #require(session.references.first)
    book.accounts[first] = nil
    book.sequence += 1
    session.take(book)
    #expect(session.canvas().line(2).contains("marked 1:"))
  }

  // MARK: Counts

  @Test("a count of every column adds up, and Enter shows as many as it said", arguments: 0..<12)
  func counts(column: Int) throws {
    let turns = column == 0 ? "" : "\(column)*Right"
    var session = try played(InventedPatch.book(), start, "# \(turns)", size: tall)
    let canvas = session.canvas()
    let line = try #require((0..<60).map { canvas.line($0) }.first { $0.contains("│ > ") })
    let said = line.split(separator: " ").compactMap { Int($0) }.last
    _ = session.play(try KeyScript("Enter"))
    let count = try #require(said)
    #expect(session.canvas().line(2).contains("\(count) of 42"), "\(line)")
    _ = session.play(try KeyScript("Esc"))
    #expect(session.canvas().text().contains("42 accounts"))
  }

  @Test("values are drilled into one after another, and Esc leads back step by step")
  func drill() throws {
    var session = try played(InventedPatch.book(), start, "# Enter # Right Enter")
    let query = session.canvas().line(2)
    #expect(query.contains("method:") && query.contains("flag:"))
    _ = session.play(try KeyScript("Esc"))
    #expect(session.canvas().line(2).contains("method:") && !session.canvas().line(2).contains("flag:"))
    _ = session.play(try KeyScript("Esc"))
    #expect(session.canvas().line(2).hasPrefix(" Everyone"))
    #expect(session.depth == 2)
  }

  // MARK: Views

  @Test("views open by number, Back and Forward lead through them, and each keeps its order until changed")
  func views() throws {
    var session = try played(InventedPatch.book(), start, "v 3")
    #expect(session.canvas().line(2).contains("High arrears: /balance>500 weeks>=4"))
    _ = session.play(try KeyScript("s n"))
    #expect(session.canvas().line(2).contains("High arrears, changed"))
    _ = session.play(try KeyScript("v 7"))
    #expect(session.canvas().line(2).contains("Credits"))
    _ = session.play(try KeyScript("["))
    #expect(session.canvas().line(2).contains("High arrears") && session.canvas().line(3).contains("Name▲"))
    _ = session.play(try KeyScript("]"))
    #expect(session.canvas().line(2).contains("Credits"))
    _ = session.play(try KeyScript("v 3"))
    #expect(session.canvas().line(3).contains("Name▲"))
    // The open one again is opened afresh.
    _ = session.play(try KeyScript("v 3"))
    #expect(session.canvas().line(3).contains("Balance▼"))
    _ = session.play(try KeyScript("Esc"))
    #expect(session.canvas().line(2).hasPrefix(" Everyone") && session.depth == 2)
  }

  @Test("what is shown is saved as a view, opened again, and forgotten")
  func saving() throws {
    var session = try played(
      InventedPatch.book(), start, "/ \"hazel\" Enter s n v s \"My round\" Enter")
    #expect(session.canvas().text().contains("Saved the view My round."))
    #expect(session.canvas().line(2).hasPrefix(" My round: /hazel"))
    _ = session.play(try KeyScript("v 2 v End"))
    _ = session.play(try KeyScript("0"))
    #expect(
      session.canvas().line(2).hasPrefix(" My round: /hazel") && session.canvas().line(3).contains("Name▲"))
    _ = session.play(try KeyScript("v Delete"))
    #expect(session.canvas().text().contains("Forgot the view My round"))
    _ = session.play(try KeyScript("Esc v Home Delete"))
    #expect(!session.canvas().text().contains("Forgot the view Everyone"))
  }

  @Test("a list is found again as it was left, after the patches and another patch")
  func asLeft() throws {
    var session = try played(InventedPatch.book(), start, "/ \"hazel\" Enter s n 3*Down")
    let before = session.canvas()
    _ = session.play(try KeyScript("p Down Enter p Up Enter"))
    let lines = { (canvas: Canvas) in (0..<22).map { canvas.line($0) } }
    #expect(lines(session.canvas()) == lines(before))
  }

  // MARK: Columns

  @Test("chosen columns are shown, account and name stay, and the rest scrolls behind them")
  func columns() throws {
    var session = try played(InventedPatch.book(), start, "C 5*Down Space Enter")
    #expect(!session.canvas().line(3).contains("Wks"))
    _ = session.play(try KeyScript("C Home Space"))
    #expect(session.canvas().text().contains("Account is always shown"))
    _ = session.play(try KeyScript("u Enter 20*>"))
    let scrolled = session.canvas().line(3)
    #expect(scrolled.contains("Account") && scrolled.contains("Contact") && !scrolled.contains("Balance"))
    _ = session.play(try KeyScript("20*<"))
    #expect(session.canvas().line(3).contains("Balance▼"))
  }

  @Test("columns stand in the order in which they were put, and are kept in it; Esc leaves them as they were")
  func columnOrder() throws {
    let wide = Size(columns: 150, rows: 40)
    var session = try played(InventedPatch.book(), start, "C 2*Down Space Esc", size: wide)
    func heads() -> [Substring] { session.canvas().line(3).split(separator: " ") }
    #expect(heads().prefix(4) == ["Account", "Name", "Telephone", "Address"])
    _ = session.play(try KeyScript("C 2*Down > Enter"))
    #expect(heads().prefix(4) == ["Account", "Name", "Address", "Telephone"])
    _ = session.play(try KeyScript("v s \"Mine\" Enter v Home Down Enter v \"0\""))
    #expect(heads().prefix(4) == ["Account", "Name", "Address", "Telephone"])
  }

  @Test("who is charged by the half-year owes half-years, by the quarter quarters, not weeks")
  func leaseholder() throws {
    var book = try InventedPatch.book()
    for (number, frequency) in [ChargeFrequency.halfYearly, .quarterly, .annual, .monthly].enumerated() {
      var facts = AccountFacts(
        reference: "7000\(number)", tenure: .leasehold, status: .current,
        charge: Charge(frequency: frequency, total: money(60000)))
      facts.people = [Person(name: "Lease Holder")]
      facts.patch = "E3"
      book.add(
        try HandAccount(
          facts, postings: [posting("1", .serviceCharge, 90000, "2026-10-01")], on: InventedPatch.today))
    }
    let lines = try played(book, start, "/ \"account:7000\" Enter s a", size: tall).canvas()
    for (row, weeks) in [(4, " 1.5h "), (5, " 1.5q "), (6, " 1.5y "), (7, " 6.5 ")] {
      #expect(lines.line(row).contains(weeks), "\(lines.line(row))")
    }
  }

  // MARK: Cover and news

  @Test("a colleague's patch says for whom it is covered")
  func cover() throws {
    var book = try InventedPatch.book()
    book.user.patches = ["W2"]
    #expect(try played(book, start).canvas().line(0).contains("E3  covering for K Osei"))
    book.user.patches = ["E3"]
    #expect(!(try played(book, start).canvas().line(0).contains("covering")))
  }

  @Test("what is new since the patch was last open is marked, counted and found; the first time nothing is")
  func news() throws {
    var book = try InventedPatch.book()
    book.newsOf["E3"] = PatchNews(accounts: [
      "40218863": AccountNews([.payment, .note, .charge]),
      "40219517": AccountNews([.charge]),
    ])
    var session = try played(book, start)
    #expect(!session.canvas().line(2).contains("since"))
    _ = session.play(try KeyScript("p Enter"))
    #expect(session.canvas().line(2).contains("+ since Tue 24 Nov: 1 with payments, 1 with notes"))
    let marked = (4..<21).map { session.canvas().line($0) }.filter { $0.dropFirst().hasPrefix("+") }
    // A rent charge alone is no news.
    #expect(marked.count == 1)
    _ = session.play(try KeyScript("/ \"changed:payments\" Enter"))
    #expect(session.references == ["40218863"])
    #expect(session.canvas().line(22).contains("+ new: payment, note"))
  }
}
