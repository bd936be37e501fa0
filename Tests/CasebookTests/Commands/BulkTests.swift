import Casebook
import Rents
import Testing

@Suite("One note or one diary date on many accounts") struct BulkTests {
  private let both = [Office.marsh, Office.doyle]

  @Test("It is one transaction, and taken back as one")
  func oneTransaction() throws {
    let book = try Office().sit("jp")
    let receipt = try book.perform(.each(accounts: both, work: .note("Rent rise explained")))
    #expect(receipt.sequence == 2 && receipt.accounts == both && receipt.minted.count == 2)
    for account in both { #expect(try book.record(account).notes.map(\.text) == ["Rent rise explained"]) }
    #expect(try book.view.acts(of: "jp").first?.accounts == both)
    try book.perform(.undo(sequence: 2))
    for account in both { #expect(try book.record(account).notes.map(\.isWithdrawn) == [true]) }
    #expect(book.view.sequence == 3)
  }

  @Test("The dry-run counts what would happen and what would be left out, and records nothing")
  func dryRun() throws {
    let book = try Office().sit("jp")
    let work = BulkWork.note("Rent rise explained")
    try book.perform(.note(account: Office.marsh, text: "Rent rise explained"))
    let marked = [Office.marsh, Office.doyle, "nowhere", Office.doyle]
    let forecast = try book.view.forecast(work, on: marked)
    #expect(forecast.accounts == [Office.doyle])
    #expect(
      forecast.refused == [
        BulkRefusal(account: Office.marsh, reason: "it stands there already"),
        BulkRefusal(account: "nowhere", reason: "there is no such account"),
      ])
    #expect(
      forecast.sentence(work)
        == "Note for 1 account; 2 left out: 1 it stands there already, 1 there is no such account.")
    #expect(book.view.sequence == 2)
    let receipt = try book.perform(.each(accounts: marked, work: work))
    #expect(receipt.accounts == forecast.accounts && receipt.refused == forecast.refused)
    let said = refusal { try book.perform(.each(accounts: marked, work: work)) }
    #expect(said?.hasSuffix("Nothing was recorded.") == true)
  }

  @Test("A diary date on many is on each of them; the same one is not put twice")
  func diary() throws {
    let book = try Office().sit("jp")
    let plan = DiaryPlan(due: Office.first.adding(days: 3), kind: .callBack, text: "direct debit form")
    try book.perform(.each(accounts: both, work: .diary(plan)))
    for account in both { #expect(try book.view.summary(of: account)?.nextDue == plan.due) }
    #expect(try book.view.forecast(.diary(plan), on: both).accounts == [])
    #expect(try book.view.dueDiary(by: plan.due).count == 2)
  }

  @Test("Safe contact and breathing space are said before calls are put in the diary")
  func warned() throws {
    var marsh = facts(Office.marsh)
    marsh.vulnerabilities = ["SAFE"]
    var doyle = facts(Office.doyle)
    doyle.breathingSpace = BreathingSpace(from: Office.first, to: nil)
    let book = try Office([marsh, doyle]).sit("jp")
    let call = DiaryPlan(due: Office.first.adding(days: 3), kind: .callBack)
    #expect(
      try book.view.forecast(.diary(call), on: both).warned.map(\.warning) == [
        .safeContact(how: ""), .breathingSpace(until: nil),
      ])
    #expect(try book.view.forecast(.note("x"), on: both).warned == [])
  }

  @Test("No account, an empty note and a past day are refused")
  func senseless() throws {
    let book = try Office().sit("jp")
    #expect(
      refusal { try book.perform(.each(accounts: [], work: .note("x"))) }?.contains("No account") == true)
    #expect(
      refusal { try book.perform(.each(accounts: both, work: .note(" \n"))) }?.contains("empty") == true)
    let past = DiaryPlan(due: Office.first.adding(days: -1), kind: .review)
    #expect(refusal { try book.perform(.each(accounts: both, work: .diary(past))) }?.contains("past") == true)
  }
}
