import Desk
import Rents
import Terminal
import Testing

/// A sum of money is shown whole or not at all: a part of it is another sum.
@Suite("Figures at every width")
struct WholeFiguresTests {
  private static let widths = Array(60...200)

  /// The pieces of a line that begin with a digit and hold digits, commas and stops.
  private func figures(_ line: String) -> [String] {
    line.split { !($0.isASCII && $0.isNumber) && $0 != "," && $0 != "." && $0 != "…" }
      .map(String.init).filter { $0.first?.isNumber == true }
  }

  /// The first piece of a line that is a part of one of the amounts; nil where all are whole.
  private func part(in line: String, of beginnings: Set<String>) -> String? {
    figures(line).first { figure in
      let isCut = figure.hasSuffix("…")
      var bare = Substring(figure.filter { $0 != "…" })
      if !isCut, let last = bare.last, last == "," || last == "." { bare.removeLast() }
      // Only money has thousands, or ends at a mark; a count that happens to begin an amount is no part of it.
      return (isCut && bare.count >= 3 || bare.contains(",")) && beginnings.contains(String(bare))
    }
  }

  /// The proper beginnings of all amounts and balances of a ledger, but for those that are amounts themselves.
  private func beginnings(_ pages: [LedgerPage]) -> Set<String> {
    let amounts = Set(
      pages.flatMap(\.ledger.lines).flatMap {
        [$0.posting.amount.text(.unsigned), $0.balance.text(.unsigned)]
      })
    return Set(amounts.flatMap { amount in (1..<amount.count).map { String(amount.prefix($0)) } })
      .subtracting(amounts)
  }

  /// A patch with the accounts that have everything wrong, and one that owes more than any household could.
  private func book() throws -> HandBook {
    var book = try InventedPatch.book(accounts: 20)
    book.add(try Troubled.account())
    var facts = AccountFacts(
      reference: "900", tenure: .secure, status: .current,
      charge: Charge(frequency: .weekly, total: money(11864)))
    facts.people = [Person(name: "Ms Bo Large")]
    facts.patch = "E3"
    book.add(
      try HandAccount(
        facts,
        postings: [
          posting("1", .broughtForward, 123_456_789, "2026-09-28", narrative: "LARGE"),
          posting("2", .rent, 123_456_789, "2026-10-05"), posting("3", .cash, -234_567_891, "2026-10-06"),
          posting("4", .rent, 529_113, "2026-10-12"), posting("5", .rent, 13000, "2025-10-13"),
        ], on: InventedPatch.today))
    return book
  }

  private let references = ["40218863", "555/A", "900"]

  @Test("each line of a ledger holds its charge or payment and its balance, whole, from 60 columns up")
  func ledger() throws {
    let book = try book()
    for reference in references {
      let page = try book.ledger(reference, asAt: .now)
      let balances = Set((page.ledger.lines + page.ledger.localLines).map { $0.balance.text() })
      var session = try played(
        book, .account(reference: reference, tab: .ledger), "o", size: Size(columns: 60, rows: 40))
      for width in Self.widths {
        session.resize(to: Size(columns: width, rows: 40))
        let canvas = session.canvas()
        let head = try #require((0..<40).first { canvas.line($0).contains(" Balance") }, "\(width)")
        // The gutter's two columns, and the lines of the body.
        for row in (head + 1)..<37 {
          let line = canvas.line(row)
          let body =
            line.split(separator: "│", omittingEmptySubsequences: false).first.map(String.init) ?? line
          guard !body.allSatisfy({ $0 == " " }) else { continue }
          #expect(
            balances.contains { body.contains(" \($0)") }, "\(reference) at \(width): \(body)")
          #expect(!body.contains("#"), "\(reference) at \(width): \(body)")
        }
      }
    }
  }

  @Test("no tab of an account and no list shows a part of a figure, at any width from 60 up")
  func everyScreen() throws {
    let book = try book()
    let beginnings = beginnings(try references.map { try book.ledger($0, asAt: .now) })
    var starts: [(DeskStart, String)] = [
      (.patches, ""), (.caseload(patch: "E3"), ""), (.caseload(patch: "E3"), "#"),
    ]
    for tab in AccountTab.allCases {
      for reference in references {
        starts.append((.account(reference: reference, tab: tab), ""))
      }
    }
    starts += ["w", "w w", "v", "t"].map { (.account(reference: "40218863", tab: .ledger), $0) }
    for (start, keys) in starts {
      var session = try played(book, start, keys, size: Size(columns: 60, rows: 40))
      for width in Self.widths {
        session.resize(to: Size(columns: width, rows: 40))
        let canvas = session.canvas()
        for row in 0..<40 {
          let found = part(in: canvas.line(row), of: beginnings)
          #expect(found == nil, "\(start) at \(width): \(canvas.line(row))")
        }
      }
    }
  }
}
