import Casebook
import Rents
import Terminal

/// A sitting at the desk: the screens that are open, on a book, in a size. The program feeds it events and paints what it draws;
/// `patchbook show` and the tests do the same without a terminal.
///
/// ```swift
/// var session = DeskSession(book: book, start: .home, size: Size(columns: 80, rows: 24))
/// switch session.handle(.key(.enter)) {
/// case .record(let command, _)?: queue.add(command)   // later: session.take(.saved(sequence: 7, time: "10:19:41"))
/// case .leave?: …
/// }
/// print(session.canvas().text())
/// ```
public struct DeskSession: Sendable {
  /// The size of the screen in cells.
  public private(set) var size: Size
  /// The book that is shown.
  public var book: any DeskBook { context.book }

  var context: DeskContext
  private var stack: ScreenStack<DeskCommand, DeskContext>
  /// What lies over the screen, the last on top.
  private var overlays: [DeskOverlay] = []
  /// What concerns the program and not one screen: keys that mean nothing, saving, leaving.
  private var notice = MessageLine()
  /// All that was said, whoever said it.
  private var log = MessageLog()
  /// What the screen said when it was last heard.
  private var heard: MessageLine.Message?
  private let clock: @Sendable () -> String
  /// The changes that were asked for and of which nothing is heard yet, the oldest first.
  private var pending: [Recording] = []
  /// Notes that were typed and not recorded, the oldest first, one for each account.
  private var drafts: [NoteDraft] = []
  private var draftChanges: [DraftChange] = []
  /// Forms that were closed and of whose keeping nothing is heard yet: what was typed, by account.
  private var keeping: [String: NoteDraft] = [:]
  /// The accounts whose newest words could not be kept: they are in this sitting and nowhere else.
  private var unkept: Set<String> = []
  /// Names of the commands that were done from the palette, the last first.
  private var history: [String] = []
  /// The key that would have done what was just done from the palette; told once for each.
  private var lesson: Action?
  private var taught: Set<String> = []
  private var isLeaving = false
  /// Leaving was asked for while something was being saved.
  private var leavesWhenSaved = false
  /// Whoever leaves was told that something is kept nowhere; any key but Ctrl-C forgets it.
  private var isWarned = false

  /// A sitting that begins with a screen.
  ///
  /// - Parameters:
  ///   - remarks: what opening the book found worth telling.
  ///   - drafts: the notes that this officer typed before and did not record, the oldest first.
  ///   - clock: the time of day in words, asked for whenever something is said: `10:19:41`.
  public init(
    book: any DeskBook, start: DeskStart = .home, size: Size, options: DeskOptions = DeskOptions(),
    remarks: [String] = [], drafts: [NoteDraft] = [], memory: CaseloadMemory = CaseloadMemory(),
    clock: @escaping @Sendable () -> String = { "" }
  ) {
    self.size = size
    self.clock = clock
    self.drafts = drafts
    context = DeskContext(book: book, options: options, memory: memory)
    // A book that cannot be read says so on the screens themselves: here it only means that there is no first patch.
    let patches = (try? book.patches())?.map(\.name) ?? []
    let own = book.user.patches.first { patches.contains($0) }
    switch start {
    case .patches:
      stack = ScreenStack(PatchesScreen(selecting: own))
      tell(.wake)
    case .home:
      stack = ScreenStack(PatchesScreen(selecting: own))
      tell(.resumed)
      if let patch = own ?? (patches.count == 1 ? patches.first : nil) {
        push(CaseloadScreen(patch: patch))
      } else {
        tell(.wake)
      }
    case .caseload(let patch):
      let shown = patch ?? own ?? patches.first
      stack = ScreenStack(PatchesScreen(selecting: shown))
      tell(.resumed)
      if let shown { push(CaseloadScreen(patch: shown)) }
    case .help:
      let shown = own ?? patches.first
      stack = ScreenStack(PatchesScreen(selecting: shown))
      tell(.resumed)
      if let shown { push(CaseloadScreen(patch: shown)) }
      _ = perform(.help)
    case .importing(let path):
      stack = ScreenStack(PatchesScreen(selecting: own))
      tell(.resumed)
      push(ImportScreen(path: path ?? ""))
    case .account(let reference, let tab):
      let patch = (try? book.account(reference, asAt: .now))?.facts.patch
      stack = ScreenStack(PatchesScreen(selecting: patch ?? own))
      tell(.resumed)
      if let patch { push(CaseloadScreen(patch: patch, selecting: reference)) }
      push(AccountScreen(reference: reference, tab: tab))
    }
    for remark in remarks { say(.warning, remark) }
    if let last = drafts.last {
      let others = drafts.count > 1 ? ", and \(drafts.count - 1) more" : ""
      let since = last.since.isEmpty ? "" : ", \(last.since)"
      say(.information, "Draft of \(last.account)\(since)\(others): N goes on with it.")
    }
  }

  /// How many screens lie one upon another; 1 at the choice of patches.
  public var depth: Int { stack.depth }

  /// How many changes were asked for and are not known to be saved yet.
  public var unsaved: Int { pending.count }

  /// What the program has to do about drafts since it asked last, in the order in which it happened. Ask after each event,
  /// and before doing what ``handle(_:)`` returned.
  public mutating func takeDraftChanges() -> [DraftChange] {
    defer { draftChanges = [] }
    return draftChanges
  }

  /// All that was said in this sitting with its time, the oldest first: what the screen of messages shows.
  public var messages: [MessageLog.Entry] { log.entries }

  // MARK: Events

  /// Takes an event in; what is returned the program has to do.
  public mutating func handle(_ event: Event) -> DeskCommand? {
    switch event {
    case .resize(let new):
      resize(to: new)
      return nil
    case .terminate, .hangUp:
      setAside()
      return .leave
    case .key(.control("c")): return leave()
    case .key(let key):
      isLeaving = false
      leavesWhenSaved = false
      isWarned = false
      lesson = nil
      notice.keyPressed()
      // An error stays until Esc takes it away, which in a text or a menu closes that first.
      if key == .escape, overlays.isEmpty, !isTyping, notice.dismiss() { return nil }
    default: break
    }
    let command = respond(to: event)
    hear(after: event)
    return command
  }

  private mutating func respond(to event: Event) -> DeskCommand? {
    if DeskFrame.isTooSmall(size), !isSafeUnseen(event) { return nil }
    guard case .key(let key) = event else { return overlays.isEmpty ? hand(event) : handToOverlay(event) }
    switch overlays.last {
    // In help and palette letters search; only the chords that open something else mean what they always do.
    case .help?, .palette?: return handToOverlay(event)
    case .note?, nil: break
    }
    if let action = ownAction(for: key) { return perform(action) }
    return handOn(event)
  }

  /// Whether an event may be taken in while the screen is too small to be seen: what leads back or out, and letters that
  /// only go into a text. What would change the book, or lead on to what nobody sees, waits.
  private func isSafeUnseen(_ event: Event) -> Bool {
    let isText = isTyping && places.contains { DeskPlace.text.contains($0) }
    switch event {
    case .key(.escape): return true
    case .key(let key):
      if isText, key.typed != nil || key == .backspace { return true }
      switch DeskActions.table.deskAction(for: key, in: [DeskPlace.everywhere]) {
      case .suspend?, .redraw?, .refresh?, .leave?: return true
      default: return false
      }
    case .paste: return isText
    case .mouse: return false
    default: return true
    }
  }

  private mutating func handOn(_ event: Event) -> DeskCommand? {
    overlays.isEmpty ? hand(event) : handToOverlay(event)
  }

  /// Hands an event to the top screen.
  private mutating func hand(_ event: Event) -> DeskCommand? {
    switch stack.handle(event, in: context, size: size) {
    case .handled, .leftHome: return nil
    case .perform(let command): return ask(for: command)
    case .ignored:
      sayUnknown(event)
      return nil
    }
  }

  private mutating func sayUnknown(_ event: Event) {
    guard case .key(let key) = event else { return }
    // While a text is typed, help is what its chord is.
    let keys = DeskActions.table.action(named: DeskAction.help.rawValue)?.keys ?? []
    let helpKey = keys.first { !isTyping || $0.typed == nil } ?? .function(1)
    notice.show(.information, ActionTable.unknownKeyMessage(key, helpKey: helpKey) + ".")
  }

  /// Hands an event to what lies on top of the screen.
  private mutating func handToOverlay(_ event: Event) -> DeskCommand? {
    guard let overlay = overlays.popLast() else { return nil }
    switch overlay {
    case .help(var help):
      switch help.handle(event) {
      case .stay: overlays.append(.help(help))
      case .close: break
      case .choose(let action): return perform(action)
      }
    case .palette(var palette):
      switch palette.handle(event) {
      case .stay: overlays.append(.palette(palette))
      case .close: break
      case .choose(let action): return performFromPalette(action)
      case .view(let view):
        done(DeskPalette.name(of: view))
        context.view = view
        defer { context.view = nil }
        return hand(.wake)
      }
    case .note(var form):
      let before = (form.draft, form.focus)
      switch form.handle(event, size: size) {
      case .stay:
        if form.draft != before.0 || form.focus != before.1 {
          draftChanges.append(form.focus == before.1 ? .typed(form.draft) : .left(form.draft))
        }
        overlays.append(.note(form))
      case .ignored:
        overlays.append(.note(form))
        sayUnknown(event)
      case .record(let command, let said):
        draftChanges += [.left(form.draft), .finishing(account: form.subject.reference)]
        return ask(for: .record(command, said: said), from: form)
      case .keep: keep(form)
      case .discard:
        drop(form.subject.reference)
        say(.done, "Thrown away: what was typed on \(form.subject.reference).")
      }
    }
    return nil
  }

  // MARK: Actions

  /// The screen that is seen, as one of the desk.
  private var screen: (any DeskScreen)? { stack.top as? any DeskScreen }

  /// The note that is open, under whatever lies over it.
  private var openNote: NoteForm? {
    for overlay in overlays.reversed() { if case .note(let form) = overlay { return form } }
    return nil
  }

  /// The places of what the keys act on now, the most particular first.
  private var places: [String] { openNote?.places ?? screen?.places ?? [] }

  /// Whether letters are text now.
  private var isTyping: Bool { !places.contains(DeskPlace.everywhere) }

  private var accountAtHand: String? { openNote?.subject.reference ?? screen?.accountAtHand }

  /// What can be done here and now, each with the keys that mean it.
  private var valid: [Action] { DeskActions.table.validOnDesk(in: places) }

  /// What of the desk's own actions a key means.
  private func ownAction(for key: Key) -> DeskAction? {
    let isText = isTyping
    if isText && key.typed != nil { return nil }
    let places = isText ? places + [DeskPlace.everywhere] : places
    guard let action = DeskActions.table.deskAction(for: key, in: places), action.isDesks else { return nil }
    return action
  }

  /// Does what a key, the help or the palette asked for.
  private mutating func perform(_ action: DeskAction) -> DeskCommand? {
    switch action {
    case .help:
      if let topic = openNote?.help ?? screen?.help {
        overlays.append(.help(DeskHelp(actions: valid, topic: topic, availability: availability)))
      }
    case .palette:
      let named = valid.filter { $0.name != DeskAction.leave.rawValue && $0.name != action.rawValue }
      overlays.append(
        .palette(
          DeskPalette(
            named, views: screen?.views(in: context) ?? [], history: history, availability: availability)))
    case .note: openNote(at: .text)
    case .diary: openNote(at: .due)
    case .resumeDraft: resumeDraft()
    case .search: open(SearchScreen())
    case .acts: open(ActsScreen())
    case .messages: open(MessagesScreen(log))
    case .undo: return undo()
    case .openImport:
      setAside()
      overlays = []
      if !(stack.top is ImportScreen) { return open(ImportScreen(showing: context.importing)) }
    case .leave, .quit: return leave(atOnce: true)
    case .mouseOn, .mouseOff:
      context.options.hasMouse = action == .mouseOn
      say(
        .done,
        context.options.hasMouse
          ? "The mouse is heard again: a click is a key, the wheel scrolls."
          : "The mouse is off in this sitting: the terminal's own selection works. :set mouse turns it on.")
      return .mouse(isOn: context.options.hasMouse)
    case .suspend: return .suspend
    case .redraw: return .redraw
    default:
      // Every other action is of the screen or the form, and a key of it means it here.
      if let key = valid.first(where: { $0.name == action.rawValue })?.keys.first { return handOn(.key(key)) }
    }
    return nil
  }

  /// Does what the palette asked for, and teaches the key that does it directly, once.
  private mutating func performFromPalette(_ action: DeskAction) -> DeskCommand? {
    done(action.rawValue)
    let known = valid.first { $0.name == action.rawValue }
    let command = perform(action)
    if let known, !known.keys.isEmpty, taught.insert(known.name).inserted { lesson = known }
    return command
  }

  /// Remembers what was done from the palette.
  private mutating func done(_ name: String) {
    history.removeAll { $0 == name }
    history.insert(name, at: 0)
  }

  /// Whether an action can be taken now, and why not.
  private func availability(_ action: Action) -> Availability {
    switch DeskAction(rawValue: action.name) {
    case .note?, .diary?:
      if accountAtHand == nil { return .disabled(reason: "no account is selected or open") }
      return book.user.isKnown ? .available : .disabled(reason: DeskSession.mayOnlyRead)
    case .mouseOn? where context.options.hasMouse: return .disabled(reason: "the mouse is on")
    case .mouseOff? where !context.options.hasMouse: return .disabled(reason: "the mouse is off")
    case .mouseOn?, .mouseOff?: return .available
    case .resumeDraft? where drafts.isEmpty: return .disabled(reason: "there is no draft")
    case .undo?:
      if !pending.isEmpty { return .disabled(reason: "it is still being saved") }
      return lastUndoable == nil ? .disabled(reason: "nothing of yours can be taken back now") : .available
    default: return openNote == nil ? screen?.availability(action) ?? .available : .available
    }
  }

  private static let mayOnlyRead = "you may only read, officers.toml does not name you"

  /// Opens a screen that there is once: where it lies under others already, they go.
  private mutating func open(_ screen: some DeskScreen) {
    setAside()
    overlays = []
    if stack.titles.contains(screen.title) {
      while stack.top.title != screen.title, stack.pop(in: context, size: size) {}
      if !(screen is MessagesScreen) { return }
      stack.pop(in: context, size: size)
    }
    push(screen)
  }

  // MARK: Notes

  /// Opens the note on the account at hand; a draft of it goes on.
  private mutating func openNote(at focus: NoteFormField) {
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

  private mutating func openNote(on account: String, at focus: NoteFormField) {
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

  private mutating func resumeDraft() {
    guard openNote == nil, let draft = drafts.last else {
      notice.show(.information, openNote == nil ? "There is no draft of a note." : "A note is open already.")
      return
    }
    openNote(on: draft.account, at: .text)
  }

  /// Asks for what was typed to be kept; ``take(_:)`` says so once it is durable. The words stay in this sitting anyhow.
  private mutating func keep(_ form: NoteForm) {
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

  /// What whoever leaves has to know; nil where everything is kept.
  private var unkeptWarning: String? {
    guard let first = unkept.min() else { return nil }
    return unkept.count == 1
      ? "A note on \(first) is kept nowhere: Ctrl-C again leaves it."
      : "Notes on \(first) and \(unkept.count - 1) more are kept nowhere: Ctrl-C again leaves them."
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
  private mutating func leaveWhenDone() -> DeskCommand? {
    guard pending.isEmpty, keeping.isEmpty else { return nil }
    if warnOfUnkept() { return nil }
    return .leave
  }

  private mutating func drop(_ account: String) {
    forget(account)
    draftChanges.append(.dropped(account: account))
  }

  /// What was typed on an account is recorded or thrown away.
  private mutating func forget(_ account: String) {
    drafts.removeAll { $0.account == account }
    keeping[account] = nil
    if unkept.remove(account) != nil { notice.dismiss() }
  }

  /// Keeps the note that is open, because something else takes its place.
  private mutating func setAside() {
    guard let form = openNote else { return }
    overlays.removeAll { if case .note = $0 { true } else { false } }
    keep(form)
  }

  // MARK: Taking back

  /// The last act of this sitting that still counts. What the same officer recorded at another desk is taken back from the
  /// list of their acts, where it is seen.
  private var lastUndoable: Act? {
    (try? book.acts())?.first { $0.isUndoable && $0.isOfThisSitting && $0.kind != .undo }
  }

  private mutating func undo() -> DeskCommand? {
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
  private mutating func ask(for command: DeskCommand, from form: NoteForm? = nil) -> DeskCommand? {
    switch command {
    case .record(let change, let said):
      pending.append(Recording(command: change, said: said, form: form))
      // Not kept: saved or not saved is what counts.
      notice.dismiss()
      notice.show(.information, "Saving: \(said.lowercasedFirst)…")
    case .leave: return leave(atOnce: true)
    case .suspend, .refresh, .redraw, .importing, .write, .mouse: break
    }
    return command
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
      if let form = recording.form { forget(form.subject.reference) }
    case .refused(let reason):
      say(.error, "Not saved: \(recording.said.lowercasedFirst). \(reason)")
      giveBack(recording, reason)
    }
    context.result = Recorded(recording.command, result)
    tell(.wake)
    context.result = nil
    if leavesWhenSaved, pending.isEmpty {
      if case .saved = result { return leaveWhenDone() }
      leavesWhenSaved = false
    }
    return nil
  }

  /// What could not be recorded comes back into its form; where another note is open, as a draft.
  private mutating func giveBack(_ recording: Recording, _ reason: String) {
    guard var form = recording.form else { return }
    form.refused(reason)
    if openNote == nil {
      overlays.append(.note(form))
    } else {
      drafts.removeAll { $0.account == form.subject.reference }
      drafts.append(form.draft)
    }
  }

  private mutating func leave(atOnce: Bool = false) -> DeskCommand? {
    if atOnce || isLeaving {
      if isWarned, pending.isEmpty { return .leave }
      setAside()
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

  // MARK: What is said

  /// Says something that concerns no screen, and keeps it.
  private mutating func say(_ kind: MessageLine.Kind, _ text: String) {
    notice.show(kind, text)
    log.add(.init(kind, text), at: clock())
  }

  /// Keeps what the screen says after an event, if that is new: a key takes all but errors away, so what stands after it
  /// was said because of it.
  private mutating func hear(after event: Event) {
    var isKey = false
    if case .key = event { isKey = true }
    let said = screen?.said
    if let said, said != heard || (isKey && said.kind != .error) { log.add(said, at: clock()) }
    heard = said
  }

  // MARK: The book and the size

  /// Takes a new size; every screen sees to it that its selection stays in sight.
  public mutating func resize(to new: Size) {
    size = new
    stack.tellAll(.resize(new), in: context, size: size)
  }

  /// Takes in how far the landlord's files are on their way into the book.
  public mutating func take(_ work: ImportWork) {
    let wasRunning = context.importing.isRunning
    context.importing = work
    tell(.wake)
    guard wasRunning, !work.isRunning, !(stack.top is ImportScreen) else { return }
    switch work.stage {
    case .tried: say(.information, "The files were tried: I shows what they hold.")
    case .taken: say(.done, "The import has ended: I shows what became of it.")
    case .stopped(let reason): say(.warning, reason)
    case .nothing, .looking, .trying, .taking: break
    }
  }

  /// Whether the import screen is seen and shows what waits and what does not agree as they were before the last change:
  /// the program then reads them anew. Elsewhere nobody looks, and the whole book is not read for nothing.
  public var wantsStanding: Bool {
    stack.top is ImportScreen && !context.importing.isRunning
      && context.importing.standing.map { $0.sequence != book.sequence } == true
  }

  /// Takes in what became of a file that a screen asked for.
  public mutating func take(_ file: NewFile.Result) {
    switch file {
    case .written: say(.done, file.sentence)
    case .refused: say(.error, file.sentence)
    }
  }

  /// Takes a newer view of the book in: every screen fills itself again and keeps its place.
  public mutating func take(_ book: any DeskBook) {
    let before = context.state
    context.book = book
    guard context.state != before else { return }
    // What is being saved here is no news to who saves it.
    context.isOwnChange =
      book.sequence > before.sequence && book.sequence - before.sequence <= UInt64(pending.count)
    tell(.wake)
    context.isOwnChange = false
    hear(after: .wake)
  }

  // MARK: Drawing

  /// Draws the top screen over the whole of a canvas.
  public func draw(on canvas: inout Canvas) {
    canvas.hideCursor()
    stack.draw(on: &canvas, in: context)
    // Where the screen is too small for its parts, the last row is all there is.
    let isSmall = DeskFrame.isTooSmall(canvas.size)
    if !isSmall {
      for overlay in overlays {
        switch overlay {
        case .help(let help): help.draw(on: &canvas)
        case .palette(let palette): palette.draw(on: &canvas)
        case .note(let form):
          form.draw(on: &canvas)
          let shown = ActionTable(valid.filter { $0.name != DeskAction.leave.rawValue })
          ActionBar(shown, contexts: places + [DeskPlace.everywhere], availability: availability)
            .draw(on: &canvas, row: canvas.rows - 1)
        }
      }
      drawLesson(on: &canvas)
    }
    // An error that stays must not cover what is typed.
    let isAside = notice.current?.kind == .error && (isTyping || !overlays.isEmpty)
    notice.draw(on: &canvas, row: isAside && !isSmall ? 0 : max(0, canvas.rows - (isSmall ? 1 : 2)))
    if let running = context.importing.runningText, !isSmall, !(stack.top is ImportScreen) {
      // Beside the day, where every screen has room.
      let words = " \(running) "
      let end = canvas.columns - DeskFrame.today(context).count - 2
      canvas.draw(words, column: max(0, end - words.count), row: 0, style: .title)
    }
    if notice.current == nil, !pending.isEmpty, canvas.rows > 1 {
      let words = " saving \(Recording.count(pending.count))… "
      canvas.draw(
        words, column: max(0, canvas.columns - words.count), row: canvas.rows - 2, style: .information)
    }
  }

  /// Over the bar, once: the key that does directly what was just done from the palette.
  private func drawLesson(on canvas: inout Canvas) {
    guard let lesson else { return }
    let row = canvas.rows - 1
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .bar)
    var column = canvas.draw(" Next time  ", column: 0, row: row, style: .bar)
    for key in lesson.keys.prefix(3) {
      column = canvas.draw(key.description, column: column, row: row, style: .key) + 1
    }
    canvas.draw(
      " \(lesson.help)", column: column, row: row, style: .bar, width: max(0, canvas.columns - column))
  }

  /// The screen as it stands.
  public func canvas() -> Canvas {
    var canvas = Canvas(size: size)
    draw(on: &canvas)
    return canvas
  }

  /// Plays keys and gives the screen after them. What the program would have to do (leave, suspend) ends the play.
  ///
  /// - Parameter record: makes a change and gives what became of it and, where it was saved, the book after it. Without
  ///   it, changes are left being saved.
  /// - Parameter importing: does what is asked about the landlord's files and gives what came of it.
  public mutating func play(
    _ script: KeyScript, record: ((Command) -> (result: RecordResult, book: (any DeskBook)?))? = nil,
    importing: ((ImportRequest) -> (work: ImportWork, book: (any DeskBook)?))? = nil
  ) -> Canvas {
    for step in script.steps {
      guard let event = step.event else { continue }
      switch handle(event) {
      case nil, .refresh?, .redraw?, .mouse?: continue
      case .write?: return canvas()
      case .record(let command, _)?:
        guard let record else { continue }
        let (result, book) = record(command)
        if let book { take(book) }
        if take(result) != nil { return canvas() }
        if wantsStanding, let importing { take(importing(.readStanding).work) }
      case .importing(let request)?:
        guard let importing else { continue }
        let (work, book) = importing(request)
        if let book { take(book) }
        take(work)
      case .leave?, .suspend?: return canvas()
      }
    }
    return canvas()
  }

  private mutating func tell(_ event: Event) {
    stack.tellAll(event, in: context, size: size)
  }

  private mutating func push(_ screen: any Screen<DeskCommand, DeskContext>) {
    stack.push(screen, in: context, size: size)
  }

  /// Puts a screen on top that has something to ask of the program as soon as it is there.
  private mutating func open(_ screen: ImportScreen) -> DeskCommand? {
    let question = screen.firstRequest(in: context)
    push(screen)
    return question.map { .importing($0) }
  }
}
