import Casebook
import Rents
import Terminal

/// What is typed and not recorded yet: the note, and the boxes and lines of the screens. All of it outlives a lost line.
extension DeskSession {
  /// Goes on with the newest draft that is not open.
  mutating func resumeDraft() {
    guard openNote == nil, let draft = drafts.last else {
      notice.show(.information, openNote == nil ? "There is no draft." : "A note is open already.")
      return
    }
    switch draft.key.kind {
    case .note: openNote(on: draft.account, at: .text)
    case .detail, .finish, .line:
      if screen?.accountAtHand != draft.account || !(stack.top is AccountScreen) {
        push(AccountScreen(reference: draft.account))
      }
      goOn(with: draft)
    case .bulk:
      let patches = (draft.fields["patches"] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
      if (stack.top as? CaseloadScreen)?.patches != patches { push(CaseloadScreen(patches: patches)) }
      goOn(with: draft)
    case .place:
      if !(stack.top is ImportScreen) { push(ImportScreen(showing: context.importing)) }
      goOn(with: draft)
    }
  }

  /// Gives a draft to the screen that is seen. Where what it was about is gone, its words become those of a note, or are
  /// said: nothing that was typed goes without a word.
  private mutating func goOn(with draft: DeskDraft) {
    context.resuming = draft
    _ = stack.handle(.wake, in: context, size: size)
    context.resuming = nil
    drafts.removeAll { $0.key == draft.key }
    let since = draft.since.isEmpty ? "" : " of \(draft.since)"
    if let box = screen?.box, box.key == draft.key {
      boxes[box.key] = box
      notice.show(.information, "The draft\(since) goes on. Esc gives it up.")
      return
    }
    drop(draft.key)
    guard !draft.account.isEmpty, !draft.words.isEmpty, draft.key.kind != .line else {
      return say(.warning, "What \(draft.key.wording) was about is gone. It said: \(draft.words)")
    }
    drafts.append(DeskDraft(account: draft.account, fields: ["text": draft.words]))
    openNote(on: draft.account, at: .text)
    say(.warning, "What \(draft.key.wording) was about is gone: its words stand in a note.")
  }

  /// Takes in what stands in the boxes of the screens after an event: what was typed is kept, what was closed was recorded
  /// or given up. `command` is what the event asks the program for.
  mutating func followBoxes(_ command: DeskCommand? = nil) {
    var now: [DeskDraft.Key: DeskDraft] = [:]
    for case let screen as any DeskScreen in stack.all {
      if let box = screen.box { now[box.key] = box }
    }
    if now == boxes { return }
    let before = boxes
    boxes = now
    for (key, box) in before.sorted(by: { $0.key < $1.key }) where now[key] == nil {
      if case .record? = command, !pending.isEmpty {
        draftChanges += [.left(box), .finishing(key)]
        pending[pending.count - 1].draft = key
      } else {
        drop(key)
      }
    }
    for (key, box) in now.sorted(by: { $0.key < $1.key }) where before[key] != box {
      if before[key] == nil, box.isEmpty, let draft = drafts.last(where: { $0.key == key }) {
        goOn(with: draft)
      } else if !box.isEmpty || before[key]?.isEmpty == false {
        draftChanges.append(.typed(box))
      }
    }
  }

  /// Takes in what waits of this officer's, the oldest first, when another desk of theirs may have begun or finished a draft.
  public mutating func take(drafts found: [DeskDraft]) {
    var held = Set(boxes.keys)
    if let note = openNote { held.insert(note.draft.key) }
    for recording in pending { if let draft = recording.draft { held.insert(draft) } }
    let known = Set(drafts.map(\.key))
    // What is on its way to the disk, or could not go there, is in this sitting only.
    let own = drafts.filter { keeping[$0.key] != nil || unkept.contains($0.key) }
    let ownKeys = Set(own.map(\.key))
    drafts = found.filter { !held.contains($0.key) && !ownKeys.contains($0.key) } + own
    guard let new = drafts.last(where: { !known.contains($0.key) }), notice.current == nil else { return }
    notice.show(
      .information, "Draft of \(new.key.what), from another desk of yours: N goes on with it.")
  }

  // MARK: Keeping

  /// Asks for what was typed to be kept; ``take(_:)`` says so once it is durable. The words stay in this sitting anyhow.
  mutating func keep(_ form: NoteForm) {
    let key = form.draft.key
    if form.isEmpty {
      drop(key)
      return
    }
    drafts.removeAll { $0.key == key }
    drafts.append(form.draft)
    draftChanges.append(.left(form.draft))
    keeping[key] = form.draft
    notice.show(.information, "Keeping what was typed on \(key.account)…")
  }

  /// Takes in what became of keeping what was typed. What is returned the program has to do.
  public mutating func take(_ result: DraftResult) -> DeskCommand? {
    switch result {
    case .kept(let draft):
      // The error that said otherwise is no longer true, and can be read again. That something was saved stays.
      if unkept.remove(draft.key) != nil, notice.current?.kind != .done { notice.dismiss() }
      if keeping[draft.key] == draft {
        keeping[draft.key] = nil
        if draft.key.kind == .note {
          say(
            .done, "Kept as a draft: the note on \(draft.account). n on the account, or N, goes on with it.")
        } else {
          say(.done, "Kept as a draft: \(draft.key.wording). N goes on with it.")
        }
      }
    case .refused(let draft, let reason):
      let key = draft.key
      // What was saved or thrown away meanwhile needs no keeping.
      let isHeld =
        openNote?.draft.key == key || boxes[key] != nil || drafts.contains { $0.key == key }
      let isBeingSaved = pending.contains { $0.draft == key }
      guard !draft.isEmpty, isHeld || isBeingSaved else { return nil }
      let isNew = unkept.insert(key).inserted
      if keeping[key] == draft {
        keeping[key] = nil
        say(.error, "Not kept: \(key.wording); N goes on here. \(reason)")
      } else if isNew, !isBeingSaved, keeping[key] == nil {
        say(.warning, "What you type is kept nowhere but here. \(reason)")
      }
    }
    return leavesWhenSaved ? leaveWhenDone() : nil
  }

  /// Gives a draft up.
  mutating func drop(_ key: DeskDraft.Key) {
    forget(key)
    draftChanges.append(.dropped(key))
  }

  /// What was typed there is recorded or thrown away.
  mutating func forget(_ key: DeskDraft.Key) {
    drafts.removeAll { $0.key == key }
    keeping[key] = nil
    if unkept.remove(key) != nil, notice.current?.kind != .done { notice.dismiss() }
  }

  /// Keeps the note that is open, because something else takes its place.
  mutating func setAside() {
    guard let form = openNote else { return }
    overlays.removeAll { if case .note = $0 { true } else { false } }
    keep(form)
  }

  /// Keeps what stands in the boxes at once, because the desk is left; they stay open until it is.
  mutating func keepBoxes() {
    for (key, box) in boxes.sorted(by: { $0.key < $1.key }) where !box.isEmpty {
      draftChanges.append(.left(box))
      keeping[key] = box
    }
  }

  /// Keeps what stands in the box of a screen that goes although nobody closed it.
  mutating func setAside(_ screen: any Screen<DeskCommand, DeskContext>) {
    guard let box = (screen as? any DeskScreen)?.box, boxes.removeValue(forKey: box.key) != nil, !box.isEmpty
    else { return }
    drafts.removeAll { $0.key == box.key }
    drafts.append(box)
    draftChanges.append(.left(box))
    keeping[box.key] = box
  }
}
