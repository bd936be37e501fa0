import Casebook
import Rents
import Testing

@Suite("The files by which a form is asked and judged") struct StatementSourcesTests {
  private let format = """
    [[group]]
    section = "fixed"
    id = "home"
    title = "Home"
    [[line]]
    group = "fixed/home"
    id = "rent"
    label = "Rent"
    """
  private let guidelines = """
    scheme,version,valid_from,valid_to,group,household_key,monthly_pence,licence_note
    SFS,2026,2026-04-01,2027-03-31,food,first_adult,25000,for members
    """

  private func sources(_ format: String, guidelines: String? = nil) -> StatementSources {
    StatementSources(
      format: .init(name: "lines.toml", bytes: Array(format.utf8)),
      guidelines: guidelines.map { .init(name: "guidelines.csv", bytes: Array($0.utf8)) })
  }

  @Test("Without guidelines nothing is marked; with the landlord's licensed file it is")
  func guidelinesOnlyWhereLicensed() throws {
    let without = try sources(format).rules(membershipCode: "")
    #expect(
      without.rules.guidelines == nil && without.remarks == [] && without.rules.heading == "I&E summary")
    let with = try sources(format, guidelines: guidelines).rules(membershipCode: "SFS 123")
    #expect(with.rules.guidelines?.rows.count == 1 && with.rules.heading.contains("SFS"))
  }

  @Test("Guidelines that cannot be read are said and done without; without lines there is no form")
  func faults() throws {
    let read = try sources(format, guidelines: "scheme\n").rules(membershipCode: "")
    #expect(read.rules.guidelines == nil)
    #expect(read.remarks.first?.hasPrefix("guidelines.csv, line 1 is not right") == true)
    #expect(throws: StatementFormatFile.Fault.self) { try sources("junk").rules(membershipCode: "") }
  }

  @Test("A finished form is kept with its files as they were, also after they are changed")
  func kept() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let first = sources(format, guidelines: guidelines)
    let second = sources(format + "\n# another")
    for (sources, text) in [(first, "1w"), (second, "2w")] {
      try book.perform(
        .finishStatement(
          account: Office.marsh, finish: StatementFinish(fields: ["amount.rent": text], sources: sources)))
    }
    let versions = try book.view.statements(of: Office.marsh)
    let kept = try versions.map { try book.view.sources(of: $0) }
    #expect(kept.map { $0?.format.bytes } == [second.format.bytes, first.format.bytes])
    #expect(kept.map { $0?.guidelines?.bytes } == [nil, first.guidelines?.bytes])
    #expect(versions.map(\.guidelines.isEmpty) == [true, false])
  }

  @Test("The membership code stands in book.toml, and goes with a backup")
  func membership() throws {
    let office = try Office()
    let path = TestBook.path + "/book.toml"
    let text = String(decoding: try #require(office.test.disk.content(path)), as: UTF8.self)
    #expect(try office.sit("jp").configuration.membershipCode == "" && !text.contains("sfs_membership ="))
    office.test.disk.damage(path, with: Array((text + "sfs_membership = \" SFS 0042 \"\n").utf8))
    let book = try office.sit("jp")
    #expect(book.configuration.membershipCode == "SFS 0042")
    try book.backup(to: "copy")
    #expect(
      try Casebook.open(at: "copy", user: "jp", files: office.test.disk.process()).configuration
        == book.configuration)
    office.test.disk.damage(
      path, with: Array((text + "sfs_membership = \"\(String(repeating: "x", count: 61))\"\n").utf8))
    #expect(refusal { _ = try office.sit("jp") }?.contains("sfs_membership") == true)
  }
}
