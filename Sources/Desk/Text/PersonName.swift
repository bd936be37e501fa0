import Rents

/// A person's name as a list shows it: the surname first, because that is what the eye looks for.
///
/// A title is left out and the last word taken for the surname, with the particles before it. A name that is not in Latin
/// letters, or is one word, or says itself which part is the surname (`MARSH, Kelly`, `MARSH Kelly`), stays as it is.
enum PersonName {
  private static let particles: Set<String> = [
    "van", "von", "de", "del", "della", "di", "da", "dos", "der", "den", "la", "le", "el", "al", "bin", "ibn",
    "bint",
    "ap", "st", "st.", "mac", "mc", "o'", "ter", "ten", "zu",
  ]

  /// `Ramsbottom Stephen` for `Mr Stephen Ramsbottom`.
  static func listed(_ name: String) -> String {
    // Nobody's name is so long: what is, is shown as it was sent.
    guard name.utf8.count <= 100, name.unicodeScalars.allSatisfy(isLatin), !name.contains(",") else {
      return name
    }
    var words = name.split(separator: " ")
    guard words.count > 1 else { return name }
    if let first = words.first, PersonTitle.isTitle(first) {
      words.removeFirst()
    }
    guard words.count > 1, words.count <= 6, let first = words.first else {
      return words.joined(separator: " ")
    }
    if first.count > 1, first == first.uppercased()[...], words[1] != words[1].uppercased()[...] {
      return words.joined(separator: " ")
    }
    var surname = words.count - 1
    while surname > 1, particles.contains(words[surname - 1].lowercased()) { surname -= 1 }
    return (words[surname...] + words[..<surname]).joined(separator: " ")
  }

  /// `Nowak Ewa + Jan` for two tenants of one surname, `Nowak Ewa + Field Jo` for others.
  static func listed(_ names: [String]) -> String {
    guard let first = names.first else { return "no name" }
    let shown = listed(first)
    guard names.count > 1 else { return shown }
    guard names.count == 2 else { return "\(shown) + \(names.count - 1) others" }
    let second = listed(names[1])
    let surname = shown.prefix { $0 != " " }
    if !surname.isEmpty, second.hasPrefix(surname + " "), shown != first || second != names[1] {
      return "\(shown) + \(second.dropFirst(surname.count + 1))"
    }
    return "\(shown) + \(second)"
  }

  private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x250 { return scalar.value >= 0x20 && scalar.value != 0x7F }
    return (0x300..<0x370).contains(scalar.value) || (0x1E00..<0x1F00).contains(scalar.value)
      || scalar == "\u{2019}"
  }
}
