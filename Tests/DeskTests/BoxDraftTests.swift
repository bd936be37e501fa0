import Casebook
import Desk
import Rents
import Terminal
import Testing

@Suite("What is half typed in a box outlives a lost line, as notes do")
struct BoxDraftTests {
  private static let call = DiaryEntry(
    id: "d2", sequence: 3, made: day("2026-11-18"), recorded: day("2026-11-18"), at: "", user: "kosei",
    officer: "Kofi Osei", plan: DiaryPlan(due: day("2026-11-24"), kind: .callBack, text: "rings after 3"))

  private func book() throws -> HandBook {
    var book = try InventedPatch.book(accounts: 12)
    var account = try InventedPatch.marsh()
    account.page.diary = [BoxDraftTests.call]
    account.page.people = [
      PersonDetails(
        slot: 1,
        details: PersonField.allCases.map { field in
          let value = field == .name ? "Kelly Marsh" : field == .phone ? "07700 900412" : ""
          return PersonDetails.Detail(field: field, value: value, landlord: value, standing: nil, history: [])
        })
    ]
    book.add(account)
    return book
  }

  private func account(_ tab: AccountTab) -> DeskStart { .account(reference: "40218863", tab: tab) }

  /// The draft that the last change speaks of; nil where it was given up.
  private func kept(_ changes: [DraftChange]) -> DeskDraft? {
    switch changes.last {
    case .typed(let draft)?, .left(let draft)?: draft
    case .finishing?, .dropped?, nil: nil
    }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var start: DeskStart
    var keys: String
    var key: DeskDraft.Key
    /// What is seen once the draft goes on.
    var shows: String
    var testDescription: String { "\(key.wording): \(keys)" }
  }

  static let cases = [
    Case(
      start: .caseload(patch: "E3"), keys: "Space Space n \"Heating is off\"",
      key: DeskDraft.Key(.bulk, subject: "note"), shows: "Heating is off"),
    Case(
      start: .caseload(patch: "E3"), keys: "Space d \"fri\" Enter \"ask about HB\"",
      key: DeskDraft.Key(.bulk, subject: "diary"), shows: "ask about HB"),
    Case(
      start: .account(reference: "40218863", tab: .people), keys: "2*Down Enter \"0161 496\"",
      key: DeskDraft.Key(.detail, account: "40218863", subject: "1/phone"), shows: "0161 496"),
    Case(
      start: .account(reference: "40218863", tab: .diary), keys: "Enter \"rang twice\"",
      key: DeskDraft.Key(.finish, account: "40218863", subject: "d2"), shows: "rang twice"),
    Case(
      start: .account(reference: "40218863", tab: .ledger), keys: "a \"17 n\"",
      key: DeskDraft.Key(.line, account: "40218863", subject: "as-at"), shows: "As at: 17 n"),
    Case(
      start: .account(reference: "40218863", tab: .ledger), keys: "P \"mine.txt\"",
      key: DeskDraft.Key(.line, account: "40218863", subject: "print"), shows: "mine.txt"),
  ]

  @Test("typed, then the line is lost: the next sitting offers it and N goes on with it", arguments: cases)
  func goesOn(each: Case) throws {
    var desk = HandDesk(try book(), each.start)
    try desk.play(each.keys)
    #expect(kept(desk.takeDraftChanges())?.key == each.key)
    // SIGHUP: what is half typed goes out at once.
    #expect(desk.session.handle(.hangUp) == .leave)
    guard let draft = kept(desk.session.takeDraftChanges()) else {
      Issue.record("nothing was asked to be kept")
      return
    }
    #expect(draft.key == each.key)
    var next = HandDesk(try book(), .home, drafts: [draft])
    #expect(next.text.contains("Draft of \(each.key.what): N goes on with it."), "\(next.text)")
    try next.play("N")
    #expect(next.text.contains(each.shows), "\(next.text)")
    #expect(next.text.contains("The draft goes on."), "\(next.text)")
    // Esc gives it up, and then there is none.
    try next.play("Esc Esc")
    #expect(next.takeDraftChanges().contains(.dropped(each.key)))
    try next.play("N")
    #expect(next.text.contains("There is no draft."), "\(next.text)")
  }

  @Test("opened again by hand, the same box goes on with its draft, and another box does not")
  func sameBox() throws {
    let draft = DeskDraft(
      DeskDraft.Key(.detail, account: "40218863", subject: "1/phone"), fields: ["text": "0161 496"],
      since: "14:02")
    var desk = HandDesk(try book(), account(.people), drafts: [draft])
    try desk.play("Enter")
    #expect(!desk.text.contains("0161 496"))
    try desk.play("Esc 2*Down Enter")
    #expect(
      desk.text.contains("0161 496") && desk.text.contains("The draft of 14:02 goes on."), "\(desk.text)")
  }

  @Test("what is recorded takes its draft with it; what is refused keeps it")
  func finished() throws {
    var desk = HandDesk(try book(), account(.diary))
    try desk.play("Enter \"rang\" Enter")
    let key = DeskDraft.Key(.finish, account: "40218863", subject: "d2")
    #expect(desk.takeDraftChanges().last == .finishing(key))
    var other = try book()
    other.refusal = "The disk is full."
    desk = HandDesk(other, account(.diary))
    try desk.play("Enter \"rang\" Enter")
    #expect(desk.text.contains("rang"))
    #expect(!desk.takeDraftChanges().contains(.dropped(key)))
  }

  @Test("a prompt under a search is not given up by it")
  func covered() throws {
    var desk = HandDesk(try book(), account(.diary))
    try desk.play("Enter \"rang\" Ctrl-F")
    #expect(!desk.takeDraftChanges().contains { if case .dropped = $0 { true } else { false } })
    try desk.play("Esc \" twice\"")
    #expect(kept(desk.takeDraftChanges())?.fields["text"] == "rang twice")
  }

  @Test("what it was about is gone: the words stand in a note")
  func gone() throws {
    let draft = DeskDraft(
      DeskDraft.Key(.finish, account: "40218863", subject: "d9"),
      fields: ["outcome": "done", "date": "", "text": "rang twice"])
    var desk = HandDesk(try book(), .home, drafts: [draft])
    try desk.play("N")
    #expect(desk.text.contains("Note on 40218863") && desk.text.contains("rang twice"), "\(desk.text)")
  }

  @Test("another desk of the officer begins one and deals with one: N knows")
  func otherDesk() throws {
    var desk = HandDesk(try book(), .home)
    let other = DeskDraft(account: "40218863", fields: ["text": "Rang"], since: "14:02")
    desk.session.take(drafts: [other])
    #expect(desk.text.contains("Draft of 40218863, from another desk of yours: N goes on with it."))
    desk.session.take(drafts: [])
    try desk.play("N")
    #expect(desk.text.contains("There is no draft."), "\(desk.text)")
    // What is open here, or on its way to the disk, stays.
    desk.session.take(drafts: [other])
    try desk.play("N \" again\"")
    desk.session.take(drafts: [])
    #expect(desk.text.contains("Rang again"))
  }

  @Test("what a prompt offers gives way to the first letter; an arrow begins to change it")
  func offered() throws {
    var desk = HandDesk(try book(), account(.people))
    try desk.play("2*Down Enter \"1\"")
    #expect(desk.text.contains("New     1 "), "\(desk.text)")
    try desk.play("Esc Enter Left \"1\"")
    #expect(desk.text.contains("07700 9004112"), "\(desk.text)")
  }

  @Test("a note with a diary date and no contact is a note too")
  func noteAndDiary() throws {
    var desk = HandDesk(try book(), account(.ledger))
    try desk.play("n \"Asked for a form\" Tab Tab \"fri\" Ctrl-S")
    let plan = DiaryPlan(due: day("2026-11-27"), kind: .review, text: "Asked for a form")
    #expect(desk.asked == [.noteAndDiary(account: "40218863", text: "Asked for a form", entry: plan)])
    #expect(desk.text.contains("Saved 10:19:41: Note, and review Fri 27 Nov, on 40218863."), "\(desk.text)")
  }
}
