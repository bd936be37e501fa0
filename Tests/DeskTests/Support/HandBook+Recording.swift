import Casebook
import Desk
import Rents
import Terminal

extension HandBook {
  /// Makes a change as the casebook would, without a disk; refused where `refusal` says so.
  mutating func record(_ command: Command) -> RecordResult {
    if let refusal { return .refused(refusal) }
    switch command {
    case .note(let account, let text): return add(.note, "Note", text, account)
    case .contact(let account, let attempt): return add(.contact, attempt.wording, attempt.text, account)
    case .diary(let account, let plan): return add(.diary, plan.kind.wording, plan.text, account)
    case .noteAndDiary(let account, let text, let plan):
      return add(.note, "Note, \(plan.kind.wording)", text, account)
    case .contactAndDiary(let account, let attempt, let plan):
      return add(.contact, "\(attempt.wording), \(plan.kind.wording)", attempt.text, account)
    case .finishDiary(let account, let id, let outcome):
      return finish(account, id, outcome, then: nil)
    case .moveDiary(let account, let id, let text, let plan):
      return finish(account, id, DiaryOutcome(.moved, text: text), then: plan)
    case .undo(let target): return takeBack(target)
    default: return .refused("A book made by hand cannot do that. Nothing was changed.")
    }
  }

  private mutating func add(
    _ kind: Act.Kind, _ description: String, _ text: String, _ account: String
  ) -> RecordResult {
    guard accounts[account] != nil else {
      return .refused("There is no account “\(account)” in this book. Nothing was changed.")
    }
    sequence += 1
    var action = CaseAction(id: "pb-\(sequence)", date: today, code: kind.rawValue.uppercased())
    action.description = description
    action.note = text
    accounts[account]?.page.actions.append(action)
    actList.insert(act(kind, account, before: "", after: text.isEmpty ? description : text), at: 0)
    return .saved(sequence: sequence, time: "10:19:41")
  }

  private mutating func finish(
    _ account: String, _ id: String, _ outcome: DiaryOutcome, then plan: DiaryPlan?
  ) -> RecordResult {
    guard let place = accounts[account]?.page.diary.firstIndex(where: { $0.id == id && $0.isOpen }) else {
      return .refused("Kofi Osei finished that diary date. Nothing was changed. There is nothing left to do.")
    }
    let saved = add(.finishDiary, outcome.result.wording, outcome.text, account)
    accounts[account]?.page.actions.removeLast()
    accounts[account]?.page.diary[place].finish = DiaryFinish(
      sequence: sequence, recorded: today, at: "", user: "kosei", officer: "Kofi Osei", outcome: outcome,
      judged: "")
    if let plan {
      accounts[account]?.page.diary.append(
        DiaryEntry(
          id: "pb-\(sequence)", sequence: sequence, made: today, recorded: today, at: "", user: "kosei",
          officer: "Kofi Osei", plan: plan))
    }
    return saved
  }

  private mutating func takeBack(_ target: UInt64) -> RecordResult {
    guard let index = actList.firstIndex(where: { $0.sequence == target && $0.isUndoable }),
      let account = actList[index].accounts.first
    else { return .refused("Transaction \(target) cannot be taken back. Nothing was changed.") }
    sequence += 1
    actList[index].standing = .undone(by: sequence)
    accounts[account]?.page.actions.removeAll { $0.id == "pb-\(target)" }
    if let diary = accounts[account]?.page.diary {
      accounts[account]?.page.diary = diary.filter { $0.id != "pb-\(target)" }.map { entry in
        var entry = entry
        if entry.finish?.sequence == target { entry.finish = nil }
        return entry
      }
    }
    var undo = act(.undo, account, before: actList[index].after, after: "Taken back")
    undo.undoes = target
    undo.standing = .fixed("A book made by hand brings nothing back.")
    actList.insert(undo, at: 0)
    return .saved(sequence: sequence, time: "10:20:05")
  }

  private func act(_ kind: Act.Kind, _ account: String, before: String, after: String) -> Act {
    Act(
      sequence: sequence, recorded: today, at: "\(today.iso)T10:19:41Z", user: "kosei", officer: "Kofi Osei",
      kind: kind, accounts: [account], undoes: nil, before: before, after: after, standing: .undoable)
  }

  /// All that stands in the book and can be changed from the desk: for telling whether something changed.
  var content: [String: [CaseAction]] { accounts.mapValues(\.page.actions) }
}

/// A desk on a book made by hand, which records at once.
struct HandDesk {
  var book: HandBook
  var session: DeskSession
  /// The changes that were asked for, in order.
  var asked: [Command] = []
  /// What the session wanted done about drafts.
  var draftChanges: [DraftChange] = []
  /// Why nothing that is typed can be kept; nil where it is kept at once.
  var keeperRefuses: String?
  /// Whether the desk asked to be left.
  var hasLeft = false

  init(
    _ book: HandBook, _ start: DeskStart = .caseload(patch: "E3"), size: Size = sizes[0],
    drafts: [DeskDraft] = []
  ) {
    self.book = book
    session = DeskSession(book: book, start: start, size: size, drafts: drafts, clock: { "10:19:41" })
  }

  /// Plays keys; every change is made at once, or refused.
  @discardableResult
  mutating func play(_ keys: String) throws -> Canvas {
    for step in try KeyScript(keys).steps {
      if let event = step.event { take(session.handle(event)) }
    }
    return session.canvas()
  }

  /// The drafts first, as the program does it, then what the desk asked for.
  mutating func take(_ command: DeskCommand?) {
    for change in session.takeDraftChanges() {
      draftChanges.append(change)
      switch change {
      case .typed(let draft), .left(let draft):
        let result = keeperRefuses.map { DraftResult.refused(draft, reason: $0) } ?? .kept(draft)
        if case .leave? = session.take(result) { hasLeft = true }
      case .finishing, .dropped: break
      }
    }
    if case .leave? = command { hasLeft = true }
    guard case .record(let change, _)? = command else { return }
    asked.append(change)
    let result = book.record(change)
    if case .saved = result { session.take(book) }
    _ = session.take(result)
  }

  /// What is on the screen.
  var text: String { session.canvas().text() }

  /// The changes about drafts since this was last asked.
  mutating func takeDraftChanges() -> [DraftChange] {
    defer { draftChanges = [] }
    return draftChanges + session.takeDraftChanges()
  }
}
