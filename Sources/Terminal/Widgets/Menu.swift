/// A list of choices, of which one is taken with its letter, or with the arrows and Enter.
///
/// Only the keys that are shown beside a choice choose it: a digit does nothing unless it is shown. A choice that cannot
/// be taken now is dimmed with its reason, and pressing its key says so.
///
/// ```swift
/// struct SortMenu {
///   var menu = Menu<String>(title: "Sort by", [
///     Menu.Choice("name", "Name", key: "n"),
///     Menu.Choice("size", "Size", key: "s", isCurrent: true),
///     Menu.Choice("age", "Age", key: "a", reason: "no file has a date"),
///   ])
///
///   mutating func handle(_ event: Event) -> String? {
///     if case .choose(let column) = menu.handle(event) { return column }
///     return nil
///   }
///
///   func draw(on canvas: inout Canvas) { menu.draw(on: &canvas) }
/// }
/// ```
public struct Menu<ID: Hashable & Sendable>: Hashable, Sendable {
  /// One line of a menu.
  public struct Choice: Hashable, Sendable {
    /// What is chosen with it.
    public var id: ID
    /// A word or two.
    public var title: String
    /// What it means, in half a sentence.
    public var help: String
    /// The key that chooses it, shown beside it.
    public var key: Key?
    /// Why it cannot be chosen now; nil where it can.
    public var reason: String?
    /// True where it is what holds now; a `*` says so.
    public var isCurrent: Bool

    /// A line of a menu.
    public init(
      _ id: ID, _ title: String, help: String = "", key: Key? = nil, reason: String? = nil,
      isCurrent: Bool = false
    ) {
      self.id = id
      self.title = title
      self.help = help
      self.key = key
      self.reason = reason
      self.isCurrent = isCurrent
    }
  }

  /// What follows after an event.
  public enum Outcome: Hashable, Sendable {
    /// The menu stays.
    case stay
    /// This was chosen.
    case choose(ID)
    /// A choice was pressed that cannot be taken now, and why.
    case refused(reason: String)
    /// Esc: the menu closes.
    case close
    /// The event means nothing to the menu.
    case ignored
  }

  /// The words over the box.
  public var title: String
  /// The words under the box.
  public var footer: String
  /// The choices, from top to bottom.
  public private(set) var choices: [Choice]
  /// The index of the marked choice.
  public private(set) var marked: Int
  /// Why the last key did nothing; nil where it did something.
  public private(set) var notice: String?

  /// A menu of these choices; what holds now is marked first.
  public init(title: String, footer: String = "letter or Enter, Esc leaves", _ choices: [Choice]) {
    self.title = title
    self.footer = footer
    self.choices = choices
    marked = choices.firstIndex(where: \.isCurrent) ?? choices.firstIndex { $0.reason == nil } ?? 0
  }

  /// The marked choice; nil where there is none.
  public var selection: Choice? { choices.indices.contains(marked) ? choices[marked] : nil }

  /// The same menu, in which each choice without a key has a letter of its own: the first of its title that is still
  /// free, else the first free letter of the alphabet.
  public func lettered() -> Menu {
    var menu = self
    var taken = Set(choices.compactMap(\.key))
    for index in menu.choices.indices where menu.choices[index].key == nil {
      let own = menu.choices[index].title.lowercased().unicodeScalars
      let letters = own.filter { ("a"..."z").contains($0) } + "abcdefghijklmnopqrstuvwxyz".unicodeScalars
      guard let letter = letters.first(where: { !taken.contains(Key($0)) }) else { continue }
      menu.choices[index].key = Key(letter)
      taken.insert(Key(letter))
    }
    return menu
  }

  /// Marks a choice; false if it is not in the menu.
  @discardableResult
  public mutating func select(_ id: ID) -> Bool {
    guard let index = choices.firstIndex(where: { $0.id == id }) else { return false }
    marked = index
    return true
  }

  /// Takes a key in. A letter that is shown comes before the same letter as a motion.
  public mutating func handle(_ event: Event) -> Outcome {
    guard case .key(let key) = event else { return .ignored }
    notice = nil
    if let index = choices.firstIndex(where: { $0.key == key }) {
      marked = index
      return take()
    }
    switch key {
    case .up, .control("p"), .character("k"), .shiftTab: mark(marked - 1)
    case .down, .control("n"), .character("j"), .tab: mark(marked + 1)
    case .pageUp: mark(marked - 10)
    case .pageDown: mark(marked + 10)
    case .home: mark(0)
    case .end: mark(choices.count - 1)
    case .enter: return take()
    case .escape: return .close
    default: return .ignored
    }
    return .stay
  }

  private mutating func mark(_ index: Int) { marked = min(max(0, index), max(0, choices.count - 1)) }

  private mutating func take() -> Outcome {
    guard let choice = selection else { return .stay }
    guard let reason = choice.reason else { return .choose(choice.id) }
    let words = "\(choice.title): not now, \(reason)"
    notice = words
    return .refused(reason: words)
  }

  /// Draws the menu in a box over the middle of the canvas.
  public func draw(on canvas: inout Canvas) {
    let widest = choices.map { line in 2 + keyWidth + titleWidth + CharacterWidth.columns(of: words(line)) }
    let overlay = Overlay(
      title: title, footer: notice ?? footer,
      inside: Size(
        columns: max((widest.max() ?? 0) + 2, CharacterWidth.columns(of: footer) + 2, 20),
        rows: max(1, choices.count)))
    overlay.draw(on: &canvas) { drawLines(on: &$0) }
  }

  /// Draws the choices on the whole of the canvas' area, without a box; the marked one is always seen.
  public func drawLines(on canvas: inout Canvas) {
    guard !canvas.size.isEmpty else { return }
    canvas.clear()
    let first = max(0, min(marked - canvas.rows / 2, choices.count - canvas.rows))
    for (row, index) in (first..<max(first, min(choices.count, first + canvas.rows))).enumerated() {
      let choice = choices[index]
      let isMarked = index == marked
      let plain: Style = choice.reason == nil ? .normal : .disabled
      let ground: Style = isMarked ? (choice.reason == nil ? .selected : plain.onSelection) : plain
      canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: ground)
      canvas.draw(isMarked ? ">" : choice.isCurrent ? "*" : " ", column: 0, row: row, style: ground)
      if isMarked, choice.isCurrent { canvas.draw("*", column: 1, row: row, style: ground) }
      var column = 2
      if let key = choice.key {
        let style: Style = choice.reason == nil ? .key : .disabled
        canvas.draw(key.description, column: column, row: row, style: isMarked ? style.onSelection : style)
      }
      column += keyWidth
      let end = canvas.draw(
        choice.title, column: column, row: row, style: ground,
        width: min(titleWidth, max(1, canvas.columns - column)))
      let words = words(choice)
      if !words.isEmpty {
        let style = isMarked ? ground : Style.dim
        canvas.draw(words, column: end + 2, row: row, style: style)
      }
      if isMarked { canvas.placeCursor(column: 0, row: row) }
    }
  }

  private var keyWidth: Int {
    let widest = choices.compactMap(\.key).map { CharacterWidth.columns(of: $0.description) }.max()
    return widest.map { $0 + 1 } ?? 0
  }

  private var titleWidth: Int { min(40, choices.map { CharacterWidth.columns(of: $0.title) }.max() ?? 0) }

  private func words(_ choice: Choice) -> String {
    if let reason = choice.reason { return "(not now: \(reason))" }
    return choice.help
  }
}
