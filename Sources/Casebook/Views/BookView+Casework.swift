import Journal
import Rents

extension BookView {
  /// Reads what was recorded here besides notes, as it was known at the end of a day.
  func readCasework(_ day: CivilDate, _ withdrawals: Withdrawals, into record: inout AccountRecord) throws {
    let reference = record.facts.reference
    record.contacts = try OwnCasework.contacts(of: reference, in: snapshot, on: day, withdrawals)
    record.diary = try OwnCasework.diary(of: reference, in: snapshot, on: day, withdrawals)
    let amendments = try OwnCasework.amendments(of: reference, in: snapshot, on: day, withdrawals)
    if amendments.isEmpty {
      // As most accounts are: the landlord's history of facts need not be read.
      record.people = PersonDetails.all([PersonDetails.Known(facts: record.facts, sequence: 0)], [])
    } else {
      record.people = try OwnCasework.people(of: reference, in: snapshot, on: day, withdrawals)
      record.facts.apply(record.people)
    }
  }

  /// What has to be shown before a contact is made or recorded.
  ///
  /// - Parameter outcome: nil before it is known.
  /// - Throws: ``CasebookError`` where the book has no such account or cannot be read.
  public func warnings(
    account: String, channel: ContactChannel, direction: ContactDirection, outcome: ContactOutcome? = nil
  ) throws(CasebookError) -> [ContactWarning] {
    guard let summary = try summary(of: account) else {
      throw .unknownAccount(account, near: try nearReferences(to: account))
    }
    guard direction == .outgoing, summary.signs.isSafeContact || summary.signs.breathingSpace != nil else {
      return []
    }
    var how = ""
    if summary.signs.isSafeContact {
      how = try CasebookError.wrapping {
        try OwnCasework.people(of: account, in: snapshot, try Withdrawals(of: account, in: snapshot))
          .map { $0[.safeContact].value }.first { !$0.isEmpty } ?? ""
      }
    }
    return ContactWarning.of(
      channel: channel, direction: direction, outcome: outcome, isSafeContact: summary.signs.isSafeContact,
      how: how,
      breathingSpace: summary.signs.breathingSpace, on: today)
  }

  /// Whether a promise of the diary was kept, by the postings as they are now.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func judgement(of entry: DiaryEntry, account: String) throws(CasebookError) -> PromiseJudgement {
    PromiseJudgement(entry.plan, made: entry.made, ledger: try ledger(account), on: today)
  }

  /// The open diary dates that are due by a day, the earliest first: of one patch, or of the whole book.
  ///
  /// One read of the patch's list, and one of the diary of each account that has something due.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func dueDiary(patch: String? = nil, by day: CivilDate? = nil) throws(CasebookError) -> [DueDiary] {
    try CasebookError.wrapping {
      let day = day ?? today
      var due: [DueDiary] = []
      func take(_ summary: AccountSummary) throws {
        guard let next = summary.nextDiary, next <= day else { return }
        let withdrawals = try Withdrawals(of: summary.reference, in: snapshot)
        for entry in try OwnCasework.diary(of: summary.reference, in: snapshot, withdrawals)
        where entry.isOpen && entry.plan.due <= day {
          due.append(DueDiary(account: summary, entry: entry))
        }
      }
      if let patch {
        for summary in try summaries(patch: patch) { try take(summary) }
      } else {
        try forEachSummary {
          try take($0)
          return true
        }
      }
      return due.sorted {
        ($0.entry.plan.due, $0.account.reference, $0.entry.sequence)
          < ($1.entry.plan.due, $1.account.reference, $1.entry.sequence)
      }
    }
  }
}

/// A diary date that is due, with the account that it stands on.
public struct DueDiary: Hashable, Sendable {
  /// The account.
  public var account: AccountSummary
  /// The date, what it is for, and the words used.
  public var entry: DiaryEntry

  /// A diary date that is due.
  public init(
    account: AccountSummary, entry: DiaryEntry
  ) {
    self.account = account
    self.entry = entry
  }
}
