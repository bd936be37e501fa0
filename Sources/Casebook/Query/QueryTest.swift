import Rents

/// One thing that a query asks of an account.
indirect enum QueryTest: Hashable, Sendable {
  /// A day in a query.
  enum Day: Hashable, Sendable {
    case on(CivilDate)
    case today
    /// A day and a month: the nearest such day to today.
    case dayMonth(day: Int, month: Int)
    /// So many days, or months, from today: ahead for what is due, ago for what was.
    case distance(days: Int, months: Int)
  }

  /// Where a balance went.
  enum Trend: String, CaseIterable, Hashable, Sendable {
    case rising
    case falling
    case level

    /// The words for it; the first letters of one are enough.
    var words: [String] {
      switch self {
      case .rising: ["rising", "up", "worse"]
      case .falling: ["falling", "down", "better"]
      case .level: ["level", "flat", "same"]
      }
    }

    func holds(_ change: Money) -> Bool {
      switch self {
      case .rising: change.isDebit
      case .falling: change.isCredit
      case .level: change == .zero
      }
    }
  }

  /// Stands anywhere in what a list shows; folded.
  case shown(FoldedText)
  /// Stands anywhere in a column; folded.
  case column(QueryKey, FoldedText)
  /// One of the words that the landlord's codes were translated to.
  case words(QueryKey, Set<String>)
  /// All of these flags.
  case flags(AccountFlags)
  case pounds(QueryKey, QueryComparison, Money)
  /// Owed, or in credit.
  case side(QueryKey, isDebit: Bool)
  case weeks(QueryComparison, Ratio)
  /// Where the balance went over the weeks that a list shows.
  case trend(Trend)
  case date(QueryKey, QueryComparison, Day)
  /// Nothing stands in the column.
  case missing(QueryKey)
  /// One of several holds.
  case any([QueryTest])

  func holds(for account: AccountSummary, on today: CivilDate, shown: inout FoldedText?) -> Bool {
    switch self {
    case .shown(let sought):
      let text = shown ?? QueryTest.shown(of: account)
      shown = text
      return text.contains(sought)
    case .column(let key, let sought):
      return QueryTest.text(of: key, account).contains(sought)
    case .words(let key, let words):
      return words.contains(QueryTest.word(of: key, account))
    case .flags(let flags):
      return account.flags(on: today).isSuperset(of: flags)
    case .pounds(let key, let comparison, let amount):
      return QueryTest.amount(of: key, account, today).map { comparison.holds($0, amount) } ?? false
    case .trend(let trend):
      return QueryTest.change(of: account, today).map(trend.holds) ?? false
    case .side(let key, let isDebit):
      return QueryTest.amount(of: key, account, today).map { isDebit ? $0.isDebit : $0.isCredit } ?? false
    case .weeks(let comparison, let number):
      return account.weeksOwed.map { comparison.holds($0.exact, number) } ?? false
    case .date(let key, let comparison, let day):
      return QueryTest.holds(QueryTest.date(of: key, account), comparison, day, today, isAhead: key == .due)
    case .any(let tests):
      for test in tests where test.holds(for: account, on: today, shown: &shown) { return true }
      return false
    case .missing(let key):
      switch key.kind {
      case .date: return QueryTest.date(of: key, account) == nil
      case .text: return QueryTest.text(of: key, account).isEmpty
      case .flags: return account.flags(on: today).isEmpty
      case .pounds: return QueryTest.amount(of: key, account, today) == nil
      default: return account.weeksOwed == nil
      }
    }
  }

  private static func holds(
    _ date: CivilDate?, _ comparison: QueryComparison, _ day: Day, _ today: CivilDate, isAhead: Bool
  ) -> Bool {
    let wanted: CivilDate
    switch day {
    case .on(let date): wanted = date
    case .today: wanted = today
    case .dayMonth(let day, let month):
      let years = [today.year, today.year - 1, today.year + 1]
      let near = years.compactMap { CivilDate(year: $0, month: month, day: day) }
      guard let nearest = near.min(by: { abs($0.days(until: today)) < abs($1.days(until: today)) }) else {
        return false
      }
      wanted = nearest
    case .distance(let days, let months):
      let sign = isAhead ? 1 : -1
      wanted = today.adding(months: sign * months).adding(days: sign * days)
      guard let date else {
        // Never is longer ago than any day; what is never due is not due soon.
        return !isAhead && (comparison == .above || comparison == .atLeast)
      }
      // Longer ago is an earlier day.
      return isAhead ? comparison.holds(date, wanted) : comparison.holds(wanted, date)
    }
    return date.map { comparison.holds($0, wanted) } ?? false
  }

  // MARK: Columns

  private static func shown(of account: AccountSummary) -> FoldedText {
    var text = FoldedText()
    func add(_ part: String) {
      text.append(part)
      // No phrase reaches over two columns.
      text.endLine()
    }
    add(account.reference)
    for name in account.names { add(name) }
    add(account.address)
    add(account.postcode)
    add(account.patch)
    add(account.officerCode)
    add(account.officerName)
    add(account.phone)
    add(account.tenure.rawValue)
    add(account.status.rawValue)
    add(account.paymentMethod.shortName)
    add(account.paymentMethod.wording)
    return text
  }

  private static func text(of key: QueryKey, _ account: AccountSummary) -> FoldedText {
    let parts: [String]
    switch key {
    case .account: parts = [account.reference]
    case .name: parts = account.names
    case .address: parts = [account.address, account.postcode]
    case .postcode: parts = [account.postcode]
    case .patch: parts = [account.patch]
    case .officer: parts = [account.officerCode, account.officerName]
    case .phone: parts = [account.phone]
    default: parts = []
    }
    var text = FoldedText()
    for part in parts where !part.isEmpty {
      if !text.isEmpty { text.endLine() }
      text.append(part)
    }
    return text
  }

  private static func word(of key: QueryKey, _ account: AccountSummary) -> String {
    switch key {
    case .tenure: account.tenure.rawValue
    case .status: account.status.rawValue
    case .method: account.paymentMethod.rawValue
    default: account.frequency.rawValue
    }
  }

  /// How much more is owed at the end of the newest week that a list shows than at the end of the oldest.
  private static func change(of account: AccountSummary, _ today: CivilDate) -> Money? {
    let trend = account.trend(on: today)
    guard let first = trend.first, let last = trend.last else { return nil }
    return try? last.subtracting(first)
  }

  private static func amount(of key: QueryKey, _ account: AccountSummary, _ today: CivilDate) -> Money? {
    switch key {
    case .balance: account.balance
    case .local: account.local
    case .landlord: account.landlordBalance
    case .difference: account.difference
    case .charge: account.charge
    case .trend: change(of: account, today)
    default: Money(pence: Int64(clamping: account.postings))
    }
  }

  private static func date(of key: QueryKey, _ account: AccountSummary) -> CivilDate? {
    switch key {
    case .paid: account.lastPayment?.date
    case .contact: account.lastContact
    case .due: account.nextDue
    default: account.factsKnown
    }
  }
}
