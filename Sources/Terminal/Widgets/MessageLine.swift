/// The line that says what just happened. News go with the next key; an error stays until it is dismissed. What was said
/// before is in a ``MessageLog``.
public struct MessageLine: Hashable, Sendable {
  /// What kind of news it is.
  public enum Kind: Hashable, Sendable {
    /// Something was done.
    case done
    /// Something to know.
    case information
    /// Something needs care.
    case warning
    /// Something failed.
    case error

    /// The style in which it is drawn.
    public var style: Style {
      switch self {
      case .done: .good
      case .information: .normal
      case .warning: .warning
      case .error: .bad
      }
    }

    /// The word before the text, so that colour never tells alone.
    var word: String {
      switch self {
      case .done, .information: ""
      case .warning: "Note: "
      case .error: "Error: "
      }
    }
  }

  /// One message.
  public struct Message: Hashable, Sendable {
    /// What kind of news it is.
    public var kind: Kind
    /// One sentence, in the past tense where something was done.
    public var text: String

    /// A message of one sentence.
    public init(_ kind: Kind, _ text: String) {
      self.kind = kind
      self.text = text
    }
  }

  /// The message that is shown.
  public private(set) var current: Message?

  /// A line that says nothing.
  public init() {}

  /// Shows a message. An error that is still shown gives way only to another error.
  public mutating func show(_ kind: Kind, _ text: String) {
    let message = Message(kind, text)
    if current?.kind == .error && kind != .error { return }
    current = message
  }

  /// A key was pressed: news go, an error stays.
  public mutating func keyPressed() {
    if current?.kind != .error { current = nil }
  }

  /// Takes the message away; false if there was none. For Esc, which closes the top-most thing only.
  @discardableResult
  public mutating func dismiss() -> Bool {
    defer { current = nil }
    return current != nil
  }

  /// What is read: the word that says how grave it is, and the sentence; nil where nothing is said.
  public var sentence: String? { current.map { $0.kind.word + $0.text } }

  /// Draws the message over the whole of `row`; where there is none, the row is left as it is.
  public func draw(on canvas: inout Canvas, row: Int) {
    guard let current, let sentence else { return }
    canvas.draw(" " + sentence, column: 0, row: row, style: current.kind.style, width: canvas.columns)
  }
}
