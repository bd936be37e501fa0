import Casebook
import Rents
import Testing

@Suite("Accounts beside an account: shown, never joined")
struct RelatedAccountTests {
  private func person(
    _ reference: String, _ name: String, born: String? = nil, phone: String = "", tenancy: String = "",
    tenure: Tenure = .secure, patch: String = "P01"
  ) -> AccountFacts {
    var facts = facts(reference, patch: patch, name: name)
    facts.people[0].dateOfBirth = born.map(day)
    facts.phone = phone
    facts.tenancyReference = tenancy
    facts.tenure = tenure
    return facts
  }

  private func related(_ facts: [AccountFacts], to reference: String = "101") throws -> [RelatedAccount] {
    let test = try TestBook()
    try test.take([TestBook.accounts(facts)])
    return try test.book.view.related(to: reference)
  }

  @Test("The ledgers of one tenancy, each with its own balance")
  func sameTenancy() throws {
    let test = try TestBook()
    try test.take([
      TestBook.accounts([
        person("101", "Ms Ada Marsh", tenancy: "T402188/01"),
        person("102", "MARSH, Ada", tenancy: "T402188/02", tenure: .garage),
        person("103", "Somebody Else", tenancy: "T402188/01", tenure: .storage),
      ]), TestBook.postings([("102", posting("1", .cash, -1_410, "2026-11-02"))]),
    ])
    let found = try test.book.view.related(to: "101")
    #expect(found.map(\.reference) == ["102", "103"])
    #expect(found.allSatisfy { $0.relation == .sameTenancy })
    #expect(
      found.map(\.balance) == [Money(pence: -1_410), .zero] && found.map(\.tenure) == [.garage, .storage])
    #expect(try test.book.view.summary(of: "101")?.balance == .zero)
    #expect(try test.book.view.related(to: "102").map(\.reference) == ["101"])
  }

  @Test(
    "The tenant before in the same home is somebody else, though the reference differs only behind the slash")
  func tenantBefore() throws {
    let found = try related([
      person("101", "Ms Ada Marsh", tenancy: "T402188/02"),
      person("102", "Mr Jo Pell", tenancy: "T402188/01"),
      person("103", "Mr Jo Pell"), person("104", "Ms Ada Marsh", tenancy: "/02"),
    ])
    #expect(found == [])
  }

  @Test(
    "Name and date of birth, or name and telephone, suggest one person; less does not",
    arguments: [
      ("Marsh Ada", "1988-02-19", "", RelatedAccount.Relation.sameNameAndBirth),
      ("Mrs ADA MÁRSH", nil, "07700900412", .sameNameAndPhone),
      ("Ada Marsh", "1988-02-20", "", nil), ("Ada Marsh", nil, "", nil),
      ("Ruth Marsh", "1988-02-19", "", nil),
      ("Ruth Marsh", nil, "07700 900412", nil), ("Ms", "1988-02-19", "07700 900412", nil),
    ] as [(String, String?, String, RelatedAccount.Relation?)])
  func samePerson(name: String, born: String?, phone: String, relation: RelatedAccount.Relation?) throws {
    let found = try related([
      person("101", "Ms Ada Marsh", born: "1988-02-19", phone: "07700 900 412"),
      person("102", name, born: born, phone: phone, tenure: .garage),
    ])
    #expect(found.map(\.relation) == (relation.map { [$0] } ?? []))
  }

  @Test("Only of the same patch; an account that the book does not have has none")
  func samePatch() throws {
    let facts = [
      person("101", "Ada Marsh", born: "1988-02-19"),
      person("102", "Ada Marsh", born: "1988-02-19", patch: "P02"),
    ]
    #expect(try related(facts) == [])
    #expect(try related(facts, to: "999") == [])
  }

  @Test("Two without a name, a birth or a telephone are not alike for that")
  func nothingKnown() throws {
    #expect(try related([person("101", ""), person("102", "")]) == [])
  }
}
