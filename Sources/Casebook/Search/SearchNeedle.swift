/// One form of a word that is looked for, prepared for comparing eight places of a text at a time.
struct SearchNeedle {
  /// Its folded letters and digits, one at least.
  let bytes: UnsafeBufferPointer<UInt8>
  private let first: UInt64
  private let last: UInt64
  private let distance: Int
  /// The first letter as it begins a word; nil in alphabets in which it does not show that.
  private let beginning: UInt64?

  // By arithmetic in whole words: the library's vectors are worked through element by element where they are compared.
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let small = ones &* 0x20
  private static let low = ones &* 0x7F
  /// What ``differences(_:_:)`` gives where none of eight places is like it.
  static let none = UInt64.max

  /// - Parameter bytes: These must outlive the needle. None is no needle.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first, let last = bytes.last else { return nil }
    self.bytes = bytes
    self.first = SearchNeedle.ones &* UInt64(first | 0x20)
    self.last = SearchNeedle.ones &* UInt64(last | 0x20)
    distance = bytes.count - 1
    beginning = first < 0x80 ? SearchNeedle.ones &* UInt64(first & ~0x20) : nil
  }

  /// For each of eight places of a text from `place` on a byte: its highest bit is clear where first and last letter are
  /// like the needle's, and all other bits are set.
  @inline(__always)
  func differences(_ text: UnsafeRawPointer, _ place: Int) -> UInt64 {
    let firsts = SearchNeedle.word(text, place) | SearchNeedle.small
    let lasts = SearchNeedle.word(text, place &+ distance) | SearchNeedle.small
    return SearchNeedle.nonzero((firsts ^ first) | (lasts ^ last))
  }

  /// The highest bit of each of eight places at which the needle's first letter may begin a word.
  @inline(__always)
  func beginnings(_ text: UnsafeRawPointer, _ place: Int) -> UInt64 {
    guard let beginning else { return ~differences(text, place) }
    return ~SearchNeedle.nonzero(SearchNeedle.word(text, place) ^ beginning)
  }

  @inline(__always)
  private static func word(_ text: UnsafeRawPointer, _ place: Int) -> UInt64 {
    UInt64(littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt64.self))
  }

  /// The highest bit of each byte that is not zero; all others are set.
  @inline(__always)
  private static func nonzero(_ word: UInt64) -> UInt64 {
    ((word & low) &+ low) | word | low
  }
}
