/// A list that narrows as its owner types: every action by name, saved views, the results of a search.
///
/// Each word that is typed must be found in an entry's title, name or help: at the beginning of a word, as initials (`oa`
/// finds Open account), inside a word, or, where nothing answers better, letter by letter. The best stand first, equals in the order in which they were
/// given. The letters that were found are emphasised. Up on an empty line brings back what was chosen before, Tab completes,
/// Enter chooses. An entry that cannot be taken now is dimmed with its reason.
///
/// Where the owner finds the entries itself (a search over many records), it makes the list with ``init(label:hint:limit:)``,
/// looks up on ``Outcome/changed(_:)`` and hands the answer over with ``supply(_:of:)``.
///
/// ```swift
/// struct Commands {
///   var palette: PaletteList? = PaletteList(
///     label: ":",
///     entries: [
///       .init("open", "Open account", help: "Shows the account.", key: "Enter"),
///       .init("note", "Write a note", help: "Writes on the record.", key: "n", reason: "no account is open"),
///     ],
///     history: ["open"])
///
///   /// The name of the action that was chosen.
///   mutating func handle(_ event: Event) -> String? {
///     switch palette?.handle(event) {
///     case .choose(let entry):
///       palette = nil
///       return entry.name
///     case .close: palette = nil
///     default: break
///     }
///     return nil
///   }
///
///   func draw(on canvas: inout Canvas) { palette?.draw(on: &canvas, title: "Commands") }
/// }
/// ```
public struct PaletteList: Hashable, Sendable {
  /// One line of the list.
  public struct Entry: Hashable, Sendable {
    /// The stable name, which also stands for it in the history.
    public var name: String
    /// What is shown first.
    public var title: String
    /// What it means, in a sentence.
    public var help: String
    /// The key that does the same, shown at the right edge.
    public var key: String
    /// Why it cannot be taken now; nil where it can.
    public var reason: String?
    /// The letters of the title that are emphasised where the owner supplies the entries, counted in characters.
    public var emphasised: [Range<Int>]

    /// A line of the list.
    public init(
      _ name: String, _ title: String, help: String = "", key: String = "", reason: String? = nil,
      emphasised: [Range<Int>] = []
    ) {
      self.name = name
      self.title = title
      self.help = help
      self.key = key
      self.reason = reason
      self.emphasised = emphasised
    }
  }

  /// What follows after an event.
  public enum Outcome: Hashable, Sendable {
    /// The list stays.
    case stay
    /// What is typed has changed: whoever supplies the entries looks up.
    case changed(String)
    /// This was chosen.
    case choose(Entry)
    /// This cannot be taken now, and why.
    case refused(reason: String)
    /// Esc: the list closes.
    case close
    /// The event means nothing to the list.
    case ignored
  }

  /// An entry that is found, with its emphasised letters.
  private struct Found: Hashable, Sendable {
    var index: Int
    var letters: [Range<Int>]
  }

  /// What an entry is searched by.
  private struct Searched: Hashable, Sendable {
    var title: FuzzyMatch.Text
    var name: FuzzyMatch.Text
    var help: FuzzyMatch.Text
  }

  /// What stands before the typed text: `:`.
  public var label: String
  /// What may be typed, dimmed as long as nothing is.
  public var hint: String
  /// What is said where nothing is found.
  public var emptyText = "Nothing is called that."
  private var editor: LineEditor
  private var entries: [Entry]
  private var searched: [Searched]
  private let isSupplied: Bool
  private var found: [Found] = []
  private var total: Int
  private var chosen = 0
  private var history: [String]
  private var past: Int?
  private var notice: String?

  /// A list of these entries, which it narrows itself.
  ///
  /// - Parameters:
  ///   - label: what stands before the typed text.
  ///   - hint: what may be typed.
  ///   - entries: all there is, in the order in which equals are shown.
  ///   - history: the names of what was chosen before, the latest last.
  public init(
    label: String = ":", hint: String = "type a name", entries: [Entry], history: [String] = []
  ) {
    self.label = label
    self.hint = hint
    self.entries = entries
    self.history = history
    editor = LineEditor("", limit: 200)
    searched = entries.map {
      Searched(title: .init($0.title), name: .init($0.name), help: .init($0.help))
    }
    isSupplied = false
    total = entries.count
    narrow()
  }

  /// A list whose entries its owner supplies after each change.
  public init(label: String, hint: String, limit: Int = 200) {
    self.label = label
    self.hint = hint
    entries = []
    searched = []
    history = []
    editor = LineEditor("", limit: limit)
    isSupplied = true
    total = 0
  }

  /// What is typed.
  public var text: String { editor.text }

  /// What is found, the best first.
  public var results: [Entry] { found.map { entries[$0.index] } }

  /// The marked entry; nil where nothing is found.
  public var selection: Entry? { found.indices.contains(chosen) ? entries[found[chosen].index] : nil }

  /// How many are found of how many: `12 of 48`.
  public var countText: String { "\(Figures.grouped(found.count)) of \(Figures.grouped(total))" }

  /// Shows what the owner found, in this order; `count` is how many there would be. The marked entry stays marked as long
  /// as the text is the same.
  public mutating func supply(_ entries: [Entry], of count: Int? = nil) {
    let was = selection?.name
    self.entries = entries
    searched = []
    total = max(count ?? entries.count, entries.count)
    found = entries.indices.map { Found(index: $0, letters: entries[$0].emphasised) }
    chosen = chosen > 0 ? entries.firstIndex { $0.name == was } ?? 0 : 0
  }

  /// Types `text` in place of what is typed.
  public mutating func type(_ text: String) {
    editor.replace(with: text)
    textChanged()
  }

  // MARK: Keys

  /// Takes a key or a paste in.
  public mutating func handle(_ event: Event) -> Outcome {
    notice = nil
    if case .mouse(let mouse) = event {
      switch mouse.kind {
      case .wheelUp: mark(chosen - 3)
      case .wheelDown: mark(chosen + 3)
      default: return .ignored
      }
      return .stay
    }
    guard case .key(let key) = event else { return edit(event) }
    switch key {
    case .escape: return .close
    case .enter: return take()
    case .up where (editor.isEmpty && chosen == 0) || past != nil: return recall(-1)
    case .down where past != nil: return recall(1)
    case .up, .control("p"), .shiftTab: mark(chosen - 1)
    case .down, .control("n"): mark(chosen + 1)
    case .pageUp: mark(chosen - 10)
    case .pageDown: mark(chosen + 10)
    case .tab: return complete()
    default: return edit(event)
    }
    return .stay
  }

  private mutating func edit(_ event: Event) -> Outcome {
    let before = editor.text
    guard editor.handle(event) else { return .ignored }
    guard editor.text != before else { return .stay }
    past = nil
    return textChanged()
  }

  @discardableResult
  private mutating func textChanged() -> Outcome {
    chosen = 0
    if !isSupplied { narrow() }
    return .changed(editor.text)
  }

  private mutating func mark(_ index: Int) { chosen = min(max(0, index), max(0, found.count - 1)) }

  private mutating func take() -> Outcome {
    guard let entry = selection else { return .stay }
    guard let reason = entry.reason else { return .choose(entry) }
    let words = "\(entry.title): not now, \(reason)"
    notice = words
    return .refused(reason: words)
  }

  /// Goes back (-1) or on (1) in what was chosen before; beyond the latest the line is empty again.
  private mutating func recall(_ step: Int) -> Outcome {
    let place = (past ?? history.count) + step
    guard place >= 0, !history.isEmpty else { return .stay }
    guard place < history.count else {
      past = nil
      editor.replace(with: "")
      return textChanged()
    }
    past = place
    let name = history[place]
    editor.replace(with: entries.first { $0.name == name }?.title ?? name)
    return textChanged()
  }

  /// Types as much as all that begin with the typed text have in common, or else the marked entry's title.
  private mutating func complete() -> Outcome {
    guard let selection else { return .stay }
    let typed = editor.text
    let folded = typed.map(FuzzyMatch.Text.folded)
    let titles = results.map(\.title).filter { $0.map(FuzzyMatch.Text.folded).starts(with: folded) }
    var common = titles.first ?? selection.title
    for title in titles {
      common = String(zip(common, title).prefix { $0 == $1 }.map(\.0))
    }
    let completed = common.count > typed.count ? common : selection.title
    guard completed != typed else { return .stay }
    past = nil
    editor.replace(with: completed)
    return textChanged()
  }

  // MARK: Narrowing

  private mutating func narrow() {
    let words = editor.text.split(separator: " ").map { $0.map(FuzzyMatch.Text.folded) }
    guard !words.isEmpty else {
      found = entries.indices.map { Found(index: $0, letters: []) }
      return
    }
    var ranked: [(distance: Int, isScattered: Bool, found: Found)] = []
    // What is typed in full comes before all else, so that `open` means open and not `open-all`.
    let whole = editor.text.map(FuzzyMatch.Text.folded)
    for index in entries.indices {
      guard let match = PaletteList.match(words, searched[index]) else { continue }
      let isWhole = searched[index].title.characters == whole || searched[index].name.characters == whole
      ranked.append(
        (isWhole ? -1 : match.distance, match.isScattered, Found(index: index, letters: match.letters)))
    }
    // Scattered letters are a last resort: beside words that answer they are noise.
    if ranked.contains(where: { !$0.isScattered }) { ranked.removeAll(where: \.isScattered) }
    ranked.sort { ($0.distance, $0.found.index) < ($1.distance, $1.found.index) }
    found = ranked.map(\.found)
  }

  private static func match(_ words: [[Character]], _ entry: Searched) -> FuzzyMatch? {
    var total = FuzzyMatch(distance: 0, letters: [])
    for word in words {
      var best = FuzzyMatch.of(word, in: entry.title)
      // The name and the help tell what is meant; only the title's own letters can be emphasised.
      if let match = FuzzyMatch.of(word, in: entry.name), match.distance + 5 < best?.distance ?? .max {
        best = FuzzyMatch(
          distance: match.distance + 5, letters: best?.letters ?? [], isScattered: match.isScattered)
      }
      if let match = FuzzyMatch.of(word, in: entry.help), match.distance < 20,
        match.distance + 40 < best?.distance ?? .max
      {
        best = FuzzyMatch(distance: match.distance + 40, letters: best?.letters ?? [])
      }
      guard let best else { return nil }
      total.distance += best.distance
      total.letters += best.letters
      if best.isScattered { total.isScattered = true }
    }
    return total
  }

  // MARK: Drawing

  /// Draws the list in a box over the upper part of the canvas.
  public func draw(on canvas: inout Canvas, title: String) {
    let overlay = Overlay(
      title: title, footer: "Enter chooses, Tab completes, Up brings back, Esc leaves",
      inside: Size(columns: min(100, canvas.columns - 4), rows: min(24, max(4, canvas.rows - 4))))
    overlay.draw(on: &canvas) { draw(on: &$0) }
  }

  /// Draws the list on the whole of the canvas' area: the line that is typed, what is found, and the marked entry's help
  /// on the last row where there is no room for it beside the titles.
  public func draw(on canvas: inout Canvas) {
    guard !canvas.size.isEmpty else { return }
    canvas.clear()
    let count = countText
    let countWidth = CharacterWidth.columns(of: count)
    let column = label.isEmpty ? 0 : canvas.draw(label + " ", column: 0, row: 0, style: .key)
    var width = max(1, canvas.columns - column)
    if width > countWidth + 12 {
      width -= countWidth + 1
      canvas.draw(count, column: canvas.columns - countWidth, row: 0, style: .dim)
    }
    let helpIsBeside = canvas.columns >= 70
    let footer = footer(helpIsBeside: helpIsBeside)
    let rows = max(0, canvas.rows - 1 - (footer != nil && canvas.rows > 3 ? 1 : 0))
    if found.isEmpty { canvas.draw(emptyText, column: 0, row: 1, style: .dim) }
    let first = max(0, min(chosen - rows / 2, found.count - rows))
    let seen = found.dropFirst(first).prefix(rows)
    let titles = min(
      helpIsBeside ? 34 : canvas.columns,
      seen.map { CharacterWidth.columns(of: entries[$0.index].title) }.max() ?? 0)
    for (row, item) in seen.enumerated() {
      draw(item, at: row + 1, isChosen: first + row == chosen, titles, helpIsBeside, on: &canvas)
    }
    if let footer, canvas.rows > 3 {
      canvas.draw(footer, column: 0, row: canvas.rows - 1, style: notice == nil ? .dim : .warning)
    }
    editor.draw(on: &canvas, column: min(column, canvas.columns - 1), row: 0, width: width)
    if editor.isEmpty, width > 2 {
      canvas.draw(hint, column: column + 1, row: 0, style: Style(.dim, .underline), width: width - 1)
    }
  }

  private func footer(helpIsBeside: Bool) -> String? {
    if let notice { return notice }
    guard !helpIsBeside, let selection else { return nil }
    return PaletteList.words(selection)
  }

  private static func words(_ entry: Entry) -> String {
    if let reason = entry.reason { return "(not now: \(reason)) \(entry.help)" }
    return entry.help
  }

  private func draw(
    _ item: Found, at row: Int, isChosen: Bool, _ titles: Int, _ helpIsBeside: Bool, on canvas: inout Canvas
  ) {
    let entry = entries[item.index]
    let plain: Style = entry.reason == nil ? .normal : .disabled
    let ground: Style = isChosen ? (entry.reason == nil ? .selected : plain.onSelection) : plain
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: ground)
    if isChosen { canvas.draw(">", column: 0, row: row, style: ground) }
    let keyWidth = CharacterWidth.columns(of: entry.key)
    let keyRoom = keyWidth > 0 && keyWidth + 8 < canvas.columns ? keyWidth + 1 : 0
    if keyRoom > 0 {
      let style: Style = entry.reason == nil ? .key : .disabled
      canvas.draw(
        entry.key, column: canvas.columns - keyWidth, row: row, style: isChosen ? style.onSelection : style)
    }
    let room = max(0, canvas.columns - 2 - keyRoom)
    EmphasisedText(entry.title, emphasised: item.letters).draw(
      on: &canvas, column: 2, row: row, width: min(room, helpIsBeside ? titles : room), style: ground)
    if !helpIsBeside, entry.reason != nil, CharacterWidth.columns(of: entry.title) + 4 < room {
      canvas.draw("(-)", column: 2 + room - 4, row: row, style: ground)
    }
    if helpIsBeside, room > titles + 4 {
      canvas.draw(
        PaletteList.words(entry), column: titles + 4, row: row, style: isChosen ? ground : .dim,
        width: room - titles - 2)
    }
  }
}
