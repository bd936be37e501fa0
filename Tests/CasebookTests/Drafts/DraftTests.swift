import Casebook
import Journal
import Rents
import Testing

@Suite("What is being typed is there after a lost terminal") struct DraftTests {
  private let marsh = Office.marsh

  @Test("A draft is found again at the next start, with what stood in its fields")
  func foundAgain() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let draft = try book.drafts.begin(kind: "note", account: marsh)
    try book.drafts.keep(draft.id, field: "text", text: "Rang, will p")
    try book.drafts.keep(draft.id, field: "text", text: "Rang, will pay\nFriday | \\ £")
    // The terminal is lost, and with it everything that was not flushed.
    let disk = office.test.disk.afterPowerCut(.none, seed: 1)
    let again = try Casebook.open(at: TestBook.path, user: "jp", files: disk.process())
    let found = try #require(again.drafts.all().first)
    #expect(found.fields == ["text": "Rang, will pay\nFriday | \\ £"])
    #expect(found.kind == "note" && found.account == marsh && found.user == "jp" && found.id == draft.id)
    #expect(found.since.hasPrefix("2025-06-15T"))
    // Typing goes on where it stopped.
    try again.drafts.keep(found.id, field: "text", text: "Rang")
    #expect(again.drafts.all().map(\.fields) == [["text": "Rang"]])
  }

  @Test("It goes with the command that it was for")
  func finished() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let draft = try book.drafts.begin(kind: "note", account: marsh)
    try book.drafts.keep(draft.id, field: "text", text: "Rang")
    try book.perform(.note(account: marsh, text: "Rang"), finishing: draft.id)
    #expect(book.drafts.all() == [])
    #expect(throws: CasebookError.self) { try book.drafts.keep(draft.id, field: "text", text: "x") }
  }

  @Test("What was recorded at one desk of an officer's is not recorded again from another by a slip")
  func recordedElsewhere() throws {
    let office = try Office()
    let here = try office.sit("jp")
    let there = try office.sit("jp")
    let draft = try here.drafts.begin(kind: "note", account: marsh)
    try here.drafts.keep(draft.id, field: "text", text: "Rang")
    #expect(there.drafts.isThere(draft.id))
    try here.perform(.note(account: marsh, text: "Rang"), finishing: draft.id)
    _ = try there.refresh()
    let before = there.view.sequence
    let refused = refusal { try there.perform(.note(account: marsh, text: "Rang"), finishing: draft.id) }
    #expect(refused?.contains("another desk of yours") == true)
    #expect(try there.refresh() == nil && there.view.sequence == before)
    // Who has looked may record them all the same.
    try there.perform(.note(account: marsh, text: "Rang"))
  }

  @Test("Where the power goes between the record and the removal, it is known to be finished")
  func finishedInTheRecord() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let draft = try book.drafts.begin(kind: "note", account: marsh)
    try book.drafts.keep(draft.id, field: "text", text: "Rang")
    let content = try #require(office.test.disk.content(TestBook.path + "/drafts/" + draft.id))
    try book.perform(.note(account: marsh, text: "Rang"), finishing: draft.id)
    let other = try book.drafts.begin(kind: "note", account: marsh)
    office.test.disk.damage(TestBook.path + "/drafts/" + other.id, with: content)
    // The file of the finished draft is there again under its own name.
    let files = office.test.disk.process()
    try files.rename(TestBook.path + "/drafts/" + other.id, to: TestBook.path + "/drafts/" + draft.id)
    #expect(try office.sit("jp").drafts.all() == [])
  }

  @Test("A refused command leaves the draft where it is")
  func refused() throws {
    let book = try Office().sit("jp")
    let draft = try book.drafts.begin(kind: "note", account: "nowhere")
    try book.drafts.keep(draft.id, field: "text", text: "Rang")
    #expect(refusal { try book.perform(.note(account: "nowhere", text: "Rang"), finishing: draft.id) } != nil)
    #expect(book.drafts.all().count == 1)
  }

  @Test("Cut anywhere, a draft reads as what was whole before the cut", arguments: [0, 1])
  func torn(_ junk: Int) throws {
    let office = try Office()
    let book = try office.sit("jp")
    let draft = try book.drafts.begin(kind: "note", account: marsh)
    let typed = ["R", "Rang", "Rang, will", "Rang, will pay Friday"]
    for text in typed { try book.drafts.keep(draft.id, field: "text", text: text) }
    let path = TestBook.path + "/drafts/" + draft.id
    let whole = try #require(office.test.disk.content(path))
    var seen: [String] = []
    for length in 0...whole.count {
      office.test.disk.damage(path, with: Array(whole.prefix(length)) + (junk == 1 ? [0, 255, 10, 65] : []))
      let again = try office.sit("jp")
      let text = again.drafts.all().first?.fields["text"] ?? ""
      #expect(text.isEmpty || typed.contains(text))
      if seen.last != text { seen.append(text) }
      // And it can be typed on.
      if again.drafts.all().first != nil {
        try again.drafts.keep(draft.id, field: "text", text: "on")
        #expect(try office.sit("jp").drafts.all().first?.fields["text"] == "on")
      }
    }
    #expect(seen == [""] + typed)
  }

  @Test("Drafts are each officer's own, and many may be open at once")
  func several() throws {
    let office = try Office()
    let (jaya, kofi) = (try office.sit("jp"), try office.sit("ko"))
    for text in ["one", "two"] {
      let draft = try jaya.drafts.begin(kind: "note", account: marsh)
      try jaya.drafts.keep(draft.id, field: "text", text: text)
    }
    #expect(try office.sit("jp").drafts.all().map(\.fields) == [["text": "one"], ["text": "two"]])
    #expect(kofi.drafts.all() == [])
    let theirs = try #require(jaya.drafts.all().first)
    kofi.drafts.remove(theirs.id)
    kofi.drafts.remove("../officers.toml")
    #expect(jaya.drafts.all().count == 2 && office.test.disk.content(TestBook.path + "/officers.toml") != nil)
    jaya.drafts.remove(theirs.id)
    #expect(jaya.drafts.all().count == 1)
  }

  @Test("An empty draft is not worth a word; a full disk is said and loses nothing")
  func emptyAndFull() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let draft = try book.drafts.begin(kind: "note", account: marsh)
    #expect(book.drafts.all() == [])
    try book.drafts.keep(draft.id, field: "text", text: "kept")
    office.test.disk.set(space: 0)
    let said = refusal {
      try book.drafts.keep(draft.id, field: "text", text: String(repeating: "x", count: 9_000))
    }
    #expect(said?.contains("Nothing that was recorded is touched") == true)
    office.test.disk.set(space: nil)
    #expect(book.drafts.all().first?.fields["text"] == "kept")
    try book.drafts.keep(draft.id, field: "text", text: "more")
    #expect(book.drafts.all().first?.fields["text"] == "more")
  }

  private func beside(_ office: Office) -> [String] {
    office.test.disk.paths.filter { $0.hasPrefix(TestBook.path + "/drafts/") }
  }

  @Test("A draft that a full disk does not take leaves nothing beside, however often it is tried")
  func fullLeavesNothing() throws {
    let office = try Office()
    let book = try office.sit("jp")
    office.test.disk.set(space: 0)
    for _ in 0..<5 {
      let said = refusal { _ = try book.drafts.begin(kind: "note", account: marsh) }
      #expect(said?.contains("no space left") == true)
    }
    #expect(beside(office) == [])
    office.test.disk.set(space: nil)
    let draft = try book.drafts.begin(kind: "note", account: marsh)
    try book.drafts.keep(draft.id, field: "text", text: "kept")
    #expect(try office.sit("jp").drafts.all().map(\.fields) == [["text": "kept"]])
  }

  @Test("A disk that may only be read is said, and nothing is left beside")
  func readOnly() throws {
    let office = try Office()
    let book = try office.sit("jp")
    office.test.disk.set(.fail(operation: 0, reason: .denied, forEver: true))
    let said = refusal { _ = try book.drafts.begin(kind: "note", account: marsh) }
    #expect(said?.contains("permission denied or a read-only file system") == true)
    #expect(beside(office) == [])
  }

  @Test("What a killed program left half written is swept at the next start, and no other file is")
  func swept() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let draft = try book.drafts.begin(kind: "note", account: marsh)
    try book.drafts.keep(draft.id, field: "text", text: "kept")
    let files = office.test.disk.process()
    let directory = TestBook.path + "/drafts/"
    for name in ["jp.0123456789abcdef.new", "ko.0123456789abcdef.new", "jp.txt.new"] {
      files.close(try files.open(directory + name, .create))
    }
    // One that is being written at this moment has its lock.
    let busy = try files.open(directory + "jp.fedcba9876543210.new", .create)
    #expect(try files.lock(busy, exclusive: true))
    #expect(try office.sit("jp").drafts.all().map(\.id) == [draft.id])
    #expect(
      beside(office).map { String($0.dropFirst(directory.utf8.count)) }
        == [
          draft.id, "jp.fedcba9876543210.new", "jp.txt.new", "ko.0123456789abcdef.new",
        ].sorted())
  }

  @Test("A long evening of typing does not make a long file")
  func compact() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let draft = try book.drafts.begin(kind: "note", account: marsh)
    for length in 0..<60 {
      try book.drafts.keep(draft.id, field: "text", text: String(repeating: "a", count: 50_000 + length))
    }
    let content = try #require(office.test.disk.content(TestBook.path + "/drafts/" + draft.id))
    #expect(content.count < 1 << 20)
    #expect(try office.sit("jp").drafts.all().first?.fields["text"]?.count == 50_059)
  }

  @Test("A half-typed field is kept after a quarter of a second of rest")
  func rest() {
    var rest = DraftRest()
    #expect(!rest.isDue(at: 0) && rest.wakesAt == nil)
    rest.typed(at: 0)
    rest.typed(at: 200_000_000)
    #expect(!rest.isDue(at: 449_999_999) && rest.isDue(at: 450_000_000))
    rest.kept()
    #expect(!rest.isDue(at: .max))
    rest.typed(at: .max)
  }
}

@Suite("How an officer likes the desk") struct SessionSettingsTests {
  @Test("Saved views, where one looked last and what was open are there the next morning")
  func kept() throws {
    let office = try Office()
    let settings = try office.sit("jp").settings
    let view = SavedView(
      name: "Big | debts", query: "balance>1000 -flag:H", sort: "weeks", isDescending: true,
      columns: ["account", "name"], patch: "P01")
    try settings.save(SavedView(name: "Old", query: ""))
    try settings.save(SavedView(name: "Big | debts", query: "balance>500"))
    try settings.save(view)
    try settings.removeView("Old")
    try settings.looked(patch: "P01", at: 4)
    try settings.looked(patch: "P01", at: 9)
    for place in ["caseload:P01", "account:1", "account:2", "account:1"] { try settings.opened(place) }
    try settings.set("theme", to: "dark")
    let again = try office.sit("jp").settings
    #expect(
      again.savedViews == [view] && again.lastLooked(patch: "P01") == 9
        && again.lastLooked(patch: "P02") == nil)
    #expect(
      again.recentPlaces == ["account:1", "account:2", "caseload:P01"] && again.value("theme") == "dark")
    #expect(try office.sit("ko").settings.savedViews == [])
  }

  @Test("Two desks of one officer do not write over each other")
  func twoDesks() throws {
    let office = try Office()
    let (one, other) = (try office.sit("jp").settings, try office.sit("jp").settings)
    _ = (one.savedViews, other.savedViews)
    try one.save(SavedView(name: "A", query: "a"))
    try other.save(SavedView(name: "B", query: "b"))
    try one.save(SavedView(name: "C", query: "c"))
    #expect(try office.sit("jp").settings.savedViews.map(\.name) == ["A", "B", "C"])
  }

  @Test(
    "Junk in the file stops nothing: the book opens, what is whole counts, and it can be written on",
    arguments: 1...16)
  func junk(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let office = try Office()
    let settings = try office.sit("jp").settings
    for name in ["A", "B", "C", "D"] { try settings.save(SavedView(name: name, query: name)) }
    let path = TestBook.path + "/session/jp"
    var content = try #require(office.test.disk.content(path))
    for _ in 0..<(seed % 8) {
      let place = Int.random(in: 0..<content.count, using: &generator)
      switch seed % 3 {
      case 0: content[place] = UInt8.random(in: 0...255, using: &generator)
      case 1: content.remove(at: place)
      default: content = Array(content.prefix(place)) + [10]
      }
    }
    office.test.disk.damage(path, with: content)
    let again = try office.sit("jp")
    #expect(again.settings.savedViews.allSatisfy { $0.name == $0.query })
    try again.settings.save(SavedView(name: "E", query: "E"))
    #expect(try office.sit("jp").settings.savedViews.contains { $0.name == "E" })
    try again.perform(.note(account: Office.marsh, text: "works on"))
  }

  @Test("A view without a name and a setting beyond all measure are refused; an old file is written anew")
  func bounds() throws {
    let office = try Office()
    let settings = try office.sit("jp").settings
    #expect(throws: CasebookError.self) { try settings.save(SavedView(name: " ", query: "")) }
    #expect(throws: CasebookError.self) { try settings.set("x", to: String(repeating: "y", count: 20_000)) }
    for number in 0..<60 { try settings.set("x", to: String(repeating: "y", count: 3_000) + "\(number)") }
    #expect(try #require(office.test.disk.content(TestBook.path + "/session/jp")).count < 80_000)
    #expect(try office.sit("jp").settings.value("x")?.hasSuffix("y59") == true)
    try settings.set("x", to: "")
    #expect(try office.sit("jp").settings.value("x") == nil)
  }
}
