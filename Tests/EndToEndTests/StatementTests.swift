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

  /// The members of a statement that are given back as they were handed over.
  private func handedOver(_ form: JSON) -> [JSON] {
    // Lines come back in the order of the form; what has no note or token has none.
    let lines = (form["lines"]?.array ?? []).map { line in
      [line["line"]?.string ?? "", "\(line["amount_pence"]?.integer ?? 0)", line["frequency"]?.string ?? ""]
        .joined(separator: " ")
    }.sorted()
    func debts(_ name: String, _ amounts: [String]) -> [JSON] {
      (form[name]?.array ?? []).map { debt in
        .text(
          (debt["creditor"]?.string ?? "") + amounts.map { " \(debt[$0]?.integer ?? 0)" }.joined())
      }
    }
    return lines.map { .text($0) } + [form["savings_pence"] ?? .null]
      + debts("priority_debts", ["owed_pence", "offer_pence"])
      + debts("non_priority_debts", ["owed_pence"])
  }

  @Test("Forty forms put on accounts and read back: what was handed over, and every total, to the penny")
  func putAndReadBack() throws {
    let bench = try Bench.withShowcase()
    let accounts = try bench.json("accounts").compactMap { $0["account"]?.string }
    let given = try bench.tool("/bin/cat", [Self.cases]).lines
    #expect(given.count == 40)
    for (place, text) in given.enumerated() {
      let form = try JSON(text)
      let id = form["id"]?.string ?? ""
      let account = accounts[place % accounts.count]
      let put = try bench.json("statement", "put", account, try bench.write(text, as: "form.json"))
      #expect(put.first?["account"]?.string == account && put.first?["seq"]?.integer != nil)
      let back = try #require(try bench.json("statement", account).first)
      #expect(back["version"] == put.first?["version"] && back["id"] == put.first?["id"])
      #expect(handedOver(back) == handedOver(form), "\(id)")
      let (expected, totals) = (try #require(form["expect"]), try #require(back["totals"]))
      for key in expected.keys where key != "monthly_pence" {
        #expect(totals[key] == expected[key], "\(id) \(key)")
      }
      let groups = try #require(expected["monthly_pence"])
      #expect(Set(totals["monthly_pence"]?.keys ?? []) == Set(groups.keys), "\(id)")
      for key in groups.keys { #expect(totals["monthly_pence"]?[key] == groups[key], "\(id) \(key)") }
    }
    #expect(try bench.run("verify", "--deep").status == 0)
  }

  @Test(
    "What was given back can be put again; a correction takes the place of what it names, and both can be read"
  )
  func correction() throws {
    let bench = try Bench.withShowcase()
    let account = try #require(try bench.json("accounts").first?["account"]?.string)
    let first = try #require(try bench.tool("/bin/cat", [Self.cases]).lines.first)
    _ = try bench.json("statement", "put", account, try bench.write(first, as: "form.json"))
    let back = try bench.run("statement", account, "--json")
    let again = try bench.write(back.text, as: "again.json")
    #expect(
      try bench.json("statement", "put", account, again, "--corrects", "1").first?["version"]?.integer == 2)
    let second = try #require(try bench.json("statement", account).first)
    let totals = try JSON(back.text)["totals"]
    #expect(second["version"]?.integer == 2 && second["totals"] == totals)
    let old = try #require(try bench.json("statement", account, "--version", "1").first)
    #expect(old["corrected_by"] == second["id"] && old["stands"] == .bool(false))
    let taken = try bench.run("statement", "put", account, again, "--corrects", "1")
    #expect(taken.status == 1 && taken.errorText.contains("corrected form 1 since"), "\(taken.errorText)")
    let listed = try bench.run("statement", account, "--versions")
    #expect(listed.lines.count == 3 && listed.text.contains("corrected by 2"), "\(listed.text)")
    #expect(try bench.run("undo").status == 0)
    #expect(try bench.json("statement", account).first?["version"]?.integer == 1)
  }

  @Test("What cannot be put is refused with its place, and nothing is recorded")
  func putRefused() throws {
    let bench = try Bench.withShowcase()
    let account = try #require(try bench.json("accounts").first?["account"]?.string)
    let before = try bench.run("journal", "--json").lines.count
    let line = "{\"line\":\"rent\",\"amount_pence\":100,\"frequency\":\"weekly\"}"
    let wrong: [(text: String, says: String, status: Int32)] = [
      ("{", "byte", 2), ("[]", "no object", 2), ("{\"lines\":[]}", "", 0),
      (
        "{\"lines\":[{\"line\":\"helicopter\",\"amount_pence\":1,\"frequency\":\"weekly\"}]}", "helicopter", 2
      ),
      (
        "{\"lines\":[{\"line\":\"rent\",\"amount_pence\":1.5,\"frequency\":\"weekly\"}]}",
        "lines[0].amount_pence", 2
      ),
      ("{\"lines\":[\(line)],\"fields\":{\"amount.rent\":\"2w\"}}", "rent", 2),
      ("{\"fields\":{\"amount.helicopter\":\"2w\"}}", "helicopter", 2),
    ]
    for (text, says, status) in wrong where status != 0 {
      let result = try bench.run("statement", "put", account, try bench.write(text, as: "form.json"))
      #expect(result.status == status && result.output.isEmpty, "\(text): \(result.errorText)")
      #expect(
        result.errorText.contains(says) && result.errorText.contains("Nothing was recorded"),
        "\(result.errorText)")
    }
    let file = try bench.write("{\"lines\":[\(line)]}", as: "form.json")
    #expect(try bench.run("statement", "put", "40218864", file).status == 2)
    #expect(try bench.run("statement", "put", account, file, "--corrects", "3").status == 1)
    #expect(try bench.run("statement", "put", account, "nowhere.json").status == 2)
    let none = try bench.run("statement", account)
    #expect(none.status == 1 && none.errorText.contains("no finished form"))
    #expect(try bench.run("journal", "--json").lines.count == before)
  }

  @Test(
    "The landlord's code and licensed guidelines are used where they are, and nothing is said of them where not"
  )
  func licence() throws {
    let bench = try Bench.withShowcase()
    let account = try #require(try bench.json("accounts").first?["account"]?.string)
    let form = "{\"lines\":[{\"line\":\"groceries\",\"amount_pence\":90000,\"frequency\":\"monthly\"}]}"
    let file = try bench.write(form, as: "form.json")
    _ = try bench.json("statement", "put", account, file)
    let without = try bench.run("statement", account, "--json")
    #expect(!without.text.contains("SFS") && !without.text.contains("guideline") && without.errorText.isEmpty)
    _ = try bench.tool("/bin/mkdir", ["-p", bench.book + "/config/statement"])
    let guidelines = """
      scheme,version,valid_from,valid_to,group,household_key,monthly_pence,licence_note
      SFS,2026,2026-04-01,2027-03-31,food,first_adult,25000,for members

      """
    _ = try bench.write(guidelines, as: "book/config/statement/spending-guidelines.csv")
    let toml = try bench.tool("/bin/cat", [bench.book + "/book.toml"]).text
    _ = try bench.write(toml + "sfs_membership = \"SFS 0042\"\n", as: "book/book.toml")
    _ = try bench.json("statement", "put", account, file)
    let with = try #require(try bench.json("statement", account).first)
    #expect(
      with["heading"]?.string?.contains("SFS0042") == true
        || with["heading"]?.string?.contains("SFS 0042") == true)
    // The one before is as it was on its day: without guidelines.
    let kept = try bench.json("journal").flatMap { $0["events"]?.array ?? [] }
    #expect(kept.count { $0["type"]?.string == "program-data" } == 3)
    _ = try bench.write("scheme\n", as: "book/config/statement/spending-guidelines.csv")
    let damaged = try bench.run("statement", "put", account, file)
    #expect(damaged.status == 0 && damaged.errorText.contains("spending-guidelines.csv, line 1 is not right"))
  }

  @Test(
    "On paper, as text and as a document; a correction says what it changes, and an unknown user may read only"
  )
  func paper() throws {
    let bench = try Bench.withShowcase()
    let account = try #require(try bench.json("accounts").first?["account"]?.string)
    func put(_ pence: Int, _ more: String...) throws {
      let line = "{\"line\":\"salary-client\",\"amount_pence\":\(pence),\"frequency\":\"monthly\"}"
      let file = try bench.write("{\"lines\":[\(line)]}", as: "form.json")
      let result = try bench.run(["statement", "put", account, file] + more)
      #expect(result.status == 0, "\(result.errorText)")
    }
    try put(123_456)
    try put(150_000, "--corrects", "1")
    let text = try bench.run("statement", account, "--format", "text")
    #expect(
      text.status == 0 && text.text.contains("1,500.00") && text.text.contains("1,234.56"), "\(text.text)")
    #expect(text.lines.allSatisfy { $0.count <= 80 })
    let first = try bench.run("statement", account, "--version", "1", "--format", "text")
    #expect(first.text.contains("1,234.56") && !first.text.contains("1,500.00"))
    let file = bench.folder + "/form.rtf"
    #expect(try bench.run("statement", account, "--format", "rtf", "--out", file).status == 0)
    let document = try bench.tool("/bin/cat", [file]).text
    #expect(document.hasPrefix("{\\rtf1") && document.contains("1,500.00"))
    let table = try bench.run("statement", account)
    #expect(table.text.contains("1500.00m") && table.text.contains("form 2 of 2026-11-21"))
    #expect(try bench.run("statement", account, "--format", "rtf", "--json").status == 64)
    #expect(try bench.run("statement", account, "--out", file).status == 64)
    // Who is not among the officers reads, and puts nothing.
    let officers = try bench.tool("/bin/cat", [bench.book + "/officers.toml"]).text
    let other = officers.split(separator: "\n").map {
      $0.hasPrefix("user =") ? "user = \"somebody-else\"" : String($0)
    }
    _ = try bench.write(other.joined(separator: "\n") + "\n", as: "book/officers.toml")
    #expect(try bench.run("statement", account).text == table.text)
    let refused = try bench.run("statement", "put", account, bench.folder + "/form.json")
    #expect(refused.status == 1 && refused.errorText.contains("may only read"), "\(refused.errorText)")
  }
}
