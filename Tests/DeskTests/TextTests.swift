import Rents
import Testing

@testable import Desk

@Suite("Names, dates, trends and the folding of text")
struct TextTests {
  @Test(
    "a list shows the surname first, without the title",
    arguments: [
      ("Mr Stephen Ramsbottom", "Ramsbottom Stephen"), ("Kelly Marsh", "Marsh Kelly"), ("Cher", "Cher"),
      ("Ms Piet van der Berg", "van der Berg Piet"), ("Miss Siobhán Ní Bhriain", "Bhriain Siobhán Ní"),
      ("MARSH Kelly", "MARSH Kelly"), ("MARSH, Kelly", "MARSH, Kelly"), ("山田太郎", "山田太郎"),
      ("Dr. Jo Pell", "Pell Jo"),
      ("שרה כהן", "שרה כהן"), ("", ""), ("Mr", "Mr"), ("Mr Smith", "Smith"),
    ])
  func listed(name: String, shown: String) {
    #expect(PersonName.listed(name) == shown)
  }

  @Test("joint tenants of one surname share it")
  func joint() {
    #expect(PersonName.listed(["Ewa Nowak", "Jan Nowak"]) == "Nowak Ewa + Jan")
    #expect(PersonName.listed(["Ewa Nowak", "Jo Field"]) == "Nowak Ewa + Field Jo")
    #expect(PersonName.listed(["Ewa Nowak", "Jo Field", "Al Hay"]) == "Nowak Ewa + 2 others")
    #expect(PersonName.listed([]) == "no name")
  }

  @Test("a date without a year is the last one; a weekday is the last such day")
  func dates() throws {
    let today = day("2026-11-24")
    let read = { (text: String) in try DateEntry.read(text, today: today) }
    #expect(try read("25/11") == day("2025-11-25"))
    #expect(try read("24 nov") == today)
    #expect(try read("29 feb") == day("2024-02-29"))
    #expect(try read("fri") == day("2026-11-20"))
    #expect(try read("tue") == today)
    #expect(try read("-1m") == day("2026-10-24"))
    #expect(try read("+2w") == day("2026-12-08"))
    #expect(try read("1/2/26") == day("2026-02-01"))
    #expect(try read("yesterday") == day("2026-11-23"))
    #expect(throws: DateEntry.Fault.self) { try read("99999999999999999999d") }
    #expect(throws: DateEntry.Fault.self) { try read(String(repeating: "1", count: 5000)) }
  }

  @Test("dates are short, and say the year where it is not clear")
  func shortDates() {
    let today = day("2026-11-24")
    #expect(DateText.short(day("2026-11-12"), today: today) == "12 Nov")
    #expect(DateText.short(day("2025-11-12"), today: today) == "Nov'25")
    #expect(DateText.column(day("2026-10-05"), today: today) == "Mon  5 Oct")
    #expect(DateText.column(day("2024-10-05"), today: today) == " 5 Oct 2024")
    #expect(DateText.span(day("2026-10-19"), day("2026-11-09"), today: today) == "19 Oct-9 Nov")
    #expect(DateText.span(day("2026-04-27"), day("2026-05-18"), today: today).count == 13)
    #expect(DateText.span(day("2024-05-06"), day("2024-07-01"), today: today) == "May-Jul 2024")
    #expect(
      [1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31].map(DateText.ordinal) == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "31st",
      ])
  }

  @Test("the trend rises with the debt, lies low in credit, and stands the largest balances")
  func trend() {
    #expect(Trend.text((1...8).map { money(Int64($0) * 100) }) == "▁▂▃▄▅▆▇█")
    #expect(Trend.text([money(-5), .zero, money(100)]) == "     __█")
    #expect(Trend.text([nil, money(.max), money(.min)], ascii: true) == "      @_")
    #expect(Trend.text([]) == "        ")
    #expect(Trend.words([money(100), money(300)]).hasPrefix("higher"))
  }

  @Test("text is broken at blanks, long words where the line ends")
  func wrapped() {
    #expect(WrappedText.lines("one two three", width: 7) == ["one two", "three"])
    #expect(WrappedText.lines("abcdefghij", width: 4) == ["abcd", "efgh", "ij"])
    #expect(WrappedText.lines("", width: 4).isEmpty && WrappedText.lines("x", width: 0).isEmpty)
    #expect(WrappedText.lines(String(repeating: "x", count: 100_000), width: 1).count <= 401)
  }
}
