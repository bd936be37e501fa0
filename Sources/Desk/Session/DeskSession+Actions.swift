import Casebook
import Rents
import Terminal

/// What is done by name, whoever asks for it: a key, the help or the palette.
extension DeskSession {
  /// The screen that is seen, as one of the desk.
  var screen: (any DeskScreen)? { stack.top as? any DeskScreen }

  /// The note that is open, under whatever lies over it.
  var openNote: NoteForm? {
    for overlay in overlays.reversed() { if case .note(let form) = overlay { return form } }
    return nil
  }

  /// The places of what the keys act on now, the most particular first.
  var places: [String] { openNote?.places ?? screen?.places ?? [] }

  /// Whether letters are text now.
  var isTyping: Bool { !places.contains(DeskPlace.everywhere) }

  var accountAtHand: String? { openNote?.subject.reference ?? screen?.accountAtHand }

  /// What can be done here and now, each with the keys that mean it.
  var valid: [Action] { DeskActions.table.validOnDesk(in: places) }

  /// The same with what this officer does most first, in each of the places.
  private var validByUse: [Action] {
    var places: [String] = []
    for action in valid where !places.contains(action.context) { places.append(action.context) }
    return valid.enumerated().sorted { one, other in
      let (left, right) = (
        places.firstIndex(of: one.element.context), places.firstIndex(of: other.element.context)
      )
      return (left ?? 0, -(uses[one.element.name] ?? 0), one.offset)
        < (right ?? 0, -(uses[other.element.name] ?? 0), other.offset)
    }.map(\.element)
  }

  /// What of the desk's own actions a key means.
  func ownAction(for key: Key) -> DeskAction? {
    let isText = isTyping
    if isText && key.typed != nil { return nil }
    let places = isText ? places + [DeskPlace.everywhere] : places
    guard let action = DeskActions.table.deskAction(for: key, in: places), action.isDesks else { return nil }
    return action
  }

  /// Does what a key, the help or the palette asked for.
  mutating func perform(_ action: DeskAction) -> DeskCommand? {
    switch action {
    case .help:
      if let topic = openNote?.help ?? screen?.help {
        overlays.append(.help(DeskHelp(actions: validByUse, topic: topic, availability: availability)))
      }
    case .palette:
      let named = valid.filter { $0.name != DeskAction.leave.rawValue && $0.name != action.rawValue }
      overlays.append(
        .palette(
          DeskPalette(
            named, views: paletteViews, history: history, availability: availability)))
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

  /// The views that can be opened from here: where words are typed that would go with the screen, none.
  private var paletteViews: [CaseloadView] {
    guard openNote == nil, let screen, screen.box == nil else { return [] }
    if screen is CaseloadScreen { return screen.views(in: context) }
    guard (try? book.patches())?.isEmpty == false else { return [] }
    return CaseloadView.all(saved: context.memory.saved, context.options.thresholds)
  }

  /// Brings a list to the top for a view that was chosen elsewhere: the one that lies under the screens, or one's own.
  mutating func showList() {
    guard stack.all.contains(where: { $0 is CaseloadScreen }) else {
      let patches = (try? book.patches())?.map(\.name) ?? []
      let own = book.user.patches.first { patches.contains($0) }
      if let shown = own ?? patches.first { push(CaseloadScreen(patch: shown)) }
      return
    }
    while !(stack.top is CaseloadScreen), stack.depth > 1 {
      setAside(stack.top)
      stack.pop(in: context, size: size)
    }
  }

  /// Does what the palette asked for, and teaches the key that does it directly, once.
  mutating func performFromPalette(_ action: DeskAction) -> DeskCommand? {
    done(action.rawValue)
    let known = valid.first { $0.name == action.rawValue }
    let command = perform(action)
    if let known, !known.keys.isEmpty, taught.insert(known.name).inserted { lesson = known }
    return command
  }

  /// Remembers what was done from the palette.
  mutating func done(_ name: String) {
    history.removeAll { $0 == name }
    history.insert(name, at: 0)
  }

  /// Whether an action can be taken now, and why not.
  func availability(_ action: Action) -> Availability {
    switch DeskAction(rawValue: action.name) {
    case .note?, .diary?:
      if accountAtHand == nil { return .disabled(reason: "no account is selected or open") }
      return book.user.isKnown ? .available : .disabled(reason: DeskUser.mayOnlyRead)
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

  /// Opens a screen that there is once: where it lies under others already, they go.
  mutating func open(_ screen: some DeskScreen) {
    setAside()
    overlays = []
    if stack.titles.contains(screen.title) {
      while stack.top.title != screen.title, stack.depth > 1 {
        setAside(stack.top)
        stack.pop(in: context, size: size)
      }
      if !(screen is MessagesScreen) { return }
      stack.pop(in: context, size: size)
    }
    push(screen)
  }

  /// Puts a screen on top that has something to ask of the program as soon as it is there.
  mutating func open(_ screen: ImportScreen) -> DeskCommand? {
    let question = screen.firstRequest(in: context)
    push(screen)
    return question.map { .importing($0) }
  }
}
