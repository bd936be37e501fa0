import Testing

@testable import Rents

@Suite("A landlord's own spending guidelines")
struct SpendingGuidelinesTests {
  private let heading = "scheme,version,valid_from,valid_to,group,household_key,monthly_pence,licence_note\n"

  private var file: String {
    heading + """
      Own norms,2026,2026-04-01,2027-03-31,food,first_adult,28000,"Figures of ""Elm"", ours"
      Own norms,2026,2026-04-01,2027-03-31,food,additional_adult,20000,
      Own norms,2026,2026-04-01,2027-03-31,food,child_0_15,12000,
      Own norms,2026,2026-04-01,2027-03-31,food,child_16_18,15000,

      Own norms,2026,2026-04-01,2027-03-31,comms,vehicle,1000,
      """
  }

  @Test("The limit of a group is the sum over who lives there, on the days of the file")
  func limits() throws {
    let guidelines = try SpendingGuidelines(file)
    #expect(guidelines.scheme == "Own norms" && guidelines.licenceNote == "Figures of \"Elm\", ours")
    var form = StatementForm()
    form[.person(1, .relation)] = "client"
    form[.person(2, .relation)] = "partner"
    form[.person(3, .relation)] = "child"
    form[.person(3, .born)] = "9"
    form[.person(4, .relation)] = "child"
    form[.person(4, .born)] = "17"
    let household = form.household(StatementFacts(day: MarshForm.day))
    let limits = guidelines.limits(for: household, vehicles: 2, on: MarshForm.day)
    #expect(
      limits == [
        "flexible/food-housekeeping": Money(pence: 75_000),
        "flexible/communications-leisure": Money(pence: 2_000),
      ])
    #expect(guidelines.limits(for: household, vehicles: 2, on: .first).isEmpty)
  }

  @Test("Spending over it is marked with by how much, and nothing is marked without a file")
  func marks() throws {
    var rules = MarshForm.rules
    #expect(StatementReckoning(MarshForm.form, facts: MarshForm.facts, rules: rules).marks.isEmpty)
    rules.guidelines = try SpendingGuidelines(file)
    let marks = StatementReckoning(MarshForm.form, facts: MarshForm.facts, rules: rules).marks
    // One adult and two children: 280.00 and twice 120.00.
    #expect(marks.map(\.limit) == [Money(pence: 52_000)] && marks.map(\.over) == [Money(pence: 90_461)])
  }

  @Test("The scheme's name is used only with the landlord's membership code")
  func membership() {
    var rules = MarshForm.rules
    #expect(rules.heading == "I&E summary")
    rules.membershipCode = " \n"
    #expect(rules.heading == "I&E summary")
    rules.membershipCode = "M1234"
    #expect(rules.heading.contains("SFS") && rules.heading.contains("M1234"))
  }

  @Test(
    "What is wrong in the file is said with its line",
    arguments: [
      ("", 1), ("a,b\n", 1), ("H", 1), ("HOwn,1,2026-04-01,2027-03-31,food,first_adult,1", 2),
      ("HOwn,1,2027-04-01,2026-03-31,food,first_adult,1,", 2),
      ("HOwn,1,2026-04-01,2027-03-31,fuel,first_adult,1,", 2),
      ("H\nOwn,1,2026-04-01,2027-03-31,food,cat,1,", 3),
      ("HOwn,1,2026-04-01,2027-03-31,food,first_adult,-1,", 2),
      (
        "HOwn,1,2026-04-01,2027-03-31,food,first_adult,1,\nOwn,1,2026-05-01,2027-03-31,food,first_adult,1,", 3
      ),
    ])
  func faults(text: String, line: Int) {
    let file = text.first == "H" ? heading + text.dropFirst() : text
    do throws(SpendingGuidelines.Fault) {
      _ = try SpendingGuidelines(file)
      Issue.record("taken")
    } catch {
      #expect(error.line == line, "\(error)")
    }
  }
}
