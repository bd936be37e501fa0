/// Finds bytes in a part of a buffer of ``SearchText``, eight places at a time.
struct SearchScan {
  /// How many bytes behind the last text must be there to be looked at, whatever they are.
  static let padding = 8

  private let text: UnsafeBufferPointer<UInt8>
  private let start: Int
  private let end: Int

  /// - Parameter text: The whole buffer, with ``padding`` behind the end.
  init(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    self.text = text
    self.start = start
    self.end = end
  }

  /// How good a match is, the best first.
  enum Rank {
    static let wholeReference = 0
    static let wholeSurname = 1
    static let surname = 2
    static let wholeWord = 3
    static let word = 4
    static let inside = 5
  }

  /// Calls `body` with the place and rank of each match, in their order, until it returns false.
  @inline(__always)
  func forEachMatch(of needle: SearchNeedle, _ body: (_ start: Int, _ rank: Int) -> Bool) {
    guard let base = text.baseAddress else { return }
    let memory = UnsafeRawPointer(base)
    let lastStart = end - needle.bytes.count
    var place = start
    while place <= lastStart {
      var found = ~needle.differences(memory, place)
      while found != 0 {
        let candidate = place &+ (found.trailingZeroBitCount >> 3)
        found &= found &- 1
        if candidate <= lastStart, let rank = rank(of: needle.bytes, at: candidate), !body(candidate, rank) {
          return
        }
      }
      place &+= 8
    }
  }

  /// The first place where it stands; nil where it stands nowhere.
  func first(of needle: SearchNeedle) -> Int? {
    guard let base = text.baseAddress else { return nil }
    let memory = UnsafeRawPointer(base)
    let lastStart = end - needle.bytes.count
    var place = start
    while place <= lastStart {
      // Four words at once while nothing is like it: most of a book is not.
      while place &+ 32 <= lastStart,
        needle.differences(memory, place) & needle.differences(memory, place &+ 8)
          & needle.differences(memory, place &+ 16) & needle.differences(memory, place &+ 24)
          == SearchNeedle.none
      {
        place &+= 32
      }
      var found = ~needle.differences(memory, place)
      while found != 0 {
        let candidate = place &+ (found.trailingZeroBitCount >> 3)
        found &= found &- 1
        if candidate <= lastStart, rank(of: needle.bytes, at: candidate) != nil { return candidate }
      }
      place &+= 8
    }
    return nil
  }

  /// The rank of its best place; nil where it stands nowhere.
  ///
  /// Once it is known to stand inside a word, only beginnings of words are looked at: they alone rank higher.
  func rank(of needle: SearchNeedle) -> Int? {
    guard let base = text.baseAddress else { return nil }
    let memory = UnsafeRawPointer(base)
    let lastStart = end - needle.bytes.count
    var best = Int.max
    var place = start
    while place <= lastStart {
      var found = best == .max ? ~needle.differences(memory, place) : needle.beginnings(memory, place)
      while found != 0 {
        let candidate = place &+ (found.trailingZeroBitCount >> 3)
        found &= found &- 1
        guard candidate <= lastStart, let rank = rank(of: needle.bytes, at: candidate) else { continue }
        if rank == Rank.wholeReference { return rank }
        if best == .max { found &= needle.beginnings(memory, place) }
        best = min(best, rank)
      }
      place &+= 8
    }
    return best == .max ? nil : best
  }

  /// The rank of a match; nil where it is none.
  @inline(__always)
  private func rank(of needle: UnsafeBufferPointer<UInt8>, at place: Int) -> Int? {
    var reachesOver = false
    for index in 0..<needle.count {
      let byte = text[place + index]
      if byte == needle[index] { continue }
      guard byte < 0x80, byte | 0x20 == needle[index] else { return nil }
      if index > 0 { reachesOver = true }
    }
    let stop = place + needle.count
    let byte = text[place]
    let isStart: Bool
    if byte < 0x80 {
      isStart = byte & 0x20 == 0
    } else {
      isStart = place > 0 && (text[place - 1] < 0x10 || (place > 1 && text[place - 2] == 2))
    }
    guard isStart else {
      // What reaches over into the next word begins at the beginning of one: `ann` is not in `Joan Nelson`.
      return reachesOver ? nil : Rank.inside
    }
    let isWhole = stop >= end || (text[stop] < 0x80 && text[stop] & 0x20 == 0)
    // Where the field begins.
    var field = place - 1
    while field > 0, text[field] > 5 { field -= 1 }
    if field >= 0, text[field] == SearchHit.Field.reference.rawValue, isWhole { return Rank.wholeReference }
    if field >= 0, text[field] == SearchHit.Field.name.rawValue, place - field - 2 < 127,
      Int(text[field + 1]) == 128 + place - field - 2
    {
      return isWhole ? Rank.wholeSurname : Rank.surname
    }
    return isWhole ? Rank.wholeWord : Rank.word
  }
}
