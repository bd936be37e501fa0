import Casebook
import Rents
import Terminal

/// What is known of an account, as labelled lines: charges, how it is paid, the law, the home, the other accounts.
struct AccountFactsLines {
  let page: AccountPage
  let today: CivilDate

  private var facts: AccountFacts { page.facts }

  /// The charges tab: each line of the charge, by the week and the month, and what benefit can pay for.
  func charges(width: Int) -> [StyledText] {
    var lines = FactLines(width: width)
    let header = AccountHeader(page: page, today: today)
    let charge = facts.charge
    lines.head("CHARGE", charge.effectiveFrom.map { "since \($0.text(.weekdayDayMonthYear))" } ?? "")
    lines.field("Charge", header.chargeInWords, .bold)
    if charge.frequency == .invoice {
      lines.paragraph(
        "Charged when an invoice is raised, on no calendar: there is no weekly or monthly figure.", .dim)
    }
    table(&lines)
    if facts.rentFreeWeeks > 0 {
      lines.field(
        "Rent-free weeks",
        "\(facts.rentFreeWeeks) a year: a year's charge falls in \(52 - facts.rentFreeWeeks) weeks")
    }
    if let sum = try? charge.sumOfParts(), sum != charge.total, sum != .zero {
      lines.field(
        "! Parts", "add up to \(sum.text(.unsigned)), the extract's total is \(charge.total.text(.unsigned))",
        .warning)
    }
    if let before = facts.previousCharge {
      let from = before.effectiveFrom.map { " from \($0.text(.dayMonthYear))" } ?? ""
      let change = (try? charge.total.subtracting(before.total)).map {
        $0.isCredit ? ", now \($0.text(.unsigned)) less" : ", now \($0.text(.unsigned)) more"
      }
      lines.field("Before that", before.total.text(.unsigned) + from + (change ?? ""))
    } else {
      lines.field("Before that", "the extract names no earlier charge")
    }
    lines.head("HOW IT IS PAID")
    let day = facts.directDebitDay.map { " on the \(DateText.ordinal($0))" } ?? ""
    lines.field("Method", facts.paymentMethod.wording + day)
    lines.field("Housing Benefit", header.housingBenefit ?? "none that the landlord knows of")
    lines.field("Universal Credit", header.universalCredit ?? "not known to be claimed")
    if facts.isBenefitCapped { lines.field("Benefit cap", "applies", .warning) }
    if facts.underOccupiedBedrooms > 0 {
      let cut = facts.underOccupiedBedrooms == 1 ? "14%" : "25%"
      lines.field(
        "Under-occupied",
        "by \(facts.underOccupiedBedrooms) bedroom\(facts.underOccupiedBedrooms == 1 ? "" : "s"): benefit is cut by \(cut) of eligible rent, where the household is of working age",
        .warning)
    }
    law(&lines)
    return lines.all
  }

  private func table(_ lines: inout FactLines) {
    let charge = facts.charge
    guard charge.frequency != .invoice else { return }
    func money(_ ratio: Ratio?) -> String { ratio.map { Money($0).text(.unsigned) } ?? "" }
    func right(_ text: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    lines.line("")
    lines.line(
      StyledText(
        "Line".padding(to: 12) + right("each period", 12) + right("a week", 12) + right("a month", 12)
          + "  benefit",
        .header))
    func row(_ name: String, _ amount: Money, _ rest: String, _ style: Style) {
      let text =
        name.padding(to: 12) + right(amount.text(.unsigned), 12)
        + right(money(charge.frequency.weeklyEquivalent(of: amount, rentFreeWeeks: facts.rentFreeWeeks)), 12)
        + right(money(charge.frequency.monthlyEquivalent(of: amount, rentFreeWeeks: facts.rentFreeWeeks)), 12)
      lines.line(StyledText(text, style).adding("  \(rest)", .dim))
    }
    for part in facts.chargeParts { row(part.kind.rawValue, part.amount, part.eligibility.words, .normal) }
    row("together", charge.total, "", .bold)
    if facts.chargeParts.count > 1 {
      lines.paragraph(
        "Each figure is rounded once, by itself: lines may differ from their sum by a penny.", .dim)
    }
    lines.line("")
  }

  private func law(_ lines: inout FactLines) {
    guard facts.notice != nil || facts.courtOrder != nil || facts.breathingSpace != nil else { return }
    lines.head("THE LAW")
    if let notice = facts.notice {
      let expires = notice.expires.map { ", lapses \($0.text(.dayMonthYear))" } ?? ""
      lines.field("Notice", "served \(notice.served.text(.weekdayDayMonthYear))\(expires)", .warning)
    }
    if let order = facts.courtOrder {
      let date = order.date.map { " of \($0.text(.dayMonthYear))" } ?? ""
      let terms = order.weeklyTerms.map { ", \($0.text(.unsigned)) a week on top of the charge" } ?? ""
      lines.field("Court order", "\(order.kind.rawValue)\(date)\(terms)", .warning)
    }
    if let space = facts.breathingSpace {
      let end = space.to.map { " to \($0.text(.dayMonthYear))" } ?? ", no end date (mental health crisis)"
      lines.field(
        "Breathing space",
        "from \(space.from.text(.dayMonthYear))\(end): no contact about the debt, no enforcement", .warning)
    }
  }

  /// Home, tenancy, other accounts and the extract: what stands under the people.
  func homeAndExposure(width: Int, related: [RelatedAccount]?) -> [StyledText] {
    var lines = FactLines(width: width)
    lines.head("HOME")
    lines.field(
      "Address", [facts.address, facts.town, facts.postcode].filter { !$0.isEmpty }.joined(separator: ", "))
    lines.field("Bedrooms", facts.bedrooms.map { $0 == 0 ? "bedsit" : "\($0)" } ?? "")
    lines.field("Property", facts.propertyReference)
    lines.field("Tenancy", facts.tenancyReference)
    lines.field("Held as", facts.tenure.words + (facts.status == .former ? ", former" : ""))
    lines.field("From", facts.start?.text(.weekdayDayMonthYear) ?? "")
    lines.field("To", facts.end?.text(.weekdayDayMonthYear) ?? "")
    exposure(&lines, related)
    lines.head("THE EXTRACT")
    lines.field("Facts as at", page.factsAsAt?.text(.weekdayDayMonthYear) ?? "not known")
    lines.field("Patch", facts.patch.isEmpty ? "none" : facts.patch)
    lines.field(
      "Officer", [facts.officerName, facts.officerCode].filter { !$0.isEmpty }.joined(separator: ", "))
    if page.entry.isAbsentFromExtract {
      lines.field(
        "Absent", "the newest accounts extract no longer has this account; nothing was deleted", .warning)
    }
    return lines.all
  }

  /// All that this tenancy owes and is owed, each account by itself, never set off: what is owed, what is in credit.
  private func exposure(_ lines: inout FactLines, _ related: [RelatedAccount]?) {
    lines.head("EXPOSURE", "each account by itself, never set off")
    guard let related else { return lines.field("Others", "not read yet") }
    let present = page.present ?? page.entry
    lines.field(
      "\(facts.reference)",
      "\(facts.tenure.shortWords), this account".padding(to: 26) + present.balance.text())
    let own = related.filter { $0.relation == .sameTenancy }
    for other in own {
      lines.field(other.reference, "\(other.kind), same tenancy".padding(to: 26) + other.balance.text())
    }
    if let totals = try? BalanceTotals([present.balance] + own.map(\.balance)) {
      lines.field(
        "Together",
        "owed \(totals.debit.text()) on \(totals.debitCount), in credit \(totals.credit.text()) on \(totals.creditCount)",
        .bold)
    }
    for other in related where other.relation != .sameTenancy {
      lines.field(
        other.reference,
        "\(other.kind)".padding(to: 26) + other.balance.text() + "  \(other.reason), not counted above", .dim)
    }
    if related.isEmpty {
      lines.field("Others", "no other account of this tenancy or person in this patch", .dim)
    }
  }

  /// The arrangements with their instalments, the newest first, as the landlord's extract tells them.
  func plans(width: Int) -> [StyledText] {
    var lines = FactLines(width: width)
    for plan in page.arrangements.sorted(by: { ($0.start, $0.id) > ($1.start, $1.id) }) {
      let name = plan.kind == .court ? "COURT TERMS" : "ARRANGEMENT"
      lines.head("\(name) \(plan.id)", plan.status.rawValue)
      let style: Style = plan.status == .broken ? .bad : .bold
      lines.field("Terms", "\(plan.termsInWords), \(plan.status.rawValue)", style)
      lines.field(
        "Since", "\(plan.start.text(.weekdayDayMonthYear)), when \(plan.arrearsAtStart.text()) was owed")
      lines.field(
        "Instalments",
        "\(plan.instalmentsDue) due, \(plan.instalmentsPaid) paid, \(plan.instalmentsMissed) missed",
        plan.instalmentsMissed > 0 ? .warning : .normal)
      if let paid = plan.lastPaid { lines.field("Last paid", paid.text(.weekdayDayMonthYear)) }
      if plan.status == .active, let next = plan.nextDue {
        lines.field(
          "Next due", "\(next.text(.weekdayDayMonthYear)), \(DateText.distance(next, today: today))")
      }
      lines.field("Made by", plan.officer)
      let instalments = page.instalments.filter { $0.arrangement == plan.id }.sorted { $0.number < $1.number }
      if instalments.isEmpty {
        lines.field("", "The extract lists no instalments of it.", .dim)
        continue
      }
      for instalment in instalments {
        let style: Style =
          instalment.status == .missed ? .bad : instalment.status == .due ? .information : .normal
        let isPart = instalment.paid != .zero && instalment.paid != instalment.amount
        let paid = isPart ? "\(instalment.paid.text(.unsigned)) of it paid" : ""
        lines.row(
          [
            ("\(instalment.number)", 6, .dim), (DateText.column(instalment.due, today: today), 14, .normal),
            (instalment.amount.text(.unsigned), 12, .normal), (instalment.status.rawValue, 9, style),
          ], rest: paid)
      }
    }
    return lines.all
  }

  /// What will be kept here, and that there is none yet.
  static let documents = [
    "There is no document of this account.",
    "Letters, notices and statements that Patchbook makes will be listed here, each with the figures it was made of, how it was served and by whom. They come with a later version.",
    "Letters that the landlord's system sent stand on tab 5, Actions, where its extract tells of them.",
  ]

  /// Why there are no arrangements.
  static let noPlans = [
    "No arrangement is on record for this account.",
    FirstMinutes.come("Arrangements and their instalments", with: "arrangements extract")
      + " Making one here comes with a later version.",
  ]
}
