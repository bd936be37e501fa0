/// Text in the plain form in which it is searched and put in order: small letters without accents, so that `maire` finds
/// `Máire`, `MAIRE` and the name with an invisible character inside.
struct FoldedText: Hashable, Comparable, Sendable {
  /// The bytes of the folded text.
  private(set) var bytes: [UInt8] = []

  /// No text.
  init() {}

  init(_ text: some StringProtocol) { append(text) }

  /// Adds a text, folded.
  mutating func append(_ text: some StringProtocol) {
    bytes.reserveCapacity(bytes.count + text.utf8.count)
    let start = bytes.count
    for byte in text.utf8 {
      // Names without accents are the rule: only others are looked at letter by letter.
      guard byte < 0x80 else {
        bytes.removeSubrange(start...)
        for scalar in text.unicodeScalars { FoldedText.append(scalar, to: &bytes) }
        return
      }
      FoldedText.append(ascii: byte, to: &bytes)
    }
  }

  /// Adds a line end, which no text holds.
  mutating func endLine() { bytes.append(0x0A) }

  static func < (left: FoldedText, right: FoldedText) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  /// Whether `part` occurs; nothing occurs everywhere.
  func contains(_ part: FoldedText) -> Bool {
    let wanted = part.bytes
    guard let first = wanted.first else { return true }
    guard wanted.count <= bytes.count else { return false }
    return bytes.withUnsafeBufferPointer { text in
      wanted.withUnsafeBufferPointer { wanted in
        let last = text.count - wanted.count
        var start = 0
        while start <= last {
          if text[start] == first {
            var place = 1
            while place < wanted.count, text[start + place] == wanted[place] { place += 1 }
            if place == wanted.count { return true }
          }
          start += 1
        }
        return false
      }
    }
  }

  @inline(__always)
  private static func append(ascii byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case 0x41...0x5A: bytes.append(byte + 0x20)
    case 0x20...0x7E: bytes.append(byte)
    // A control character is no part of a name; a tab or a line end parts two words.
    case 0x09, 0x0A, 0x0D: bytes.append(0x20)
    default: break
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    if scalar.isASCII { return append(ascii: UInt8(truncatingIfNeeded: scalar.value), to: &bytes) }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return
    case .spaceSeparator:
      bytes.append(0x20)
      return
    default: break
    }
    if properties.isDefaultIgnorableCodePoint { return }
    switch scalar {
    case "ß", "ẞ": bytes += "ss".utf8
    case "æ", "Æ", "ǽ", "Ǽ": bytes += "ae".utf8
    case "œ", "Œ": bytes += "oe".utf8
    case "þ", "Þ": bytes += "th".utf8
    case "ð", "Ð": bytes += "d".utf8
    case "ı": bytes += "i".utf8
    case "\u{2018}", "\u{2019}", "\u{02BC}": bytes += "'".utf8
    case "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}": bytes += "-".utf8
    default:
      let base = latin.indices.contains(Int(scalar.value)) ? latin[Int(scalar.value)] : plainLetter(scalar)
      if base != 0 {
        bytes.append(base)
      } else {
        bytes += properties.lowercaseMapping.utf8
      }
    }
  }

  /// The letter under the accents of each code point of the usual Latin blocks, or 0: worked out once, because names in
  /// these letters are many.
  private static let latin: [UInt8] = (0..<0x250).map { value in
    Unicode.Scalar(UInt32(value)).map(plainLetter) ?? 0
  }

  /// The letter under the accents of `LATIN SMALL LETTER E WITH ACUTE`, which the Unicode name spells out: the standard
  /// library has no decomposition without Foundation. 0 where there is none.
  private static func plainLetter(_ scalar: Unicode.Scalar) -> UInt8 {
    guard let name = scalar.properties.name, name.hasPrefix("LATIN ") else { return 0 }
    let words = name.utf8.split(separator: UInt8(ascii: " "))
    guard words.count >= 4, words[2].elementsEqual("LETTER".utf8), words[3].count == 1,
      let letter = words[3].first, (0x41...0x5A).contains(letter),
      words.count == 4 || words[4].elementsEqual("WITH".utf8)
    else { return 0 }
    return letter + 0x20
  }
}
