import Casebook
import Rents
import Terminal

/// What lies over the form for a while: its sections, the offers, the going-through before it is recorded, the path of its
/// print; and a finished form, which only is looked at.
extension StatementScreen {
  // MARK: A finished form

  mutating func inFinished(_ event: Event, _ context: DeskContext) -> DeskOutcome {
    guard case .finished(let index) = mode else { return .stay }
    if case .mouse(let mouse) = event {
      if mouse.kind == .wheelUp { work?.moveLines(by: -3) }
      if mouse.kind == .wheelDown { work?.moveLines(by: 3) }
      return .stay
    }
    guard case .key(let key) = event else { return .stay }
    guard let action = DeskActions.table.deskAction(for: key, in: places) else { return .ignored }
    switch action {
    case .backFromStatement: return .pop
    case .statementNew:
      mode = .form
      open(context)
      if !draft.isBegun {
        message.show(.information, "A new form; the last stands beside it: = takes a line over, F8 shows it.")
      }
    case .statementCorrect: correct(index, context)
    case .statementOlder, .statementNewer:
      let to = index + (action == .statementOlder ? 1 : -1)
      guard versions.indices.contains(to) else {
        message.show(.information, action == .statementOlder ? "This is the first." : "This is the newest.")
        return .stay
      }
      mode = .finished(to)
      open(context)
    case .statementPrintFinished:
      mode = .print(StatementPrintPrompt(account: reference, day: context.book.today))
    case .refresh: return .perform(.refresh)
    case .suspend: return .perform(.suspend)
    case .moveUp: work?.moveLines(by: -1)
    case .moveDown: work?.moveLines(by: 1)
    case .pageUp, .halfPageUp: work?.moveSections(by: -1)
    case .pageDown, .halfPageDown: work?.moveSections(by: 1)
    case .first: work?.moveToEnd(false)
    case .last: work?.moveToEnd(true)
    default: return .ignored
    }
    return .stay
  }

  private mutating func correct(_ index: Int, _ context: DeskContext) {
    guard versions.indices.contains(index) else { return }
    let version = versions[index]
    guard user.isKnown else {
      message.show(.warning, "Nothing is typed: \(DeskUser.mayOnlyRead).")
      return
    }
    guard version.stands else {
      message.show(.information, "This form was corrected already: the newest can be corrected.")
      return
    }
    if draft.isBegun {
      message.show(.information, "A form of this account is being filled in: Enter goes on with it.")
      return
    }
    beginning = context.forms.add(.correct(version), account: reference)
    message.show(.information, "Beginning a correction of form \(version.number)…")
  }

  // MARK: Sections

  mutating func inSections(_ event: Event, _ chosen: Int) -> DeskOutcome {
    guard case .key(let key) = event, let sections = work?.sheet.sections else { return .stay }
    guard let action = DeskActions.table.deskAction(for: key, in: places) else { return .ignored }
    switch action {
    case .statementSectionNext: mode = .sections(min(chosen + 1, sections.count - 1))
    case .statementSectionBefore: mode = .sections(max(0, chosen - 1))
    case .statementSectionsClose: mode = .form
    case .statementSectionGo:
      mode = .form
      if sections.indices.contains(chosen) { work?.go(to: sections[chosen], opening: true) }
    default: return .ignored
    }
    return .stay
  }

  private func drawSections(_ chosen: Int, on canvas: inout Canvas) {
    guard let work else { return }
    let sections = work.sheet.sections
    let columns = min(64, canvas.columns - 6)
    let inside = Size(columns: columns, rows: min(sections.count + 1, canvas.rows - 4))
    Overlay(title: "Sections", footer: "Enter goes there", inside: inside).draw(on: &canvas) { canvas in
      let width = canvas.columns
      canvas.draw("asked   none  left  a month", column: width - 27, row: 0, style: .dim)
      let room = canvas.rows - 1
      let first = max(0, min(chosen - room / 2, sections.count - room))
      for offset in 0..<max(0, room) where sections.indices.contains(first + offset) {
        let section = sections[first + offset]
        let counts = work.progress(section)
        let style: Style = first + offset == chosen ? .selected : .normal
        canvas.fill(Rect(row: offset + 1, columns: width, rows: 1), style: style)
        canvas.draw(section.title, column: 0, row: offset + 1, style: style, width: max(1, width - 28))
        func put(_ text: String, _ end: Int, _ role: Style = .normal) {
          let role = style == .selected ? role.onSelection : role
          canvas.draw(text, column: end - 7, row: offset + 1, style: role, width: 7, alignment: .right)
        }
        let start = width - 27
        if counts.of > 0 {
          put("\(counts.asked)/\(counts.of)", start + 5)
          put(counts.none == 0 ? "" : "\(counts.none)", start + 12)
          let left = counts.of - counts.asked
          put(left == 0 ? "" : "\(left)", start + 18, left == 0 ? .normal : .warning)
        }
        if let group = reckoning?.group(section.id), group.progress.asked > 0 {
          canvas.draw(
            StatementFigure.text(group.monthly), column: start + 18, row: offset + 1, style: style, width: 9,
            alignment: .right, overflow: .hashes)
        }
        if first + offset == chosen { canvas.placeCursor(column: 0, row: offset + 1) }
      }
    }
  }

  // MARK: Offers

  /// What can be taken as what is agreed.
  private var offers: [ArrearsOption] { reckoning?.options ?? [] }

  mutating func inOffers(_ event: Event, _ chosen: Int) -> DeskOutcome {
    guard case .key(let key) = event else { return .stay }
    if let letter = key.typed.map({ Character($0).uppercased() }),
      let place = offers.firstIndex(where: { String($0.letter) == letter })
    {
      mode = .offers(place)
      return .stay
    }
    guard let action = DeskActions.table.deskAction(for: key, in: places) else { return .ignored }
    switch action {
    case .statementOfferNext: mode = .offers(min(chosen + 1, max(0, offers.count - 1)))
    case .statementOfferBefore: mode = .offers(max(0, chosen - 1))
    case .statementOffersClose: mode = .form
    case .statementOfferTake:
      mode = .form
      guard offers.indices.contains(chosen) else { return .stay }
      guard user.isKnown else {
        message.show(.warning, "Nothing is typed: \(DeskUser.mayOnlyRead).")
        return .stay
      }
      let text = StatementFigure.short(offers[chosen].monthly).filter { $0 != "," }
      work?.put(text, into: .single(.arrearsOffer))
      work?.show(.single(.arrearsOffer))
      message.show(
        .done, "\(text) a month stands under Agreement as what is agreed. \(undoKey) takes it back.")
    default: return .ignored
    }
    return .stay
  }

  private func drawOffers(_ chosen: Int, on canvas: inout Canvas) {
    guard let work, let reckoning else { return }
    let width = min(72, canvas.columns - 6)
    var lines: [StyledText] = []
    var selected: Int?
    func tell(_ text: String, _ style: Style) {
      lines += WrappedText.lines(text, width: width).map { StyledText($0, style) }
    }
    lines.append(
      StyledText("For our arrears ", .bold).adding(StatementFigure.text(reckoning.forArrears), .total)
        .adding(" a month, \(StatementFigure.text(reckoning.forArrearsWeekly)) a week."))
    tell(
      "Left over \(StatementFigure.text(reckoning.totals.surplus)), less savings \(StatementFigure.text(reckoning.savings)) and what is paid on other priority debts.",
      .dim)
    lines.append(StyledText())
    if work.facts.arrears <= .zero {
      lines.append(StyledText("Nothing is left to clear on this account.", .good))
    } else if offers.isEmpty {
      tell(
        "Nothing is left, so nothing is offered. A token is your own act, typed under Agreement.", .warning)
    } else {
      lines.append(
        StyledText("Left to clear \(StatementFigure.text(work.facts.arrears))", .bold)
          .adding("      a month    a week  payments  clear", .dim))
    }
    for (index, option) in offers.enumerated() {
      if index == chosen { selected = lines.count }
      let style: Style = index == chosen ? .selected : .normal
      let clears = option.clears.map { $0.text(.dayMonthYear) } ?? "over 30 years"
      func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
      }
      lines.append(
        StyledText(
          (index == chosen ? "> " : "  ") + "\(option.letter)" + right("", 18)
            + right(StatementFigure.text(option.monthly), 12)
            + right(StatementFigure.text(option.weekly), 10)
            + right(option.payments.map(String.init) ?? "", 10) + "  " + clears, style))
      for step in option.steps {
        lines.append(
          StyledText(
            "    \(StatementFigure.text(step.monthly)) from \(step.from.text(.dayMonthYear)): \(step.what) ends \(step.ended.text(.dayMonthYear))",
            .dim))
      }
    }
    let others = reckoning.priorityDebts + reckoning.debts
    if !others.isEmpty {
      lines.append(StyledText())
      lines.append(StyledText("Other creditors", .bold))
      for debt in others.prefix(max(1, canvas.rows - lines.count - 8)) {
        let offer = debt.offer > .zero ? StatementFigure.text(debt.offer) : "nothing"
        lines.append(
          StyledText("  \(debt.creditor.isEmpty ? "no name" : debt.creditor)")
            .adding("  owed \(StatementFigure.text(debt.owed))", .dim)
            .adding("  \(offer)\(debt.isToken ? ", a token" : "")"))
      }
    }
    let inside = Size(columns: width, rows: min(lines.count, canvas.rows - 4))
    Overlay(title: "Offers", footer: "Enter puts it into the form", inside: inside).draw(on: &canvas) {
      canvas in
      for (row, line) in lines.prefix(canvas.rows).enumerated() {
        line.draw(on: &canvas, column: 0, row: row, width: canvas.columns)
      }
      canvas.placeCursor(column: 0, row: selected ?? 0)
    }
  }

  // MARK: Before it is recorded

  mutating func askToFinish(_ context: DeskContext) -> DeskOutcome {
    if let reason = context.book.whyReadOnly {
      message.show(.error, "Nothing can be recorded here: \(reason).")
      return .stay
    }
    mode = .review(0)
    return .stay
  }

  mutating func inReview(_ event: Event, _ top: Int, _ context: DeskContext, _ size: Size) -> DeskOutcome {
    guard case .key(let key) = event else { return .stay }
    guard let action = DeskActions.table.deskAction(for: key, in: places) else { return .ignored }
    let area = reviewRoom(size)
    let most = max(0, review(width: area.columns).count - area.rows)
    switch action {
    case .statementReviewDown: mode = .review(min(most, top + 1))
    case .statementReviewUp: mode = .review(max(0, top - 1))
    case .statementReviewPageDown: mode = .review(min(most, top + area.rows))
    case .statementReviewPageUp: mode = .review(max(0, top - area.rows))
    case .statementReviewClose: mode = .form
    case .statementRecord: return record(context)
    default: return .ignored
    }
    return .stay
  }

  private mutating func record(_ context: DeskContext) -> DeskOutcome {
    guard let work, let page, !isRecording else { return .stay }
    if let field = conflicts.first {
      mode = .form
      self.work?.show(field)
      message.show(.warning, conflictWords(field) ?? "")
      return .stay
    }
    guard work.form.fields.count > 0 else {
      message.show(.information, "Nothing was typed: there is nothing to record.")
      return .stay
    }
    guard unkept == 0, draft.isBegun else {
      message.show(.information, "The last field is still being kept: Ctrl-S again in a moment.")
      return .stay
    }
    isRecording = true
    var fields: [String: String] = [:]
    for (field, text) in work.filled.fields { fields[field.name] = text }
    let finish = StatementFinish(
      fields: fields, replaces: draft.corrects, sources: page.sources, draft: draft.id, seen: draft.number)
    return .perform(
      .record(
        .finishStatement(account: reference, finish: finish),
        said: draft.corrects.isEmpty ? "Form of \(reference)" : "Correction of the form of \(reference)"))
  }

  /// What has become of the form that was to be recorded.
  mutating func take(_ result: Recorded, _ context: DeskContext) {
    guard isRecording, case .finishStatement(let account, _) = result.command, account == reference else {
      return
    }
    isRecording = false
    switch result.result {
    case .saved:
      pending = []
      draft = FormDraft(account: reference)
      mode = versions.isEmpty ? .form : .finished(0)
      open(context)
    case .refused: mode = .form
    }
  }

  private func reviewRoom(_ size: Size) -> Size {
    Size(columns: min(74, size.columns - 8), rows: max(1, size.rows - 6))
  }

  private func drawReview(_ top: Int, on canvas: inout Canvas) {
    let room = reviewRoom(canvas.size)
    let lines = review(width: room.columns)
    let inside = Size(columns: room.columns, rows: min(room.rows, lines.count))
    Overlay(title: "Before it is recorded", footer: "Ctrl-S records it   Esc goes back", inside: inside)
      .draw(on: &canvas) { canvas in
        for (row, line) in lines.dropFirst(top).prefix(canvas.rows).enumerated() {
          line.draw(on: &canvas, column: 0, row: row, width: canvas.columns)
        }
        canvas.placeCursor(column: 0, row: 0)
      }
  }

  /// What there is to see before a form is recorded: nothing of it stands in the way.
  func review(width: Int) -> [StyledText] {
    guard let work, let reckoning else { return [] }
    var lines: [StyledText] = []
    func title(_ text: String) {
      if !lines.isEmpty { lines.append(StyledText()) }
      lines.append(StyledText(text, .bold))
    }
    func tell(_ text: String, _ style: Style = .normal) {
      lines += WrappedText.lines(text, width: max(8, width - 2)).map { StyledText("  ").adding($0, style) }
    }
    title("WHAT IT COMES TO, A MONTH")
    let totals = reckoning.totals
    tell(
      "Income \(StatementFigure.text(totals.income)), spending \(StatementFigure.text(totals.outgoings)), "
        + (totals.surplus < .zero
          ? "short by \(StatementFigure.text((try? totals.surplus.negated()) ?? totals.surplus))."
          : "left over \(StatementFigure.text(totals.surplus)); for our arrears \(StatementFigure.text(reckoning.forArrears)).")
    )
    let agreed = work.filled[.single(.arrearsOffer)]
    tell(
      agreed.isEmpty
        ? "Nothing is agreed on our arrears."
        : "Agreed on our arrears: \(agreed == "-" ? "nothing" : agreed).",
      agreed.isEmpty ? .warning : .normal)
    let how = work.filled[.single(.agreedHow)]
    tell(
      how.isEmpty ? "Nobody has agreed that it is right." : "Agreed by \(how).",
      how.isEmpty ? .warning : .normal)
    let review = work.filled[.single(.review)]
    tell(review.isEmpty ? "No review date." : "Review \(review).", review.isEmpty ? .warning : .normal)
    if !reckoning.faults.isEmpty {
      title("CANNOT BE READ, AND COUNTS FOR NOTHING")
      for fault in reckoning.faults {
        tell("\(work.name(of: fault.field)): “\(work.filled[fault.field])”, \(fault.fault.reason)", .bad)
      }
    }
    if !reckoning.warnings.isEmpty {
      title("LOOKS ODD")
      for warning in reckoning.warnings { tell("! " + warning.sentence, .warning) }
    }
    let blank = work.sheet.sections.compactMap { section -> String? in
      let lines = section.lines.filter { work.isAsked($0) && !work.isAnswered($0) }
      guard !lines.isEmpty else { return nil }
      if lines.count == work.progress(section).of { return section.title.lowercasedAfterFirst + ": all" }
      return section.title.lowercasedAfterFirst + ": " + lines.map(\.short).joined(separator: "; ")
    }
    title(blank.isEmpty ? "EVERYTHING WAS ASKED" : "NOT ASKED")
    for section in blank { tell(section) }
    if let compared, !draft.corrects.isEmpty {
      let changed = StatementDifference.between(
        compared.fields, Dictionary(uniqueKeysWithValues: work.filled.fields.map { ($0.key.name, $0.value) }))
      title("CHANGED FROM FORM \(compared.number)")
      for change in changed {
        let name = StatementField(name: change.field).map(work.name) ?? change.field
        let was = change.before.isEmpty ? "blank" : change.before
        tell("\(name): \(was) became \(change.after.isEmpty ? "blank" : change.after)")
      }
    }
    return lines
  }

  // MARK: Printing

  mutating func inPrint(
    _ event: Event, _ prompt: StatementPrintPrompt, _ context: DeskContext
  ) -> DeskOutcome {
    var prompt = prompt
    switch TypedEvent(event, in: places) {
    case .same(let outcome): return outcome
    case .action(.cancelPrint): mode = afterPrint
    case .action(.switchPrintForm):
      prompt.switchForm()
      mode = .print(prompt)
    case .action(.writePrint):
      prompt.editor.replace(with: prompt.editor.text.trimmed)
      guard !prompt.editor.isEmpty, let print = summary(prompt, context) else {
        prompt.fault = "type a path"
        mode = .print(prompt)
        return .stay
      }
      mode = afterPrint
      return .perform(.print(print))
    case .action: return .ignored
    case .text:
      guard prompt.editor.handle(event) else { return TypedEvent.unknown(event) }
      prompt.fault = nil
      mode = .print(prompt)
    }
    return .stay
  }

  /// What is seen once the path was typed: what was seen before.
  private var afterPrint: Mode { isEntered || versions.isEmpty ? .form : .finished(lastShown) }

  private func summary(_ prompt: StatementPrintPrompt, _ context: DeskContext) -> StatementPrint? {
    guard let work, let page else { return nil }
    var version: StatementVersion?
    if case .finished(let index) = afterPrint, versions.indices.contains(index) { version = versions[index] }
    let corrects = version?.replaces ?? draft.corrects
    return StatementPrint(
      account: reference, landlord: context.book.landlord,
      names: account?.facts.people.map(\.name) ?? [], address: account?.facts.address ?? "",
      officer: version?.officer ?? user.name, statement: work.form, facts: work.facts, rules: page.rules,
      version: version?.number, corrects: versions.first { $0.id == corrects }?.number,
      printed: context.book.today, path: prompt.editor.text, form: prompt.form)
  }

  // MARK: Drawing

  func drawMode(on canvas: inout Canvas, _ context: DeskContext) {
    switch mode {
    case .form, .finished: break
    case .sections(let chosen): drawSections(chosen, on: &canvas)
    case .offers(let chosen): drawOffers(chosen, on: &canvas)
    case .review(let top): drawReview(top, on: &canvas)
    case .print(let prompt): prompt.draw(on: &canvas, row: canvas.rows - 2)
    }
  }

  /// From 200 columns: the line in full, its help, what looks odd with what to ask, and who is in the form.
  func drawPane(
    _ pane: Rect, _ work: StatementWork, _ reckoning: StatementReckoning, on canvas: inout Canvas,
    _ context: DeskContext
  ) {
    for row in pane.row..<pane.endRow { canvas.draw("│", column: pane.column, row: row, style: .border) }
    let width = pane.columns - 3
    var lines: [StyledText] = []
    func tell(_ text: String, _ style: Style = .normal) {
      lines += WrappedText.lines(text, width: width).map { StyledText($0, style) }
    }
    if let line = work.line {
      tell(line.label, .bold)
      if !line.question.isEmpty { tell(line.question) }
      if !line.help.isEmpty { tell(line.help, .dim) }
      lines.append(StyledText())
    }
    if !reckoning.warnings.isEmpty {
      tell("WHAT LOOKS ODD", .header)
      for warning in reckoning.warnings {
        tell("! " + warning.sentence, .warning)
        if !warning.ask.isEmpty { tell(warning.ask, .dim) }
      }
      lines.append(StyledText())
    }
    tell("SECTIONS", .header)
    for section in work.sheet.sections {
      let words = progressWords(section, work)
      let style: Style = work.isComplete(section) ? .dim : section.id == work.section?.id ? .bold : .normal
      let room = max(1, width - words.count - 1)
      let name = section.title.count > room ? String(section.title.prefix(room)) : section.title
      lines.append(
        StyledText(
          name + String(repeating: " ", count: max(1, width - name.count - words.count)) + words, style))
    }
    canvas.draw("THE LINE", column: pane.column + 2, row: pane.row, style: .header)
    for (offset, line) in lines.prefix(pane.rows - 1).enumerated() {
      line.draw(on: &canvas, column: pane.column + 2, row: pane.row + 1 + offset, width: width)
    }
  }

  // MARK: Help

  var help: HelpTopic {
    var about: [String] = []
    if let line = work?.line {
      about.append("\(line.label). \(line.question)")
      if !line.help.isEmpty { about.append(line.help) }
      about.append("")
    }
    return HelpTopic("form", about: about + StatementScreen.about)
  }

  private static let about = [
    "The income and expenditure form. What stands in a field is what was typed; everything else follows from it at once.",
    "",
    "Amounts: 85 or 85w is what is said. Letters after it say how often: w week, f fortnight, 4w four weeks, m month, q quarter, t term, y year; on the number pad /1 /2 /4 weeks, /10 ten payments a year. A slash never divides. 45*38y is 45 in each of 38 weeks a year; 320/2+118/1 is two jobs on one line. Without a frequency the line's usual one is meant: it is shown before you type.",
    "",
    "A lone - is “asked, none”; blank is “not asked”. _ says none for all that is left of a section. = is as last time. ! refuses to say, > will send papers; the same key again takes it back.",
    "",
    "Letters jump: type the beginning of a line's name, of one of its words, or its initials (uc, ct); the figures that follow go into it. In fields of words ' begins the jump. Shift-Tab goes back to where you were.",
    "",
    "R marks what the account filled in; ; a line with a note; * what differs from the last form. What cannot be read is kept as typed, counts for nothing, and holds nobody.",
    "",
    "Universal Credit has three parts: the award, rent paid to us, and what is taken off, each with what for, how much and until when. They must come to what the bank shows. The rent stays in full as a cost, so the tenant's share is counted once.",
    "",
    "Every field is on the disk when it is left, and what is half typed after a quarter of a second; “saved” is said only when that is so. Whoever opens the account goes on where it was. Two who type in one field both find both texts there, and choose.",
    "",
    "Esc leaves and keeps the form. Ctrl-S goes through it and records it: then it is as it is, and a correction is a form of its own beside it.",
  ]
}

extension String {
  /// `HOME AND CONTENTS` as `Home and contents`.
  fileprivate var lowercasedAfterFirst: String { prefix(1) + dropFirst().lowercased() }
}
