import Casebook
import Rents
import Testing

@Suite("The diary: what comes back on its day") struct DiaryTests {
  private let marsh = Office.marsh
  private let friday = day("2025-06-20")

  @Test("a note and its diary date are one act: both stand, one undo takes both back, a finished date stays")
  func noteAndDiary() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let plan = DiaryPlan(due: friday, kind: .review, text: "Asked for a form")
    let receipt = try book.perform(.noteAndDiary(account: marsh, text: "Asked for a form", entry: plan))
    let record = try book.record(marsh)
    #expect(record.notes.map(\.text) == ["Asked for a form"] && record.diary.map(\.plan) == [plan])
    #expect(try book.view.acts(of: "jp").first?.after.contains("Asked for a form. Diary") == true)
    try book.perform(.undo(sequence: receipt.sequence))
    let after = try book.record(marsh)
    #expect(
      after.notes.allSatisfy { $0.withdrawal != nil } && after.diary.allSatisfy { $0.withdrawal != nil })
  }

  @Test("A promise comes back on its day with the words used, and the list's next date follows")
  func comesBack() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let plan = DiaryPlan(
      due: friday, kind: .promise, amount: Money(pence: 4_000), text: "when the wages come")
    try book.perform(.diary(account: marsh, entry: plan))
    try book.perform(.diary(account: marsh, entry: DiaryPlan(due: friday.adding(days: 9), kind: .review)))
    #expect(try book.view.summary(of: marsh)?.nextDue == friday)
    #expect(try book.view.dueDiary() == [])
    office.pass(days: 5)
    let due = try book.view.dueDiary()
    #expect(due.map(\.account.reference) == [marsh] && due.map(\.entry.plan) == [plan])
    #expect(due.first?.entry.plan.wording == "Promise to pay 40.00: when the wages come")
    #expect(try book.view.dueDiary(patch: "P02") == [])
    #expect(try book.view.dueDiary(patch: "P01", by: day("2025-07-31")).count == 2)
    office.pass(days: 1)
    #expect(
      try book.view.summary(of: marsh)?.nextDue == friday, "a day that passed stays until it is finished")
  }

  @Test("A finished date is gone from the list and stays in the account's diary")
  func finished() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let id = try #require(
      try book.perform(.diary(account: marsh, entry: DiaryPlan(due: friday, kind: .callBack))).minted.first)
    try book.perform(.finishDiary(account: marsh, id: id, outcome: DiaryOutcome(.done, text: "Rang")))
    #expect(try book.view.summary(of: marsh)?.nextDue == nil)
    let entry = try #require(try book.record(marsh).diary.first)
    #expect(!entry.isOpen && entry.finish?.outcome == DiaryOutcome(.done, text: "Rang"))
    #expect(entry.finish?.officer == "Jaya Patel")
    let said = refusal { try book.perform(.finishDiary(account: marsh, id: id, outcome: DiaryOutcome())) }
    #expect(said?.contains("Jaya Patel finished that diary date on 15 Jun 2025 (done)") == true)
    #expect(
      refusal { try book.perform(.finishDiary(account: marsh, id: "x", outcome: DiaryOutcome())) } != nil)
  }

  @Test(
    "Dates that make no sense are refused with what to do",
    arguments: [
      (DiaryPlan(due: day("2025-06-14"), kind: .review), "is past"),
      (DiaryPlan(due: day("2095-06-14"), kind: .review), "ten years"),
      (DiaryPlan(due: day("2025-06-20"), kind: .other, text: " "), "needs words"),
      (DiaryPlan(due: day("2025-06-20"), kind: .review, amount: Money(pence: 1)), "Only a promise"),
      (DiaryPlan(due: day("2025-06-20"), kind: .promise, amount: Money(pence: 0)), "no amount"),
      (DiaryPlan(due: day("2025-06-20"), kind: .promise, amount: Money(pence: -1)), "no amount"),
    ])
  func senseless(_ plan: DiaryPlan, _ words: String) throws {
    let book = try Office().sit("jp")
    #expect(refusal { try book.perform(.diary(account: marsh, entry: plan)) }?.contains(words) == true)
  }

  @Test("A day on which the office is closed is hinted at, and taken")
  func workingDays() {
    let holidays = BankHolidays([BankHoliday]())
    func hint(_ iso: String) -> WorkingDayHint? { DiaryPlan(due: day(iso), kind: .review).hint(holidays) }
    #expect(hint("2026-11-23") == nil)
    #expect(hint("2026-11-21")?.reason == "Saturday" && hint("2026-11-21")?.next == day("2026-11-23"))
    #expect(hint("2026-12-25")?.reason == "Christmas Day" && hint("2026-12-25")?.next == day("2026-12-29"))
  }

  // MARK: Promises

  private func judged(
    _ pence: Int64?, on asked: String, _ postings: [(PostingType, Int64, String)]
  ) throws -> PromiseJudgement {
    let ledger = try Ledger(
      postings.enumerated().map { posting("\($0.offset)", $0.element.0, $0.element.1, $0.element.2) })
    let plan = DiaryPlan(due: day("2026-11-12"), kind: .promise, amount: pence.map { Money(pence: $0) })
    return PromiseJudgement(plan, made: day("2026-11-05"), ledger: ledger, on: day(asked))
  }

  @Test("A promise is judged by what the household paid")
  func promises() throws {
    let kept = try judged(4_000, on: "2026-11-21", [(.card, -4_000, "2026-11-12")])
    #expect(kept.wording == "kept: 40.00 on 12 Nov" && kept.isKept == true)
    #expect(
      try judged(4_000, on: "2026-11-21", [(.cash, -2_500, "2026-11-07"), (.card, -1_500, "2026-11-14")])
        .wording
        == "kept late: 40.00 on 14 Nov")
    let part = try judged(4_000, on: "2026-11-21", [(.cash, -2_500, "2026-11-07")])
    #expect(part.wording == "part kept: 25.00 of 40.00 on 7 Nov" && part.isKept == false)
    // What came before the promise, from a benefit or not at all keeps nothing.
    let nothing = try judged(
      4_000, on: "2026-11-21", [(.card, -4_000, "2026-11-04"), (.managedPayment, -51_411, "2026-11-11")])
    #expect(nothing.wording == "nothing came" && nothing.isKept == false)
    #expect(try judged(4_000, on: "2026-11-12", []).wording == "nothing yet")
    #expect(try judged(4_000, on: "2026-11-12", [(.card, -1_000, "2026-11-06")]).isKept == nil)
    #expect(
      try judged(nil, on: "2026-11-21", [(.card, -1_000, "2026-11-06")]).wording == "kept: 10.00 on 6 Nov")
    // A direct debit that came back is no payment.
    #expect(
      try judged(
        4_000, on: "2026-11-21",
        [(.directDebit, -4_000, "2026-11-10"), (.directDebitReturned, 4_000, "2026-11-12")]) == .nothing)
  }

  @Test("A promise that is simply done is judged by the postings, and the words are kept")
  func doneIsJudged() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let plan = DiaryPlan(due: friday, kind: .promise, amount: Money(pence: 4_000))
    let id = try #require(try book.perform(.diary(account: marsh, entry: plan)).minted.first)
    let early = refusal { try book.perform(.finishDiary(account: marsh, id: id, outcome: DiaryOutcome())) }
    #expect(early?.contains("for 20 Jun 2025") == true && early?.contains("nothing yet") == true)
    office.pass(days: 4)
    try book.perform(
      .post(
        account: marsh, type: .card, amount: Money(pence: -4_000), effective: friday.adding(days: -1),
        narrative: ""))
    office.pass(days: 3)
    let receipt = try book.perform(.finishDiary(account: marsh, id: id, outcome: DiaryOutcome()))
    #expect(receipt.judged == "kept: 40.00 on 19 Jun")
    let finish = try #require(try book.record(marsh).diary.first?.finish)
    #expect(finish.outcome.result == .kept && finish.judged == "kept: 40.00 on 19 Jun")
  }

  @Test("A date that is moved ends and comes back on its new day, in one act that is taken back as one")
  func moved() throws {
    let office = try Office()
    let book = try office.sit("jp")
    let plan = DiaryPlan(due: friday, kind: .callBack, text: "rings after 3")
    let id = try #require(try book.perform(.diary(account: marsh, entry: plan)).minted.first)
    var later = plan
    later.due = friday.adding(days: 7)
    let receipt = try book.perform(.moveDiary(account: marsh, id: id, text: "engaged", entry: later))
    #expect(try book.record(marsh).diary.map(\.plan) == [plan, later])
    #expect(try book.record(marsh).diary.first?.finish?.wording == "Moved. engaged")
    #expect(try book.view.summary(of: marsh)?.nextDue == later.due)
    let act = try #require(try book.view.acts(of: "jp").first)
    #expect(
      act.kind == .finishDiary && act.after.hasPrefix("Moved. engaged. Diary 27 Jun 2025"), "\(act.after)")

    let next = try #require(try book.record(marsh).diary.last?.id)
    let done = try book.perform(.finishDiary(account: marsh, id: next, outcome: DiaryOutcome())).sequence
    let said = refusal { try book.perform(.undo(sequence: receipt.sequence)) }
    #expect(said?.contains("Take that back first") == true, "\(said ?? "")")
    try book.perform(.undo(sequence: done))
    try book.perform(.undo(sequence: receipt.sequence))
    #expect(try book.view.summary(of: marsh)?.nextDue == friday)
    #expect(try book.record(marsh).diary.map(\.isOpen) == [true, false])
  }

  @Test("A date is not moved to a day that is past, nor ended as moved without a day; nothing is half done")
  func movedNowhere() throws {
    let book = try Office().sit("jp")
    let plan = DiaryPlan(due: friday, kind: .review)
    let id = try #require(try book.perform(.diary(account: marsh, entry: plan)).minted.first)
    let past = DiaryPlan(due: friday.adding(days: -30), kind: .review)
    #expect(
      refusal { try book.perform(.moveDiary(account: marsh, id: id, text: "", entry: past)) }?
        .contains("is past") == true)
    #expect(
      refusal { try book.perform(.finishDiary(account: marsh, id: id, outcome: DiaryOutcome(.moved))) }?
        .contains("needs the day") == true)
    #expect(try book.record(marsh).diary.map(\.isOpen) == [true])
  }

  @Test("Only a promise is kept or broken")
  func onlyPromises() throws {
    let book = try Office().sit("jp")
    let id = try #require(
      try book.perform(.diary(account: marsh, entry: DiaryPlan(due: friday, kind: .visit))).minted.first)
    #expect(
      refusal { try book.perform(.finishDiary(account: marsh, id: id, outcome: DiaryOutcome(.kept))) }?
        .contains("Only a promise is kept or broken; this is a visit") == true)
  }

  @Test("Of two officers who finish the same date the second is told who was first")
  func twoOfficers() throws {
    let office = try Office()
    let (jaya, kofi) = (try office.sit("jp"), try office.sit("ko"))
    let id = try #require(
      try jaya.perform(.diary(account: marsh, entry: DiaryPlan(due: friday, kind: .review))).minted.first)
    _ = try kofi.refresh()
    try kofi.perform(.finishDiary(account: marsh, id: id, outcome: DiaryOutcome(.cancelled)))
    let said = refusal { try jaya.perform(.finishDiary(account: marsh, id: id, outcome: DiaryOutcome())) }
    #expect(said?.hasPrefix("Kofi Osei finished that diary date") == true)
  }

  @Test("How a date ended is said in one line")
  func wording() {
    func finish(_ result: DiaryOutcome.Result, _ judged: String = "", _ text: String = "") -> String {
      DiaryFinish(
        sequence: 1, recorded: friday, at: "", user: "", officer: "",
        outcome: DiaryOutcome(result, text: text),
        judged: judged
      ).wording
    }
    #expect(finish(.done, "", "Rang") == "Done. Rang")
    #expect(finish(.kept, "kept: 40.00 on 12 Nov") == "Kept: 40.00 on 12 Nov")
    #expect(finish(.kept, "kept late: 40.00 on 14 Nov") == "Kept late: 40.00 on 14 Nov")
    #expect(
      finish(.kept, "nothing came", "cash at the office")
        == "Kept (the postings: nothing came). cash at the office")
    #expect(finish(.broken, "nothing came") == "Broken: nothing came")
    #expect(finish(.cancelled) == "No longer needed")
  }
}
