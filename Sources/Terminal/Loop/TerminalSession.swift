import CNcurses
import Glibc

/// The real terminal, taken for a full screen and given back whole: at the end, at exit, and on every signal but SIGKILL.
public final class TerminalSession {
  /// How the terminal is used.
  public struct Options: Sendable {
    /// The type of terminal; nil takes TERM.
    public var terminal: String?
    /// The most colours; nil takes what the terminal has, and none where NO_COLOR is set.
    public var colour: ColourTier?
    /// What the roles look like.
    public var theme: Theme
    /// Whether clicks and the wheel are reported; without it the terminal's own selection works as ever.
    public var mouse: Bool
    /// A file to which all that is written to standard error goes while the screen is up; nil leaves it, and spoils the screen.
    public var errorLog: String?

    /// The usual ways.
    public init(
      terminal: String? = nil, colour: ColourTier? = nil, theme: Theme = .standard, mouse: Bool = true,
      errorLog: String? = nil
    ) {
      self.terminal = terminal
      self.colour = colour
      self.theme = theme
      self.mouse = mouse
      self.errorLog = errorLog
    }
  }

  /// Puts frames on the terminal.
  public let painter: CursesPainter
  /// Wakes the event loop from any thread.
  public let waker: Waker
  /// False where the host has no UTF-8, and the screen is painted in ASCII.
  public let isUTF8: Bool
  /// What the user should know about the terminal, such as that another type was taken for it.
  public let remark: String?

  private let options: Options
  private var hearsMouse: Bool
  private let signals: Int32
  private var savedError: Int32 = -1
  private var isOpen = false

  /// Takes the terminal of standard input and output.
  ///
  /// - Throws: ``TerminalError`` that says what to do; the terminal is then as it was.
  public init(_ options: Options = Options()) throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    self.options = options
    hearsMouse = options.mouse
    isUTF8 = cn_locale_open() == 1
    let terminal = options.terminal ?? TerminalSession.environment("TERM")
    let noColour = !TerminalSession.environment("NO_COLOR").isEmpty
    waker = try Waker()
    painter = try CursesPainter(
      terminal: terminal, size: TerminalSession.windowSize(), output: STDOUT_FILENO,
      colour: options.colour ?? (noColour ? .none : .full), theme: options.theme, isUTF8: isUTF8,
      isRemote: !TerminalSession.environment("SSH_TTY").isEmpty
        || !TerminalSession.environment("SSH_CONNECTION").isEmpty)
    remark =
      painter.terminal == terminal
      ? nil
      : "This terminal is treated as \(TerminalSession.plainName(painter.terminal)): the host has no description of \(terminal)."
    signals = cn_signals_open()
    guard signals >= 0 else {
      painter.close()
      throw .system("There is no descriptor left for the screen", code: -signals)
    }
    let error = cn_terminal_raw(STDIN_FILENO, painter.outlet?.descriptor ?? STDOUT_FILENO)
    guard error == 0 else {
      painter.close()
      cn_signals_close()
      throw .system("The terminal cannot be taken", code: error)
    }
    isOpen = true
    redirectErrors()
    write(TerminalSession.modes(on: true, mouse: options.mouse))
  }

  deinit { close() }

  /// Runs an application on the terminal until it ends, and gives the terminal back.
  ///
  /// - Returns: the code to exit with (``EventLoop/run(_:)``).
  public func run(_ application: inout some Application) -> Int32 {
    var connections = EventLoop.Connections(
      input: STDIN_FILENO, size: { TerminalSession.windowSize() }, painter: painter)
    connections.signals = signals
    connections.stop = { [self] () throws(TerminalError) in
      giveBack()
      cn_stop()
    }
    connections.handOver = { [self] body in
      giveBack()
      body()
    }
    connections.hearMouse = { [self] isOn in
      hearsMouse = isOn
      write(TerminalSession.mouse(isOn))
    }
    connections.resume = { [self] () throws(TerminalError) in try takeAgain() }
    var loop = EventLoop(connections, waker: waker)
    let code = loop.run(&application)
    close()
    return code
  }

  /// Gives the terminal back as it was. Harmless when done twice.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    giveBack()
    painter.close()
    cn_signals_close()
    if savedError >= 0 {
      dup2(savedError, STDERR_FILENO)
      _ = Glibc.close(savedError)
      savedError = -1
    }
  }

  // MARK: Giving and taking

  private func giveBack() {
    guard let outlet = painter.outlet else { return }
    // What a slow line still has to take is not worth waiting for.
    if !outlet.finish(within: 300) { outlet.drop() }
    // When the terminal has gone there is nobody to give it back to.
    try? painter.leave()
    write(TerminalSession.modes(on: false, mouse: hearsMouse))
    outlet.finish(within: 3_000)
    takeLastAnswer(outlet)
    cn_terminal_restore(0)
  }

  /// An answer that is still to come would be typed into the shell.
  private func takeLastAnswer(_ outlet: FrameOutlet) {
    guard outlet.pace.owesAnswer(at: Monotonic.now) else { return }
    let usual = outlet.pace.answerTime ?? 100_000_000
    let limit = Monotonic.now &+ min(1_000_000_000, usual &* 2 &+ 200_000_000)
    var decoder = KeyDecoder()
    var bytes = [UInt8](repeating: 0, count: 256)
    while Monotonic.now < limit {
      var polled = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&polled, 1, Int32((limit - min(limit, Monotonic.now)) / 1_000_000 + 1)) > 0 else { continue }
      let count = read(STDIN_FILENO, &bytes, bytes.count)
      guard count > 0 else { return }
      if decoder.feed(bytes[..<count]).contains(.answered) { return }
    }
  }

  private func takeAgain() throws(TerminalError) {
    // After a stop that we did not ask for, a shell may have set the terminal's mode: ours is taken anew.
    cn_terminal_restore(0)
    let error = cn_terminal_raw(STDIN_FILENO, painter.outlet?.descriptor ?? STDOUT_FILENO)
    guard error == 0 else { throw .gone }
    painter.outlet?.forget()
    write(TerminalSession.modes(on: true, mouse: hearsMouse))
    painter.forget()
  }

  /// Bracketed paste, focus reports and the mouse. Terminals that lack one pass it over.
  private static func modes(on: Bool, mouse: Bool) -> String {
    let letter = on ? "h" : "l"
    var text = "\u{1B}[?2004\(letter)\u{1B}[?1004\(letter)"
    if mouse { text += TerminalSession.mouse(on) }
    return text
  }

  private static func mouse(_ on: Bool) -> String {
    on ? "\u{1B}[?1000h\u{1B}[?1006h" : "\u{1B}[?1000l\u{1B}[?1006l"
  }

  private func write(_ text: String) {
    guard painter.speaksCSI else { return }
    // A terminal that has gone shows at the next frame.
    try? painter.outlet?.send(text.utf8)
  }

  /// What a crash or a library writes goes to a file that only the user may read: on the screen it would be wiped.
  private func redirectErrors() {
    guard let path = options.errorLog, isatty(STDERR_FILENO) == 1 else { return }
    let log = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard log >= 0 else { return }
    savedError = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    dup2(log, STDERR_FILENO)
    _ = Glibc.close(log)
  }

  /// The name of a description that the program brings along, as a user would say it.
  private static func plainName(_ name: String) -> String {
    name.hasPrefix("patchbook-") ? String(name.dropFirst(10)) : name
  }

  private static func environment(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }

  /// The size of the window; 80 by 24 where the terminal does not say.
  private static func windowSize() -> Size {
    var (columns, rows): (Int32, Int32) = (0, 0)
    guard cn_window_size(STDOUT_FILENO, &columns, &rows) == 0, columns > 0, rows > 0 else {
      return Size(columns: 80, rows: 24)
    }
    return Size(columns: Int(columns), rows: Int(rows))
  }
}
