import Rents

/// Which part of a person's name is the surname: what stands before a comma (`MARSH, Kelly`), a first word in capitals
/// before others (`MARSH Kelly`), else the last word with the particles before it (`Ms Ada van der Berg`).
enum Surname {
  private static let particles: Set<String> = [
    "van", "von", "de", "del", "della", "di", "da", "dos", "der", "den", "la", "le", "el", "al", "bin", "ibn",
    "bint", "ap", "st", "st.", "mac", "mc", "o", "o'", "o’", "ter", "ten", "zu",
  ]

  /// The first character of the surname, counted from 0; nil where the name has no word.
  static func start(in name: String) -> Int? {
    // Nobody's name is so long: what is, has no surname that anybody would look for.
    guard name.utf8.count <= 200 else { return nil }
    var words: [(start: Int, text: Substring)] = []
    var place = 0
    var start = name.startIndex
    var startPlace = 0
    for index in name.indices {
      if name[index] == " " {
        if start < index { words.append((startPlace, name[start..<index])) }
        start = name.index(after: index)
        startPlace = place + 1
      }
      place += 1
    }
    if start < name.endIndex { words.append((startPlace, name[start...])) }
    if let first = words.first, words.count > 1, PersonTitle.isTitle(first.text) { words.removeFirst() }
    guard let first = words.first else { return nil }
    if words.count == 1 || name.contains(",") { return first.start }
    if first.text.count > 1, isCapitals(first.text), !isCapitals(words[1].text) { return first.start }
    var last = words.count - 1
    while last > 1, particles.contains(words[last - 1].text.lowercased()) { last -= 1 }
    return words[last].start
  }

  private static func isCapitals(_ word: Substring) -> Bool { word == word.uppercased()[...] }
}
