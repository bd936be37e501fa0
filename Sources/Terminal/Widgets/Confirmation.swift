/// A question before something that cannot be wanted by accident.
///
/// It is answered by one letter, which the sentence names: never Enter, never the key that opened the question nor its
/// neighbours on the keyboard. A letter counts only when the question has been on the screen for a while and the keyboard has
/// been still since: what was typed ahead, or comes from a key that is held down, is dropped. Esc leaves at any time. The
/// program should besides call ``LoopControl/discardTypeAhead()`` when it opens the question.
///
/// The question is told when things happen, by a ``Moment``; it has no clock.
///
/// ```swift
/// struct Removal {
///   var question: Confirmation?
///
///   mutating func open(_ now: Confirmation.Moment) {
///     question = Confirmation(
///       "Remove 7 words?", detail: "They can be brought back with u.", verb: "remove", openedBy: "d", at: now)
///   }
///
///   /// True when it shall be done.
///   mutating func handle(_ event: Event, at now: Confirmation.Moment) -> Bool {
///     guard let outcome = question?.handle(event, at: now) else { return false }
///     if outcome == .confirmed || outcome == .cancelled { question = nil }
///     return outcome == .confirmed
///   }
///
///   func draw(on canvas: inout Canvas) { question?.draw(on: &canvas) }
/// }
/// ```
public struct Confirmation: Hashable, Sendable {
  /// When something happened.
  public struct Moment: Hashable, Sendable {
    /// Milliseconds since any fixed moment, by a clock that never goes back.
    public var milliseconds: Int
    /// How many frames had been drawn (``PaintStatistics/frames``).
    public var frames: Int

    /// A moment.
    public init(milliseconds: Int, frames: Int) {
      self.milliseconds = milliseconds
      self.frames = frames
    }
  }

  /// What follows after an event.
  public enum Outcome: Hashable, Sendable {
    /// The question stays.
    case stay
    /// It shall be done.
    case confirmed
    /// It shall not be done.
    case cancelled
  }

  /// How long the question must have been seen before it can be answered, in milliseconds.
  public static let reading = 400
  /// How long the keyboard must have been still before the answer, in milliseconds: longer than a held key repeats.
  public static let stillness = 250

  /// What is asked.
  public var question: String
  /// What follows from it, and how it could be undone.
  public var detail: String
  /// What is done, in a word or two: `withdraw`.
  public let verb: String
  /// The letter that confirms, in either case.
  public let letter: Unicode.Scalar
  private let opened: Moment
  private var lastKey: Int
  private var notice: String?

  /// A question.
  ///
  /// - Parameters:
  ///   - question: what is asked, with its number: `Withdraw 7 notes?`
  ///   - detail: what follows from it.
  ///   - verb: what is done. The letter that confirms is its first that is not the opening key nor beside it.
  ///   - openedBy: the key that opened the question; nil where there was none.
  ///   - moment: when it was opened.
  public init(
    _ question: String, detail: String = "", verb: String, openedBy: Key? = nil, at moment: Moment
  ) {
    self.question = question
    self.detail = detail
    self.verb = verb
    letter = Confirmation.letter(for: verb, openedBy: openedBy)
    opened = moment
    lastKey = moment.milliseconds
  }

  /// How it is answered: `Press W to withdraw, Esc to leave it.`
  public var sentence: String { "Press \(shownLetter) to \(verb), Esc to leave it." }

  private var shownLetter: String { String(Character(letter)).uppercased() }

  /// Takes a key in, as it happened at `moment`.
  public mutating func handle(_ event: Event, at moment: Moment) -> Outcome {
    guard case .key(let key) = event else { return .stay }
    if key == .escape { return .cancelled }
    let still = Confirmation.span(from: lastKey, to: moment.milliseconds)
    lastKey = moment.milliseconds
    guard moment.frames > opened.frames,
      Confirmation.span(from: opened.milliseconds, to: moment.milliseconds) >= Confirmation.reading,
      still >= Confirmation.stillness
    else {
      notice = "That was too quick to be an answer."
      return .stay
    }
    if let typed = key.typed, Confirmation.lowercased(typed) == letter { return .confirmed }
    notice = "\(key) is no answer."
    return .stay
  }

  private static func span(from start: Int, to end: Int) -> Int {
    let (span, overflow) = end.subtractingReportingOverflow(start)
    return overflow ? 0 : span
  }

  private static let keyboard = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map { Array($0.unicodeScalars) }

  private static func letter(for verb: String, openedBy: Key?) -> Unicode.Scalar {
    var excluded: Set<Unicode.Scalar> = []
    if case .character(let scalar) = openedBy?.code {
      let opening = lowercased(scalar)
      excluded.insert(opening)
      for row in keyboard {
        guard let place = row.firstIndex(of: opening) else { continue }
        excluded.formUnion(row[max(0, place - 1)...min(row.count - 1, place + 1)])
      }
    }
    let letters = verb.unicodeScalars.map(lowercased).filter { ("a"..."z").contains($0) }
    let alphabet = "ypqabcdefghijklmnorstuvwxz".unicodeScalars
    return (letters + alphabet).first { !excluded.contains($0) } ?? "y"
  }

  private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard ("A"..."Z").contains(scalar) else { return scalar }
    return Unicode.Scalar(scalar.value | 0x20) ?? scalar
  }

  /// Draws the question in a box over the middle of the canvas.
  public func draw(on canvas: inout Canvas) {
    let room = max(1, min(64, canvas.columns - 4))
    var lines = WrappedLines.of(question, width: room).map { ($0, Style.warning) }
    if !detail.isEmpty { lines += WrappedLines.of(detail, width: room).map { ($0, Style.normal) } }
    let answer = WrappedLines.of(sentence, width: room).map { ($0, Style.key) }
    let said = WrappedLines.of(notice ?? "", width: room).map { ($0, Style.dim) }
    // Where there is little room, how it is answered is seen before all else.
    let spare = max(0, canvas.rows - 2 - answer.count)
    if lines.count > spare { lines = Array(lines.prefix(spare)) }
    var shown = lines
    if spare > lines.count { shown.append(("", .normal)) }
    shown += answer
    if canvas.rows - 2 > shown.count { shown += said }
    let width = shown.map { CharacterWidth.columns(of: $0.0) }.max() ?? 0
    let overlay = Overlay(title: "Sure?", inside: Size(columns: max(width, 24), rows: shown.count))
    overlay.draw(on: &canvas) { canvas in
      for (row, line) in shown.enumerated() { canvas.draw(line.0, column: 0, row: row, style: line.1) }
      if let row = shown.lastIndex(where: { $0.1 == .key }) { canvas.placeCursor(column: 0, row: row) }
    }
  }
}
