/// One line of text that is being typed: a filter, a name, an amount.
///
/// Letters are text here, never commands. Ctrl-A/E and Home/End go to the ends, Alt-B/F and Ctrl-Left/Right go by words,
/// Ctrl-W/U/K and Alt-D cut, Ctrl-Y puts back what was cut, Ctrl-_ undoes. A run of typing is undone at once, and so is a
/// paste, whose line ends and tabs become blanks. A text that is offered stands underlined until a key changes it.
public struct LineEditor: Hashable, Sendable {
  private struct Snapshot: Hashable, Sendable {
    var text: [Character]
    var cursor: Int
  }

  private var characters: [Character]
  private var undoable: [Snapshot] = []
  private var redoable: [Snapshot] = []
  private var isTyping = false
  private var cut: [Character] = []

  /// The text that was offered when the line was opened, and is still as it was: the first letter replaces it.
  private var isOffered = false
  private let offered: String

  /// The place of the cursor, in characters from the beginning of the text.
  public private(set) var cursor: Int
  /// The most characters that the text may have; more are not taken.
  public var limit: Int

  /// An editor holding `text`, with the cursor at its end.
  public init(_ text: String = "", limit: Int = 5000) {
    characters = Array(text)
    cursor = characters.count
    offered = text
    self.limit = max(0, limit)
  }

  /// An editor that offers `text`: the first letter or paste replaces it, any other key of the editor begins to change it.
  public init(offering text: String, limit: Int = 5000) {
    self.init(text, limit: limit)
    isOffered = !text.isEmpty
  }

  /// What was typed: the text, or nothing while it is the one that the editor began with.
  public var typed: String { text == offered ? "" : text }

  /// The text as it stands.
  public var text: String { String(characters) }
  /// True if there is no text.
  public var isEmpty: Bool { characters.isEmpty }

  /// Replaces the text, as one step that can be undone; the cursor goes to its end.
  public mutating func replace(with text: String) {
    isOffered = false
    remember()
    characters = Array(text.prefix(limit))
    cursor = characters.count
  }

  /// Takes the last change back; false if there is none.
  @discardableResult
  public mutating func undo() -> Bool {
    isTyping = false
    guard let last = undoable.popLast() else { return false }
    redoable.append(Snapshot(text: characters, cursor: cursor))
    (characters, cursor) = (last.text, last.cursor)
    return true
  }

  /// Does again what was taken back; false if there is nothing.
  @discardableResult
  public mutating func redo() -> Bool {
    isTyping = false
    guard let last = redoable.popLast() else { return false }
    undoable.append(Snapshot(text: characters, cursor: cursor))
    (characters, cursor) = (last.text, last.cursor)
    return true
  }

  /// Takes a key or a paste in; false if it means nothing to a line of text (Enter, Esc, Tab, Up, chords of the program).
  public mutating func handle(_ event: Event) -> Bool {
    switch event {
    case .paste(let pasted):
      giveWay()
      let flat = pasted.unicodeScalars.map { $0 == "\n" || $0 == "\r" || $0 == "\t" ? " " : $0 }
      insert(Array(String(String.UnicodeScalarView(flat))), asTyping: false)
      return true
    case .key(let key):
      if let scalar = key.typed {
        giveWay()
        insert([Character(scalar)], asTyping: true)
        return true
      }
      guard edit(key) else { return false }
      isOffered = false
      return true
    default: return false
    }
  }

  /// What was offered goes before what is typed, as one step that can be undone.
  private mutating func giveWay() {
    guard isOffered else { return }
    isOffered = false
    remember()
    (characters, cursor) = ([], 0)
  }

  private mutating func edit(_ key: Key) -> Bool {
    switch key {
    case .left, .control("b"): move(to: cursor - 1)
    case .right, .control("f"): move(to: cursor + 1)
    case .home, .control("a"): move(to: 0)
    case .end, .control("e"): move(to: characters.count)
    case .alt("b"), Key(.left, .control), Key(.left, .alt): move(to: wordStart)
    case .alt("f"), Key(.right, .control), Key(.right, .alt): move(to: wordEnd)
    case .backspace: remove(cursor - 1..<cursor, keeping: false)
    case .delete, .control("d"): remove(cursor..<cursor + 1, keeping: false)
    case .control("w"), Key(.backspace, .alt): remove(wordStart..<cursor, keeping: true)
    case .alt("d"): remove(cursor..<wordEnd, keeping: true)
    case .control("u"): remove(0..<cursor, keeping: true)
    case .control("k"): remove(cursor..<characters.count, keeping: true)
    case .control("y"): insert(cut, asTyping: false)
    case .control("_"): undo()
    case .alt("_"): redo()
    default: return false
    }
    return true
  }

  private mutating func insert(_ new: [Character], asTyping: Bool) {
    guard !new.isEmpty else { return }
    let (joined, place) = LineEditor.joined(characters[..<cursor] + new, characters[cursor...])
    guard joined.count <= limit else { return }
    if !(asTyping && isTyping) { remember() }
    isTyping = asTyping
    (characters, cursor) = (joined, place)
  }

  private mutating func remove(_ range: Range<Int>, keeping: Bool) {
    let range = range.clamped(to: characters.indices)
    guard !range.isEmpty else { return }
    remember()
    if keeping { cut = Array(characters[range]) }
    (characters, cursor) = LineEditor.joined(characters[..<range.lowerBound], characters[range.upperBound...])
  }

  /// The text of two parts, and the place between them. A mark joins the character that comes to stand before it, so the
  /// characters are found anew.
  private static func joined(
    _ before: ArraySlice<Character>, _ after: ArraySlice<Character>
  ) -> (text: [Character], place: Int) {
    let prefix = String(before)
    let text = Array(prefix + String(after))
    return (text, min(prefix.count, text.count))
  }

  private mutating func move(to place: Int) {
    isTyping = false
    cursor = min(max(place, 0), characters.count)
  }

  private mutating func remember() {
    isTyping = false
    redoable = []
    undoable.append(Snapshot(text: characters, cursor: cursor))
    if undoable.count > 200 { undoable.removeFirst() }
  }

  private var wordStart: Int {
    var place = cursor
    while place > 0, !isWord(characters[place - 1]) { place -= 1 }
    while place > 0, isWord(characters[place - 1]) { place -= 1 }
    return place
  }

  private var wordEnd: Int {
    var place = cursor
    while place < characters.count, !isWord(characters[place]) { place += 1 }
    while place < characters.count, isWord(characters[place]) { place += 1 }
    return place
  }

  private func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

  /// Draws the text in a field of `width` columns, scrolled so that the cursor is seen, and puts the terminal's cursor there.
  public func draw(on canvas: inout Canvas, column: Int, row: Int, width: Int, style: Style = .field) {
    guard width > 0 else { return }
    canvas.fill(Rect(column: column, row: row, columns: width, rows: 1), style: style)
    var start = cursor
    var before = 0
    while start > 0 {
      let wide = CharacterWidth.columns(of: String(characters[start - 1]))
      guard before + wide < width else { break }
      before += wide
      start -= 1
    }
    let isCut = start > 0
    canvas.draw(
      String(characters[start...].prefix(width)), column: column, row: row,
      style: isOffered ? style.underlined : style, width: width, overflow: .cut)
    if isCut, width > 1, before > 0 {
      canvas.draw("…", column: column, row: row, style: style.underlined, width: 1)
    }
    canvas.placeCursor(column: column + before, row: row)
  }
}
