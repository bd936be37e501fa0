import Casebook
import Rents
import Terminal

/// A note or a diary date on every marked account: the words are typed, the book says what it would do, and only then a
/// letter that no other key of the list is near to records it.
struct BulkEntry: Sendable {
  /// What is asked for now.
  enum Step: Hashable, Sendable {
    case date, words, question
  }

  /// What became of Enter.
  enum Outcome: Hashable, Sendable {
    case stay
    /// Everything is said: the book shall be asked what it would do.
    case ask(BulkWork)
  }

  /// The accounts, in the order of the list.
  let accounts: [String]
  /// How many of them the filter hides.
  let hidden: Int
  /// Whether it is a diary date; otherwise a note.
  let isDiary: Bool
  private(set) var step: Step
  private var date = LineEditor("", limit: 40)
  private var words = LineEditor("", limit: 2000)
  private var kind = DiaryKind.review
  private var fault: String?
  private(set) var work: BulkWork?
  private var forecast: BulkForecast?

  /// What a diary date on many accounts can be for: a promise is one household's own.
  private static let kinds: [DiaryKind] = [.review, .callBack, .visit, .other]

  init(_ accounts: [String], hidden: Int, isDiary: Bool) {
    self.accounts = accounts
    self.hidden = hidden
    self.isDiary = isDiary
    step = isDiary ? .date : .words
  }

  /// What was typed into it, over the list of these patches.
  func draft(patches: [String]) -> DeskDraft {
    DeskDraft(
      DeskDraft.Key(.bulk, subject: isDiary ? "diary" : "note"),
      fields: [
        "date": date.text, "text": words.text, "kind": isDiary ? kind.rawValue : "",
        "accounts": accounts.joined(separator: "\n"), "patches": patches.joined(separator: "\n"),
      ])
  }

  /// Goes on with what was typed before.
  mutating func resume(_ draft: DeskDraft) {
    date.replace(with: draft.fields["date"] ?? "")
    words.replace(with: draft.fields["text"] ?? "")
    if let kept = draft.fields["kind"].flatMap(DiaryKind.init(rawValue:)), BulkEntry.kinds.contains(kept) {
      kind = kept
    }
    step = isDiary && words.isEmpty ? .date : .words
  }

  /// What is recorded, as the desk tells of it.
  var said: String {
    let count = forecast?.accounts.count ?? accounts.count
    return "\(isDiary ? "Diary date" : "Note") on \(BulkEntry.accounts(count))"
  }

  private static func accounts(_ count: Int) -> String { count == 1 ? "1 account" : "\(count) accounts" }

  /// Takes typing in; false if it means nothing here.
  mutating func handle(_ event: Event) -> Bool {
    fault = nil
    switch step {
    case .date: return date.handle(event)
    case .words: return words.handle(event)
    case .question: return false
    }
  }

  mutating func turnKind() {
    guard isDiary, let place = BulkEntry.kinds.firstIndex(of: kind) else { return }
    kind = BulkEntry.kinds[(place + 1) % BulkEntry.kinds.count]
  }

  /// What Enter does.
  mutating func next(today: CivilDate) -> Outcome {
    switch step {
    case .date:
      do throws(DateEntry.Fault) {
        _ = try due(today: today)
        step = .words
      } catch { fault = error.reason }
      return .stay
    case .words:
      let text = words.text.split(separator: " ").joined(separator: " ")
      if isDiary, let due = try? due(today: today) {
        return .ask(.diary(DiaryPlan(due: due, kind: kind, text: text)))
      }
      guard !text.isEmpty else {
        fault = "A note needs words."
        return .stay
      }
      return .ask(.note(text))
    case .question: return .stay
    }
  }

  /// One step back; false where there is none before.
  mutating func goBack() -> Bool {
    fault = nil
    switch step {
    case .question: step = .words
    case .words where isDiary: step = .date
    case .words, .date: return false
    }
    return true
  }

  /// Takes in what the book would do; where it would do nothing, that is said at once.
  mutating func take(_ forecast: BulkForecast, of work: BulkWork) {
    self.forecast = forecast
    self.work = work
    if forecast.accounts.isEmpty {
      fault = "Nothing would be recorded: " + forecast.sentence(work)
    } else {
      step = .question
    }
  }

  mutating func take(_ fault: DeskFault) { self.fault = "\(fault.what) \(fault.remedy)" }

  /// The words come back after a refusal, with what was said.
  mutating func comeBack() { step = .words }

  private func due(today: CivilDate) throws(DateEntry.Fault) -> CivilDate {
    let day = try DateEntry.read(date.text, today: today)
    if day >= today { return day }
    let word = date.text.lowercased()
    if word.allSatisfy({ $0.isLetter }), word != "yesterday" { return day.adding(weeks: 1) }
    let numbers = word.split { !$0.isNumber }
    // `-7d` and a day with its year are past; a day and a month are meant ahead.
    if !word.hasPrefix("-"), numbers.count < 3, !numbers.contains(where: { $0.count == 4 }) {
      for years in 1...8 {
        let (year, month, dayOfMonth) = day.parts
        if let ahead = CivilDate(year: year + years, month: month, day: dayOfMonth), ahead >= today {
          return ahead
        }
      }
    }
    throw DateEntry.Fault(reason: "\(day.text(.weekdayDayMonthYear)) is past: a diary date lies ahead")
  }

  func draw(on canvas: inout Canvas, today: CivilDate) {
    guard step != .question else { return drawQuestion(on: &canvas) }
    // What is typed stands above what is said of it: a refusal, which is told in the last line but one, hides no word.
    let row = canvas.rows - 3
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 2), style: .field)
    let what = isDiary ? "Diary date" : "Note"
    var line = StyledText(" \(what) on \(BulkEntry.accounts(accounts.count)), all marked", .bold)
    if hidden > 0 { line.add("; \(hidden) of them not shown now", .warning) }
    if let fault {
      line = StyledText(" ! \(fault)", .bad)
    } else if isDiary {
      line.add("   [Tab] \(kind.wording)", .key)
      if let day = try? due(today: today) {
        line.add("   \(day.text(.weekdayDayMonthYear))", .bold)
      } else if step == .date {
        line.add("   … \(DateEntry.examplesAhead)", .dim)
      }
    }
    line.draw(on: &canvas, column: 0, row: row + 1, width: canvas.columns)
    let end = canvas.draw(step == .date ? " When: " : " Words: ", column: 0, row: row, style: .key)
    let field = step == .date ? date : words
    field.draw(on: &canvas, column: end, row: row, width: max(1, canvas.columns - end - 1))
  }

  private func drawQuestion(on canvas: inout Canvas) {
    guard let forecast, let work else { return }
    let width = min(66, max(20, canvas.columns - 8))
    var lines = WrappedText.lines(forecast.sentence(work), width: width).map { StyledText($0, .bold) }
    let text =
      switch work {
      case .note(let text): text
      case .diary(let plan): plan.text
      }
    if !text.isEmpty {
      lines += [""] + WrappedText.lines("“\(text)”", width: width, limit: 6).map { StyledText($0) }
    }
    if hidden > 0 {
      lines += ["", StyledText("\(hidden) of the marked accounts are not shown now.", .warning)]
    }
    for refusal in forecast.refused.prefix(5) {
      lines.append(StyledText("  \(refusal.account): \(refusal.reason)", .warning))
    }
    lines += [
      "", StyledText("All of it is recorded, or nothing. It can be undone as one.", .dim),
      StyledText("W", .key).adding(" (capital) records it, ").adding("Esc", .key).adding(
        " goes back to the words."),
    ]
    let overlay = Overlay(
      title: said + "?", footer: "", inside: Size(columns: width, rows: lines.count))
    overlay.draw(on: &canvas) { canvas in
      for (row, line) in lines.enumerated() where row < canvas.rows {
        line.draw(on: &canvas, column: 0, row: row, width: canvas.columns)
      }
    }
  }
}
