import Rents

/// An account that is left out of a change of many, and why.
public struct BulkRefusal: Hashable, Sendable {
  /// The account's reference.
  public var account: String
  /// Why, in a few words: `there is no such account`, `it stands there already`.
  public var reason: String

  /// An account that is left out.
  public init(
    account: String, reason: String
  ) {
    self.account = account
    self.reason = reason
  }
}

/// What a change of many accounts would do: the dry-run, by the same rules as the change itself.
public struct BulkForecast: Hashable, Sendable {
  /// The accounts on which it would be recorded, each once.
  public var accounts: [String]
  /// Those that would be left out, and why.
  public var refused: [BulkRefusal]
  /// Of the accounts on which it would be recorded, those on which something has to be known first.
  public var warned: [Warned]

  /// A forecast.
  public init(
    accounts: [String], refused: [BulkRefusal], warned: [Warned]
  ) {
    self.accounts = accounts
    self.refused = refused
    self.warned = warned
  }

  /// An account with a warning.
  public struct Warned: Hashable, Sendable {
    /// The account's reference.
    public var account: String
    /// What has to be known.
    public var warning: ContactWarning

    /// An account with a warning.
    public init(
      account: String, warning: ContactWarning
    ) {
      self.account = account
      self.warning = warning
    }
  }

  /// One sentence: `Note on 38 accounts; 2 left out: 1 there is no such account, 1 it stands there already.`
  public func sentence(_ work: BulkWork) -> String {
    let what =
      switch work {
      case .note: "Note"
      case .diary(let plan): "\(plan.kind.wording) on \(plan.due.text(.dayMonthYear))"
      }
    let where_ = accounts.count == 1 ? "1 account" : "\(accounts.count) accounts"
    var counts: [(reason: String, count: Int)] = []
    for refusal in refused {
      if let place = counts.firstIndex(where: { $0.reason == refusal.reason }) {
        counts[place].count += 1
      } else {
        counts.append((refusal.reason, 1))
      }
    }
    let left =
      refused.isEmpty
      ? ""
      : "; \(refused.count) left out: " + counts.map { "\($0.count) \($0.reason)" }.joined(separator: ", ")
    let care = warned.isEmpty ? "" : " \(warned.count) with safe contact or breathing space."
    return "\(what) for \(where_)\(left).\(care)"
  }
}

extension BookView {
  /// What a change of many accounts would do, and nothing of it done.
  /// - Throws: ``CasebookError`` where the book cannot be read.
  public func forecast(_ work: BulkWork, on accounts: [String]) throws(CasebookError) -> BulkForecast {
    try CasebookError.wrapping {
      var forecast = BulkForecast(accounts: [], refused: [], warned: [])
      var seen: Set<String> = []
      for account in accounts where seen.insert(account).inserted {
        guard let summary = try summary(of: account) else {
          forecast.refused.append(BulkRefusal(account: account, reason: "there is no such account"))
          continue
        }
        if try isThere(work, account) {
          forecast.refused.append(BulkRefusal(account: account, reason: "it stands there already"))
          continue
        }
        forecast.accounts.append(account)
        if case .diary(let plan) = work, let warning = BookView.warning(plan, summary) {
          forecast.warned.append(BulkForecast.Warned(account: account, warning: warning))
        }
      }
      return forecast
    }
  }

  /// A slip of the finger must not write four hundred notes twice: the same note by the same officer on the same day, the
  /// same diary date while it is open.
  private func isThere(_ work: BulkWork, _ account: String) throws -> Bool {
    let withdrawals = try Withdrawals(of: account, in: snapshot)
    switch work {
    case .note(let text):
      var isThere = false
      try snapshot.rows(of: .note, in: account) { _, bytes, sequence in
        let note = NoteRecord.read(bytes)
        if note.text == text, note.user == sitting.user, note.recorded == sitting.day,
          !withdrawals.has(sequence)
        {
          isThere = true
        }
      }
      return isThere
    case .diary(let plan):
      return try OwnCasework.diary(of: account, in: snapshot, withdrawals).contains {
        $0.isOpen && $0.plan == plan
      }
    }
  }

  private static func warning(_ plan: DiaryPlan, _ summary: AccountSummary) -> ContactWarning? {
    let reachesOut = plan.kind == .callBack || plan.kind == .visit
    guard reachesOut else { return nil }
    if summary.signs.isSafeContact { return .safeContact(how: "") }
    guard let space = summary.signs.breathingSpace, space.isInForce(on: plan.due) else { return nil }
    return .breathingSpace(until: space.to)
  }
}
