import Casebook
import Rents
import Terminal

/// What is typed, on its way to the disk; what others typed, on its way here.
extension StatementScreen {
  /// Hands over what is to be kept. What the host refused before is tried again with it.
  mutating func hand(_ changes: [StatementWork.Change], _ context: DeskContext) {
    guard !changes.isEmpty else { return }
    for index in pending.indices where pending[index].hasFailed && pending[index].isAccepted {
      let text = pending[index]
      pending[index].hasFailed = false
      pending[index].ticket = context.forms.add(
        .keep(draft, field: text.field.name, text: text.text, next: ""), account: reference)
    }
    for change in changes {
      switch change {
      case .accepted(let field, let text, let next):
        pending.removeAll { $0.field == field && (!$0.isAccepted || $0.hasFailed) }
        let ticket = context.forms.add(
          .keep(draft, field: field.name, text: text, next: next?.name ?? ""), account: reference)
        pending.append(Pending(ticket: ticket, field: field, text: text, isAccepted: true))
      case .half(let field, let text):
        pending.removeAll { !$0.isAccepted }
        let ticket = context.forms.add(.half(draft, field: field.name, text: text), account: reference)
        pending.append(Pending(ticket: ticket, field: field, text: text, isAccepted: false))
      }
    }
  }

  /// Whether everything that is seen is on the disk.
  var isSaved: Bool { pending.isEmpty }

  /// How many fields the host refused to keep.
  var unkept: Int { pending.count { $0.hasFailed } }

  /// Takes in what the program tells of the form.
  mutating func take(_ news: FormNews, _ context: DeskContext) {
    switch news {
    case .kept(let ticket, let new, let time):
      pending.removeAll { $0.ticket == ticket }
      if unkept == 0, message.current?.kind == .error { message.dismiss() }
      savedAt = time
      if beginning == ticket || isBringingBack == ticket {
        (beginning, isBringingBack) = (nil, nil)
        draft = new
        mode = .form
        open(context)
        return
      }
      if givingUp == ticket {
        givingUp = nil
        gaveUp(new, context)
        return
      }
      takeIn(new, context)
    case .refused(let ticket, _, let reason):
      if beginning == ticket || givingUp == ticket || isBringingBack == ticket {
        (beginning, givingUp, isBringingBack) = (nil, nil, nil)
        message.show(.error, reason)
        return
      }
      guard let index = pending.firstIndex(where: { $0.ticket == ticket }) else { return }
      pending[index].hasFailed = true
      message.show(.error, "Not kept, it is only here: \(reason)")
    case .seen(let new):
      if case .finished = mode {
        // Somebody has begun a form meanwhile: Enter goes on with it.
        draft = new
        return
      }
      takeIn(new, context)
      draft.present = new.present
    }
  }

  /// Takes a newer state of the form in. What is being typed is not touched.
  private mutating func takeIn(_ new: FormDraft, _ context: DeskContext) {
    let old = draft
    if old.isBegun, !new.isBegun {
      // Recorded here: what became of it is told when the record is read again.
      if isRecording { return }
      draft = new
      pending = []
      message.show(.warning, "The form was finished or given up at another desk. What is recorded stands.")
      mode = versions.isEmpty ? .form : .finished(0)
      open(context)
      return
    }
    guard new.id != old.id || new.number >= old.number else { return }
    draft = new
    draft.present = old.present
    guard var work else { return }
    let before = work.form
    work.take(accepted)
    self.work = work
    if old.isBegun { tell(from: before, to: work.form, context) }
    reckon()
  }

  /// Says what somebody else has changed, and where two typed in one field.
  private mutating func tell(from before: StatementForm, to after: StatementForm, _ context: DeskContext) {
    if let field = conflicts.first, !toldConflicts.contains(field) {
      toldConflicts.insert(field)
      message.show(.warning, conflictWords(field) ?? "")
      return
    }
    let own = context.book.user.account
    let changed = Set(before.fields.keys).union(after.fields.keys).filter { before[$0] != after[$0] }.sorted()
    guard let field = changed.first, let entry = draft.entries[field.name]?.first, entry.user != own else {
      return
    }
    let name = work?.name(of: field) ?? field.name
    let text = entry.text.isEmpty ? "empty" : entry.text == "-" ? "none" : entry.text
    let others = changed.count > 1 ? ", and \(changed.count - 1) more" : ""
    message.show(.information, "\(self.name(of: entry.user)): \(name) is \(text) now\(others).")
  }

  // MARK: Two officers in one field

  /// The fields in which two officers typed past each other, in the order of the form.
  var conflicts: [StatementField] {
    draft.conflicts.keys.compactMap { StatementField(name: $0) }.sorted { order($0) < order($1) }
  }

  private func order(_ field: StatementField) -> (Int, Int, Int) {
    guard let place = work?.sheet.place(of: field) else { return (.max, 0, 0) }
    return (place.section, place.line, place.cell)
  }

  /// Both texts of a field with whose they are: `A Khan 10:02: 45w; you 10:03: 54w. Alt-1 the first, Alt-2 the second.`
  func conflictWords(_ field: StatementField) -> String? {
    conflictTexts(field).map { texts in
      "Two texts in \(work?.name(of: field) ?? field.name).  " + texts.joined(separator: "   ")
    }
  }

  /// Each text of a field in which officers typed past each other, with its key.
  func conflictTexts(_ field: StatementField) -> [String]? {
    guard let texts = draft.conflicts[field.name], texts.count > 1 else { return nil }
    return texts.prefix(2).enumerated().map { index, entry in
      "Alt-\(index + 1) \(name(of: entry.user)) \(time(entry.at)): \(entry.text.isEmpty ? "empty" : entry.text)"
    }
  }

  /// Chooses one of the texts of the cursor's field, or of the first field with two.
  mutating func settle(_ index: Int, _ work: inout StatementWork) {
    let here = work.field.flatMap { draft.conflicts[$0.name] == nil ? nil : $0 }
    guard let field = here ?? conflicts.first, let texts = draft.conflicts[field.name],
      texts.indices.contains(index)
    else {
      message.show(.information, "In no field did two officers type past each other.")
      return
    }
    if here == nil {
      work.show(field)
      return
    }
    work.settle(field, text: texts[index].text)
    // The other text goes from what is seen at once; the disk follows.
    draft.entries[field.name] = [texts[index]]
    message.show(.done, "\(work.name(of: field)): \(texts[index].text) stands.")
  }

  // MARK: Coming and going

  /// The form is left: what is half typed goes to the disk as such, and nobody is in it here.
  mutating func leaveForm(_ context: DeskContext) {
    guard isEntered else { return }
    isEntered = false
    hand(work?.takeChanges() ?? [], context)
    context.forms.add(.leave, account: reference)
  }

  /// Gives the form up, once the key was pressed twice.
  mutating func giveUp(_ key: Key, _ wasAsking: Bool, _ context: DeskContext) -> DeskOutcome {
    guard draft.isBegun || !pending.isEmpty else {
      message.show(.information, "Nothing was typed: there is no form to give up. Esc leaves.")
      return .stay
    }
    guard wasAsking else {
      asksToGiveUp = true
      message.show(
        .warning, "\(key) again gives this form up, nothing of it is recorded; any other key keeps it.")
      return .stay
    }
    _ = work?.revert()
    _ = work?.takeChanges()
    givingUp = context.forms.add(.giveUp(draft), account: reference)
    return .stay
  }

  private mutating func gaveUp(_ new: FormDraft, _ context: DeskContext) {
    draft = new
    pending = []
    wasGivenUp = true
    mode = .form
    open(context)
    message.show(.done, "Given up: nothing of it is recorded. \(undoKey) brings it back.")
  }

  /// Brings back the form that was just given up here; false where none was.
  mutating func bringBack(_ context: DeskContext) -> Bool {
    guard wasGivenUp, !draft.isBegun else { return false }
    wasGivenUp = false
    isBringingBack = context.forms.add(.bringBack, account: reference)
    return true
  }

  // MARK: Words

  /// Who a user of the operating system is, as the book names them.
  func name(of user: String) -> String {
    if user == self.user.account { return "you" }
    return page?.names[user] ?? user
  }

  /// A stamp as the desk says it: `10:02`, `Fri 20 Nov 10:02`.
  func time(_ stamp: String) -> String {
    guard let moment = LondonClock.nanoseconds(ofStamp: stamp) else { return stamp }
    let day = LondonClock.day(ofNanoseconds: moment)
    let time = String(LondonClock.time(ofNanoseconds: moment).prefix(5))
    return day == today ? time : day.text(.weekdayDayMonth) + " " + time
  }

  /// Who else is in the form: `A Khan in this form since 10:02`.
  var presence: String {
    guard let first = draft.present.first else { return "" }
    let others = draft.present.count > 1 ? " and \(draft.present.count - 1) more" : ""
    return "\(name(of: first.user)) here since \(time(first.since))\(others)"
  }
}
