import Journal
import Rents

/// Rows of accounts that the book does not know, and rows that leave suspense.
extension Landing {
  /// What stands in suspense under the reference of a group.
  func waiting(for group: RowGroup) throws -> WaitingRows {
    try look.contains(group.cluster) ? WaitingRows(view, reference: group.cluster) : .none(view)
  }

  /// Whether a new posting is taken of which the row waited: it is placed by this transaction.
  func release(
    _ posting: PostingRecord.Glance, _ id: String, _ origin: Origin, _ account: String, _ row: SuspendedRow,
    _ counts: inout [IntakeOutcome.File]
  ) throws -> Bool {
    let held = row.key.withUnsafeBufferPointer { key in
      row.row.withUnsafeBufferPointer { PostingRecord.glance(key: key, text: $0) }
    }
    let isElsewhere = row.item.placed.map { $0 != account } ?? false
    if !isElsewhere, let held, Landing.content(held) != Landing.content(posting) {
      counts[origin.file].rejected += 1
      report(
        IntakeReport(
          file: origin.file, line: origin.line, column: "transaction_id",
          problem: "transaction \(id) of account \(account) waits in suspense as "
            + "\(Landing.words(Landing.content(held))); this row says \(Landing.words(Landing.content(posting))) and was "
            + "not posted",
          action: .rejected, value: id))
      return false
    }
    return try release(row, origin.file, origin.line, account, &counts)
  }

  /// Whether a new row is taken that waited: not where it was placed onto another account, else it is placed now.
  func release(
    _ row: SuspendedRow, _ file: Int, _ line: Int, _ account: String, _ counts: inout [IntakeOutcome.File]
  ) throws -> Bool {
    if let other = row.item.placed, other != account {
      counts[file].duplicates += 1
      tellOfPlacing(onto: other, file: file, line: line)
      return false
    }
    if row.item.placed == nil { try place(row, on: account) }
    return true
  }

  /// Whether a new row that is no posting is taken, as far as suspense goes.
  func release(_ item: Item, _ group: RowGroup, _ waiting: WaitingRows) throws -> Bool {
    if waiting.isEmpty { return true }
    let described = describe(item, group)
    guard let row = try waiting.row(SuspenseRecord.key(described.kind, id: described.id)) else { return true }
    var counts = counts
    defer { self.counts = counts }
    return try release(row, item.file, item.line, group.cluster, &counts)
  }

  private func tellOfPlacing(onto account: String, file: Int, line: Int) {
    report(
      IntakeReport(
        file: file, line: line,
        problem: "it waited in suspense and was placed onto account \(account) already",
        action: .skippedDuplicate))
  }

  /// Marks a row as placed: a later row of the same key says how; the one before stays on record.
  func place(_ row: SuspendedRow, on account: String) throws {
    let sorter = try suspense ?? makeSorter()
    suspense = sorter
    var fields = FieldWriter()
    Origin.write(file: 0, line: 0, to: &fields)
    fields.bytes.append(contentsOf: SuspenseRecord.placed(row, onto: account, .resent, on: recorded))
    let (cluster, order) = (Array(account.utf8), Array(row.order.utf8))
    try sorter.add(table: .suspense, cluster: cluster.span, order: order.span, bytes: fields.bytes.span)
    var sum = released[account] ?? (0, 0)
    sum.rows += 1
    sum.pence &+= row.item.type == nil ? 0 : row.item.amount?.pence ?? 0
    released[account] = sum
  }

  /// Says on the line of each account that came what still waits for it: an officer places it (decision 3).
  /// - Returns: those accounts.
  func tellOfWaiting() throws -> Set<String> {
    var expecting: Set<String> = []
    let told = arrivals.sorted { ($0.value.file, $0.value.line) < ($1.value.file, $1.value.line) }
    for (account, place) in told {
      var (rows, pence) = try view.waiting(account)
      rows -= released[account]?.rows ?? 0
      pence &-= released[account]?.pence ?? 0
      guard rows > 0 else { continue }
      expecting.insert(account)
      let waits = rows == 1 ? "row of" : "rows of"
      report(
        IntakeReport(
          file: place.file, line: place.line, column: "account_ref",
          problem:
            "\(rows) \(waits) \(Money(pence: pence).text(.debitOrCredit)) \(rows == 1 ? "waits" : "wait") in "
            + "suspense for this account: patchbook suspense place \(account)",
          action: .warned, value: account))
    }
    return expecting
  }

  func suspend(_ group: RowGroup) throws {
    let sorter = try suspense ?? makeSorter()
    suspense = sorter
    let cluster = Array(group.cluster.utf8)
    for item in items(group, identity: { _ in [] }) {
      var fields = FieldWriter()
      Origin.write(file: item.file, line: item.line, to: &fields)
      var record = FieldWriter()
      let suspended = describe(item, group)
      SuspenseRecord.write(suspended, key: item.key, row: item.text, to: &record)
      fields.bytes.append(contentsOf: record.bytes)
      let key = Array(SuspenseRecord.key(suspended.kind, id: suspended.id).utf8)
      try sorter.add(table: .suspense, cluster: cluster.span, order: key.span, bytes: fields.bytes.span)
    }
  }

  private func describe(_ item: Item, _ group: RowGroup) -> SuspenseItem {
    var suspended = SuspenseItem(
      account: group.cluster, kind: .transactions, id: "", amount: nil, effective: nil, text: "",
      file: files[item.file].name, line: item.line, recorded: recorded)
    item.text.withUnsafeBufferPointer { text in
      item.key.withUnsafeBufferPointer { key in
        switch group.table {
        case .action:
          let action = ActionRecord.read(key: key, text: text)
          suspended.kind = .actions
          suspended.id = action?.id ?? ""
          suspended.effective = action?.date
          suspended.text = [action?.description ?? "", action?.note ?? ""].filter { !$0.isEmpty }
            .joined(separator: ": ")
        case .arrangement:
          let arrangement = ArrangementRecord.read(text)
          suspended.kind = .arrangements
          suspended.id = arrangement.id
          suspended.amount = arrangement.instalment
          suspended.effective = arrangement.start
          suspended.text = "arrangement, \(arrangement.frequency.rawValue)"
        case .instalment:
          let instalment = InstalmentRecord.read(text)
          suspended.kind = .instalments
          suspended.id = "\(instalment?.arrangement ?? "") \(instalment?.number ?? 0)"
          suspended.amount = instalment?.amount
          suspended.effective = instalment?.due
          suspended.text = "instalment, \(instalment?.status.rawValue ?? "")"
        default:
          let posting = PostingRecord.read(key: key, text: text, source: view.source)
          suspended.id = posting?.id ?? ""
          suspended.amount = posting?.amount
          suspended.effective = posting?.effective
          suspended.text = posting.map { "\($0.type.rawValue) \($0.narrative)" } ?? ""
        }
      }
    }
    return suspended
  }

  func takeSuspense(_ group: RowGroup) throws {
    let cluster = Array(group.cluster.utf8)
    if try isKnown(group.cluster) {
      // Rows that waited until now, and say so.
      for item in items(group, identity: { _ in [] }) {
        try writer.add(
          table: group.table, cluster: cluster.span, order: item.key.span, bytes: item.text.span)
      }
      return
    }
    let problem =
      "there is no account \u{201C}\(group.cluster)\u{201D} in the book; the row is kept in suspense "
      + "until an officer places it"
    let isLooked = try look.contains(group.cluster)
    for item in items(group, identity: { $0 }) {
      let order = String(decoding: item.key, as: UTF8.self)
      if let before, before.key == item.key {
        try settleTwin(item, before.text, order, line: before.line, ignoring: ["file", "line"])
        continue
      }
      before = item
      if isLooked,
        let row = try view.snapshot.row(.suspense, cluster: group.cluster, order: order)
      {
        if let other = row.withUnsafeBufferPointer(SuspenseRecord.placed) {
          counts[item.file].duplicates += 1
          tellOfPlacing(onto: other, file: item.file, line: item.line)
        } else {
          counts[item.file].waiting += 1
          duplicate(item, "it waits in suspense already")
        }
        continue
      }
      try writer.add(
        table: group.table, cluster: cluster.span, order: item.key.span, bytes: item.text.span)
      counts[item.file].suspended += 1
      report(
        IntakeReport(
          file: item.file, line: item.line, column: "account_ref", problem: problem, action: .suspended,
          value: group.cluster))
    }
  }
}
