import Rents

/// Eight balances as eight characters, of which the eye sees whether the debt grows.
enum Trend {
  /// How many weeks are drawn.
  static let weeks = 8

  /// One character for each of the last weeks, the oldest first: bars from the highest debt of these weeks down, `_` for a
  /// week in credit or clear, a blank where there was no account yet.
  static func text(_ balances: [Money?], ascii: Bool = false) -> String {
    let shown = balances.suffix(weeks)
    let steps: [Character] =
      ascii ? [".", ":", "-", "=", "+", "*", "#", "@"] : ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    let highest = shown.compactMap { $0 }.max()?.pence ?? 0
    let padding = String(repeating: " ", count: weeks - shown.count)
    return padding
      + String(
        shown.map { balance -> Character in
          guard let pence = balance?.pence else { return " " }
          guard pence > 0, highest > 0 else { return "_" }
          // Eighths of the highest; division first keeps the largest balances from overflowing.
          let eighth = max(1, highest / 8)
          return steps[Int(min(7, max(0, (pence - 1) / eighth)))]
        })
  }

  /// The trend in a word: whether the newest balance is over or under the oldest shown.
  static func words(_ balances: [Money?]) -> String {
    let known = balances.suffix(weeks).compactMap { $0 }
    guard known.count > 1, let first = known.first, known.last != first else { return direction(balances) }
    return "\(direction(balances)) than \(known.count) weeks ago (\(first.text()))"
  }

  /// `higher`, `lower` or `unchanged`, the newest balance against the oldest shown.
  static func direction(_ balances: [Money?]) -> String {
    let known = balances.suffix(weeks).compactMap { $0 }
    guard known.count > 1, let first = known.first, let last = known.last else { return "no history yet" }
    if last == first { return "unchanged over \(known.count) weeks" }
    return last > first ? "higher" : "lower"
  }
}
