import Rents
import Testing

@testable import Interchange

@Suite("Dates as files write them")
struct DateStyleTests {
  private func read(
    _ text: String, _ pattern: String, century: DateStyle.Century = .nearby
  ) throws -> CivilDate {
    let style = try #require(DateStyle(pattern: pattern))
    var copy = text
    return try copy.withUTF8 { try style.read($0, century: century) }
  }

  @Test("The same day in three styles")
  func styles() throws {
    #expect(try read("2026-11-21", "yyyy-mm-dd") == today)
    #expect(try read("21/11/2026", "dd/mm/yyyy") == today)
    #expect(try read("21-NOV-26", "dd-MMM-yy") == today)
    #expect(try read("21-Nov-26", "dd-MMM-yy") == today)
  }

  @Test(
    "A day that the calendar has not is refused, never rolled over",
    arguments: ["31/02/2026", "00/00/0000", "11/16/2026", "29/02/2025"])
  func impossible(text: String) {
    #expect(throws: DateStyle.Failure.noSuchDay) { try read(text, "dd/mm/yyyy") }
  }

  @Test(
    "Another order or style is not guessed",
    arguments: ["2026-11-21", "21/11/26", "21.11.2026", "", "21/11/2026x", "x"])
  func otherStyles(text: String) {
    #expect(throws: DateStyle.Failure.notInStyle) { try read(text, "dd/mm/yyyy") }
  }

  @Test("A two-digit year of a birth lies in the past; of a transaction it is near")
  func centuries() throws {
    #expect(try read("27-JUL-47", "dd-MMM-yy", century: .notAfter(today)).year == 1947)
    #expect(try read("11-DEC-06", "dd-MMM-yy", century: .notAfter(today)).year == 2006)
    #expect(try read("16-NOV-62", "dd-MMM-yy").year == 2062)
    #expect(try read("16-NOV-99", "dd-MMM-yy").year == 1999)
  }

  @Test(
    "A pattern has one day, one month and one year",
    arguments: ["dd/mm", "dd/dd/yyyy", "dd/mm/yyyyy", "hello", ""])
  func patterns(pattern: String) {
    #expect(DateStyle(pattern: pattern) == nil)
  }

  @Test("A batch's name tells the day on which it was known")
  func batches() throws {
    let pattern = try #require(BatchPattern(pattern: "??yyyymmdd"))
    func date(_ text: String) -> CivilDate? {
      var copy = text
      return copy.withUTF8 { pattern.date(in: $0) }
    }
    #expect(date("RR20261121") == today)
    #expect(date("RR20261321") == nil)
    #expect(date("RR2026112") == nil)
    #expect(date("RRyyyymmdd") == nil)
    #expect(BatchPattern(pattern: "yyyymm") == nil)
  }
}
