import Rents

/// What is looked for: words, all of which must stand in an account.
struct SearchQuery: Hashable {
  /// One word in each form in which it may stand.
  struct Word: Hashable {
    var needles: [[UInt8]]
  }

  private(set) var words: [Word] = []
  /// All words as one, where there are several: `o brien`, `hx3 2qd`. Standing so it counts as much as it would alone.
  private(set) var joined: [UInt8]?

  init(_ text: String) {
    var parts = FoldedText(text).bytes.split(separator: 0x20).map(Array.init)[...]
    while let part = parts.popFirst() {
      if let national = SearchQuery.international(part, followedBy: &parts) {
        words.append(Word(needles: [national]))
        continue
      }
      let needle = part.filter(SearchQuery.isLetter)
      guard !needle.isEmpty else { continue }
      var needles = [needle]
      // The form of other countries, its + left out.
      if needle.count >= 4, needle.starts(with: SearchQuery.code), needle.allSatisfy(SearchQuery.isDigit) {
        needles.append(SearchQuery.national(needle[2...]))
      }
      words.append(Word(needles: needles))
    }
    if words.count > 1 {
      joined = words.flatMap { $0.needles[0] }
    }
  }

  /// Whether every account in which this query's words stand is one in which the other's do: each word of the other is
  /// the beginning of one of these. Where a word stands its beginning does too, at the same place. A query without words
  /// finds nothing, and nothing narrows it.
  func narrows(_ other: SearchQuery) -> Bool {
    !other.words.isEmpty
      && other.words.allSatisfy { old in
        words.contains { new in
          new.needles.allSatisfy { needle in old.needles.contains { needle.starts(with: $0) } }
        }
      }
  }

  private static let code = Array("44".utf8)

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || isDigit(byte) || byte >= 0x80
  }

  private static func national(_ digits: ArraySlice<UInt8>) -> [UInt8] {
    [UInt8(ascii: "0")] + (digits.first == UInt8(ascii: "0") ? digits.dropFirst() : digits)
  }

  /// A number that begins with `+44` or `0044` in its national form, with the groups of digits that follow it.
  private static func international(_ part: [UInt8], followedBy parts: inout ArraySlice<[UInt8]>) -> [UInt8]?
  {
    func isPhone(_ part: [UInt8]) -> Bool {
      part.contains(where: isDigit)
        && part.allSatisfy { isDigit($0) || [0x28, 0x29, 0x2D, 0x2E].contains($0) }
    }
    let hasPlus = part.first == UInt8(ascii: "+")
    guard isPhone(hasPlus ? Array(part.dropFirst()) : part) else { return nil }
    var digits = part.filter(isDigit)[...]
    let prefix = hasPlus ? code : [0x30, 0x30] + code
    guard digits.starts(with: prefix) else { return nil }
    digits = digits.dropFirst(prefix.count)
    while let next = parts.first, isPhone(next) {
      digits += next.filter(isDigit)
      parts.removeFirst()
    }
    return national(digits)
  }
}
