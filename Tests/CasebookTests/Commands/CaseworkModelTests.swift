import Journal
import Rents
import Testing

@testable import Casebook

/// Several officers at one book, doing and taking back at random: what the book says is what a naive replay of everything
/// that still counts says.
@Suite("Casework against a naive model") struct CaseworkModelTests {
  /// What was done, as the model remembers it.
  private struct Deed {
    enum What {
      case note(String)
      case contact(ContactAttempt, CivilDate)
      case diary(String, DiaryPlan)
      case finish(String)
      case post(Int64)
      case amend(from: String, to: String)
    }
    var sequence: UInt64
    var account: String
    var user: String
    var what: What
    var counts = true
  }

  /// What a replay of the deeds of one account says.
  private struct Replay: Equatable {
    var notes: [String] = []
    var balance: Int64 = 0
    var lastContact: CivilDate?
    var nextDue: CivilDate?
    var phone = ""

    init(_ deeds: [Deed], _ account: String) {
      var open: [String: CivilDate] = [:]
      for deed in deeds where deed.account == account {
        if case .note(let text) = deed.what { notes.append((deed.counts ? "" : "-") + text) }
        guard deed.counts else { continue }
        switch deed.what {
        case .note: break
        case .contact(let attempt, let date):
          if attempt.isContact { lastContact = max(lastContact ?? date, date) }
        case .diary(let id, let plan): open[id] = plan.due
        case .finish(let id): open[id] = nil
        case .post(let pence): balance += pence
        case .amend(_, let to): phone = to
        }
      }
      nextDue = open.values.min()
    }

    init(_ book: Casebook, _ account: String) throws {
      let record = try book.record(account)
      notes = record.notes.map { ($0.isWithdrawn ? "-" : "") + $0.text }
      let summary = try #require(try book.view.summary(of: account))
      balance = summary.balance.pence
      lastContact = summary.lastContact
      nextDue = summary.nextDue
      phone = summary.phone
      #expect(record.facts.phone == summary.phone)
      #expect(record.openDiary.first?.plan.due == summary.nextDue)
      #expect(try book.view.ledger(account).balance.together == summary.balance)
    }
  }

  @Test(
    "The fold equals the replay, undo restores the summary, and a rebuild is the same to the byte",
    arguments: 1...5)
  func model(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    let accounts = ["101", "102", "103"]
    let office = try Office(accounts.map { facts($0) })
    var desks = [try office.sit("jp"), try office.sit("ko"), try office.sit("jp")]
    var deeds: [Deed] = []
    /// The undo of each deed that was taken back by one.
    var undone: [UInt64: UInt64] = [:]
    var today = Office.first
    for step in 0..<120 {
      if number(0...19) == 0 {
        office.pass(days: 1)
        today = today.adding(days: 1)
      }
      if number(0...29) == 0 { desks[number(0...2)] = try office.sit(number(0...1) == 0 ? "jp" : "ko") }
      let desk = desks[number(0...2)]
      _ = try desk.refresh()
      let account = accounts[number(0...2)]
      let before = try desk.view.summary(of: account)
      var made: UInt64?
      func perform(_ command: Command, _ what: (Receipt) -> Deed.What) throws {
        let receipt = try desk.perform(command)
        deeds.append(
          Deed(sequence: receipt.sequence, account: account, user: desk.user, what: what(receipt)))
        made = receipt.sequence
      }
      switch number(0...9) {
      case 0, 1: try perform(.note(account: account, text: "note \(step)")) { _ in .note("note \(step)") }
      case 2:
        let outcomes = ContactChannel.telephoneOut.outcomes(.outgoing)
        let attempt = ContactAttempt(.telephoneOut, outcomes[number(0...(outcomes.count - 1))])
        try perform(.contact(account: account, attempt: attempt)) { _ in .contact(attempt, today) }
      case 3:
        let plan = DiaryPlan(due: today.adding(days: number(0...9)), kind: .review)
        try perform(.diary(account: account, entry: plan)) { .diary($0.minted.first ?? "", plan) }
      case 4:
        let record = try desk.record(account)
        guard let entry = record.openDiary.randomElement(using: &generator) else { continue }
        try perform(.finishDiary(account: account, id: entry.id, outcome: DiaryOutcome())) { _ in
          .finish(entry.id)
        }
      case 5:
        let pence = Int64(-number(1...9) * 100)
        try perform(
          .post(account: account, type: .card, amount: Money(pence: pence), effective: today, narrative: "")
        ) { _ in .post(pence) }
      case 6:
        let from = try desk.record(account).facts.phone
        let to = "07700 9\(10_000 + step)"
        try perform(.amendPerson(account: account, slot: 1, field: .phone, from: from, to: to)) { _ in
          .amend(from: from, to: to)
        }
      case 7:
        // Both at once, and taken back at once.
        let receipt = try desk.perform(.each(accounts: accounts, work: .note("each \(step)")))
        for account in accounts {
          deeds.append(
            Deed(sequence: receipt.sequence, account: account, user: desk.user, what: .note("each \(step)")))
        }
      default:
        let acts = try desk.view.acts(of: desk.user, limit: 12).filter(\.isUndoable)
        guard let act = acts.randomElement(using: &generator) else { continue }
        let root =
          act.undoes.flatMap { undone[$0] != nil || $0 < act.sequence ? origin($0, undone) : nil }
          ?? act.sequence
        let receipt = try desk.perform(.undo(sequence: act.sequence))
        undone[receipt.sequence] = act.sequence
        for index in deeds.indices where deeds[index].sequence == root { deeds[index].counts.toggle() }
      }
      // What is taken back at once leaves the summary as it was.
      if let made, number(0...2) == 0 {
        let receipt = try desk.perform(.undo(sequence: made))
        #expect(try desk.view.summary(of: account) == before, "step \(step)")
        undone[receipt.sequence] = made
        for index in deeds.indices where deeds[index].sequence == made { deeds[index].counts = false }
      }
      for account in accounts {
        #expect(try Replay(desk, account) == Replay(deeds, account), "step \(step), account \(account)")
      }
    }
    let book = desks[0]
    _ = try book.refresh()
    let live = try accounts.map { try #require(try book.view.state(of: $0)).bytes }
    #expect(try book.verify(deep: true).faults == [])
    try book.store.rebuild()
    #expect(try accounts.map { try #require(try book.view.state(of: $0)).bytes } == live)
    // Each day of the past is as it was: nothing done or taken back later is seen on it.
    for account in accounts {
      let first = try #require(try book.view.account(account, asAt: .known(Office.first)))
      #expect(first.notes.allSatisfy { $0.recorded == Office.first })
      #expect(first.notes.allSatisfy { ($0.withdrawal?.recorded ?? Office.first) == Office.first })
    }
  }

  /// The deed at the beginning of a chain of taking back and bringing back.
  private func origin(_ sequence: UInt64, _ undone: [UInt64: UInt64]) -> UInt64 {
    var place = sequence
    while let before = undone[place] { place = before }
    return place
  }
}
