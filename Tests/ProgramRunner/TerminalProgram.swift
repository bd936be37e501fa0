import Glibc

/// A program that runs in a pseudoterminal of its own, with what its screen shows.
public final class TerminalProgram {
  /// What the officer sees.
  public private(set) var screen: VirtualScreen
  /// Its process id.
  public let process: pid_t
  /// Bytes that it sent so far.
  public private(set) var bytes = 0
  /// Pieces in which they came. A piece is what one read gave: one write of the program, or a part of it.
  public private(set) var pieces = 0
  /// When the last piece came, in nanoseconds of the monotonic clock.
  public private(set) var lastPieceAt: Int64 = 0
  /// Whether what it sends is put on the screen; a measurement turns it off, so that it measures the program alone.
  public var isWatched = true
  /// Whether it is told that all is well when it asks, as terminals do.
  public var answers = true
  /// The time that really lay between the parts of the last torn packet, in nanoseconds.
  public private(set) var lastGap: Int64 = 0
  /// How it ended, once that is known.
  public private(set) var ending: Ending?

  private let master: Int32
  private let slave: Int32
  private let modeAtStart: termios
  private var outgoing: [(due: Int64, bytes: [UInt8], isTail: Bool)] = []
  private var incoming: [(due: Int64, bytes: [UInt8])] = []
  /// The line between the program and its screen, and the one back; nil for one that takes no time.
  private var lines: (there: SlowLine, back: SlowLine)?
  private var lineSince: Int64 = 0
  private var lineBytes = 0
  private var lastSentAt: Int64 = 0
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Starts a program in a window of this size, with a slow line between it and its screen if one is named.
  /// - Throws: ``SpawnError``.
  public init(
    _ path: String, _ arguments: [String], environment: [String: String], columns: Int = 80, rows: Int = 24,
    line: SlowLine? = nil
  ) throws(SpawnError) {
    var (master, slave): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 256)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&master, &slave, &name, nil, &size) == 0 else {
      throw SpawnError(program: path, reason: "no pseudoterminal: \(String(cString: strerror(errno)))")
    }
    // Ours stay ours: a second child must not hold this one's terminal open.
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
    self.master = master
    self.slave = slave
    var mode = termios()
    tcgetattr(slave, &mode)
    modeAtStart = mode
    screen = VirtualScreen(columns: columns, rows: rows)
    let terminal = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if let line { lines = (line, line) }
    lineSince = monotonicNanoseconds()
    process = try Spawn.start(path, arguments, environment: environment, streams: .terminal(name: terminal))
  }

  deinit {
    if ending == nil {
      kill(process, SIGKILL)
      Spawn.end(of: process)
    }
    close(master)
    close(slave)
  }

  /// Types.
  public func type(_ keys: String) { send(Array(keys.utf8)) }

  /// Sends bytes as if they were typed.
  public func send(_ keys: [UInt8]) {
    guard lines != nil else { return sendNow(keys) }
    for start in stride(from: 0, to: keys.count, by: 1_000) {
      let due = lines?.back.arrival(of: monotonicNanoseconds()) ?? 0
      outgoing.append((due, Array(keys[start..<min(start + 1_000, keys.count)]), false))
    }
  }

  /// Sends bytes of which the slow line lets the tail come later by so many milliseconds; what is sent afterwards comes
  /// behind it.
  public func send(_ keys: [UInt8], thenAfter milliseconds: Int, _ tail: [UInt8]) {
    send(keys)
    lines?.back.hold(milliseconds)
    outgoing.append((lines?.back.arrival(of: monotonicNanoseconds()) ?? 0, tail, true))
  }

  private func sendNow(_ keys: [UInt8]) {
    lastSentAt = monotonicNanoseconds()
    var done = 0
    while done < keys.count {
      let count = keys[done...].withUnsafeBytes { write(master, $0.baseAddress, min($0.count, 1_024)) }
      if count <= 0 { return }
      done += count
      // A program that answers a flood must find room for its answers.
      if done < keys.count { take(waiting: 0) }
    }
  }

  /// Gives the window another size, as a person who drags its corner does.
  public func resize(columns: Int, rows: Int) {
    take(waiting: 0)
    screen.resize(columns: columns, rows: rows)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = withUnsafeMutablePointer(to: &size) { ioctl(master, UInt(TIOCSWINSZ), $0) }
  }

  /// Gives the window another size while nobody reads what the program sends.
  public func resizeUnseen(columns: Int, rows: Int) {
    screen.resize(columns: columns, rows: rows)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = withUnsafeMutablePointer(to: &size) { ioctl(master, UInt(TIOCSWINSZ), $0) }
  }

  /// Types a few letters while nobody reads what the program sends.
  public func typeUnseen(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  /// Sends a signal to the program.
  public func signal(_ number: Int32) { kill(process, number) }

  /// Takes in what the program sends until the screen is as wanted.
  /// - Returns: whether that came true within the time.
  public func wait(seconds: Double = 30, until isSo: (VirtualScreen) -> Bool) -> Bool {
    let limit = monotonicNanoseconds() + Int64(seconds * 1e9)
    while !isSo(screen) {
      let left = limit - monotonicNanoseconds()
      if left <= 0 || (!take(waiting: Int32(min(left / 1_000_000 + 1, 100))) && ending != nil) {
        return isSo(screen)
      }
    }
    return true
  }

  /// Waits until the screen shows a text.
  public func waitFor(_ text: String, seconds: Double = 30) -> Bool {
    wait(seconds: seconds) { $0.text.contains(text) }
  }

  /// Takes in what the program sends until it was silent for so many milliseconds.
  public func settle(milliseconds: Int32 = 60) {
    while take(waiting: milliseconds) {}
  }

  /// Waits for the program to end, and takes in its last words.
  /// - Returns: how it ended; nil where it did not within the time.
  public func waitForEnd(seconds: Double = 30) -> Ending? {
    let limit = monotonicNanoseconds() + Int64(seconds * 1e9)
    while ending == nil, monotonicNanoseconds() < limit { _ = take(waiting: 20) }
    // Its last words may still be on their way.
    while take(waiting: 20 + Int32(lines.map { $0.there.delay + SlowLine.repeatTime } ?? 0)) {}
    return ending
  }

  /// Waits until nothing is wrong with the terminal.
  /// - Returns: what is still wrong after the time; empty where all is well.
  public func waitForWholeTerminal(seconds: Double = 10) -> [String] {
    let limit = monotonicNanoseconds() + Int64(seconds * 1e9)
    while !faultsOfTheTerminal.isEmpty, monotonicNanoseconds() < limit { take(waiting: 10) }
    return faultsOfTheTerminal
  }

  /// What is wrong with the terminal after the program ended; empty where it is as the program found it.
  public var faultsOfTheTerminal: [String] {
    var faults: [String] = []
    var mode = termios()
    tcgetattr(slave, &mode)
    if mode.c_lflag != modeAtStart.c_lflag { faults.append("local modes (echo, lines, signals)") }
    if mode.c_iflag != modeAtStart.c_iflag { faults.append("input modes") }
    if mode.c_oflag != modeAtStart.c_oflag { faults.append("output modes") }
    if screen.isAlternate { faults.append("the alternate screen is still shown") }
    if !screen.isCursorShown { faults.append("the cursor is hidden") }
    if !screen.isPlain { faults.append("a colour or attribute is still on") }
    for (mode, name) in [
      (1000, "mouse"), (1002, "mouse drags"), (1006, "mouse"), (2004, "bracketed paste"), (1004, "focus"),
    ]
    where screen.modes.contains(mode) {
      faults.append("\(name) reports are still on")
    }
    return faults
  }

  /// How often `CSI 5 n` stands in a piece; the program never cuts it.
  private static func questions(in bytes: ArraySlice<UInt8>) -> Int {
    let question = Array("\u{1B}[5n".utf8)
    guard bytes.count >= question.count else { return 0 }
    return (bytes.startIndex...(bytes.endIndex - question.count)).count {
      bytes[$0...].starts(with: question)
    }
  }

  /// Says so many times that all is well, if the program still hears.
  private func answer(_ times: Int) {
    guard times > 0 else { return }
    let words = Array(repeating: Array("\u{1B}[0n".utf8), count: times).flatMap { $0 }
    guard lines == nil else { return send(words) }
    _ = words.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  /// Takes in one piece of what the program sends.
  /// - Returns: whether there was any within the time.
  @discardableResult
  public func take(waiting milliseconds: Int32) -> Bool {
    if lines != nil { return takeSlowly(waiting: milliseconds) }
    var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let ready = poll(&polled, 1, milliseconds)
    if ending == nil { ending = Spawn.endedAlready(process) }
    guard ready > 0, polled.revents & Int16(POLLIN) != 0 else { return false }
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    deliver(buffer[..<count])
    return true
  }

  /// Takes in one piece that has come over a slow line.
  private func takeSlowly(waiting milliseconds: Int32) -> Bool {
    let limit = monotonicNanoseconds() + Int64(milliseconds) * 1_000_000
    while let line = lines?.there {
      let now = monotonicNanoseconds()
      while let first = outgoing.first, first.due <= now {
        outgoing.removeFirst()
        let before = lastSentAt
        sendNow(first.bytes)
        if first.isTail { lastGap = lastSentAt - before }
      }
      // What the line may have let through since it is there, less what it has.
      let room = line.bytesPerSecond.map { Int((now - lineSince) / 1_000) * $0 / 1_000_000 - lineBytes }
      var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      if room.map({ $0 > 0 }) ?? true, poll(&polled, 1, 0) > 0, polled.revents & Int16(POLLIN) != 0 {
        let count = read(master, &buffer, min(room ?? 1_400, 1_400))
        if count > 0 {
          lineBytes += count
          incoming.append((lines?.there.arrival(of: now) ?? now, Array(buffer[..<count])))
        }
      } else if let rate = line.bytesPerSecond, (room ?? 0) > rate / 20 {
        // An idle line saves nothing up.
        lineSince = now
        lineBytes = 0
      }
      if ending == nil { ending = Spawn.endedAlready(process) }
      if let first = incoming.first, first.due <= now {
        incoming.removeFirst()
        deliver(first.bytes[...])
        return true
      }
      if now >= limit || (ending != nil && incoming.isEmpty && poll(&polled, 1, 0) <= 0) { return false }
      usleep(1_000)
    }
    return false
  }

  private func deliver(_ bytes: ArraySlice<UInt8>) {
    lastPieceAt = monotonicNanoseconds()
    self.bytes += bytes.count
    pieces += 1
    guard isWatched else {
      if answers { answer(TerminalProgram.questions(in: bytes)) }
      return
    }
    let asked = screen.questions
    screen.feed(bytes)
    if answers, screen.questions > asked { answer(screen.questions - asked) }
  }
}
