import Terminal

/// A tab told in lines, of which those that hold something to work on can be chosen: a person's detail, a diary date.
struct ChosenLines<Subject: Hashable & Sendable>: Hashable, Sendable {
  /// One line.
  struct Line: Hashable, Sendable {
    var text: StyledText
    /// What it holds; nil for headings, history and the rest.
    var field: Subject?
  }

  private(set) var lines: [Line] = []
  private(set) var width = 0
  private var place: Int?
  private var top = 0

  /// What the keys act on.
  var selected: Subject? { place.flatMap { lines.indices.contains($0) ? lines[$0].field : nil } }

  func isStale(width: Int) -> Bool { self.width != width }

  mutating func spoil() { width = 0 }

  /// Takes lines in; the selection stays on what it held.
  mutating func take(_ lines: [Line], width: Int) {
    let before = selected
    self.lines = lines
    self.width = width
    place = lines.firstIndex { $0.field != nil && $0.field == before } ?? lines.firstIndex { $0.field != nil }
  }

  /// Chooses the line that holds something; false where none does.
  mutating func choose(_ subject: Subject) -> Bool {
    guard let line = lines.firstIndex(where: { $0.field == subject }) else { return false }
    place = line
    return true
  }

  mutating func move(_ event: Event, rows: Int) -> Bool {
    let page = max(1, rows)
    let step: Int
    switch event {
    case .key(let key):
      switch key {
      case .up, .character("k"): return walk(by: -1, rows: rows)
      case .down, .character("j"): return walk(by: 1, rows: rows)
      case .pageUp: step = -page
      case .pageDown: step = page
      case .control("u"): step = -max(1, page / 2)
      case .control("d"): step = max(1, page / 2)
      case .home, .character("g"): step = -lines.count
      case .end, .character("G"): step = lines.count
      default: return false
      }
    case .mouse(let mouse) where mouse.kind == .wheelUp: step = -3
    case .mouse(let mouse) where mouse.kind == .wheelDown: step = 3
    default: return false
    }
    top = min(max(0, first(rows: rows) + step), max(0, lines.count - page))
    // The selection comes along, so that the cursor is never out of sight.
    let seen = top..<min(lines.count, top + page)
    if let place, !seen.contains(place) {
      self.place = (step < 0 ? lines.indices.reversed().first : nil) ?? place
      let near =
        step < 0 ? seen.reversed().first { lines[$0].field != nil } : seen.first { lines[$0].field != nil }
      self.place = near ?? place
    }
    return true
  }

  /// To the next line that holds something; where there is none, the lines scroll on.
  private mutating func walk(by step: Int, rows: Int) -> Bool {
    var next = (place ?? -1) + step
    while lines.indices.contains(next), lines[next].field == nil { next += step }
    let page = max(1, rows)
    if lines.indices.contains(next) {
      place = next
      top = min(max(first(rows: rows), next - page + 1), next)
      return true
    }
    top = min(max(0, first(rows: rows) + step), max(0, lines.count - page))
    return true
  }

  private func first(rows: Int) -> Int { min(top, max(0, lines.count - max(1, rows))) }

  /// Where the seen lines stand among all; empty where all are seen.
  func position(rows: Int) -> String {
    guard lines.count > rows, rows > 0 else { return "" }
    let first = first(rows: rows)
    return "lines \(first + 1)-\(min(lines.count, first + rows)) of \(lines.count)"
  }

  func draw(on canvas: inout Canvas, hasFocus: Bool) {
    let first = first(rows: canvas.rows)
    for (row, line) in lines.dropFirst(first).prefix(canvas.rows).enumerated() {
      let isHere = hasFocus && row + first == place
      if isHere {
        canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .selected)
        canvas.draw(">", column: 0, row: row, style: .selected)
        canvas.draw(line.text.text, column: 2, row: row, style: .selected, width: max(0, canvas.columns - 2))
        canvas.placeCursor(column: 0, row: row)
      } else {
        line.text.draw(on: &canvas, column: 2, row: row, width: max(0, canvas.columns - 2))
      }
    }
  }
}
