import Journal
import Rents

/// Charging every account for a rent week, in a book that keeps the ledger itself (decision 6).
extension Casebook {
  /// Charges every account what falls due in a rent week: one transaction, which adopts one file of postings (decision
  /// 10), so that all of it is there or nothing, its balances with it.
  ///
  /// Each account is charged by its own frequency and rent-free weeks (decision 15). A week is charged once: where that
  /// was done, this refuses, also where another officer does it at the same moment.
  ///
  /// - Parameters:
  ///   - day: any day of the week.
  ///   - isDryRun: nothing is recorded.
  ///   - report: called for each account that is left out, in the order of references.
  /// - Throws: ``CasebookError``; nothing was charged then.
  public func runCharges(
    weekOf day: CivilDate, isDryRun: Bool = false, report: (UnchargedAccount) -> Void = { _ in }
  ) throws(CasebookError) -> ChargeOutcome {
    let officer = try mayCharge()
    if !isDryRun { try requireWriting() }
    let calendar = RentCalendar()
    let (year, week) = (calendar.year(holding: day), calendar.week(holding: day))
    guard week.start >= today.adding(days: -371), week.start <= today.adding(days: 14) else {
      throw .refused(
        "The week from \(week.start.text(.dayMonthYear)) is too far from today, \(today.text(.dayMonthYear)). Nothing was "
          + "charged. Charge a week of the last twelve months, or at most two weeks ahead.")
    }
    _ = try refresh()
    let view = self.view
    let former = try view.chargeRuns()
    try Casebook.refuseTwice(week, in: former)
    let run = ChargeRun(
      week: week.start, number: week.number, year: year.name, accounts: 0, postings: 0, total: .zero,
      recorded: hostDay, at: header("charges").at, officer: officer.name, sequence: 0, takenBack: nil)
    let suffix = former.filter { $0.week == week.start }.count
    return try CasebookError.wrapping {
      // A dry run writes nothing, not even a file that would go again.
      let writer = isDryRun ? nil : try store.makeBulkWriter()
      var charging = Charging(
        run: run, rule: ChargeRule(week: week), round: suffix, recorded: hostDay, writer: writer)
      try view.forEachChargeFacts { account, facts in
        if let reason = try charging.charge(account, facts) {
          report(UnchargedAccount(account: account, reason: reason))
        }
      }
      var outcome = charging.outcome
      outcome.remarks += Casebook.remarks(on: week, calendar, former)
      guard let writer else { return outcome }
      let sealed = writer.rows > 0 ? [try writer.seal()] : []
      let taken = try view.intakes().count
      let header = header("charges")
      let sequence = try store.append { snapshot in
        let now = BookView(snapshot: snapshot, source: view.source, today: view.today)
        try Casebook.refuseTwice(week, in: try now.chargeRuns())
        // What was charged must be what the accounts are charged now.
        if try now.intakes().count != taken { throw CasebookError.overtaken }
        outcome.run.sequence = snapshot.sequence + 1
        return TransactionDraft(header: header.bytes, rows: [Casebook.row(outcome.run)], adopts: sealed)
      }
      outcome.run.sequence = sequence ?? 0
      // The record is safe whether or not the state could be written; the next opening would only take longer.
      try? store.checkpoint()
      return outcome
    }
  }

  /// Takes a charge run back: every posting of it is met by its opposite on the same day, so that both lines stand in the
  /// ledger, as in any book of account. The week can be charged again after it.
  ///
  /// - Parameter day: any day of the week.
  /// - Throws: ``CasebookError`` where the week was not charged, or a later week was charged since: that is taken back first.
  public func takeBackCharges(weekOf day: CivilDate) throws(CasebookError) -> ChargeRun {
    _ = try mayCharge()
    try requireWriting()
    _ = try refresh()
    let week = RentCalendar().week(holding: day)
    let run = try Casebook.standing(week, in: try view.chargeRuns())
    return try CasebookError.wrapping {
      let writer = try store.makeBulkWriter()
      try store.rows(adoptedBy: run.sequence) { table, cluster, order, bytes in
        guard table == .posting else { return }
        try Casebook.reverse(run, hostDay, cluster, order, bytes, into: writer)
      }
      guard writer.rows == run.postings else {
        throw CasebookError.unreadable(
          table: "posting", place: "transaction \(run.sequence)",
          problem: "\(writer.rows) charges were found, and \(run.postings) were made")
      }
      let sealed = writer.rows > 0 ? [try writer.seal()] : []
      var gone = run
      let header = header("take-back-charges")
      _ = try store.append { snapshot in
        let now = BookView(snapshot: snapshot, source: view.source, today: view.today)
        guard try Casebook.standing(week, in: try now.chargeRuns()) == run else {
          throw CasebookError.overtaken
        }
        gone.takenBack = snapshot.sequence + 1
        return TransactionDraft(header: header.bytes, rows: [Casebook.row(gone)], adopts: sealed)
      }
      try? store.checkpoint()
      return gone
    }
  }

  // MARK: What may not be

  private func mayCharge() throws(CasebookError) -> Officer {
    guard configuration.ledgerOfRecord == .patchbook else {
      throw .refused(
        "The landlord's system keeps the ledger of this book, and its charges come with the extracts. Nothing was charged. "
          + "A book that keeps its own ledger says ledger_of_record = \"patchbook\" in book.toml.")
    }
    guard let officer else { throw CommandCheck.unknown(user) }
    switch officer.role {
    case .senior, .manager, .finance: return officer
    case .assistant, .officer, .auditor:
      throw .notPermitted(
        "\(officer.name) has the role \(officer.role.rawValue) in this book and may not charge every account. Nothing was "
          + "changed. Ask a senior, a manager or finance to do it.")
    }
  }

  private static func refuseTwice(_ week: RentWeek, in runs: [ChargeRun]) throws(CasebookError) {
    guard let run = runs.last(where: { $0.week == week.start && $0.takenBack == nil }) else { return }
    throw .conflict(
      "\(run.officer) charged \(run.wording), on \(run.recorded.text(.dayMonthYear)), in transaction \(run.sequence). "
        + "Nothing was charged twice. If that run was wrong, take it back first.")
  }

  private static func standing(_ week: RentWeek, in runs: [ChargeRun]) throws(CasebookError) -> ChargeRun {
    guard let run = runs.last(where: { $0.week == week.start && $0.takenBack == nil }) else {
      throw .refused(
        "The week from \(week.start.text(.dayMonthYear)) was not charged, or the run was taken back already. Nothing was "
          + "changed.")
    }
    if let later = runs.first(where: { $0.week > run.week && $0.takenBack == nil }) {
      throw .conflict(
        "\(later.wording.first?.uppercased() ?? "")\(later.wording.dropFirst()) was charged since, in transaction "
          + "\(later.sequence). Nothing was changed. Take the latest week back first.")
    }
    return run
  }

  private static func remarks(on week: RentWeek, _ calendar: RentCalendar, _ runs: [ChargeRun]) -> [String] {
    let before = calendar.week(holding: week.start.adding(days: -7))
    let standing = runs.filter { $0.takenBack == nil }
    var remarks: [String] = []
    // The first week that is ever charged here has none before it.
    if let first = standing.map(\.week).min(), first < before.start,
      !standing.contains(where: { $0.week == before.start })
    {
      remarks.append("Week \(before.number), from \(before.start.text(.dayMonthYear)), has not been charged.")
    }
    return remarks
  }

  // MARK: Rows

  private static func row(_ run: ChargeRun) -> Row {
    var fields = FieldWriter()
    ChargeRunRecord.write(run, to: &fields)
    return Row(
      table: .chargeRun, cluster: ChargeRunRecord.cluster,
      order: ChargeRunRecord.key(of: run.week, sequence: run.sequence), bytes: fields.bytes)
  }

  /// The opposite of one posting of a run.
  private static func reverse(
    _ run: ChargeRun, _ day: CivilDate, _ cluster: Span<UInt8>, _ order: Span<UInt8>, _ bytes: Span<UInt8>,
    into writer: BulkWriter
  ) throws {
    let made = order.withUnsafeBufferPointer { key in
      bytes.withUnsafeBufferPointer { PostingRecord.read(key: key, text: $0, source: "patchbook") }
    }
    guard var posting = made, let amount = try? posting.amount.negated() else {
      throw CasebookError.unreadable(
        table: "posting", place: order.decoded, problem: "it is no posting of a charge run")
    }
    posting.id += "-back"
    posting.amount = amount
    posting.narrative = "Taken back: \(posting.narrative)"
    (posting.known, posting.recorded, posting.isLocal) = (day, day, false)
    var (key, text) = (FieldWriter(), FieldWriter())
    PostingRecord.writeKey(of: posting, to: &key)
    PostingRecord.write(posting, recorded: day, isMadeHere: true, to: &text)
    try writer.add(
      table: .posting, cluster: cluster, order: key.bytes.span, bytes: text.bytes.span)
  }
}
