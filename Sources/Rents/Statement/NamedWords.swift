/// The words of a name that somebody typed, to look for others among them: `court` is in `Leeds Magistrates' Court` and not in
/// `Harcourt`, `rent` in `Rent arrears` and not in `parental`.
struct NamedWords: Hashable {
  private let words: [[UInt8]]

  /// The words of a text, without case, accents and punctuation.
  init(_ text: String) {
    words = FoldedText(text).bytes.split { byte in
      byte < 0x80 && !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
        && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }.map(Array.init)
  }

  /// Whether all words of another stand here, one behind the other; nothing is nowhere.
  func contains(_ other: NamedWords) -> Bool {
    let count = other.words.count
    guard count > 0, count <= words.count else { return false }
    return (0...words.count - count).contains { words[$0..<$0 + count].elementsEqual(other.words) }
  }
}
