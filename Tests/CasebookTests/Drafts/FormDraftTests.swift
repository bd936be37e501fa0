import Casebook
import Journal
import JournalSimulation
import Rents
import Testing

@Suite("A form that is being filled in is there for whoever opens the account") struct FormDraftTests {
  private let marsh = Office.marsh
  private let rent = "amount.rent"
  private let gas = "amount.gas"

  @Test("Whoever opens the account after a lost terminal finds the form where it was, with whose it was")
  func foundAgain() throws {
    let office = try Office()
    let jaya = try office.sit("jp").forms
    var form = jaya.look(at: marsh)
    #expect(!form.isBegun && form.isEmpty)
    form = try jaya.keep(form, field: rent, text: "118.64w", next: gas)
    form = try jaya.keep(form, field: gas, text: "40 | \\ £\nm", next: "amount.electricity")
    let disk = office.test.disk.afterPowerCut(.none, seed: 1)
    let found = try Casebook.open(at: TestBook.path, user: "ko", files: disk.process()).forms.look(at: marsh)
    #expect(found.fields == [rent: "118.64w", gas: "40 | \\ £\nm"])
    #expect(found.id == form.id && found.begunBy == "jp" && found.since.hasPrefix("2025-06-15T"))
    let entry = try #require(found.entries[rent]?.first)
    #expect(entry.user == "jp" && entry.at.hasPrefix("2025-06-15T") && found.conflicts.isEmpty)
    #expect(
      found.position(for: "ko")?.field == "amount.electricity" && found.position(for: "ko")?.user == "jp")
    #expect(found.lastTyped?.user == "jp" && found.present == [])
  }

  @Test("Half a number is offered apart, and what was accepted stands")
  func halfTyped() throws {
    let office = try Office()
    let jaya = try office.sit("jp").forms
    var form = try jaya.keep(jaya.look(at: marsh), field: rent, text: "118.64w")
    for text in ["1", "12", "120."] { form = try jaya.rest(form, field: rent, text: text) }
    let found = try office.sit("ko").forms.look(at: marsh)
    #expect(found.text(rent) == "118.64w")
    #expect(found.halfTyped.map(\.text) == ["120."] && found.halfTyped.first?.field == rent)
    #expect(found.halfTyped.first?.user == "jp" && found.conflicts.isEmpty)
    #expect(found.position(for: "ko")?.field == rent)
    // Who has seen it and accepts a text has dealt with it.
    let kofi = try office.sit("ko").forms
    #expect(try kofi.keep(found, field: rent, text: "120w").halfTyped == [])
  }

  @Test(
    "What is half typed goes when the field is left, when it is emptied, and not when another field is kept")
  func halfTypedGoes() throws {
    let office = try Office()
    let jaya = try office.sit("jp").forms
    var form = try jaya.rest(jaya.look(at: marsh), field: rent, text: "11")
    #expect(form.isBegun && form.fields == [:] && form.halfTyped.count == 1 && !form.isEmpty)
    form = try jaya.keep(form, field: gas, text: "40m")
    #expect(form.halfTyped.map(\.field) == [rent])
    form = try jaya.rest(form, field: rent, text: "")
    #expect(form.halfTyped == [])
    form = try jaya.rest(form, field: rent, text: "118")
    form = try jaya.keep(form, field: rent, text: "118w")
    #expect(form.halfTyped == [] && form.text(rent) == "118w")
  }

  @Test("Two officers who type past each other both see both texts, and one who has seen both settles it")
  func conflict() throws {
    let office = try Office()
    let (jaya, kofi) = (try office.sit("jp").forms, try office.sit("ko").forms)
    var ours = try jaya.keep(jaya.look(at: marsh), field: rent, text: "100w")
    var theirs = kofi.look(at: marsh)
    // Both have seen 100w; neither has seen what the other types.
    ours = try jaya.keep(ours, field: rent, text: "110w")
    theirs = try kofi.keep(theirs, field: rent, text: "120w")
    #expect(theirs.conflicts[rent]?.map(\.text) == ["110w", "120w"])
    #expect(theirs.conflicts[rent]?.map(\.user) == ["jp", "ko"])
    #expect(jaya.look(at: marsh).conflicts[rent]?.map(\.text) == ["110w", "120w"])
    #expect(theirs.text(rent) == "110w")
    // Who has not seen it replaces only what is their own.
    ours = try jaya.keep(ours, field: rent, text: "111w")
    #expect(ours.conflicts[rent]?.map(\.text) == ["120w", "111w"])
    ours = try jaya.keep(ours, field: rent, text: "120w")
    #expect(ours.conflicts == [:] && ours.text(rent) == "120w")
    #expect(kofi.look(at: marsh).conflicts == [:])
  }

  @Test("Different fields never conflict, nor does the same text typed twice, and clearing a field is a text")
  func noConflict() throws {
    let office = try Office()
    let (jaya, kofi) = (try office.sit("jp").forms, try office.sit("ko").forms)
    let (ours, theirs) = (jaya.look(at: marsh), kofi.look(at: marsh))
    // Both begin the form at the same moment: it is one.
    var form = try jaya.keep(ours, field: rent, text: "100w")
    form = try kofi.keep(theirs, field: gas, text: "40m")
    #expect(form.fields == [rent: "100w", gas: "40m"] && form.begunBy == "jp")
    form = try kofi.keep(theirs, field: rent, text: "100w")
    #expect(form.conflicts == [:])
    let cleared = try jaya.keep(jaya.look(at: marsh), field: gas, text: "")
    #expect(cleared.fields == [rent: "100w"])
    #expect(try kofi.keep(form, field: gas, text: "50m").conflicts[gas]?.map(\.text) == ["", "50m"])
  }

  @Test("Each step of a field is kept, so that it can be taken back field by field")
  func history() throws {
    let office = try Office()
    let jaya = try office.sit("jp").forms
    var form = jaya.look(at: marsh)
    for text in ["100w", "110w", "110w", ""] { form = try jaya.keep(form, field: rent, text: text) }
    let steps = try office.sit("ko").forms.look(at: marsh).history
    #expect(steps.map(\.before) == ["", "100w", "110w"] && steps.map(\.after) == ["100w", "110w", ""])
    #expect(steps.allSatisfy { $0.user == "jp" && $0.field == rent })
    for number in 0..<300 { form = try jaya.keep(form, field: rent, text: "\(number)") }
    #expect(form.history.count == FormDraft.longestHistory && form.history.last?.after == "299")
  }

  @Test("The form opens where each officer was, else where anybody was")
  func position() throws {
    let office = try Office()
    let (jaya, kofi) = (try office.sit("jp").forms, try office.sit("ko").forms)
    jaya.move(jaya.look(at: marsh), to: rent)
    #expect(!jaya.look(at: marsh).isBegun)
    let form = try jaya.keep(jaya.look(at: marsh), field: rent, text: "1", next: gas)
    jaya.move(form, to: "amount.electricity")
    #expect(kofi.look(at: marsh).position(for: "ko")?.field == "amount.electricity")
    kofi.move(kofi.look(at: marsh), to: "notes")
    let found = try office.sit("jp").forms.look(at: marsh)
    #expect(found.position(for: "jp")?.field == "amount.electricity")
    #expect(found.position(for: "au")?.field == "notes" && found.position(for: "au")?.user == "ko")
  }

  // MARK: Who is in it

  @Test("Who is in a form is seen by others until they leave")
  func presence() throws {
    let office = try Office()
    let (jaya, kofi) = (try office.sit("jp").forms, try office.sit("ko").forms)
    try jaya.enter(marsh)
    try jaya.enter(marsh)
    #expect(jaya.look(at: marsh).present == [])
    let seen = kofi.look(at: marsh).present
    #expect(seen.map(\.user) == ["jp"] && seen.first?.since.hasPrefix("2025-06-15T") == true)
    try kofi.enter(marsh)
    #expect(jaya.present(in: marsh).map(\.user) == ["ko"] && kofi.present(in: Office.doyle) == [])
    #expect(try office.sit("au").forms.present(in: marsh).map(\.user) == ["jp", "ko"])
    jaya.leave(marsh)
    jaya.leave(marsh)
    #expect(kofi.look(at: marsh).present == [])
    #expect(office.test.disk.paths.filter { $0.contains("/in.") }.count == 1)
  }

  @Test("A killed program is in no form any more, whatever the clock says, and leaves nothing behind")
  func noGhosts() throws {
    let office = try Office()
    let files = office.test.disk.process()
    let killed = try Casebook.open(at: TestBook.path, user: "jp", files: files).forms
    let kofi = try office.sit("ko").forms
    try killed.enter(marsh)
    // A day in a form is a long day, and no reason to be taken for gone.
    office.pass(days: 1)
    #expect(kofi.present(in: marsh).map(\.user) == ["jp"])
    office.test.disk.kill(files)
    #expect(kofi.present(in: marsh) == [])
    #expect(!office.test.disk.paths.contains { $0.contains("/in.") })
    withExtendedLifetime(killed) {}
  }

  @Test("After a power cut nobody is in a form")
  func nobodyAfterPowerCut() throws {
    let office = try Office()
    let jaya = try office.sit("jp").forms
    try jaya.enter(marsh)
    _ = try jaya.keep(jaya.look(at: marsh), field: rent, text: "1")
    for persistence in SimulatedDisk.Persistence.allCases {
      let disk = office.test.disk.afterPowerCut(persistence, seed: 7)
      let again = try Casebook.open(at: TestBook.path, user: "ko", files: disk.process()).forms
      #expect(again.look(at: marsh).present == [] && again.look(at: marsh).text(rent) == "1")
    }
  }

  // MARK: Ends

  @Test("What is given up is gone for everybody, and can be brought back")
  func givenUp() throws {
    let office = try Office()
    let (jaya, kofi) = (try office.sit("jp").forms, try office.sit("ko").forms)
    let form = try jaya.keep(jaya.look(at: marsh), field: rent, text: "100w")
    let theirs = kofi.look(at: marsh)
    try jaya.giveUp(form)
    try jaya.giveUp(form)
    #expect(!kofi.look(at: marsh).isBegun && jaya.waiting() == [])
    let said = refusal { _ = try kofi.keep(theirs, field: gas, text: "40m") }
    #expect(said?.contains("finished or given up at another desk") == true)
    let back = try kofi.bringBack(marsh)
    #expect(back.id == form.id && back.fields == [rent: "100w"])
    #expect(refusal { _ = try kofi.bringBack(marsh) } != nil)
    #expect(try !kofi.bringBack(Office.doyle).isBegun)
  }

  @Test("A form in which somebody typed unseen is not given up")
  func notGivenUp() throws {
    let office = try Office()
    let (jaya, kofi) = (try office.sit("jp").forms, try office.sit("ko").forms)
    let form = try jaya.keep(jaya.look(at: marsh), field: rent, text: "100w")
    let other = try kofi.keep(kofi.look(at: marsh), field: gas, text: "40m")
    #expect(refusal { try jaya.giveUp(form) }?.contains("ko typed in this form since") == true)
    #expect(jaya.look(at: marsh) == other)
    try jaya.giveUp(jaya.look(at: marsh))
  }

  @Test("The forms that wait are listed, the last typed in first")
  func waiting() throws {
    let office = try Office()
    let jaya = try office.sit("jp").forms
    _ = try jaya.keep(jaya.look(at: marsh), field: rent, text: "1")
    office.pass(days: 1)
    _ = try jaya.keep(jaya.look(at: Office.doyle), field: rent, text: "2")
    // Other drafts, and what is no form, are none.
    let book = try office.sit("jp")
    let note = try book.drafts.begin(kind: "note", account: marsh)
    try book.drafts.keep(note.id, field: "text", text: "Rang")
    let files = office.test.disk.process()
    files.close(try files.open(TestBook.path + "/drafts/form.junk", .create))
    #expect(try office.sit("ko").forms.waiting().map(\.account) == [Office.doyle, marsh])
    #expect(book.drafts.all().map(\.id) == [note.id])
    _ = try jaya.begin("40218899")
    #expect(jaya.waiting().count == 2)
  }

  @Test("Any reference makes a file of its own, however long or strange it is")
  func references() throws {
    let office = try Office()
    let jaya = try office.sit("jp").forms
    let long = String(repeating: "4", count: 100)
    let references = ["a/b", "A.B", "..", "a b", "é", long, long + "1", long + "2", "%2e"]
    for reference in references {
      _ = try jaya.keep(jaya.look(at: reference), field: rent, text: reference)
    }
    let again = try office.sit("ko").forms
    #expect(references.allSatisfy { again.look(at: $0).text(rent) == $0 })
    #expect(Set(again.waiting().map(\.account)) == Set(references))
    #expect(
      office.test.disk.paths.filter { $0.hasPrefix(TestBook.path + "/drafts/form.") }.count
        == references.count)
  }

  @Test("Who may not write in the book looks at a form and leaves it as it is")
  func readersLook() throws {
    let office = try Office()
    let jaya = try office.sit("jp").forms
    let form = try jaya.keep(jaya.look(at: marsh), field: rent, text: "100w")
    for user in ["au", "nobody"] {
      let reader = try office.sit(user).forms
      #expect(reader.look(at: marsh).fields == [rent: "100w"])
      for attempt: () throws -> Void in [
        { _ = try reader.keep(form, field: rent, text: "1") },
        { _ = try reader.rest(form, field: rent, text: "1") },
        { try reader.giveUp(form) }, { _ = try reader.begin(Office.doyle) },
        { _ = try reader.bringBack(marsh) },
      ] {
        let said = refusal(attempt)
        #expect(said?.contains("Nothing was changed") == true, "\(user)")
      }
      reader.move(form, to: gas)
    }
    #expect(jaya.look(at: marsh) == form)
  }

  // MARK: Faults

  @Test("A full or read-only disk is said, and what was accepted stands")
  func refused() throws {
    let office = try Office()
    let jaya = try office.sit("jp").forms
    let disk = office.test.disk
    disk.set(space: 0)
    #expect(
      refusal { _ = try jaya.keep(jaya.look(at: marsh), field: rent, text: "1") }?.contains("full") == true)
    disk.set(space: nil)
    var form = try jaya.keep(jaya.look(at: marsh), field: rent, text: "100w")
    for space in [0, 5, 50] {
      disk.set(space: space)
      let said = refusal { _ = try jaya.keep(form, field: gas, text: String(repeating: "x", count: 200)) }
      #expect(said?.contains("Nothing that was recorded is touched") == true)
      disk.set(space: nil)
      #expect(jaya.look(at: marsh).fields == [rent: "100w"])
    }
    form = try jaya.keep(form, field: gas, text: "40m")
    #expect(try office.sit("ko").forms.look(at: marsh).fields == [rent: "100w", gas: "40m"])
    disk.set(.fail(operation: 0, reason: .denied, forEver: true))
    #expect(refusal { _ = try jaya.keep(form, field: gas, text: "1") }?.contains("permission") == true)
    #expect(refusal { try jaya.enter(marsh) } != nil)
    disk.set(nil)
    #expect(jaya.look(at: marsh).text(gas) == "40m")
  }

  @Test("A desk that holds the form and does not end is named, and nothing waits for ever")
  func heldForEver() throws {
    let office = try Office()
    let jaya = try office.sit("jp").forms
    let form = try jaya.keep(jaya.look(at: marsh), field: rent, text: "100w")
    let stopped = office.test.disk.process()
    let file = try stopped.open(TestBook.path + "/drafts/form." + marsh, .write)
    #expect(try stopped.lock(file, exclusive: true))
    let said = refusal { _ = try jaya.keep(form, field: gas, text: "40m") }
    #expect(said?.contains("Another desk writes in this form and does not end") == true)
    #expect(jaya.look(at: marsh).text(rent) == "100w")
    office.test.disk.kill(stopped)
    #expect(try jaya.keep(form, field: gas, text: "40m").text(gas) == "40m")
  }

  @Test(
    "Cut anywhere, with junk behind or not, a form reads as what was whole before the cut", arguments: [0, 1])
  func torn(_ junk: Int) throws {
    let office = try Office()
    let jaya = try office.sit("jp").forms
    var form = jaya.look(at: marsh)
    let typed = ["1", "11", "118", "118.64w"]
    for text in typed { form = try jaya.keep(form, field: rent, text: text) }
    let path = TestBook.path + "/drafts/form." + marsh
    let whole = try #require(office.test.disk.content(path))
    var seen: [String] = []
    for length in 0...whole.count {
      let behind: [UInt8] = junk == 1 ? [0, 255, 10, 65] : []
      office.test.disk.damage(path, with: Array(whole.prefix(length)) + behind)
      let again = try office.sit("ko").forms
      let found = again.look(at: marsh)
      #expect(found.text(rent).isEmpty || typed.contains(found.text(rent)))
      if seen.last != found.text(rent) { seen.append(found.text(rent)) }
      // And it can be typed on.
      _ = try again.keep(found, field: gas, text: "40m")
      let fields = try office.sit("jp").forms.look(at: marsh).fields
      #expect(fields[gas] == "40m" && fields[rent] ?? "" == found.text(rent))
      if office.test.disk.content(path) == nil { break }
    }
    #expect(seen == [""] + typed)
  }

  @Test("Junk in the middle loses the lines that it hits and nothing else", arguments: 1...24)
  func junk(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let office = try Office()
    let jaya = try office.sit("jp").forms
    var form = jaya.look(at: marsh)
    for number in 0..<20 { form = try jaya.keep(form, field: "amount.line\(number)", text: "\(number)w") }
    let path = TestBook.path + "/drafts/form." + marsh
    var content = try #require(office.test.disk.content(path))
    let hits = seed % 4 + 1
    for _ in 0..<hits {
      let place = Int.random(in: 0..<content.count, using: &generator)
      content[place] = UInt8.random(in: 0...255, using: &generator)
    }
    office.test.disk.damage(path, with: content)
    let found = try office.sit("ko").forms.look(at: marsh)
    #expect(found.isBegun && found.fields.count >= 20 - 2 * hits)
    #expect(found.fields.allSatisfy { "amount.line\($0.value.dropLast())" == $0.key })
    let kofi = try office.sit("ko").forms
    #expect(try kofi.keep(found, field: rent, text: "on").text(rent) == "on")
  }

  @Test(
    "A long evening of typing does not make a long file, and loses neither conflicts nor what is half typed")
  func compact() throws {
    let office = try Office()
    let (jaya, kofi) = (try office.sit("jp").forms, try office.sit("ko").forms)
    var form = try jaya.keep(jaya.look(at: marsh), field: rent, text: "100w")
    let stale = kofi.look(at: marsh)
    form = try jaya.keep(form, field: rent, text: "110w")
    form = try kofi.keep(stale, field: rent, text: "120w")
    _ = try kofi.rest(form, field: gas, text: "4")
    let unseen = jaya.look(at: marsh)
    for number in 0..<60 {
      _ = try jaya.keep(unseen, field: "notes", text: String(repeating: "a", count: 50_000) + "\(number)")
    }
    let content = try #require(office.test.disk.content(TestBook.path + "/drafts/form." + marsh))
    #expect(content.count < 1_200_000)
    let found = try office.sit("au").forms.look(at: marsh)
    #expect(found.text("notes").hasSuffix("59") && found.halfTyped.map(\.text) == ["4"])
    #expect(found.conflicts[rent]?.map(\.text) == ["110w", "120w"] && found.begunBy == "jp")
    #expect(found.position(for: "ko")?.field == gas)
    // What was shown before it was written anew still says what was seen.
    #expect(try kofi.keep(unseen, field: "notes", text: "mine").conflicts["notes"]?.count == 2)
  }
}
