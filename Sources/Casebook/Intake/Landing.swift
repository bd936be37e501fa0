import Journal
import Rents

/// The second half of an intake: sorted rows, account by account, are held against the book and against each other,
/// and what is new is written to the bulk file.
final class Landing {
  /// The landlord's balance that a session's accounts file gave, and where.
  struct Stated {
    var balance: Money
    var day: CivilDate
    var known: CivilDate
    var file: Int
    var line: Int
  }

  /// A row of a small group, copied out.
  struct Item {
    var key: [UInt8]
    var text: [UInt8]
    var file: Int
    var line: Int
    var identity: [UInt8]
  }

  let view: BookView
  let files: [IntakeFile]
  let recorded: CivilDate
  let writer: BulkWriter
  let makeSorter: () throws -> BulkSorter
  let report: (IntakeReport) -> Void

  var counts: [IntakeOutcome.File]
  var ties: [(account: String, tie: TieRecord)] = []
  var absences: [(account: String, known: CivilDate)] = []

  var accounts: Set<String> = []
  var patches: [Set<String>]
  var stated: [String: Stated] = [:]
  var suspense: BulkSorter?
  var look: SuspenseLook
  /// Where this session told of an account of which rows wait.
  var arrivals: [String: (file: Int, line: Int)] = [:]
  /// What left suspense in this session, by account.
  var released: [String: (rows: Int, pence: Int64)] = [:]
  var check = PostingCheck()
  /// The rows of an account that has too many for memory, while they come.
  var pile: IdentityPile?
  /// The row taken last of a table in which rows of one key follow each other.
  var before: Item?
  /// What was known last of the account whose facts are taken.
  var latest: [UInt8]?
  let holidays: BankHolidays

  init(
    view: BookView, files: [IntakeFile], counts: [IntakeOutcome.File], recorded: CivilDate,
    writer: BulkWriter,
    makeSorter: @escaping () throws -> BulkSorter, report: @escaping (IntakeReport) -> Void
  ) throws {
    self.view = view
    self.files = files
    self.counts = counts
    self.recorded = recorded
    self.writer = writer
    self.makeSorter = makeSorter
    self.report = report
    patches = files.map { _ in [] }
    look = SuspenseLook(view)
    holidays = BankHolidays([BankHoliday]()).completed(for: (recorded.year - 30)...(recorded.year + 2))
  }

  /// Takes rows of one table and account, in key order; very many come in several groups.
  func take(_ group: RowGroup) throws {
    if !group.isContinuation { (before, latest) = (nil, nil) }
    switch group.table {
    case .account: try takeFacts(group)
    case .suspense: try takeSuspense(group)
    default:
      guard try isKnown(group.cluster) else { return try suspend(group) }
      let isMany = group.isContinuation || group.isContinued
      switch group.table {
      case .action,
        .posting where isMany:
        try takeMany(group)
      case .action: try takeActions(group)
      case .arrangement: try takeStates(group, NamedRecords.areSame)
      case .instalment: try takeStates(group) { $0 == $1 }
      default: try takePostings(group)
      }
    }
  }

  /// Ends: rows in suspense are written, balances that no posting came for are checked, absences are found.
  func finish(unrejected: [Bool]) throws {
    try suspense?.drain { try take($0) }
    let expecting = try tellOfWaiting()
    let left = stated.sorted { ($0.value.file, $0.value.line) < ($1.value.file, $1.value.line) }
    for (account, said) in left {
      let state = try view.state(of: account)
      let isPosted = state.map { $0.summary.postings > $0.summary.localPostings } ?? false
      // An account without a posting is one whose transactions are still to come, unless they came and wait.
      guard isPosted || expecting.contains(account) else { continue }
      var sum = state?.summary.posted.pence ?? 0
      if let state, state.latestKnown > said.day.dayNumber {
        try view.snapshot.read(.posting, cluster: account) { order, bytes, _ in
          guard let posting = Landing.glance(order, bytes), !posting.isLocal else { return }
          if posting.known > said.day.dayNumber { sum &-= posting.pence }
        }
      }
      checkBalance(said, sum)
    }
    for (place, file) in files.enumerated() where file.kind == .accounts && unrejected[place] {
      try findAbsences(place, known: file.batchDate ?? view.today)
    }
  }

  // MARK: Rows

  /// The rows of a group that is small, in key order; rows of equal keys in the order of file and line.
  func items(_ group: RowGroup, identity: ([UInt8]) -> [UInt8]) -> [Item] {
    var items: [Item] = []
    items.reserveCapacity(group.count)
    group.forEach { order, bytes, _ in
      let key = order.withUnsafeBufferPointer { Array($0) }
      bytes.withUnsafeBufferPointer { bytes in
        let origin = Origin(bytes)
        items.append(
          Item(
            key: key, text: Array(origin.text), file: origin.file, line: origin.line, identity: identity(key))
        )
      }
    }
    return items
  }

  static func byLine(_ items: [Item]) -> [Int] {
    items.indices.sorted { (items[$0].file, items[$0].line) < (items[$1].file, items[$1].line) }
  }

  func write(_ table: Table, _ account: String, _ item: Item) throws {
    counts[item.file].taken += 1
    let cluster = Array(account.utf8)
    try writer.add(table: table, cluster: cluster.span, order: item.key.span, bytes: item.text.span)
  }

  /// A row of named fields whose key was given before in this session.
  func settleTwin(
    _ item: Item, _ first: [UInt8], _ name: String, line: Int, ignoring ignored: Set<String> = []
  ) throws {
    let names = NamedRecords.differences(first, item.text).filter { !ignored.contains($0) }
    if names.isEmpty {
      duplicate(item, "\(name) is given twice, first in line \(line)")
    } else {
      let list = names.joined(separator: ", ")
      reject(
        item, column: nil, "\(name) is given twice with other content (\(list)); line \(line) stands",
        value: list)
    }
  }

  func duplicate(_ item: Item, _ problem: String) {
    counts[item.file].duplicates += 1
    report(IntakeReport(file: item.file, line: item.line, problem: problem, action: .skippedDuplicate))
  }

  func reject(_ item: Item, column: String?, _ problem: String, value: String?) {
    counts[item.file].rejected += 1
    report(
      IntakeReport(
        file: item.file, line: item.line, column: column, problem: problem, action: .rejected, value: value))
  }
}
