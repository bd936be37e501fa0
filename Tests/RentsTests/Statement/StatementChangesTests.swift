import Testing

@testable import Rents

@Suite("What changed since the last form")
struct StatementChangesTests {
  private func changes(_ change: (inout StatementForm) -> Void) -> StatementChanges {
    var form = MarshForm.form
    change(&form)
    return StatementChanges(
      from: (MarshForm.form, MarshForm.reckoning),
      to: (form, StatementReckoning(form, facts: MarshForm.facts, rules: MarshForm.rules)))
  }

  @Test("Sums and lines, in pence a month")
  func money() {
    let found = changes {
      $0[.amount(line: "salary-client")] = "794"
      $0[.amount(line: "gas")] = "-"
      $0[.amount(line: "groceries")] = "1603.01"
      $0[.note(line: "gas")] = "meter gone"
    }
    #expect(found.income == Money(pence: 5_200) && found.spending == Money(pence: 11_840))
    #expect(found.wording == "income +52.00, spending +118.40")
    #expect(found.lines.map(\.id) == ["salary-client", "gas", "groceries"])
    #expect(found.lines[1].difference == Money(pence: -6_000) && found.holds(line: "gas"))
    #expect(found.fields == [.note(line: "gas")] && !found.isEmpty)
  }

  @Test("An amount typed in another way that comes to the same is no change")
  func same() {
    let found = changes { $0[.amount(line: "council-tax")] = "80m" }
    #expect(found.isEmpty && found.wording == "nothing changed")
  }

  @Test("A line that was not asked and is none now has changed, though no sum has")
  func asked() {
    let found = changes { $0[.amount(line: "disability-benefits")] = "-" }
    #expect(found.lines == [.init(id: "disability-benefits", before: nil, after: .zero)])
    #expect(found.wording == "the sums are the same")
  }

  @Test("Same as last time takes over what was typed, and of deductions only what still runs")
  func asLastTime() {
    var earlier = MarshForm.form
    earlier[.deduction(2, .what)] = "old loan"
    earlier[.deduction(2, .amount)] = "20"
    earlier[.deduction(2, .ends)] = "1 Oct 2026"
    earlier[.note(line: "universal-credit")] = "seen on the phone"
    let form = StatementForm()
    let fields = form.asLastTime(line: "universal-credit", in: earlier, on: MarshForm.day)
    #expect(fields[.amount(line: "universal-credit")] == "1373.64 m")
    #expect(fields[.deduction(1, .amount)] == "35 m" && fields[.deduction(2, .amount)] == nil)
    #expect(fields[.universalCredit(.bank)] == "824.53" && fields[.note(line: "universal-credit")] == nil)
    #expect(form.asLastTime(line: "disability-benefits", in: earlier, on: MarshForm.day).isEmpty)
    #expect(
      form.asLastTime(line: "salary-partner", in: earlier, on: MarshForm.day)
        == [.amount(line: "salary-partner"): "-"])
  }
}
