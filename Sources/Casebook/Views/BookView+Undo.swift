import Journal
import Rents

extension BookView {
  /// Whether the command of a transaction can be taken back by whoever asks, in this sitting (decision 7).
  /// - Throws: where the book cannot be read.
  func undoing(_ sequence: UInt64) throws -> Undoing {
    guard let act = try act(sequence, of: sitting.user) else { return .fixed(try foreign(sequence)) }
    return try undoing(sequence, act)
  }

  func undoing(_ sequence: UInt64, _ act: ActRecord) throws -> Undoing {
    guard sitting.includes(act.sitting, on: act.recorded) else {
      if act.sitting.isEmpty {
        return .fixed(
          "Transaction \(sequence) was made with the book, not typed by you. Nothing was changed.")
      }
      return .fixed(
        "Transaction \(sequence) is of an earlier sitting, on \(act.recorded.text(.dayMonthYear)). Nothing was changed. "
          + "Record what is right: what was said stays on record beside it.")
    }
    guard let (root, rootAct, bringsBack) = try origin(sequence, act) else {
      return .fixed(
        "What transaction \(sequence) took back cannot be found. Nothing was changed. Run verify.")
    }
    guard rootAct.kind != .placeSuspense else {
      return .fixed(
        "Rows of suspense that were placed stay where they are: they are the landlord's. Nothing was changed. Ask the "
          + "landlord to correct them.")
    }
    var latest: Withdrawals.Entry?
    for account in rootAct.accounts {
      let withdrawals = try Withdrawals(of: account, in: snapshot)
      latest = withdrawals.entries.last { $0.target == root }
      let counts = latest?.isBroughtBack ?? true
      // Everything of an act is taken back together.
      if counts == bringsBack { return .done(by: latest?.withdrawal.sequence ?? sequence) }
      if let objection = try objection(root, rootAct.kind, account, withdrawals, bringsBack: bringsBack) {
        return .fixed(objection)
      }
    }
    return .possible(UndoPlan(root: root, bringsBack: bringsBack, accounts: rootAct.accounts))
  }

  /// What somebody recorded as that transaction; nil where it is not theirs.
  func act(_ sequence: UInt64, of user: String) throws -> ActRecord? {
    guard let bytes = try snapshot.row(.act, cluster: user, order: ActRecord.key(sequence)) else {
      return nil
    }
    return bytes.withUnsafeBufferPointer(ActRecord.init)
  }

  /// The act that changed the record, of a chain of taking back and bringing back, and whether to take the last back brings
  /// the first back.
  private func origin(_ sequence: UInt64, _ act: ActRecord) throws -> (UInt64, ActRecord, Bool)? {
    var (place, record, bringsBack) = (sequence, act, false)
    while record.kind == .undo {
      guard let before = record.undoes, before < place, let next = try self.act(before, of: sitting.user)
      else {
        return nil
      }
      (place, record, bringsBack) = (before, next, !bringsBack)
    }
    return (place, record, bringsBack)
  }

  /// Why a transaction that is not one's own command cannot be taken back.
  private func foreign(_ sequence: UInt64) throws -> String {
    guard sequence >= 1, sequence <= self.sequence else {
      return "There is no transaction \(sequence) in this book. Nothing was changed. See your own last acts."
    }
    var from: String?
    while true {
      var user: String?
      try snapshot.scan(.act, fromCluster: from) { cluster, _, _, _ in
        user = cluster.decoded
        return false
      }
      guard let user else { break }
      if let act = try act(sequence, of: user) {
        let name = act.officer.isEmpty ? user : act.officer
        return
          "Transaction \(sequence) was made by \(name), and only they can take it back. Nothing was changed. Ask "
          + "them, or record what is right."
      }
      // No key holds a byte below the space, so nothing sorts between a user and this.
      from = user + " "
    }
    return
      "Transaction \(sequence) is no command that can be taken back: files that were taken in have a way of their "
      + "own. Nothing was changed."
  }

  // MARK: What was built on it

  /// That a diary date which the act made was finished since.
  private func finished(_ root: UInt64, _ account: String, _ withdrawals: Withdrawals) throws -> String? {
    let diary = try OwnCasework.diary(of: account, in: snapshot, withdrawals)
    guard let finish = diary.first(where: { $0.sequence == root && $0.finish != nil })?.finish else {
      return nil
    }
    return
      "\(finish.officer) finished that diary date since, in transaction \(finish.sequence). Nothing was changed. "
      + "Take that back first."
  }

  /// Why the part of an act on one account cannot be taken back or brought back; nil where it can.
  private func objection(
    _ root: UInt64, _ kind: Act.Kind, _ account: String, _ withdrawals: Withdrawals, bringsBack: Bool
  ) throws -> String? {
    switch kind {
    case .placeSuspense, .undo: return nil
    case .post:
      return bringsBack ? try cameMeanwhile(root, account) : try confirmed(root, account)
    // A note or a contact may have a diary date beside it.
    case .note, .diary, .contact: return bringsBack ? nil : try finished(root, account, withdrawals)
    // A date that was moved has another in its place.
    case .finishDiary:
      return bringsBack ? try reopened(root, account, withdrawals) : try finished(root, account, withdrawals)
    case .finishStatement: return try corrected(root, account, bringsBack: bringsBack)
    case .amendPerson: return try amendedSince(root, account, withdrawals, bringsBack: bringsBack)
    }
  }

  /// That the finished form was corrected since, or that another stands where it stood.
  private func corrected(_ root: UInt64, _ account: String, bringsBack: Bool) throws -> String? {
    let versions = try statements(of: account)
    guard let own = versions.first(where: { $0.sequence == root }) else { return nil }
    if bringsBack {
      let base = versions.first { !own.replaces.isEmpty && $0.id == own.replaces }
      guard let base, let other = versions.first(where: { $0.id == base.correctedBy }) else { return nil }
      return
        "\(other.officer) corrected form \(base.number) since, in transaction \(other.sequence). Nothing was changed. "
        + "Correct form \(other.number) with what is right."
    }
    guard let other = versions.first(where: { $0.id == own.correctedBy }) else { return nil }
    return
      "\(other.officer) corrected that form since, in transaction \(other.sequence). Nothing was changed. Take that back "
      + "first, or correct form \(other.number)."
  }

  /// That an extract confirmed the posting.
  private func confirmed(_ root: UInt64, _ account: String) throws -> String? {
    let ties = try ties(of: account)
    if ties.isEmpty { return nil }
    var objection: String?
    try snapshot.rows(of: .posting, in: account) { key, text, sequence in
      guard sequence == root, let posting = PostingRecord.read(key: key, text: text, source: source),
        let tie = ties[posting.id]
      else { return }
      objection =
        "The landlord's extract confirmed that posting on \(tie.recorded.text(.dayMonthYear)) (\(tie.byID)). Nothing was "
        + "changed. What the landlord has is put right by the landlord."
    }
    return objection
  }

  /// That the landlord posted, since, what the posting said: both would count.
  private func cameMeanwhile(_ root: UInt64, _ account: String) throws -> String? {
    var own: PostingRecord.Glance?
    var since: [PostingRecord.Glance] = []
    try snapshot.rows(of: .posting, in: account) { key, text, sequence in
      guard sequence >= root, let posting = PostingRecord.glance(key: key, text: text) else { return }
      if sequence == root { own = posting } else if !posting.isLocal { since.append(posting) }
    }
    guard let own, since.contains(where: { $0.pence == own.pence && $0.type.group == own.type.group }) else {
      return nil
    }
    return
      "The landlord has posted \(Money(pence: own.pence).text(.debitOrCredit)) since: both would count. Nothing was "
      + "changed. Look at the ledger, and post it again if it is another."
  }

  /// That the diary date was finished otherwise, or taken back, since.
  private func reopened(_ root: UInt64, _ account: String, _ withdrawals: Withdrawals) throws -> String? {
    var id = ""
    try snapshot.rows(of: .diaryFinish, in: account) { _, text, sequence in
      if sequence == root { id = DiaryFinishRecord(text, sequence: sequence).entry }
    }
    let diary = try OwnCasework.diary(of: account, in: snapshot, withdrawals)
    if diary.contains(where: { $0.id == id && $0.isOpen }) { return nil }
    return
      "That diary date was finished or taken back since. Nothing was changed. There is nothing left to do."
  }

  /// That the detail was changed again since, or that the landlord's extract agrees by now.
  private func amendedSince(
    _ root: UInt64, _ account: String, _ withdrawals: Withdrawals, bringsBack: Bool
  ) throws -> String? {
    let people = try OwnCasework.people(of: account, in: snapshot, withdrawals)
    for person in people {
      for detail in person.details {
        guard let own = detail.history.first(where: { $0.sequence == root }) else { continue }
        if let later = detail.history.last(where: { $0.sequence > root && !$0.isWithdrawn }) {
          return "\(later.officer) changed \(detail.field.wording.lowercasedFirst) again in transaction "
            + "\(later.sequence). Nothing was changed. Take that back first, or change it once more."
        }
        if bringsBack {
          if detail.field.agrees(detail.value, own.from) { return nil }
          return "\(detail.field.wording) is another by now. Nothing was changed. Change it once more."
        }
        if detail.standing?.sequence != root {
          return
            "The landlord's extract agrees with that change by now. Nothing was changed. Change it once more if it is "
            + "wrong."
        }
      }
    }
    return nil
  }
}
