import Casebook
import Rents
import Testing

@Suite("The query language (decision 17)") struct QueryTests {
  /// A few accounts that differ.
  private static func book() throws -> [AccountSummary] {
    let test = try TestBook()
    var maire = facts("101", name: "Ms Má\u{200B}ire O\u{2019}Brien")
    maire.paymentMethod = .directDebit
    maire.vulnerabilities = ["MH"]
    var nowak = facts("102", name: "Mr Jan Nowak")
    nowak.people.append(Person(name: "Mrs Ewa Nowak"))
    nowak.paymentMethod = .standingOrder
    nowak.address = "Flat 5, Mill Court"
    var garage = facts("103", patch: "P02", name: "Phạm Văn")
    garage.tenure = .garage
    var plan = Arrangement(
      id: "A", kind: .agreement, start: day("2026-09-01"), arrearsAtStart: .zero,
      instalment: Money(pence: 500),
      frequency: .weekly, status: .active)
    plan.nextDue = day("2026-11-26")
    try test.take([
      TestBook.accounts([maire, nowak, garage]),
      TestBook.postings([
        ("101", posting("1", .rent, 50_000, "2026-11-02")),
        ("101", posting("2", .directDebit, -100, "2026-11-12")),
        ("102", posting("3", .rent, 20_000, "2026-11-02")),
        ("103", posting("4", .cash, -2_000, "2026-08-03")),
      ]),
      TestBook.File(kind: .arrangements, batch: nil) { intake, file in
        try intake.add(plan, account: "102", file: file, line: 2)
      },
    ])
    var all: [AccountSummary] = []
    try test.book.view.forEachSummary {
      all.append($0)
      return true
    }
    return all
  }

  @Test(
    "What a query finds",
    arguments: [
      ("", ["101", "102", "103"]),
      ("MAIRE", ["101"]), ("o'brien", ["101"]), ("pham", ["103"]), ("PHẠM", ["103"]),
      ("\"mill court\"", ["102"]), ("\"court mill\"", []), ("mill nowak", ["102"]),
      ("mill | pham", ["102", "103"]),
      ("-nowak", ["101", "103"]), ("!nowak p01", ["101"]),
      ("balance>200", ["101"]), ("balance>=200", ["101", "102"]), ("balance:cr", ["103"]),
      ("balance<0", ["103"]),
      ("trend:up", ["101", "102"]), ("trend:level", ["103"]), ("trend>300", ["101"]), ("-trend:ris", ["103"]),
      ("trend:falling", []), ("balance:499", ["101"]), ("balance>£1,000", []), ("weeks>4", ["101"]),
      ("weeks<=1.7", ["102", "103"]),
      ("method:dd|so", ["101", "102"]), ("method:dd|balance<0", ["101", "103"]), ("tenure:gar", ["103"]),
      ("patch:p02", ["103"]), ("account:10 flag:J", ["102"]), ("flag:V", ["101"]),
      ("flag:\"data fault\"", []),
      ("-flag:v -flag:j", ["103"]), ("officer:brackley status:current", ["101", "102", "103"]),
      ("due<7d", ["102"]), ("due:none", ["101", "103"]), ("due:26Nov", ["102"]), ("paid<14d", ["101"]),
      ("paid>28d", ["102", "103"]), ("paid<2026-09-01", ["103"]), ("paid:none", ["102"]),
      ("paid:3/8", ["103"]),
      ("charge:118.64 postings>1", ["101"]), ("name:nowak", ["102"]),
      ("frequency:weekly local:0", ["101", "102", "103"]),
    ])
  func finds(_ text: String, _ expected: [String]) throws {
    let query = try AccountQuery(text)
    let found = try QueryTests.book().filter { query.matches($0, on: TestBook.today) }
    #expect(found.map(\.reference) == expected)
  }

  @Test(
    "What is wrong is placed, with the nearest right word",
    arguments: [
      ("balence>200", 0, 7, "balance"), ("patch:P01 weaks>4", 10, 5, "weeks"),
      ("tenure:secur3", 7, 6, "secure"),
      ("method:cahs", 7, 4, "cash"), ("flag:VQ", 6, 1, nil), ("balance>lots", 8, 4, nil),
      ("balance>", 7, 1, nil),
      ("\"hazel", 0, 6, nil), ("a |", 2, 1, nil), ("| a", 0, 1, nil), ("name<x", 4, 1, "name:x"),
      ("- x", 0, 1, nil),
      ("trend:worze", 6, 5, "worse"), ("due<soon", 4, 4, nil), ("weeks>four", 6, 4, nil),
      ("paid:31/02/2026", 5, 10, nil), (":x", 0, 1, nil),
    ] as [(String, Int, Int, String?)])
  func wrong(_ text: String, _ position: Int, _ length: Int, _ suggestion: String?) {
    let error = #expect(throws: QueryError.self) { try AccountQuery(text) }
    #expect(error?.position == position)
    #expect(error?.length == length)
    #expect(error?.suggestion == suggestion)
  }

  @Test("No text makes the parser fail in any other way")
  func anyText() {
    var generator = SeededGenerator(seed: 17)
    let alphabet = Array("ab:<>=|-!\" 19./£é\u{200B}\u{1B}d")
    for _ in 0..<5_000 {
      let text = String(
        (0..<Int.random(in: 0...12, using: &generator)).map { _ in
          alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
        })
      do {
        _ = try AccountQuery(text)
      } catch {
        #expect(error.position >= 0 && error.position + error.length <= max(text.count, 1), "\(text)")
      }
    }
  }
}
