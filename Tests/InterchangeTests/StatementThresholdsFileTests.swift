import Casebook
import Rents
import Testing

@Suite("The figures by which a form is judged")
struct StatementThresholdsFileTests {
  private static let shipped =
    Fixtures.maps.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    + "/statement/thresholds.toml"

  @Test("The shipped file gives the rates of the day that is asked, and of a day before any it says nothing")
  func shipped() throws {
    let figures = try StatementThresholdsFile.read(Fixtures.bytes(Self.shipped), file: "thresholds.toml")
    let (last, now) = (CivilDate(year: 2026, month: 3, day: 3), CivilDate(year: 2026, month: 11, day: 21))
    #expect(figures.rates(on: try #require(now))?.childBenefit(children: 2) == Money(pence: 4_495))
    #expect(figures.rates(on: try #require(last))?.childBenefit(children: 1) == Money(pence: 2_605))
    #expect(figures.licence(on: try #require(now)) == Money(pence: 18_000))
    #expect(figures.licence(on: try #require(last)) == Money(pence: 17_450))
    #expect(figures.fourWeekly(line: "disability-benefits", on: try #require(now)).count == 10)
    #expect(figures.rates(on: .first) == nil && figures.licence(on: .first) == nil)
    #expect(figures.savings(of: Money(pence: 11_170)) == Money(pence: 1_117))
    #expect(figures.savings(of: Money(pence: 50_000)) == Money(pence: 2_000))
    #expect(figures.savings(of: Money(pence: -1)) == .zero)
    #expect(figures.offerPercents == [50, 75, 100] && figures.leastFood?.child == Money(pence: 1_000))
  }

  @Test(
    "What is wrong is said with its line",
    arguments: [
      ("[[rates]]\nfrom = \"soon\"", "line 2"), ("\n[[rates]]\n", "line 2"),
      ("[[rates]]\nfrom = \"2026-04-06\"\nchild_benefit = [\"27.05\"]", "line 3"),
      ("[[rates]]\nfrom = \"2026-04-06\"\nuc_rent_deduction = [\"20\", \"10\"]", "line 3"),
      ("[[licence]]\nfrom = \"2026-04-06\"\nyearly = \"-180\"", "line 3"),
      ("[offers]\nsavings_percent = 110", "line 2"), ("[offers]\npercents = [\"half\"]", "line 2"),
      ("[household]\nleast_fule = [\"1\", \"1\", \"1\"]", "least_fuel"), ("[rate]\n", "rates"),
      ("[[four-weekly]]\nfrom = \"2026-04-06\"", "line 1"),
    ])
  func faults(text: String, says: String) {
    do throws(StatementThresholdsFile.Fault) {
      _ = try StatementThresholdsFile.read(Array(text.utf8), file: "t.toml")
      Issue.record("taken")
    } catch {
      #expect("\(error)".contains(says), "\(error)")
    }
  }
}
