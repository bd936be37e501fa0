/// The screens that are open, one upon another. Keys go to the top one; going back uncovers the one below as it was.
public struct ScreenStack<Command: Sendable, Context>: Sendable {
  private var below: [any Screen<Command, Context>] = []
  /// The screen that is seen.
  public private(set) var top: any Screen<Command, Context>

  /// A stack of one screen, which is never taken away.
  public init(_ home: any Screen<Command, Context>) { top = home }

  /// How many screens are open.
  public var depth: Int { below.count + 1 }

  /// The titles from the bottom to the top: the way that Esc goes back.
  public var titles: [String] { below.map(\.title) + [top.title] }

  /// The screens that are open, the lowest first.
  public var all: [any Screen<Command, Context>] { below + [top] }

  /// What the program has to do after an event.
  public enum Result: Sendable {
    /// Nothing more.
    case handled
    /// No screen had a use for the event.
    case ignored
    /// What the screen asked for.
    case perform(Command)
    /// Back was asked for at the bottom of the stack.
    case leftHome
  }

  /// Gives the event to the top screen and does what it says to the stack.
  public mutating func handle(_ event: Event, in context: Context, size: Size) -> Result {
    switch top.handle(event, in: context, size: size) {
    case .stay: return .handled
    case .ignored: return .ignored
    case .perform(let command): return .perform(command)
    case .push(let screen): push(screen, in: context, size: size)
    case .replace(let screen):
      top = screen
      uncover(in: context, size: size)
    case .pop: return pop(in: context, size: size) ? .handled : .leftHome
    case .home: home(in: context, size: size)
    case .popAndPerform(let command):
      pop(in: context, size: size)
      return .perform(command)
    }
    return .handled
  }

  /// Gives the event to every screen, the lowest first, for news that concern all of them (a neighbour's change); what
  /// they answer is not acted on.
  public mutating func tellAll(_ event: Event, in context: Context, size: Size) {
    for index in below.indices { _ = below[index].handle(event, in: context, size: size) }
    _ = top.handle(event, in: context, size: size)
  }

  /// Puts a screen on top and tells it so.
  public mutating func push(_ screen: any Screen<Command, Context>, in context: Context, size: Size) {
    below.append(top)
    top = screen
    uncover(in: context, size: size)
  }

  /// Takes the top screen away; false if it is the only one, which stays.
  @discardableResult
  public mutating func pop(in context: Context, size: Size) -> Bool {
    guard let uncovered = below.popLast() else { return false }
    top = uncovered
    uncover(in: context, size: size)
    return true
  }

  /// Takes all screens away but the lowest.
  public mutating func home(in context: Context, size: Size) {
    guard let lowest = below.first else { return }
    top = lowest
    below = []
    uncover(in: context, size: size)
  }

  /// Draws the top screen.
  public func draw(on canvas: inout Canvas, in context: Context) { top.draw(on: &canvas, in: context) }

  private mutating func uncover(in context: Context, size: Size) {
    _ = top.handle(.resumed, in: context, size: size)
  }
}
