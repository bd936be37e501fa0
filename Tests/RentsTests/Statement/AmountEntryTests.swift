import Testing

@testable import Rents

@Suite("Amounts as they are typed on the form")
struct AmountEntryTests {
  @Test(
    "An amount with its frequency is what people say, by letter and on the number pad",
    arguments: [
      ("85w", 36833, "85.00 a week"), ("85/1", 36833, "85.00 a week"), ("85 pw", 36833, "85.00 a week"),
      ("170/2", 36833, "170.00 a fortnight"), ("170f", 36833, "170.00 a fortnight"),
      ("40 4w", 4333, "40.00 every four weeks"), ("40/4", 4333, "40.00 every four weeks"),
      ("1373.64 m", 137_364, "1,373.64 a month"), ("1,373.64 pcm", 137_364, "1,373.64 a month"),
      ("£96/10", 8_000, "96.00 ten times a year"), ("120 q", 4_000, "120.00 a quarter"),
      ("100 t", 2_500, "100.00 a term"), ("1200y", 10_000, "1,200.00 a year"), ("15", 1_500, "15.00 a month"),
      ("45*38y", 14_250, "45.00 in each of 38 weeks a year"),
      ("320/2+118/1", 120_467, "320.00 a fortnight and 118.00 a week"),
      ("12+34w", 19_933, "46.00 a week"), ("(12+8)*4m", 8_000, "80.00 a month"),
      ("3*12.50 w", 16_250, "37.50 a week"),
      ("500-20m", 48_000, "480.00 a month"), ("500m-20w", 41_333, "500.00 a month less 20.00 a week"),
      ("-45", -4_500, "less 45.00 a month"), ("  7.5 w  ", 3_250, "7.50 a week"),
    ])
  func amounts(text: String, pence: Int64, words: String) throws {
    let entry = try AmountEntry(text)
    #expect(try entry.monthly(usual: .monthly) == Money(pence: pence))
    #expect(entry.wording(usual: .monthly) == words)
  }

  @Test("Blank is not asked; a lone minus and a nought are asked, none")
  func none() throws {
    for text in ["", "   "] { #expect(try AmountEntry(text) == .notAsked) }
    for text in ["-", "0", " 0.00 ", "–"] { #expect(try AmountEntry(text) == .none) }
    #expect(try AmountEntry("").monthly(usual: .weekly) == nil)
    #expect(try AmountEntry("-").monthly(usual: .weekly) == .zero)
  }

  @Test("An amount without a frequency is meant as the line usually comes")
  func usual() throws {
    #expect(try AmountEntry("118.64").monthly(usual: .weekly) == Money(pence: 51_411))
    #expect(try AmountEntry("118.64").monthly(usual: .monthly) == Money(pence: 11_864))
  }

  @Test(
    "What cannot be meant is refused with its place, and nothing of it is taken",
    arguments: [
      ("twelve", 0), ("12 parsecs", 3), ("12/3", 2), ("12/", 2), ("12+", 3), ("(12", 0), ("12)", 2),
      ("1.234", 0),
      ("1,23", 0), ("12 w w", 5), ("*4", 0), ("12 34", 3), ("£", 1), ("(((((((((((((((((((((1", 20),
    ])
  func refused(text: String, place: Int) {
    #expect { try AmountEntry(text) } throws: { ($0 as? AmountEntryFault)?.place == place }
  }

  @Test("No typing can stop the program, and what is too large says so")
  func hostile() {
    #expect(throws: AmountEntryFault.self) { try AmountEntry(String(repeating: "9", count: 40)) }
    #expect(throws: AmountEntryFault.self) { try AmountEntry(String(repeating: "9*", count: 99) + "9") }
    #expect(throws: AmountEntryFault.self) { try AmountEntry(String(repeating: "(", count: 100_000)) }
    var random = SystemRandomNumberGenerator()
    let letters = Array("0123456789.,+-*/()wfmqty4 £x\u{301}")
    for _ in 0..<5_000 {
      let text = String(
        (0..<Int.random(in: 0...24, using: &random)).compactMap { _ in letters.randomElement() })
      guard let entry = try? AmountEntry(text) else { continue }
      // What is read can be said and reckoned, or is too large: nothing traps.
      _ = entry.wording(usual: .weekly)
      _ = try? entry.monthly(usual: .weekly)
    }
  }

  @Test("Saying the same amount another way never changes its month")
  func sameAmount() throws {
    for pence in stride(from: Int64(1), through: 200_000, by: 137) {
      let pounds = Money(pence: pence).text(.unsigned)
      let weekly = try AmountEntry("\(pounds) w").exactMonthly(usual: .monthly)
      #expect(try AmountEntry("\(pounds)/1").exactMonthly(usual: .yearly) == weekly)
      #expect(try AmountEntry("\(pounds)*52y").exactMonthly(usual: .monthly) == weekly)
      #expect(try AmountEntry("(\(pounds)+\(pounds))f").exactMonthly(usual: .monthly) == weekly)
      #expect(try AmountEntry("\(pounds)").exactMonthly(usual: .weekly) == weekly)
    }
  }
}
