/// What was said, each with its time, to be read again: the newest first, moved through with the arrows.
///
/// The line that says it first is a ``MessageLine``; whoever shows something there adds it here.
///
/// ```swift
/// struct Words {
///   var line = MessageLine()
///   var log = MessageLog()
///   var isOpen = false
///
///   mutating func say(_ kind: MessageLine.Kind, _ text: String, at time: String) {
///     line.show(kind, text)
///     log.add(.init(kind, text), at: time)
///   }
///
///   mutating func handle(_ event: Event, rows: Int) {
///     if isOpen, log.handle(event, rows: rows) { return }
///     if event == .key(.escape) { isOpen = false } else if event == .key("m") { isOpen = true }
///     if case .key = event { line.keyPressed() }
///   }
///
///   func draw(on canvas: inout Canvas) {
///     if isOpen { log.draw(on: &canvas) }
///     line.draw(on: &canvas, row: canvas.rows - 1)
///   }
/// }
/// ```
public struct MessageLog: Hashable, Sendable {
  /// A message and when it was said.
  public struct Entry: Hashable, Sendable {
    /// The time in words, as the owner gave it: `10:05`.
    public var time: String
    /// What was said.
    public var message: MessageLine.Message

    /// A message said at `time`.
    public init(time: String, message: MessageLine.Message) {
      self.time = time
      self.message = message
    }
  }

  /// The most entries that are kept; the oldest go first.
  public static let most = 1000

  /// What was said, the oldest first.
  public private(set) var entries: [Entry] = []
  private var top = 0

  /// A log in which nothing was said.
  public init() {}

  /// Keeps what was said at `time`, which is shown as it is given.
  public mutating func add(_ message: MessageLine.Message, at time: String) {
    entries.append(Entry(time: time, message: message))
    if entries.count > MessageLog.most { entries.removeFirst() }
    // Who reads the log goes on reading the same lines.
    if top > 0 { top = min(top + 1, entries.count - 1) }
  }

  /// Moves through the log; false if the event means nothing to it.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - rows: how many rows the list is drawn in.
  public mutating func handle(_ event: Event, rows: Int) -> Bool {
    let page = max(1, rows - 1)
    switch event {
    case .key(.up), .key("k"): scroll(by: -1, rows)
    case .key(.down), .key("j"): scroll(by: 1, rows)
    case .key(.pageUp), .key(.control("u")): scroll(by: -page, rows)
    case .key(.pageDown), .key(.control("d")), .key(.space): scroll(by: page, rows)
    case .key(.home), .key("g"): top = 0
    case .key(.end), .key("G"): scroll(by: entries.count, rows)
    case .mouse(let mouse) where mouse.kind == .wheelUp: scroll(by: -3, rows)
    case .mouse(let mouse) where mouse.kind == .wheelDown: scroll(by: 3, rows)
    default: return false
    }
    return true
  }

  private mutating func scroll(by count: Int, _ rows: Int) {
    top = min(max(0, top + count), max(0, entries.count - max(1, rows)))
  }

  /// Draws what was said on the whole of the canvas' area, the newest first. A message that is longer than the row goes on
  /// in the next.
  public func draw(on canvas: inout Canvas) {
    guard !canvas.size.isEmpty else { return }
    canvas.clear()
    guard !entries.isEmpty else {
      canvas.draw("Nothing was said yet.", column: 0, row: 0, style: .dim)
      return
    }
    let first = min(top, max(0, entries.count - 1))
    let seen = entries.reversed().dropFirst(first).prefix(canvas.rows)
    let times = min(canvas.columns / 3, seen.map { CharacterWidth.columns(of: $0.time) }.max() ?? 0)
    let column = times > 0 ? times + 2 : 0
    var row = 0
    for entry in seen where row < canvas.rows {
      canvas.draw(entry.time, column: 0, row: row, style: .dim, width: times)
      for line in WrappedLines.of(
        entry.message.kind.word + entry.message.text, width: canvas.columns - column)
      where row < canvas.rows {
        canvas.draw(line, column: column, row: row, style: entry.message.kind.style)
        row += 1
      }
    }
  }
}
