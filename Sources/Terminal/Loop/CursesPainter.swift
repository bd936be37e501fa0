import CNcurses
import Glibc

/// Paints through ncurses, which knows the terminals, into memory, and sends each frame whole.
///
/// ncurses keeps its state in globals: there is one painter at a time, used by one thread.
public final class CursesPainter: Painter {
  /// The type of terminal that is painted for, as terminfo names it.
  public let terminal: String
  /// How many colours are used.
  public let colour: ColourTier
  /// What was sent so far.
  public var statistics: PaintStatistics {
    guard let outlet else { return inMemory }
    var all = inMemory
    (all.bytes, all.writes) = (outlet.bytes, outlet.writes)
    return all
  }

  /// Where frames go; nil for tests, which look at the last one.
  let outlet: FrameOutlet?
  private var inMemory = PaintStatistics()
  private let isRemote: Bool
  private let isUTF8: Bool
  private(set) var lastFrame: [UInt8] = []
  private var isOpen = true

  /// Opens ncurses' output for a type of terminal.
  ///
  /// - Parameters:
  ///   - terminal: the type, as TERM names it. Where terminfo lacks it, the nearest that its name allows is taken, in the
  ///     end a description that the program brings along.
  ///   - size: the size of the first frame.
  ///   - output: the descriptor to which frames are written; nil keeps each frame in memory, for tests.
  ///   - colour: the most colours to use; the terminal may have fewer.
  ///   - theme: what the roles look like.
  ///   - isUTF8: false paints in ASCII.
  ///   - isRemote: whether a network is known to lie between here and the terminal.
  /// - Throws: ``TerminalError/unknownTerminal(_:)``, ``TerminalError/tooPlain(_:)``, ``TerminalError/alreadyOpen``.
  public init(
    terminal: String, size: Size, output: Int32?, colour: ColourTier = .full, theme: Theme = .standard,
    isUTF8: Bool = true, isRemote: Bool = false
  ) throws(TerminalError) {
    let known = try CursesPainter.known(terminal)
    switch cn_open(known.name, Int32(size.columns), Int32(size.rows)) {
    case CN_OK: break
    case CN_BUSY: throw .alreadyOpen
    case CN_UNKNOWN_TERMINAL: throw .unknownTerminal(terminal)
    case CN_TOO_PLAIN: throw .tooPlain(terminal)
    default: throw .system("There is no memory for the screen", code: ENOMEM)
    }
    self.terminal = known.name
    outlet = output.map { FrameOutlet(to: $0) }
    self.isUTF8 = isUTF8
    self.isRemote = isRemote
    let has = ColourTier(colours: Int(cn_colours()))
    self.colour = CursesPainter.fewer(CursesPainter.fewer(has, known.colour), colour)
    outlet?.mayAsk = speaksCSI
    setLooks(theme)
  }

  deinit { close() }

  /// The name under which ncurses finds a description for `terminal`, or for what stands in for it, and the most colours
  /// to use with it.
  static func known(_ terminal: String) throws(TerminalError) -> (name: String, colour: ColourTier) {
    if !terminal.isEmpty {
      switch cn_check_terminal(terminal) {
      case CN_OK: return (terminal, .full)
      case CN_TOO_PLAIN: throw .tooPlain(terminal)
      default: break
      }
    }
    guard let kind = TerminalKind(standingInFor: terminal) else { throw .unknownTerminal(terminal) }
    guard let name = kind.candidates.first(where: { cn_check_terminal($0) == CN_OK }) else {
      throw .unknownTerminal(terminal)
    }
    return (name, kind.colour)
  }

  private static func fewer(_ one: ColourTier, _ other: ColourTier) -> ColourTier {
    let order = ColourTier.allCases
    let index = min(order.firstIndex(of: one) ?? 0, order.firstIndex(of: other) ?? 0)
    return order[index]
  }

  /// Changes what the roles look like; the next frame is sent whole.
  public func setLooks(_ theme: Theme) {
    guard isOpen else { return }
    for index in 0..<UInt16(Style.indexLimit) {
      let look = theme.look(Style(index: index), colour)
      cn_set_style(
        index, look.ink.map { Int32($0) } ?? -1, look.ground.map { Int32($0) } ?? -1,
        UInt32(look.attributes.rawValue))
    }
    cn_forget()
  }

  /// Sends what differs from the last canvas, in one write. A canvas of another size is sent whole.
  public func paint(_ canvas: Canvas) throws(TerminalError) {
    guard isOpen, !canvas.whole.isEmpty else { return }
    let shown = isUTF8 ? canvas : canvas.transliterated()
    let cursor = canvas.cursor ?? Point(column: -1, row: -1)
    var bytes: UnsafePointer<UInt8>?
    let count = shown.cells.withUnsafeBytes { cells in
      cn_paint(
        cells.assumingMemoryBound(to: cn_cell.self).baseAddress, Int32(canvas.whole.columns),
        Int32(canvas.whole.rows),
        Int32(cursor.column), Int32(cursor.row), &bytes)
    }
    inMemory.frames += 1
    try send(bytes, count)
  }

  /// Forgets what is on the terminal: the next canvas is sent whole.
  public func forget() { if isOpen { cn_forget() } }

  /// Sends what leaves full-screen mode; the next canvas enters it again.
  public func leave() throws(TerminalError) {
    guard isOpen else { return }
    var bytes: UnsafePointer<UInt8>?
    let count = cn_leave(&bytes)
    try send(bytes, count)
  }

  /// Whether sequences that begin with `ESC [` mean something to the terminal.
  var speaksCSI: Bool { isOpen && cn_speaks_csi() == 1 }

  /// How the line to the terminal stands.
  public func line(at now: UInt64) -> LineState {
    var state = LineState()
    state.descriptor = outlet?.waitsFor
    state.until = outlet?.waits(at: now)
    state.escapeTime = outlet?.pace.escapeTime(isRemote: isRemote) ?? 25
    return state
  }

  /// Sends what the line did not take before.
  public func sendMore() throws(TerminalError) { try outlet?.flush() }

  /// The terminal has shown what was sent before it was asked.
  public func terminalAnswered() throws(TerminalError) { try outlet?.answered() }

  /// Gives ncurses up, so that another painter can be made. Sends nothing.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    cn_close()
  }

  private func send(_ bytes: UnsafePointer<UInt8>?, _ count: Int) throws(TerminalError) {
    let frame = UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : count)
    guard let outlet else {
      lastFrame = Array(frame)
      inMemory.bytes += count
      inMemory.writes += count > 0 ? 1 : 0
      return
    }
    try outlet.sendFrame(frame)
  }
}
