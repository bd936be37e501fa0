import Casebook
import Rents
import Terminal

/// Payments and contacts together, by week, the oldest week first and open at its end: the same way round as the ledger, so
/// that the eye turns from one to the other without being turned itself, and the last thing that happened is the last line.
struct Timeline {
  /// One thing that happened.
  struct Item: Hashable, Sendable {
    /// What it is, for the gaps between two of a kind.
    enum Kind: Hashable, Sendable {
      /// Money that came in.
      case payment
      /// Money that came back, an adjustment, costs.
      case money
      /// We were in touch with the household.
      case contact
      /// A note, a letter, an instalment: anything else on record.
      case record
    }

    var kind: Kind
    var date: CivilDate
    /// `HH:MM`, or empty.
    var time = ""
    /// In a few letters: `DDP`, `CALL`.
    var code: String
    /// What happened.
    var what: String
    /// The officer's code or name.
    var by = ""
    /// Payments: what came in, as it stands in the ledger's column.
    var amount: Money?
    var style: Style?
    /// Taken back by the one who wrote it: it stays, struck through.
    var isWithdrawn = false
  }

  /// A run of weeks with nothing but charges is put into one line from so many on.
  private static let quiet = 2

  let items: [Item]
  private let weeks: [CivilDate: Ledger.Span]
  /// The last contact as the book keeps it.
  private let kept: CivilDate?
  private let today: CivilDate
  private let calendar: RentCalendar

  init(_ page: AccountPage, _ ledger: Ledger?, in context: DeskContext) {
    today = context.book.today
    kept = page.entry.lastContact
    calendar = context.book.calendar
    var found: [Item] = []
    for posting in ledger?.postings ?? [] where !(posting.type.group == .charge && posting.amount.isDebit) {
      let isPayment = posting.type.group.isReceipt && posting.amount.isCredit
      var item = Item(
        kind: isPayment ? .payment : .money, date: posting.effective, code: posting.type.code,
        what: LedgerRow.words(posting, facts: page.facts, calendar: calendar, today: today))
      item.amount = posting.amount
      if posting.type.group == .reversal { item.style = .bad }
      if posting.isLocal {
        item.what += " (L, in no extract yet)"
        item.style = .warning
      }
      found.append(item)
    }
    found += Timeline.records(page, today: today)
    // What happened on one day stands in the order of its time; money, which has none, before.
    items = found.enumerated()
      .sorted {
        ($0.element.date, $0.element.time, $0.offset) < ($1.element.date, $1.element.time, $1.offset)
      }
      .map(\.element)
    let spans = (try? ledger?.spans(by: .week)) ?? []
    weeks = Dictionary(spans.map { ($0.first, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func records(_ page: AccountPage, today: CivilDate) -> [Item] {
    var found: [Item] = []
    let contacts = Set(page.contacts.map(\.id))
    for action in page.actions where !contacts.contains(action.id) {
      let what = action.description.isEmpty ? action.code : action.description
      let isNote = action.code == "NOTE"
      var item = Item(
        kind: action.isContact ? .contact : .record, date: action.date, time: action.time, code: action.code,
        what: action.note.isEmpty ? what : isNote ? action.note : "\(what): \(action.note)")
      item.by = action.officer
      found.append(item)
    }
    for contact in page.contacts {
      let attempt = contact.attempt
      var item = Item(
        kind: attempt.isContact && !contact.isWithdrawn ? .contact : .record, date: contact.date,
        code: attempt.channel.rawValue,
        what: attempt.wording + (attempt.text.isEmpty ? "" : ". \(attempt.text)"))
      item.by = contact.officer
      item.isWithdrawn = contact.isWithdrawn
      found.append(item)
    }
    for note in page.withdrawnNotes {
      var item = Item(kind: .record, date: note.recorded, code: "NOTE", what: note.text)
      item.by = note.officer
      item.isWithdrawn = true
      found.append(item)
    }
    for entry in page.diary where !entry.isWithdrawn && entry.plan.kind == .promise {
      let sum = entry.plan.amount.map { " \($0.text(.unsigned))" } ?? ""
      var item = Item(
        kind: .record, date: entry.recorded, code: "PROMISE",
        what: "Promised\(sum) by \(DateText.words(entry.plan.due, today: today))"
          + (entry.plan.text.isEmpty ? "" : ": \(entry.plan.text)"))
      item.by = entry.officer
      found.append(item)
    }
    for plan in page.arrangements {
      var item = Item(
        kind: .record, date: plan.start, code: plan.kind == .court ? "COURT" : "PLAN",
        what:
          "\(plan.kind == .court ? "Court terms" : "Arrangement") \(plan.termsInWords), arrears then \(plan.arrearsAtStart.text())"
      )
      item.by = plan.officer
      found.append(item)
    }
    for instalment in page.instalments where instalment.status == .missed && instalment.due <= today {
      found.append(
        Item(
          kind: .record, date: instalment.due, code: "MISSED",
          what: "Instalment \(instalment.number) of \(instalment.amount.text(.unsigned))", style: .bad))
    }
    return found
  }

  /// All lines, for a width.
  func lines(width: Int) -> [StyledText] {
    var lines = FactLines(width: width)
    var byWeek: [CivilDate: [Item]] = [:]
    for item in items { byWeek[item.date.monday, default: []].append(item) }
    let mondays = Set(byWeek.keys).union(weeks.keys).sorted()
    guard let first = mondays.first else { return [] }
    // Before the first posting nothing is known of what was owed.
    var balance: Money?
    var lastContact: CivilDate?
    var lastPaid: CivilDate?
    var quiet: [CivilDate] = []

    func tellQuiet() {
      guard let from = quiet.first, let to = quiet.last else { return }
      let charged = (try? Money.sum(quiet.compactMap { weeks[$0] }.map(\.totals.charged))) ?? .zero
      let words = calendar.wording(from: from, through: to)
      lines.line(
        head(
          words.prefix(1).uppercased() + words.dropFirst(),
          days: DateText.span(from, to.adding(days: 6), today: today), charged: charged, received: .zero,
          balance: balance, width: width))
      quiet = []
    }

    for monday in mondays {
      let happened = byWeek[monday] ?? []
      if happened.isEmpty {
        if let span = weeks[monday] { balance = span.balance }
        quiet.append(monday)
        continue
      }
      tellQuiet()
      if let span = weeks[monday] { balance = span.balance }
      let week = "Week \(calendar.week(holding: monday).number)"
      lines.line(
        head(
          week, days: DateText.column(monday, today: today), charged: weeks[monday]?.totals.charged,
          received: weeks[monday]?.totals.received, balance: balance, width: width))
      for item in happened {
        if item.kind == .contact {
          gap(&lines, "no contact", since: lastContact, until: item.date, atLeast: 28)
          lastContact = item.date
        }
        if item.kind == .payment {
          gap(&lines, "nothing paid", since: lastPaid, until: item.date, atLeast: 35)
          lastPaid = item.date
        }
        tell(item, &lines)
      }
    }
    tellQuiet()
    // What is not there is news too: it is told at the end, where the officer looks.
    gap(&lines, "nothing paid", since: lastPaid ?? first, until: today, atLeast: 35, isOpen: true)
    gap(
      &lines, "no contact", since: kept ?? lastContact ?? first, until: today, atLeast: 28,
      isOpen: true,
      isFirst: (kept ?? lastContact) == nil)
    return lines.all
  }

  private func gap(
    _ lines: inout FactLines, _ what: String, since: CivilDate?, until: CivilDate, atLeast: Int,
    isOpen: Bool = false, isFirst: Bool = false
  ) {
    guard let since else { return }
    let days = until.days(since: since)
    guard days >= atLeast else { return }
    let tail =
      isOpen ? (isFirst ? ": none is on record" : ", since \(DateText.words(since, today: today))") : ""
    lines.line(StyledText("   · \(what) for \(days) days\(tail)", .warning))
  }

  private func head(
    _ name: some StringProtocol, days: String, charged: Money?, received: Money?, balance: Money?, width: Int
  ) -> StyledText {
    let left = "\(name), \(days.trimmed)".padding(to: 31) + " "
    var money = ""
    if let charged { money += "charged \(charged.text(.unsigned))" }
    if let received, received != .zero {
      money += "  paid \(received.isDebit ? received.text() : received.text(.unsigned))"
    } else if charged != nil {
      money += "  nothing paid"
    }
    let right = balance?.text() ?? ""
    let blank = max(1, width - left.count - money.count - right.count)
    return StyledText(left, .header).adding(money, .dim)
      .adding(String(repeating: " ", count: blank)).adding(right, .bold)
  }

  private func tell(_ item: Item, _ lines: inout FactLines) {
    let sign: String
    switch item.kind {
    case .payment: sign = "-"
    case .money: sign = item.amount?.isCredit == true ? "-" : "+"
    case .contact: sign = "c"
    case .record: sign = " "
    }
    let by = item.by.isEmpty ? "" : "  (\(item.by))"
    let style: Style = item.isWithdrawn ? Style.dim : item.style ?? .normal
    let what = item.isWithdrawn ? "x withdrawn: \(StruckThrough.text(item.what))" : item.what
    var cells: [(text: String, width: Int, style: Style)] = [
      (" \(sign)", 3, item.kind == .payment ? .good : item.kind == .contact ? .key : .dim),
      (item.date.text(.weekdayDayMonthAligned), 11, .dim), (item.time, 6, .dim), (item.code, 8, .dim),
    ]
    if let amount = item.amount { cells.append((amount.text(.unsigned), 10, style)) }
    lines.row(cells, rest: what + by, style)
  }
}

extension String {
  /// Without blanks at both ends.
  var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
