import Casebook
import Desk
import Rents
import Terminal
import Testing

@Suite("What the ledger of an account can be asked")
struct AccountLedgerTests {
  private let marsh = DeskStart.account(reference: "40218863", tab: .ledger)

  private func text(_ keys: String, size: Size = sizes[0]) throws -> String {
    try played(InventedPatch.book(), marsh, keys, size: size).canvas().text()
  }

  @Test("the sums stand under it: since the plan began, with what the plan brought")
  func sums() throws {
    #expect(try text("").contains("Since 14 Sep (plan): charged 830.48  received 1,053.22"))
    #expect(try text("").contains("plan 50.00 of 75.00"))
  }

  @Test("it begins after the close of a day, with the balance brought forward and the sums since")
  func begin() throws {
    let shown = try text("b \"12 oct\" Enter")
    #expect(shown.contains("Mon 12 Oct    brought forward"))
    #expect(shown.contains("589.66 DR"))
    #expect(!shown.contains("Rent week 28"))
    #expect(shown.contains("charged 711.84  received 539.11"))
    #expect(try text("b \"12 oct\" Enter Esc").contains("Rent week 28"))
  }

  @Test("one type alone is shown with its count and sum; Esc shows all again")
  func types() throws {
    let shown = try text("t Down Enter")
    #expect(shown.contains("Only UC rent to us: 2 postings, together 1,028.22 CR"))
    #expect(!shown.contains("Rent week 33"))
    #expect(try text("t Down Enter Esc").contains("Rent week 33"))
    #expect(try text("t").contains("830.48 DR"))
    #expect(try text("t Space Space 0").contains("DD RETURNED"))
  }

  @Test("weeks and months: charged, paid, and the balance at the end")
  func spans() throws {
    let weeks = try text("w")
    #expect(weeks.contains("Week 33, 3 postings"))
    #expect(weeks.contains("762.39 DR"))
    let months = try text("w w")
    #expect(months.contains("October 2026") && months.contains("801.94 DR"))
    // Enter on a month opens its lines.
    #expect(try text("w w Home Enter").contains("Brought forward"))
    #expect(try text("w w w").contains("Rent week 33"))
  }

  @Test("a view of the past says what came later, and how much")
  func later() throws {
    let shown = try text("a \"17 nov\" Enter")
    #expect(shown.contains("Today 762.39 DR: 143.64 DR in 2 postings since"))
    let tall = try text("a \"17 nov\" Enter", size: sizes[1])
    #expect(tall.contains("~              LATER, not in this balance:"))
    #expect(tall.contains("~Mon 16 Nov    DD RETURNED, known Wed 18 Nov"))
  }

  @Test("a benefit payment says what it pays for, or that its period is not given")
  func periods() throws {
    #expect(try text("").contains("UC rent to us, 6 Oct-5 Nov"))
    var book = try InventedPatch.book()
    var facts = AccountFacts(
      reference: "888", tenure: .assured, status: .current,
      charge: Charge(frequency: .weekly, total: money(10000)))
    facts.patch = "E3"
    facts.housingBenefit.status = .inPayment
    facts.housingBenefit.weekly = money(9000)
    book.add(
      try HandAccount(
        facts,
        postings: [
          posting("1", .housingBenefit, -36000, "2026-11-02", narrative: "HOUSING BENEFIT"),
          posting("2", .housingBenefit, -20000, "2026-11-09", narrative: "HOUSING BENEFIT"),
          posting("3", .managedPayment, -20000, "2026-11-10", narrative: "DWP UC"),
        ], on: InventedPatch.today))
    let shown = try played(book, .account(reference: "888", tab: .ledger)).canvas().text()
    #expect(shown.contains("Housing Benefit, 5 Oct-1 Nov"))
    #expect(shown.contains("HB, period not given"))
    #expect(shown.contains("UC rent, period not given"))
  }

  @Test("x explains the figure under the cursor, and then the others")
  func explain() throws {
    let line = try text("2*Up x")
    #expect(line.contains("What is this figure?") && line.contains("This line"))
    #expect(line.contains("618.75") && line.contains("643.75 DR"))
    let balance = try text("x Down")
    #expect(balance.contains("The sum of all postings"))
    #expect(balance.contains("7 × Rent") && balance.contains("830.48 DR"))
    let weeks = try text("x 3*Down")
    #expect(weeks.contains("Weeks owed") && weeks.contains("6.4 weeks"))
    #expect(try !text("x Esc").contains("What is this figure?"))
  }

  @Test("every figure that is explained has a rule and a source, on every account", arguments: sizes)
  func explainAll(size: Size) throws {
    var book = try InventedPatch.book()
    book.add(try Troubled.account())
    book.add(try Troubled.unposted())
    for reference in ["40218863", "555/A", "0007"] {
      for steps in 1...13 {
        let shown = try played(
          book, .account(reference: reference, tab: .ledger), "x \(steps)*Down 3*PgDn", size: size
        ).canvas().text()
        #expect(shown.contains("From: "), "\(reference) after \(steps)")
      }
    }
  }
}

@Suite("What happened on an account, by week")
struct AccountTimelineTests {
  private func text(_ size: Size = sizes[0], _ keys: String = "") throws -> String {
    try played(InventedPatch.book(), .account(reference: "40218863", tab: .timeline), keys, size: size)
      .canvas().text()
  }

  @Test("payments and notes stand under their week, with charged, paid and the balance")
  func weeks() throws {
    let shown = try text()
    #expect(shown.contains("Week 33, Mon 16 Nov"))
    #expect(shown.contains("DD of 16 Nov came back: refer to payer"))
    #expect(shown.contains("762.39 DR"))
  }

  @Test("what did not happen is said: no contact for 71 days")
  func gaps() throws {
    #expect(try text().contains("no contact for 71 days, since Mon 14 Sep"))
  }

  @Test("weeks with nothing but charges are one line")
  func quiet() throws {
    #expect(try text(sizes[1]).contains("Weeks 29-31, 19 Oct-8 Nov"))
  }
}

@Suite("Ten years of one account")
struct LongAccountTests {
  @Test("520 weeks with their payments scroll, group and explain", arguments: sizes)
  func tenYears(size: Size) throws {
    var book = try InventedPatch.book(accounts: 2)
    var facts = AccountFacts(
      reference: "LONG", tenure: .secure, status: .current,
      charge: Charge(frequency: .weekly, total: money(10000)))
    facts.patch = "E3"
    var postings: [Posting] = []
    for week in 0..<520 {
      let date = InventedPatch.today.monday.adding(weeks: week - 519)
      postings.append(posting("r\(week)", .rent, 10000, date.iso, narrative: "RENT DEBIT"))
      postings.append(posting("p\(week)", .cash, -9900, date.adding(days: 3).iso, narrative: "PAYPOINT"))
    }
    book.add(try HandAccount(facts, postings: postings, on: InventedPatch.today))
    var session = try played(book, .account(reference: "LONG", tab: .ledger), size: size)
    let clock = ContinuousClock()
    let spent = try clock.measure {
      _ = session.play(try KeyScript("200*Up Home 200*Down End w w w 2 200*Up 1 x Esc"))
    }
    #expect(session.canvas().text().contains("520.00 DR"))
    // A debug build on a busy machine: a key that were quadratic would take minutes.
    #expect(spent < .seconds(60))
  }
}
