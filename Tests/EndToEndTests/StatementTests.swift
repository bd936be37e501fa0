import ProgramRunner
import Testing

/// Forms added up by the program, against figures reckoned elsewhere by exact arithmetic.
@Suite("The income and expenditure form on the command line") struct StatementTests {
  private static let cases = TheProgram.root + "/Tests/EndToEndTests/Fixtures/statements.jsonl"

  @Test("Every total and every offer of forty forms, to the penny")
  func conformance() throws {
    let bench = try Bench()
    let given = try bench.tool("/bin/cat", [Self.cases]).lines.map { try JSON($0) }
    let answered = try bench.run("statement", "total", Self.cases, "--json")
    #expect(answered.status == 0, "\(answered.errorText)")
    let answers = try answered.lines.map { try JSON($0) }
    #expect(answers.count == given.count && given.count == 40)
    for (given, answer) in zip(given, answers) {
      let id = given["id"]?.string ?? ""
      #expect(answer["id"]?.string == id)
      let (expected, totals) = (try #require(given["expect"]), try #require(answer["totals"]))
      for key in expected.keys where key != "monthly_pence" {
        #expect(totals[key] == expected[key], "\(id) \(key)")
      }
      let groups = try #require(expected["monthly_pence"])
      #expect(Set(totals["monthly_pence"]?.keys ?? []) == Set(groups.keys), "\(id)")
      for key in groups.keys { #expect(totals["monthly_pence"]?[key] == groups[key], "\(id) \(key)") }
    }
  }

  @Test("What is no form is refused with its line and place, and nothing is printed for it")
  func refused() throws {
    let bench = try Bench()
    let wrong: [(text: String, says: String)] = [
      ("{", "line 1"), ("[]", "no object"),
      (
        "{\"lines\":[{\"line\":\"rent\",\"amount_pence\":1.5,\"frequency\":\"weekly\"}]}",
        "lines[0].amount_pence"
      ),
      ("{\"lines\":[{\"line\":\"rent\",\"amount_pence\":1,\"frequency\":\"hourly\"}]}", "ten-monthly"),
      ("{\"lines\":[{\"line\":\"helicopter\",\"amount_pence\":1,\"frequency\":\"weekly\"}]}", "helicopter"),
      (
        "{\"lines\":[{\"line\":\"rent\",\"amount_pence\":9223372036854775807,\"frequency\":\"weekly\"}]}",
        "too large"
      ),
      (String(repeating: "[", count: 100_000), "nested"),
    ]
    for (text, says) in wrong {
      let file = try bench.write(text + "\n", as: "form.jsonl")
      let result = try bench.run("statement", "total", file, "--json")
      #expect(result.status == 2 && result.output.isEmpty, "\(text.prefix(80))")
      #expect(result.errorText.lowercased().contains(says.lowercased()), "\(result.errorText)")
    }
  }
}
