import Casebook
import Desk
import Glibc
import Interchange
import Synchronization
import Terminal

/// What the event loop runs while there is no book: the first screen, and beside it the book that is being made.
struct FirstStartApplication: Application {
  /// How it ended.
  enum Ending: Hashable, Sendable {
    case left
    /// A book is to be opened; with the import in front where its files are to be taken in.
    case open(path: String, importing: Bool)
  }

  /// What the thread that makes a book has to tell.
  private final class News: Sendable {
    struct State: Sendable {
      var progress: String?
      var failure: String?
      var ending: Ending?
    }

    let state = Mutex(State())
  }

  private(set) var ending = Ending.left
  private var screen: FirstStart
  private let news = News()
  /// Which day it is.
  private let options: BookOptions

  init(_ options: BookOptions, _ situation: FirstStart.Situation) {
    screen = FirstStart(
      book: Environment.absolute(options.path), demo: Directories.demoBook, situation)
    self.options = options
  }

  func draw(on canvas: inout Canvas) { screen.draw(on: &canvas) }

  mutating func handle(_ event: Event, _ loop: inout LoopControl) {
    if event == .wake { return takeNews(&loop) }
    switch screen.handle(event) {
    case .leave?: loop.quit()
    case .suspend?: loop.suspend()
    case .redraw?: loop.repaint()
    case .open(let path)?: open(FirstStartApplication.expanded(path), &loop)
    case .importInto(let path)?: begin(FirstStartApplication.expanded(path), &loop)
    case .demo(let path)?: makeDemo(FirstStartApplication.expanded(path), loop.waker)
    case nil: break
    }
  }

  /// `~` is the home directory, as in a shell.
  private static func expanded(_ path: String) -> String {
    path == "~" || path.hasPrefix("~/") ? Environment.home + path.dropFirst() : path
  }

  private mutating func open(_ path: String, _ loop: inout LoopControl) {
    switch BookPlace(path) {
    case .book: end(.open(path: path, importing: false), &loop)
    case .nothing: screen.take(failure: "There is no book at \(path). Nothing was changed.")
    case .other(let sentence): screen.take(failure: sentence + " Nothing was changed.")
    }
  }

  /// An empty book for the landlord's extracts; one that is there is opened.
  private mutating func begin(_ path: String, _ loop: inout LoopControl) {
    switch BookPlace(path) {
    case .book: return end(.open(path: path, importing: true), &loop)
    case .other(let sentence): return screen.take(failure: sentence + " Nothing was changed.")
    case .nothing: break
    }
    do {
      try Directories.makeParent(of: path)
      _ = try Casebook.create(
        at: path, configuration: BookConfiguration(landlord: "The landlord", source: "housing"),
        user: Environment.user, today: try options.day())
      end(.open(path: path, importing: true), &loop)
    } catch {
      screen.take(failure: FirstStartApplication.sentence(error))
    }
  }

  private mutating func makeDemo(_ path: String, _ waker: Waker) {
    if case .book = BookPlace(path) {
      // The one that was made last time.
      news.state.withLock { $0.ending = .open(path: path, importing: false) }
      return waker.wake()
    }
    let (news, options) = (news, options)
    BackgroundThread.run {
      do {
        _ = try DemoMaking.make(at: path, parameters: DemoParameters(), day: try options.day()) { progress in
          let words =
            switch progress {
            case .living(let done, let all): "Making the demo book: \(done) of \(all) accounts"
            case .taking(let done, let all):
              "Making the demo book: writing it, \(all == 0 ? 100 : done * 100 / all) %"
            }
          news.state.withLock { $0.progress = words }
          waker.wake()
        }
        news.state.withLock { $0.ending = .open(path: path, importing: false) }
      } catch {
        news.state.withLock { $0.failure = FirstStartApplication.sentence(error) }
      }
      waker.wake()
    }
  }

  private mutating func takeNews(_ loop: inout LoopControl) {
    let new = news.state.withLock { state in
      defer { state = News.State() }
      return state
    }
    if let progress = new.progress { screen.take(progress: progress) }
    if let failure = new.failure { screen.take(failure: failure) }
    if let ending = new.ending { end(ending, &loop) }
  }

  private mutating func end(_ ending: Ending, _ loop: inout LoopControl) {
    self.ending = ending
    loop.quit()
  }

  private static func sentence(_ error: any Error) -> String {
    (error as? Failure)?.message ?? "\(error)"
  }
}
