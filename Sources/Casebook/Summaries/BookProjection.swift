import Journal
import Rents

/// What is derived from the record: a summary for each account, in the cluster of its patch, and where to find it.
///
/// The fold adds what is new to what was there, and comes out the same however rows are grouped into calls: sums and
/// greatest values do not mind, and what does (the last payment after a direct debit came back or a local posting was
/// confirmed, what was posted after the landlord's balance) is read again from the record as far as it was folded.
struct BookProjection: Projection {
  var version: String { SummaryState.version }

  func project(table: Table, cluster: String, rows: RowGroup, read: DerivedReader) throws -> [DerivedChange] {
    switch table {
    case .account, .action, .amendment, .arrangement, .contact, .diary, .diaryFinish, .note, .posting,
      .tie, .withdrawal:
      break
    default: return []
    }
    let home = try read.row(.whereabouts, cluster: cluster, order: BookProjection.place)
    let patch = home.map { String(decoding: $0, as: UTF8.self) }
    var state = SummaryState(reference: cluster)
    if let patch, let bytes = try read.row(.summary, cluster: patch, order: cluster) {
      state = bytes.withUnsafeBufferPointer { SummaryState(reference: cluster, patch: patch, $0) }
    }
    let before = state
    if table == .withdrawal {
      state = try remade(cluster, read)
    } else {
      try take(table, rows, into: &state, read)
      state.searched = max(state.searched, state.summary.lastChanges[.details])
    }
    var changes: [DerivedChange] = []
    if let patch, patch != state.summary.patch {
      changes.append(DerivedChange(table: .summary, cluster: patch, order: cluster, bytes: nil))
    }
    if patch != state.summary.patch {
      changes.append(
        DerivedChange(
          table: .whereabouts, cluster: cluster, order: BookProjection.place,
          bytes: Array(state.summary.patch.utf8)))
    }
    try countPatches(home == nil ? nil : before.summary, state.summary, &changes, read)
    switch table {
    case .account, .amendment, .withdrawal: searchAnew(before, state, &changes)
    default: break
    }
    changes.append(
      DerivedChange(table: .summary, cluster: state.summary.patch, order: cluster, bytes: state.bytes))
    return changes
  }

  private func take(
    _ table: Table, _ rows: RowGroup, into state: inout SummaryState, _ read: DerivedReader
  ) throws {
    switch table {
    case .account: try takeFacts(rows, into: &state, read)
    case .action: takeActions(rows, into: &state)
    case .amendment:
      raise(.details, rows, in: &state)
      try takeAmendments(into: &state, read)
    case .arrangement:
      raise(.arrangement, rows, in: &state)
      try takeArrangements(into: &state, read)
    case .contact: takeContacts(rows, into: &state)
    case .diary, .diaryFinish:
      raise(.diary, rows, in: &state)
      try takeDiary(into: &state, read)
    case .note: raise(.note, rows, in: &state)
    case .posting: try takePostings(rows, into: &state, read)
    case .tie: try takeTies(rows, into: &state, read)
    default: break
    }
  }

  /// The tables from which a summary is made, in the order in which a rebuild takes them.
  private static let sources: [Table] = [
    .account, .action, .amendment, .arrangement, .contact, .diary, .diaryFinish, .note, .posting,
    .tie,
  ]

  /// The summary made again from the record, without what was taken back: taking something back then leaves what there
  /// was before it, to the byte.
  ///
  /// The table of withdrawals sorts behind all others, so that whatever is in the record here was folded before.
  private func remade(_ account: String, _ read: DerivedReader) throws -> SummaryState {
    let gone = try Withdrawals(of: account, in: read)
    var state = SummaryState(reference: account)
    for table in BookProjection.sources {
      var rows: [(order: String, bytes: [UInt8], sequence: UInt64)] = []
      try read.rows(of: table, in: account) { order, bytes, sequence in
        if gone.has(sequence) { return }
        rows.append((String(decoding: order, as: UTF8.self), Array(bytes), sequence))
      }
      if rows.isEmpty { continue }
      // As they were recorded, not as they lie: a late extract of an earlier day changed nothing when it came.
      rows.sort { $0.sequence < $1.sequence }
      try take(table, RowGroup(table: table, cluster: account, rows: rows), into: &state, read)
    }
    // What was taken back may have been what the account is searched by.
    state.searched = max(
      state.summary.lastChanges[.details], gone.entries.map(\.withdrawal.sequence).max() ?? 0)
    return state
  }

  /// The patches' tallies and officers, where an account changed what they count. Nil before: the account is new.
  private func countPatches(
    _ before: AccountSummary?, _ now: AccountSummary, _ changes: inout [DerivedChange], _ read: DerivedReader
  ) throws {
    let tally = PatchTally(now.balance)
    if let before, before.patch == now.patch {
      if before.balance != now.balance {
        changes.append(
          try PatchTally.changed(now.patch, adding: tally, taking: PatchTally(before.balance), read))
      }
    } else {
      if let before {
        changes.append(
          try PatchTally.changed(before.patch, adding: PatchTally(), taking: PatchTally(before.balance), read)
        )
      }
      changes.append(try PatchTally.changed(now.patch, adding: tally, taking: PatchTally(), read))
    }
    let (office, newOffice) = (before.flatMap { PatchOffice($0) }, PatchOffice(now))
    if office != newOffice {
      if let office { changes.append(try office.counted(-1, read)) }
      if let newOffice { changes.append(try newOffice.counted(1, read)) }
    }
  }

  /// The text by which an account is searched, at the place of the transaction that changed its details last. (Facts
  /// are folded row by row, so that this place does not depend on how they are grouped; and the text may change under
  /// the same place, where a fold takes in newer facts before an older correction.)
  private func searchAnew(
    _ before: SummaryState, _ now: SummaryState, _ changes: inout [DerivedChange]
  ) {
    let (old, new) = (before.searched, now.searched)
    if old == new, now.summary.isSearched(as: before.summary) { return }
    if old > 0, old != new {
      changes.append(
        DerivedChange(
          table: .search, cluster: BookSearch.cluster, order: BookSearch.order(old, now.summary.reference),
          bytes: nil
        ))
    }
    changes.append(
      DerivedChange(
        table: .search, cluster: BookSearch.cluster, order: BookSearch.order(new, now.summary.reference),
        bytes: BookSearch.row(SearchedAccount(now.summary))))
  }

  private func raise(_ kind: AccountChange, _ rows: RowGroup, in state: inout SummaryState) {
    rows.forEach { _, _, sequence in state.summary.lastChanges.raise(kind, to: sequence) }
  }

  /// The order key of a whereabouts row.
  static let place = "-"

  // MARK: Facts

  private func takeFacts(_ rows: RowGroup, into state: inout SummaryState, _ read: DerivedReader) throws {
    var newest: (known: CivilDate, bytes: [UInt8])?
    var known = state.summary.factsKnown
    rows.forEach { order, bytes, sequence in
      guard let day = order.withUnsafeBufferPointer(FieldReader.date) else { return }
      if let known, day < known { return }
      bytes.withUnsafeBufferPointer { bytes in
        if bytes.elementsEqual(FactsRecord.absent) { return }
        known = day
        newest = (day, Array(bytes))
        let hash = FactsRecord.detailsHash(bytes)
        if hash != state.detailsHash || state.summary.lastChanges[.details] == 0 {
          state.detailsHash = hash
          state.summary.lastChanges.raise(.details, to: sequence)
        }
      }
    }
    if let newest {
      let facts = newest.bytes.withUnsafeBufferPointer { FactsRecord.read(state.summary.reference, $0) }
      state.summary.take(facts, known: newest.known)
      try countAfterLandlordBalance(&state, read)
    }
    if state.hasAmendments { try takeAmendments(into: &state, read) }
    try findAbsence(&state, read)
  }

  /// What the landlord posted after the day of its balance, as far as it was folded.
  private func countAfterLandlordBalance(_ state: inout SummaryState, _ read: DerivedReader) throws {
    state.summary.postedAfterLandlordBalance = .zero
    guard let day = state.summary.landlordBalanceAsAt?.dayNumber, state.latestKnown > day else { return }
    var sum: Int64 = 0
    let folded = state.foldedPostings
    try read.read(.posting, cluster: state.summary.reference) { order, bytes, sequence in
      guard sequence <= folded, let posting = BookProjection.glance(order, bytes) else { return }
      if !posting.isLocal, posting.known > day { sum &+= posting.pence }
    }
    state.summary.postedAfterLandlordBalance = Money(pence: sum)
  }

  /// The first extract after the newest facts in which the account was absent.
  private func findAbsence(_ state: inout SummaryState, _ read: DerivedReader) throws {
    var after: String?
    if let known = state.summary.factsKnown {
      var key = FieldWriter()
      key.date(known)
      after = String(decoding: key.bytes, as: UTF8.self)
    }
    var absent: CivilDate?
    try read.read(.account, cluster: state.summary.reference, from: after) { order, bytes, _ in
      let isAbsent = bytes.withUnsafeBufferPointer { $0.elementsEqual(FactsRecord.absent) }
      if isAbsent, absent == nil { absent = order.withUnsafeBufferPointer(FieldReader.date) }
    }
    state.summary.absentSince = absent
  }

  /// The newest facts with what officers put right.
  private func takeAmendments(into state: inout SummaryState, _ read: DerivedReader) throws {
    state.hasAmendments = true
    guard let known = state.summary.factsKnown else { return }
    let account = state.summary.reference
    let people = try OwnCasework.people(of: account, in: read, try Withdrawals(of: account, in: read))
    var newest: AccountFacts?
    try read.rows(of: .account, in: account) { _, text, _ in
      if !text.elementsEqual(FactsRecord.absent) { newest = FactsRecord.read(account, text) }
    }
    guard var facts = newest else { return }
    facts.apply(people)
    state.summary.take(facts, known: known)
  }

  // MARK: Casework

  private func takeContacts(_ rows: RowGroup, into state: inout SummaryState) {
    raise(.contact, rows, in: &state)
    rows.forEach { _, bytes, sequence in
      let contact = bytes.withUnsafeBufferPointer { ContactRecord.read($0, sequence: sequence) }
      guard let contact, contact.attempt.isContact else { return }
      state.summary.lastContact = max(contact.date, state.summary.lastContact ?? contact.date)
    }
  }

  /// The first diary date that is open.
  private func takeDiary(into state: inout SummaryState, _ read: DerivedReader) throws {
    let account = state.summary.reference
    let diary = try OwnCasework.diary(of: account, in: read, try Withdrawals(of: account, in: read))
    state.summary.take(diary: diary)
  }

  private func takeActions(_ rows: RowGroup, into state: inout SummaryState) {
    raise(.action, rows, in: &state)
    rows.forEach { order, bytes, _ in
      guard let date = order.withUnsafeBufferPointer(FieldReader.date) else { return }
      if let last = state.summary.lastContact, date <= last { return }
      let isContact = bytes.readingFields { reader in
        _ = reader.slice()
        _ = reader.slice()
        return ActionRecord.isContact(reader.slice())
      }
      if isContact { state.summary.lastContact = date }
    }
  }

  private func takeArrangements(into state: inout SummaryState, _ read: DerivedReader) throws {
    // The states of one arrangement lie together, the newest last; an account has few.
    var newest: [(identity: [UInt8], arrangement: Arrangement)] = []
    try read.read(.arrangement, cluster: state.summary.reference) { order, bytes, _ in
      let identity = order.withUnsafeBufferPointer(ArrangementRecord.identity)
      let arrangement = bytes.withUnsafeBufferPointer(ArrangementRecord.read)
      if let index = newest.firstIndex(where: { $0.identity == identity }) {
        newest[index].arrangement = arrangement
      } else {
        newest.append((identity, arrangement))
      }
    }
    state.summary.take(plans: newest.map(\.arrangement))
  }

  // MARK: Money

  @inline(__always)
  private static func glance(_ order: Span<UInt8>, _ bytes: Span<UInt8>) -> PostingRecord.Glance? {
    order.withUnsafeBufferPointer { key in
      bytes.withUnsafeBufferPointer { PostingRecord.glance(key: key, text: $0) }
    }
  }

  private func takePostings(_ rows: RowGroup, into state: inout SummaryState, _ read: DerivedReader) throws {
    // Sums wrap rather than trap: intake and commands refuse the amounts that could make them.
    var balance = state.summary.balance.pence
    var local = state.summary.local.pence
    var after = state.summary.postedAfterLandlordBalance.pence
    let balanceDay = state.summary.landlordBalanceAsAt?.dayNumber ?? .max
    var touchesDirectDebits = false
    rows.forEach { order, bytes, sequence in
      state.foldedPostings = max(state.foldedPostings, sequence)
      guard let posting = BookProjection.glance(order, bytes) else { return }
      balance &+= posting.pence
      let group = posting.type.group
      state.summary.lastChanges.raise(
        group.isReceipt || group == .reversal ? .payment : .charge, to: sequence)
      state.summary.postings &+= 1
      state.summary.movements.add(posting.pence, on: posting.effective)
      if posting.isLocal {
        local &+= posting.pence
        state.summary.localPostings &+= 1
      } else {
        state.latestKnown = max(state.latestKnown, posting.known)
        if posting.known > balanceDay { after &+= posting.pence }
      }
      let isReturn = StandingReceipts<Void>.isReturn(posting.type, Money(pence: posting.pence))
      if isReturn { state.hasReturns = true }
      if isReturn || posting.type == .directDebit { touchesDirectDebits = true }
      BookProjection.takePayment(posting, order, into: &state)
    }
    state.summary.balance = Money(pence: balance)
    state.summary.local = Money(pence: local)
    state.summary.postedAfterLandlordBalance = Money(pence: after)
    // Only a direct debit can have come back. Where the last payment is another, no return changes that: those that
    // stand before it do not matter, and one that stands behind it would be the last itself.
    if touchesDirectDebits, state.hasReturns, state.summary.lastPayment?.type == .directDebit {
      try findLastPayment(&state, read)
    }
  }

  private static func takePayment(
    _ posting: PostingRecord.Glance, _ order: Span<UInt8>, into state: inout SummaryState
  ) {
    guard posting.pence < 0, posting.type.group.isReceipt else { return }
    if let last = state.summary.lastPayment, posting.effective <= last.date.dayNumber {
      if posting.effective < last.date.dayNumber { return }
      let isLater = order.withUnsafeBufferPointer { key in
        state.lastPaymentKey.lexicographicallyPrecedes(key)
      }
      if !isLater { return }
    }
    state.take(payment: posting, key: order.withUnsafeBufferPointer { Array($0) })
  }

  /// The last payment, found again in all postings that were folded: needed where one was taken back, by a return or by
  /// the posting that confirmed it.
  private func findLastPayment(_ state: inout SummaryState, _ read: DerivedReader) throws {
    var tied: Set<String> = []
    try read.read(.tie, cluster: state.summary.reference) { order, _, _ in tied.insert(order.decoded) }
    let gone = try Withdrawals(of: state.summary.reference, in: read)
    var receipts = StandingReceipts<(PostingRecord.Glance, [UInt8])>()
    let folded = state.foldedPostings
    try read.read(.posting, cluster: state.summary.reference) { order, bytes, sequence in
      guard sequence <= folded, !gone.has(sequence), let posting = BookProjection.glance(order, bytes) else {
        return
      }
      if posting.isLocal, tied.contains(order.extracting(PostingRecord.keyPrefix..<order.count).decoded) {
        return
      }
      receipts.take(
        (posting, order.withUnsafeBufferPointer { Array($0) }), posting.type, Money(pence: posting.pence),
        on: CivilDate(dayNumber: posting.effective))
    }
    state.summary.lastPayment = nil
    state.lastPaymentKey = []
    if let (posting, key) = receipts.last { state.take(payment: posting, key: key) }
  }

  private func takeTies(_ rows: RowGroup, into state: inout SummaryState, _ read: DerivedReader) throws {
    var isLastPaymentTied = false
    rows.forEach { order, bytes, _ in
      let tie = order.withUnsafeBufferPointer { key in
        bytes.withUnsafeBufferPointer { TieRecord(key: key, text: $0) }
      }
      let pence = tie.amount.pence
      state.summary.balance.pence &-= pence
      state.summary.local.pence &-= pence
      state.summary.localPostings -= 1
      state.summary.postings -= 1
      state.summary.movements.add(0 &- pence, on: tie.effective.dayNumber)
      if state.lastPaymentKey.dropFirst(PostingRecord.keyPrefix).elementsEqual(tie.local.utf8) {
        isLastPaymentTied = true
      }
    }
    guard isLastPaymentTied || state.hasReturns else { return }
    try findLastPayment(&state, read)
  }
}

extension AccountSummary {
  /// Shows how the account's arrangements stand.
  mutating func take(plans: [Arrangement]) {
    let running = plans.filter { $0.status != .completed }.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    signs.plans = running.map {
      FlagSources.Plan(start: $0.start, isBroken: $0.status == .broken, nextDue: $0.nextDue)
    }
    findNextDue()
  }

  /// Shows what the diary holds.
  mutating func take(diary: [DiaryEntry]) {
    nextDiary = diary.lazy.filter(\.isOpen).map(\.plan.due).min()
    findNextDue()
  }

  private mutating func findNextDue() {
    let instalment = signs.plans.last.flatMap { $0.isBroken ? nil : $0.nextDue }
    nextDue = [instalment, nextDiary].compactMap { $0 }.min()
  }

  /// Shows newer facts.
  mutating func take(_ facts: AccountFacts, known: CivilDate) {
    factsKnown = known
    tenancyReference = facts.tenancyReference
    names = facts.people.map(\.name)
    dateOfBirth = facts.people.first?.dateOfBirth
    address = facts.address
    postcode = facts.postcode
    patch = facts.patch
    officerCode = facts.officerCode
    officerName = facts.officerName
    tenure = facts.tenure
    status = facts.status
    phone = facts.phone
    paymentMethod = facts.paymentMethod
    charge = facts.charge.total
    frequency = facts.charge.frequency
    rentFreeWeeks = facts.rentFreeWeeks
    landlordBalance = facts.landlordBalance
    landlordBalanceAsAt = facts.landlordBalance == nil ? nil : facts.landlordBalanceAsAt ?? known
    signs.isVulnerable = facts.vulnerabilities.contains { !$0.isEmpty && $0 != "SAFE" }
    signs.isSafeContact = facts.vulnerabilities.contains("SAFE")
    signs.isJoint = facts.isJoint
    signs.isClaimant = facts.universalCredit.isClaimant
    signs.isManagedPayment = facts.universalCredit.isManagedPayment
    signs.breathingSpace = facts.breathingSpace
    signs.notice = facts.notice
    signs.courtOrder = facts.courtOrder.map { $0.date ?? .first }
  }
}
