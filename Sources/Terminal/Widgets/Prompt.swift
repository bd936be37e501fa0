/// One line that asks for one thing: its label, the field, what may be typed, and under it what is wrong.
///
/// The prompt does not know what is right: its owner looks at the text after each event, and says in ``fault`` what is
/// wrong with it or in ``echo`` what it means. What is wrong never traps: Esc leaves at any time.
///
/// ```swift
/// struct GoTo {
///   var prompt = Prompt("Go to", hint: "a line number")
///
///   /// The line to go to, once there is one.
///   mutating func handle(_ event: Event) -> Int? {
///     guard case .submit(let text) = prompt.handle(event) else { return nil }
///     guard let line = Int(text) else {
///       prompt.fault = "\(text) is no number."
///       return nil
///     }
///     return line
///   }
///
///   func draw(on canvas: inout Canvas) {
///     canvas.within(canvas.bounds.cuttingBottom(2).bottom) { prompt.draw(on: &$0) }
///   }
/// }
/// ```
public struct Prompt: Hashable, Sendable {
  /// What follows after an event.
  public enum Outcome: Hashable, Sendable {
    /// The prompt stays as it is.
    case stay
    /// What is typed has changed.
    case changed(String)
    /// Enter: this is the answer.
    case submit(String)
    /// Esc: no answer.
    case cancel
    /// The event means nothing to the prompt.
    case ignored
  }

  /// What is asked for.
  public var label: String
  /// What may be typed, shown dimmed as long as nothing is.
  public var hint: String
  /// What is typed.
  public var editor: LineEditor
  /// What is wrong with it; goes when it is changed.
  public var fault: String?
  /// What it means, shown under it where nothing is wrong.
  public var echo: String

  /// A prompt, with `text` already typed.
  public init(_ label: String, text: String = "", hint: String = "", limit: Int = 5000) {
    self.label = label
    self.hint = hint
    editor = LineEditor(text, limit: limit)
    echo = ""
  }

  /// What is typed.
  public var text: String { editor.text }

  /// Takes a key or a paste in.
  public mutating func handle(_ event: Event) -> Outcome {
    if event == .key(.enter) { return .submit(editor.text) }
    if event == .key(.escape) { return .cancel }
    let before = editor.text
    guard editor.handle(event) else { return .ignored }
    guard editor.text != before else { return .stay }
    fault = nil
    return .changed(editor.text)
  }

  /// Draws the prompt on the whole of the canvas' area: the field on the first row, what is wrong or meant on the second.
  /// Where there is one row only, what is wrong stands right of the field.
  public func draw(on canvas: inout Canvas) {
    guard !canvas.size.isEmpty else { return }
    canvas.clear()
    let asked = label.isEmpty ? 0 : canvas.draw(label + ": ", column: 0, row: 0, style: .key)
    // However long the label is, a field of some columns is left.
    let column = min(asked, max(0, canvas.columns - 12))
    let below = fault.map { "Error: " + $0 } ?? echo
    var width = canvas.columns - column
    let isAlone = canvas.rows == 1 && !below.isEmpty
    if isAlone { width = max(min(width, 12), width - CharacterWidth.columns(of: below) - 1) }
    let style: Style = fault == nil ? .dim : .bad
    if isAlone {
      canvas.draw(
        below, column: column + width + 1, row: 0, style: style,
        width: max(0, canvas.columns - column - width - 1))
    } else if canvas.rows > 1 {
      for (row, line) in WrappedLines.of(below, width: canvas.columns).prefix(canvas.rows - 1).enumerated() {
        canvas.draw(line, column: 0, row: row + 1, style: style)
      }
    }
    editor.draw(on: &canvas, column: column, row: 0, width: width)
    if editor.isEmpty, !hint.isEmpty, width > 2 {
      canvas.draw(hint, column: column + 1, row: 0, style: Style(.dim, .underline), width: width - 1)
    }
  }
}
