import Rents

/// A change that somebody asks for. It becomes one transaction, or a refusal that says what to do.
public enum Command: Hashable, Sendable {
  /// A note on an account.
  case note(account: String, text: String)
  /// A note and the diary date that it is about, as one act: both count or neither.
  case noteAndDiary(account: String, text: String, entry: DiaryPlan)
  /// A contact, or the attempt at one. Where a warning stands against it (``BookView/warnings(account:channel:direction:outcome:)``)
  /// it is refused until the attempt says that the officer was shown it.
  case contact(account: String, attempt: ContactAttempt)
  /// A contact and the diary date that was agreed in it, as one act: both count or neither.
  case contactAndDiary(account: String, attempt: ContactAttempt, entry: DiaryPlan)
  /// A date on which something comes back, a promise to pay among them.
  case diary(account: String, entry: DiaryPlan)
  /// A diary date was done, kept, broken, or is no longer needed. A promise that is simply done is judged by the postings.
  case finishDiary(account: String, id: String, outcome: DiaryOutcome)
  /// A diary date is put off: it ends as moved, with these words, and another stands in its place. One act: both or neither.
  case moveDiary(account: String, id: String, text: String, entry: DiaryPlan)
  /// A detail of a person is put right: refused where it is no longer what was seen (`from`). `slot` counts the account's
  /// people from 1 in the landlord's order.
  case amendPerson(account: String, slot: Int, field: PersonField, from: String, to: String)
  /// A posting made here: local until an extract confirms it where the landlord keeps the ledger (decision 6).
  /// The amount is signed: a debit positive, a credit negative.
  case post(account: String, type: PostingType, amount: Money, effective: CivilDate, narrative: String)
  /// Every row that waits in suspense under a reference goes onto an account, that of the reference or another, with
  /// its source, its id and where it came from. What the account has already is not posted again.
  case placeSuspense(reference: String, onto: String)
  /// An income and expenditure form that is finished: frozen from then on. A correction names the form whose place it takes,
  /// and is refused where that was corrected or taken back meanwhile.
  case finishStatement(account: String, finish: StatementFinish)
  /// One's own command of this sitting is taken back by a later event that names it (decision 7); taking back what took
  /// something back brings that back.
  case undo(sequence: UInt64)
  /// One note or one diary date on each of many accounts, in one transaction. Accounts for which it makes no sense are
  /// left out, and the receipt names them: ``BookView/forecast(_:on:)`` says so before.
  case each(accounts: [String], work: BulkWork)
}

/// What can be recorded on many accounts at once.
public enum BulkWork: Hashable, Sendable {
  /// The same note.
  case note(String)
  /// The same diary date.
  case diary(DiaryPlan)
}

/// What a command became.
public struct Receipt: Hashable, Sendable {
  /// The transaction's number.
  public var sequence: UInt64
  /// The ids that were minted, in the order of the command's records.
  public var minted: [String]
  /// The accounts that it changed.
  public var accounts: [String] = []
  /// Rows of suspense that were placed.
  public var placed = 0
  /// Rows of suspense that the account had already: they left suspense, and nothing was posted.
  public var duplicates = 0
  /// Of a change of many accounts, those that were left out, and why.
  public var refused: [BulkRefusal] = []
  /// Of a promise that was finished, what the postings said: `kept: 40.00 on 12 Nov`.
  public var judged = ""
  /// Of something taken back, the act that it was; nil for anything else.
  public var undone: UInt64?
}

extension Command {
  /// The command with what was typed made harmless: nothing that steers a terminal or hides in a search is kept.
  var harmless: Command {
    func line(_ text: String) -> String { HarmlessText.printable(text, limit: .max).trimmed }
    func lines(_ text: String) -> String { HarmlessText.lines(text) }
    func plan(_ plan: DiaryPlan) -> DiaryPlan {
      var plan = plan
      plan.text = lines(plan.text)
      return plan
    }
    func harmless(_ attempt: ContactAttempt) -> ContactAttempt {
      var attempt = attempt
      attempt.text = lines(attempt.text)
      attempt.person = line(attempt.person)
      return attempt
    }
    switch self {
    case .note(let account, let text): return .note(account: account, text: lines(text))
    case .noteAndDiary(let account, let text, let entry):
      return .noteAndDiary(account: account, text: lines(text), entry: plan(entry))
    case .contact(let account, let attempt): return .contact(account: account, attempt: harmless(attempt))
    case .contactAndDiary(let account, let attempt, let entry):
      return .contactAndDiary(account: account, attempt: harmless(attempt), entry: plan(entry))
    case .diary(let account, let entry): return .diary(account: account, entry: plan(entry))
    case .finishDiary(let account, let id, var outcome):
      outcome.text = lines(outcome.text)
      return .finishDiary(account: account, id: id, outcome: outcome)
    case .moveDiary(let account, let id, let text, let entry):
      return .moveDiary(account: account, id: id, text: lines(text), entry: plan(entry))
    case .amendPerson(let account, let slot, let field, let from, let to):
      // What was seen is compared as it is; only what is kept is cleaned.
      return .amendPerson(account: account, slot: slot, field: field, from: from, to: line(to))
    case .post(let account, let type, let amount, let effective, let narrative):
      return .post(
        account: account, type: type, amount: amount, effective: effective,
        narrative: HarmlessText.printable(narrative, limit: .max))
    // References are looked up as they are, and nothing of them is kept that the book did not have.
    case .placeSuspense, .undo: return self
    case .finishStatement(let account, var finish):
      finish.fields = finish.fields.mapValues { lines($0) }.filter { !$0.value.trimmed.isEmpty }
      return .finishStatement(account: account, finish: finish)
    case .each(let accounts, .note(let text)): return .each(accounts: accounts, work: .note(lines(text)))
    case .each(let accounts, .diary(let entry)): return .each(accounts: accounts, work: .diary(plan(entry)))
    }
  }

  /// The accounts without which the command is refused.
  var accountsThatMustBe: [String] {
    switch self {
    case .note(let account, _), .noteAndDiary(let account, _, _), .contact(let account, _),
      .contactAndDiary(let account, _, _),
      .diary(let account, _),
      .finishDiary(let account, _, _), .moveDiary(let account, _, _, _),
      .amendPerson(let account, _, _, _, _), .post(let account, _, _, _, _), .placeSuspense(_, let account),
      .finishStatement(let account, _):
      [account]
    case .undo, .each: []
    }
  }

  /// What it is, as the list of acts has it.
  var kind: Act.Kind {
    switch self {
    case .note, .noteAndDiary, .each(_, .note): .note
    case .contact, .contactAndDiary: .contact
    case .diary, .each(_, .diary): .diary
    case .finishDiary, .moveDiary: .finishDiary
    case .amendPerson: .amendPerson
    case .post: .post
    case .placeSuspense: .placeSuspense
    case .finishStatement: .finishStatement
    case .undo: .undo
    }
  }

  /// The command as the journal names it.
  var name: String {
    if case .each = self { return kind.rawValue + " each" }
    if case .noteAndDiary = self { return "note and diary" }
    if case .contactAndDiary = self { return "contact and diary" }
    if case .moveDiary = self { return "diary moved" }
    return kind.rawValue
  }
}

extension String {
  /// Without spaces at its ends.
  var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
