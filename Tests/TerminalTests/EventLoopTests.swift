import CNcurses
import Glibc
import Testing

@testable import Terminal

/// Keeps the frames instead of showing them.
private final class RecordingPainter: Painter {
  private(set) var frames: [Canvas] = []
  private(set) var forgotten = 0
  var isGone = false
  /// The line takes no frame before the terminal has answered.
  var isBusy = false
  var answers = 0
  /// Until when a frame waits on a busy line.
  var until: UInt64?
  var statistics: PaintStatistics {
    var statistics = PaintStatistics()
    statistics.frames = frames.count
    return statistics
  }

  func paint(_ canvas: Canvas) throws(TerminalError) {
    if isGone { throw .gone }
    frames.append(canvas)
  }

  func forget() { forgotten += 1 }

  func line(at now: UInt64) -> LineState {
    var state = LineState()
    if isBusy, let until, now < until { state.until = until }
    return state
  }

  func terminalAnswered() {
    answers += 1
    isBusy = false
  }
}

/// Shows what it got, and does what its keys say.
private struct Recorder: Application {
  var events: [Event] = []
  var react: (Event, inout LoopControl) -> Void = { _, _ in }

  mutating func handle(_ event: Event, _ loop: inout LoopControl) {
    events.append(event)
    if event == .key("q") { loop.quit(7) }
    react(event, &loop)
  }

  func draw(on canvas: inout Canvas) { canvas.draw("\(events.count) events", column: 0, row: 0) }
}

/// A pipe whose ends are closed at the end of the test.
private final class Pipe {
  let reading: Int32
  private(set) var writing: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    _ = close(reading)
    endWriting()
  }

  func write(_ bytes: [UInt8]) { #expect(Glibc.write(writing, bytes, bytes.count) == bytes.count) }
  func write(_ text: String) { write(Array(text.utf8)) }

  func endWriting() {
    if writing >= 0 { _ = close(writing) }
    writing = -1
  }
}

@Suite(.timeLimit(.minutes(1))) struct `The event loop` {
  private let input = Pipe()
  private let signals = Pipe()
  private let painter = RecordingPainter()

  private func run(_ application: inout Recorder, size: Size = Size(columns: 20, rows: 3)) throws -> Int32 {
    var connections = EventLoop.Connections(input: input.reading, size: { size }, painter: painter)
    connections.signals = signals.reading
    var loop = EventLoop(connections, waker: try Waker())
    return loop.run(&application)
  }

  @Test func `tells the size first, hands keys on in order, and ends with the application's code`() throws {
    input.write("aé\u{1B}[Aq")
    var application = Recorder()
    #expect(try run(&application) == 7)
    #expect(
      application.events == [
        .resize(Size(columns: 20, rows: 3)), .key("a"), .key("é"), .key(.up), .key("q"),
      ])
  }

  @Test func `takes in all that is there before it paints`() throws {
    input.write(String(repeating: "j", count: 2000) + "\u{1B}[B")
    var application = Recorder { event, loop in
      if event == .key(.down) { loop.setTimer("end", after: 20) }
      if event == .timer("end") { loop.quit() }
    }
    #expect(try run(&application) == 0)
    #expect(application.events.count == 2003)
    #expect(painter.frames.count <= 3)
    #expect(painter.frames.last?.line(0) == "2002 events")
  }

  @Test func `takes a lone Esc for a key after its time`() throws {
    input.write("\u{1B}")
    var application = Recorder { event, loop in if event == .key(.escape) { loop.quit() } }
    let began = Monotonic.now
    #expect(try run(&application) == 0)
    #expect(Monotonic.now - began >= 24_000_000)
  }

  @Test func `ends in order when input ends, with 129`() throws {
    input.write("ab")
    input.endWriting()
    var application = Recorder()
    #expect(try run(&application) == 129)
    #expect(application.events.suffix(3) == [.key("a"), .key("b"), .hangUp])
  }

  @Test(arguments: [
    (SIGHUP, Event.hangUp, Int32(129)), (SIGTERM, .terminate, 143), (SIGINT, .terminate, 130),
  ])
  func `ends in order when it is asked to`(signal: Int32, event: Event, code: Int32) throws {
    signals.write([UInt8(signal)])
    var application = Recorder()
    #expect(try run(&application) == code)
    #expect(application.events.last == event)
  }

  @Test func `ends when the terminal takes no more frames`() throws {
    painter.isGone = true
    var application = Recorder()
    #expect(try run(&application) == 129)
    #expect(application.events.last == .hangUp)
  }

  @Test func `draws at every size of a storm, down to a single cell and none`() throws {
    let sizes = [(30, 12), (1, 1), (2, 3), (0, 0), (50, 18), (200, 60)].map {
      Size(columns: $0.0, rows: $0.1)
    }
    var next = 0
    var connections = EventLoop.Connections(
      input: input.reading,
      size: {
        defer { next = min(next + 1, sizes.count - 1) }
        return sizes[next]
      }, painter: painter)
    connections.signals = signals.reading
    signals.write([UInt8(SIGWINCH)])
    let again = signals
    var application = Recorder { event, loop in
      guard case .resize(let size) = event else { return }
      if size == sizes.last { loop.quit() } else { again.write([UInt8(SIGWINCH)]) }
    }
    var loop = EventLoop(connections, waker: try Waker())
    #expect(loop.run(&application) == 0)
    #expect(application.events == sizes.map { .resize($0) })
    #expect(painter.frames.map(\.whole) == sizes.dropLast())
  }

  @Test func `wakes for another thread`() throws {
    var connections = EventLoop.Connections(
      input: input.reading, size: { Size(columns: 9, rows: 1) }, painter: painter)
    connections.signals = nil
    let waker = try Waker()
    var loop = EventLoop(connections, waker: waker)
    var application = Recorder { event, loop in if event == .wake { loop.quit() } }
    Task.detached { waker.wake() }
    #expect(loop.run(&application) == 0)
    #expect(application.events.last == .wake)
  }

  @Test func `hands on timers in the order in which they are due, unless they are cancelled`() throws {
    var application = Recorder { event, loop in
      switch event {
      case .resize:
        loop.setTimer("second", after: 20)
        loop.setTimer("first", after: 5)
        loop.setTimer("never", after: 10)
      case .timer("first"): loop.cancelTimer("never")
      case .timer("second"): loop.quit()
      default: break
      }
    }
    #expect(try run(&application) == 0)
    #expect(application.events.dropFirst() == [.timer("first"), .timer("second")])
  }

  @Test func `watches the descriptors it is given`() throws {
    let news = Pipe()
    news.write("x")
    let descriptor = news.reading
    var application = Recorder { event, loop in
      if case .resize = event { loop.watch(descriptor) }
      if event == .readable(descriptor) {
        loop.unwatch(descriptor)
        loop.setTimer("end", after: 5)
      }
      if event == .timer("end") { loop.quit() }
    }
    #expect(try run(&application) == 0)
    #expect(application.events.filter { $0 == .readable(descriptor) }.count == 1)
  }

  @Test func `lets go of a descriptor that was closed`() throws {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    let closed = dup2(ends[0], 250)
    for descriptor in ends + [closed] { _ = close(descriptor) }
    var application = Recorder { event, loop in
      if case .resize = event {
        loop.watch(closed)
        loop.setTimer("end", after: 20)
      }
      if event == .timer("end") { loop.quit() }
    }
    #expect(try run(&application) == 0)
    #expect(!application.events.contains(.readable(closed)))
  }

  @Test func `stops, and comes back with a whole frame`() throws {
    var stops = 0
    var resumes = 0
    var connections = EventLoop.Connections(
      input: input.reading, size: { Size(columns: 9, rows: 1) }, painter: painter)
    connections.stop = { stops += 1 }
    connections.resume = { resumes += 1 }
    input.write("\u{1A}q")
    var application = Recorder { event, loop in if event == .key(.control("z")) { loop.suspend() } }
    var loop = EventLoop(connections, waker: try Waker())
    #expect(loop.run(&application) == 7)
    #expect((stops, resumes) == (1, 1))
    #expect(painter.forgotten == 1)
    #expect(application.events.suffix(3) == [.key(.control("z")), .resumed, .key("q")])
  }

  @Test func `composes no frame while the line takes none, and then the newest`() throws {
    let (line, keys) = (painter, input)
    line.until = .max
    var application = Recorder { event, loop in
      switch event {
      case .resize: loop.setTimer("held", after: 1)
      case .timer("held"):
        line.isBusy = true
        keys.write("j")
        loop.setTimer("again", after: 20)
      case .timer("again"):
        keys.write("jj")
        loop.setTimer("answer", after: 20)
      case .timer("answer"):
        #expect(line.frames.count == 1)
        keys.write("\u{1B}[0n")
        loop.setTimer("end", after: 20)
      case .timer("end"): loop.quit()
      default: break
      }
    }
    #expect(try run(&application) == 0)
    #expect(painter.frames.map { $0.line(0) } == ["1 events", "7 events"])
    #expect(!application.events.contains(.answered))
  }

  @Test func `waits for no answer longer than the painter says`() throws {
    painter.isBusy = true
    painter.until = Monotonic.now + 30_000_000
    input.write("j")
    let line = painter
    var application = Recorder { event, loop in
      if event == .key("j") { loop.setTimer("end", after: 200) }
      if event == .timer("end") {
        #expect(line.frames.map { $0.line(0) } == ["1 events", "2 events"])
        loop.quit()
      }
    }
    #expect(try run(&application) == 0)
  }

  @Test func `runs no letters of a key that comes in two packets far apart`() throws {
    let keys = input
    input.write("\u{1B}")
    var application = Recorder { event, loop in
      if event == .key(.escape) { keys.write("[A") }
      if event == .key(.up) { loop.quit() }
    }
    #expect(try run(&application) == 0)
    #expect(application.events.suffix(2) == [.key(.escape), .key(.up)])
  }

  @Test func `throws away what was typed before a question, but not what the terminal answers`() throws {
    input.write("dy\u{1B}[0n")
    let later = input
    var application = Recorder { event, loop in
      if event == .key("d") {
        loop.discardTypeAhead()
        loop.setTimer("answer", after: 5)
      }
      if event == .timer("answer") { later.write("q") }
    }
    #expect(try run(&application) == 7)
    #expect(!application.events.contains(.key("y")))
    #expect(painter.answers == 1)
  }
}

@Suite(.serialized) struct `The terminal's mode` {
  @Test func `is raw for the screen and as it was afterwards`() throws {
    var (near, far): (Int32, Int32) = (-1, -1)
    #expect(openpty(&near, &far, nil, nil, nil) == 0)
    defer {
      _ = close(near)
      _ = close(far)
    }
    var before = termios()
    #expect(tcgetattr(far, &before) == 0)
    #expect(before.c_lflag & tcflag_t(ECHO | ICANON) != 0)
    #expect(cn_terminal_raw(far, far) == 0)
    var raw = termios()
    #expect(tcgetattr(far, &raw) == 0)
    #expect(raw.c_lflag & tcflag_t(ECHO | ICANON | ISIG) == 0)
    cn_terminal_restore(1)
    var after = termios()
    #expect(tcgetattr(far, &after) == 0)
    #expect(after.c_lflag == before.c_lflag)
    #expect(after.c_iflag == before.c_iflag)
    #expect(after.c_oflag == before.c_oflag)
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(near, &bytes, bytes.count)
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    for part in ["\u{1B}[?2004l", "\u{1B}[?1000l", "\u{1B}[?25h", "\u{1B}[?1049l"] {
      #expect(text.contains(part))
    }
    cn_terminal_restore(1)
  }

  @Test func `knows the size of the window`() {
    var (near, far): (Int32, Int32) = (-1, -1)
    var window = winsize(ws_row: 33, ws_col: 101, ws_xpixel: 0, ws_ypixel: 0)
    #expect(openpty(&near, &far, nil, nil, &window) == 0)
    var (columns, rows): (Int32, Int32) = (0, 0)
    #expect(cn_window_size(far, &columns, &rows) == 0)
    #expect((columns, rows) == (101, 33))
    _ = close(near)
    _ = close(far)
    #expect(cn_window_size(far, &columns, &rows) != 0)
  }
}
