import Casebook
import Rents
import Terminal

/// A note that is being written on an account, from wherever the desk is: what was said, by which channel and with what
/// outcome, and when it comes back. All of it is one act.
struct NoteForm: Hashable, Sendable {
  /// What follows after an event.
  enum Outcome {
    /// The form stays.
    case stay
    /// The key means nothing to the form.
    case ignored
    /// All of it shall be recorded.
    case record(Command, said: String)
    /// The words shall be edited in the officer's own editor.
    case edit(String)
    /// It is kept as a draft, or was empty.
    case keep
    /// It is thrown away.
    case discard
  }

  let subject: NoteSubject
  /// The day from which dates are read.
  var today: CivilDate
  private(set) var focus: NoteFormField
  private var text: TextEditor
  private var direction = ContactDirection.outgoing
  private var channels: LetterChoice<ContactChannel>
  private var outcomes: LetterChoice<ContactOutcome>?
  private var due = LineEditor("", limit: 40)
  private var kinds = LetterChoice<DiaryKind>(DiaryKind.allCases.map { ($0.wording, $0) }, chosen: .review)
  private var amount = LineEditor("", limit: 24)
  /// What is wrong, or must be known, with what was just done.
  private(set) var remark: MessageLine.Message?
  /// The choice that waits for its letter a second time, because of a warning.
  private var unconfirmed: Key?
  /// The officer was shown a warning and chose all the same.
  private var isConfirmed = false
  private var asksToDiscard = false
  /// Why nothing can be saved in this book, as a sentence: shown whenever there is nothing else to say.
  private var barred: MessageLine.Message?
  /// Where the text is drawn, as large as it was last.
  private var textArea = Rect(columns: 66, rows: 6)

  /// An empty note, or a diary date.
  init(_ subject: NoteSubject, today: CivilDate, at focus: NoteFormField = .text) {
    self.subject = subject
    self.today = today
    self.focus = focus
    text = TextEditor("", limit: NoteForm.longest, placeholder: "What was said or done, and what was agreed")
    channels = LetterChoice(
      ContactChannel.allCases.map { ($0.wording, $0) },
      letters: [
        .telephoneOut: "o", .telephoneIn: "i", .text: "t", .email: "e", .letter: "l", .visit: "v",
        .office: "f",
        .video: "d", .agency: "a",
      ])
  }

  /// A note that was kept as a draft.
  init(_ subject: NoteSubject, today: CivilDate, fields: [String: String]) {
    self.init(subject, today: today)
    text.replace(with: fields["text"] ?? "")
    if let channel = fields["channel"].flatMap(ContactChannel.init(rawValue:)) {
      direction =
        channel.direction ?? fields["direction"].flatMap(ContactDirection.init(rawValue:)) ?? .outgoing
      setChannel(channel)
      if let outcome = fields["outcome"].flatMap(ContactOutcome.init(rawValue:)),
        outcomes?.options.contains(where: { $0.value == outcome }) == true
      {
        outcomes?.chosen = outcome
      }
    }
    due = LineEditor(fields["due"] ?? "", limit: 40)
    if let kind = fields["kind"].flatMap(DiaryKind.init(rawValue:)) { kinds.chosen = kind }
    amount = LineEditor(fields["amount"] ?? "", limit: 24)
  }

  /// What a draft keeps of it. A warning that was seen is seen again.
  var draft: DeskDraft {
    var fields = ["text": text.text, "due": due.text, "amount": amount.text]
    if let channel = channels.chosen {
      fields["channel"] = channel.rawValue
      fields["direction"] = direction.rawValue
      fields["outcome"] = outcomes?.chosen?.rawValue ?? ""
    } else {
      fields["channel"] = ""
    }
    fields["kind"] = due.isEmpty ? "" : kinds.chosen?.rawValue ?? ""
    return DeskDraft(account: subject.reference, fields: fields)
  }

  private static let longest = 20_000

  /// Whether nothing was typed or chosen.
  var isEmpty: Bool {
    text.isEmpty && channels.chosen == nil && due.isEmpty && amount.isEmpty
  }

  /// The places whose actions are valid in the form.
  var places: [String] { [focus == .text ? DeskPlace.noteText : DeskPlace.noteField, DeskPlace.note] }

  var help: HelpTopic { HelpTopic("note", about: NoteForm.about) }

  /// The note came back, because it could not be recorded.
  mutating func refused(_ reason: String) { remark = .init(.error, reason) }

  /// Takes in what the officer's own editor made of the words.
  mutating func take(edited: EditedText) {
    switch edited {
    case .words(let words):
      guard words != text.text else {
        remark = .init(.information, "The words came back from the editor as they were.")
        return
      }
      text.replace(with: String(words.prefix(NoteForm.longest)))
      remark =
        words.count > NoteForm.longest
        ? .init(.warning, "Only the first \(NoteForm.longest) characters came back: no note is longer.")
        : .init(.information, "The words are as the editor left them. Ctrl-S saves.")
    case .failed(let sentence): remark = .init(.warning, sentence)
    }
  }

  /// Nothing can be saved in this book, and why: said before a word is typed, and as long as the form is open.
  mutating func bar(_ reason: String) {
    remark = nil
    barred = .init(
      .warning,
      "Nothing can be saved here: \(reason). What you type stays in this sitting and is kept nowhere.")
  }

  /// The form was opened again with what was typed before.
  mutating func resume(at focus: NoteFormField, saying words: String) {
    self.focus = focus
    remark = .init(.information, words)
  }

  // MARK: Events

  mutating func handle(_ event: Event, size: Size) -> Outcome {
    textArea = NoteForm.layout(size).text
    guard case .key(let key) = event else {
      type(event)
      return .stay
    }
    let wasAsking = asksToDiscard
    (remark, asksToDiscard) = (nil, false)
    if let action = DeskActions.table.deskAction(for: key, in: places) {
      switch action {
      case .saveNote: return save()
      case .keepNote: return .keep
      case .editNote: return .edit(text.text)
      case .discardNote:
        if wasAsking || isEmpty { return .discard }
        asksToDiscard = true
        remark = .init(.warning, "\(key) again throws away what was typed; any other key keeps it.")
        return .stay
      case .enterNoteField where focus == fields.last: return save()
      case .nextNoteField, .enterNoteField:
        move(by: 1)
        return .stay
      case .previousNoteField:
        move(by: -1)
        return .stay
      default: return .ignored
      }
    }
    return type(event) ? .stay : .ignored
  }

  /// The fields that make sense now.
  private var fields: [NoteFormField] {
    NoteFormField.allCases.filter { field in
      switch field {
      case .text, .channel, .due: true
      case .outcome: outcomes != nil
      case .kind: !due.isEmpty
      case .amount: !due.isEmpty && kinds.chosen == .promise
      }
    }
  }

  private mutating func move(by step: Int) {
    unconfirmed = nil
    let fields = fields
    let place = (fields.firstIndex(of: focus) ?? 0) + step
    focus = fields[(place + fields.count) % fields.count]
  }

  @discardableResult
  private mutating func type(_ event: Event) -> Bool {
    switch focus {
    case .text:
      let isTaken = text.handle(event, area: textArea)
      if let notice = text.notice { remark = .init(.warning, notice) }
      return isTaken
    case .due: return due.handle(event)
    case .amount: return amount.handle(event)
    case .channel, .outcome, .kind:
      guard case .key(let key) = event else { return false }
      return choose(key)
    }
  }

  private mutating func choose(_ key: Key) -> Bool {
    let step: Int? = key == .right || key == .down ? 1 : key == .left || key == .up ? -1 : nil
    switch focus {
    case .channel:
      if key == .backspace || key == .delete {
        setChannel(nil)
        return true
      }
      guard let channel = step.map({ channels.value(after: $0) }) ?? channels.value(for: key) else {
        return false
      }
      // The letter of what is chosen already turns the direction round.
      let turns = step == nil && channel == channels.chosen && channel.direction == nil && unconfirmed == nil
      let way = channel.direction ?? (turns && direction == .outgoing ? .incoming : .outgoing)
      guard isKnown(key, warnings(channel, way, nil)) else { return true }
      direction = way
      setChannel(channel)
      // A letter chooses and goes on; where both directions make sense it may be pressed again.
      if step == nil, channel.direction != nil { focus = .outcome }
    case .outcome:
      guard var outcomes, let channel = channels.chosen else { return false }
      if key == .backspace || key == .delete {
        outcomes.chosen = nil
        self.outcomes = outcomes
        return true
      }
      guard let outcome = step.map({ outcomes.value(after: $0) }) ?? outcomes.value(for: key) else {
        return false
      }
      guard isKnown(key, warnings(channel, direction, outcome)) else { return true }
      outcomes.chosen = outcome
      self.outcomes = outcomes
      if step == nil { focus = .due }
    case .kind:
      guard let kind = step.map({ kinds.value(after: $0) }) ?? kinds.value(for: key) else { return false }
      kinds.chosen = kind
      if step == nil, kind == .promise { focus = .amount }
    case .text, .due, .amount: return false
    }
    return true
  }

  private mutating func setChannel(_ channel: ContactChannel?) {
    channels.chosen = channel
    outcomes = channel.map { channel in
      let possible = channel.outcomes(direction)
      let before = outcomes?.chosen.flatMap { possible.contains($0) ? $0 : nil }
      return LetterChoice(possible.map { ($0.wording, $0) }, chosen: before)
    }
    if channel == nil { isConfirmed = false }
  }

  private func warnings(
    _ channel: ContactChannel, _ direction: ContactDirection, _ outcome: ContactOutcome?
  ) -> [ContactWarning] {
    ContactWarning.of(
      channel: channel, direction: direction, outcome: outcome,
      isSafeContact: subject.flags.contains(.safeContact),
      how: "", breathingSpace: subject.breathingSpace, on: today)
  }

  /// Whether a choice may be made at once: where something must be known first, that is said, and the same key chooses.
  private mutating func isKnown(_ key: Key, _ warnings: [ContactWarning]) -> Bool {
    guard !warnings.isEmpty else {
      unconfirmed = nil
      return true
    }
    if unconfirmed == key {
      unconfirmed = nil
      isConfirmed = true
      return true
    }
    unconfirmed = key
    remark = .init(
      .warning, warnings.map(\.sentence).joined(separator: " ") + " \(key) again chooses it all the same.")
    return false
  }

  // MARK: Saving

  /// What is recorded, or what is missing.
  private mutating func save() -> Outcome {
    func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
    let words = isBlank(text.text) ? "" : text.text
    var attempt: ContactAttempt?
    if let channel = channels.chosen {
      guard let outcome = outcomes?.chosen else {
        return fault(
          "What came of it? Choose by its letter; Backspace on the channel takes it away.", at: .outcome)
      }
      attempt = ContactAttempt(
        channel, outcome, direction: direction, text: words,
        isConfirmed: isConfirmed && !warnings(channel, direction, outcome).isEmpty)
    }
    var plan: DiaryPlan?
    if !isBlank(due.text) {
      let day: CivilDate
      do throws(DateEntry.Fault) {
        day = try DateEntry.read(due.text, today: today, looking: .ahead)
      } catch {
        return fault("The diary date: \(error.reason).", at: .due)
      }
      guard day >= today else {
        return fault("\(day.text(.weekdayDayMonthYear)) is past. A diary date lies ahead.", at: .due)
      }
      plan = DiaryPlan(due: day, kind: kinds.chosen ?? .review, text: words)
      if kinds.chosen == .promise, !isBlank(amount.text) {
        guard let money = try? Money(reading: amount.text), money > .zero else {
          return fault("“\(amount.text)” is no amount of pounds: try 40 or 37.50.", at: .amount)
        }
        plan?.amount = money
      }
    }
    let account = subject.reference
    switch (attempt, plan) {
    case (nil, nil):
      guard !words.isEmpty else {
        return fault("Nothing is written yet. Esc closes the note.", at: .text)
      }
      return .record(.note(account: account, text: words), said: "Note on \(account)")
    case (let attempt?, nil):
      return .record(.contact(account: account, attempt: attempt), said: "Contact on \(account)")
    case (nil, let plan?) where !words.isEmpty:
      return .record(
        .noteAndDiary(account: account, text: words, entry: plan),
        said:
          "Note, and \(plan.kind.wording.lowercasedFirst) \(plan.due.text(.weekdayDayMonth)), on \(account)")
    case (nil, let plan?):
      return .record(
        .diary(account: account, entry: plan),
        said: "\(plan.kind.wording) \(plan.due.text(.weekdayDayMonth)) on \(account)")
    case (let attempt?, let plan?):
      return .record(
        .contactAndDiary(account: account, attempt: attempt, entry: plan),
        said:
          "Contact, and \(plan.kind.wording.lowercasedFirst) \(plan.due.text(.weekdayDayMonth)), on \(account)"
      )
    }
  }

  private mutating func fault(_ words: String, at field: NoteFormField) -> Outcome {
    focus = field
    remark = .init(.error, words)
    return .stay
  }

  // MARK: Drawing

  private struct Layout {
    var inside: Size
    var text: Rect
    /// The first row under the text.
    var fields: Int
  }

  /// The rows under the text: contact, its letters, diary, its letters, a remark.
  private static let fieldRows = 8

  private static func layout(_ size: Size) -> Layout {
    let inside = Size(columns: min(88, max(10, size.columns - 8)), rows: min(24, max(6, size.rows - 6)))
    let rows = max(1, inside.rows - fieldRows - 1)
    return Layout(
      inside: inside, text: Rect(row: 1, columns: inside.columns, rows: rows), fields: 1 + rows)
  }

  func draw(on canvas: inout Canvas) {
    let layout = NoteForm.layout(canvas.size)
    let overlay = Overlay(
      title: "Note on \(subject.reference)  \(subject.who)", footer: text.lengthText, inside: layout.inside)
    overlay.draw(on: &canvas) { canvas in
      let width = canvas.columns
      var head = StyledText(subject.balance.text(.debitOrCredit), .bold).adding("   ")
      head = head.adding(
        subject.flags.isEmpty
          ? StyledText("no flags", .dim) : FlagLine.fitted(subject.flags, width: width - head.columns))
      head.draw(on: &canvas, column: 0, row: 0, width: width)
      canvas.within(layout.text) { text.draw(on: &$0, hasFocus: focus == .text, style: .field) }
      drawContact(row: layout.fields, on: &canvas)
      drawDiary(row: layout.fields + 4, on: &canvas)
      if let remark = remark ?? barred {
        for (row, line) in WrappedText.lines(remark.text, width: width, limit: 2).enumerated() {
          canvas.draw(
            line, column: 0, row: canvas.rows - 2 + row, style: remark.kind.style, width: width)
        }
      }
    }
  }

  private func label(_ words: String, _ field: NoteFormField, row: Int, on canvas: inout Canvas) {
    let hasFocus = focus == field || (field == .channel && focus == .outcome)
    canvas.draw(words, column: 0, row: row, style: hasFocus ? .bold : .dim, width: 9)
  }

  private func drawContact(row: Int, on canvas: inout Canvas) {
    label("Contact", .channel, row: row, on: &canvas)
    var line = StyledText()
    if let channel = channels.chosen {
      let way = channel.direction == nil ? ", \(direction.rawValue)" : ""
      line.add((channels.words ?? "") + way, .bold)
      line.add("   ")
      line.add(outcomes?.words ?? "what came of it?", outcomes?.chosen == nil ? .warning : .bold)
    } else {
      line.add("none", .dim)
      if focus != .channel { line.add("   Tab, then a letter: was it a call, a visit, a letter?", .dim) }
    }
    let width = canvas.columns - 10
    line.draw(on: &canvas, column: 10, row: row, width: width)
    var letters: [StyledText] = []
    if focus == .channel {
      letters = channels.lines(width: width)
      if let channel = channels.chosen, channel.direction == nil {
        letters.append(
          StyledText("the same letter again: \(direction == .outgoing ? "they" : "we") began it", .dim))
      }
      canvas.placeCursor(column: 10, row: row)
    } else if focus == .outcome, let outcomes {
      letters = outcomes.lines(width: width)
      canvas.placeCursor(column: 10, row: row)
    }
    for (index, line) in letters.prefix(3).enumerated() {
      line.draw(on: &canvas, column: 10, row: row + 1 + index, width: width)
    }
  }

  private func drawDiary(row: Int, on canvas: inout Canvas) {
    label("Diary", .due, row: row, on: &canvas)
    var column = 10
    if focus != .due, due.isEmpty {
      canvas.draw("none", column: column, row: row, style: .dim)
      return
    }
    if focus == .due {
      due.draw(on: &canvas, column: column, row: row, width: 14)
    } else {
      canvas.draw(due.text, column: column, row: row, style: .field, width: 14)
    }
    column += 15
    let echo = dueEcho
    column = echo.draw(on: &canvas, column: column, row: row, width: canvas.columns - column)
    guard !due.isEmpty else { return }
    let width = canvas.columns - 10
    if focus == .kind {
      kinds.lines(width: width).first?.draw(on: &canvas, column: 10, row: row + 1, width: width)
      canvas.placeCursor(column: 10, row: row + 1)
      return
    }
    var end = canvas.draw(kinds.words ?? "", column: 10, row: row + 1, style: .bold)
    guard kinds.chosen == .promise else { return }
    end = canvas.draw("  of ", column: end, row: row + 1)
    if focus == .amount {
      amount.draw(on: &canvas, column: end, row: row + 1, width: 12)
      end += 13
    }
    let words =
      amount.isEmpty
      ? "any amount" : (try? Money(reading: amount.text)).map { "£\($0.text(.unsigned))" } ?? "… pounds"
    canvas.draw(words, column: end, row: row + 1, style: .bold)
  }

  /// What the typed date means, with its weekday.
  private var dueEcho: StyledText {
    if due.isEmpty { return StyledText(DateEntry.examplesAhead, .dim) }
    do throws(DateEntry.Fault) {
      let day = try DateEntry.read(due.text, today: today, looking: .ahead)
      let days = today.days(until: day)
      let distance =
        days == 0 ? "today" : days == 1 ? "tomorrow" : days > 0 ? "in \(days) days" : "past"
      return StyledText(day.text(.weekdayDayMonthYear), .bold)
        .adding("  \(distance)", days < 0 ? .warning : .dim)
    } catch {
      return StyledText("… \(DateEntry.examplesAhead)", .dim)
    }
  }

  // MARK: Words

  private static let about: [String] = [
    "A note is written on the account that is selected or open, whatever you were doing: Esc or Ctrl-S brings you back to where you were, a half-typed filter included.",
    "",
    "Ctrl-S records the words, the contact and the diary date as one act; u takes all of it back. Until the line says Saved, it is not. Where it is refused, all you typed comes back with the reason.",
    "",
    "Tab goes to the contact: a letter says how, another what came of it. On an account with S (safe contact), or in breathing space, what must be known is said before the letter counts; the same letter again chooses it all the same.",
    "",
    "Then the diary: +14d, +2w, fri, 5/3, tomorrow. The words of the note come back with it on its day. A promise may have an amount: whether it was kept is judged from the postings.",
    "",
    "Esc keeps what was typed as a draft and says so; the same account's next note goes on with it, also after a lost line. Where it cannot be kept, that is said, N goes on with it in this sitting, and leaving warns. Ctrl-X twice throws it away.",
  ]
}
