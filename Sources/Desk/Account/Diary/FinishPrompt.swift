import Casebook
import Rents
import Terminal

/// The box that asks what became of a diary date: done, moved to another day, no longer needed; of a promise, first what the
/// postings say, and that judgement offered.
struct FinishPrompt: Hashable, Sendable {
  /// What is typed into.
  enum Field: Hashable, Sendable { case date, words }

  let account: String
  let entry: DiaryEntry
  /// What the postings say of a promise; nil of anything else.
  let judgement: PromiseJudgement?
  private(set) var outcome: DiaryOutcome.Result
  private(set) var field = Field.words
  private var date: LineEditor
  private var words: LineEditor
  /// What is wrong, in the desk's words or in the book's.
  private(set) var fault: String?

  /// A box for an open date, offering what is likeliest.
  init(account: String, _ entry: DiaryEntry, ledger: Ledger?, today: CivilDate) {
    self.account = account
    self.entry = entry
    if entry.plan.kind == .promise, let ledger {
      judgement = PromiseJudgement(entry.plan, made: entry.made, ledger: ledger, on: today)
    } else {
      judgement = nil
    }
    switch (entry.plan.kind, judgement?.isKept) {
    case (.promise, true?): outcome = .kept
    case (.promise, false?): outcome = .broken
    case (.promise, nil): outcome = .moved
    default: outcome = .done
    }
    date = LineEditor("", limit: 40)
    words = LineEditor("", limit: 2000)
    if outcome == .moved { field = .date }
  }

  /// What was asked for and refused comes back with its words.
  mutating func comeBack(_ recorded: Recorded, _ reason: String) {
    switch recorded.command {
    case .finishDiary(_, _, let outcome):
      self.outcome = outcome.result
      words.replace(with: outcome.text)
      field = .words
    case .moveDiary(_, _, let text, let plan):
      outcome = .moved
      words.replace(with: text)
      date.replace(with: plan.due.text(.dayMonthYear))
      field = .date
    default: return
    }
    fault = reason
  }

  /// What was typed into it.
  var draft: DeskDraft {
    DeskDraft(
      DeskDraft.Key(.finish, account: account, subject: entry.id),
      fields: ["outcome": outcome.rawValue, "date": date.text, "text": words.text])
  }

  /// Goes on with what was typed before.
  mutating func resume(_ draft: DeskDraft) {
    if let kept = draft.fields["outcome"].flatMap(DiaryOutcome.Result.init(rawValue:)),
      outcomes.contains(kept)
    {
      outcome = kept
    }
    date.replace(with: draft.fields["date"] ?? "")
    words.replace(with: draft.fields["text"] ?? "")
    field = outcome == .moved && words.isEmpty ? .date : .words
  }

  private var outcomes: [DiaryOutcome.Result] {
    entry.plan.kind == .promise ? [.kept, .broken, .moved, .cancelled] : [.done, .moved, .cancelled]
  }

  /// The outcome after this one, or before it.
  mutating func turn(by step: Int) {
    let all = outcomes
    let place = (all.firstIndex(of: outcome) ?? 0) + step + all.count
    outcome = all[place % all.count]
    field = outcome == .moved ? .date : .words
    fault = nil
  }

  /// The other field, where there are two.
  mutating func turnField() {
    guard outcome == .moved else { return }
    field = field == .date ? .words : .date
  }

  /// Takes in what is typed; false for an event that is no text.
  mutating func handle(_ event: Event) -> Bool {
    let isTaken = field == .date ? date.handle(event) : words.handle(event)
    if isTaken { fault = nil }
    return isTaken
  }

  /// What Enter asks the book for, and how the desk tells of it; nil where it goes on to the words first, or says what is
  /// wrong.
  mutating func accept(today: CivilDate) -> (command: Command, said: String)? {
    let text = words.text.trimmed
    let what = "\(entry.plan.kind.wording) of \(DateText.short(entry.plan.due, today: today)) on \(account)"
    guard outcome == .moved else {
      return (
        .finishDiary(account: account, id: entry.id, outcome: DiaryOutcome(outcome, text: text)),
        "\(what): \(outcome.wording.lowercased())"
      )
    }
    do throws(DateEntry.Fault) {
      let due = try due(today: today)
      if field == .date {
        field = .words
        return nil
      }
      var plan = entry.plan
      plan.due = due
      return (
        .moveDiary(account: account, id: entry.id, text: text, entry: plan),
        "\(what) moved to \(due.text(.weekdayDayMonth))"
      )
    } catch {
      fault = error.reason
      field = .date
      return nil
    }
  }

  private func due(today: CivilDate) throws(DateEntry.Fault) -> CivilDate {
    let day = try DateEntry.read(date.text, today: today, looking: .ahead)
    guard day >= today else {
      throw DateEntry.Fault(reason: "\(day.text(.weekdayDayMonthYear)) is past: a diary date lies ahead")
    }
    return day
  }

  // MARK: Drawing

  func draw(on canvas: inout Canvas, today: CivilDate) {
    let width = min(72, max(1, canvas.columns - 6))
    var head = FactLines(width: width)
    if !entry.plan.text.isEmpty { head.paragraph("“\(entry.plan.text)”", .bold) }
    head.paragraph("\(entry.officer), \(DateText.words(entry.made, today: today))", .dim)
    if let judgement {
      let style: Style = judgement.isKept == false ? .bad : judgement.isKept == true ? .good : .normal
      let since = judgement.isKept == nil ? "" : " since \(DateText.words(entry.made, today: today))"
      head.paragraph("By the postings: \(judgement.wording)\(judgement == .nothing ? since : "").", style)
    }
    var foot = FactLines(width: width)
    if let fault {
      foot.paragraph(fault, .bad)
    } else {
      foot.paragraph(hint, .dim)
    }
    // Head, blank, outcomes, the day, the words, blank, what is said of it. No line moves when another outcome is chosen.
    let lines = Array(head.all.prefix(max(1, canvas.rows - 12)))
    let rows = lines.count + 5 + foot.all.count
    let overlay = Overlay(
      title:
        "\(entry.plan.wordsWithoutText), due \(DateText.words(entry.plan.due, today: today)): \(DateText.distance(entry.plan.due, today: today))",
      footer: "Tab another outcome, Enter saves, Esc leaves it open",
      inside: Size(columns: width, rows: rows))
    overlay.draw(on: &canvas) { canvas in
      for (row, line) in (lines + [""]).enumerated() {
        line.draw(on: &canvas, column: 0, row: row, width: canvas.columns)
      }
      let first = lines.count + 1
      choices.draw(on: &canvas, column: 0, row: first, width: canvas.columns)
      for (row, line) in foot.all.enumerated() {
        line.draw(on: &canvas, column: 0, row: first + 4 + row, width: canvas.columns)
      }
      drawField(date, "New day", .date, row: first + 1, on: &canvas, today: today)
      drawField(words, "Words", .words, row: first + 2, on: &canvas, today: today)
    }
  }

  private func drawField(
    _ editor: LineEditor, _ label: String, _ which: Field, row: Int, on canvas: inout Canvas, today: CivilDate
  ) {
    guard which == .words || outcome == .moved else { return }
    canvas.draw(label, column: 0, row: row, style: which == field ? .key : .dim)
    let start = 12
    let width = which == .date ? min(18, max(1, canvas.columns - start)) : max(1, canvas.columns - start)
    if which == field {
      editor.draw(on: &canvas, column: start, row: row, width: width)
    } else {
      canvas.fill(Rect(column: start, row: row, columns: width, rows: 1), style: .field)
      canvas.draw(editor.text, column: start, row: row, style: .field, width: width)
    }
    guard which == .date, let day = try? due(today: today) else { return }
    canvas.draw(
      day.text(.weekdayDayMonthYear), column: start + width + 2, row: row, style: .bold,
      width: max(0, canvas.columns - start - width - 2))
  }

  private var choices: StyledText {
    var line = StyledText("Outcome".padding(to: 11), .dim)
    for each in outcomes {
      line.add(
        each == outcome ? "[\(each.wording)] " : " \(each.wording)  ", each == outcome ? .key : .dim)
    }
    return line
  }

  private var hint: String {
    switch outcome {
    case .moved:
      field == .date
        ? "The day on which it comes back: \(DateEntry.examplesAhead)."
        : "What happened; may be empty. It comes back with its own words on the new day."
    case .kept where judgement?.isKept == true, .broken where judgement?.isKept == false:
      "As the postings say. What came of it; may be empty."
    case .kept, .broken:
      "The postings do not say so: that stays on record beside it. Say why."
    case .done, .cancelled: "What came of it; may be empty."
    }
  }
}

extension DiaryPlan {
  /// `Promise to pay 40.00`, without the words used.
  fileprivate var wordsWithoutText: String {
    var plan = self
    plan.text = ""
    return plan.wording
  }
}
