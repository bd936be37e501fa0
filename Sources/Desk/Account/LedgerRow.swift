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
  /// True if an opened run begins here.
  var opensRun = false

  init(_ line: Ledger.Line) {
    id = ID(id: line.posting.id, source: line.posting.source, isRun: false)
    postings = [line.posting]
    amount = line.posting.amount
    balance = line.balance
  }

  /// A run of lines; nil where there is none or their sum does not fit.
  init?(run lines: [Ledger.Line]) {
    guard let first = lines.first, let last = lines.last,
      let sum = try? Money.sum(lines.map(\.posting.amount))
    else { return nil }
    id = ID(id: first.posting.id, source: first.posting.source, isRun: true)
    postings = lines.map(\.posting)
    amount = sum
    balance = last.balance
  }

  /// The day on which the line begins.
  var first: CivilDate? { postings.first?.effective }
  /// The day on which the line ends.
  var last: CivilDate? { postings.last?.effective }
  var isLocal: Bool { postings.first?.isLocal ?? false }

  // MARK: Folding

  /// How many equal charge days in a row are folded into one line. The parts of one day (rent, service, water) always are.
  static let leastRun = 3

  /// The lines of a ledger with charges folded, but for those that `isOpen` says: the parts of a day's charge, and charge days
  /// that have the same charges with nothing between them.
  static func rows(of ledger: Ledger, isOpen: (ID) -> Bool) -> [LedgerRow] {
    var rows: [LedgerRow] = []
    rows.reserveCapacity(ledger.count)
    var days: [[Ledger.Line]] = []
    func fold(_ lines: [Ledger.Line]) {
      guard lines.count > 1, let run = LedgerRow(run: lines) else {
        rows += lines.map { LedgerRow($0) }
        return
      }
      guard isOpen(run.id) else {
        rows.append(run)
        return
      }
      for (place, line) in lines.enumerated() {
        var row = LedgerRow(line)
        row.opensRun = place == 0
        rows.append(row)
      }
    }
    func flush() {
      if days.count >= leastRun { fold(days.flatMap { $0 }) } else { for day in days { fold(day) } }
      days = []
    }
    var index = ledger.lines.startIndex
    while index < ledger.lines.endIndex {
      let line = ledger.lines[index]
      guard line.posting.type.isRegularCharge, line.posting.amount > .zero else {
        flush()
        rows.append(LedgerRow(line))
        index += 1
        continue
      }
      var day = [line]
      index += 1
      while index < ledger.lines.endIndex, ledger.lines[index].posting.effective == line.posting.effective,
        ledger.lines[index].posting.type.isRegularCharge, ledger.lines[index].posting.amount > .zero
      {
        day.append(ledger.lines[index])
        index += 1
      }
      if let before = days.last, !isSame(before, day) { flush() }
      days.append(day)
    }
    flush()
    return rows + ledger.localLines.map { LedgerRow($0) }
  }

  private static func isSame(_ left: [Ledger.Line], _ right: [Ledger.Line]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy {
        $0.posting.type == $1.posting.type && $0.posting.amount == $1.posting.amount
      }
  }

  // MARK: Words

  /// What a posting was: `Rent week 34`, `Direct debit returned, known Wed 18 Nov`.
  static func words(
    _ posting: Posting, facts: AccountFacts, calendar: RentCalendar, today: CivilDate
  ) -> String {
    var text = posting.wording(facts: facts, calendar: calendar)
    text = text.prefix(1).uppercased() + text.dropFirst()
    if posting.type == .directDebitReturned { text = "DD RETURNED" }
    if posting.type.needsNarrative || posting.isLocal, !posting.narrative.isEmpty {
      // Where the landlord's words begin with ours, ours are said already.
      let isSaid = FoldedText(posting.narrative).bytes.starts(with: FoldedText(text).bytes)
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
    let kinds = postings.filter { $0.effective == first.effective }.map {
      $0.type.wording(tenure: facts.tenure)
    }
    // The weeks come before the other parts: where the line is short, the parts are what is lost.
    var text = kinds.first ?? ""
    if facts.charge.frequency == .weekly {
      text += " \(calendar.wording(from: first.effective, through: last.effective))"
    } else {
      let days = Set(postings.map(\.effective)).count
      if days > 1 { text += ", \(days) times" }
    }
    switch kinds.count {
    case ...1: return text
    case 2: return "\(text) + \(kinds[1].lowercased())"
    default: return "\(text) + \(kinds.count - 1) more"
    }
  }

  /// Everything that the narrow lines have no room for.
  func detail(today: CivilDate) -> StyledText {
    guard let posting = postings.first else { return StyledText() }
    if id.isRun {
      let days = Set(postings.map(\.effective)).count
      let parts = postings.filter { $0.effective == posting.effective }.map {
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
