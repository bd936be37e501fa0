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
  private var log = DeskMessages()
  /// The changes that were asked for and of which nothing is heard yet, the oldest first.
  private var pending: [Recording] = []
  private var isLeaving = false
  /// Leaving was asked for while something was being saved.
  private var leavesWhenSaved = false

  /// A sitting that begins with a screen. `remarks` are what opening the book found worth telling.
  public init(
    book: any DeskBook, start: DeskStart = .home, size: Size, options: DeskOptions = DeskOptions(),
    remarks: [String] = [], memory: CaseloadMemory = CaseloadMemory()
  ) {
    self.size = size
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
  }

  /// How many screens lie one upon another; 1 at the choice of patches.
  public var depth: Int { stack.depth }

  /// How many changes were asked for and are not known to be saved yet.
  public var unsaved: Int { pending.count }

  /// All that was said in this sitting, the oldest first: what the screen of messages shows.
  public var messages: [MessageLine.Message] { log.messages }

  // MARK: Events

  /// Takes an event in; what is returned the program has to do.
  public mutating func handle(_ event: Event) -> DeskCommand? {
    switch event {
    case .resize(let new):
      resize(to: new)
      return nil
    case .terminate, .hangUp: return .leave
    case .key(.control("c")): return leave()
    case .key:
      isLeaving = false
      leavesWhenSaved = false
      notice = MessageLine()
    default: break
    }
    let command = respond(to: event)
    hear(after: event)
    return command
  }

  private mutating func respond(to event: Event) -> DeskCommand? {
    guard case .key(let key) = event else {
      if overlays.isEmpty { return hand(event) }
      return handToOverlay(event)
    }
    switch overlays.last {
    case .help?: return handToOverlay(event)
    case nil: break
    }
    if let action = ownAction(for: key) { return perform(action) }
    return overlays.isEmpty ? hand(event) : handToOverlay(event)
  }

  /// Hands an event to the top screen.
  private mutating func hand(_ event: Event) -> DeskCommand? {
    switch stack.handle(event, in: context, size: size) {
    case .handled, .leftHome: return nil
    case .perform(let command): return ask(for: command)
    case .ignored:
      if case .key(let key) = event {
        let help = DeskActions.table.action(named: DeskAction.help.rawValue)?.keys.first ?? .function(1)
        notice.show(.information, ActionTable.unknownKeyMessage(key, helpKey: help) + ".")
      }
      return nil
    }
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
    }
    return nil
  }

  // MARK: Actions

  /// The screen that is seen, as one of the desk.
  private var screen: (any DeskScreen)? { stack.top as? any DeskScreen }

  /// The places of what the keys act on now, the most particular first.
  private var places: [String] { screen?.places ?? [] }

  /// What of the desk's own actions a key means. While a text is typed letters are text, but the chords are valid.
  private func ownAction(for key: Key) -> DeskAction? {
    var places = places
    if !places.contains(DeskPlace.everywhere) {
      if key.typed != nil { return nil }
      places.append(DeskPlace.everywhere)
    }
    guard let action = DeskActions.table.deskAction(for: key, in: places), action.isDesks else { return nil }
    return action
  }

  /// Does what a key, the help or the palette asked for.
  private mutating func perform(_ action: DeskAction) -> DeskCommand? {
    switch action {
    case .help:
      if let screen {
        overlays.append(
          .help(DeskHelp(places: screen.places, topic: screen.help, availability: availability)))
      }
    case .messages: push(MessagesScreen(log.messages))
    case .openImport:
      if !(stack.top is ImportScreen) { return open(ImportScreen(showing: context.importing)) }
    case .leave, .quit: return leave(atOnce: true)
    case .suspend: return .suspend
    case .redraw: return .redraw
    default:
      // Every other action is of the screen, and a key of it means it here.
      if let key = DeskActions.table.valid(in: places).first(where: { $0.name == action.rawValue })?.keys
        .first
      {
        return hand(.key(key))
      }
    }
    return nil
  }

  private func availability(_ action: Action) -> Availability {
    screen?.availability(action) ?? .available
  }

  // MARK: Recording

  /// What a screen asked for, as the program has to do it.
  private mutating func ask(for command: DeskCommand) -> DeskCommand? {
    switch command {
    case .record(let change, let said):
      pending.append(Recording(command: change, said: said))
      say(.information, "Saving: \(said.lowercasedFirst)…")
    case .leave: return leave(atOnce: true)
    case .suspend, .refresh, .redraw, .importing, .write: break
    }
    return command
  }

  /// Takes in what became of the oldest change that was asked for. Give the session the newer book first, so that the
  /// screen shows what it says. What is returned the program has to do.
  public mutating func take(_ result: RecordResult) -> DeskCommand? {
    guard !pending.isEmpty else { return nil }
    let recording = pending.removeFirst()
    switch result {
    case .saved(_, let time): say(.done, "Saved \(time): \(recording.said).")
    case .refused(let reason): say(.error, "Not saved: \(recording.said.lowercasedFirst). \(reason)")
    }
    context.result = Recorded(recording.command, result)
    tell(.wake)
    context.result = nil
    if leavesWhenSaved, pending.isEmpty {
      if case .saved = result { return .leave }
      leavesWhenSaved = false
    }
    return nil
  }

  private mutating func leave(atOnce: Bool = false) -> DeskCommand? {
    if atOnce || isLeaving {
      if pending.isEmpty || leavesWhenSaved { return .leave }
      leavesWhenSaved = true
      say(
        .warning,
        "\(Recording.count(pending.count)) still being saved: Patchbook leaves when that is done. Ctrl-C leaves now."
      )
      isLeaving = true
      return nil
    }
    isLeaving = true
    notice = MessageLine()
    notice.show(.warning, "Ctrl-C again leaves Patchbook; any other key stays.")
    return nil
  }

  // MARK: What is said

  /// Says something that concerns no screen, and keeps it.
  private mutating func say(_ kind: MessageLine.Kind, _ text: String) {
    notice = MessageLine()
    notice.show(kind, text)
    log.add(.init(kind, text))
  }

  /// Keeps what the screen says after an event.
  private mutating func hear(after event: Event) {
    var isKey = false
    if case .key = event { isKey = true }
    log.hear(screen?.said, afterKey: isKey)
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
    let isSmall = canvas.columns < DeskFrame.least.columns || canvas.rows < DeskFrame.least.rows
    if !isSmall {
      for overlay in overlays {
        switch overlay {
        case .help(let help): help.draw(on: &canvas)
        }
      }
    }
    notice.draw(on: &canvas, row: max(0, canvas.rows - (isSmall ? 1 : 2)))
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
      case nil, .refresh?, .redraw?: continue
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
