/// Text as it is searched and compared: without case, accents and what cannot be seen.
///
/// The landlord's systems write the same name in several ways (`Máire`, `Maire`; `Phạm`, `Pham`), and one of them
/// hides characters in it. Letters of the Latin alphabet lose their marks; other alphabets only their case.
enum FoldedText {
  /// The text folded, as bytes of UTF-8.
  static func fold(_ text: String) -> [UInt8] {
    var folded: [UInt8] = []
    append(text, to: &folded)
    return folded
  }

  /// Appends the folded text.
  static func append(_ text: String, to folded: inout [UInt8]) {
    var copy = text
    let isASCII = copy.withUTF8 { bytes in
      for byte in bytes where byte >= 0x80 { return false }
      folded.reserveCapacity(folded.count + bytes.count)
      for byte in bytes { folded.append(lowercase(byte)) }
      return true
    }
    if isASCII { return }
    for scalar in text.unicodeScalars { append(scalar, to: &folded) }
  }

  private static func append(_ scalar: Unicode.Scalar, to folded: inout [UInt8]) {
    let value = scalar.value
    switch value {
    case 0..<0x80: folded.append(lowercase(UInt8(value)))
    case 0xC6, 0xE6: folded.append(contentsOf: [UInt8(ascii: "a"), UInt8(ascii: "e")])
    case 0xDE, 0xFE: folded.append(contentsOf: [UInt8(ascii: "t"), UInt8(ascii: "h")])
    case 0xDF: folded.append(contentsOf: [UInt8(ascii: "s"), UInt8(ascii: "s")])
    case 0x152, 0x153: folded.append(contentsOf: [UInt8(ascii: "o"), UInt8(ascii: "e")])
    case 0x2018, 0x2019, 0x2BC: folded.append(UInt8(ascii: "'"))
    case 0x2010...0x2015: folded.append(UInt8(ascii: "-"))
    case 0xA0, 0x2000...0x200A, 0x202F, 0x3000: folded.append(UInt8(ascii: " "))
    default:
      if let letter = letter(value) {
        folded.append(letter)
        return
      }
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format, .control: return
      default: folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
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

  @inline(__always)
  private static func lowercase(_ byte: UInt8) -> UInt8 {
    byte >= 65 && byte <= 90 ? byte + 32 : byte
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
