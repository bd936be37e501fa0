import Rents

/// How far a word is from another.
enum Spelling {
  /// Letters to change, leave out, put in or swap with their neighbour; anything above the limit is limit + 1.
  static func distance(_ left: [UInt8], _ right: [UInt8], atMost limit: Int) -> Int {
    if abs(left.count - right.count) > limit { return limit + 1 }
    var before: [Int] = []
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var next = [i + 1]
      next.reserveCapacity(row.count)
      var least = i + 1
      for (j, other) in right.enumerated() {
        var cost = min(row[j] + (letter == other ? 0 : 1), row[j + 1] + 1, next[j] + 1)
        if i > 0, j > 0, letter == right[j - 1], left[i - 1] == other { cost = min(cost, before[j - 1] + 1) }
        next.append(cost)
        least = min(least, cost)
      }
      if least > limit { return limit + 1 }
      before = row
      row = next
    }
    return row.last ?? 0
  }

  /// The word of a list that is nearest to one, where it is near enough to have been meant.
  static func nearest(to word: String, among words: [String]) -> String? {
    let sought = FoldedText(word).bytes
    let limit = sought.count < 4 ? 1 : 2
    let measured = words.map { (distance(sought, FoldedText($0).bytes, atMost: limit), $0) }
      .filter { $0.0 <= limit }
    if let best = measured.min(by: { $0.0 < $1.0 }) { return best.1 }
    return words.first { !sought.isEmpty && FoldedText($0).bytes.starts(with: sought) }
  }
}
