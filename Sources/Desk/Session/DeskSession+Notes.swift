import Casebook
import Rents

/// Notes over every screen.
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
      say(.warning, "Nothing is written: \(DeskUser.mayOnlyRead).")
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
      if let draft = drafts.last(where: { $0.key == DeskDraft.Key(.note, account: account) }) {
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
      keeping[DeskDraft.Key(.note, account: account)] = nil
    } catch {
      say(.error, "\(error.what) \(error.remedy)")
    }
  }

  /// Takes in what the officer's own editor made of the note's words.
  public mutating func take(edited: EditedText) {
    guard let place = overlays.lastIndex(where: { if case .note = $0 { true } else { false } }),
      case .note(var form) = overlays[place]
    else { return }
    form.take(edited: edited)
    overlays[place] = .note(form)
    draftChanges.append(.left(form.draft))
  }

  /// What could not be recorded comes back into its form; where another note is open, as a draft.
  mutating func giveBack(_ recording: Recording, _ reason: String) {
    guard var form = recording.form else { return }
    form.refused(reason)
    if openNote == nil {
      overlays.append(.note(form))
    } else {
      drafts.removeAll { $0.key == form.draft.key }
      drafts.append(form.draft)
    }
  }
}
