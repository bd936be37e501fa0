import Casebook
import Rents
import Testing

@testable import Interchange

@Suite("The form as JSON")
struct StatementJSONTests {
  private static let root = Fixtures.maps.split(separator: "/").dropLast(2).map { "/" + $0 }.joined()

  private static func rules() throws -> StatementRules {
    let file = root + "/data/statement/income-and-expenditure.toml"
    return StatementRules(format: try StatementFormatFile.read(Fixtures.bytes(file), file: file))
  }

  private static let facts = StatementFacts(day: CivilDate(dayNumber: 20_778))

  private static func out(_ form: StatementForm, _ rules: StatementRules) throws -> JSONValue {
    var object = JSONLine()
    StatementJSON.add(form, facts: facts, rules: rules, to: &object)
    return try JSONValue(object.text)
  }

  @Test("Forty forms of others become fields, come to the same to the penny, and are given back")
  func conformance() throws {
    let rules = try Self.rules()
    let bytes = try Fixtures.bytes(Self.root + "/Tests/EndToEndTests/Fixtures/statements.jsonl")
    let cases = try bytes.split(separator: UInt8(ascii: "\n")).map {
      try JSONValue(String(decoding: $0, as: UTF8.self))
    }
    #expect(cases.count == 40)
    for value in cases {
      let id = value["id"]?.string ?? ""
      let form = try StatementJSON.form(value, format: rules.format)
      let out = try Self.out(form, rules)
      let (expected, totals) = (try #require(value["expect"]), try #require(out["totals"]))
      guard case .object(let members) = expected else { return }
      for (name, figure) in members { #expect(totals[name] == figure, "\(id) \(name)") }
      // What was given out is the same form again, with its fields and without them.
      #expect(try StatementJSON.form(out, format: rules.format) == form, "\(id)")
      let again = try StatementTotals(StatementJSON.read(out), format: rules.format)
      #expect(try JSONValue(StatementJSON.totals(again, format: rules.format).text) == totals, "\(id)")
    }
  }

  private static var whole: StatementForm {
    var form = StatementForm()
    form[.amount(line: "salary-client")] = "320/2+118/1"
    form[.amount(line: "universal-credit")] = "1373.64"
    form[.universalCredit(.toLandlord)] = "514.11"
    form[.universalCredit(.bank)] = "824.53"
    form[.deduction(1, .what)] = "advance"
    form[.deduction(1, .amount)] = "35"
    form[.deduction(1, .ends)] = "12 Feb"
    form[.amount(line: "gas")] = "-"
    form[.amount(line: "childcare")] = "45*38y"
    form[.amount(line: "groceries")] = "0.35*1.5w"
    form[.amount(line: "gifts")] = "12 a"
    form[.standing(line: "electricity")] = "refused"
    form[.note(line: "groceries")] = "“as said”\u{202E}\n"
    form[.person(1, .name)] = "Wiśniewska"
    form[.priorityDebt(1, .creditor)] = "council tax"
    form[.priorityDebt(1, .owed)] = "300+40"
    form[.priorityDebt(1, .offer)] = "5w"
    form[.debt(4, .creditor)] = "Card"
    form[.debt(4, .owed)] = "900"
    form[.debt(4, .judgment)] = "y"
    form[.single(.arrearsOffer)] = "40"
    form[.single(.savings)] = "10"
    return form
  }

  @Test("A whole form goes out and comes back as it was typed, and others read the same totals from it")
  func roundTrip() throws {
    let rules = try Self.rules()
    let out = try Self.out(Self.whole, rules)
    #expect(try StatementJSON.form(out, format: rules.format) == Self.whole)
    let totals = try StatementTotals(StatementJSON.read(out), format: rules.format)
    #expect(try JSONValue(StatementJSON.totals(totals, format: rules.format).text) == out["totals"])
    #expect(out["heading"]?.string == "I&E summary")
    #expect(out["unreadable"]?.list == [.text("amount.gifts")])
    #expect(out["priority_debts"]?.list?.last?["own"] == .truth(true))
  }

  @Test("The lines alone, without the fields, are the same money")
  func withoutFields() throws {
    let rules = try Self.rules()
    guard case .object(var members) = try Self.out(Self.whole, rules) else { return }
    members["fields"] = nil
    let form = try StatementJSON.form(.object(members), format: rules.format)
    #expect(form[.amount(line: "salary-client")] == "320.00f+118.00w")
    #expect(form[.amount(line: "childcare")] == "45.00*38y" && form[.amount(line: "gas")] == "0")
    #expect(form[.deduction(1, .amount)] == "35.00m" && form[.debt(1, .judgment)] == "yes")
    #expect(form[.single(.arrearsOffer)] == "40.00")
    #expect(try Self.out(form, rules)["totals"] == members["totals"])
  }

  @Test("Fields and lines that contradict each other are refused, with the place")
  func contradictions() throws {
    let rules = try Self.rules()
    guard case .object(let members) = try Self.out(Self.whole, rules) else { return }
    let wrong: [(member: String, value: String, place: String)] = [
      ("lines", "[{\"line\":\"rent\",\"amount_pence\":1,\"frequency\":\"weekly\"}]", "lines, salary-client"),
      ("priority_debts", "[]", "priority_debts"), ("non_priority_debts", "[]", "non_priority_debts"),
      ("savings_pence", "1", "savings_pence"), ("administration_fee_pence", "1", "administration_fee_pence"),
    ]
    for (member, value, place) in wrong {
      var changed = members
      changed[member] = try JSONValue(value)
      do throws(StatementJSON.Fault) {
        _ = try StatementJSON.form(.object(changed), format: rules.format)
        Issue.record("\(member) was taken")
      } catch {
        #expect(error.place == place)
      }
    }
  }

  @Test("What is no form is refused with its place")
  func refused() throws {
    let rules = try Self.rules()
    let wrong: [(text: String, place: String)] = [
      ("[]", "the statement"), ("{\"fields\":[]}", "fields"),
      ("{\"fields\":{\"amount.helicopter\":\"1\"}}", "fields.“amount.helicopter”"),
      ("{\"fields\":{\"debt.100.owed\":\"1\"}}", "fields.“debt.100.owed”"),
      ("{\"fields\":{\"reason.fixed/none\":\"1\"}}", "fields.“reason.fixed/none”"),
      ("{\"fields\":{\"notes\":1}}", "fields.“notes”"),
      (
        "{\"lines\":[{\"line\":\"helicopter\",\"amount_pence\":1,\"frequency\":\"weekly\"}]}", "lines[0].line"
      ),
      (
        "{\"lines\":[{\"line\":\"rent\",\"amount_pence\":1,\"frequency\":\"weeks-a-year\"}]}",
        "lines[0].frequency"
      ),
      (
        "{\"lines\":[{\"line\":\"rent\",\"amount_pence\":-1,\"frequency\":\"weekly\",\"deduction\":\"x\"}]}",
        "lines[0].deduction"
      ),
      (
        "{\"lines\":[{\"line\":\"rent\",\"amount_pence\":-9223372036854775808,\"frequency\":\"weekly\"}]}",
        "amount.rent"
      ),
      ("{\"priority_debts\":[{\"owed_pence\":-5}]}", "priority.1.owed"),
      ("{\"savings_pence\":-5}", "savings"),
      (
        "{\"non_priority_debts\":["
          + Array(repeating: "{\"owed_pence\":1}", count: 100).joined(separator: ",")
          + "]}", "non_priority_debts"
      ),
    ]
    for (text, place) in wrong {
      do throws(StatementJSON.Fault) {
        _ = try StatementJSON.form(json(text), format: rules.format)
        Issue.record("taken: \(text.prefix(80))")
      } catch {
        #expect(error.place == place, "\(error)")
      }
    }
  }

  /// A text as JSON; null where it is none, which no form is.
  private func json(_ text: String) -> JSONValue { (try? JSONValue(text)) ?? .null }
}
