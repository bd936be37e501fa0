import Casebook
import Rents
import Terminal

/// The figures of an account, each explained down to its rule, its inputs and its source.
struct AccountExplanations {
  let page: AccountPage
  let tab: LedgerTab
  let related: [RelatedAccount]?
  let context: DeskContext

  private var facts: AccountFacts { page.facts }
  private var today: CivilDate { context.book.today }
  private var ledger: Ledger { tab.page?.ledger ?? Ledger() }

  /// All of them, that of the line under the cursor first where there is one.
  func all(withLine: Bool) -> [Explanation] {
    var found: [Explanation] = []
    if withLine, let row = tab.selected, let line = line(row) { found.append(line) }
    found.append(balance)
    if !ledger.localLines.isEmpty { found.append(local) }
    found.append(landlordFigure)
    found.append(weeks)
    found.append(charge)
    if let since { found.append(since) }
    found.append(lastPayment)
    found.append(lastContact)
    if let plan { found.append(plan) }
    found.append(flags)
    found.append(exposure)
    return found
  }

  private var importSource: String {
    let day = page.factsAsAt.map { " of \($0.text(.weekdayDayMonthYear))" } ?? ""
    return "The landlord's accounts extract\(day)."
  }

  private func line(_ row: LedgerRow) -> Explanation? {
    if row.isSpan {
      return Explanation(
        "This line", row.balance?.text() ?? "",
        rule:
          "All postings of these days by effective date, put together. Charged are charges; paid is what came in less what came back; the balance is that at the end of the last of the days.",
        inputs: [
          ("postings", "\(row.count)"), ("charged", row.charge?.text() ?? "0.00"),
          ("paid", row.paid?.text(.unsigned) ?? "0.00"), ("other", row.otherThanRent.text()),
        ], source: "The lines of the ledger: Enter shows them.")
    }
    if row.id == .opening {
      return Explanation(
        "This line", row.balance?.text() ?? "",
        rule:
          "The balance at the close of that day: the sum of every posting whose effective date is not later.",
        source: "The lines before it; Esc shows them.")
    }
    guard let posting = row.postings.first else { return nil }
    if row.isRun {
      return Explanation(
        "This line", row.charge?.text(.unsigned) ?? "",
        rule:
          "Equal charges with nothing between them, folded into one line. Nothing is left out: Enter opens them.",
        inputs: [
          ("charges", "\(row.postings.count) postings on \(row.days) day\(row.days == 1 ? "" : "s")"),
          ("together", row.charge?.text() ?? ""), ("balance after", row.balance?.text() ?? ""),
        ],
        source:
          "The landlord's transactions \(row.postings.first?.id ?? "") to \(row.postings.last?.id ?? "").")
    }
    return single(posting, row)
  }

  private func single(_ posting: Posting, _ row: LedgerRow) -> Explanation {
    var inputs: [(String, String)] = []
    if let after = row.balance, let before = try? after.subtracting(posting.amount) {
      inputs += [
        ("balance before", before.text()), ("this line", posting.amount.text()),
        ("balance after", after.text()),
      ]
    }
    inputs.append(("effective", posting.effective.text(.weekdayDayMonthYear)))
    if !posting.isLocal {
      inputs.append(
        ("known", posting.known.text(.weekdayDayMonthYear) + (posting.isKnownInferred ? ", inferred" : "")))
    }
    inputs.append(("recorded here", posting.recorded.text(.weekdayDayMonthYear)))
    if posting.type.group == .benefit {
      let period = posting.benefitPeriod(facts: facts)
      inputs.append(("pays for", period?.text ?? "period not given: neither narrative nor facts say it"))
      if let period { inputs.append(("how known", period.source.rule)) }
    }
    if posting.type == .courtCosts {
      inputs.append(("note", "owed because the court ordered it; not rent, and not for a notice"))
    }
    let narrative = posting.narrative.isEmpty ? "without words" : "“\(posting.narrative)”"
    let batch = posting.batch.isEmpty ? "" : ", batch \(posting.batch)"
    return Explanation(
      "This line", posting.amount.text(),
      rule: row.isLater
        ? "In the book now, and not in the view that is shown: it became known, or took effect, after it."
        : "Lines stand by effective date, then the day they became known, then the landlord's number. The balance is that of the line before, and this.",
      inputs: inputs,
      source: posting.isLocal
        ? "Posted here, in no extract yet: \(posting.type.code) \(posting.id), \(narrative)."
        : "The landlord's transaction \(posting.id), \(posting.type.code)\(batch), \(narrative).")
  }

  private var balance: Explanation {
    let sums = (try? ledger.sumsByType()) ?? []
    let rule: String
    switch ledger.asAt {
    case .now: rule = "The sum of all postings, debits less credits, those made here included."
    case .known(let day):
      rule =
        "The sum of the postings that were known at the end of \(day.text(.weekdayDayMonthYear)): imported ones by the day on which the landlord's system had them, those made here by the day on which they were recorded."
    case .effective(let day):
      rule =
        "The sum of the postings with an effective date up to \(day.text(.weekdayDayMonthYear)), whenever they became known."
    }
    return Explanation(
      "Balance", ledger.balance.together.text(), rule: rule,
      inputs: sums.map { ("\($0.count) × \($0.type.wording)", $0.total.text()) },
      source:
        "\(ledger.lines.count) postings of the landlord's transactions extracts, \(ledger.localLines.count) posted here. DR is owed, CR is in credit."
    )
  }

  private var local: Explanation {
    Explanation(
      "Local part", ledger.balance.local.text(),
      rule:
        "What was posted here and no extract has confirmed. An extract confirms it by a posting of the same type group and pence within five working days; then it counts once, as the landlord's.",
      inputs: [
        ("landlord", ledger.balance.landlord.text()), ("local", ledger.balance.local.text()),
        ("together", ledger.balance.together.text()),
      ]
        + ledger.localLines.map {
          (
            "L \($0.posting.effective.text(.dayMonth))",
            "\($0.posting.amount.text()) \($0.posting.type.wording)"
          )
        },
      source: "Postings made in this book.")
  }

  private var landlordFigure: Explanation {
    guard let theirs = page.entry.landlordBalance else {
      return Explanation(
        "Landlord's figure", "none",
        rule: "The landlord's own balance is held against the sum of the postings known up to its day.",
        source: ledger.asAt == .now
          ? "The accounts extract gives no balance." : "No balance was given for this view.")
    }
    return Explanation(
      "Landlord's figure", theirs.text(),
      rule:
        "The landlord's own balance, as the accounts extract gives it. It stands beside the postings and never instead of them: a difference is a fault to report, and flags the account with !.",
      inputs: [
        ("given for", facts.landlordBalanceAsAt?.text(.weekdayDayMonthYear) ?? "no day"),
        ("difference", page.difference.map { "\($0.text()), a fault" } ?? "none"),
      ], source: importSource)
  }

  private var weeks: Explanation {
    let shown = page.entry.weeksOwed.map { $0.text + " weeks" } ?? "none"
    return Explanation(
      "Weeks owed", shown,
      rule:
        "The balance divided by one week of the full charge, to a tenth. It is the whole balance: benefit that is still to come is not taken off here.",
      inputs: [
        ("balance", page.entry.balance.text()),
        ("charge", "\(facts.charge.total.text(.unsigned)) \(facts.charge.frequency.wording)"),
        (
          "one week",
          facts.weeklyEquivalent.map { Money($0).text(.unsigned) } ?? "charged by invoice: there is no week"
        ),
      ], source: importSource)
  }

  private var charge: Explanation {
    let monthly = facts.charge.frequency.monthlyEquivalent(
      of: facts.charge.total, rentFreeWeeks: facts.rentFreeWeeks)
    let weeksAYear = 52 - facts.rentFreeWeeks
    return Explanation(
      "A month's charge", monthly.map { Money($0).text(.unsigned) } ?? "none",
      rule: facts.charge.frequency == .weekly
        ? "A week's charge × \(weeksAYear) charge weeks ÷ 12, exact until it is rounded once to the penny."
        : "A year's charges ÷ 12, exact until it is rounded once to the penny; four-weekly is thirteen a year.",
      inputs: [
        ("each period", "\(facts.charge.total.text(.unsigned)) \(facts.charge.frequency.wording)"),
        ("rent-free weeks", "\(facts.rentFreeWeeks) a year"),
        ("since", facts.charge.effectiveFrom?.text(.weekdayDayMonthYear) ?? "not given"),
      ], source: importSource)
  }

  private var since: Explanation? {
    let sums = LedgerSums(page: page, context: context)
    let day = sums.start(tab.order).day
    guard let since = try? ledger.since(day) else { return nil }
    return Explanation(
      "Sums since", "since \(day.text(.dayMonthYear))",
      rule:
        "What was posted after the close of that day, by effective date: balance then + charged − received + other = balance now. The day's own charge is in the balance then.",
      inputs: [
        ("balance then", since.opening.text()), ("charged", since.totals.charged.text()),
        ("received", since.totals.received.text()), ("other", since.totals.other.text()),
        ("balance now", since.balance.text()),
      ], source: "The ledger. b asks for another day.")
  }

  private var lastPayment: Explanation {
    Explanation(
      "Last payment",
      page.entry.lastPayment.map { "\($0.date.text(.dayMonth)) \($0.amount.text(.unsigned))" } ?? "none",
      rule:
        "The newest money that came in and stayed, benefit included: a direct debit that came back is not counted.",
      inputs: page.entry.lastPayment.map {
        [("how", $0.type.wording), ("when", DateText.distance($0.date, today: today))]
      } ?? [], source: "The ledger.")
  }

  private var lastContact: Explanation {
    Explanation(
      "Last contact", page.entry.lastContact.map { $0.text(.weekdayDayMonthYear) } ?? "none on record",
      rule:
        "The newest action by which the household was reached out to or heard from. File notes, tracing, referrals, court dates and word from the benefit office do not count; of what was recorded here, an attempt that reached nobody does not.",
      inputs: page.entry.lastContact.map { [("when", DateText.distance($0, today: today))] } ?? [],
      source: "The landlord's actions extract, and the contacts recorded here: tab 2 shows them.")
  }

  private var plan: Explanation? {
    guard let plan = AccountHeader(page: page, today: today).currentArrangement else { return nil }
    return Explanation(
      "Plan", plan.termsInWords,
      rule: "Paid and missed are as the landlord's extract says: nothing is judged here yet.",
      inputs: [
        ("since", plan.start.text(.weekdayDayMonthYear)), ("owed then", plan.arrearsAtStart.text()),
        (
          "instalments",
          "\(plan.instalmentsDue) due, \(plan.instalmentsPaid) paid, \(plan.instalmentsMissed) missed"
        ),
        ("next", plan.nextDue?.text(.weekdayDayMonthYear) ?? "none"),
      ], source: "The landlord's arrangements extract, \(plan.id).")
  }

  private var flags: Explanation {
    let header = AccountHeader(page: page, today: today)
    let each = page.entry.flags.each
    return Explanation(
      "Flags", each.isEmpty ? "none" : page.entry.flags.letters,
      rule:
        "Letters in a fixed order. J U A V S N C B come from the accounts extract, R and r from the arrangements, H and L from what was done here, ! where the book and the landlord disagree.",
      inputs: each.map { (String($0.letter), header.words($0)) }, source: importSource)
  }

  private var exposure: Explanation {
    let own = (related ?? []).filter { $0.relation == .sameTenancy }
    let present = page.present ?? page.entry
    let totals = try? BalanceTotals([present.balance] + own.map(\.balance))
    return Explanation(
      "Exposure", totals.map { "owed \($0.debit.text())" } ?? "too large to add up",
      rule:
        "This account and the others of its tenancy, each by itself: what is owed is never set off against a credit. Accounts that are perhaps the same person are told and not counted until an officer says that they are one.",
      inputs: [(facts.reference, present.balance.text())]
        + (related ?? []).map {
          (
            "\($0.reference) \($0.kind)",
            $0.balance.text() + ($0.relation == .sameTenancy ? "" : ", not counted")
          )
        }
        + (totals.map { [("in credit", $0.credit.text())] } ?? []),
      source: related == nil
        ? "The other accounts were not read." : "The book as it is now: accounts of this patch.")
  }
}
