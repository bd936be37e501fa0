import Rents

/// Flags in words, in as much room as there is.
enum FlagLine {
  /// `V vulnerable   N notice`: in the given words where they fit, else in those of the legend, else with words for what
  /// an officer must know before calling and letters for the rest; at the least the letters.
  static func fitted(
    _ flags: AccountFlags, width: Int, words: (AccountFlags) -> String = { $0.meaning }
  ) -> StyledText {
    let each = flags.each
    let full = line(each.map { ($0, words($0)) })
    if full.columns <= width { return full }
    let short = line(each.map { ($0, $0.meaning) })
    if short.columns <= width { return short }
    let urgent = each.filter(\.needsCare)
    let others = each.filter { !$0.needsCare }
    for kept in stride(from: urgent.count, through: 1, by: -1) {
      let rest = String((urgent.dropFirst(kept) + others).map(\.letter))
      let shown = line(urgent.prefix(kept).map { ($0, $0.meaning) })
      let whole = rest.isEmpty ? shown : shown.adding("   and \(rest)", .warning)
      if whole.columns <= width { return whole }
    }
    return StyledText(flags.letters, .warning)
  }

  private static func line(_ flags: [(flag: AccountFlags, words: String)]) -> StyledText {
    var line = StyledText()
    for (index, each) in flags.enumerated() {
      if index > 0 { line.add("   ") }
      line.add("\(each.flag.letter) ", each.flag.needsCare ? .warning : .key)
      line.add(each.words, each.flag.needsCare ? .warning : .normal)
    }
    return line
  }
}
