import Casebook
import JournalSimulation
import Rents
import Testing

@Suite("A finished form is frozen; a correction is a version of its own") struct StatementCommandTests {
  private let marsh = Office.marsh
  private let lines = Array("[[group]]\nid = \"x|y\" # £\n".utf8)

  private func finish(
    _ book: Casebook, _ fields: [String: String], replaces: String = "", draft: FormDraft? = nil
  ) throws -> Receipt {
    try book.perform(
      .finishStatement(
        account: marsh,
        finish: StatementFinish(
          fields: fields, replaces: replaces,
          sources: StatementSources(format: .init(name: "lines", bytes: lines)), draft: draft?.id ?? "",
          seen: draft?.number ?? 0)
      ))
  }

  private func versions(_ book: Casebook) throws -> [StatementVersion] {
    _ = try book.refresh()
    return try book.view.statements(of: marsh)
  }

  @Test(
    "It is on record with everything that was typed, by whom and when, and the lines that it was asked by")
  func recorded() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let fields = ["amount.rent": "118.64w", "notes": "Two\nlines | \\ £", "amount.gas": "  "]
    let receipt = try finish(book, fields)
    let version = try #require(try versions(office.sit("ko")).first)
    #expect(version.fields == ["amount.rent": "118.64w", "notes": "Two\nlines | \\ £"])
    #expect(version.number == 1 && version.user == "jp" && version.officer == "Jaya Patel")
    #expect(version.sequence == receipt.sequence && version.id == receipt.minted.first && version.stands)
    #expect(version.at.hasPrefix("2025-06-15T") && version.day == Office.first)
    #expect(version.format.count == 64)
    #expect(try book.view.keptFile(sha256: version.format) == lines)
    #expect(try book.view.keptFile(sha256: String(repeating: "0", count: 64)) == nil)
    let act = try #require(try book.view.acts(of: "jp").first)
    #expect(act.kind == .finishStatement && act.after == "Form 1, 2 fields" && act.isUndoable)
  }

  @Test("The file of the lines is kept once, and the journal tells each answer")
  func keptOnce() throws {
    let office = try Office()
    let book = try office.sit("jp")
    _ = try finish(book, ["amount.rent": "1w"])
    _ = try finish(book, ["amount.rent": "2w"])
    var kept = 0
    var answers: [String] = []
    try book.journal { entry in
      for event in entry.events {
        if event.type == "program-data" { kept += 1 }
        guard event.type == "statement" else { continue }
        for field in event.fields where field.key == "amount.rent" {
          if case .text(let text) = field.value { answers.append(text) }
        }
      }
    }
    #expect(kept == 1 && answers == ["1w", "2w"])
    #expect(try versions(book).map(\.number) == [2, 1])
  }

  @Test("A correction takes the place of what it names; both stay on record")
  func corrected() throws {
    let office = try Office()
    let book = try office.sit("jp")
    _ = try finish(book, ["amount.rent": "100w"])
    let first = try #require(try versions(book).first)
    office.pass(days: 3)
    let kofi = try office.sit("ko")
    _ = try finish(kofi, ["amount.rent": "110w"], replaces: first.id)
    let now = try versions(kofi)
    #expect(now.map(\.number) == [2, 1] && now[0].replaces == first.id && now[1].correctedBy == now[0].id)
    #expect(try kofi.view.statement(of: marsh)?.number == 2)
    // As at the day before the correction, the first stands.
    let before = AsAt.known(Office.first.adding(days: 1))
    #expect(try kofi.view.statements(of: marsh, asAt: before).map(\.stands) == [true])
    #expect(try kofi.view.statement(of: marsh, asAt: .known(Office.first.adding(days: -1))) == nil)
    #expect(try kofi.view.acts(of: "ko").first?.before == "Form 1, 1 field")
  }

  @Test("A correction of what was corrected meanwhile is refused, and says what each changes")
  func overtaken() throws {
    let office = try Office()
    let (jaya, kofi) = (try office.sit("jp"), try office.sit("ko"))
    _ = try finish(jaya, ["amount.rent": "100w", "amount.gas": "40m"])
    let first = try #require(try versions(kofi).first)
    _ = try finish(jaya, ["amount.rent": "110w", "amount.gas": "40m"], replaces: first.id)
    let said = refusal { _ = try finish(kofi, ["amount.rent": "100w"], replaces: first.id) }
    #expect(said?.contains("Jaya Patel corrected form 1 since") == true)
    #expect(said?.contains("Theirs changes amount.rent: 100w became 110w.") == true)
    #expect(said?.contains("Yours changes amount.gas: 40m became blank.") == true)
    #expect(try versions(kofi).count == 2)
    let second = try #require(try versions(kofi).first)
    _ = try finish(kofi, ["amount.rent": "110w"], replaces: second.id)
    #expect(try versions(kofi).filter(\.stands).map(\.number) == [3])
    #expect(
      refusal { _ = try finish(kofi, ["fee": "1"], replaces: "nothing") }?.contains("has no finished form")
        == true)
  }

  @Test("Taken back, it stays on record marked; a correction that is taken back lets the former stand again")
  func undone() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let first = try finish(book, ["amount.rent": "100w"])
    let second = try finish(book, ["amount.rent": "110w"], replaces: first.minted[0])
    let said = refusal { try book.perform(.undo(sequence: first.sequence)) }
    #expect(said?.contains("corrected that form since") == true)
    let undo = try book.perform(.undo(sequence: second.sequence))
    var now = try versions(book)
    #expect(now.map(\.isWithdrawn) == [true, false] && now[1].stands && now[0].withdrawal?.user == "jp")
    // Somebody corrects it meanwhile: what was taken back cannot come back beside that.
    let third = try finish(book, ["amount.rent": "120w"], replaces: first.minted[0])
    #expect(
      refusal { try book.perform(.undo(sequence: undo.sequence)) }?.contains("corrected form 1 since") == true
    )
    try book.perform(.undo(sequence: third.sequence))
    try book.perform(.undo(sequence: undo.sequence))
    now = try versions(book)
    #expect(now.map(\.number) == [3, 2, 1] && now.filter(\.stands).map(\.number) == [2])
    #expect(
      refusal { _ = try finish(book, ["fee": "1"], replaces: third.minted[0]) }?.contains("back") == true)
  }

  @Test(
    "Who may not write, an empty form, an unknown field and an unknown account are refused, and nothing changes"
  )
  func refused() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let before = book.view.sequence
    #expect(
      refusal { _ = try finish(office.sit("au"), ["fee": "1"]) }?.contains("may not finish forms") == true)
    #expect(refusal { _ = try finish(office.sit("nobody"), ["fee": "1"]) }?.contains("may only read") == true)
    #expect(refusal { _ = try finish(book, ["fee": " "]) }?.contains("Nothing stands in the form") == true)
    #expect(refusal { _ = try finish(book, ["amount": "1"]) }?.contains("no field of a form") == true)
    let far = StatementFinish(fields: ["fee": "1"])
    #expect(
      refusal { try book.perform(.finishStatement(account: "40218864", finish: far)) }?.contains(marsh)
        == true)
    _ = try book.refresh()
    #expect(book.view.sequence == before)
  }

  @Test("What steers a terminal is not kept, and the lines of a note stay lines")
  func harmless() throws {
    let office = try Office()
    let book = try office.sit("jp")
    _ = try finish(book, ["notes": "one\ntwo\u{1B}[31m\u{202E}", "amount.rent": "1w"])
    let text = try #require(try versions(book).first?.fields["notes"])
    #expect(
      text.hasPrefix("one\ntwo") && !text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }

  // MARK: From a draft

  @Test("Finished from a draft, it is recorded once and the draft is gone for everybody")
  func fromDraft() throws {
    let office = try Office()
    let (jaya, kofi) = (try office.sit("jp"), try office.sit("ko"))
    let form = try jaya.forms.keep(jaya.forms.look(at: marsh), field: "amount.rent", text: "100w")
    let theirs = kofi.forms.look(at: marsh)
    _ = try finish(jaya, form.fields, draft: form)
    #expect(!kofi.forms.look(at: marsh).isBegun)
    #expect(
      refusal { _ = try finish(kofi, theirs.fields, draft: theirs) }?.contains("finished or given up") == true
    )
    #expect(refusal { _ = try kofi.forms.keep(theirs, field: "fee", text: "1") } != nil)
    #expect(try versions(kofi).count == 1)
  }

  @Test("What somebody typed unseen is not finished without it, nor is what is not settled")
  func unseen() throws {
    let office = try Office()
    let (jaya, kofi) = (try office.sit("jp"), try office.sit("ko"))
    let form = try jaya.forms.keep(jaya.forms.look(at: marsh), field: "amount.rent", text: "100w")
    let theirs = try kofi.forms.keep(FormDraft(account: marsh), field: "amount.rent", text: "110w")
    let unseen = refusal { _ = try finish(jaya, form.fields, draft: form) }
    #expect(unseen?.contains("ko typed in this form since") == true)
    #expect(
      refusal { _ = try finish(kofi, theirs.fields, draft: theirs) }?.contains("nobody has settled it")
        == true)
    #expect(try versions(jaya).isEmpty && jaya.forms.look(at: marsh).conflicts.count == 1)
    let settled = try kofi.forms.keep(theirs, field: "amount.rent", text: "110w")
    _ = try finish(kofi, settled.fields, draft: settled)
    #expect(try versions(jaya).map(\.fields) == [["amount.rent": "110w"]])
  }

  @Test("A correction is typed in a draft that begins with the finished form")
  func correctingDraft() throws {
    let office = try Office()
    let (jaya, kofi) = (try office.sit("jp"), try office.sit("ko"))
    _ = try finish(jaya, ["amount.rent": "100w", "fee": "1"])
    let first = try #require(try versions(kofi).first)
    var form = try kofi.forms.begin(marsh, correcting: first)
    #expect(
      form.fields == first.fields && form.corrects == first.id && form.entries["fee"]?.first?.user == "jp")
    #expect(
      refusal { _ = try jaya.forms.begin(marsh, correcting: first) }?.contains("is being filled in already")
        == true)
    form = try kofi.forms.keep(form, field: "fee", text: "2")
    let again = try office.sit("ko").forms.look(at: marsh)
    #expect(again.corrects == first.id && again.fields == ["amount.rent": "100w", "fee": "2"])
    _ = try finish(kofi, form.fields, replaces: form.corrects, draft: form)
    #expect(try versions(jaya).filter(\.stands).map(\.fields) == [["amount.rent": "100w", "fee": "2"]])
    #expect(!jaya.forms.look(at: marsh).isBegun)
  }

  @Test(
    "The power goes at every single operation of finishing: once on record or still a draft, never both or neither"
  )
  func crash() throws {
    let office = try Office()
    let forms = try office.sit("jp").forms
    _ = try forms.keep(forms.look(at: marsh), field: "amount.rent", text: "100w")
    func prepare() throws -> (SimulatedDisk, Casebook, FormDraft) {
      let disk = office.test.disk.afterPowerCut(.all, seed: 0)
      let book = try Casebook.open(at: TestBook.path, user: "jp", files: disk.process())
      return (disk, book, book.forms.look(at: marsh))
    }
    let (disk, book, form) = try prepare()
    let first = disk.operations
    _ = try finish(book, form.fields, draft: form)
    let last = disk.operations
    var outcomes: Set<String> = []
    for operation in (first + 1)...last {
      for persistence in SimulatedDisk.Persistence.allCases {
        let (disk, book, form) = try prepare()
        disk.set(.fail(operation: operation, reason: .io, forEver: true))
        let isDone = (try? finish(book, form.fields, draft: form)) != nil
        let left = disk.afterPowerCut(persistence, seed: UInt64(operation))
        let again = try Casebook.open(at: TestBook.path, user: "ko", files: left.process())
        let recorded = try again.view.statements(of: marsh).count
        let draft = again.forms.look(at: marsh)
        #expect(recorded + (draft.isBegun ? 1 : 0) == 1, "operation \(operation), \(persistence)")
        if isDone { #expect(recorded == 1, "operation \(operation), \(persistence)") }
        if draft.isBegun { #expect(draft.fields == form.fields) }
        outcomes.insert("\(recorded)")
        // A form of the next day begins as a new one.
        let next = try again.forms.keep(again.forms.look(at: marsh), field: "fee", text: "1")
        #expect(recorded == 0 || next.fields == ["fee": "1"])
      }
    }
    #expect(outcomes == ["0", "1"])
  }

  @Test("A finished form of 87 lines is one small record")
  func small() throws {
    let office = try Office()
    let book = try office.sit("jp")
    var fields: [String: String] = [:]
    for number in 0..<87 { fields["amount.some-usual-line-\(number)"] = "118.64w" }
    func length() -> Int {
      office.test.disk.paths.filter { $0.hasPrefix(TestBook.path + "/journal/") }
        .reduce(0) { $0 + (office.test.disk.content($1)?.count ?? 0) }
    }
    _ = try finish(book, ["fee": "1"])
    let before = length()
    _ = try finish(book, fields)
    #expect(length() - before < 5_000)
  }
}
