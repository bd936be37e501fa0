import Rents
import Testing

@Suite("Money") struct MoneyTests {
  @Test(
    "reads what officers write",
    arguments: [
      ("1,234.56", 123_456), ("£12", 1200), ("(12.34)", -1234), ("12.34CR", -1234), ("1234.56DR", 123_456),
      ("-12.34", -1234), ("12.34-", -1234), (".50", 50), ("0", 0), ("12.5", 1250),
      (" £ 1,234,567.89 ", 123_456_789),
      ("-£12.34", -1234), ("£-12.34", -1234), ("(£1,000.00)", -100_000), ("12.34 cr", -1234),
      ("12.34\u{A0}Dr", 1234),
      ("+5", 500), ("\u{2212}50.00", -5000), ("-0.00", 0), ("0012", 1200), ("( 5 )", -500),
    ] as [(String, Int64)])
  func reading(text: String, pence: Int64) throws {
    #expect(try Money(reading: text) == Money(pence: pence))
  }

  @Test(
    "refuses what could mean two things, and says what is wrong",
    arguments: [
      ("", "no figure"), ("   ", "no figure"), ("£", "no figure"), (".", "no figure"), ("-", "no figure"),
      ("-(12.34)", "two signs"), ("(12.34)CR", "two signs"), ("-12.34CR", "two signs"),
      ("-12.34-", "two signs"),
      ("12.34CRDR", "two signs"), ("+-5", "two signs"), ("(12.34", "brackets"), ("12.34)", "brackets"),
      ("((1))", "brackets"), ("12.345", "more than two"), ("12.", "nothing follows"), ("1,23.45", "comma"),
      ("1234,567", "comma"), (",123", "comma"), ("1,234,56", "comma"), ("1,234,", "comma"),
      ("1.23,4", "comma"),
      ("12,34", "comma"), ("1.2.3", "two points"), ("12 34", "space inside"), ("££5", "two pound"),
      ("five", "something else"), ("12.34C", "something else"), ("1e5", "something else"),
      ("$5", "something else"),
      ("5£", "something else"), ("٣", "something else"),
    ])
  func refusing(text: String, reason: String) {
    let error = #expect(throws: MoneyError.self) { try Money(reading: text) }
    guard case .unreadable(let said, let why) = error else {
      Issue.record("\(text) gave \(String(describing: error))")
      return
    }
    #expect(said == text)
    #expect(why.contains(reason), "\(text): \(why)")
  }

  @Test("refuses an escape sequence behind a figure") func escapeSequence() {
    #expect(throws: MoneyError.self) { try Money(reading: "12.34\u{1B}[2J") }
    #expect(throws: MoneyError.self) { try Money(reading: "12.34\u{0}") }
  }

  @Test("too large an amount is an error, never a trap") func overflow() throws {
    #expect(throws: MoneyError.overflow) { try Money(reading: "92233720368547758.08") }
    #expect(throws: MoneyError.overflow) { try Money(reading: String(repeating: "9", count: 400)) }
    #expect(try Money(reading: "92233720368547758.07") == Money(pence: .max))
    #expect(throws: MoneyError.overflow) { try Money(pence: .max).adding(Money(pence: 1)) }
    #expect(throws: MoneyError.overflow) { try Money(pence: .min).subtracting(Money(pence: 1)) }
    #expect(throws: MoneyError.overflow) { try Money(pence: .min).negated() }
    #expect(throws: MoneyError.overflow) { try Money(pence: .max).multiplied(by: 2) }
    #expect(throws: MoneyError.overflow) {
      try Money.sum([Money(pence: .max), Money(pence: 1), Money(pence: -1)])
    }
  }

  @Test("a screen shows DR or CR and never a bare minus") func writing() {
    #expect(Money(pence: 123_456).text() == "1,234.56 DR")
    #expect(Money(pence: -1234).text() == "12.34 CR")
    #expect(Money.zero.text() == "0.00")
    #expect(Money(pence: -5).text(.unsigned) == "0.05")
    #expect(Money(pence: -123_456).text(.signed) == "-1234.56")
    #expect(Money(pence: 100_000_000).text(.unsigned) == "1,000,000.00")
    #expect(Money(pence: 99_999).text(.unsigned) == "999.99")
    #expect(Money(pence: .min).text() == "92,233,720,368,547,758.08 CR")
    #expect(Money(pence: .min).text(.signed) == "-92233720368547758.08")
  }

  @Test("what it writes it reads again") func roundTrip() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<5_000 {
      let bits = Int.random(in: 1...62, using: &generator)
      let limit = Int64(1) << Int64(bits)
      let money = Money(pence: .random(in: -limit...limit, using: &generator))
      #expect(try Money(reading: money.text(.debitOrCredit)) == money)
      #expect(try Money(reading: money.text(.signed)) == money)
      #expect(try Money(reading: money.text(.unsigned)).pence.magnitude == money.pence.magnitude)
    }
  }

  @Test("any bytes at all are read or refused") func anyBytes() {
    var generator = SeededGenerator(seed: 3)
    let alphabet = Array("0123456789.,-+()£ CRDR\u{2212}\u{A0}x".utf8)
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...12, using: &generator)
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      bytes.withUnsafeBufferPointer { buffer in
        // Reading must not trap, and what is read must survive being written.
        guard let money = try? Money(readingUTF8: buffer) else { return }
        #expect((try? Money(reading: money.text(.signed))) == money)
      }
    }
  }

  @Test("adding and taking away again gives the same") func addition() throws {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<1_000 {
      let left = Money(pence: .random(in: -1_000_000_000...1_000_000_000, using: &generator))
      let right = Money(pence: .random(in: -1_000_000_000...1_000_000_000, using: &generator))
      #expect(try left.adding(right).subtracting(right) == left)
      #expect(try left.adding(right) == right.adding(left))
      #expect(try Money.sum([left, right, left.negated()]) == right)
    }
  }

  @Test("of a patch is added up with debits and credits apart") func balanceTotals() throws {
    var totals = BalanceTotals()
    for pence: Int64 in [10_000, -2_500, 0, 5] { try totals.add(Money(pence: pence)) }
    #expect(totals.debit == Money(pence: 10_005) && totals.credit == Money(pence: -2_500))
    #expect(totals.count == 4 && totals.debitCount == 2 && totals.creditCount == 1)
    let before = totals
    #expect(throws: MoneyError.overflow) { try totals.add(Money(pence: .max)) }
    #expect(totals == before)
    #expect(throws: MoneyError.overflow) {
      try BalanceTotals([Money(pence: .min), Money(pence: -1)])
    }
    #expect(try BalanceTotals([Money(pence: .min), Money(pence: 1)]).debitCount == 1)
  }
}
