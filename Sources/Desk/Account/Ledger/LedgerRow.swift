import Rents
import Terminal

/// One line of the ledger on the screen: a posting, a run of equal charges folded into one line, a week or a month, the
/// balance brought forward, or what became known only after the view that is shown.
struct LedgerRow: Hashable, Sendable {
  /// What tells one line from another while postings come and runs are opened.
  enum ID: Hashable, Sendable {
    /// The balance before the first line.
    case opening
    /// One posting.
    case posting(id: String, source: String)
    /// A run, by its first posting.
    case run(id: String, source: String)
    /// A week or a month, by its first day.
    case span(CivilDate)
    /// The line that says that the following were not known.
    case laterHead
    /// A posting that the view leaves out.
    case later(id: String, source: String)
  }

  let id: ID
  /// The postings: one, or those of a run; none of a week, a month or the opening balance.
  var postings: [Posting] = []
  /// What it adds to what is owed; blank where it adds nothing.
  var charge: Money?
  /// What it takes off, as a positive figure.
  var paid: Money?
  /// The balance after the line; nil where it has none.
  var balance: Money?
  /// The first and last day of the line.
  var first: CivilDate?
  var last: CivilDate?
  /// How many days were charged in a run; 1 for a single posting.
  var days = 1
  /// How many postings a week or a month holds.
  var count = 1
  /// True if an opened run begins here.
  var opensRun = false

  init(_ line: Ledger.Line) {
    id = .posting(id: line.posting.id, source: line.posting.source)
    postings = [line.posting]
    balance = line.balance
    (first, last) = (line.posting.effective, line.posting.effective)
    put(line.posting.amount)
  }

  /// A run of the ledger as one line; nil where it is a single posting.
  init?(_ run: Ledger.Run, of ledger: Ledger) {
    guard run.isFolded, let first = ledger.lines[run.places].first else { return nil }
    id = .run(id: first.posting.id, source: first.posting.source)
    postings = ledger.lines[run.places].map(\.posting)
    days = run.days
    balance = run.balance
    self.first = first.posting.effective
    last = postings.last?.effective
    put(run.total)
  }

  /// The balance at the close of a day, before the first line that is shown.
  init(opening: Money, on day: CivilDate) {
    id = .opening
    balance = opening
    (first, last) = (day, day)
  }

  /// A week or a month.
  init(_ span: Ledger.Span) {
    id = .span(span.first)
    balance = span.balance
    (first, last) = (span.first, span.last)
    count = span.count
    if span.totals.charged != .zero { charge = span.totals.charged }
    if span.totals.received != .zero { paid = (try? span.totals.received.negated()) ?? span.totals.received }
    otherThanRent = span.totals.other
  }

  /// A posting that the view leaves out.
  init(later posting: Posting) {
    id = .later(id: posting.id, source: posting.source)
    postings = [posting]
    (first, last) = (posting.effective, posting.effective)
    put(posting.amount)
  }

  /// The line before those that the view leaves out.
  init(laterThan view: AsAt) {
    id = .laterHead
    first = view.day
    last = view.day
  }

  private mutating func put(_ amount: Money) {
    if amount.isDebit { charge = amount } else { paid = (try? amount.negated()) ?? amount }
  }

  /// Of a week or month: adjustments, costs, refunds and their like, which are neither charged nor received.
  private(set) var otherThanRent = Money.zero

  /// What it adds to what is owed, or takes off it.
  var amount: Money { charge ?? paid.flatMap { try? $0.negated() } ?? .zero }

  /// What one day of a run was charged.
  private var partsOfADay: ArraySlice<Posting> { postings.prefix(postings.count / max(days, 1)) }
  /// Posted here, and in no extract yet.
  var isLocal: Bool { postings.first?.isLocal ?? false }
  /// A run of equal charges.
  var isRun: Bool { if case .run = id { true } else { false } }
  /// A week or a month.
  var isSpan: Bool { if case .span = id { true } else { false } }
  /// Not part of the view that is shown.
  var isLater: Bool {
    switch id {
    case .later, .laterHead: true
    default: false
    }
  }

  /// The sign left of the line.
  var mark: Unicode.Scalar? {
    if isLater { return "~" }
    if isLocal { return "L" }
    if isRun { return "+" }
    return opensRun ? "-" : nil
  }

  /// The lines of a ledger with charges folded, but for those that `isOpen` says; local postings follow.
  static func rows(of ledger: Ledger, after day: CivilDate? = nil, isOpen: (ID) -> Bool) -> [LedgerRow] {
    var rows: [LedgerRow] = []
    rows.reserveCapacity(ledger.count)
    let place = day.map { day in ledger.lines.firstIndex { $0.posting.effective > day } ?? ledger.lines.count
    }
    if let day, let place {
      rows.append(
        LedgerRow(opening: place == 0 ? .zero : ledger.lines[place - 1].balance, on: day))
    }
    for run in ledger.runs(from: place ?? 0) {
      let folded = LedgerRow(run, of: ledger)
      if let folded, !isOpen(folded.id) {
        rows.append(folded)
        continue
      }
      for place in run.places {
        var row = LedgerRow(ledger.lines[place])
        row.opensRun = folded != nil && place == run.places.lowerBound
        rows.append(row)
      }
    }
    return rows + ledger.localLines.map { LedgerRow($0) }
  }

  // MARK: Words

  /// The day of the line, or the first and last of a run: at most thirteen columns.
  func days(today: CivilDate) -> String {
    guard let first, let last, id != .laterHead else { return "" }
    return first == last ? DateText.column(first, today: today) : DateText.span(first, last, today: today)
  }

  /// The day of the line without its weekday, or the last day of a run: `12 Oct`, `to 9 Nov`, `to Nov'25`. At most nine
  /// columns.
  func shortDays(today: CivilDate) -> String {
    guard let first, let last, id != .laterHead else { return "" }
    return (first == last ? "" : "to ") + DateText.short(last, today: today)
  }

  /// What a posting was: `Rent week 34`, `Housing Benefit, 5 Oct-1 Nov`, `DD RETURNED, known Wed 18 Nov`.
  static func words(
    _ posting: Posting, facts: AccountFacts, calendar: RentCalendar, today: CivilDate
  ) -> String {
    var text = posting.wording(facts: facts, calendar: calendar)
    text = text.prefix(1).uppercased() + text.dropFirst()
    if posting.type == .directDebitReturned { text = "DD RETURNED" }
    if posting.type.group == .benefit, posting.amount.isCredit {
      if let period = posting.benefitPeriod(facts: facts) {
        text = "\(posting.type.wording), \(period.text)"
      } else {
        text = (posting.type == .housingBenefit ? "HB" : "UC rent") + ", period not given"
      }
    }
    if posting.type.needsNarrative || posting.isLocal, !posting.narrative.isEmpty {
      // Where the landlord's words begin with ours, ours are said already.
      let isSaid = FoldedText(posting.narrative).hasPrefix(FoldedText(text))
      text = isSaid ? posting.narrative : "\(text), \(posting.narrative)"
    }
    // A bank's two or three days are the rule; what came back, or came late, is news. The line above the keys tells of all.
    let isNews = posting.type.group == .reversal || posting.known.days(since: posting.effective) > 4
    if isNews, posting.known != posting.effective, !posting.isLocal, !posting.isKnownInferred {
      text += ", known \(DateText.words(posting.known, today: today))"
    }
    return text
  }

  /// What the line says.
  func words(facts: AccountFacts, calendar: RentCalendar, today: CivilDate) -> String {
    switch id {
    case .opening: return "brought forward"
    case .laterHead: return "LATER, not in this balance:"
    case .span:
      guard let first, let last else { return "" }
      let isMonth = last.days(since: first) > 6
      var text =
        isMonth
        ? "\(CivilDate.monthNames[first.month - 1]) \(first.year)"
        : "Week \(calendar.week(holding: first).number)"
      if otherThanRent != .zero { return "\(text), other \(otherThanRent.text())" }
      text += ", \(count) posting\(count == 1 ? "" : "s")"
      return text
    default: break
    }
    guard let first = postings.first, let last = postings.last else { return "" }
    guard isRun else { return LedgerRow.words(first, facts: facts, calendar: calendar, today: today) }
    // The parts are told by the line above the keys, and by their own lines once they are opened.
    let part = partsOfADay.first { $0.type == .rent } ?? first
    let name = part.type.wording(tenure: facts.tenure)
    if facts.charge.frequency == .weekly {
      return "\(name) \(calendar.wording(from: first.effective, through: last.effective))"
    }
    return days > 1 ? "\(name), \(days) times" : part.wording(facts: facts, calendar: calendar)
  }

  /// Everything that the narrow lines have no room for.
  func detail(today: CivilDate) -> StyledText {
    switch id {
    case .opening:
      return StyledText("The balance at the close of that day. Esc shows the whole ledger.", .dim)
    case .laterHead:
      return StyledText("What follows is in the book now, and is not in the view that is shown.", .dim)
    case .span:
      return StyledText("Enter", .key).adding(" shows the lines of these days.", .dim)
    default: break
    }
    guard let posting = postings.first else { return StyledText() }
    if isRun {
      let parts = partsOfADay.map {
        "\($0.type.wording.lowercased()) \($0.amount.text(.unsigned))"
      }
      return StyledText(days > 1 ? "\(days) times " : "Made up of ", .dim).adding(
        parts.joined(separator: ", ")
      )
      .adding(".  ", .dim).adding("Enter", .key).adding(" opens them.", .dim)
    }
    var line = StyledText(posting.narrative.isEmpty ? posting.type.wording : posting.narrative)
    if posting.isLocal { line.add("  L posted here, in no extract yet", .warning) }
    line.add(posting.isLocal ? "" : "  known \(DateText.words(posting.known, today: today))", .dim)
    if posting.isKnownInferred { line.add(" (inferred)", .dim) }
    line.add(", recorded \(DateText.words(posting.recorded, today: today))", .dim)
    if !posting.batch.isEmpty { line.add("  batch \(posting.batch)", .dim) }
    line.add("  \(posting.type.code) \(posting.id)", .dim)
    return line
  }
}
