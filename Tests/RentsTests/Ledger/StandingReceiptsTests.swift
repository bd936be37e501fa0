import Rents
import Testing

@Suite("Money that came in and stayed")
struct StandingReceiptsTests {
  private func receipts(_ rows: [(PostingType, Int64, Int)]) throws -> Int? {
    var receipts = StandingReceipts<Int>()
    let monday = try #require(CivilDate(iso: "2026-11-02"))
    for (place, row) in rows.enumerated() {
      receipts.take(place, row.0, Money(pence: row.1), on: monday.adding(days: row.2))
    }
    return receipts.last
  }

  @Test("A direct debit that came back does not stand: the payment before it is the last")
  func returned() throws {
    let rows: [(PostingType, Int64, Int)] = [
      (.managedPayment, -51_411, 0), (.directDebit, -2_500, 4), (.directDebitReturned, 2_500, 4),
      (.rent, 11_864, 7),
    ]
    #expect(try receipts(rows) == 0)
    #expect(try receipts(Array(rows.prefix(2))) == 1)
  }

  @Test("On one day the return may stand before its debit; an older debit of the same amount is left alone")
  func sameDay() throws {
    #expect(
      try receipts([
        (.directDebit, -2_500, 0), (.directDebitReturned, 2_500, 7), (.directDebit, -2_500, 7),
      ]) == 0)
  }

  @Test("A return takes back one debit of its own amount, not later than it")
  func oneOfItsAmount() throws {
    #expect(try receipts([(.directDebit, -2_500, 0), (.directDebitReturned, 2_400, 1)]) == 0)
    #expect(try receipts([(.directDebitReturned, 2_500, 0), (.directDebit, -2_500, 1)]) == 1)
    #expect(
      try receipts([
        (.directDebit, -2_500, 0), (.directDebit, -2_500, 1), (.directDebitReturned, 2_500, 2),
      ]) == 0)
    #expect(
      try receipts([
        (.directDebit, -2_500, 0), (.directDebitReturned, 2_500, 1), (.directDebitReturned, 2_500, 2),
      ]) == nil)
    #expect(try receipts([(.cash, -2_500, 0), (.directDebitReturned, 2_500, 1)]) == 0)
  }

  @Test("A debit entered as a direct debit is a return; a charge, a refund and nothing are no receipts")
  func others() throws {
    #expect(try receipts([(.cash, -100, 0), (.directDebit, -2_500, 1), (.directDebit, 2_500, 2)]) == 0)
    #expect(try receipts([(.rent, -100, 0), (.refund, 100, 0), (.cash, 0, 1), (.writeOff, -5, 2)]) == nil)
    #expect(try receipts([(.directDebit, .min, 0), (.directDebitReturned, .max, 0)]) == 0)
  }
}
