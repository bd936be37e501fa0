import Rents
import Terminal

/// Ways of looking at the list: opened, saved under a name, gone through back and forward.
extension CaseloadScreen {
  /// Looks at the list in another way and remembers it for the view of this name.
  mutating func show(_ view: CaseloadView, _ context: DeskContext) {
    list.show(view, asking: asking(context))
    changed[view.name] = view
    takeOver()
  }

  /// Goes to another view, to which Back then leads from the next.
  mutating func go(to view: CaseloadView, _ context: DeskContext) {
    guard view != list.view else { return }
    back.append(list.view)
    if back.count > 50 { back.removeFirst() }
    forward = []
    show(view, context)
  }

  /// What a view of this name shows when it is opened afresh.
  func definition(of name: String) -> CaseloadView? {
    saved.first { $0.name == name } ?? builtIn.first { $0.name == name }
  }

  mutating func turn(forward isForward: Bool, _ context: DeskContext) {
    guard let view = isForward ? forward.popLast() : back.popLast() else {
      message.show(.information, isForward ? "There is no later view." : "There is no earlier view.")
      return
    }
    if isForward { back.append(list.view) } else { forward.append(list.view) }
    drilled = []
    show(view, context)
    message.show(.done, "\(viewName), \(list.shown.count) of \(list.rows.count).")
  }

  // MARK: Views

  mutating func inViews(_ event: Event, _ menu: ViewMenu, _ context: DeskContext) -> DeskOutcome {
    guard case .key(let key) = event else { return .stay }
    var menu = menu
    // 0 is the tenth, as on the keyboard.
    if let scalar = key.typed, let number = Int(String(Character(scalar))),
      menu.choose(number: number == 0 ? 10 : number)
    {
      open(menu, context)
      return .stay
    }
    guard let action = action(for: event) else { return .ignored }
    switch action {
    case .viewUp: menu.move(by: -1)
    case .viewDown: menu.move(by: 1)
    case .viewOpen:
      open(menu, context)
      return .stay
    case .viewSave:
      let isBuiltIn = builtIn.contains { $0.name == list.view.name }
      mode = .naming(LineEditor(isBuiltIn ? "" : list.view.name, limit: 40), menu)
      return .stay
    case .viewForget:
      guard menu.isOwn, let view = menu.view else {
        message.show(.information, "This view is always there; only your own can be forgotten.")
        return .stay
      }
      context.memory.forget(view.name)
      saved = context.memory.saved
      menu.removeChosen()
      message.show(.done, "Forgot the view \(view.name). s saves what is shown now as a view.")
    case .viewClose:
      mode = .list
      return .stay
    default: return .ignored
    }
    mode = .views(menu)
    return .stay
  }

  /// Opens the marked view: as it was left in this sitting; the one that is open, afresh.
  mutating func open(_ menu: ViewMenu, _ context: DeskContext) {
    mode = .list
    if let view = menu.view { open(view, context) }
  }

  /// Every view that there is, for the palette: the officer's own and the built-in ones. Not while words are typed that a
  /// view would take away.
  func views(in context: DeskContext) -> [CaseloadView] {
    if fault != nil || list.rows.isEmpty { return [] }
    switch mode {
    case .bulk, .naming: return []
    default: return CaseloadView.all(saved: context.memory.saved, context.options.thresholds)
    }
  }

  mutating func open(_ view: CaseloadView, _ context: DeskContext) {
    saved = context.memory.saved
    let isOpen = view.name == list.view.name
    mode = .list
    drilled = []
    columnOffset = 0
    go(to: isOpen ? view : changed[view.name] ?? view, context)
    message.show(.done, "\(viewName): \(list.shown.count) of \(list.rows.count) accounts.")
  }

  mutating func inNaming(
    _ event: Event, _ editor: LineEditor, _ menu: ViewMenu, _ context: DeskContext
  ) -> DeskOutcome {
    var editor = editor
    switch TypedEvent(event, in: places) {
    case .same(let outcome): return outcome
    case .action(.viewNameKeep):
      let name = editor.text.split(separator: " ").joined(separator: " ")
      guard !name.isEmpty else {
        message.show(.information, "A view needs a name, so that you find it again.")
        return .stay
      }
      guard name != CaseloadView.everyone.name else {
        message.show(.information, "Everyone stays every account. Type another name.")
        return .stay
      }
      var view = list.view
      view.name = name
      context.memory.save(view)
      saved = context.memory.saved
      mode = .list
      show(view, context)
      message.show(.done, "Saved the view \(name). v opens it.")
    case .action(.viewNameCancel): mode = .views(menu)
    case .action: return .ignored
    case .text:
      guard editor.handle(event) else { return TypedEvent.unknown(event) }
      mode = .naming(editor, menu)
    }
    return .stay
  }

  /// What the present view is called: its name, and whether it was changed.
  var viewName: String {
    guard let saved = definition(of: list.view.name), !saved.shows(sameAs: list.view) else {
      return list.view.name
    }
    if saved.name == CaseloadView.everyone.name, list.view.query.isEmpty { return saved.name }
    return saved.name == CaseloadView.everyone.name ? "" : saved.name + ", changed"
  }
}
