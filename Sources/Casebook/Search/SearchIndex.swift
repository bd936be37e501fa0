/// The searched texts of all accounts of a book in one buffer, about a hundred bytes an account.
struct SearchIndex {
  /// The texts one behind another (``SearchText``), and padding.
  private var text = [UInt8](repeating: 0, count: SearchScan.padding)
  /// Where each account's text begins, and where the last one ends.
  private var starts: [UInt32] = [0]
  /// The references as the landlord writes them, one behind another.
  private var references: [UInt8] = []
  private var referenceStarts: [UInt32] = [0]
  /// The first eight bytes of each reference as a number: they decide almost always which of two comes first.
  private var referenceKeys: [UInt64] = []
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
    var key: UInt64 = 0
    var length = 0
    for byte in reference {
      if length < 8 { key |= UInt64(byte) << UInt64(56 - 8 * length) }
      length += 1
      references.append(byte)
    }
    referenceKeys.append(key)
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

  /// What was found: the best in their order, and all, by their places.
  struct Found {
    var best: [Int] = []
    /// Ascending.
    var all: [UInt32] = []
  }

  /// The accounts in which every word stands.
  ///
  /// - Parameter places: the only ones to be looked at, ascending: nothing else may hold all words. Nil for all.
  func find(_ query: SearchQuery, limit: Int, among places: [UInt32]? = nil) -> Found {
    let sought = SoughtWords(query)
    return sought.withNeedles { needles, joined in
      guard let longest = needles.first else { return Found() }
      return text.withUnsafeBufferPointer { text in
        starts.withUnsafeBufferPointer { starts in
          var best = Best(limit: limit, in: self)
          var all: [UInt32] = []
          func judge(_ place: Int) {
            let scan = SearchScan(text, Int(starts[place]), Int(starts[place + 1]))
            guard let score = sought.score(scan, needles, joined) else { return }
            all.append(UInt32(truncatingIfNeeded: place))
            best.take(place, score)
          }
          if let places {
            for place in places { judge(Int(place)) }
          } else if sought.hasOtherForms {
            for place in 0..<count { judge(place) }
          } else {
            // The longest word stands in the fewest accounts.
            var place = 0
            var from = 0
            while let match = SearchScan(text, from, end).first(of: longest) {
              while match >= Int(starts[place + 1]) { place += 1 }
              judge(place)
              from = Int(starts[place + 1])
            }
          }
          return Found(best: best.places, all: all)
        }
      }
    }
  }

  /// The best of what was found, by score and then by reference: a heap whose top is the worst of those kept.
  private struct Best {
    private typealias Entry = (score: Int, place: Int)
    private let limit: Int
    private let index: SearchIndex
    private var heap: [Entry] = []

    init(limit: Int, in index: SearchIndex) {
      self.limit = max(limit, 0)
      self.index = index
    }

    var places: [Int] { heap.sorted(by: precedes).map(\.place) }

    private func precedes(_ left: Entry, _ right: Entry) -> Bool {
      if left.score != right.score { return left.score < right.score }
      let (leftKey, rightKey) = (index.referenceKeys[left.place], index.referenceKeys[right.place])
      if leftKey != rightKey { return leftKey < rightKey }
      return index.referenceBytes(left.place).lexicographicallyPrecedes(index.referenceBytes(right.place))
    }

    mutating func take(_ place: Int, _ score: Int) {
      if heap.count < limit {
        heap.append((score, place))
        rise()
      } else if let worst = heap.first, precedes((score, place), worst) {
        heap[0] = (score, place)
        sink()
      }
    }

    /// Puts the last entry where it belongs.
    private mutating func rise() {
      var child = heap.count - 1
      while child > 0 {
        let parent = (child - 1) / 2
        guard precedes(heap[parent], heap[child]) else { return }
        heap.swapAt(parent, child)
        child = parent
      }
    }

    /// Puts the first entry where it belongs.
    private mutating func sink() {
      var parent = 0
      while true {
        var worst = parent
        for child in (2 * parent + 1)...(2 * parent + 2) where child < heap.count {
          if precedes(heap[worst], heap[child]) { worst = child }
        }
        if worst == parent { return }
        heap.swapAt(parent, worst)
        parent = worst
      }
    }
  }
}
