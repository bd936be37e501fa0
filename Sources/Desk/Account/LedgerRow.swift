import Rents
import Terminal

/// One line of the ledger on the screen: a posting, or a run of equal charges folded into one line.
struct LedgerRow: Hashable, Sendable {
  /// What tells one line from another while postings come and runs are opened: the first posting's identity.
  struct ID: Hashable, Sendable {
    var id: String
    var source: String
    var isRun: Bool
  }

  let id: ID
  /// The postings: one, or those of a run.
  let postings: [Posting]
  /// What the line adds to the balance.
  let amount: Money
  /// The balance after the line.
  let balance: Money
  /// How many days were charged in a run; 1 for a single posting.
  let days: Int
  /// True if an opened run begins here.
  var opensRun = false

  init(_ line: Ledger.Line) {
    id = ID(id: line.posting.id, source: line.posting.source, isRun: false)
    postings = [line.posting]
    amount = line.posting.amount
    balance = line.balance
    days = 1
  }

  /// A run of the ledger as one line; nil where it is a single posting.
  init?(_ run: Ledger.Run, of ledger: Ledger) {
    guard run.isFolded, let first = ledger.lines[run.places].first else { return nil }
    id = ID(id: first.posting.id, source: first.posting.source, isRun: true)
    postings = ledger.lines[run.places].map(\.posting)
    days = run.days
    amount = run.total
    balance = run.balance
  }

  /// The day on which the line begins.
  var first: CivilDate? { postings.first?.effective }
  /// The day on which the line ends.
  var last: CivilDate? { postings.last?.effective }
  /// What one day of a run was charged.
  private var partsOfADay: ArraySlice<Posting> { postings.prefix(postings.count / max(days, 1)) }
  var isLocal: Bool { postings.first?.isLocal ?? false }

  /// The lines of a ledger with charges folded, but for those that `isOpen` says; local postings follow.
  static func rows(of ledger: Ledger, isOpen: (ID) -> Bool) -> [LedgerRow] {
    var rows: [LedgerRow] = []
    rows.reserveCapacity(ledger.count)
    for run in ledger.runs() {
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
    guard let first, let last else { return "" }
    return first == last ? DateText.column(first, today: today) : DateText.span(first, last, today: today)
  }

  /// What a posting was: `Rent week 34`, `Direct debit returned, known Wed 18 Nov`.
  static func words(
    _ posting: Posting, facts: AccountFacts, calendar: RentCalendar, today: CivilDate
  ) -> String {
    var text = posting.wording(facts: facts, calendar: calendar)
    text = text.prefix(1).uppercased() + text.dropFirst()
    if posting.type == .directDebitReturned { text = "DD RETURNED" }
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
    guard let first = postings.first, let last = postings.last else { return "" }
    guard id.isRun else { return LedgerRow.words(first, facts: facts, calendar: calendar, today: today) }
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
    guard let posting = postings.first else { return StyledText() }
    if id.isRun {
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
