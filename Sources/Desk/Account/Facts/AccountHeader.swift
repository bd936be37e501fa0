import Casebook
import Rents
import Terminal

/// Who this is, what they owe and what is special, in lines that stand in the same place on every account.
struct AccountHeader: Sendable {
  let page: AccountPage
  let today: CivilDate

  private var facts: AccountFacts { page.facts }

  /// `Marsh Kelly, sole`, or `Nowak Ewa and Nowak Jan, joint and several`.
  var names: String {
    let people = facts.people.map(\.name).filter { !$0.isEmpty }
    guard let first = people.first else { return "no name in the extract" }
    if people.count == 1 { return PersonName.listed(first) + ", sole" }
    return people.map { PersonName.listed($0) }.joined(separator: " and ") + ", joint and several"
  }

  /// The names as a list shows them, without who is liable for what.
  var shortNames: String {
    PersonName.listed(facts.people.map(\.name).filter { !$0.isEmpty })
  }

  /// The address on one line.
  var address: String {
    let parts = [facts.address, facts.town, facts.postcode].filter { !$0.isEmpty }
    return parts.isEmpty ? "no address in the extract" : parts.joined(separator: ", ")
  }

  /// Street and postcode only, for the title.
  var shortAddress: String {
    [facts.address, facts.postcode].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// `Secure since 4 May 2015, weekly. 118.64 a week = 514.11 a month`.
  var charge: String {
    var text = facts.tenure == .licence ? "TA licence" : facts.tenure.words
    text = text.prefix(1).uppercased() + text.dropFirst()
    if let start = facts.start { text += " since \(start.text(.dayMonthYear))" }
    if let end = facts.end {
      text += end <= today ? ", ended \(end.text(.dayMonthYear))" : ", ends \(end.text(.dayMonthYear))"
    } else if facts.status == .former {
      text += ", ended"
    }
    return text + ". " + chargeInWords
  }

  /// `118.64 a week = 514.11 a month, 2 rent-free weeks`.
  var chargeInWords: String {
    let total = facts.charge.total.text(.unsigned)
    var text: String
    switch facts.charge.frequency {
    case .invoice: return "Charged by invoice"
    case .weekly: text = "\(total) a week"
    default: text = "\(total) \(facts.charge.frequency.wording)"
    }
    let charge = facts.charge
    if charge.frequency != .weekly, let weekly = facts.weeklyEquivalent {
      text += " = \(Money(weekly).text(.unsigned)) a week"
    }
    if charge.frequency != .monthly,
      let monthly = charge.frequency.monthlyEquivalent(of: charge.total, rentFreeWeeks: facts.rentFreeWeeks)
    {
      text += " = \(Money(monthly).text(.unsigned)) a month"
    }
    return text
  }

  /// Benefits, arrangement and method in a few sentences: `UC rent paid to us, payday 12th. Plan 25.00 monthly …`.
  var payment: String {
    var sentences: [String] = []
    if let benefit = housingBenefit { sentences.append(benefit) }
    if let credit = universalCredit { sentences.append(credit) }
    if let plan = currentArrangement { sentences.append(AccountHeader.words(plan, today: today)) }
    switch facts.paymentMethod {
    case .none: sentences.append("No payment method known")
    case .managedPayment,
      .housingBenefit where !sentences.isEmpty:
      break
    case .directDebit:
      let day = facts.directDebitDay.map { " on the \(DateText.ordinal($0))" } ?? ""
      sentences.append("Pays by direct debit" + day)
    default: sentences.append("Pays by \(facts.paymentMethod.wording)")
    }
    return sentences.joined(separator: ". ")
  }

  /// Housing Benefit in words; nil where there is none.
  var housingBenefit: String? {
    let weekly = facts.housingBenefit.weekly.map { " \($0.text(.unsigned)) a week" } ?? ""
    switch facts.housingBenefit.status {
    case .none: return nil
    case .inPayment: return "HB\(weekly)"
    case .suspended: return "HB SUSPENDED\(weekly.isEmpty ? "" : ", was\(weekly)")"
    case .claimPending: return "HB claim pending"
    }
  }

  /// Universal Credit in words; nil where the household has none that is known.
  var universalCredit: String? {
    let credit = facts.universalCredit
    guard credit.isClaimant || credit.isManagedPayment else { return nil }
    var text = credit.isManagedPayment ? "UC rent paid to us" : "UC paid to tenant"
    if let day = credit.paymentDay { text += ", payday \(DateText.ordinal(day))" }
    if let claimed = credit.claimDate { text += ", claimed \(DateText.words(claimed, today: today))" }
    return text
  }

  /// The arrangement that runs, or the one that broke last.
  var currentArrangement: Arrangement? {
    let newestFirst = page.arrangements.sorted { ($0.start, $0.id) > ($1.start, $1.id) }
    return newestFirst.first { $0.status == .active } ?? newestFirst.first { $0.status == .broken }
  }

  /// `Plan 25.00 a month, 1 missed, next 14 Dec`.
  static func words(_ plan: Arrangement, today: CivilDate) -> String {
    var text = plan.kind == .court ? "Court terms" : "Plan"
    if plan.status != .active { text += " \(plan.status.rawValue.uppercased()):" }
    text += " \(plan.termsInWords), \(plan.instalmentsMissed) missed"
    if plan.status == .active, let next = plan.nextDue {
      text += ", next \(DateText.short(next, today: today))"
    }
    return text
  }

  /// `FLAGS  A managed payment   r arrangement broken`, each with what it says of this account as far as there is room.
  func flags(width: Int) -> StyledText {
    let head = StyledText("FLAGS  ", .header)
    let rest = nothingInTheWay
    let restWidth = rest.isEmpty ? 0 : rest.count + 3
    if page.entry.flags.isEmpty {
      return head.adding("none", .dim).adding(rest.isEmpty ? "" : "   \(rest)", .dim)
    }
    var line = head.adding(
      FlagLine.fitted(page.entry.flags, width: width - head.columns, words: words))
    if line.columns + restWidth <= width { line.add(rest.isEmpty ? "" : "   \(rest)", .dim) }
    return line
  }

  /// What a flag says of this account.
  func words(_ flag: AccountFlags) -> String {
    switch flag {
    case .vulnerable:
      let needs = facts.vulnerabilities.filter { $0.uppercased() != "SAFE" }.map(SupportNeed.words)
      return needs.isEmpty ? flag.meaning : needs.joined(separator: ", ")
    case .notice:
      return facts.notice.map { "notice served \(DateText.short($0.served, today: today))" } ?? flag.meaning
    case .court:
      guard let order = facts.courtOrder else { return flag.meaning }
      let terms = order.weeklyTerms.map { ", \($0.text(.unsigned)) a week" } ?? ""
      return "\(order.kind.rawValue) order\(terms)"
    case .breathingSpace:
      guard let space = facts.breathingSpace else { return flag.meaning }
      return flag.meaning + (space.to.map { " to \(DateText.short($0, today: today))" } ?? ", no end date")
    default: return flag.meaning
    }
  }

  /// `Hold none   Notice none`: what stops nothing, said so that nobody has to wonder; nil where one of them is in force,
  /// and says so among the flags.
  var nothingInTheWay: String {
    let held = page.entry.flags.contains(.held) || page.entry.flags.contains(.breathingSpace)
    let noticed = page.entry.flags.contains(.notice) || page.entry.flags.contains(.court)
    return [held ? "" : "Hold none", noticed ? "" : "Notice none"].filter { !$0.isEmpty }
      .joined(separator: "  ")
  }

  /// `BALANCE  762.39 DR   6.4 weeks   higher than 8 weeks ago`: for a preview, which has no ledger's room.
  func balance(width: Int) -> StyledText {
    var line = StyledText("BALANCE  ", .header).adding(page.entry.balance.text(), .bold)
    let weeks = page.entry.weeksOwed?.shortText ?? ""
    if !weeks.isEmpty { line.add("   \(weeks) weeks") }
    for words in [Trend.words(page.entry.trend), Trend.direction(page.entry.trend)] {
      let trend = StyledText("   \(words)", .dim)
      if line.columns + trend.columns <= width { return line.adding(trend) }
    }
    return line
  }

  /// `BALANCE  762.39 DR   6.4 weeks   everything posted to Mon 23 Nov`: what it is, and what is in it.
  func balance(_ ledger: Ledger?, width: Int) -> StyledText {
    guard let ledger else {
      return StyledText("BALANCE  ", .header).adding(page.entry.balance.text(), .bold)
    }
    switch ledger.asAt {
    case .known(let day): return past(ledger, "as known on \(day.text(.weekdayDayMonthYear))")
    case .effective(let day): return past(ledger, "by effective date \(day.text(.weekdayDayMonthYear))")
    case .now: break
    }
    var line = StyledText("BALANCE  ", .header).adding(page.entry.balance.text(), .bold)
    let weeks = page.entry.weeksOwed?.shortText ?? ""
    if !weeks.isEmpty { line.add("   \(weeks) weeks") }
    guard let last = ledger.postings.map(\.effective).max() else {
      return line.adding("   nothing posted yet", .dim)
    }
    line.add("   everything posted to \(DateText.words(last, today: today))", .dim)
    // What is owed and is no rent must be known before a figure goes into a notice.
    if let costs = try? ledger.sumsByType().first(where: { $0.type == .courtCosts }), costs.total != .zero {
      let text = ", court costs \(costs.total.text(.unsigned)) in it"
      if line.columns + CharacterWidth.columns(of: text) <= width { line.add(text, .warning) }
    }
    return line
  }

  private func past(_ shown: Ledger, _ words: String) -> StyledText {
    // A nought would say that somebody knew of one.
    StyledText("BALANCE  ", .header)
      .adding(shown.isEmpty ? "nothing posted" : shown.balance.together.text(), .bold)
      .adding("   \(words)", .warning)
  }

  /// `landlord 452.10 DR, L local 50.00 CR, together 402.10 DR`; nil where nothing was posted here.
  func localPart(_ ledger: Ledger?, width: Int) -> StyledText? {
    guard let ledger, !ledger.localLines.isEmpty else { return nil }
    let line = StyledText("  landlord ", .dim).adding(ledger.balance.landlord.text())
      .adding(", ", .dim).adding("L local \(ledger.balance.local.text())", .warning)
      .adding(", together ", .dim).adding(ledger.balance.together.text())
    let aside = StyledText("  (\(ledger.localLines.count) posted here, in no extract yet)", .dim)
    return line.columns + aside.columns <= width ? line.adding(aside) : line
  }

  /// The landlord's figure beside ours: that they agree, or the fault.
  var landlord: StyledText {
    var line = StyledText("Landlord ", .dim)
    if let theirs = page.entry.landlordBalance {
      line.add(theirs.text())
      if let day = facts.landlordBalanceAsAt { line.add(" at \(DateText.words(day, today: today))", .dim) }
      if let difference = page.difference {
        line.add("  ! DIFFERS by \(difference.text(.unsigned))", .bad)
        if !page.entry.isAbsentFromExtract { line.add(" from the postings: a fault to report", .bad) }
      } else {
        line.add(", agrees with the postings", .good)
      }
    } else {
      line.add("gives no balance", .dim)
    }
    if page.entry.isAbsentFromExtract { line.add("  ? absent from extract", .warning) }
    return line
  }

  /// What is owed today and how much of that came later, for a view of the past, and of which day the facts and flags are.
  func presentBalances(_ later: [Posting]) -> StyledText {
    guard let present = page.present else { return StyledText() }
    var line = StyledText("Today ", .dim).adding(present.balance.text())
    let count = "\(later.count) posting\(later.count == 1 ? "" : "s")"
    if page.factsAreLater, let day = page.factsAsAt {
      return line.adding(later.isEmpty ? "." : ", \(count) later.", .dim)
        .adding(" No facts then: of \(day.text(.dayMonthYear)).", .warning)
    }
    if page.factsAsAt == nil {
      return line.adding(". No facts of this account are known.", .warning)
    }
    if later.isEmpty {
      line.add(": nothing came later", .dim)
    } else if let sum = try? Money.sum(later.map(\.amount)) {
      line.add(": \(sum.text()) in \(count) since", .dim)
    }
    return line.adding(". Facts and flags as then.", .dim)
  }

  /// The last payment and the last contact, as the view that is shown has them.
  var lastMoneyAndContact: StyledText {
    var line = StyledText()
    if let paid = page.entry.lastPayment {
      line.add("Paid ", .dim)
      line.add("\(DateText.short(paid.date, today: today)) \(paid.amount.text(.unsigned))")
      line.add(", \(paid.type.wording)", .dim)
    } else {
      line.add("Nothing paid yet", .dim)
    }
    line.add("   Contact ", .dim)
    guard let contact = page.entry.lastContact else { return line.adding("none on record") }
    line.add(DateText.short(contact, today: today))
    if page.present == nil { line.add(" (\(DateText.distance(contact, today: today)))", .dim) }
    return line
  }

  /// The other accounts, each with its own balance and never summed: those of the tenancy, and those that may be of the
  /// same person, which no officer has said. Where there is no room for all, how many more.
  func others(width: Int) -> StyledText {
    let now = page.present == nil ? "" : ", as they are today"
    guard !page.related.isEmpty else {
      return StyledText("Not in this balance: no other account of this tenancy or person in this patch", .dim)
    }
    let heads = [
      ("Not in this balance\(now): ", "Perhaps the same person, not joined\(now): "),
      ("Not in this: ", "Perhaps same person, not joined: "), ("Not in this: ", "Perhaps same: "),
    ]
    for (own, perhaps) in heads {
      let line = others(page.related, own, perhaps)
      if line.columns <= width { return line }
    }
    for count in stride(from: page.related.count - 1, through: 0, by: -1) {
      let line = others(Array(page.related.prefix(count)), heads[2].0, heads[2].1)
        .adding(count == 0 ? "" : ", ", .dim)
        .adding("\(page.related.count - count) \(count == 0 ? "other accounts" : "more")", .warning)
        .adding(" on tab 3", .dim)
      if line.columns <= width || count == 0 { return line }
    }
    return StyledText()
  }

  private func others(_ related: [RelatedAccount], _ own: String, _ perhaps: String) -> StyledText {
    var line = StyledText()
    for (head, accounts) in [
      (own, related.filter { $0.relation == .sameTenancy }),
      (perhaps, related.filter { $0.relation != .sameTenancy }),
    ] where !accounts.isEmpty {
      line.add((line.isEmpty ? "" : ". ") + head, .dim)
      line.add(accounts.map(\.words).joined(separator: ", "))
    }
    return line
  }
}

extension RelatedAccount {
  /// `garage G0447 14.10 CR`.
  var words: String { "\(kind) \(reference) \(balance.text())" }

  /// `garage`, `former secure`.
  var kind: String {
    status == .former && tenure != .former ? "former \(tenure.shortWords)" : tenure.shortWords
  }

  /// Why it stands beside the account.
  var reason: String {
    switch relation {
    case .sameTenancy: "same tenancy"
    case .sameNameAndBirth: "same name and date of birth: perhaps the same person, not joined"
    case .sameNameAndPhone: "same name and telephone: perhaps the same person, not joined"
    }
  }
}
