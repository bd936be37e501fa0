/// Which part of a person's name is the surname: what stands before a comma (`MARSH, Kelly`), a first word in capitals
/// before others (`MARSH Kelly`), else the last word with the particles before it (`Ms Ada van der Berg`).
///
/// The desk's lists and the book's search must agree on it.
public enum Surname {
  private static let particles: Set<String> = [
    "van", "von", "de", "del", "della", "di", "da", "dos", "der", "den", "la", "le", "el", "al", "bin", "ibn",
    "bint", "ap", "st", "st.", "mac", "mc", "o", "o'", "o’", "ter", "ten", "zu",
  ]

  /// Which of a name's words begins the surname, counted from 0; nil where there is no word.
  ///
  /// - Parameter words: the words of the name without a title (``PersonTitle``).
  public static func firstWord(in words: [Substring]) -> Int? {
    guard let first = words.first else { return nil }
    if words.count == 1 || words.contains(where: { $0.contains(",") }) { return 0 }
    if first.count > 1, isCapitals(first), !isCapitals(words[1]) { return 0 }
    var last = words.count - 1
    while last > 1, particles.contains(words[last - 1].lowercased()) { last -= 1 }
    return last
  }

  /// The first character of the surname, counted from 0; nil where the name has no word.
  public static func start(in name: String) -> Int? {
    // Nobody's name is so long: what is, has no surname that anybody would look for.
    guard name.utf8.count <= 200 else { return nil }
    var words = name.split(separator: " ")
    if let first = words.first, words.count > 1, PersonTitle.isTitle(first) { words.removeFirst() }
    guard let word = firstWord(in: words) else { return nil }
    return name.distance(from: name.startIndex, to: words[word].startIndex)
  }

  private static func isCapitals(_ word: Substring) -> Bool { word == word.uppercased()[...] }
}
