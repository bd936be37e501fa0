import Testing

@testable import Rents

@Suite("What a form comes to")
struct StatementTotalsTests {
  private let format = StatementFormat([
    .init(
      id: "earnings", title: "Earnings", section: .income,
      lines: [.init(id: "wages", label: "Wages"), .init(id: "benefit", label: "Benefit", usual: .fourWeekly)]),
    .init(
      id: "home", title: "Home", section: .fixed, lines: [.init(id: "rent", label: "Rent", usual: .weekly)]),
    .init(id: "food", title: "Food", section: .flexible, lines: [.init(id: "groceries", label: "Groceries")]),
  ])

  private func statement(_ entries: [(String, String)]) throws -> Statement {
    var statement = Statement()
    statement.entries = try entries.map { .init(line: $0.0, amount: try AmountEntry($0.1)) }
    return statement
  }

  @Test("Each line is rounded once, and the printed lines cast")
  func casts() throws {
    // 10.00 a week is 43.3333… a month: two such lines are 86.66 as printed, not the 86.67 of their exact sum.
    let totals = try StatementTotals(statement([("wages", "10w"), ("benefit", "10w")]), format: format)
    #expect(totals.income == Money(pence: 8_666) && totals.groups == ["income/earnings": Money(pence: 8_666)])
  }

  @Test("Two entries on one line are one line: rounded together")
  func oneLine() throws {
    let totals = try StatementTotals(statement([("wages", "10w"), ("wages", "10w")]), format: format)
    #expect(totals.income == Money(pence: 8_667))
  }

  @Test("The order in which lines were filled changes nothing")
  func order() throws {
    let entries = [
      ("wages", "742"), ("benefit", "179.80 4w"), ("rent", "118.64"), ("groceries", "85w"),
      ("wages", "31.10w"),
    ]
    let expected = try StatementTotals(statement(entries), format: format)
    var shuffled = entries
    for _ in 0..<50 {
      shuffled.shuffle()
      #expect(try StatementTotals(statement(shuffled), format: format) == expected)
    }
  }

  @Test("A deficit offers nobody anything, and is a deficit a week too")
  func deficit() throws {
    var given = try statement([("wages", "100"), ("rent", "118.64")])
    given.nonPriorityDebts = [.init(creditor: "Card", owed: Money(pence: 50_000))]
    let totals = try StatementTotals(given, format: format)
    #expect(totals.surplus == Money(pence: 10_000 - 51_411) && totals.weeklySurplus == Money(pence: -9_556))
    #expect(totals.nonPriorityOffers == [.zero])
  }

  @Test(
    "Offers share what is left by what is owed, down to the penny, and never pass what is owed or what is left"
  )
  func shares() {
    for available in [Int64(1), 2, 99, 100, 10_001, 1 << 40] {
      for debts in [[1, 1, 1], [100, 200, 0], [7, 1_000_003, 55], [Int64.max, Int64.max]] as [[Int64]] {
        let shares = StatementTotals.shares(
          of: Money(pence: available), among: debts.map { Money(pence: $0) })
        #expect(zip(shares, debts).allSatisfy { $0.pence <= $1 && $0.pence >= 0 })
        #expect(shares.reduce(Int128(0)) { $0 + Int128($1.pence) } <= Int128(available))
      }
    }
    #expect(
      StatementTotals.shares(of: Money(pence: 1_000), among: [Money(pence: 100), Money(pence: 200)])
        == [Money(pence: 100), Money(pence: 200)])
  }

  @Test("A line that the format does not have, and amounts that do not fit, are named")
  func refused() throws {
    #expect(throws: StatementTotals.Failure.unknownLine("helicopter")) {
      try StatementTotals(statement([("helicopter", "1")]), format: format)
    }
    var large = Statement()
    large.entries = [.init(line: "rent", amount: .amounts([.init(pence: Ratio(.max), frequency: .weekly)]))]
    #expect(throws: StatementTotals.Failure.tooLarge(line: "rent")) {
      try StatementTotals(large, format: format)
    }
  }
}
