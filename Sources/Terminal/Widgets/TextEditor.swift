/// Text of many lines that is being typed: a note, a letter's paragraph.
///
/// Lines are wrapped by words at the width of the area, whatever it is; the arrows move by what is seen, and the
/// terminal's cursor stands in the cell where the next letter goes. Letters are text here, never commands:
///
/// - Left, Right, Ctrl-B, Ctrl-F by characters; Alt-B, Alt-F, Ctrl-Left, Ctrl-Right by words;
/// - Up, Down, PgUp, PgDn, Home, End by the rows that are seen; Ctrl-A, Ctrl-E to the ends of the line;
///   Ctrl-Home, Ctrl-End to the ends of the text;
/// - Backspace, Delete, Ctrl-D rub out; Ctrl-W, Ctrl-U, Ctrl-K, Alt-D cut; Ctrl-Y puts back what was cut;
/// - Enter (where ``enterMakesLine``), Ctrl-J and Alt-Enter begin a new line;
/// - Ctrl-_ takes back and Alt-_ does again: typing by words, a paste as one.
///
/// What shows nothing or would steer the terminal (controls, zero-width characters, marks that turn the direction of
/// writing) is kept in the text and shown as a visible mark of one column. A key costs what the line under the cursor
/// costs, not what the text costs.
///
/// ```swift
/// struct NoteScreen {
///   var note = TextEditor("Rang: no answer.\n", limit: 4000, placeholder: "What was said, and what was agreed")
///   let area = Rect(column: 2, row: 3, columns: 60, rows: 8)
///
///   mutating func handle(_ event: Event) -> Bool { note.handle(event, area: area) }
///
///   func draw(on canvas: inout Canvas) {
///     canvas.within(area) { note.draw(on: &$0) }
///     canvas.draw(note.notice ?? note.lengthText, column: 2, row: area.endRow, style: .dim)
///   }
/// }
/// ```
public struct TextEditor: Hashable, Sendable {
  /// A place between two characters.
  public struct Place: Hashable, Sendable, Comparable {
    /// The line, from 0. A line ends where a line end was typed, not where it is wrapped.
    public var line: Int
    /// How many characters of the line stand before the place.
    public var character: Int

    /// The place before the character `character` of the line `line`.
    public init(line: Int, character: Int) {
      self.line = line
      self.character = character
    }

    /// True if `left` stands before `right` in the text.
    public static func < (left: Place, right: Place) -> Bool {
      (left.line, left.character) < (right.line, right.character)
    }
  }

  /// The most columns that one character takes, however many parts it is made of.
  private static let widest = 16
  /// The most characters that are kept to take changes back; the oldest steps go first.
  private static let undoWeightLimit = 1_000_000

  /// A line with the columns of its characters, which are counted once.
  private struct Line: Hashable, Sendable {
    /// Set in a width where the character is a blank, after which a row may end.
    static let blank: UInt8 = 0x80

    var characters: [Character]
    var widths: [UInt8]

    init(_ characters: some Sequence<Character>) {
      self.characters = Array(characters)
      widths = self.characters.map(Line.width)
    }

    static func width(of character: Character) -> UInt8 {
      if character.utf8.count == 1 { return character == " " ? blank | 1 : 1 }
      return UInt8(min(max(CharacterWidth.columns(of: String(character)), 1), TextEditor.widest))
    }

    func width(at index: Int, capacity: Int) -> Int { min(Int(widths[index] & 0x7F), capacity) }
  }

  /// What was changed at one place; whole characters before and after, so that it can be turned round exactly.
  private struct Edit: Hashable, Sendable {
    var place: Place
    var old: [Character]
    var new: [Character]
    var cursorBefore: Place
    var cursorAfter: Place
  }

  /// What the last change was, by which it is seen whether the next one belongs to the same step.
  private enum Run: Hashable, Sendable {
    case none
    case typing(endsWord: Bool)
    case erasing(endsWord: Bool)
  }

  private var lines: [Line]
  private var length: Int
  private var undoable: [[Edit]] = []
  private var redoable: [[Edit]] = []
  private var undoWeight = 0
  private var run = Run.none
  private var cut = ""
  private var goal: Int?
  private var top = RowPlace(line: 0, row: 0)

  /// Where the next letter goes.
  public private(set) var cursor: Place
  /// The most Unicode scalars that the text may have (a mark over a letter counts as one, and so does a line end).
  public var limit: Int
  /// True lets Enter begin a new line; false leaves Enter to the form (Ctrl-J and Alt-Enter always begin one).
  public var enterMakesLine: Bool
  /// What is shown, dimmed, while there is no text.
  public var placeholder: String
  /// Why the last key or paste was not taken; nil where it was.
  public private(set) var notice: String?
  /// Grows with every change of the text, so that a keeper of drafts sees that there is something to keep.
  public private(set) var changes = 0

  /// An editor holding `text`, with the cursor at its end.
  public init(
    _ text: String = "", limit: Int = 20_000, enterMakesLine: Bool = true, placeholder: String = ""
  ) {
    let plain = TextEditor.normalised(text)
    lines = plain.split(separator: "\n", omittingEmptySubsequences: false).map { Line($0) }
    length = plain.unicodeScalars.count
    self.limit = max(0, limit)
    self.enterMakesLine = enterMakesLine
    self.placeholder = placeholder
    cursor = Place(line: lines.count - 1, character: lines.last?.characters.count ?? 0)
  }

  /// The text as it stands; its lines are divided by a line feed.
  public var text: String {
    var text = ""
    for (index, line) in lines.enumerated() {
      if index > 0 { text += "\n" }
      text.append(contentsOf: line.characters)
    }
    return text
  }

  /// True if there is no text.
  public var isEmpty: Bool { lines.count == 1 && lines.allSatisfy(\.characters.isEmpty) }

  /// How many lines there are; at least one.
  public var lineCount: Int { lines.count }

  /// How much is written and how much may be: `1,204 of 20,000 characters`.
  public var lengthText: String { "\(Figures.grouped(length)) of \(Figures.grouped(limit)) characters" }

  /// Replaces the whole text, as one step that can be taken back; the cursor goes to its end.
  public mutating func replace(with text: String) {
    let end = Place(line: lines.count - 1, character: lines.last?.characters.count ?? 0)
    change(Place(line: 0, character: 0), end, to: TextEditor.normalised(text), .none)
  }

  /// Puts text in at the cursor, as one step that can be taken back; false, and a ``notice``, where it would be too long.
  @discardableResult
  public mutating func insert(_ text: String) -> Bool { insert(TextEditor.normalised(text), .none) }

  /// Takes the last step back; false if there is none.
  @discardableResult
  public mutating func undo() -> Bool {
    run = .none
    goal = nil
    guard let step = undoable.popLast() else { return false }
    for edit in step.reversed() {
      splice(at: edit.place, edit.new, by: edit.old)
      cursor = edit.cursorBefore
    }
    undoWeight -= TextEditor.weight(of: step)
    redoable.append(step)
    changes += 1
    return true
  }

  /// Does again what was taken back; false if there is nothing.
  @discardableResult
  public mutating func redo() -> Bool {
    run = .none
    goal = nil
    guard let step = redoable.popLast() else { return false }
    for edit in step {
      splice(at: edit.place, edit.old, by: edit.new)
      cursor = edit.cursorAfter
    }
    undoWeight += TextEditor.weight(of: step)
    undoable.append(step)
    changes += 1
    return true
  }

  // MARK: Keys

  /// Takes a key, a paste or the mouse in; false if it means nothing to a text (Esc, Tab, chords of the program).
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - area: where the text is drawn: its width decides where lines are wrapped.
  public mutating func handle(_ event: Event, area: Rect) -> Bool {
    let size = Size(columns: max(1, area.columns), rows: max(1, area.rows))
    switch event {
    case .key, .paste: notice = nil
    default: break
    }
    switch event {
    case .paste(let pasted): insert(TextEditor.normalised(pasted), .none)
    case .key(let key):
      if let scalar = key.typed {
        let isBlank = scalar == " "
        insert(String(Character(scalar)), .typing(endsWord: isBlank))
      } else if !edit(key), !move(key, size) {
        return false
      }
    case .mouse(let mouse): guard point(mouse, area, size) else { return false }
    default: return false
    }
    top = firstRow(size)
    return true
  }

  private mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .enter where enterMakesLine: insert("\n", .none)
    case .control("j"), Key(.enter, .alt): insert("\n", .none)
    case .backspace: erase(from: place(before: cursor), to: cursor)
    case .delete, .control("d"): erase(from: cursor, to: place(after: cursor))
    case .control("w"), Key(.backspace, .alt): cutOut(from: wordStart, to: cursor)
    case .alt("d"): cutOut(from: cursor, to: wordEnd)
    case .control("u"): cutOut(from: Place(line: cursor.line, character: 0), to: cursor)
    case .control("k"):
      let end = lineEnd(cursor.line)
      cutOut(from: cursor, to: cursor == end ? place(after: cursor) : end)
    case .control("y"): insert(cut, .none)
    case .control("_"): undo()
    case .alt("_"): redo()
    default: return false
    }
    return true
  }

  private mutating func move(_ key: Key, _ size: Size) -> Bool {
    switch key {
    case .left, .control("b"): go(to: place(before: cursor))
    case .right, .control("f"): go(to: place(after: cursor))
    case .alt("b"), Key(.left, .control), Key(.left, .alt): go(to: wordStart)
    case .alt("f"), Key(.right, .control), Key(.right, .alt): go(to: wordEnd)
    case .control("a"): go(to: Place(line: cursor.line, character: 0))
    case .control("e"): go(to: lineEnd(cursor.line))
    case Key(.home, .control): go(to: Place(line: 0, character: 0))
    case Key(.end, .control): go(to: lineEnd(lines.count - 1))
    case .home, .end:
      let rows = rows(of: cursor.line, size.columns)
      let row = rowIndex(of: cursor.character, in: rows)
      let place = key == .home ? rows[row].start : lastPlace(in: row, of: rows)
      go(to: Place(line: cursor.line, character: place))
    case .up: moveRows(-1, size)
    case .down: moveRows(1, size)
    case .pageUp: moveRows(-max(1, size.rows - 1), size)
    case .pageDown: moveRows(max(1, size.rows - 1), size)
    default: return false
    }
    return true
  }

  private mutating func point(_ mouse: Mouse, _ area: Rect, _ size: Size) -> Bool {
    switch mouse.kind {
    case .wheelUp: moveRows(-3, size)
    case .wheelDown: moveRows(3, size)
    case .press(button: 0):
      guard area.contains(mouse.point) else { return false }
      let row = step(firstRow(size), by: mouse.point.row - area.row, size.columns)
      go(to: place(in: row, column: mouse.point.column - area.column, size.columns))
    default: return false
    }
    return true
  }

  private mutating func go(to place: Place) {
    run = .none
    goal = nil
    cursor = place
  }

  private mutating func moveRows(_ count: Int, _ size: Size) {
    run = .none
    let here = rowPlace(of: cursor, size.columns)
    let wanted = goal ?? column(of: cursor, size.columns)
    goal = wanted
    cursor = place(in: step(here, by: count, size.columns), column: wanted, size.columns)
  }

  // MARK: Places

  private func lineEnd(_ line: Int) -> Place { Place(line: line, character: lines[line].characters.count) }

  private func place(before place: Place) -> Place {
    if place.character > 0 { return Place(line: place.line, character: place.character - 1) }
    return place.line > 0 ? lineEnd(place.line - 1) : place
  }

  private func place(after place: Place) -> Place {
    if place.character < lines[place.line].characters.count {
      return Place(line: place.line, character: place.character + 1)
    }
    return place.line + 1 < lines.count ? Place(line: place.line + 1, character: 0) : place
  }

  /// True if a letter or digit stands after the place.
  private func isWord(after place: Place) -> Bool {
    let characters = lines[place.line].characters
    guard place.character < characters.count else { return false }
    let character = characters[place.character]
    return character.isLetter || character.isNumber
  }

  private var wordStart: Place {
    var place = cursor
    while case let before = self.place(before: place), before < place, !isWord(after: before) {
      place = before
    }
    while case let before = self.place(before: place), before < place, isWord(after: before) {
      place = before
    }
    return place
  }

  private var wordEnd: Place {
    var place = cursor
    while case let after = self.place(after: place), place < after, !isWord(after: place) { place = after }
    while case let after = self.place(after: place), place < after, isWord(after: place) { place = after }
    return place
  }

  // MARK: Changes

  /// Line ends of every system as line feeds, tabs as blanks.
  private static func normalised(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x0D || $0 == 0x09 }) else { return text }
    var plain = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": plain.append("\n")
      case "\n": if !afterReturn { plain.append("\n") }
      case "\t": plain.append(" ")
      default: plain.append(scalar)
      }
      afterReturn = scalar == "\r"
    }
    return String(plain)
  }

  @discardableResult
  private mutating func insert(_ text: String, _ run: Run) -> Bool {
    let count = text.unicodeScalars.count
    guard count <= limit - length else {
      let room = max(0, limit - length)
      notice =
        count == 1
        ? "Full: \(Figures.grouped(limit)) characters at most. The key was not taken."
        : "Not taken: \(Figures.grouped(count)) characters, and there is room for \(Figures.grouped(room))."
      return false
    }
    change(cursor, cursor, to: text, run)
    return true
  }

  private mutating func erase(from start: Place, to end: Place) {
    guard start < end else { return }
    let isWord = isWord(after: start)
    change(start, end, to: "", .erasing(endsWord: !isWord))
  }

  private mutating func cutOut(from start: Place, to end: Place) {
    guard start < end else { return }
    cut = String(characters(from: start, to: end))
    change(start, end, to: "", .none)
  }

  private func characters(from start: Place, to end: Place) -> [Character] {
    guard start.line < end.line else {
      return Array(lines[start.line].characters[start.character..<end.character])
    }
    var characters = Array(lines[start.line].characters[start.character...])
    for line in lines[(start.line + 1)..<end.line] {
      characters.append("\n")
      characters += line.characters
    }
    characters.append("\n")
    return characters + lines[end.line].characters[..<end.character]
  }

  /// Puts `text` in the place of what stands between two places, and remembers how to take it back.
  ///
  /// A mark joins the character that comes to stand before it, and a flag's letters pair up anew: so the character
  /// before and as many behind as the change reaches belong to it.
  private mutating func change(_ start: Place, _ end: Place, to text: String, _ newRun: Run) {
    var (first, last) = (start, end)
    var joined = ""
    if start.character > 0 {
      first.character -= 1
      joined.append(lines[first.line].characters[first.character])
    }
    joined += text
    let upToCursor = joined.count
    let behind = lines[end.line].characters
    while last.character < behind.count, let before = joined.last {
      let pair = String(before) + String(behind[last.character])
      if pair.count == 2, pair.first == before { break }
      joined.append(behind[last.character])
      last.character += 1
    }
    let old = characters(from: first, to: last)
    let new = Array(joined)
    guard old != new || !text.isEmpty else { return }
    let before = cursor
    splice(at: first, old, by: new)
    cursor = TextEditor.place(from: first, after: new.prefix(upToCursor))
    remember(Edit(place: first, old: old, new: new, cursorBefore: before, cursorAfter: cursor), newRun)
  }

  private mutating func remember(_ edit: Edit, _ newRun: Run) {
    let continues =
      switch (run, newRun) {
      case (.typing(let endsWord), .typing(let nextEndsWord)): !endsWord || nextEndsWord
      case (.erasing(let endsWord), .erasing(let nextEndsWord)): endsWord || !nextEndsWord
      default: false
      }
    run = newRun
    goal = nil
    changes += 1
    redoable = []
    undoWeight += TextEditor.weight(of: [edit])
    if continues, let last = undoable.indices.last {
      undoable[last].append(edit)
    } else {
      undoable.append([edit])
    }
    while undoWeight > TextEditor.undoWeightLimit, undoable.count > 1 {
      undoWeight -= TextEditor.weight(of: undoable.removeFirst())
    }
  }

  private static func weight(of step: [Edit]) -> Int {
    step.reduce(0) { $0 + $1.old.count + $1.new.count + 1 }
  }

  /// The place behind `characters` that begin at `start`.
  private static func place(from start: Place, after characters: some Sequence<Character>) -> Place {
    var place = start
    for character in characters {
      if character == "\n" {
        place = Place(line: place.line + 1, character: 0)
      } else {
        place.character += 1
      }
    }
    return place
  }

  /// Puts `new` where `old` stands at `start`.
  private mutating func splice(at start: Place, _ old: [Character], by new: [Character]) {
    let end = TextEditor.place(from: start, after: old)
    length += TextEditor.scalars(new) - TextEditor.scalars(old)
    if start.line == end.line, !new.contains("\n") {
      let range = start.character..<end.character
      lines[start.line].characters.replaceSubrange(range, with: new)
      lines[start.line].widths.replaceSubrange(range, with: new.map(Line.width))
      return
    }
    let head = lines[start.line].characters[..<start.character]
    let tail = lines[end.line].characters[end.character...]
    let whole = Array(head) + new + tail
    let pieces = whole.split(separator: "\n", omittingEmptySubsequences: false)
    lines.replaceSubrange(start.line...end.line, with: pieces.map { Line($0) })
  }

  private static func scalars(_ characters: [Character]) -> Int {
    characters.reduce(0) { $0 + ($1.utf8.count == 1 ? 1 : $1.unicodeScalars.count) }
  }

  // MARK: Rows

  /// A row that is seen: a part of a line.
  private struct Row: Hashable, Sendable {
    var start: Int
    var end: Int
  }

  /// Which row of which line.
  private struct RowPlace: Hashable, Sendable, Comparable {
    var line: Int
    var row: Int

    static func < (left: RowPlace, right: RowPlace) -> Bool {
      (left.line, left.row) < (right.line, right.row)
    }
  }

  /// The columns for letters: the last column is kept for the cursor behind a full row, or the blank that ends it.
  private static func capacity(_ width: Int) -> Int { max(1, width - 1) }

  /// How a line is wrapped in `width` columns; at least one row. Every place of the line has a cell of its own.
  private func rows(of index: Int, _ width: Int) -> [Row] {
    let line = lines[index]
    let count = line.widths.count
    let capacity = TextEditor.capacity(width)
    var rows: [Row] = []
    var (start, used, place, breakPlace) = (0, 0, 0, 0)
    func end(at place: Int, _ start: inout Int, _ used: inout Int, _ breakPlace: inout Int) {
      rows.append(Row(start: start, end: place))
      (start, used, breakPlace) = (place, 0, place)
    }
    while place < count {
      let isBlank = line.widths[place] & Line.blank != 0
      let needed = used + line.width(at: place, capacity: capacity)
      if needed <= capacity || (isBlank && needed <= width) {
        (used, place) = (needed, place + 1)
        if isBlank { breakPlace = place }
        if isBlank, used > capacity { end(at: place, &start, &used, &breakPlace) }
      } else {
        // At the last blank of the row, or in the middle of a word that is longer than a row.
        place = breakPlace > start ? breakPlace : place
        end(at: place, &start, &used, &breakPlace)
      }
    }
    rows.append(Row(start: start, end: count))
    if used >= width { rows.append(Row(start: count, end: count)) }
    return rows
  }

  /// The row in which the cursor is seen when it stands before `character`.
  private func rowIndex(of character: Int, in rows: [Row]) -> Int {
    var (low, high) = (0, rows.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if rows[middle].start <= character { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The last place whose cell is in the row: its end belongs to the next row, where there is one.
  private func lastPlace(in row: Int, of rows: [Row]) -> Int {
    row == rows.count - 1 ? rows[row].end : max(rows[row].start, rows[row].end - 1)
  }

  private func rowPlace(of place: Place, _ width: Int) -> RowPlace {
    RowPlace(line: place.line, row: rowIndex(of: place.character, in: rows(of: place.line, width)))
  }

  private func column(of place: Place, _ width: Int) -> Int {
    let rows = rows(of: place.line, width)
    let start = rows[rowIndex(of: place.character, in: rows)].start
    let capacity = TextEditor.capacity(width)
    return (start..<place.character).reduce(0) { $0 + lines[place.line].width(at: $1, capacity: capacity) }
  }

  private func place(in row: RowPlace, column: Int, _ width: Int) -> Place {
    let rows = rows(of: row.line, width)
    let capacity = TextEditor.capacity(width)
    let last = lastPlace(in: row.row, of: rows)
    var (place, used) = (rows[row.row].start, 0)
    while place < last {
      used += lines[row.line].width(at: place, capacity: capacity)
      if used > column { break }
      place += 1
    }
    return Place(line: row.line, character: place)
  }

  /// The row `count` rows on, or the first or the last.
  private func step(_ from: RowPlace, by count: Int, _ width: Int) -> RowPlace {
    var place = from
    var left = count
    while left < 0 {
      if place.row + left >= 0 { return RowPlace(line: place.line, row: place.row + left) }
      guard place.line > 0 else { return RowPlace(line: 0, row: 0) }
      left += place.row + 1
      place.line -= 1
      place.row = rows(of: place.line, width).count - 1
    }
    while left > 0 {
      let rows = rows(of: place.line, width).count
      if place.row + left < rows { return RowPlace(line: place.line, row: place.row + left) }
      guard place.line + 1 < lines.count else { return RowPlace(line: place.line, row: rows - 1) }
      left -= rows - place.row
      place = RowPlace(line: place.line + 1, row: 0)
    }
    return place
  }

  /// The first row that is seen: the cursor's row is, and no row is wasted below the last.
  private func firstRow(_ size: Size) -> RowPlace {
    let caret = rowPlace(of: cursor, size.columns)
    let end = lines.count - 1
    let last = RowPlace(line: end, row: rows(of: end, size.columns).count - 1)
    var first = min(top, caret, step(last, by: -(size.rows - 1), size.columns))
    first = max(first, step(caret, by: -(size.rows - 1), size.columns))
    let rows = rows(of: first.line, size.columns).count
    return RowPlace(line: first.line, row: min(first.row, rows - 1))
  }

  // MARK: Drawing

  /// Draws what is seen of the text on the whole of the canvas' area.
  ///
  /// - Parameters:
  ///   - canvas: where it is drawn.
  ///   - hasFocus: true puts the terminal's cursor where the next letter goes.
  ///   - style: the style of the text.
  public func draw(on canvas: inout Canvas, hasFocus: Bool = true, style: Style = .normal) {
    let size = canvas.size
    guard !size.isEmpty else { return }
    canvas.clear(style: style)
    if isEmpty, !placeholder.isEmpty {
      canvas.draw(placeholder, column: 0, row: 0, style: .dim, width: size.columns)
    }
    var place = firstRow(size)
    let caret = rowPlace(of: cursor, size.columns)
    var rows = rows(of: place.line, size.columns)
    for screenRow in 0..<size.rows {
      draw(rows[place.row], of: lines[place.line], at: screenRow, style, on: &canvas)
      if hasFocus, place == caret {
        canvas.placeCursor(column: column(of: cursor, size.columns), row: screenRow)
      }
      if place.row + 1 < rows.count {
        place.row += 1
      } else {
        guard place.line + 1 < lines.count else { break }
        place = RowPlace(line: place.line + 1, row: 0)
        rows = self.rows(of: place.line, size.columns)
      }
    }
  }

  private func draw(_ row: Row, of line: Line, at screenRow: Int, _ style: Style, on canvas: inout Canvas) {
    let capacity = TextEditor.capacity(canvas.columns)
    var column = 0
    for index in row.start..<row.end {
      let width = line.width(at: index, capacity: capacity)
      let character = line.characters[index]
      canvas.draw(String(character), column: column, row: screenRow, style: style, width: width)
      column += width
    }
  }
}
