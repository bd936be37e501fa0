import CNcurses
import Glibc

/// Waits for keys, signals, wake-ups, descriptors and timers, gives them to an application, and paints when all that is
/// there was taken in: a held key never queues frames, and an idle screen costs nothing.
public struct EventLoop {
  /// What the loop is connected to. ``TerminalSession`` makes it for the real terminal; tests make their own.
  public struct Connections {
    /// The descriptor that the keys come from.
    public var input: Int32
    /// The descriptor that gives the number of each signal as a byte; nil without signals.
    public var signals: Int32?
    /// Gives the size of the window.
    public var size: () -> Size
    /// Puts the frames on the terminal.
    public var painter: any Painter
    /// Gives the terminal back, stops the program, and takes the terminal again when it goes on.
    public var stop: () throws(TerminalError) -> Void
    /// Takes the terminal again after the program was stopped by somebody else.
    public var resume: () throws(TerminalError) -> Void
    /// Gives the terminal back while something else has it; ``resume`` takes it again.
    public var handOver: (() -> Void) -> Void
    /// Has the terminal report the mouse, or keep it to itself.
    public var hearMouse: (Bool) -> Void

    /// Connections without signals and stopping, as a test has them.
    public init(input: Int32, size: @escaping () -> Size, painter: any Painter) {
      self.input = input
      self.size = size
      self.painter = painter
      stop = {}
      resume = {}
      handOver = { $0() }
      hearMouse = { _ in }
    }
  }

  private let connections: Connections
  private var decoder = KeyDecoder()
  private var control: LoopControl
  private var buffer = [UInt8](repeating: 0, count: 65536)
  private var clicks = ClickReader()

  /// A frame is painted at least this often however much comes in, in nanoseconds.
  private static let longestSilence: UInt64 = 100_000_000

  /// A loop that is not yet running.
  public init(_ connections: Connections, waker: Waker) {
    self.connections = connections
    control = LoopControl(size: connections.size(), waker: waker)
  }

  /// Runs an application until it quits, the host asks for the end, or the terminal has gone.
  ///
  /// - Returns: the code to exit with: what the application gave; 143 after SIGTERM, 129 after a lost terminal unless it gave
  ///   another while it handled ``Event/terminate`` or ``Event/hangUp``.
  public mutating func run(_ application: inout some Application) -> Int32 {
    deliver(.resize(control.size), to: &application)
    paint(&application)
    var changed = false
    while control.exitCode == nil {
      let ready = wait(toPaint: changed)
      let began = Monotonic.now
      if ready.output { sendMore(&application) }
      takeSignals(ready.signals, &application, &changed)
      takeInput(ready.input, &application, &changed, until: began &+ EventLoop.longestSilence)
      if ready.woken {
        control.waker.clear()
        deliver(.wake, to: &application)
        changed = true
      }
      // A descriptor that was closed would be ready for ever.
      for descriptor in ready.closed { control.unwatch(descriptor) }
      for descriptor in ready.descriptors where control.watched.contains(descriptor) {
        deliver(.readable(descriptor), to: &application)
        changed = true
      }
      takeTimers(&application, &changed)
      if control.wantsStop { stop(&application, &changed) }
      handOver(&application, &changed)
      if let isOn = control.hearsMouse {
        control.hearsMouse = nil
        connections.hearMouse(isOn)
      }
      if control.wantsRepaint {
        control.wantsRepaint = false
        connections.painter.forget()
        changed = true
      }
      // A frame that the line does not take yet is not composed: the one that it takes later shows what is so then.
      if control.exitCode == nil, changed, connections.painter.line(at: Monotonic.now).isOpen {
        paint(&application)
        changed = false
      }
    }
    return control.exitCode ?? 0
  }

  // MARK: Waiting

  private struct Ready {
    var input = false
    var output = false
    var signals = false
    var woken = false
    var descriptors: [Int32] = []
    var closed: [Int32] = []
  }

  private func wait(toPaint: Bool) -> Ready {
    let line = connections.painter.line(at: Monotonic.now)
    var polled = [
      pollfd(fd: connections.input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: connections.signals ?? -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: control.waker.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: line.descriptor ?? -1, events: Int16(POLLOUT), revents: 0),
    ]
    polled += control.watched.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var ready = Ready()
    guard poll(&polled, nfds_t(polled.count), timeLimit(toPaint ? line.until : nil)) > 0 else { return ready }
    ready.input = polled[0].revents != 0
    ready.signals = polled[1].revents != 0
    ready.woken = polled[2].revents != 0
    ready.output = polled[3].revents != 0
    for entry in polled.dropFirst(4) where entry.revents != 0 {
      if entry.revents & Int16(POLLNVAL) != 0 {
        ready.closed.append(entry.fd)
      } else {
        ready.descriptors.append(entry.fd)
      }
    }
    return ready
  }

  /// The milliseconds until the next timer, the decision about a lone Esc, or the time at which a frame waits no longer;
  /// -1 for ever.
  private func timeLimit(_ frame: UInt64?) -> Int32 {
    var limit = decoder.waitingTime ?? -1
    if let next = (Array(control.timers.values) + (frame.map { [$0] } ?? [])).min() {
      let now = Monotonic.now
      let left = next <= now ? 0 : Int(min((next - now + 999_999) / 1_000_000, 1_000_000))
      limit = limit < 0 ? left : min(limit, left)
    }
    return Int32(limit)
  }

  private func inputIsReady() -> Bool {
    var polled = pollfd(fd: connections.input, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) > 0
  }

  // MARK: Taking in

  private mutating func deliver(_ event: Event, to application: inout some Application) {
    if case .resize(let size) = event { control.size = size }
    control.statistics = connections.painter.statistics
    EventLoop.note(event)
    application.handle(event, &control)
  }

  /// Takes in all input that is there, but not for ever: a flood must not starve the screen.
  private mutating func takeInput(
    _ isReady: Bool, _ application: inout some Application, _ changed: inout Bool, until limit: UInt64
  ) {
    guard isReady else {
      if let waiting = decoder.waitingTime, Monotonic.now >= lastByte &+ UInt64(waiting) * 1_000_000 {
        let settled = decoder.timeOut()
        if settled == [.key(.escape)] { escapeSettled = Monotonic.now }
        handOn(settled, to: &application, &changed)
      }
      return
    }
    repeat {
      let count = read(connections.input, &buffer, buffer.count)
      if count < 0 && (errno == EINTR || errno == EAGAIN) { return }
      guard count > 0 else {
        handOn(decoder.timeOut(), to: &application, &changed)
        end(.hangUp, code: 129, &application)
        return
      }
      decoder.escapeTime = connections.painter.line(at: Monotonic.now).escapeTime
      handOn(decode(buffer[..<count]), to: &application, &changed)
    } while control.exitCode == nil && Monotonic.now < limit && inputIsReady()
  }

  private var lastByte: UInt64 = 0
  /// When a lone Esc was last taken for the key.
  private var escapeSettled: UInt64?

  /// So long after a lone Esc the rest of a sequence is still known for what it is, in nanoseconds.
  private static let tornTime: UInt64 = 1_000_000_000

  /// The events of bytes that were read now.
  private mutating func decode(_ bytes: ArraySlice<UInt8>) -> [Event] {
    lastByte = Monotonic.now
    defer { escapeSettled = nil }
    if let escapeSettled, lastByte &- escapeSettled < EventLoop.tornTime {
      return decoder.feedAfterEscape(bytes)
    }
    return decoder.feed(bytes)
  }

  /// Reads what was typed so far, and drops it. What the terminal answers between the keys counts.
  private mutating func discardTypeAhead(_ application: inout some Application) {
    var left = 1 << 20
    while left > 0, control.exitCode == nil, inputIsReady() {
      let count = read(connections.input, &buffer, buffer.count)
      guard count > 0 else { return }
      left -= count
      if decode(buffer[..<count]).contains(.answered) { takeAnswer(&application) }
    }
  }

  private mutating func takeAnswer(_ application: inout some Application) {
    do { try connections.painter.terminalAnswered() } catch { end(.hangUp, code: 129, &application) }
  }

  private mutating func sendMore(_ application: inout some Application) {
    do { try connections.painter.sendMore() } catch { end(.hangUp, code: 129, &application) }
  }

  private mutating func handOn(
    _ events: [Event], to application: inout some Application, _ changed: inout Bool
  ) {
    var drops = false
    for event in events.flatMap({ clicks.meaning(of: $0, at: Monotonic.now) }) {
      guard control.exitCode == nil else { return }
      if event == .answered {
        takeAnswer(&application)
        continue
      }
      if drops { continue }
      deliver(event, to: &application)
      changed = true
      if control.wantsStop { stop(&application, &changed) }
      handOver(&application, &changed)
      if control.discardsTypeAhead {
        control.discardsTypeAhead = false
        discardTypeAhead(&application)
        drops = true
      }
    }
  }

  private mutating func takeSignals(
    _ isReady: Bool, _ application: inout some Application, _ changed: inout Bool
  ) {
    guard isReady, let signals = connections.signals else { return }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(signals, &bytes, bytes.count)
    guard count > 0 else { return }
    cn_signals_answered()
    let numbers = Set(bytes[..<count].map { Int32($0) })
    if numbers.contains(SIGHUP) { end(.hangUp, code: 129, &application) }
    if numbers.contains(SIGTERM) { end(.terminate, code: 143, &application) }
    if numbers.contains(SIGINT) { end(.terminate, code: 130, &application) }
    guard control.exitCode == nil else { return }
    if numbers.contains(SIGTSTP) {
      stop(&application, &changed)
    } else if numbers.contains(SIGCONT) {
      takeTerminalAgain(&application, &changed)
    }
    if numbers.contains(SIGWINCH) { resize(&application, &changed) }
  }

  private mutating func takeTimers(_ application: inout some Application, _ changed: inout Bool) {
    guard !control.timers.isEmpty else { return }
    let now = Monotonic.now
    let due = control.timers.filter { $0.value <= now }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    for (name, _) in due where control.exitCode == nil {
      // A timer handled just before may have cancelled this one or set it anew.
      guard let deadline = control.timers[name], deadline <= now else { continue }
      control.timers[name] = nil
      deliver(.timer(name), to: &application)
      changed = true
    }
  }

  private mutating func resize(_ application: inout some Application, _ changed: inout Bool) {
    let size = connections.size()
    connections.painter.forget()
    changed = true
    if size != control.size { deliver(.resize(size), to: &application) }
  }

  private mutating func stop(_ application: inout some Application, _ changed: inout Bool) {
    control.wantsStop = false
    do {
      try connections.stop()
    } catch {
      end(.hangUp, code: 129, &application)
      return
    }
    takeTerminalAgain(&application, &changed)
  }

  /// Lets something else have the terminal until it is done with it.
  private mutating func handOver(_ application: inout some Application, _ changed: inout Bool) {
    guard let body = control.guest else { return }
    control.guest = nil
    connections.handOver(body)
    takeTerminalAgain(&application, &changed)
  }

  private mutating func takeTerminalAgain(_ application: inout some Application, _ changed: inout Bool) {
    do {
      try connections.resume()
    } catch {
      end(.hangUp, code: 129, &application)
      return
    }
    resize(&application, &changed)
    deliver(.resumed, to: &application)
  }

  /// Lets the application end in order.
  private mutating func end(_ event: Event, code: Int32, _ application: inout some Application) {
    guard control.exitCode == nil else { return }
    deliver(event, to: &application)
    if control.exitCode == nil { control.exitCode = code }
  }

  // MARK: Painting

  private mutating func paint(_ application: inout some Application) {
    var canvas = Canvas(size: control.size)
    application.draw(on: &canvas)
    clicks.targets = canvas.clickTargets
    do {
      try connections.painter.paint(canvas)
    } catch {
      end(.hangUp, code: 129, &application)
    }
  }

  /// Notes what kind of event it was for the log of a crash, never what was typed.
  private static func note(_ event: Event) {
    switch event {
    case .key(let key):
      if key.typed != nil || key.modifiers == .alt { cn_note("character") } else { cn_note(key.description) }
    case .paste: cn_note("paste")
    case .mouse: cn_note("mouse")
    case .focus: cn_note("focus")
    case .resize(let size): cn_note(size.description)
    case .unknown, .answered: cn_note("unknown")
    case .timer: cn_note("timer")
    case .readable: cn_note("readable")
    case .wake: cn_note("wake")
    case .resumed: cn_note("resumed")
    case .terminate: cn_note("terminate")
    case .hangUp: cn_note("hang-up")
    }
  }
}
