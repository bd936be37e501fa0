import Terminal

/// Lines that scroll, made once for a width and kept until what they tell of changes.
struct ScrolledLines: Hashable, Sendable {
  private(set) var lines: [StyledText] = []
  /// The width for which the lines were broken; 0 before they were made.
  private(set) var width = 0
  /// The first line that is seen.
  private(set) var top = 0
  /// True keeps the last line in sight until somebody scrolls: what is told oldest first opens at its end.
  private let opensAtEnd: Bool
  private var hasMoved = false

  init(opensAtEnd: Bool = false) { self.opensAtEnd = opensAtEnd }

  /// Whether the lines must be made anew for that width.
  func isStale(width: Int) -> Bool { self.width != width }

  /// Forgets the lines: what they tell of has changed. The place is kept.
  mutating func spoil() { width = 0 }

  /// Takes lines in, broken for a width.
  mutating func take(_ lines: [StyledText], width: Int) {
    self.lines = lines
    self.width = width
  }

  mutating func move(_ event: Event, rows: Int) -> Bool {
    let page = max(1, rows)
    let step: Int
    switch event {
    case .key(let key):
      switch key {
      case .up, .character("k"): step = -1
      case .down, .character("j"): step = 1
      case .pageUp: step = -page
      case .pageDown: step = page
      case .control("u"): step = -max(1, page / 2)
      case .control("d"): step = max(1, page / 2)
      case .home, .character("g"): step = -lines.count
      case .end, .character("G"): step = lines.count
      default: return false
      }
    case .mouse(let mouse):
      switch mouse.kind {
      case .wheelUp: step = -3
      case .wheelDown: step = 3
      default: return false
      }
    default: return false
    }
    top = first(rows: rows) + step
    hasMoved = true
    top = first(rows: rows)
    return true
  }

  /// The first line that is seen on so many rows.
  private func first(rows: Int) -> Int {
    let last = max(0, lines.count - max(1, rows))
    return opensAtEnd && !hasMoved ? last : min(max(0, top), last)
  }

  /// Where the seen lines stand among all: `1-13 of 41`; empty where all are seen.
  func position(rows: Int) -> String {
    guard lines.count > rows, rows > 0 else { return "" }
    let first = first(rows: rows)
    return "lines \(first + 1)-\(min(lines.count, first + rows)) of \(lines.count)"
  }

  func draw(on canvas: inout Canvas, hasFocus: Bool = true) {
    let first = first(rows: canvas.rows)
    for (row, line) in lines.dropFirst(first).prefix(canvas.rows).enumerated() {
      line.draw(on: &canvas, column: 0, row: row, width: canvas.columns)
    }
    if hasFocus { canvas.placeCursor(column: 0, row: 0) }
  }
}
