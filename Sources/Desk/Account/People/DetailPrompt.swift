import Casebook
import Rents
import Terminal

/// The box in which a detail of a person is put right: what stands, what the extract says, the field, and who changed it before.
struct DetailPrompt: Hashable, Sendable {
  let account: String
  let name: String
  let field: PeopleTab.Field
  /// What stood there when the box was opened: the change is one from that, and refused where somebody changed it meanwhile.
  let from: String
  private let landlord: String
  private let history: [String]
  var editor: LineEditor
  /// What is wrong with it, in the book's words.
  var fault: String?

  /// A box for a detail; `text` is what was typed before, where a change was refused.
  init(
    account: String, _ person: PersonDetails, _ field: PersonField, text: String? = nil, fault: String? = nil
  ) {
    let detail = person[field]
    self.account = account
    name = person.name.isEmpty ? "Person \(person.slot)" : PersonName.listed(person.name)
    self.field = PeopleTab.Field(slot: person.slot, field: field)
    from = detail.value
    landlord = detail.landlord
    history = detail.history.reversed().prefix(3).map {
      "\($0.recorded.text(.dayMonthYear)) \($0.officer): \($0.from.isEmpty ? "nothing" : $0.from) to \($0.to.isEmpty ? "nothing" : $0.to)\($0.isWithdrawn ? ", taken back" : "")"
    }
    editor = LineEditor(offering: detail.value, limit: 200)
    if let text { editor.replace(with: text) }
    self.fault = fault
  }

  /// What was typed into it.
  var draft: DeskDraft {
    DeskDraft(
      DeskDraft.Key(.detail, account: account, subject: "\(field.slot)/\(field.field.rawValue)"),
      fields: ["text": editor.typed])
  }

  /// The day that was typed, as an officer writes days; the year must be told.
  private func born(today: CivilDate) throws(DateEntry.Fault) -> CivilDate? {
    let text = editor.text.trimmed
    return text.isEmpty ? nil : try DateEntry.read(text, today: today, looking: .birth)
  }

  /// What is recorded: the text, or the day that it means.
  /// - Throws: why a date of birth cannot be read.
  func value(today: CivilDate) throws(DateEntry.Fault) -> String {
    if field.field == .supportNeeds {
      return editor.text.uppercased().split(separator: " ").joined(separator: " ")
    }
    guard field.field == .born else { return editor.text.trimmed }
    return try born(today: today)?.iso ?? ""
  }

  /// The change, and how the desk tells of it; nil where nothing differs.
  /// - Throws: why a date of birth cannot be read.
  func change(today: CivilDate) throws(DateEntry.Fault) -> (command: Command, said: String)? {
    let text = try value(today: today)
    guard text != from else { return nil }
    return (
      .amendPerson(account: account, slot: field.slot, field: field.field, from: from, to: text),
      "\(field.field.wording) of \(name) on \(account)"
    )
  }

  /// What may be typed.
  private var hint: String {
    switch field.field {
    case .born: "a date with its year: \(DateEntry.examplesOfBirth)"
    case .preferredChannel: PersonField.channels.joined(separator: ", ")
    case .safeContact: "how they can be reached safely; anything here flags the account S"
    case .phone: "a telephone number"
    case .email: "name@example.org"
    case .name: "the name as it should be written"
    case .preferredTime: "when they wish to be reached"
    case .language: "the language they wish to be spoken to in"
    case .supportNeeds: SupportNeed.hint
    case .format: "large print, easy read, Braille …"
    }
  }

  func draw(on canvas: inout Canvas, today: CivilDate) {
    let width = min(72, max(1, canvas.columns - 6))
    var notes = FactLines(width: width)
    if let fault {
      notes.paragraph(fault, .bad)
    } else {
      notes.paragraph("\(hint.prefix(1).uppercased() + hint.dropFirst()). Empty means not known.", .dim)
    }
    if fault == nil, field.field == .born, let day = try? born(today: today) {
      let age = day > today ? "has not come yet" : "\(max(0, day.years(until: today))) years old"
      notes.paragraph("\(day.text(.weekdayDayMonthYear)): \(age)", day > today ? .warning : .bold)
    }
    if fault == nil, field.field == .supportNeeds, from.split(separator: " ").contains("SAFE"),
      !editor.text.uppercased().split(separator: " ").contains("SAFE")
    {
      notes.paragraph("Without SAFE the account is no safe-contact account any more.", .warning)
    }
    for line in history { notes.paragraph(line, .dim) }
    let overlay = Overlay(
      title: "\(field.field.wording): \(name)", footer: "Enter saves, Esc leaves it as it was",
      inside: Size(columns: width, rows: 4 + notes.all.count))
    overlay.draw(on: &canvas) { canvas in
      let stands = from.isEmpty ? "not known" : from
      StyledText("Stands  ", .dim).adding(stands, .bold).adding(
        landlord == from ? "" : "   extract: \(landlord.isEmpty ? "nothing" : landlord)", .warning
      ).draw(on: &canvas, column: 0, row: 0, width: canvas.columns)
      for (row, line) in notes.all.enumerated() {
        line.draw(on: &canvas, column: 0, row: 4 + row, width: canvas.columns)
      }
      let label = canvas.draw("New     ", column: 0, row: 2, style: .dim)
      editor.draw(on: &canvas, column: label, row: 2, width: max(1, canvas.columns - label))
    }
  }
}
