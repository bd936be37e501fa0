/// The searched texts of all accounts of a book in one buffer, about a hundred bytes an account.
struct SearchIndex {
  /// The texts one behind another (``SearchText``), and padding.
  private var text = [UInt8](repeating: 0, count: SearchScan.padding)
  /// Where each account's text begins, and where the last one ends.
  private var starts: [UInt32] = [0]
  /// The references as the landlord writes them, one behind another.
  private var references: [UInt8] = []
  private var referenceStarts: [UInt32] = [0]
  /// The patch of each account, as its place in `patches`.
  private var patchOf: [UInt32] = []
  private var patches: [String] = []
  private var patchNumbers: [String: UInt32] = [:]

  /// How many accounts were put in, those included that were forgotten since.
  var count: Int { patchOf.count }

  /// Where the texts end.
  private var end: Int { text.count - SearchScan.padding }

  // MARK: Filling

  /// Puts an account in.
  mutating func append(
    _ bytes: some Collection<UInt8>, reference: some Collection<UInt8>, patch: some Sequence<UInt8>
  ) {
    text.removeLast(SearchScan.padding)
    text.append(contentsOf: bytes)
    starts.append(UInt32(truncatingIfNeeded: text.count))
    text.append(contentsOf: repeatElement(0, count: SearchScan.padding))
    references.append(contentsOf: reference)
    referenceStarts.append(UInt32(truncatingIfNeeded: references.count))
    patchOf.append(number(of: patch))
  }

  private mutating func number(of patch: some Sequence<UInt8>) -> UInt32 {
    // Accounts that follow each other often belong to one patch.
    if let last = patchOf.last, patches[Int(last)].utf8.elementsEqual(patch) { return last }
    let name = String(decoding: Array(patch), as: UTF8.self)
    if let known = patchNumbers[name] { return known }
    let number = UInt32(truncatingIfNeeded: patches.count)
    patches.append(name)
    patchNumbers[name] = number
    return number
  }

  /// Forgets accounts: they are never found again unless they are put in anew.
  mutating func forget(_ forgotten: Set<String>) {
    for place in 0..<count where forgotten.contains(reference(place)) {
      // A zero is part of no text that is looked for.
      for index in Int(starts[place])..<Int(starts[place + 1]) { text[index] = 0 }
    }
  }

  // MARK: Asking

  /// The reference of an account, by its place.
  func reference(_ place: Int) -> String {
    String(decoding: referenceBytes(place), as: UTF8.self)
  }

  /// The patch of an account, by its place.
  func patch(_ place: Int) -> String { patches[Int(patchOf[place])] }

  private func referenceBytes(_ place: Int) -> ArraySlice<UInt8> {
    references[Int(referenceStarts[place])..<Int(referenceStarts[place + 1])]
  }

  /// The accounts in which every word stands: how many there are, and the places of the best.
  func find(_ query: SearchQuery, limit: Int) -> (best: [Int], count: Int) {
    // The longest word stands in the fewest accounts.
    let longest = query.words.indices.max {
      query.words[$0].needles[0].count < query.words[$1].needles[0].count
    }
    guard let longest else { return ([], 0) }
    return text.withUnsafeBufferPointer { text in
      starts.withUnsafeBufferPointer { starts in
        var best = Best(limit: limit, in: self)
        var others = query.words
        let sought = others.remove(at: longest)
        forEachAccount(with: sought, text, starts) { place, rank in
          let scan = SearchScan(text, Int(starts[place]), Int(starts[place + 1]))
          var score = rank
          for other in others {
            guard let rank = scan.rank(of: other) else { return }
            score += rank
          }
          if let joined = query.joined, let rank = scan.rank(of: SearchQuery.Word(needles: [joined])) {
            score = min(score, rank * query.words.count)
          }
          best.take(place, score)
        }
        return (best.places, best.count)
      }
    }
  }

  /// Calls `body` for each account in which a word stands, with the rank of its best place.
  @inline(__always)
  private func forEachAccount(
    with word: SearchQuery.Word, _ text: UnsafeBufferPointer<UInt8>, _ starts: UnsafeBufferPointer<UInt32>,
    _ body: (_ place: Int, _ rank: Int) -> Void
  ) {
    if word.needles.count == 1 {
      SearchIndex.forEachAccount(with: word.needles[0], end, text, starts, body)
      return
    }
    var ranks: [Int: Int] = [:]
    for needle in word.needles {
      SearchIndex.forEachAccount(with: needle, end, text, starts) { place, rank in
        ranks[place] = min(rank, ranks[place] ?? .max)
      }
    }
    for (place, rank) in ranks { body(place, rank) }
  }

  @inline(__always)
  private static func forEachAccount(
    with needle: [UInt8], _ end: Int, _ text: UnsafeBufferPointer<UInt8>,
    _ starts: UnsafeBufferPointer<UInt32>, _ body: (_ place: Int, _ rank: Int) -> Void
  ) {
    var place = 0
    var best: Int?
    SearchScan(text, 0, end).forEachMatch(of: needle) { start, rank in
      if start >= Int(starts[place + 1]) {
        if let rank = best { body(place, rank) }
        best = nil
        repeat { place += 1 } while start >= Int(starts[place + 1])
      }
      best = min(rank, best ?? .max)
      return true
    }
    if let best { body(place, best) }
  }

  /// The best of what was found, by score and then by reference.
  private struct Best {
    private typealias Found = (score: Int, place: Int)
    private let limit: Int
    private let index: SearchIndex
    private var kept: [Found] = []
    /// The last of as many as are wanted, once there were so many: what comes behind it is no longer of interest.
    private var worst: Found?
    private(set) var count = 0

    init(limit: Int, in index: SearchIndex) {
      self.limit = limit
      self.index = index
    }

    var places: [Int] { kept.sorted(by: precedes).prefix(max(limit, 0)).map(\.place) }

    private func precedes(_ left: Found, _ right: Found) -> Bool {
      if left.score != right.score { return left.score < right.score }
      return index.referenceBytes(left.place).lexicographicallyPrecedes(index.referenceBytes(right.place))
    }

    mutating func take(_ place: Int, _ score: Int) {
      count += 1
      guard limit > 0 else { return }
      if let worst, !precedes((score, place), worst) { return }
      kept.append((score, place))
      // Put in order now and then, not for each.
      guard limit < 1 << 32, kept.count >= limit + max(limit, 512) else { return }
      kept.sort(by: precedes)
      kept.removeSubrange(limit...)
      worst = kept.last
    }
  }
}

extension SearchScan {
  /// The rank of the best place of a word; nil where it does not stand in the text.
  func rank(of word: SearchQuery.Word) -> Int? {
    var best: Int?
    for needle in word.needles {
      forEachMatch(of: needle) { _, rank in
        best = min(rank, best ?? .max)
        return true
      }
    }
    return best
  }
}
