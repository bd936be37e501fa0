import Rents

/// The street of an address, and the house in it, so that doors that stand together are listed together.
struct Street: Hashable, Sendable {
  /// The street as it is written: `Hazel Walk`.
  let name: String
  /// The house, as it is written: `14`, `Flat 5`.
  let house: String
  /// The number by which houses are put in order; those without one come last.
  let number: Int

  /// Reads `14 Hazel Walk`, `14a Hazel Walk`, `Flat 5, Mill House, 3 Mill Lane`; nil for a blank address.
  ///
  /// Where an address has several parts, the first that has a number and more words than `Flat 5` is the house; the
  /// parts before it belong to it.
  init?(_ address: String) {
    let parts = address.split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }
      .filter { !$0.isEmpty }
    guard let first = parts.first else { return nil }
    for (index, part) in parts.enumerated() {
      let words = part.split(separator: " ")
      guard words.count > 1, let number = Street.number(words[0]) else { continue }
      name = words.dropFirst().joined(separator: " ")
      house = (parts[..<index] + [String(words[0])]).joined(separator: ", ")
      self.number = number
      return
    }
    let words = first.split(separator: " ")
    // `Flat 5 Mill House`: the number is behind its word.
    if words.count > 2, let number = Street.number(words[1]), Street.isUnit(words[0]) {
      name = words.dropFirst(2).joined(separator: " ")
      house = "\(words[0]) \(words[1])"
      self.number = number
      return
    }
    // `Flat 5, Mill House`: the building is the street.
    if parts.count > 1, words.count == 2, Street.isUnit(words[0]) {
      name = parts[1]
      house = first
      number = Street.number(words[1]) ?? .max
      return
    }
    name = parts.count > 1 ? parts[1] : first
    house = parts.count > 1 ? first : ""
    number = .max
  }

  private static func isUnit(_ word: Substring) -> Bool {
    ["flat", "apartment", "apt", "room", "unit", "plot", "garage", "studio"].contains(word.lowercased())
  }

  /// `14`, `14a`, `14-16`: the number that a house begins with; nil where it begins with none.
  private static func number(_ word: Substring) -> Int? {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.count < 7, word.count - digits.count < 5 else { return nil }
    return Int(digits)
  }
}
