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

  /// `FLAGS  A managed payment   r arrangement broken`, each with what it says of this account; where there is no room, with
  /// fewer words, and at the least the letters.
  func flags(width: Int) -> StyledText {
    let flags = page.entry.flags.each
    if flags.isEmpty { return StyledText("FLAGS  ", .header).adding("none", .dim) }
    let full = line(flags.map { ($0, words($0)) })
    if full.columns <= width { return full }
    let short = line(flags.map { ($0, $0.meaning) })
    if short.columns <= width { return short }
    // What an officer must know before calling keeps its words the longest.
    let urgent = flags.filter(\.needsCare)
    let others = flags.filter { !$0.needsCare }
    for kept in stride(from: urgent.count, through: 1, by: -1) {
      let rest = String((urgent.dropFirst(kept) + others).map(\.letter))
      let shown = line(urgent.prefix(kept).map { ($0, $0.meaning) })
      let whole = rest.isEmpty ? shown : shown.adding("   and \(rest)", .warning)
      if whole.columns <= width { return whole }
    }
    return StyledText("FLAGS  ", .header).adding(page.entry.flags.letters, .warning)
  }

  private func line(_ flags: [(flag: AccountFlags, words: String)]) -> StyledText {
    var line = StyledText("FLAGS  ", .header)
    for (index, each) in flags.enumerated() {
      if index > 0 { line.add("   ") }
      line.add("\(each.flag.letter) ", each.flag.needsCare ? .warning : .key)
      line.add(each.words, each.flag.needsCare ? .warning : .normal)
    }
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

  /// `BALANCE  762.39 DR   6.4 weeks`.
  var balance: StyledText {
    var line = StyledText("BALANCE  ", .header).adding(page.entry.balance.text(), .bold)
    let weeks = (page.entry.weeksOwed?.shortText ?? "")
    if !weeks.isEmpty { line.add("   \(weeks) weeks") }
    line.add("   \(Trend.words(page.entry.trend))", .dim)
    return line
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

  /// What is owed today, for a view of the past.
  var presentBalances: StyledText {
    StyledText("Today ", .dim).adding(page.entry.balance.text())
      .adding(page.entry.landlordBalance.map { ", by the landlord \($0.text())" } ?? "", .dim)
      .adding(". The flags are today's.", .dim)
  }

  /// The other accounts of the tenancy, each with its own balance and never merged; then the last payment and contact.
  var others: StyledText {
    var line = StyledText()
    for (index, other) in page.related.enumerated() {
      line.add(index > 0 ? ", " : "Not in this: ", .dim)
      line.add("\(other.tenure.words) \(other.reference) \(other.balance.text())")
    }
    if !line.isEmpty { line.add("   ") }
    if let paid = page.entry.lastPayment {
      line.add("Paid ", .dim)
      line.add("\(DateText.short(paid.date, today: today)) \(paid.amount.text(.unsigned))")
    } else {
      line.add("Nothing paid yet", .dim)
    }
    line.add("   Contact ", .dim)
    guard let contact = page.entry.lastContact else { return line.adding("none on record") }
    return line.adding(DateText.short(contact, today: today))
      .adding(" (\(DateText.distance(contact, today: today)))", .dim)
  }
}
