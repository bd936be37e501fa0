import Desk
import Rents
import Terminal
import Testing

@Suite("The print for visits")
struct VisitTests {
  private let start = DeskStart.caseload(patch: "E3")
  private let tall = Size(columns: 120, rows: 300)

  @Test(
    "accounts stand by street and house, each once, with telephone, balance and what must be known at the door"
  )
  func byStreet() throws {
    let text = try played(InventedPatch.book(), start, "/ \"hazel | vale\" Enter P", size: tall).canvas()
      .text()
    let streets = text.split(separator: "\n").filter {
      $0.contains("HAZEL WALK (") || $0.contains("VALE COURT (")
    }
    #expect(streets.count == 2 && streets[0].contains("HAZEL WALK"))
    #expect(text.contains("Marsh Kelly") && text.contains("762.39 DR") && text.contains("07700 900412"))
    #expect(text.contains("! SAFE CONTACT ONLY: look before you call or knock"))
    let houses = text.split(separator: "\n").drop { !$0.contains("HAZEL WALK (") }
      .prefix { !$0.contains("VALE COURT (") }
      .compactMap { line in
        line.contains(" DR") || line.contains(" CR")
          ? line.split(separator: " ").first.flatMap { Int($0) } : nil
      }
    #expect(houses.count > 3 && houses == houses.sorted())
  }

  @Test(
    "what is owed is counted in the periods that are charged, and a day of another year is told with its year"
  )
  func words() throws {
    var book = try InventedPatch.book(accounts: 3)
    var facts = AccountFacts(
      reference: "901", tenure: .leasehold, status: .current,
      charge: Charge(frequency: .halfYearly, total: money(66716)))
    facts.people = [Person(name: "Ms Bo Wright")]
    (facts.patch, facts.address) = ("E3", "9 Hazel Walk")
    book.add(
      try HandAccount(
        facts,
        postings: [
          posting("1", .broughtForward, 420_311, "2025-10-01"), posting("2", .cash, -66716, "2025-11-03"),
        ], on: InventedPatch.today))
    let text = try played(book, start, "/ \"wright\" Enter P", size: tall).canvas().text()
    #expect(text.contains("3,535.95 DR  5.3 half-years"), "\(text)")
    #expect(text.contains("Paid 667.16 in Nov 2025,"), "\(text)")
  }

  @Test("where accounts are marked, only those are printed")
  func marked() throws {
    let session = try played(InventedPatch.book(), start, "Space Space P", size: tall)
    #expect(session.canvas().text().contains("2 marked accounts, by street and house"))
    #expect(session.canvas().text().split(separator: "\n").filter { $0.contains("[ ] spoke") }.count == 2)
  }

  @Test("it scrolls, and Esc leads back to the list as it was")
  func scrolls() throws {
    var session = try played(InventedPatch.book(), start, "P G")
    #expect(session.canvas().line(22).contains("of "))
    _ = session.play(try KeyScript("Home Esc"))
    #expect(session.canvas().text().contains("42 accounts"))
  }

  @Test("w writes it to a new file of the name that is given")
  func written() throws {
    var session = try played(InventedPatch.book(), start, "Space Space P w")
    #expect(session.canvas().line(22).contains("Write to a new file: visits-E3-2026-11-24.txt"))
    guard case .write(let file)? = session.handle(.key(.enter)) else {
      Issue.record("nothing was asked to be written")
      return
    }
    #expect(file.path == "visits-E3-2026-11-24.txt")
    #expect(file.lines.first?.hasPrefix("VISITS  E3") == true)
    #expect(file.lines.allSatisfy { CharacterWidth.columns(of: $0) <= 80 })
  }
}
