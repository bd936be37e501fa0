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
  public internal(set) var size: Size
  /// The book that is shown.
  public var book: any DeskBook { context.book }

  var context: DeskContext
  var stack: ScreenStack<DeskCommand, DeskContext>
  /// What lies over the screen, the last on top.
  var overlays: [DeskOverlay] = []
  /// What concerns the program and not one screen: keys that mean nothing, saving, leaving.
  var notice = MessageLine()
  /// All that was said, whoever said it.
  var log = MessageLog()
  /// What the screen said when it was last heard.
  var heard: MessageLine.Message?
  private let clock: @Sendable () -> String
  /// The changes that were asked for and of which nothing is heard yet, the oldest first.
  var pending: [Recording] = []
  /// What was typed and not recorded, and is not open, the oldest first.
  var drafts: [DeskDraft] = [] {
    didSet { context.drafted = Set(drafts.map(\.account)) }
  }
  var draftChanges: [DraftChange] = []
  /// What stands in the boxes and lines that are open on the screens.
  var boxes: [DeskDraft.Key: DeskDraft] = [:]
  /// Forms that were closed and of whose keeping nothing is heard yet: what was typed.
  var keeping: [DeskDraft.Key: DeskDraft] = [:]
  /// The drafts whose newest words could not be kept: they are in this sitting and nowhere else.
  var unkept: Set<DeskDraft.Key> = []
  /// The accounts of whose forms something could not be kept.
  var unkeptForms: Set<String> = []
  /// Names of the commands that were done from the palette, the last first.
  var history: [String] = []
  /// The key that would have done what was just done from the palette; told once for each.
  var lesson: Action?
  var taught: Set<String> = []
  /// How often each action was done by its key, which is what the help lists first.
  var uses: [String: Int] = [:]
  /// A question was opened that no key which was typed before it may answer.
  private var hasAsked = false
  var isLeaving = false
  /// Leaving was asked for while something was being saved.
  var leavesWhenSaved = false
  /// Whoever leaves was told that something is kept nowhere; any key but Ctrl-C forgets it.
  var isWarned = false

  /// A sitting that begins with a screen.
  ///
  /// - Parameters:
  ///   - remarks: what opening the book found worth telling.
  ///   - drafts: what this officer typed before and did not record, the oldest first.
  ///   - clock: the time of day in words, asked for whenever something is said: `10:19:41`.
  public init(
    book: any DeskBook, start: DeskStart = .home, size: Size, options: DeskOptions = DeskOptions(),
    remarks: [String] = [], drafts: [DeskDraft] = [], memory: CaseloadMemory = CaseloadMemory(),
    clock: @escaping @Sendable () -> String = { "" }
  ) {
    self.size = size
    self.clock = clock
    self.drafts = drafts
    context = DeskContext(book: book, options: options, memory: memory)
    context.drafted = Set(drafts.map(\.account))
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
    case .statement(let reference):
      let patch = (try? book.account(reference, asAt: .now))?.facts.patch
      stack = ScreenStack(PatchesScreen(selecting: patch ?? own))
      tell(.resumed)
      if let patch { push(CaseloadScreen(patch: patch, selecting: reference)) }
      push(AccountScreen(reference: reference))
      push(StatementScreen(reference: reference, today: book.today))
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
      say(.information, "Draft of \(last.key.what)\(since)\(others): N goes on with it.")
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

  /// What the program has to do about forms that are being filled in, since it asked last, in the order in which it happened.
  /// Ask after each event, and before doing what ``handle(_:)`` returned.
  public mutating func takeFormChanges() -> [FormChange] { context.forms.take() }

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
      keepBoxes()
      tell(event)
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
    let wasAsking = isAsking
    let command = respond(to: event)
    followBoxes(command)
    if isAsking && !wasAsking { hasAsked = true }
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
    if !isTyping, let used = DeskActions.table.action(for: key, in: places) {
      uses[used.name, default: 0] += 1
    }
    if let action = ownAction(for: key) { return perform(action) }
    return handOn(event)
  }

  /// Whether a question is open that changes the book.
  private var isAsking: Bool {
    places.contains(DeskPlace.bulkQuestion) || places.contains(DeskPlace.importQuestion)
  }

  /// Whether a question was opened since this was last asked: the program then throws the keys away that were typed before
  /// it could be read.
  public mutating func takeQuestion() -> Bool {
    defer { hasAsked = false }
    return hasAsked
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

  mutating func handOn(_ event: Event) -> DeskCommand? {
    overlays.isEmpty ? hand(event) : handToOverlay(event)
  }

  /// Hands an event to the top screen.
  mutating func hand(_ event: Event) -> DeskCommand? {
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
        showList()
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
        draftChanges += [.left(form.draft), .finishing(form.draft.key)]
        return ask(for: .record(command, said: said), from: form)
      case .edit(let text):
        // What was typed is durable before something else has the terminal.
        draftChanges.append(.left(form.draft))
        overlays.append(.note(form))
        return .edit(text)
      case .keep: keep(form)
      case .discard:
        drop(form.draft.key)
        say(.done, "Thrown away: what was typed on \(form.subject.reference).")
      }
    }
    return nil
  }

  // MARK: What is said

  /// Says something that concerns no screen, and keeps it.
  mutating func say(_ kind: MessageLine.Kind, _ text: String) {
    notice.show(kind, text)
    log.add(.init(kind, text), at: clock())
  }

  /// Keeps what the screen says after an event, if that is new: a key takes all but errors away, so what stands after it
  /// was said because of it.
  mutating func hear(after event: Event) {
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
    followBoxes()
    hear(after: .wake)
  }

  /// Plays keys and gives the screen after them. What the program would have to do (leave, suspend) ends the play.
  ///
  /// - Parameter record: makes a change and gives what became of it and, where it was saved, the book after it. Without
  ///   it, changes are left being saved.
  /// - Parameter importing: does what is asked about the landlord's files and gives what came of it.
  /// - Parameter forms: does what is to be done about forms beside the book and gives what came of it.
  public mutating func play(
    _ script: KeyScript, record: ((Command) -> (result: RecordResult, book: (any DeskBook)?))? = nil,
    importing: ((ImportRequest) -> (work: ImportWork, book: (any DeskBook)?))? = nil,
    forms: ((FormChange) -> FormNews?)? = nil
  ) -> Canvas {
    for step in script.steps {
      guard let event = step.event else { continue }
      let command = handle(event)
      if let forms { takeUp(forms) }
      switch command {
      case nil, .refresh?, .redraw?, .mouse?, .edit?: continue
      case .write?, .print?: return canvas()
      case .record(let command, _)?:
        guard let record else { continue }
        let (result, book) = record(command)
        if let book { take(book) }
        if take(result) != nil { return canvas() }
        if let forms { takeUp(forms) }
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

  /// Does what is wanted about forms, until nothing more is.
  private mutating func takeUp(_ forms: (FormChange) -> FormNews?) {
    for _ in 0..<8 {
      let changes = takeFormChanges()
      if changes.isEmpty { return }
      for change in changes { if let news = forms(change) { take(news) } }
    }
  }

  mutating func tell(_ event: Event) {
    stack.tellAll(event, in: context, size: size)
  }

  mutating func push(_ screen: any Screen<DeskCommand, DeskContext>) {
    stack.push(screen, in: context, size: size)
  }
}
