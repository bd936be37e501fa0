import Casebook
import Glibc
import Journal
import Rents
import Testing

@Suite("A book in a real directory") struct BookOnDiskTests {
  private let configuration = BookConfiguration(
    landlord: "Westmere \"Borough\" Council", source: "housing", ledgerOfRecord: .landlord)

  /// A book with two accounts and a few postings.
  private func make(_ path: String) throws -> Casebook {
    let book = try Casebook.create(
      at: path, configuration: configuration, user: "jp", today: TestBook.today)
    _ = try TestBook.take(
      [
        TestBook.accounts([facts("101"), facts("102")]),
        TestBook.postings([("101", posting("1", .rent, 11_864, "2026-11-16"))]),
      ], into: book)
    return book
  }

  @Test("Made, filled, closed and opened again, it is the same; its maker is the first senior")
  func opensAgain() throws {
    let scratch = try ScratchDirectory()
    let path = scratch.path + "/book"
    try make(path).perform(.note(account: "101", text: "Called"))
    let again = try Casebook.open(at: path, user: "jp", today: TestBook.today)
    #expect(again.configuration == configuration)
    #expect(again.officer?.role == .senior)
    #expect(try again.view.summary(of: "101")?.balance == Money(pence: 11_864))
    #expect(try again.view.account("101", asAt: .now)?.notes.map(\.text) == ["Called"])
    #expect(try again.verify(deep: true).isWhole)
  }

  @Test("A backup is a book of its own")
  func backup() throws {
    let scratch = try ScratchDirectory()
    let book = try make(scratch.path + "/book")
    try book.backup(to: scratch.path + "/copy")
    let copy = try Casebook.open(at: scratch.path + "/copy", user: "jp", today: TestBook.today)
    #expect(copy.identity == book.identity)
    #expect(try copy.view.ledger("101").count == 1)
    #expect(try copy.verify(deep: true).isWhole)
  }

  @Test("Officers are read from officers.toml")
  func officers() throws {
    let scratch = try ScratchDirectory()
    let path = scratch.path + "/book"
    _ = try make(path)
    try write(
      """
      # the team
      [[officer]]
      user = "jp"
      name = "J \\"P\\" Patel"   # a comment
      code = "JPA"
      role = "officer"
      patches = ["P01", "E3"]
      limit_pence = 5_000
      [[officer]]
      user = "audit"
      role = "auditor"
      """, path + "/officers.toml")
    let book = try Casebook.open(at: path, user: "jp", today: TestBook.today)
    #expect(
      book.officer
        == Officer(
          user: "jp", name: "J \"P\" Patel", code: "JPA", role: .officer, patches: ["P01", "E3"],
          limit: Money(pence: 5_000)))
    #expect(throws: CasebookError.self) {
      try book.perform(
        .post(
          account: "101", type: .cash, amount: Money(pence: -5_001), effective: TestBook.today, narrative: "")
      )
    }
    let auditor = try Casebook.open(at: path, user: "audit", today: TestBook.today)
    #expect(throws: CasebookError.self) { try auditor.perform(.note(account: "101", text: "x")) }
    #expect(throws: CasebookError.self) { try auditor.beginIntake(files: []) { _ in } }
  }

  @Test(
    "A wrong line of a file is named with its number",
    arguments: [
      ("officers.toml", "[[officer]]\nuser = \"jp\"\nrole = \"king\"", 3),
      ("officers.toml", "[[officer]]\nuser = jp", 2), ("officers.toml", "[[officer]]\nname = \"x\"", 1),
      ("officers.toml", "[officer]", 1), ("officers.toml", "[[officer]]\nuser = \"jp", 2),
      ("book.toml", "source = \"s\"\nledger_of_record = \"me\"", 2), ("book.toml", "landlord = \"x\"", 1),
      ("book.toml", "source = \"s\"\nsource = \"t\"", 2),
    ])
  func wrongLines(_ file: String, _ text: String, _ line: Int) throws {
    let scratch = try ScratchDirectory()
    let path = scratch.path + "/book"
    _ = try make(path)
    try write(text, path + "/" + file)
    let error = #expect(throws: CasebookError.self) { try Casebook.open(at: path, user: "jp") }
    guard case .configuration(let named, let number, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(named == file)
    #expect(number == line)
  }

  @Test("What is missing, made already or of a newer program is said in a sentence")
  func refusals() throws {
    let scratch = try ScratchDirectory()
    let path = scratch.path + "/book"
    let missing = #expect(throws: CasebookError.self) { try Casebook.open(at: path, user: "jp") }
    #expect(missing == .journal(.missing(path: path)))
    _ = try make(path)
    let exists = #expect(throws: CasebookError.self) {
      try Casebook.create(at: path, configuration: configuration, user: "jp")
    }
    #expect(exists?.description.contains("already") == true)
    try write("format = 2\nsource = \"s\"", path + "/book.toml")
    let newer = #expect(throws: CasebookError.self) { try Casebook.open(at: path, user: "jp") }
    #expect(newer?.kind == .book)
  }

  @Test("A full disk refuses a command and leaves the book as it was; with room again it goes on")
  func diskFull() throws {
    let test = try TestBook()
    try test.take([TestBook.accounts([facts("101")])])
    test.disk.set(space: 0)
    let long = String(repeating: "x", count: 90_000)
    var refused = false
    for _ in 0..<40 where !refused {
      do { try test.book.perform(.note(account: "101", text: long)) } catch {
        #expect(error.kind == .system)
        refused = true
      }
    }
    #expect(refused)
    test.disk.set(space: nil)
    let before = test.book.view.sequence
    #expect(try test.book.perform(.note(account: "101", text: "Room again")).sequence == before + 1)
    #expect(try test.book.verify(deep: true).isWhole)
  }

  private func write(_ text: String, _ path: String) throws {
    let files = RealFileSystem()
    let file = try files.open(path, .create)
    defer { files.close(file) }
    try Array(text.utf8).withUnsafeBytes { try files.write(file, $0, at: 0) }
  }
}
