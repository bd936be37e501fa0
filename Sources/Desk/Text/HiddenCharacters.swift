/// Characters that show nothing, or turn the direction of writing, named in angle brackets: a name with one in it is another
/// name to a computer, and whoever reads it has to see that.
enum HiddenCharacters {
  private static let names: [UInt32: String] = [
    0x00AD: "SHY", 0x180E: "MVS", 0x200B: "ZWSP", 0x200C: "ZWNJ", 0x200D: "ZWJ", 0x200E: "LRM", 0x200F: "RLM",
    0x061C: "ALM", 0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO", 0x2060: "WJ",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI", 0xFEFF: "BOM",
  ]

  /// The text with each of them by its name: `K<ZWSP>elly`. A joiner between two pictures of one is left to the picture.
  static func named(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { names[$0.value] != nil }) else { return text }
    let scalars = Array(text.unicodeScalars)
    var shown = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      guard let name = names[scalar.value] else {
        shown.append(scalar)
        continue
      }
      let isInPicture =
        scalar.value == 0x200D && index > 0 && index + 1 < scalars.count && scalars[index - 1].value > 0x2600
        && scalars[index + 1].value > 0x2600
      if isInPicture { shown.append(scalar) } else { shown.append(contentsOf: "<\(name)>".unicodeScalars) }
    }
    return String(shown)
  }
}
