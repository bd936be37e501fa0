import Casebook
import Rents
import Terminal

/// A tab of an account, as it is shown, for a file.
struct AccountPrinter {
  let reference: String
  let tab: AccountTab
  let page: AccountPage
  let ledger: LedgerTab
  let related: [RelatedAccount]?
  let context: DeskContext

  private var today: CivilDate { context.book.today }

  /// The forms of a file.
  enum Form: String, Hashable, Sendable {
    case text = "txt"
    case csv
  }

  /// `40218863-ledger-2026-11-24.txt`, in the folder that the program runs in.
  func suggestedPath(_ form: Form) -> String {
    let safe = String(reference.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "-" }.prefix(60))
    return "\(safe)-\(tab.rawValue)-\(today.iso).\(form.rawValue)"
  }

  /// The lines of the file; empty where the tab has nothing to print.
  func lines(_ form: Form) -> [String] {
    switch form {
    case .csv: return sheet.map { $0.rows.isEmpty ? [] : $0.csv } ?? []
    case .text:
      let body = text
      return body.isEmpty ? [] : head + [""] + body
    }
  }

  private var head: [String] {
    let header = AccountHeader(page: page, today: today)
    let width = 110
    var lines = [
      "\(reference)  \(header.names)", header.address,
      "Printed \(today.text(.weekdayDayMonthYear)), \(tab.title.lowercased()) as shown\(view)", "",
      header.charge, header.payment, header.flags(width: width).text,
      header.balance(ledger.page?.ledger, width: width).text,
    ]
    if let local = header.localPart(ledger.page?.ledger, width: width) { lines.append(local.text.trimmed) }
    if page.present == nil { lines.append(header.landlord.text) }
    return lines.map { HarmlessText.printable($0, limit: 4_000) }
  }

  private var view: String {
    switch ledger.page?.ledger.asAt ?? .now {
    case .now: ""
    case .known(let day): ", as known on \(day.text(.weekdayDayMonthYear))"
    case .effective(let day): ", by effective date \(day.text(.weekdayDayMonthYear))"
    }
  }

  private var text: [String] {
    switch tab {
    case .ledger:
      guard !ledger.isEmpty else { return [] }
      return ledgerSheet(isForPeople: true).text + [
        "", LedgerSums(page: page, context: context).line(ledger).text,
      ]
    case .actions: return page.actions.isEmpty ? [] : actionsSheet.text
    case .documents: return []
    default:
      return AccountLines(page: page, ledger: ledger, related: related, context: context).lines(
        of: tab, width: 100
      )
      .map { HarmlessText.printable($0.text, limit: 4_000) }
    }
  }

  private var sheet: Sheet? {
    switch tab {
    case .ledger: return ledgerSheet(isForPeople: false)
    case .timeline: return timelineSheet
    case .actions: return actionsSheet
    case .charges: return chargesSheet
    case .plans: return plansSheet
    case .people: return peopleSheet
    case .diary: return diarySheet
    case .documents: return nil
    }
  }

  private func ledgerSheet(isForPeople: Bool) -> Sheet {
    var sheet = Sheet(
      [
        .init("From"), .init("To"), .init("What"), .init("Charge", isFigure: true),
        .init("Paid", isFigure: true),
        .init("Balance", isFigure: true), .init("Known"), .init("Type"), .init("Number"), .init("Narrative"),
      ])
    for row in ledger.shown {
      let posting = row.postings.count == 1 ? row.postings.first : nil
      func figure(_ money: Money?, _ style: Money.Style) -> String { money?.text(style) ?? "" }
      sheet.rows.append([
        row.first?.iso ?? "", row.last?.iso ?? "",
        (row.isLocal ? "L " : row.isLater ? "~ " : "")
          + row.words(facts: page.facts, calendar: context.book.calendar, today: today),
        figure(row.charge, isForPeople ? .unsigned : .signed),
        figure(row.paid, isForPeople ? .unsigned : .signed),
        figure(row.balance, isForPeople ? .debitOrCredit : .signed), posting?.known.iso ?? "",
        posting?.type.code ?? "", posting?.id ?? "", posting?.narrative ?? "",
      ])
    }
    return sheet
  }

  private var actionsSheet: Sheet {
    var sheet = Sheet([
      .init("Date"), .init("Time"), .init("Code"), .init("By"), .init("What"), .init("Note"),
    ])
    for action in page.actions.sorted(by: { ($0.date, $0.time, $0.id) < ($1.date, $1.time, $1.id) }) {
      sheet.rows.append([
        action.date.iso, action.time, action.code, action.officer, action.description, action.note,
      ])
    }
    return sheet
  }

  private var timelineSheet: Sheet {
    var sheet = Sheet(
      [
        .init("Date"), .init("Time"), .init("Code"), .init("Amount", isFigure: true), .init("What"),
        .init("By"),
      ])
    for item in Timeline(page, ledger.page?.ledger, in: context).items {
      sheet.rows.append([
        item.date.iso, item.time, item.code, item.amount?.text(.signed) ?? "",
        (item.isWithdrawn ? "withdrawn: " : "") + item.what, item.by,
      ])
    }
    return sheet
  }

  private var chargesSheet: Sheet {
    var sheet = Sheet(
      [
        .init("Line"), .init("Each period", isFigure: true), .init("A week", isFigure: true),
        .init("A month", isFigure: true), .init("Benefit"),
      ])
    let charge = page.facts.charge
    func row(_ name: String, _ amount: Money, _ benefit: String) {
      let weekly = charge.frequency.weeklyEquivalent(of: amount, rentFreeWeeks: page.facts.rentFreeWeeks)
      let monthly = charge.frequency.monthlyEquivalent(of: amount, rentFreeWeeks: page.facts.rentFreeWeeks)
      sheet.rows.append([
        name, amount.text(.signed), weekly.map { Money($0).text(.signed) } ?? "",
        monthly.map { Money($0).text(.signed) } ?? "", benefit,
      ])
    }
    for part in page.facts.chargeParts { row(part.kind.rawValue, part.amount, part.eligibility.words) }
    row("together", charge.total, "")
    return sheet
  }

  private var plansSheet: Sheet {
    var sheet = Sheet(
      [
        .init("Arrangement"), .init("Number"), .init("Due"), .init("Amount", isFigure: true),
        .init("Paid", isFigure: true), .init("Status"),
      ])
    for instalment in page.instalments.sorted(by: {
      ($0.arrangement, $0.number) < ($1.arrangement, $1.number)
    }) {
      sheet.rows.append([
        instalment.arrangement, "\(instalment.number)", instalment.due.iso, instalment.amount.text(.signed),
        instalment.paid.text(.signed), instalment.status.rawValue,
      ])
    }
    return sheet
  }

  private var peopleSheet: Sheet {
    var sheet = Sheet([.init("Person"), .init("Detail"), .init("Stands"), .init("Extract")])
    for person in page.people {
      for detail in person.details where !detail.value.isEmpty || !detail.landlord.isEmpty {
        sheet.rows.append([person.name, detail.field.wording, detail.value, detail.landlord])
      }
    }
    if page.people.isEmpty {
      for person in page.facts.people { sheet.rows.append([person.name, "Name", person.name, person.name]) }
    }
    return sheet
  }

  private var diarySheet: Sheet {
    var sheet = Sheet(
      [
        .init("Due"), .init("Kind"), .init("Amount", isFigure: true), .init("Words"), .init("By"),
        .init("Outcome"),
      ])
    for entry in page.diary {
      let outcome =
        entry.isWithdrawn
        ? "withdrawn" : entry.finish.map(\.wording) ?? "open"
      sheet.rows.append([
        entry.plan.due.iso, entry.plan.kind.wording, entry.plan.amount?.text(.signed) ?? "", entry.plan.text,
        entry.officer, outcome,
      ])
    }
    return sheet
  }
}
