import Journal
import Rents

extension CommandCheck {
  /// What the command records as the transaction of that number, and the receipt of it. The last row says whose act it was.
  /// - Throws: ``CasebookError`` where the book as it is now does not allow it, or cannot be read.
  func rows(
    _ command: Command, sequence: UInt64, header: EntryHeader, in view: BookView
  ) throws -> (rows: [Row], receipt: Receipt) {
    var drafting = Drafting(check: self, sequence: sequence, header: header)
    try record(command, in: view, &drafting)
    drafting.signAct(command.kind)
    return (drafting.rows, drafting.receipt)
  }

  private func record(_ command: Command, in view: BookView, _ drafting: inout Drafting) throws {
    switch command {
    case .note(let account, let text): drafting.note(account, text)
    case .noteAndDiary(let account, let text, let plan):
      drafting.note(account, text)
      drafting.diary(account, plan)
    case .contact(let account, let attempt):
      try refuseUnwarned(attempt, account, view)
      drafting.contact(account, attempt)
    case .contactAndDiary(let account, let attempt, let plan):
      try refuseUnwarned(attempt, account, view)
      drafting.contact(account, attempt)
      drafting.diary(account, plan)
    case .diary(let account, let plan): drafting.diary(account, plan)
    case .finishDiary(let account, let id, let outcome):
      try finish(id, outcome, account, view, &drafting)
    case .moveDiary(let account, let id, let text, let plan):
      try finish(id, DiaryOutcome(.moved, text: text), account, view, &drafting)
      drafting.diary(account, plan)
    case .amendPerson(let account, let slot, let field, let from, let to):
      try refuseOvertaken(account, slot, field, from, to, view)
      drafting.amend(account, slot, field, from, to)
    case .post(let account, let type, let amount, let effective, let narrative):
      drafting.post(account, type, amount, effective, narrative)
    case .placeSuspense(let reference, let account):
      let placing = try SuspensePlacing(of: reference, onto: account, in: view, recorded: recorded)
      drafting.place(placing, account)
    case .finishStatement(let account, let finish): try finishForm(account, finish, view, &drafting)
    case .undo(let sequence): try undo(sequence, view, &drafting)
    case .each(let accounts, let work): try each(accounts, work, view, &drafting)
    }
  }

  // MARK: Contact

  private func refuseUnwarned(_ attempt: ContactAttempt, _ account: String, _ view: BookView) throws {
    if attempt.isConfirmed { return }
    let warnings = try view.warnings(
      account: account, channel: attempt.channel, direction: attempt.direction, outcome: attempt.outcome)
    if warnings.isEmpty { return }
    throw CasebookError.refused(
      warnings.map(\.sentence).joined(separator: " ")
        + " Nothing was recorded. If it has happened all the same, record it again and confirm that you saw this."
    )
  }

  // MARK: Forms

  private func finishForm(
    _ account: String, _ finish: StatementFinish, _ view: BookView, _ drafting: inout Drafting
  ) throws {
    let versions: [StatementVersion] = try view.statements(of: account).reversed()
    if !finish.replaces.isEmpty { try refuseOvertaken(account, finish, versions) }
    var hashes: [StatementSources.Kind: String] = [:]
    for (kind, bytes) in finish.sources?.files ?? [] {
      var digest = FileDigest()
      bytes.withUnsafeBytes { digest.add($0) }
      hashes[kind] = digest.text
      if try view.snapshot.row(.kept, cluster: digest.text, order: KeptFileRecord.key) == nil {
        drafting.keep(bytes, as: digest.text)
      }
    }
    drafting.statement(account, finish, number: (versions.map(\.number).max() ?? 0) + 1, hashes)
  }

  private func refuseOvertaken(
    _ account: String, _ finish: StatementFinish, _ versions: [StatementVersion]
  ) throws(CasebookError) {
    guard let base = versions.first(where: { $0.id == finish.replaces }) else {
      throw .refused(
        "Account \(account) has no finished form \u{201C}\(HarmlessText.printable(finish.replaces))\u{201D}. Nothing was "
          + "recorded. Choose one of its forms.")
    }
    if let withdrawal = base.withdrawal {
      throw .conflict(
        "\(withdrawal.officer) took form \(base.number) back on \(withdrawal.recorded.text(.dayMonthYear)). Nothing was "
          + "recorded. Finish this as a form of its own, or correct another.")
    }
    guard let id = base.correctedBy, let other = versions.first(where: { $0.id == id }) else { return }
    let theirs = StatementDifference.between(base.fields, other.fields)
    let ours = StatementDifference.between(base.fields, finish.fields)
    throw .conflict(
      "\(other.officer) corrected form \(base.number) since, on \(other.recorded.text(.dayMonthYear)): form "
        + "\(other.number) stands. Nothing was recorded. Theirs changes \(StatementDifference.wording(theirs)). Yours "
        + "changes \(StatementDifference.wording(ours)). Correct form \(other.number) with what is right.")
  }

  // MARK: Diary

  private func finish(
    _ id: String, _ outcome: DiaryOutcome, _ account: String, _ view: BookView, _ drafting: inout Drafting
  ) throws {
    let withdrawals = try Withdrawals(of: account, in: view.snapshot)
    let diary = try OwnCasework.diary(of: account, in: view.snapshot, withdrawals)
    guard let entry = diary.first(where: { $0.id == id }) else {
      throw CasebookError.refused(
        "Account \(account) has no diary date \u{201C}\(HarmlessText.printable(id))\u{201D}. Nothing was changed. Choose "
          + "one of the diary.")
    }
    if let finish = entry.finish {
      throw CasebookError.conflict(
        "\(finish.officer) finished that diary date on \(finish.recorded.text(.dayMonthYear)) "
          + "(\(finish.outcome.result.wording.lowercased())). Nothing was changed. There is nothing left to do."
      )
    }
    if let withdrawal = entry.withdrawal {
      throw CasebookError.conflict(
        "\(withdrawal.officer) took that diary date back on \(withdrawal.recorded.text(.dayMonthYear)). Nothing was "
          + "changed. There is nothing left to do.")
    }
    var outcome = outcome
    var judged = ""
    if entry.plan.kind == .promise, outcome.result != .cancelled {
      let judgement = try view.judgement(of: entry, account: account)
      judged = judgement.wording
      if outcome.result == .done {
        guard let isKept = judgement.isKept else {
          throw CasebookError.refused(
            "The promise is for \(entry.plan.due.text(.dayMonthYear)), and the postings say \(judged). Nothing was "
              + "changed. Say kept, broken or no longer needed, or wait for the day.")
        }
        outcome.result = isKept ? .kept : .broken
      }
    } else if entry.plan.kind != .promise, outcome.result == .kept || outcome.result == .broken {
      throw CasebookError.refused(
        "Only a promise is kept or broken; this is a \(entry.plan.kind.wording.lowercased()). Nothing was changed. Say "
          + "that it is done, or no longer needed.")
    }
    drafting.finish(account, entry.id, outcome, judged)
  }

  // MARK: People

  private func refuseOvertaken(
    _ account: String, _ slot: Int, _ field: PersonField, _ from: String, _ to: String, _ view: BookView
  ) throws {
    let people = try OwnCasework.people(
      of: account, in: view.snapshot, try Withdrawals(of: account, in: view.snapshot))
    guard slot >= 1, slot <= people.count else {
      throw CasebookError.refused(
        "Account \(account) has \(people.count == 1 ? "1 person" : "\(people.count) people"), not \(slot). Nothing was "
          + "changed. People come with the landlord's extract.")
    }
    let detail = people[slot - 1][field]
    if detail.value == to {
      throw CasebookError.refused("\(field.wording) is that already. Nothing was changed.")
    }
    if field.agrees(detail.value, from) { return }
    func quoted(_ text: String) -> String {
      text.isEmpty ? "empty" : "\u{201C}\(HarmlessText.printable(text, limit: PersonField.longest))\u{201D}"
    }
    let by =
      detail.standing.map { "\($0.officer) changed it on \($0.recorded.text(.dayMonthYear))" }
      ?? "the landlord's extract changed it"
    throw CasebookError.conflict(
      "\(field.wording) is now \(quoted(detail.value)), and was \(quoted(from)) when you saw it: \(by). Nothing was "
        + "changed. You gave \(quoted(to)). Choose which is right.")
  }

  // MARK: Taking back

  private func undo(_ sequence: UInt64, _ view: BookView, _ drafting: inout Drafting) throws {
    switch try view.undoing(sequence) {
    case .possible(let plan): drafting.undo(sequence, plan)
    case .done(let by):
      throw CasebookError.conflict(
        "Transaction \(sequence) was taken back already, by transaction \(by). Nothing was changed. To bring it back, take "
          + "back transaction \(by).")
    case .fixed(let sentence): throw CasebookError.conflict(sentence)
    }
  }

  // MARK: Many at once

  private func each(_ accounts: [String], _ work: BulkWork, _ view: BookView, _ drafting: inout Drafting)
    throws
  {
    let forecast = try view.forecast(work, on: accounts)
    guard !forecast.accounts.isEmpty else {
      throw CasebookError.refused("\(forecast.sentence(work)) Nothing was recorded.")
    }
    for account in forecast.accounts {
      switch work {
      case .note(let text): drafting.note(account, text)
      case .diary(let plan): drafting.diary(account, plan)
      }
    }
    drafting.receipt.refused = forecast.refused
  }
}
