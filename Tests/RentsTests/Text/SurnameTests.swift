import Testing

@testable import Rents

@Suite("Which part of a name is the surname")
struct SurnameTests {
  @Test(
    "The last word with the particles before it, else what says so itself",
    arguments: [
      ("Ms Kelly Marsh", "Marsh"), ("Kelly Marsh", "Marsh"), ("Marsh", "Marsh"), ("Mr Marsh", "Marsh"),
      ("Ms Ada van der Berg", "van der Berg"), ("Mary O Brien", "O Brien"),
      ("Seán O\u{2019} Brien", "O\u{2019} Brien"),
      ("MARSH, Kelly", "MARSH, Kelly"), ("MARSH Kelly", "MARSH Kelly"), ("KELLY MARSH", "MARSH"),
      ("  Ms  Kelly  Marsh ", "Marsh "), ("van der Berg", "der Berg"), ("Dr", "Dr"),
      ("Анна Петрова", "Петрова"),
    ])
  func surname(_ name: String, _ surname: String) throws {
    let start = try #require(Surname.start(in: name))
    #expect(String(name.dropFirst(start)) == surname)
  }

  @Test("Nothing has no surname, and neither has what is too long for a name")
  func none() {
    #expect(Surname.start(in: "") == nil && Surname.start(in: "  ") == nil)
    #expect(Surname.start(in: String(repeating: "a ", count: 200)) == nil)
    #expect(Surname.firstWord(in: []) == nil)
  }
}
