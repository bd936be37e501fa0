import Casebook
import Rents

/// Changes on their way into the book, taking them back, and leaving while they are.
extension DeskSession {
  /// What whoever leaves has to know; nil where everything is kept.
  private var unkeptWarning: String? {
    guard let first = unkept.min() else {
      return unkeptForms.min().map {
        "Fields of the form of \($0) are kept nowhere: Ctrl-C again leaves them."
      }
    }
    let isNotes = unkept.allSatisfy { $0.kind == .note }
    if unkept.count == 1 {
      return
        "\(isNotes ? "A note on \(first.account)" : first.wording.uppercasedFirst) is kept nowhere: Ctrl-C again leaves it."
    }
    let what = isNotes ? "Notes on \(first.account)" : first.wording.uppercasedFirst
    return "\(what) and \(unkept.count - 1) more are kept nowhere: Ctrl-C again leaves them."
  }

  /// Says once that something is kept nowhere. Ctrl-C after it leaves.
  private mutating func warnOfUnkept() -> Bool {
    guard !isWarned, let warning = unkeptWarning else { return false }
    (isWarned, isLeaving, leavesWhenSaved) = (true, true, false)
    notice.dismiss()
    say(.warning, warning)
    return true
  }

  /// Leaves if nothing is being saved or kept any more.
  mutating func leaveWhenDone() -> DeskCommand? {
    guard pending.isEmpty, keeping.isEmpty else { return nil }
    if warnOfUnkept() { return nil }
    return .leave
  }

  // MARK: Taking back

  /// The last act of this sitting that still counts. What the same officer recorded at another desk is taken back from the
  /// list of their acts, where it is seen.
  var lastUndoable: Act? {
    (try? book.acts())?.first { $0.isUndoable && $0.isOfThisSitting && $0.kind != .undo }
  }

  mutating func undo() -> DeskCommand? {
    if !pending.isEmpty {
      notice.show(.information, "It is still being saved: u takes it back once it is.")
      return nil
    }
    guard let act = lastUndoable else {
      notice.show(.information, "Nothing of yours can be taken back now. U shows what you recorded, and why.")
      return nil
    }
    return ask(for: .record(.undo(sequence: act.sequence), said: act.undoing))
  }

  // MARK: Recording

  /// What a screen asked for, as the program has to do it.
  mutating func ask(for command: DeskCommand, from form: NoteForm? = nil) -> DeskCommand? {
    switch command {
    case .record(let change, let said):
      pending.append(Recording(command: change, said: said, form: form, draft: form?.draft.key))
      // Not kept: saved or not saved is what counts.
      notice.dismiss()
      notice.show(.information, "Saving: \(said.lowercasedFirst)…")
    case .leave: return leave(atOnce: true)
    case .suspend, .refresh, .redraw, .importing, .write, .print, .mouse, .edit: break
    }
    return command
  }

  /// Says for whom saving waits: somebody who holds the book's lock, such as `J Patel, pid 4312, since 09:14 UTC`.
  public mutating func saveWaits(for holder: String) {
    guard !pending.isEmpty, notice.current?.kind != .error else { return }
    notice.show(.warning, "Saving waits for \(holder). You can go on meanwhile.")
  }

  /// Takes in what became of the oldest change that was asked for. Give the session the newer book first, so that the
  /// screen shows what it says. What is returned the program has to do.
  public mutating func take(_ result: RecordResult) -> DeskCommand? {
    guard !pending.isEmpty else { return nil }
    let recording = pending.removeFirst()
    switch result {
    case .saved(_, let time):
      // An error before it has had its answer, and can be read again.
      notice.dismiss()
      if case .undo = recording.command {
        say(.done, "\(recording.said) (saved \(time)).")
      } else {
        say(.done, "Saved \(time): \(recording.said).")
      }
      if let draft = recording.draft { forget(draft) }
    case .refused(let reason):
      say(.error, "Not saved: \(recording.said.lowercasedFirst). \(reason)")
      giveBack(recording, reason)
    }
    context.result = Recorded(recording.command, result)
    tell(.wake)
    context.result = nil
    followBoxes()
    if leavesWhenSaved, pending.isEmpty {
      if case .saved = result { return leaveWhenDone() }
      leavesWhenSaved = false
    }
    return nil
  }

  mutating func leave(atOnce: Bool = false) -> DeskCommand? {
    if atOnce || isLeaving {
      if isWarned, pending.isEmpty { return .leave }
      setAside()
      keepBoxes()
      if leavesWhenSaved { return .leave }
      if pending.isEmpty, keeping.isEmpty { return leaveWhenDone() }
      (leavesWhenSaved, isLeaving) = (true, true)
      if !pending.isEmpty {
        say(
          .warning,
          "\(Recording.count(pending.count)) still being saved: Patchbook leaves when that is done. Ctrl-C leaves now."
        )
      }
      return nil
    }
    if warnOfUnkept() { return nil }
    isLeaving = true
    notice.dismiss()
    notice.show(.warning, "Ctrl-C again leaves Patchbook; any other key stays.")
    return nil
  }
}
