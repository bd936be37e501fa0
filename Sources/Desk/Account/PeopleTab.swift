import Casebook
import Rents
import Terminal

/// People, charges, benefits and what the law has to do with the account, as paragraphs that scroll.
struct PeopleTab: Hashable, Sendable {
  private var top = 0

  mutating func move(_ key: Key, rows: Int) {
    switch key {
    case .up: top -= 1
    case .down: top += 1
    case .pageUp: top -= max(1, rows)
    case .pageDown: top += max(1, rows)
    case .control("u"): top -= max(1, rows / 2)
    case .control("d"): top += max(1, rows / 2)
    case .home: top = 0
    case .end: top = Size.limit
    default: break
    }
    top = min(max(0, top), Size.limit)
  }

  /// Keeps the last page in sight when there is nothing below it.
  mutating func settle(_ page: AccountPage, _ context: DeskContext, size: Size) {
    let count = PeopleTab.lines(page, context, width: size.columns).count
    top = min(top, max(0, count - size.rows))
  }

  func draw(on canvas: inout Canvas, _ page: AccountPage, in context: DeskContext) {
    let lines = PeopleTab.lines(page, context, width: canvas.columns)
    let first = min(top, max(0, lines.count - canvas.rows))
    for (row, line) in lines.dropFirst(first).prefix(canvas.rows).enumerated() {
      line.draw(on: &canvas, column: 0, row: row, width: canvas.columns)
    }
    if lines.count > first + canvas.rows {
      let count = lines.count - first - canvas.rows
      let more = " \(count) more line\(count == 1 ? "" : "s") below "
      canvas.draw(
        more, column: canvas.columns - CharacterWidth.columns(of: more), row: canvas.rows - 1, style: .dim)
    }
    canvas.placeCursor(column: 0, row: 0)
  }

  /// All lines, for a width.
  static func lines(_ page: AccountPage, _ context: DeskContext, width: Int) -> [StyledText] {
    var lines = Lines(width: width, today: context.book.today)
    let facts = page.facts
    let header = AccountHeader(page: page, today: context.book.today)
    lines.people(facts)
    lines.home(facts)
    lines.charges(page, header)
    lines.benefits(facts, header)
    lines.law(facts)
    lines.others(page.related)
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

  /// Labelled lines under headings.
  private struct Lines {
    let width: Int
    let today: CivilDate
    var all: [StyledText] = []

    mutating func head(_ text: String) {
      if !all.isEmpty { all.append("") }
      all.append(StyledText(text, .header))
    }

    /// A label and a text, broken into as many lines as it needs; a blank text is left out.
    mutating func field(_ label: String, _ text: String, _ style: Style = .normal) {
      guard !text.isEmpty else { return }
      let room = max(8, width - 18)
      for (index, part) in WrappedText.lines(text, width: room).enumerated() {
        all.append(
          StyledText((index == 0 ? label : "").padding(to: 18), .dim).adding(part, style))
      }
    }

    mutating func people(_ facts: AccountFacts) {
      head(facts.people.count > 1 ? "PEOPLE, jointly and severally liable" : "PEOPLE")
      if facts.people.isEmpty { field("Tenant", "no name in the extract") }
      for (index, person) in facts.people.enumerated() {
        field(index == 0 ? "Tenant" : "Joint tenant", person.name.isEmpty ? "no name" : person.name, .bold)
        if let born = person.dateOfBirth {
          field("Born", "\(born.text(.dayMonthYear)), \(max(0, born.years(until: today))) years old")
        }
      }
      field("Telephone", facts.phone.isEmpty ? "none known" : facts.phone)
      field("E-mail", facts.email)
      let needs = facts.vulnerabilities.map { "\($0) \(SupportNeed.words($0))" }
      field("Needs", needs.joined(separator: "; "), .warning)
    }

    mutating func home(_ facts: AccountFacts) {
      head("HOME")
      field(
        "Address", [facts.address, facts.town, facts.postcode].filter { !$0.isEmpty }.joined(separator: ", "))
      field("Bedrooms", facts.bedrooms.map { $0 == 0 ? "bedsit" : "\($0)" } ?? "")
      if facts.underOccupiedBedrooms > 0 {
        field("Under-occupied", "by \(facts.underOccupiedBedrooms), benefit is reduced", .warning)
      }
      field("Property", facts.propertyReference)
      field("Tenancy", facts.tenancyReference)
      field("Held as", facts.tenure.words + (facts.status == .former ? ", former" : ""))
      field("From", facts.start?.text(.weekdayDayMonthYear) ?? "")
      field("To", facts.end?.text(.weekdayDayMonthYear) ?? "")
    }

    mutating func charges(_ page: AccountPage, _ header: AccountHeader) {
      let (facts, charge) = (page.facts, page.facts.charge)
      head("CHARGES")
      field("Charge", header.chargeInWords, .bold)
      let parts = [
        ("rent", charge.rent), ("service", charge.service), ("water", charge.water), ("other", charge.other),
      ].filter { $0.1 != .zero }
      field("Made up of", parts.map { "\($0.0) \($0.1.text(.unsigned))" }.joined(separator: ", "))
      field("Since", charge.effectiveFrom?.text(.weekdayDayMonthYear) ?? "")
      if let before = facts.previousCharge {
        let from = before.effectiveFrom.map { " from \($0.text(.dayMonthYear))" } ?? ""
        field("Before that", before.total.text(.unsigned) + from)
      }
      field("Rent-free weeks", facts.rentFreeWeeks > 0 ? "\(facts.rentFreeWeeks) a year" : "")
    }

    mutating func benefits(_ facts: AccountFacts, _ header: AccountHeader) {
      head("HOW IT IS PAID")
      let day = facts.directDebitDay.map { " on the \(DateText.ordinal($0))" } ?? ""
      field("Method", facts.paymentMethod.wording + day)
      field("Housing Benefit", header.housingBenefit ?? "none")
      field("Universal Credit", header.universalCredit ?? "not known to be claimed")
      if facts.isBenefitCapped { field("Benefit cap", "applies", .warning) }
    }

    mutating func others(_ related: [RelatedAccount]) {
      guard !related.isEmpty else { return }
      head("OTHER ACCOUNTS, each with its own balance")
      for other in related {
        field(other.reference, "\(other.kind)  \(other.balance.text())  \(other.reason)")
      }
    }

    mutating func law(_ facts: AccountFacts) {
      guard facts.notice != nil || facts.courtOrder != nil || facts.breathingSpace != nil else { return }
      head("THE LAW")
      if let notice = facts.notice {
        let expires = notice.expires.map { ", lapses \($0.text(.dayMonthYear))" } ?? ""
        field("Notice", "served \(notice.served.text(.weekdayDayMonthYear))\(expires)", .warning)
      }
      if let order = facts.courtOrder {
        let date = order.date.map { " of \($0.text(.dayMonthYear))" } ?? ""
        let terms = order.weeklyTerms.map { ", \($0.text(.unsigned)) a week on top of the charge" } ?? ""
        field("Court order", "\(order.kind.rawValue)\(date)\(terms)", .warning)
      }
      if let space = facts.breathingSpace {
        let end = space.to.map { " to \($0.text(.dayMonthYear))" } ?? ", no end date (mental health crisis)"
        field(
          "Breathing space",
          "from \(space.from.text(.dayMonthYear))\(end): no contact about the debt, no enforcement", .warning)
      }
    }
  }
}
