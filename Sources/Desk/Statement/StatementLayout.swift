import Terminal

/// Where the parts of the form are, for a size of the screen: the lines on the left, what is left over beside them, and from 200
/// columns what there is to know about the line.
struct StatementLayout: Hashable, Sendable {
  /// The lines of the form.
  let body: Rect
  /// What the form comes to.
  let live: Rect
  /// The question, its help, the sections; nil where there is no room.
  let pane: Rect?
  /// How many columns the words of a line have.
  let label: Int
  /// What is typed.
  let typed: Column
  /// Where `R` stands.
  let mark: Int
  let week: Column
  let month: Column
  /// A month of the last form; nil where it takes the place of the week.
  let last: Column?
  /// Where the mark of a change stands.
  let change: Int

  /// A column of figures or text.
  struct Column: Hashable, Sendable {
    var start: Int
    var width: Int
    var end: Int { start + width }
  }

  init(_ size: Size) {
    let rows = max(0, size.rows - 5)
    let isWide = size.columns >= DeskFrame.wide
    let isVeryWide = size.columns >= DeskFrame.veryWide
    let liveWidth = isVeryWide ? 42 : isWide ? 38 : 29
    let paneWidth = isVeryWide ? min(56, size.columns / 4) : 0
    let left = max(0, size.columns - liveWidth - paneWidth - 1)
    body = Rect(column: 0, row: 3, columns: left, rows: rows)
    live = Rect(column: left, row: 2, columns: liveWidth + 1, rows: rows + 1)
    pane = isVeryWide ? Rect(column: left + liveWidth + 1, row: 2, columns: paneWidth, rows: rows + 1) : nil
    if isWide {
      // Two blanks for the cursor, then words, what is typed, R, a week, a month, last time, the mark of a change.
      let figures = 1 + 11 + 11 + 12 + 3
      let spare = max(30, left - 2 - figures)
      label = min(54, spare - 14)
      typed = Column(start: 2 + label, width: min(30, spare - label - 1))
      mark = typed.end + 1
      week = Column(start: mark + 1, width: 10)
      month = Column(start: week.end + 1, width: 10)
      last = Column(start: month.end + 1, width: 11)
      change = month.end + 13
    } else {
      let spare = max(0, left - 50)
      label = max(8, 16 + spare)
      typed = Column(start: 2 + label, width: 11)
      mark = typed.end
      week = Column(start: mark + 1, width: 8)
      month = Column(start: week.end, width: 9)
      last = nil
      change = month.end + 1
    }
  }
}
