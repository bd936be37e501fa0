/// How far something has come: a bar, the share, the count, the rate, the time that is left, and how to stop it.
///
/// The bar knows no clock: it is told how long the work has taken. Where nobody knows how much there is, a block wanders and
/// the count tells.
///
/// ```swift
/// struct Reading {
///   var progress = ProgressBar(unit: "rows", total: 26_400, hint: "Esc stops")
///
///   mutating func read(_ rows: Int64, after milliseconds: Int64) {
///     progress.done = rows
///     progress.elapsed = milliseconds
///   }
///
///   // [##########----------] 50%  13,200 of 26,400 rows  6,600/s  2 s left  Esc stops
///   func draw(on canvas: inout Canvas) { progress.draw(on: &canvas, row: 0) }
/// }
/// ```
public struct ProgressBar: Hashable, Sendable {
  /// What is counted: `rows`.
  public var unit: String
  /// How much is done.
  public var done: Int64
  /// How much there is; nil where nobody knows.
  public var total: Int64?
  /// How long it has taken, in milliseconds.
  public var elapsed: Int64
  /// How it is stopped.
  public var hint: String

  /// A bar.
  public init(unit: String, done: Int64 = 0, total: Int64? = nil, elapsed: Int64 = 0, hint: String = "") {
    self.unit = unit
    self.done = done
    self.total = total
    self.elapsed = elapsed
    self.hint = hint
  }

  /// The share that is done, 0 to 100, rounded down so that 100 means all; nil where the total is not known.
  public var percent: Int? {
    guard let total else { return nil }
    guard total > 0 else { return 100 }
    return Int(ProgressBar.product(min(max(done, 0), total), 100, over: total))
  }

  /// How much is done in a second; nil before half a second has gone.
  public var rate: Int64? {
    guard elapsed >= 500, done > 0 else { return nil }
    return ProgressBar.product(done, 1000, over: elapsed)
  }

  /// The seconds that are left at the rate so far, rounded up; nil where that is not known.
  public var secondsLeft: Int64? {
    guard let total, done > 0, elapsed >= 500 else { return nil }
    guard done < total else { return 0 }
    let milliseconds = ProgressBar.product(total - done, elapsed, over: done)
    return milliseconds / 1000 + (milliseconds % 1000 > 0 ? 1 : 0)
  }

  /// `first` times `second` over `divisor`, of numbers that are not negative; what is too large is the largest number.
  private static func product(_ first: Int64, _ second: Int64, over divisor: Int64) -> Int64 {
    guard first > 0, second > 0, divisor > 0 else { return 0 }
    let wide = first.magnitude.multipliedFullWidth(by: second.magnitude)
    guard wide.high < divisor.magnitude else { return .max }
    return Int64(clamping: divisor.magnitude.dividingFullWidth(wide).quotient)
  }

  /// The words behind the bar, the most important first.
  private var words: [String] {
    var words: [String] = []
    let count = Figures.grouped(done)
    if let total {
      words.append("\(count) of \(Figures.grouped(total)) \(unit)")
    } else {
      words.append("\(count) \(unit) so far")
    }
    if let secondsLeft { words.append(ProgressBar.span(secondsLeft) + " left") }
    if let rate { words.append("\(Figures.grouped(rate))/s") }
    return words
  }

  private static func span(_ seconds: Int64) -> String {
    switch seconds {
    case ..<120: "\(seconds) s"
    case ..<7200: "\(seconds / 60) min"
    default: "\(Figures.grouped(seconds / 3600)) h"
    }
  }

  /// Draws the bar over the whole of `row`. What there is no room for is left out whole: the rate first, then the time that
  /// is left, then the bar; how to stop it stays.
  public func draw(on canvas: inout Canvas, row: Int) {
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1))
    var words = words
    let share = percent.map { "\($0)%" } ?? ""
    func needed() -> Int {
      let parts = ([share] + words + [hint]).filter { !$0.isEmpty }
      return parts.reduce(0) { $0 + CharacterWidth.columns(of: $1) + 2 }
    }
    // The bar itself takes at least ten columns beside its brackets.
    while words.count > 1, needed() + 12 > canvas.columns { words.removeLast() }
    let barWidth = min(40, canvas.columns - needed() - 2)
    var column = 0
    if barWidth >= 4 {
      canvas.draw("[" + bar(barWidth) + "]", column: 0, row: row, style: .information)
      column = barWidth + 3
    }
    if !share.isEmpty { column = canvas.draw(share, column: column, row: row, style: .bold) + 2 }
    let hintWidth = hint.isEmpty ? 0 : CharacterWidth.columns(of: hint) + 2
    for word in words {
      let width = CharacterWidth.columns(of: word)
      guard column + width + hintWidth <= canvas.columns else { break }
      column = canvas.draw(word, column: column, row: row) + 2
    }
    if !hint.isEmpty { canvas.draw(hint, column: column, row: row, style: .key) }
  }

  private func bar(_ width: Int) -> String {
    if let total {
      let share =
        total > 0 ? ProgressBar.product(min(max(done, 0), total), Int64(width), over: total) : Int64(width)
      let filled = Int(share)
      return String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
    }
    // A block of three that goes one step on in each tenth of a second.
    let steps = Int64(width - 2)
    let place = Int(max(0, elapsed / 100) % steps)
    return String(repeating: "-", count: place) + "###" + String(repeating: "-", count: width - 3 - place)
  }
}
