import Casebook
import Journal
import JournalSimulation
import Rents
import Testing

@Suite("Taking back one's own last act (decision 7)") struct UndoTests {
  private let marsh = Office.marsh

  @Test("A withdrawn note stays on record, struck through, with who took it back and when")
  func note() throws {
    let book = try Office().sit("jp")
    let sequence = try book.perform(.note(account: marsh, text: "Wrong tenant")).sequence
    let receipt = try book.perform(.undo(sequence: sequence))
    #expect(receipt.undone == sequence && receipt.accounts == [marsh])
    let note = try #require(try book.record(marsh).notes.first)
    #expect(note.text == "Wrong tenant" && note.isWithdrawn)
    #expect(note.withdrawal?.officer == "Jaya Patel" && note.withdrawal?.sequence == receipt.sequence)
  }

  @Test("A view of an earlier day sees the note as it was known then")
  func asKnown() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let note = try book.perform(.note(account: marsh, text: "One")).sequence
    let posting = try book.perform(
      .post(account: marsh, type: .card, amount: Money(pence: -500), effective: Office.first, narrative: "")
    ).sequence
    let due = DiaryPlan(due: Office.first.adding(days: 2), kind: .review)
    let diary = try book.perform(.diary(account: marsh, entry: due)).sequence
    let spoke = try book.perform(.contact(account: marsh, attempt: ContactAttempt(.telephoneIn, .spoke)))
      .sequence
    office.pass(days: 3)
    for sequence in [note, posting, diary, spoke] { try book.perform(.undo(sequence: sequence)) }
    let then = AsAt.known(Office.first.adding(days: 2))
    let before = try #require(try book.view.account(marsh, asAt: then))
    #expect(before.notes.first?.isWithdrawn == false && before.diary.first?.isOpen == true)
    #expect(try book.view.ledger(marsh, asAt: then).balance.local == Money(pence: -500))
    let summary = try #require(try book.view.summary(of: marsh, asAt: then))
    #expect(
      summary.balance == Money(pence: -500) && summary.nextDue == due.due
        && summary.lastContact == Office.first)
    let now = try #require(try book.view.summary(of: marsh))
    #expect(now.balance == .zero && now.nextDue == nil && now.lastContact == nil && now.localPostings == 0)
    #expect(try book.record(marsh).notes.first?.isWithdrawn == true)
    let known = AsAt.known(Office.first.adding(days: 3))
    #expect(try book.view.summary(of: marsh, asAt: known)?.balance == .zero)
    #expect(try book.verify(deep: true).faults == [])
  }

  @Test("Taking back what took something back brings it back")
  func redo() throws {
    let book = try Office().sit("jp")
    let note = try book.perform(.note(account: marsh, text: "One")).sequence
    let undo = try book.perform(.undo(sequence: note)).sequence
    let redo = try book.perform(.undo(sequence: undo)).sequence
    #expect(try book.record(marsh).notes.first?.isWithdrawn == false)
    #expect(refusal { try book.perform(.undo(sequence: undo)) } != nil, "it counts already")
    try book.perform(.undo(sequence: redo))
    #expect(try book.record(marsh).notes.first?.isWithdrawn == true)
    #expect(
      refusal { try book.perform(.undo(sequence: note)) }?.contains(
        "was taken back already, by transaction 5") == true)
  }

  @Test("Only one's own act is taken back, and the refusal says whose it is")
  func foreign() throws {
    let office = try Office()
    let (jaya, kofi) = (try office.sit("jp"), try office.sit("ko"))
    let note = try jaya.perform(.note(account: marsh, text: "One")).sequence
    _ = try kofi.refresh()
    #expect(refusal { try kofi.perform(.undo(sequence: note)) }?.contains("was made by Jaya Patel") == true)
    #expect(refusal { try kofi.perform(.undo(sequence: 999)) }?.contains("no transaction 999") == true)
    #expect(refusal { try kofi.perform(.undo(sequence: 1)) }?.contains("files that were taken in") == true)
    #expect(try kofi.view.acts(of: "jp").map(\.isUndoable) == [false])
  }

  @Test("The same sitting may take it back on a later day; a later sitting only on the same day")
  func sittings() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let one = try book.perform(.note(account: marsh, text: "One")).sequence
    let two = try book.perform(.note(account: marsh, text: "Two")).sequence
    // The desk was closed by a slip, and opened again.
    try office.sit("jp").perform(.undo(sequence: two))
    office.pass(days: 1)
    let said = refusal { try office.sit("jp").perform(.undo(sequence: one)) }
    #expect(said?.contains("of an earlier sitting, on 15 Jun 2025") == true)
    _ = try book.refresh()
    try book.perform(.undo(sequence: one))
  }

  @Test("A diary date that somebody finished since is not taken back before that is")
  func builtUpon() throws {
    let office = try Office()
    let (jaya, kofi) = (try office.sit("jp"), try office.sit("ko"))
    let made = try jaya.perform(
      .diary(account: marsh, entry: DiaryPlan(due: Office.first.adding(days: 2), kind: .review)))
    let id = try #require(made.minted.first)
    _ = try kofi.refresh()
    let done = try kofi.perform(.finishDiary(account: marsh, id: id, outcome: DiaryOutcome())).sequence
    let said = refusal { try jaya.perform(.undo(sequence: made.sequence)) }
    #expect(said?.contains("Kofi Osei finished that diary date since, in transaction \(done)") == true)
    try kofi.perform(.undo(sequence: done))
    #expect(try kofi.record(marsh).diary.first?.isOpen == true, "finishing taken back opens it again")
    _ = try jaya.refresh()
    try jaya.perform(.undo(sequence: made.sequence))
    #expect(try jaya.view.summary(of: marsh)?.nextDue == nil)
  }

  @Test("A detail that was changed again, or that the extract agrees with, is not taken back")
  func details() throws {
    let office = try Office()
    let book = try office.sit("jp")
    func change(_ from: String, _ to: String) throws -> UInt64 {
      try book.perform(.amendPerson(account: marsh, slot: 1, field: .phone, from: from, to: to)).sequence
    }
    let first = try change("", "07700 900401")
    let second = try change("07700 900401", "07700 900402")
    #expect(
      refusal { try book.perform(.undo(sequence: first)) }?.contains("again in transaction \(second)") == true
    )
    try book.perform(.undo(sequence: second))
    #expect(try book.record(marsh).facts.phone == "07700 900401")
    var stated = facts(marsh)
    stated.phone = "07700 900401"
    _ = try TestBook.take(
      [TestBook.accounts([stated, facts(Office.doyle)], batch: "2025-06-15")], into: try office.sit("jp"))
    _ = try book.refresh()
    #expect(refusal { try book.perform(.undo(sequence: first)) }?.contains("extract agrees") == true)
  }

  @Test("A local posting that is taken back leaves the balance, and no later extract confirms it")
  func localPosting() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let first = posting("1", .card, -500, "2025-06-15")
    func post() throws -> UInt64 {
      try book.perform(
        .post(account: marsh, type: .card, amount: Money(pence: -500), effective: Office.first, narrative: "")
      ).sequence
    }
    let sequence = try post()
    let undone = try book.perform(.undo(sequence: sequence)).sequence
    #expect(try book.view.summary(of: marsh)?.localPostings == 0)
    #expect(try book.view.ledger(marsh).isEmpty)
    _ = try TestBook.take(
      [TestBook.postings([(marsh, first)], batch: "2025-06-15")], into: try office.sit("jp"))
    _ = try book.refresh()
    #expect(try book.view.summary(of: marsh)?.balance == Money(pence: -500))
    #expect(try book.view.summary(of: marsh)?.local == .zero)
    // Brought back it would count beside the landlord's.
    #expect(refusal { try book.perform(.undo(sequence: undone)) }?.contains("both would count") == true)
    let again = try post()
    _ = try TestBook.take(
      [TestBook.postings([(marsh, posting("2", .card, -500, "2025-06-16"))], batch: "2025-06-16")],
      into: try office.sit("jp"))
    _ = try book.refresh()
    #expect(
      refusal { try book.perform(.undo(sequence: again)) }?.contains("extract confirmed that posting") == true
    )
    #expect(try book.verify(deep: true).faults == [])
  }

  @Test("The list of one's own acts says what stood there before and since, and whether it can go")
  func acts() throws {
    let office = try Office()
    let book = try office.sit("jp")
    try book.perform(.note(account: marsh, text: "Called"))
    try book.perform(.amendPerson(account: marsh, slot: 1, field: .phone, from: "", to: "07700 900401"))
    let plan = DiaryPlan(
      due: Office.first.adding(days: 5), kind: .promise, amount: Money(pence: 4_000), text: "wages")
    let diary = try book.perform(.diary(account: marsh, entry: plan))
    let id = try #require(diary.minted.first)
    let done = try book.perform(.finishDiary(account: marsh, id: id, outcome: DiaryOutcome(.broken))).sequence
    let attempt = ContactAttempt(.telephoneOut, .noAnswer, text: "twice")
    try book.perform(.contact(account: marsh, attempt: attempt))
    try book.perform(.undo(sequence: done))
    let acts = try book.view.acts(of: "jp")
    #expect(acts.map(\.kind) == [.undo, .contact, .finishDiary, .diary, .amendPerson, .note])
    #expect(
      acts.map(\.after) == [
        "Taken back", "Telephone, out: no answer. twice", "Broken (the postings: nothing yet)",
        "20 Jun 2025: Promise to pay 40.00: wages", "Telephone 07700 900401", "Called",
      ])
    #expect(
      acts[4].before == "Telephone not known" && acts[2].before == "20 Jun 2025: Promise to pay 40.00: wages")
    #expect(acts[0].before == "Broken (the postings: nothing yet)" && acts[0].undoes == done)
    #expect(acts[2].standing == .undone(by: acts[0].sequence))
    #expect(try book.view.lastUndoable()?.kind == .contact)
    #expect(try book.view.acts(of: "jp", since: diary.sequence).count == 3)
    office.pass(days: 1)
    let later = try office.sit("jp")
    #expect(try later.view.acts(of: "jp").map(\.isUndoable) == Array(repeating: false, count: 6))
    #expect(try later.view.lastUndoable() == nil)
  }

  @Test(
    "What the same officer records at another desk on the same day is theirs to take back, but is not of this sitting"
  )
  func anotherDesk() throws {
    let office = try Office()
    let here = try office.sit("jp")
    let there = try office.sit("jp")
    try here.perform(.note(account: marsh, text: "Here"))
    _ = try there.refresh()
    try there.perform(.note(account: marsh, text: "There"))
    _ = try here.refresh()
    let acts = try here.view.acts(of: "jp")
    #expect(acts.map(\.after) == ["There", "Here"])
    #expect(acts.map(\.isOfThisSitting) == [false, true] && acts.allSatisfy(\.isUndoable))
  }

  @Test("An auditor has nothing to take back, and a stranger is told who may")
  func strangers() throws {
    let office = try Office()
    #expect(
      refusal { try office.sit("mallory").perform(.undo(sequence: 1)) }?.contains("officers.toml") == true)
    #expect(try office.sit("au").view.lastUndoable() == nil)
  }

  @Test("In a book that keeps the ledger a posting of today is taken back too, and stays in the journal")
  func ownLedger() throws {
    let test = try TestBook(keeper: .patchbook, today: nil)
    try test.take([TestBook.accounts([facts(marsh)], batch: Office.first.iso)])
    let sequence = try test.book.perform(
      .post(account: marsh, type: .rent, amount: Money(pence: 100), effective: Office.first, narrative: "")
    ).sequence
    try test.book.perform(.undo(sequence: sequence))
    #expect(try test.book.view.summary(of: marsh)?.balance == .zero)
    #expect(try test.book.view.ledger(marsh).isEmpty)
    var types: [[String]] = []
    try test.book.journal(from: sequence) { types.append($0.events.map(\.type)) }
    #expect(types == [["posting", "act"], ["withdrawn", "act"]])
    #expect(try test.book.verify(deep: true).faults == [])
  }

  @Test("What is taken back while somebody else writes is refused or done, never half")
  func twoDesks() throws {
    let office = try Office()
    let (one, other) = (try office.sit("jp"), try office.sit("jp"))
    let sequence = try one.perform(.note(account: marsh, text: "One")).sequence
    _ = try other.refresh()
    try one.perform(.undo(sequence: sequence))
    // The other desk of the same officer has not heard of it yet.
    #expect(refusal { try other.perform(.undo(sequence: sequence)) }?.contains("taken back already") == true)
  }

  @Test("What a program filled a new book with is nobody's to take back")
  func madeWithTheBook() throws {
    let book = try Casebook.create(
      at: "demo", configuration: BookConfiguration(landlord: "Westmere", source: "housing"), user: "jp",
      sitting: "", files: SimulatedDisk().process())
    _ = try TestBook.take([TestBook.accounts([facts(marsh)], batch: Office.first.iso)], into: book)
    let sequence = try book.perform(.note(account: marsh, text: "Invented")).sequence
    #expect(try book.view.lastUndoable() == nil)
    #expect(refusal { try book.perform(.undo(sequence: sequence)) }?.contains("made with the book") == true)
  }
}
