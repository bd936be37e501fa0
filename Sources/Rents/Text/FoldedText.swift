/// Text as it is searched, compared and put in order: small letters without accents and without what cannot be seen, so
/// that `maire` finds `Máire`, `MAIRE` and the name with an invisible character inside.
///
/// The landlord's systems write the same name in several ways. Letters of the Latin alphabet lose their marks; other
/// alphabets only their case. It is here because the book's queries and the desk's lists must agree on what is the same.
public struct FoldedText: Hashable, Comparable, Sendable {
  /// The folded text as UTF-8.
  public private(set) var bytes: [UInt8] = []

  /// No text.
  public init() {}

  /// A text, folded.
  public init(_ text: some StringProtocol) { append(text) }

  /// Adds a text, folded.
  public mutating func append(_ text: some StringProtocol) {
    bytes.reserveCapacity(bytes.count + text.utf8.count)
    let start = bytes.count
    for byte in text.utf8 {
      // Names without accents are the rule: only others are looked at letter by letter.
      guard byte < 0x80 else {
        bytes.removeSubrange(start...)
        for scalar in text.unicodeScalars { append(scalar) }
        return
      }
      append(ascii: byte)
    }
  }

  /// Adds a line end, which no folded text holds: nothing that is searched reaches over it.
  public mutating func endLine() { bytes.append(0x0A) }

  /// Whether nothing is left of the text.
  public var isEmpty: Bool { bytes.isEmpty }

  /// By the folded bytes.
  public static func < (left: FoldedText, right: FoldedText) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  /// Whether it begins with `part`.
  public func hasPrefix(_ part: FoldedText) -> Bool { bytes.starts(with: part.bytes) }

  /// Whether `part` occurs; nothing occurs everywhere.
  public func contains(_ part: FoldedText) -> Bool {
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
  private mutating func append(ascii byte: UInt8) {
    switch byte {
    case 0x41...0x5A: bytes.append(byte + 0x20)
    case 0x20...0x7E: bytes.append(byte)
    // A control character is no part of a name; a tab or a line end parts two words.
    case 0x09, 0x0A, 0x0D: bytes.append(0x20)
    default: break
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    switch value {
    case 0..<0x80: append(ascii: UInt8(truncatingIfNeeded: value))
    case 0xC6, 0xE6, 0x1E2, 0x1E3, 0x1FC, 0x1FD: bytes += "ae".utf8
    case 0xDE, 0xFE: bytes += "th".utf8
    case 0xDF, 0x1E9E: bytes += "ss".utf8
    case 0x152, 0x153: bytes += "oe".utf8
    case 0x2018, 0x2019, 0x2BC: bytes.append(UInt8(ascii: "'"))
    case 0x2010...0x2015: bytes.append(UInt8(ascii: "-"))
    default:
      if let letter = FoldedText.letter(value) {
        bytes.append(letter)
        return
      }
      let properties = scalar.properties
      switch properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format, .control: return
      case .spaceSeparator: bytes.append(0x20)
      default:
        if !properties.isDefaultIgnorableCodePoint { bytes += properties.lowercaseMapping.utf8 }
      }
    }
  }

  private static func letter(_ value: UInt32) -> UInt8? {
    let letter: UInt8
    switch value {
    case 0xC0..<0x250: letter = latin[Int(value - 0xC0)]
    case 0x1E00..<0x1F00: letter = latinAdditional[Int(value - 0x1E00)]
    default: return nil
    }
    return letter == UInt8(ascii: " ") ? nil : letter
  }

  // The plain letter of each code point of the blocks, by Unicode's decompositions; a space where there is none.
  private static let latin = Array(
    ("aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg"
      + "gggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
      + "                  f             oo             uu                   dddlllnnnaaiioouuuuuuuuuu aa"
      + "aa    ggkkoooo  jdddgg  nnaa    aaaaeeeeiiiioooorrrruuuusstt  hh      aaeeooooooooyy            "
      + "                ").utf8)
  private static let latinAdditional = Array(
    ("aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr"
      + "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas    aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
      + "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy      ").utf8)
}
