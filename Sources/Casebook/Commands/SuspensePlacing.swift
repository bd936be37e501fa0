import Journal
import Rents

/// The rows that wait under one reference, on their way onto an account: what the transaction records.
struct SuspensePlacing {
  private(set) var rows: [Row] = []
  /// Rows that were placed.
  private(set) var placed = 0
  /// Rows that the account had already.
  private(set) var duplicates = 0

  private let account: String
  private let view: BookView
  private let recorded: CivilDate
  private var incoming: [Confirmation.Candidate] = []

  /// Holds the waiting rows against what the account has.
  /// - Throws: ``CasebookError`` where nothing waits, or a row waits that the account has with other content: then
  ///   nothing is placed.
  init(of reference: String, onto account: String, in view: BookView, recorded: CivilDate) throws {
    self.account = account
    self.view = view
    self.recorded = recorded
    let waiting = try view.suspended(reference).values.filter { $0.item.placed == nil }
      .sorted { $0.order < $1.order }
    guard !waiting.isEmpty else {
      throw CasebookError.refused(
        "No row waits in suspense for \u{201C}\(reference)\u{201D}. Nothing was changed. "
          + "See what waits: patchbook suspense.")
    }
    let known = try postings()
    for row in waiting {
      let isThere: Bool
      if row.item.kind == .transactions {
        isThere = try isPosted(row, known)
      } else {
        let order = String(decoding: row.key, as: UTF8.self)
        isThere = try view.snapshot.row(SuspensePlacing.table(row), cluster: account, order: order) != nil
      }
      take(row, reference, isThere)
    }
    try confirm()
  }

  private static func table(_ row: SuspendedRow) -> Table {
    switch row.item.kind {
    case .actions: .action
    case .arrangements: .arrangement
    case .instalments: .instalment
    case .accounts, .transactions: .posting
    }
  }

  /// The landlord's postings of the account by id.
  private func postings() throws -> [String: PostingRecord.Glance] {
    var known: [String: PostingRecord.Glance] = [:]
    try view.snapshot.read(.posting, cluster: account) { order, bytes, _ in
      guard order.count >= PostingRecord.keyPrefix, let posting = SuspensePlacing.glance(order, bytes) else {
        return
      }
      known[order.extracting(PostingRecord.keyPrefix..<order.count).decoded] = posting
    }
    return known
  }

  private static func glance(_ order: Span<UInt8>, _ bytes: Span<UInt8>) -> PostingRecord.Glance? {
    order.withUnsafeBufferPointer { key in
      bytes.withUnsafeBufferPointer { PostingRecord.glance(key: key, text: $0) }
    }
  }

  /// Whether the account has the posting; it is a candidate for a confirmation where it has not.
  private mutating func isPosted(_ row: SuspendedRow, _ known: [String: PostingRecord.Glance]) throws -> Bool
  {
    guard let posting = SuspensePlacing.glance(row.key.span, row.row.span) else {
      throw CasebookError.unreadable(
        table: "suspense", place: "\(row.item.account), \(row.order)", problem: "it is not a posting")
    }
    guard let other = known[row.item.id] else {
      incoming.append(
        Confirmation.Candidate(
          key: String(decoding: row.key, as: UTF8.self), group: posting.type.group, pence: posting.pence,
          effective: CivilDate(dayNumber: posting.effective)))
      return false
    }
    guard other.effective == posting.effective, other.type == posting.type, other.pence == posting.pence
    else {
      throw CasebookError.conflict(
        "Transaction \(row.item.id) waits as \(SuspensePlacing.words(posting)), and account \(account) has it as "
          + "\(SuspensePlacing.words(other)). Nothing was placed. Ask the landlord which is right, or place the rows "
          + "onto another account.")
    }
    return true
  }

  private static func words(_ posting: PostingRecord.Glance) -> String {
    let day = CivilDate(dayNumber: posting.effective).text(.dayMonthYear)
    return "\(Money(pence: posting.pence).text(.debitOrCredit)) \(posting.type.rawValue) of \(day)"
  }

  private mutating func take(_ row: SuspendedRow, _ reference: String, _ isThere: Bool) {
    if isThere {
      duplicates += 1
    } else {
      placed += 1
      rows.append(
        Row(
          table: SuspensePlacing.table(row), cluster: account,
          order: String(decoding: row.key, as: UTF8.self),
          bytes: row.row))
    }
    rows.append(
      Row(
        table: .suspense, cluster: reference, order: row.order,
        bytes: SuspenseRecord.placed(row, onto: account, isThere ? .duplicate : .officer, on: recorded)))
  }

  /// Placed postings confirm local ones as those of an extract do (decision 6).
  private mutating func confirm() throws {
    guard !incoming.isEmpty, let state = try view.state(of: account), state.summary.localPostings > 0 else {
      return
    }
    let ties = try view.ties(of: account)
    let withdrawals = try Withdrawals(of: account, in: view.snapshot)
    var locals: [Confirmation.Candidate] = []
    try view.snapshot.read(.posting, cluster: account) { order, bytes, sequence in
      if withdrawals.has(sequence) { return }
      guard let posting = SuspensePlacing.glance(order, bytes), posting.isLocal else { return }
      let key = order.decoded
      if ties[String(decoding: key.utf8.dropFirst(PostingRecord.keyPrefix), as: UTF8.self)] != nil { return }
      locals.append(
        Confirmation.Candidate(
          key: key, group: posting.type.group, pence: posting.pence,
          effective: CivilDate(dayNumber: posting.effective)))
    }
    let holidays = BankHolidays([BankHoliday]()).completed(for: (recorded.year - 30)...(recorded.year + 2))
    for pair in Confirmation.pairs(local: locals, incoming: incoming, holidays: holidays) {
      let own = locals[pair.local]
      let tie = TieRecord(
        local: String(decoding: own.key.utf8.dropFirst(PostingRecord.keyPrefix), as: UTF8.self),
        by: incoming[pair.incoming].key, amount: Money(pence: own.pence), effective: own.effective,
        recorded: recorded)
      var fields = FieldWriter()
      tie.write(to: &fields)
      rows.append(Row(table: .tie, cluster: account, order: tie.local, bytes: fields.bytes))
    }
  }
}
