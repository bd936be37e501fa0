import Journal
import Rents

/// Accounts: what the landlord says of them, what a file lacks, and whether the balances agree.
extension Landing {
  func isInBook(_ account: String) throws -> Bool {
    if view.sequence == 0 { return false }
    return try view.knows(account)
  }

  func isKnown(_ account: String) throws -> Bool {
    if accounts.contains(account) { return true }
    return try isInBook(account)
  }

  func takeFacts(_ group: RowGroup) throws {
    let account = group.cluster
    accounts.insert(account)
    let isExpected = try look.contains(account)
    let state = view.sequence == 0 ? nil : try view.state(of: account)
    for item in items(group, identity: { $0 }) {
      guard let known = item.key.withUnsafeBufferPointer(FieldReader.date) else { continue }
      note(item, of: account, known: known)
      if isExpected, arrivals[account] == nil { arrivals[account] = (item.file, item.line) }
      if let before, before.key == item.key {
        try settleTwin(item, before.text, "account \(account)", line: before.line)
        continue
      }
      before = item
      let stored = try latest ?? storedFacts(account, known: known, state)
      latest = item.text
      let isAbsent = state?.summary.absentSince.map { $0 <= known } ?? false
      if let stored, !isAbsent, NamedRecords.areSame(stored, item.text) {
        duplicate(item, "the book has these facts already")
        continue
      }
      try write(group.table, account, item)
    }
  }

  /// What the book knew on a day: the newest snapshot not later, else the earliest.
  private func storedFacts(_ account: String, known: CivilDate, _ state: SummaryState?) throws -> [UInt8]? {
    guard let newest = state?.summary.factsKnown else { return nil }
    if newest <= known {
      var key = FieldWriter()
      key.date(newest)
      return try view.snapshot.row(
        .account, cluster: account, order: String(decoding: key.bytes, as: UTF8.self))
    }
    var found: [UInt8]?
    try view.snapshot.read(.account, cluster: account) { order, bytes, _ in
      guard let day = order.withUnsafeBufferPointer(FieldReader.date), day <= known || found == nil else {
        return
      }
      let copy = bytes.withUnsafeBufferPointer { Array($0) }
      if copy != FactsRecord.absent { found = copy }
    }
    return found
  }

  /// Keeps what the facts say of patch and balance.
  func note(_ item: Item, of account: String, known: CivilDate) {
    var balance: Money?
    var day: CivilDate?
    var patch = ""
    item.text.withUnsafeBufferPointer { bytes in
      var reader = FieldReader(bytes)
      while let (name, value) = reader.named() {
        if FieldReader.same(name, "balance") { balance = FieldReader.number(value).map { Money(pence: $0) } }
        if FieldReader.same(name, "balance-on") { day = FieldReader.date(value) }
        if FieldReader.same(name, "patch") { patch = FieldReader.text(value) }
      }
    }
    if patches.indices.contains(item.file) { patches[item.file].insert(patch) }
    guard let balance, (stated[account]?.known ?? .first) < known else { return }
    stated[account] = Stated(
      balance: balance, day: day ?? known, known: known, file: item.file, line: item.line)
  }

  /// Marks the accounts of the file's patches that it lacks.
  func findAbsences(_ file: Int, known: CivilDate) throws {
    for patch in patches[file].sorted() {
      for summary in try view.summaries(patch: patch) where !accounts.contains(summary.reference) {
        guard summary.absentSince == nil, let facts = summary.factsKnown, facts < known else { continue }
        absences.append((summary.reference, known))
        counts[file].absent += 1
      }
    }
  }

  func checkBalance(_ said: Stated, _ sum: Int64) {
    let (difference, overflow) = sum.subtractingReportingOverflow(said.balance.pence)
    guard difference != 0 || overflow else { return }
    let gap = overflow ? "too large to count" : Money(pence: difference).text(.debitOrCredit)
    report(
      IntakeReport(
        file: said.file, line: said.line, column: "balance",
        problem: "the landlord's balance is \(said.balance.text(.debitOrCredit)), the postings sum to "
          + "\(Money(pence: sum).text(.debitOrCredit)): a difference of \(gap); both are kept",
        action: .warned, value: said.balance.description))
  }
}
