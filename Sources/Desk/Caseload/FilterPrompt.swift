import Terminal

/// The line in which a query is typed: completion with Tab, earlier queries with Up, what is wrong underlined.
struct FilterPrompt: Sendable {
  /// What Esc puts back.
  struct Before: Hashable, Sendable {
    var view: CaseloadView
    var selection: String?
  }

  private(set) var editor: LineEditor
  let before: Before
  /// What Tab put in and may put in next.
  private(set) var completion: QueryCompletion?
  /// Queries that were kept before, the newest first.
  private let history: [String]
  private var place: Int?
  /// Enter was pressed on what cannot be read.
  var isRefused = false
  /// What was typed before Up.
  private var typed = ""

  init(_ text: String, before: Before, history: [String]) {
    editor = LineEditor(text, limit: 200)
    self.before = before
    self.history = history.filter { $0 != text }
  }

  /// The query as it stands.
  var text: String { editor.text }

  /// Takes a key or a paste in; false if it means nothing to a line of text.
  mutating func handle(_ event: Event) -> Bool {
    guard editor.handle(event) else { return false }
    (completion, place, isRefused) = (nil, nil, false)
    return true
  }

  /// The next thing that may stand here; false where nothing is known that may.
  ///
  /// Where the query is wrong and the right word is known, that is put in first.
  mutating func complete(fault: QueryFault?, known: (String) -> [String]) -> Bool {
    if completion == nil, let fault, let right = fault.suggestion {
      let characters = Array(text)
      let from = min(max(0, fault.position), characters.count)
      let to = min(from + max(0, fault.length), characters.count)
      editor.replace(with: String(characters[..<from]) + right + String(characters[to...]))
      return true
    }
    var completion = self.completion ?? QueryCompletion(text, cursor: editor.cursor, known: known)
    guard let next = completion?.next(in: text) else { return false }
    replace(with: next.text, cursor: next.cursor)
    // One candidate is put in and done with: what comes after it is completed next.
    self.completion = completion?.candidates.count == 1 ? nil : completion
    return true
  }

  /// An earlier query, or a later one again; false at the end of what is remembered.
  mutating func recall(earlier: Bool) -> Bool {
    let next = earlier ? (place ?? -1) + 1 : (place ?? -1) - 1
    guard next >= -1, next < history.count, earlier || place != nil else { return false }
    if place == nil { typed = text }
    completion = nil
    place = next < 0 ? nil : next
    editor.replace(with: next < 0 ? typed : history[next])
    return true
  }

  /// Whether `or` stands between two terms, as in other languages.
  private var hasOrWord: Bool {
    text.split(separator: " ").dropFirst().contains { $0.lowercased() == "or" }
  }

  private mutating func replace(with text: String, cursor: Int) {
    editor.replace(with: text)
    for _ in cursor..<max(cursor, editor.cursor) { _ = editor.handle(.key(.left)) }
  }

  /// Draws the line, and under it what the query means, or what is wrong with it, or what Tab would put in.
  func draw(
    on canvas: inout Canvas, row: Int, count: String, words: String, fault: QueryFault?
  ) {
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .field)
    canvas.draw(" /", column: 0, row: row, style: .key)
    let needed = CharacterWidth.columns(of: count) + 1
    let width = max(1, canvas.columns - 3 - needed)
    canvas.draw(count, column: canvas.columns - needed, row: row, style: .bold, width: needed)
    editor.draw(on: &canvas, column: 2, row: row, width: width)
    if let fault, text.count < width {
      let before = CharacterWidth.columns(of: String(text.prefix(max(0, fault.position))))
      let wrong = String(text.dropFirst(max(0, fault.position)).prefix(max(1, fault.length)))
      canvas.restyle(
        Rect(
          column: 2 + before, row: row, columns: max(1, CharacterWidth.columns(of: wrong)), rows: 1)
      ) { _ in Style.bad.underlined }
    }
    guard row + 1 < canvas.rows else { return }
    canvas.fill(Rect(row: row + 1, columns: canvas.columns, rows: 1))
    let room = canvas.columns - 2
    if let completion {
      StyledText("Tab: ", .key).adding(completion.words(width: room - 8))
        .draw(on: &canvas, column: 1, row: row + 1, width: room)
    } else if let fault {
      // The right word comes first: the line is short. What cannot be read hides nobody: it is left out of the question.
      StyledText("! ", .bad)
        .adding(fault.suggestion.map { "did you mean “\($0)”? (Tab)  " } ?? "", .bold).adding(
          (isRefused ? "not kept: " : "left out: ") + fault.reason, .bad
        )
        .draw(on: &canvas, column: 1, row: row + 1, width: room)
    } else {
      var line = StyledText()
      if hasOrWord { line.add("or is looked for as a word: a | b finds either.  ", .warning) }
      line.adding(words, .dim).draw(on: &canvas, column: 1, row: row + 1, width: room)
    }
  }
}
