import Casebook
import Rents

/// Notes over every screen, and the drafts of them.
extension DeskSession {
  /// Opens the note on the account at hand; a draft of it goes on.
  mutating func openNote(at focus: NoteFormField) {
    if openNote != nil {
      notice.show(.information, "The note is open: Ctrl-S saves it, Esc keeps it as a draft.")
      return
    }
    guard let account = accountAtHand else {
      notice.show(.information, "No account is selected or open: choose one, or search with Ctrl-F.")
      return
    }
    openNote(on: account, at: focus)
  }

  mutating func openNote(on account: String, at focus: NoteFormField) {
    guard book.user.isKnown else {
      say(.warning, "Nothing is written: \(DeskSession.mayOnlyRead).")
      return
    }
    do throws(DeskFault) {
      guard let page = try book.account(account, asAt: .now) else {
        say(.warning, "There is no account \(account) in this book any more.")
        return
      }
      let subject = NoteSubject(page)
      let reason = book.whyReadOnly
      // Of two that two desks left, the later: it is the one that the program finishes; the other comes back next time.
      if let draft = drafts.last(where: { $0.account == account }) {
        var form = NoteForm(subject, today: book.today, fields: draft.fields)
        let since = draft.since.isEmpty ? "" : " of \(draft.since)"
        form.resume(at: focus, saying: "The draft\(since) goes on. Ctrl-X twice throws it away.")
        if let reason { form.bar(reason) }
        overlays.append(.note(form))
      } else {
        var form = NoteForm(subject, today: book.today, at: focus)
        if let reason { form.bar(reason) }
        overlays.append(.note(form))
      }
      // What was to be said of the form that was closed is no longer true of this one.
      keeping[account] = nil
    } catch {
      say(.error, "\(error.what) \(error.remedy)")
    }
  }

  mutating func resumeDraft() {
    guard openNote == nil, let draft = drafts.last else {
      notice.show(.information, openNote == nil ? "There is no draft of a note." : "A note is open already.")
      return
    }
    openNote(on: draft.account, at: .text)
  }

  /// Asks for what was typed to be kept; ``take(_:)`` says so once it is durable. The words stay in this sitting anyhow.
  mutating func keep(_ form: NoteForm) {
    let account = form.subject.reference
    if form.isEmpty {
      drop(account)
      return
    }
    drafts.removeAll { $0.account == account }
    drafts.append(form.draft)
    draftChanges.append(.left(form.draft))
    keeping[account] = form.draft
    notice.show(.information, "Keeping what was typed on \(account)…")
  }

  /// Takes in what became of keeping what was typed. What is returned the program has to do.
  public mutating func take(_ result: DraftResult) -> DeskCommand? {
    switch result {
    case .kept(let draft):
      // The error that said otherwise is no longer true, and can be read again.
      if unkept.remove(draft.account) != nil { notice.dismiss() }
      if keeping[draft.account] == draft {
        keeping[draft.account] = nil
        say(
          .done, "Kept as a draft: the note on \(draft.account). n on the account, or N, goes on with it.")
      }
    case .refused(let draft, let reason):
      let account = draft.account
      // What was saved or thrown away meanwhile needs no keeping.
      let isHeld = openNote?.subject.reference == account || drafts.contains { $0.account == account }
      let isBeingSaved = pending.contains { $0.form?.subject.reference == account }
      guard !draft.isEmpty, isHeld || isBeingSaved else { return nil }
      let isNew = unkept.insert(account).inserted
      if keeping[account] == draft {
        keeping[account] = nil
        say(.error, "Not kept: the note on \(account); N goes on here. \(reason)")
      } else if isNew, !isBeingSaved, keeping[account] == nil {
        say(.warning, "What you type is kept nowhere but here. \(reason)")
      }
    }
    return leavesWhenSaved ? leaveWhenDone() : nil
  }

  mutating func drop(_ account: String) {
    forget(account)
    draftChanges.append(.dropped(account: account))
  }

  /// What was typed on an account is recorded or thrown away.
  mutating func forget(_ account: String) {
    drafts.removeAll { $0.account == account }
    keeping[account] = nil
    if unkept.remove(account) != nil { notice.dismiss() }
  }

  /// Keeps the note that is open, because something else takes its place.
  mutating func setAside() {
    guard let form = openNote else { return }
    overlays.removeAll { if case .note = $0 { true } else { false } }
    keep(form)
  }

  /// What could not be recorded comes back into its form; where another note is open, as a draft.
  mutating func giveBack(_ recording: Recording, _ reason: String) {
    guard var form = recording.form else { return }
    form.refused(reason)
    if openNote == nil {
      overlays.append(.note(form))
    } else {
      drafts.removeAll { $0.account == form.subject.reference }
      drafts.append(form.draft)
    }
  }
}
