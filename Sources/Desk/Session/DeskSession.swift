import Rents
import Terminal

/// A sitting at the desk: the screens that are open, on a book, in a size. The program feeds it events and paints what it draws;
/// `patchbook show` and the tests do the same without a terminal.
///
/// ```swift
/// var session = DeskSession(book: book, start: .home, size: Size(columns: 80, rows: 24))
/// switch session.handle(.key(.enter)) { case .leave?: … }
/// print(session.canvas().text())
/// ```
public struct DeskSession: Sendable {
  /// The size of the screen in cells.
  public private(set) var size: Size
  /// The book that is shown.
  public var book: any DeskBook { context.book }

  private var context: DeskContext
  private var stack: ScreenStack<DeskCommand, DeskContext>
  /// What concerns the program and not one screen: keys that mean nothing, leaving.
  private var notice = MessageLine()
  private var isLeaving = false

  /// A sitting that begins with a screen.
  public init(
    book: any DeskBook, start: DeskStart = .home, size: Size, options: DeskOptions = DeskOptions()
  ) {
    self.size = size
    context = DeskContext(book: book, options: options)
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
      _ = handle(.key(.character("?")))
    case .account(let reference, let tab):
      let patch = (try? book.account(reference, asAt: .now))?.facts.patch
      stack = ScreenStack(PatchesScreen(selecting: patch ?? own))
      tell(.resumed)
      if let patch { push(CaseloadScreen(patch: patch, selecting: reference)) }
      push(AccountScreen(reference: reference, tab: tab))
    }
  }

  /// How many screens lie one upon another; 1 at the choice of patches.
  public var depth: Int { stack.depth }

  /// Takes an event in; what is returned the program has to do.
  public mutating func handle(_ event: Event) -> DeskCommand? {
    switch event {
    case .resize(let new):
      resize(to: new)
      return nil
    case .terminate, .hangUp: return .leave
    case .key(.control("c")):
      if isLeaving { return .leave }
      isLeaving = true
      notice = MessageLine()
      notice.show(.warning, "Ctrl-C again leaves Patchbook; any other key stays.")
      return nil
    case .key:
      isLeaving = false
      notice = MessageLine()
    default: break
    }
    switch stack.handle(event, in: context, size: size) {
    case .handled, .leftHome: return nil
    case .perform(let command): return command
    case .ignored:
      if case .key(let key) = event {
        notice.show(.information, ActionTable.unknownKeyMessage(key) + ".")
      }
      return nil
    }
  }

  /// Takes a new size; every screen sees to it that its selection stays in sight.
  public mutating func resize(to new: Size) {
    size = new
    stack.tellAll(.resize(new), in: context, size: size)
  }

  /// Takes a newer view of the book in: every screen fills itself again and keeps its place.
  public mutating func take(_ book: any DeskBook) {
    let before = context.state
    context.book = book
    if context.state != before { stack.tellAll(.wake, in: context, size: size) }
  }

  /// Draws the top screen over the whole of a canvas.
  public func draw(on canvas: inout Canvas) {
    canvas.hideCursor()
    stack.draw(on: &canvas, in: context)
    if notice.current != nil {
      // Where the screen is too small for its parts, the last row is all there is.
      let isSmall = canvas.columns < DeskFrame.least.columns || canvas.rows < DeskFrame.least.rows
      notice.draw(on: &canvas, row: max(0, canvas.rows - (isSmall ? 1 : 2)))
    }
  }

  /// The screen as it stands.
  public func canvas() -> Canvas {
    var canvas = Canvas(size: size)
    draw(on: &canvas)
    return canvas
  }

  /// Plays keys and gives the screen after them. What the program would have to do (leave, suspend) ends the play.
  public mutating func play(_ script: KeyScript) -> Canvas {
    for step in script.steps {
      guard let event = step.event else { continue }
      if let command = handle(event), command != .refresh { break }
    }
    return canvas()
  }

  private mutating func tell(_ event: Event) {
    stack.tellAll(event, in: context, size: size)
  }

  private mutating func push(_ screen: any Screen<DeskCommand, DeskContext>) {
    stack.push(screen, in: context, size: size)
  }
}
