import Rents
import Testing

@testable import Casebook

@Suite("Search finds an account by any part of what it is known by")
struct SearchTests {
  private static let accounts = [
    SearchedAccount(
      reference: "40218863", names: ["Ms Kelly Marsh"], address: "14 Hazel Walk", postcode: "ZZ3 2QD",
      phone: "07700 900412"),
    SearchedAccount(
      reference: "40218864", names: ["Mr Seán O\u{2019}Brien", "Mrs Máire O\u{2019}Brien"],
      address: "Flat 5, 145 Mill Lane", postcode: "ZZ1 1AA", phone: "+44 (0)7700 900555", tenure: .flexible),
    SearchedAccount(
      reference: "G0447/2", names: ["MARSHALL, Joan"], address: "Garage 7, Elm House", postcode: "ZZ11AB",
      phone: "01632 960001 / 7700 900 777 (son)", status: .former, balance: Money(pence: 4_521)),
    SearchedAccount(
      reference: "40218866", names: ["Mary O Brien"], address: "3 Marsh Lane", postcode: "ZZ2 4EF"),
    SearchedAccount(reference: "40218867", names: ["Joan Nelson"], address: "9 Vale Court"),
    SearchedAccount(reference: "40218868", names: ["Ólafur Þórsson", "Анна Петрова"], address: ""),
    SearchedAccount(reference: "40218869", names: ["Ada van der Berg"], phone: "447700900888"),
  ]

  private func found(_ text: String) -> [String] {
    SearchAnswer(searching: text, among: SearchTests.accounts, limit: 10).hits.map(\.account.reference)
  }

  @Test(
    "The plain name finds the name with its accents, in capitals, and with an invisible character",
    arguments: ["maire", "Máire", "MAIRE", "Ma\u{200B}ire", "ma\u{301}ire", "MÁI"])
  func accents(_ text: String) {
    #expect(found(text) == ["40218864"])
  }

  @Test(
    "An apostrophe or a space parts nobody from their name",
    arguments: ["O'Brien", "OBrien", "o’brien", "O Brien"])
  func apostrophes(_ text: String) {
    #expect(Set(found(text)) == ["40218864", "40218866"])
  }

  @Test(
    "A telephone number is found with or without spaces, and with +44 or 0",
    arguments: [
      "07700900555", "07700 900555", "+447700900555", "+44 7700 900 555", "0044 7700 900555", "447700900555",
      "900555", "(07700) 900-555", "+44 (0)7700 900555",
    ])
  func phones(_ text: String) {
    #expect(found(text) == ["40218864"])
  }

  @Test("Each of two numbers is one of its own, and a lost first zero is put back")
  func twoPhones() {
    #expect(found("01632960001") == ["G0447/2"])
    #expect(found("07700900777") == ["G0447/2"])
    #expect(found("00107700") == [])
    #expect(found("07700 900888") == ["40218869"])
  }

  @Test("A postcode is found with or without its space", arguments: ["ZZ1 1AA", "zz11aa", "ZZ1-1AA"])
  func postcodes(_ text: String) {
    #expect(found(text) == ["40218864"])
    #expect(found("zz1 1ab") == ["G0447/2"])
  }

  @Test(
    "A reference is found with or without its punctuation",
    arguments: ["G0447/2", "g04472", "G0447 2", "0447/2"])
  func references(_ text: String) {
    #expect(found(text) == ["G0447/2"])
  }

  @Test("All words must stand somewhere, in any field and order")
  func words() {
    #expect(found("hazel kelly") == ["40218863"])
    #expect(found("brien 900555 mill") == ["40218864"])
    #expect(found("kelly mill") == [])
  }

  @Test("What reaches over from one word into the next begins at the beginning of a word")
  func reachingOver() {
    #expect(found("joannel") == ["40218867"])
    #expect(found("annel") == [])
    #expect(found("elson") == ["40218867"])
    #expect(found("hazelwalk") == ["40218863"])
  }

  @Test(
    "First a whole reference, then surnames that begin so, then other words, then the inside of words; then by reference"
  )
  func ranking() {
    #expect(found("marsh") == ["40218863", "G0447/2", "40218866"])
    #expect(found("40218866") == ["40218866"])
    #expect(found("14").first == "40218863")
    #expect(found("berg") == ["40218869"])
    #expect(found("van der") == ["40218869"])
    #expect(found("anna") == [] && found("анна") == ["40218868"] && found("ПЕТР") == ["40218868"])
    #expect(found("thors olaf") == ["40218868"])
    #expect(found("4021").count == 6 && found("4021") == found("4021").sorted())
  }

  @Test("A former tenant is found, and says so")
  func former() throws {
    let hit = try #require(
      SearchAnswer(searching: "marshall", among: SearchTests.accounts, limit: 1).hits.first)
    #expect(hit.account.isFormer && hit.account.balance == Money(pence: 4_521))
  }

  @Test("Nothing finds nothing", arguments: ["", " ", "-", "' /", "zzzz", "\u{200B}"])
  func nothing(_ text: String) {
    #expect(SearchAnswer(searching: text, among: SearchTests.accounts, limit: 5) == SearchAnswer())
  }

  @Test("A hit says in which field each word stands, and which characters")
  func places() throws {
    func underlined(_ text: String) throws -> [String] {
      let hit = try #require(
        SearchAnswer(searching: text, among: SearchTests.accounts, limit: 1).hits.first)
      return hit.matches.map { match in
        let account = hit.account
        let whole =
          switch match.field {
          case .reference: account.reference
          case .name: account.names[match.index]
          case .address: account.address
          case .postcode: account.postcode
          case .phone: account.phone
          }
        return String(Array(whole)[match.characters])
      }
    }
    #expect(try underlined("marsh") == ["Marsh"])
    #expect(try underlined("maire obr") == ["Máire", "O\u{2019}Br"])
    #expect(try underlined("zz32") == ["ZZ3 2"])
    #expect(try underlined("G0447/2") == ["G0447/2"])
    #expect(try underlined("447700900555") == ["+44 (0)7700 900555"])
    #expect(try underlined("900 777") == ["900", "777"])
    #expect(try underlined("петров") == ["Петров"])
    #expect(try underlined("thor") == ["Þór"])
  }

  @Test("The limit cuts the hits, not the count")
  func limit() {
    let answer = SearchAnswer(searching: "4021", among: SearchTests.accounts, limit: 2)
    #expect(answer.count == 6 && answer.hits.map(\.account.reference) == ["40218863", "40218864"])
    #expect(SearchAnswer(searching: "4021", among: SearchTests.accounts, limit: 0).count == 6)
    #expect(SearchAnswer(searching: "4021", among: SearchTests.accounts, limit: .max).hits.count == 6)
  }

  @Test("A name of five thousand characters is found by its end")
  func longName() {
    let long = SearchedAccount(reference: "1", names: [String(repeating: "Ab ", count: 1_700) + "Zuletzt"])
    let answer = SearchAnswer(searching: "zuletzt", among: [long], limit: 5)
    #expect(answer.hits.first?.matches.first?.characters == 5_100..<5_107)
  }
}
