import Rents

/// A person's name as a list shows it: the surname first, because that is what the eye looks for.
///
/// A title is left out, and ``Surname`` says which part is the surname. A name that is not in Latin letters, or is one word,
/// or has its surname in front (`MARSH, Kelly`, `MARSH Kelly`), stays as it is.
enum PersonName {
  /// `Ramsbottom Stephen` for `Mr Stephen Ramsbottom`.
  static func listed(_ sent: String) -> String {
    let name = HiddenCharacters.named(sent)
    // Nobody's name is so long: what is, is shown as it was sent.
    guard name.utf8.count <= 100, name.unicodeScalars.allSatisfy(isLatin), !name.contains(",") else {
      return name
    }
    var words = name.split(separator: " ")
    guard words.count > 1 else { return name }
    if let first = words.first, PersonTitle.isTitle(first) {
      words.removeFirst()
    }
    guard words.count > 1, words.count <= 6, let surname = Surname.firstWord(in: words), surname > 0 else {
      return words.joined(separator: " ")
    }
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
