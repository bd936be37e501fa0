import Casebook
import Rents
import Terminal

/// Who is liable, how they are reached, what they need, what was changed by whom, and what else they owe.
struct PeopleLines {
  let page: AccountPage
  let today: CivilDate
  /// The other accounts; nil where they were not read.
  let related: [RelatedAccount]?

  func lines(width: Int) -> [PeopleTab.Line] {
    let facts = page.facts
    var lines: [PeopleTab.Line] = []
    func tell(_ make: (inout FactLines) -> Void, _ field: PeopleTab.Field? = nil) {
      var part = FactLines(width: max(8, width - 2))
      make(&part)
      for (index, text) in part.all.enumerated() {
        lines.append(PeopleTab.Line(text: text, field: index == 0 ? field : nil))
      }
    }
    tell {
      $0.head(
        facts.people.count > 1 ? "PEOPLE, jointly and severally liable" : "PEOPLE", "Enter changes a detail")
    }
    let people = page.people.isEmpty ? PeopleLines.details(facts) : page.people
    if facts.people.isEmpty { tell { $0.field("Tenant", "no name in the extract") } }
    for person in people {
      if person.slot > 1 { lines.append(PeopleTab.Line(text: "", field: nil)) }
      for detail in person.details where person.slot == 1 || isOfEach(detail.field) || !detail.value.isEmpty {
        tell({ stands(detail, of: person, &$0) }, PeopleTab.Field(slot: person.slot, field: detail.field))
        tell { history(detail, &$0) }
      }
    }
    tell {
      $0.field(
        "Household",
        "the extract names only who is liable; who else lives there is asked on the form, which comes later",
        .dim)
    }
    lines.append(PeopleTab.Line(text: "", field: nil))
    let rest = AccountFactsLines(page: page, today: today).homeAndExposure(
      width: max(8, width - 2), related: related)
    return lines + rest.map { PeopleTab.Line(text: $0, field: nil) }
  }

  /// Every person has these; the others are asked of the one first named.
  private func isOfEach(_ field: PersonField) -> Bool {
    switch field {
    case .name, .born, .phone, .language: true
    default: false
    }
  }

  private func stands(_ detail: PersonDetails.Detail, of person: PersonDetails, _ lines: inout FactLines) {
    var label = detail.field.wording
    if detail.field == .name { label = person.slot == 1 ? "Tenant" : "Joint tenant" }
    var text = detail.value.isEmpty ? "not known" : HiddenCharacters.named(detail.value)
    var style: Style = detail.value.isEmpty ? .dim : .normal
    switch detail.field {
    case .name: style = .bold
    case .born:
      if let born = CivilDate(iso: detail.value) {
        text = "\(born.text(.dayMonthYear)), \(max(0, born.years(until: today))) years old"
      }
    case .supportNeeds:
      if detail.value.isEmpty {
        text = person.slot == 1 ? "none that the landlord knows of" : "none"
      } else {
        text = detail.value.split(separator: " ").map { "\($0) \(SupportNeed.words(String($0)))" }
          .joined(separator: "; ")
        style = .warning
      }
    case .safeContact: if !detail.value.isEmpty { style = .warning }
    default: break
    }
    if detail.differs {
      text += detail.landlord.isEmpty ? "  (the extract has none)" : "  (the extract says \(detail.landlord))"
    }
    lines.field(label, text, style)
  }

  /// What stood there before, newest first: old, new, who, when.
  private func history(_ detail: PersonDetails.Detail, _ lines: inout FactLines) {
    for change in detail.history.reversed().prefix(4) {
      let from = change.from.isEmpty ? "nothing" : "“\(change.from)”"
      let to = change.to.isEmpty ? "nothing" : "“\(change.to)”"
      let taken = change.isWithdrawn ? "x taken back: " : ""
      let words = "\(change.recorded.text(.dayMonthYear)) \(change.officer): \(from) to \(to)"
      lines.field("", taken + (change.isWithdrawn ? StruckThrough.text(words) : words), .dim)
    }
    let more = detail.history.count - 4
    if more > 0 { lines.field("", "and \(more) earlier change\(more == 1 ? "" : "s")", .dim) }
  }

  /// The people as the facts alone tell them, where nothing was ever changed.
  private static func details(_ facts: AccountFacts) -> [PersonDetails] {
    facts.people.enumerated().map { index, person in
      let values: [PersonField: String] = [
        .name: person.name, .born: person.dateOfBirth?.iso ?? "", .phone: index == 0 ? facts.phone : "",
        .email: index == 0 ? facts.email : "",
        .supportNeeds: index == 0 ? facts.vulnerabilities.joined(separator: " ") : "",
      ]
      return PersonDetails(
        slot: index + 1,
        details: PersonField.allCases.map { field in
          let value = values[field] ?? ""
          return PersonDetails.Detail(field: field, value: value, landlord: value, standing: nil, history: [])
        })
    }
  }
}
