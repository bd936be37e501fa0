import Casebook
import Desk
import Rents
import Terminal
import Testing

@Suite("A diary date comes back on its day and is finished at the desk")
struct DiaryFinishTests {
  private static let at = "2026-11-18T09:14:03Z"

  private static func entry(
    _ id: String, _ due: String, _ kind: DiaryKind, _ text: String, amount: Money? = nil,
    made: String = "2026-11-10"
  ) -> DiaryEntry {
    DiaryEntry(
      id: id, sequence: 3, made: day(made), recorded: day(made), at: at, user: "kosei", officer: "Kofi Osei",
      plan: DiaryPlan(due: day(due), kind: kind, amount: amount, text: text))
  }

  /// Marsh with dates; the list knows the earliest.
  private func book(_ entries: [DiaryEntry]) throws -> HandBook {
    var book = try InventedPatch.book(accounts: 12)
    var account = try InventedPatch.marsh()
    account.page.diary = entries
    account.page.entry.nextDue = entries.map(\.plan.due).min()
    book.add(account)
    return book
  }

  private let call = entry("d2", "2026-11-24", .callBack, "rings after 3", made: "2026-11-18")
  private let promise = entry(
    "d1", "2026-11-20", .promise, "on Friday when she is paid", amount: money(4000), made: "2026-11-17")
  private let diary = DeskStart.account(reference: "40218863", tab: .diary)

  private func desk(_ entries: [DiaryEntry], _ start: DeskStart? = nil, size: Size = sizes[0]) throws
    -> HandDesk
  {
    HandDesk(try book(entries), start ?? diary, size: size)
  }

  @Test("Enter on an open date asks what became of it; done with words is one act")
  func done() throws {
    var desk = try desk([call])
    try desk.play("Enter")
    #expect(desk.text.contains("Call back, due Tue 24 Nov: today"))
    #expect(desk.text.contains("[Done]"))
    try desk.play("\"rang, no change\" Enter")
    #expect(
      desk.asked == [
        .finishDiary(
          account: "40218863", id: "d2", outcome: DiaryOutcome(.done, text: "rang, no change"))
      ])
    #expect(desk.text.contains("Saved 10:19:41: Call back of 24 Nov on 40218863: done."))
    #expect(desk.text.contains("Done. rang, no change"))
    #expect(!desk.text.contains("DUE TODAY"))
    try desk.play("u")
    #expect(desk.text.contains("DUE TODAY") && !desk.text.contains("rang, no change"))
  }

  @Test("moved to another day is one act, with the words that come back; u brings the old day back")
  func moved() throws {
    var desk = try desk([call])
    try desk.play("Enter Tab \"fri\"")
    #expect(desk.text.contains("Fri 27 Nov 2026"))
    try desk.play("Enter \"engaged\" Enter")
    var plan = call.plan
    plan.due = day("2026-11-27")
    #expect(
      desk.asked == [.moveDiary(account: "40218863", id: "d2", text: "engaged", entry: plan)])
    #expect(desk.text.contains("moved to Fri 27 Nov"))
    #expect(desk.text.contains("Moved. engaged") && desk.text.contains("in 3 days"))
    try desk.play("u")
    #expect(desk.text.contains("DUE TODAY") && !desk.text.contains("in 3 days"))
  }

  @Test(
    "a day that is none, or is past, is said at once and nothing is asked for",
    arguments: [("", "type a date"), ("soon", "is no date"), ("-7d", "is past")])
  func noDay(typed: String, said: String) throws {
    var desk = try desk([call])
    try desk.play("Enter Tab \(typed.isEmpty ? "" : "\"\(typed)\" ")Enter Enter")
    #expect(desk.text.contains(said))
    #expect(desk.asked.isEmpty)
  }

  @Test("a promise shows first what the postings say, and that judgement is offered")
  func broken() throws {
    var desk = try desk([promise])
    try desk.play("Enter")
    #expect(desk.text.contains("By the postings: nothing came since Tue 17 Nov."))
    #expect(desk.text.contains("[Broken]"))
    try desk.play("Enter")
    #expect(
      desk.asked == [.finishDiary(account: "40218863", id: "d1", outcome: DiaryOutcome(.broken))])
  }

  @Test("a promise that was paid is offered as kept; what the postings do not say needs a reason")
  func kept() throws {
    let paid = DiaryFinishTests.entry(
      "d1", "2026-10-16", .promise, "", amount: money(2500), made: "2026-10-10")
    var desk = try desk([paid])
    try desk.play("Enter")
    #expect(desk.text.contains("By the postings: kept: 25.00 on 14 Oct"))
    #expect(desk.text.contains("[Kept]"))
    try desk.play("Tab")
    #expect(desk.text.contains("[Broken]") && desk.text.contains("The postings do not say so"))
  }

  @Test("Esc leaves the date open, and letters are text while the box is open")
  func cancel() throws {
    var desk = try desk([call])
    try desk.play("Enter \"quiet q\" Esc")
    #expect(desk.asked.isEmpty && desk.text.contains("DUE TODAY"))
    #expect(desk.text.contains("DIARY"))
  }

  @Test("a refusal gives outcome, day and words back with the reason", arguments: [false, true])
  func refused(isMoved: Bool) throws {
    var desk = try desk([call])
    desk.book.refusal = "The disk is full. Nothing was changed."
    try desk.play(isMoved ? "Enter Tab \"fri\" Enter \"my words\" Enter" : "Enter \"my words\" Enter")
    #expect(desk.asked.count == 1)
    #expect(desk.text.contains("my words") && desk.text.contains("The disk is full."))
    #expect(desk.text.contains(isMoved ? "27 Nov 2026" : "[Done]"))
    desk.book.refusal = nil
    try desk.play(isMoved ? "Enter Enter" : "Enter")
    #expect(desk.asked.count == 2 && desk.asked.first == desk.asked.last)
    #expect(desk.text.contains("Saved 10:19:41"))
  }

  @Test("what is due is said in the words used when the account is opened, and stands in the head")
  func opened() throws {
    let text = try desk([call], .account(reference: "40218863", tab: .ledger)).text
    #expect(text.contains("Due today: call back, “rings after 3”"))
    #expect(text.contains("DUE TODAY"))
    var both = try desk([call, promise], .account(reference: "40218863", tab: .ledger), size: sizes[1])
    #expect(
      both.text.contains(
        "Overdue since Fri 20 Nov (1 more on tab 7): promise to pay 40.00, “on Friday when she is paid”"))
    #expect(both.text.contains("1 more on tab 7"))
    try both.play("Down")
    #expect(!both.text.contains("1 more on tab 7") && both.text.contains("OVERDUE"))
  }

  @Test("the preview shows what is due in the words used")
  func preview() throws {
    let desk = try desk([call, promise], .caseload(patch: "E3"), size: sizes[2])
    var found = desk
    try found.play("/ \"marsh\" Enter")
    #expect(found.text.contains("DUE TODAY  call back, “rings after 3”"))
    #expect(found.text.contains("OVERDUE since Fri 20 Nov"))
  }

  @Test("from the list one key asks what became of the account's earliest date; two Esc lead back")
  func fromTheList() throws {
    var desk = try desk([call, promise], .caseload(patch: "E3"))
    try desk.play("/ \"marsh\" Enter D")
    #expect(desk.text.contains("Promise to pay 40.00, due Fri 20 Nov: 4 days ago"))
    try desk.play("Esc Esc")
    #expect(desk.text.contains("Marsh Kelly") && desk.text.contains(" E3 "))
    var none = try self.desk([], .caseload(patch: "E3"))
    try none.play("/ \"marsh\" Enter D")
    #expect(none.text.contains("No diary date of this account is open."))
  }

  @Test("Due today is the first view, and holds what is due today or overdue")
  func view() throws {
    var desk = try desk([call], .caseload(patch: "E3"))
    try desk.play("v 1")
    #expect(desk.text.contains("Due today") && desk.text.contains("Marsh Kelly"))
    #expect(desk.text.contains("1 of 12"))
  }

  @Test("a finished, a moved or a withdrawn date is not due, and the day's last act does not linger")
  func ended() throws {
    var finished = call
    finished.finish = DiaryFinish(
      sequence: 9, recorded: day("2026-11-24"), at: "", user: "kosei", officer: "Kofi Osei",
      outcome: DiaryOutcome(.done), judged: "")
    let text = try desk([finished], .account(reference: "40218863", tab: .ledger)).text
    #expect(!text.contains("DUE TODAY") && !text.contains("Due today"))
  }

  @Test("its states as pictures", arguments: sizes)
  func pictures(size: Size) throws {
    var desk = try desk([call, promise], size: size)
    Snapshot.check(desk.session.canvas(), "diary-due")
    Snapshot.check(try desk.play("Enter"), "diary-finish-promise")
    Snapshot.check(try desk.play("Esc Down Enter Tab \"fri\""), "diary-finish-moved")
    desk.book.refusal = "The disk is full. Nothing was changed. Make room and save again."
    Snapshot.check(try desk.play("Enter \"engaged\" Enter"), "diary-finish-refused")
    Snapshot.check(try self.desk([], size: size).session.canvas(), "diary-nothing-due")
    var list = try self.desk([call, promise], .caseload(patch: "E3"), size: size)
    Snapshot.check(try list.play("v 1"), "caseload-view-due-today")
  }
}

@Suite("Notes that were taken back, on the desk")
struct WithdrawnNoteTests {
  private func book() throws -> HandBook {
    var book = try InventedPatch.book(accounts: 3)
    var account = try InventedPatch.marsh()
    account.page.withdrawnNotes = [
      Note(
        id: "n1", recorded: day("2026-11-19"), at: "2026-11-19T10:00:00Z", user: "kosei",
        officer: "Kofi Osei", text: "wrong account", sequence: 5,
        withdrawal: Withdrawal(
          sequence: 6, recorded: day("2026-11-19"), at: "2026-11-19T10:01:00Z", user: "kosei",
          officer: "Kofi Osei"))
    ]
    book.add(account)
    return book
  }

  @Test("they stand struck through, with a word", arguments: [AccountTab.actions, .timeline])
  func shown(tab: AccountTab) throws {
    let text = try played(book(), .account(reference: "40218863", tab: tab), size: sizes[1]).canvas().text()
    let line = text.split(separator: "\n").first { $0.contains("w\u{336}r\u{336}o\u{336}n\u{336}g\u{336}") }
    #expect(line?.contains(tab == .actions ? "Taken back" : "x withdrawn") == true, "\(text)")
  }

  @Test("as a picture", arguments: sizes)
  func pictures(size: Size) throws {
    Snapshot.check(
      try played(book(), .account(reference: "40218863", tab: .actions), size: size).canvas(),
      "account-note-withdrawn")
  }
}
