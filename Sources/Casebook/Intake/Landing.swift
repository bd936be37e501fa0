import Journal
import Rents

/// The second half of an intake: sorted rows, account by account, are held against the book and against each other,
/// and what is new is written to the bulk file.
final class Landing {
  /// The landlord's balance that a session's accounts file gave, and where.
  private struct Stated {
    var balance: Money
    var day: CivilDate
    var known: CivilDate
    var file: Int
    var line: Int
  }

  /// A row of a small group, copied out.
  private struct Item {
    var key: [UInt8]
    var text: [UInt8]
    var file: Int
    var line: Int
    var identity: [UInt8]
  }

  private let view: BookView
  private let files: [IntakeFile]
  private let recorded: CivilDate
  private let writer: BulkWriter
  private let makeSorter: () throws -> BulkSorter
  private let report: (IntakeReport) -> Void

  private(set) var counts: [IntakeOutcome.File]
  private(set) var ties: [(account: String, tie: TieRecord)] = []
  private(set) var absences: [(account: String, known: CivilDate)] = []

  private var accounts: Set<String> = []
  private var patches: [Set<String>]
  private var stated: [String: Stated] = [:]
  private var suspense: BulkSorter?
  private var look: SuspenseLook
  /// Where this session told of an account of which rows wait.
  private var arrivals: [String: (file: Int, line: Int)] = [:]
  /// What left suspense in this session, by account.
  private var released: [String: (rows: Int, pence: Int64)] = [:]
  private var check = PostingCheck()
  /// The rows of an account that has too many for memory, while they come.
  private var pile: IdentityPile?
  /// The row taken last of a table in which rows of one key follow each other.
  private var before: Item?
  /// What was known last of the account whose facts are taken.
  private var latest: [UInt8]?
  private let holidays: BankHolidays

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

  // MARK: Accounts

  private func isInBook(_ account: String) throws -> Bool {
    if view.sequence == 0 { return false }
    return try view.knows(account)
  }

  private func isKnown(_ account: String) throws -> Bool {
    if accounts.contains(account) { return true }
    return try isInBook(account)
  }

  private func takeFacts(_ group: RowGroup) throws {
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
  private func note(_ item: Item, of account: String, known: CivilDate) {
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
  private func findAbsences(_ file: Int, known: CivilDate) throws {
    for patch in patches[file].sorted() {
      for summary in try view.summaries(patch: patch) where !accounts.contains(summary.reference) {
        guard summary.absentSince == nil, let facts = summary.factsKnown, facts < known else { continue }
        absences.append((summary.reference, known))
        counts[file].absent += 1
      }
    }
  }

  private func checkBalance(_ said: Stated, _ sum: Int64) {
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

  // MARK: Casework

  private func takeActions(_ group: RowGroup) throws {
    func identity(_ text: FieldReader.Slice) -> [UInt8] {
      var reader = FieldReader(text)
      return Array(reader.slice())
    }
    func content(_ key: [UInt8], _ text: [UInt8]) -> [UInt8] {
      key.withUnsafeBufferPointer { key in
        text.withUnsafeBufferPointer { Landing.content(ofAction: key, $0) }
      }
    }
    var stored: [[UInt8]: [UInt8]] = [:]
    if try isInBook(group.cluster) {
      try view.snapshot.read(.action, cluster: group.cluster) { order, bytes, _ in
        let key = order.withUnsafeBufferPointer { Array($0) }
        let text = bytes.withUnsafeBufferPointer { Array($0) }
        stored[text.withUnsafeBufferPointer(identity)] = content(key, text)
      }
    }
    let items = items(group, identity: { key in key }).map { item in
      var item = item
      item.identity = item.text.withUnsafeBufferPointer(identity)
      return item
    }
    var taken: Set<Int> = []
    var first: [[UInt8]: Int] = [:]
    for index in Landing.byLine(items) {
      let item = items[index]
      let known = stored[item.identity] ?? first[item.identity].map { content(items[$0].key, items[$0].text) }
      guard let known else {
        first[item.identity] = index
        taken.insert(index)
        continue
      }
      if known == content(item.key, item.text) {
        duplicate(item, "the action is there already")
      } else {
        let id = String(decoding: item.identity, as: UTF8.self)
        reject(
          item, column: "action_id", "action \(id) is there already with another date or code", value: id)
      }
    }
    let waiting = try waiting(for: group)
    for (index, item) in items.enumerated() where taken.contains(index) {
      guard try release(item, group, waiting) else { continue }
      try write(group.table, group.cluster, item)
    }
  }

  /// Arrangements and instalments: states that a later extract replaces, and that are not taken where nothing changed.
  private func takeStates(_ group: RowGroup, _ isSame: ([UInt8], [UInt8]) -> Bool) throws {
    var stored: [[UInt8]: [(key: [UInt8], text: [UInt8])]] = [:]
    let items = items(group, identity: { Array($0.dropLast(9)) })
    if let first = items.first, let last = items.last, try isInBook(group.cluster) {
      // Behind an id stand a space and the day: a mark that sorts behind the space ends the last of them.
      let (from, to) = (first.identity, last.identity + [UInt8(ascii: "!")])
      try view.snapshot.read(
        group.table, cluster: group.cluster, from: String(decoding: from, as: UTF8.self),
        to: String(decoding: to, as: UTF8.self)
      ) { order, bytes, _ in
        let key = order.withUnsafeBufferPointer { Array($0) }
        stored[Array(key.dropLast(9)), default: []].append((key, bytes.withUnsafeBufferPointer { Array($0) }))
      }
    }
    let waiting = try waiting(for: group)
    for item in items {
      let name = "\(group.table) \(String(decoding: item.identity, as: UTF8.self))"
      if let before, before.key == item.key {
        if isSame(before.text, item.text) {
          duplicate(item, "given twice")
        } else {
          reject(
            item, column: nil, "\(name) is given twice with other content, first in line \(before.line)",
            value: nil)
        }
        continue
      }
      // The state before it: of this session where there is one, else the newest in the book not later.
      let states = stored[item.identity] ?? []
      var earlier = states.last { !item.key.lexicographicallyPrecedes($0.key) }?.text ?? states.first?.text
      if let before, before.identity == item.identity { earlier = before.text }
      before = item
      if let earlier, isSame(earlier, item.text) {
        duplicate(item, "the book has it already")
      } else if try release(item, group, waiting) {
        try write(group.table, group.cluster, item)
      }
    }
  }

  // MARK: Postings

  @inline(__always)
  private static func glance(_ order: Span<UInt8>, _ bytes: Span<UInt8>) -> PostingRecord.Glance? {
    order.withUnsafeBufferPointer { key in
      bytes.withUnsafeBufferPointer { PostingRecord.glance(key: key, text: $0) }
    }
  }

  private func takePostings(_ group: RowGroup) throws {
    let account = group.cluster
    // Held here meanwhile: the properties of an object are checked at each use, which a row would pay for.
    var (check, counts) = (PostingCheck(), [IntakeOutcome.File]())
    swap(&check, &self.check)
    swap(&counts, &self.counts)
    defer {
      swap(&check, &self.check)
      swap(&counts, &self.counts)
    }
    check.reset()
    group.forEach { order, bytes, _ in
      order.withUnsafeBufferPointer { key in
        bytes.withUnsafeBufferPointer { bytes in
          let origin = Origin(bytes)
          guard let posting = PostingRecord.glance(key: key, text: origin.text) else { return }
          check.add(
            id: FieldReader.Slice(rebasing: key[PostingRecord.keyPrefix...]),
            content: Landing.content(posting),
            file: origin.file, line: origin.line)
        }
      }
    }
    check.settle()
    let said = stated.removeValue(forKey: account)
    let day = said?.day.dayNumber ?? .max
    var sum: Int64 = 0
    var locals: [Confirmation.Candidate] = []
    let state = view.sequence == 0 ? nil : try view.state(of: account)
    if let state, state.summary.postings > 0 {
      let ties = state.summary.localPostings > 0 ? try view.ties(of: account) : [:]
      let gone =
        state.summary.localPostings > 0 ? try Withdrawals(of: account, in: view.snapshot) : Withdrawals()
      try view.snapshot.read(.posting, cluster: account) { order, bytes, sequence in
        guard let posting = Landing.glance(order, bytes) else { return }
        let id = order.extracting(PostingRecord.keyPrefix..<order.count)
        id.withUnsafeBufferPointer { check.meet(id: $0, content: Landing.content(posting)) }
        if !posting.isLocal {
          if posting.known <= day { sum &+= posting.pence }
        } else if state.summary.localPostings > 0, ties[id.decoded] == nil, !gone.has(sequence) {
          locals.append(Landing.candidate(order.decoded, posting))
        }
      }
    }
    let waiting = try waiting(for: group)
    var incoming: [Confirmation.Candidate] = []
    var index = 0
    let cluster = Array(account.utf8)
    var origins: [Int] = []
    try group.forEach { order, bytes, _ in
      let (origin, posting) = order.withUnsafeBufferPointer { key in
        bytes.withUnsafeBufferPointer { bytes in
          let origin = Origin(bytes)
          return (origin, PostingRecord.glance(key: key, text: origin.text))
        }
      }
      guard let posting else { return }
      let verdict = check.verdict(index)
      index += 1
      switch verdict {
      case .taken:
        if !waiting.isEmpty {
          let id = order.extracting(PostingRecord.keyPrefix..<order.count).decoded
          let row = try waiting.row(SuspenseRecord.key(.transactions, id: id))
          if let row, try !release(posting, id, origin, account, row, &counts) { return }
        }
        counts[origin.file].taken += 1
        if posting.pence.magnitude > Intake.unusualAmount { warnOfAmount(posting, origin) }
        if posting.known <= day { sum &+= posting.pence }
        if !locals.isEmpty {
          incoming.append(Landing.candidate(order.decoded, posting))
          origins.append(origin.file)
        }
        try writer.add(
          table: .posting, cluster: cluster.span, order: order,
          bytes: bytes.extracting(origin.length..<bytes.count))
      case .duplicate:
        counts[origin.file].duplicates += 1
        report(
          IntakeReport(
            file: origin.file, line: origin.line, problem: "the book has this transaction already",
            action: .skippedDuplicate))
      case .conflict(let other):
        counts[origin.file].rejected += 1
        let id = order.extracting(PostingRecord.keyPrefix..<order.count).decoded
        tellOfConflict(id, account, other, Landing.content(posting), origin)
      }
    }
    confirm(account, locals, incoming, origins, &counts)
    if let said { checkBalance(said, sum) }
  }

  private func tellOfConflict(
    _ id: String, _ account: String, _ other: PostingCheck.Content, _ content: PostingCheck.Content,
    _ origin: Origin
  ) {
    report(
      IntakeReport(
        file: origin.file, line: origin.line, column: "transaction_id",
        problem: "transaction \(id) of account \(account) is there already as \(Landing.words(other)); "
          + "this row says \(Landing.words(content)) and was not posted",
        action: .rejected, value: id))
  }

  /// Ties local postings to the incoming ones that confirm them (decision 6).
  private func confirm(
    _ account: String, _ locals: [Confirmation.Candidate], _ incoming: [Confirmation.Candidate],
    _ origins: [Int], _ counts: inout [IntakeOutcome.File]
  ) {
    for pair in Confirmation.pairs(local: locals, incoming: incoming, holidays: holidays) {
      let own = locals[pair.local]
      counts[origins[pair.incoming]].confirmed += 1
      ties.append(
        (
          account,
          TieRecord(
            local: String(decoding: own.key.utf8.dropFirst(PostingRecord.keyPrefix), as: UTF8.self),
            by: incoming[pair.incoming].key, amount: Money(pence: own.pence), effective: own.effective,
            recorded: recorded)
        ))
    }
  }

  // MARK: Very many rows

  /// Takes the postings or actions of an account that has too many of them for memory: sorted by id they are judged as
  /// the others are, and those that are new are sorted back.
  private func takeMany(_ group: RowGroup) throws {
    let kind: IntakeKind = group.table == .posting ? .transactions : .actions
    let pile = try (group.isContinuation ? self.pile : nil) ?? IdentityPile(group.table, makeSorter())
    self.pile = pile
    try group.forEach { order, bytes, _ in
      try order.withUnsafeBufferPointer { key in
        try bytes.withUnsafeBufferPointer { bytes in
          let origin = Origin(bytes)
          guard let id = Landing.identity(kind, key, origin.text) else { return }
          try pile.add(id: id, .incoming, file: origin.file, line: origin.line, key: key, text: bytes)
        }
      }
    }
    if group.isContinued { return }
    self.pile = nil
    if kind == .transactions {
      try settlePostings(pile, group.cluster)
    } else {
      try writeNew(try settle(pile, kind, group.table, group.cluster), group.table, group.cluster) {
        _, _, _ in
      }
    }
  }

  private static func identity(_ kind: IntakeKind, _ key: FieldReader.Slice, _ text: FieldReader.Slice)
    -> [UInt8]?
  {
    if kind == .transactions {
      guard key.count >= PostingRecord.keyPrefix else { return nil }
      return Array(key[PostingRecord.keyPrefix...])
    }
    var reader = FieldReader(text)
    return Array(reader.text().utf8)
  }

  private func settlePostings(_ pile: IdentityPile, _ account: String) throws {
    let said = stated.removeValue(forKey: account)
    let day = said?.day.dayNumber ?? .max
    var sum: Int64 = 0
    var locals: [Confirmation.Candidate] = []
    if try isInBook(account) {
      let ties = try view.ties(of: account)
      try view.snapshot.read(.posting, cluster: account) { order, bytes, _ in
        guard let posting = Landing.glance(order, bytes) else { return }
        if !posting.isLocal {
          if posting.known <= day { sum &+= posting.pence }
        } else if ties[order.extracting(PostingRecord.keyPrefix..<order.count).decoded] == nil {
          locals.append(Landing.candidate(order.decoded, posting))
        }
      }
    }
    let amounts = Set(locals.map(\.pence))
    var (incoming, origins): ([Confirmation.Candidate], [Int]) = ([], [])
    let new = try settle(pile, .transactions, .posting, account)
    try writeNew(new, .posting, account) { order, posting, origin in
      guard let posting else { return }
      if posting.pence.magnitude > Intake.unusualAmount { warnOfAmount(posting, origin) }
      if posting.known <= day { sum &+= posting.pence }
      if amounts.contains(posting.pence) {
        incoming.append(Landing.candidate(order.decoded, posting))
        origins.append(origin.file)
      }
    }
    var counts = counts
    confirm(account, locals, incoming, origins, &counts)
    self.counts = counts
    if let said { checkBalance(said, sum) }
  }

  /// Holds the rows of a pile against each other, the book and suspense.
  /// - Returns: those that are new.
  private func settle(_ pile: IdentityPile, _ kind: IntakeKind, _ table: Table, _ account: String) throws
    -> BulkSorter
  {
    if try isInBook(account) {
      try view.snapshot.read(table, cluster: account) { order, bytes, _ in
        try order.withUnsafeBufferPointer { key in
          try bytes.withUnsafeBufferPointer { text in
            guard let id = Landing.identity(kind, key, text) else { return }
            try pile.add(id: id, .book, key: key, text: text)
          }
        }
      }
    }
    if try look.contains(account) {
      let prefix = SuspenseRecord.key(kind, id: "")
      try view.snapshot.read(.suspense, cluster: account, from: prefix, to: kind.rawValue + "!") {
        order, bytes, _ in
        try order.withUnsafeBufferPointer { key in
          try bytes.withUnsafeBufferPointer { text in
            try pile.add(id: key.dropFirst(prefix.utf8.count), .suspense, key: key, text: text)
          }
        }
      }
    }
    let new = try makeSorter()
    let cluster = Array(account.utf8)
    var rival: (key: [UInt8], text: [UInt8])?
    var held: SuspendedRow?
    var counts = counts
    try pile.drain { row in
      if row.isOfNewID { (rival, held) = (nil, nil) }
      switch row.source {
      case .book: rival = (Array(row.key), Array(row.text))
      case .suspense:
        held = SuspendedRow(
          reference: account, order: String(decoding: row.key, as: UTF8.self), Array(row.text),
          source: view.source)
      case .incoming:
        let origin = Origin(row.text)
        if let rival {
          judge(kind, account, row.key, origin, rival, &counts)
          return
        }
        rival = (Array(row.key), Array(origin.text))
        if let held {
          if kind == .transactions {
            let id = String(decoding: row.key[PostingRecord.keyPrefix...], as: UTF8.self)
            guard let posting = PostingRecord.glance(key: row.key, text: origin.text),
              try release(posting, id, origin, account, held, &counts)
            else { return }
          } else {
            guard try release(held, origin.file, origin.line, account, &counts) else { return }
          }
        }
        let (key, text) = (Array(row.key), Array(row.text))
        try new.add(table: table, cluster: cluster.span, order: key.span, bytes: text.span)
      }
    }
    self.counts = counts
    return new
  }

  /// Counts and tells of an incoming row whose id is there already.
  private func judge(
    _ kind: IntakeKind, _ account: String, _ key: FieldReader.Slice, _ origin: Origin,
    _ rival: (key: [UInt8], text: [UInt8]), _ counts: inout [IntakeOutcome.File]
  ) {
    func duplicate(_ problem: String) {
      counts[origin.file].duplicates += 1
      report(
        IntakeReport(file: origin.file, line: origin.line, problem: problem, action: .skippedDuplicate))
    }
    rival.key.withUnsafeBufferPointer { rivalKey in
      rival.text.withUnsafeBufferPointer { rivalText in
        if kind == .transactions {
          guard let posting = PostingRecord.glance(key: key, text: origin.text),
            let other = PostingRecord.glance(key: rivalKey, text: rivalText)
          else { return }
          if Landing.content(posting) == Landing.content(other) {
            return duplicate("the book has this transaction already")
          }
          counts[origin.file].rejected += 1
          tellOfConflict(
            String(decoding: key[PostingRecord.keyPrefix...], as: UTF8.self), account, Landing.content(other),
            Landing.content(posting), origin)
          return
        }
        if Landing.content(ofAction: key, origin.text) == Landing.content(ofAction: rivalKey, rivalText) {
          return duplicate("the action is there already")
        }
        counts[origin.file].rejected += 1
        var reader = FieldReader(origin.text)
        let id = reader.text()
        report(
          IntakeReport(
            file: origin.file, line: origin.line, column: "action_id",
            problem: "action \(id) is there already with another date or code", action: .rejected, value: id))
      }
    }
  }

  /// What two actions of one id have to agree in: the day and the code.
  private static func content(ofAction key: FieldReader.Slice, _ text: FieldReader.Slice) -> [UInt8] {
    var reader = FieldReader(text)
    _ = reader.slice()
    _ = reader.slice()
    return Array(key.prefix(8)) + Array(reader.slice())
  }

  /// Writes rows that are new, sorted back into the order of the book.
  private func writeNew(
    _ new: BulkSorter, _ table: Table, _ account: String,
    _ note: (Span<UInt8>, PostingRecord.Glance?, Origin) -> Void
  ) throws {
    let cluster = Array(account.utf8)
    try new.drain { group in
      try group.forEach { order, bytes, _ in
        let (origin, posting) = order.withUnsafeBufferPointer { key in
          bytes.withUnsafeBufferPointer { bytes in
            let origin = Origin(bytes)
            return (origin, PostingRecord.glance(key: key, text: origin.text))
          }
        }
        counts[origin.file].taken += 1
        note(order, table == .posting ? posting : nil, origin)
        try writer.add(
          table: table, cluster: cluster.span, order: order,
          bytes: bytes.extracting(origin.length..<bytes.count))
      }
    }
  }

  private static func content(_ posting: PostingRecord.Glance) -> PostingCheck.Content {
    PostingCheck.Content(effective: posting.effective, type: posting.type, pence: posting.pence)
  }

  private static func candidate(_ key: String, _ posting: PostingRecord.Glance) -> Confirmation.Candidate {
    Confirmation.Candidate(
      key: key, group: posting.type.group, pence: posting.pence,
      effective: CivilDate(dayNumber: posting.effective))
  }

  private static func words(_ content: PostingCheck.Content) -> String {
    let day = CivilDate(dayNumber: content.effective).text(.dayMonthYear)
    return "\(Money(pence: content.pence).text(.debitOrCredit)) \(content.type.rawValue) of \(day)"
  }

  private func warnOfAmount(_ posting: PostingRecord.Glance, _ origin: Origin) {
    let amount = Money(pence: posting.pence)
    report(
      IntakeReport(
        file: origin.file, line: origin.line, column: "amount",
        problem: "\(amount.text(.debitOrCredit)) is more than "
          + "\(Money(pence: Int64(Intake.unusualAmount)).text(.unsigned)) in one posting; it was taken as it stands",
        action: .warned, value: amount.description))
  }

  // MARK: Suspense

  /// What stands in suspense under the reference of a group.
  private func waiting(for group: RowGroup) throws -> WaitingRows {
    try look.contains(group.cluster) ? WaitingRows(view, reference: group.cluster) : .none(view)
  }

  /// Whether a new posting is taken of which the row waited: it is placed by this transaction.
  private func release(
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
  private func release(
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
  private func release(_ item: Item, _ group: RowGroup, _ waiting: WaitingRows) throws -> Bool {
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
  private func place(_ row: SuspendedRow, on account: String) throws {
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
  private func tellOfWaiting() throws -> Set<String> {
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

  private func suspend(_ group: RowGroup) throws {
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

  private func takeSuspense(_ group: RowGroup) throws {
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

  // MARK: Rows

  /// The rows of a group that is small, in key order; rows of equal keys in the order of file and line.
  private func items(_ group: RowGroup, identity: ([UInt8]) -> [UInt8]) -> [Item] {
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

  private static func byLine(_ items: [Item]) -> [Int] {
    items.indices.sorted { (items[$0].file, items[$0].line) < (items[$1].file, items[$1].line) }
  }

  private func write(_ table: Table, _ account: String, _ item: Item) throws {
    counts[item.file].taken += 1
    let cluster = Array(account.utf8)
    try writer.add(table: table, cluster: cluster.span, order: item.key.span, bytes: item.text.span)
  }

  /// A row of named fields whose key was given before in this session.
  private func settleTwin(
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

  private func duplicate(_ item: Item, _ problem: String) {
    counts[item.file].duplicates += 1
    report(IntakeReport(file: item.file, line: item.line, problem: problem, action: .skippedDuplicate))
  }

  private func reject(_ item: Item, column: String?, _ problem: String, value: String?) {
    counts[item.file].rejected += 1
    report(
      IntakeReport(
        file: item.file, line: item.line, column: column, problem: problem, action: .rejected, value: value))
  }
}

/// Where a row came from: `file:line|` stands before its text while it is sorted.
struct Origin {
  var file = 0
  var line = 0
  /// Bytes of the origin, the bar included.
  var length = 0
  /// The row's own text.
  var text: FieldReader.Slice

  @inline(__always)
  init(_ bytes: FieldReader.Slice) {
    var index = 0
    while index < bytes.count, bytes[index] != UInt8(ascii: ":") {
      file = file &* 10 &+ Int(bytes[index] &- 48)
      index += 1
    }
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "|") {
      line = line &* 10 &+ Int(bytes[index] &- 48)
      index += 1
    }
    length = min(index + 1, bytes.count)
    text = FieldReader.Slice(rebasing: bytes[length...])
  }

  static func write(file: Int, line: Int, to fields: inout FieldWriter) {
    fields.number(file)
    fields.bytes.append(UInt8(ascii: ":"))
    fields.number(max(line, 0))
    fields.separate()
  }
}
