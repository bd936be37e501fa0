/// The words of a query in one buffer, the longest first, as they are looked for in account after account.
struct SoughtWords {
  /// All forms of all words one behind another, then the words joined.
  private var bytes: [UInt8] = []
  private var ranges: [Range<Int>] = []
  /// For each form which word it is of, in the order in which the words are looked for.
  private var words: [Int] = []
  private var joined: Range<Int>?
  /// Which of the words was typed first.
  private var typedFirst = 0
  private let count: Int

  init(_ query: SearchQuery) {
    count = query.words.count
    let order = query.words.indices.sorted { left, right in
      (query.words[right].needles[0].count, left) < (query.words[left].needles[0].count, right)
    }
    for (rank, index) in order.enumerated() {
      if index == 0 { typedFirst = rank }
      for needle in query.words[index].needles {
        ranges.append(append(needle))
        words.append(rank)
      }
    }
    joined = query.joined.map { append($0) }
  }

  private mutating func append(_ needle: [UInt8]) -> Range<Int> {
    let start = bytes.count
    bytes += needle
    return start..<bytes.count
  }

  /// Whether one of the words may be written in several ways.
  var hasOtherForms: Bool { ranges.count > count }

  /// Calls `body` with every form of every word, and with the words joined where there are several.
  func withNeedles<Answer>(_ body: (_ needles: [SearchNeedle], _ joined: SearchNeedle?) -> Answer) -> Answer {
    bytes.withUnsafeBufferPointer { bytes in
      body(
        ranges.compactMap { SearchNeedle(UnsafeBufferPointer(rebasing: bytes[$0])) },
        joined.flatMap { SearchNeedle(UnsafeBufferPointer(rebasing: bytes[$0])) })
    }
  }

  /// The sum of the words' ranks in an account's text, the least the best; nil where one of them does not stand in it.
  func score(_ text: SearchScan, _ needles: [SearchNeedle], _ joined: SearchNeedle?) -> Int? {
    var score = 0
    var first = 0
    var place = 0
    while place < needles.count {
      let word = words[place]
      var best = Int.max
      repeat {
        if let rank = text.rank(of: needles[place]) { best = min(best, rank) }
        place += 1
      } while place < needles.count && words[place] == word
      if best == .max { return nil }
      score += best
      if word == typedFirst { first = best }
    }
    // What begins with the first word joined to the others begins no word where the first word does not.
    if let joined, first < SearchScan.Rank.inside, let rank = text.rank(of: joined) {
      score = min(score, rank * count)
    }
    return score
  }
}
