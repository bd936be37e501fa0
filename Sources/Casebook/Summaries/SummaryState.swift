import Rents

/// A summary with what only the fold needs to carry it on.
struct SummaryState: Hashable, Sendable {
  var summary: AccountSummary
  /// The highest transaction whose postings are in it: postings of a cluster come in the order of transactions.
  var foldedPostings: UInt64 = 0
  /// The latest day on which one of the landlord's postings was known.
  var latestKnown: Int32 = .min
  /// A hash of the newest facts without the landlord's balance: whether details changed is seen row by row.
  var detailsHash: UInt64 = 0
  /// The transaction under which the account's searched text stands: the last that can have changed it.
  var searched: UInt64 = 0
  /// The ledger key of the last payment.
  var lastPaymentKey: [UInt8] = []
  /// A direct debit came back once: the last payment is then searched for among all.
  var hasReturns = false
  /// An officer put a detail of a person right: the landlord's facts are then not all that stands.
  var hasAmendments = false

  init(reference: String) { summary = AccountSummary(reference: reference) }

  /// Shows a newer payment.
  mutating func take(payment: PostingRecord.Glance, key: [UInt8]) {
    lastPaymentKey = key
    summary.lastPayment = AccountSummary.LastPayment(
      date: CivilDate(dayNumber: payment.effective), amount: Money(pence: payment.pence), type: payment.type)
  }

  /// Names the layout: of another version, every summary is made again from the record.
  static let version: String = {
    // The words are written as their places, so that their order is part of the layout.
    let words =
      Tenure.allCases.map(\.rawValue) + PaymentMethod.allCases.map(\.rawValue)
      + ChargeFrequency.allCases.map(\.rawValue) + PostingType.allCases.map(\.rawValue)
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in words.joined(separator: " ").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return "casebook 5 \(String(hash, radix: 16))"
  }()

  // MARK: Text

  /// The summary as the derived table keeps it: positional fields, the most read first.
  var bytes: [UInt8] {
    var out = FieldWriter()
    out.bytes.reserveCapacity(320)
    let it = summary
    func place<Word: CaseIterable & Equatable>(_ word: Word, _ words: [Word]) -> Int {
      words.firstIndex(of: word) ?? 0
    }
    func next() { out.separate() }
    out.number(it.balance.pence); next()
    out.number(it.local.pence); next()
    out.number(it.localPostings); next()
    out.number(it.postings); next()
    out.number(it.postedAfterLandlordBalance.pence); next()
    if let balance = it.landlordBalance { out.number(balance.pence) }
    next()
    out.day(it.landlordBalanceAsAt); next()
    out.day(it.lastPayment?.date); next()
    out.number(it.lastPayment?.amount.pence ?? 0); next()
    out.number(place(it.lastPayment?.type ?? .cash, Words.types)); next()
    out.day(it.lastContact); next()
    out.day(it.nextDue); next()
    out.day(it.factsKnown); next()
    out.day(it.absentSince); next()
    out.number(place(it.tenure, Words.tenures)); next()
    out.number(it.status == .former ? 1 : 0); next()
    out.number(place(it.paymentMethod, Words.methods)); next()
    out.number(it.charge.pence); next()
    out.number(place(it.frequency, Words.frequencies)); next()
    out.number(it.rentFreeWeeks); next()
    let signs = it.signs
    var bits = 0
    for (bit, isSet) in [
      signs.isVulnerable, signs.isSafeContact, signs.isJoint, signs.isClaimant, signs.isManagedPayment,
    ].enumerated() where isSet { bits |= 1 << bit }
    out.number(bits); next()
    out.day(signs.breathingSpace?.from); next()
    out.day(signs.breathingSpace?.to); next()
    out.day(signs.notice?.served); next()
    out.day(signs.notice?.expires); next()
    out.day(signs.courtOrder); next()
    out.number(signs.plans.count); next()
    for plan in signs.plans {
      out.day(plan.start); next()
      out.number(plan.isBroken ? 1 : 0); next()
      out.day(plan.nextDue); next()
    }
    out.number(it.movements.weeks.count); next()
    for week in it.movements.weeks {
      out.number(Int64(week.number)); next()
      out.number(week.net); next()
    }
    out.number(it.names.count); next()
    for name in it.names { out.text(name); next() }
    out.text(it.address); next()
    out.text(it.postcode); next()
    out.text(it.officerCode); next()
    out.text(it.officerName); next()
    out.text(it.phone); next()
    out.text(it.tenancyReference); next()
    out.day(it.dateOfBirth); next()
    out.day(it.nextDiary); next()
    for kind in AccountChange.allCases { out.number(Int64(clamping: it.lastChanges[kind])); next() }
    out.number(Int64(clamping: foldedPostings)); next()
    out.number(Int64(bitPattern: detailsHash)); next()
    out.number(Int64(clamping: searched)); next()
    out.number(Int64(latestKnown)); next()
    out.number(hasReturns ? 1 : 0); next()
    out.number(hasAmendments ? 1 : 0); next()
    out.bytes.append(contentsOf: lastPaymentKey)
    return out.bytes
  }

  init(reference: String, patch: String, _ bytes: FieldReader.Slice) {
    var reader = FieldReader(bytes)
    summary = AccountSummary(reference: reference, patch: patch, &reader)
    foldedPostings = UInt64(clamping: reader.number() ?? 0)
    detailsHash = UInt64(bitPattern: reader.number() ?? 0)
    searched = UInt64(clamping: reader.number() ?? 0)
    latestKnown = Int32(clamping: reader.number() ?? 0)
    hasReturns = reader.int() == 1
    hasAmendments = reader.int() == 1
    lastPaymentKey = Array(reader.rest)
  }
}

/// The cases of words that are kept as their places; made once, because `allCases` makes an array each time.
private enum Words {
  static let tenures = Tenure.allCases
  static let methods = PaymentMethod.allCases
  static let frequencies = ChargeFrequency.allCases
  static let types = PostingType.allCases
}

extension AccountSummary {
  /// Reads a summary as the derived table keeps it, and leaves the reader at what only the fold needs.
  init(reference: String, patch: String, _ reader: inout FieldReader) {
    self.init(reference: reference)
    self.patch = patch
    func word<Word>(_ words: [Word], _ place: Int, _ other: Word) -> Word {
      words.indices.contains(place) ? words[place] : other
    }
    balance = reader.money()
    local = reader.money()
    localPostings = reader.int()
    postings = reader.int()
    postedAfterLandlordBalance = reader.money()
    landlordBalance = reader.number().map { Money(pence: $0) }
    landlordBalanceAsAt = reader.day()
    let paid = reader.day()
    let (amount, type) = (reader.money(), word(Words.types, reader.int(), .cash))
    lastPayment = paid.map { LastPayment(date: $0, amount: amount, type: type) }
    lastContact = reader.day()
    nextDue = reader.day()
    factsKnown = reader.day()
    absentSince = reader.day()
    tenure = word(Words.tenures, reader.int(), .secure)
    status = reader.int() == 1 ? .former : .current
    paymentMethod = word(Words.methods, reader.int(), .none)
    charge = reader.money()
    frequency = word(Words.frequencies, reader.int(), .weekly)
    rentFreeWeeks = reader.int()
    let bits = reader.int()
    signs.isVulnerable = bits & 1 != 0
    signs.isSafeContact = bits & 2 != 0
    signs.isJoint = bits & 4 != 0
    signs.isClaimant = bits & 8 != 0
    signs.isManagedPayment = bits & 16 != 0
    let (from, to) = (reader.day(), reader.day())
    signs.breathingSpace = from.map { BreathingSpace(from: $0, to: to) }
    let (served, expires) = (reader.day(), reader.day())
    signs.notice = served.map { NoticeSeekingPossession(served: $0, expires: expires) }
    signs.courtOrder = reader.day()
    for _ in 0..<max(0, reader.int()) where !reader.isAtEnd {
      let start = reader.day() ?? .first
      let isBroken = reader.int() == 1
      signs.plans.append(FlagSources.Plan(start: start, isBroken: isBroken, nextDue: reader.day()))
    }
    var weeks: [WeeklyMovements.Week] = []
    let count = max(0, reader.int())
    weeks.reserveCapacity(min(count, WeeklyMovements.kept))
    for _ in 0..<count where !reader.isAtEnd {
      let number = Int32(clamping: reader.number() ?? 0)
      weeks.append(WeeklyMovements.Week(number: number, net: reader.number() ?? 0))
    }
    movements = WeeklyMovements(weeks: weeks)
    for _ in 0..<max(0, reader.int()) where !reader.isAtEnd { names.append(reader.text()) }
    address = reader.text()
    postcode = reader.text()
    officerCode = reader.text()
    officerName = reader.text()
    phone = reader.text()
    tenancyReference = reader.text()
    dateOfBirth = reader.day()
    nextDiary = reader.day()
    for kind in AccountChange.allCases { lastChanges[kind] = UInt64(clamping: reader.number() ?? 0) }
  }
}
