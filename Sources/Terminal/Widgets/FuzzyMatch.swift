/// How well a text answers to typed words, and by which letters.
///
/// Each typed word must be found: at the beginning of the text or of one of its words, as the initials of its words, inside
/// it, or letter by letter. Letters match whatever their case and accents.
struct FuzzyMatch: Hashable, Sendable, Comparable {
  /// How far it is from a perfect answer; the lowest is the best.
  var distance: Int
  /// The characters that were found, in order and apart.
  var letters: [Range<Int>]
  /// Whether only letters here and there were found, and no word.
  var isScattered = false

  static func < (left: FuzzyMatch, right: FuzzyMatch) -> Bool { left.distance < right.distance }

  /// A text made ready to be searched: its characters folded, and where its words begin.
  struct Text: Hashable, Sendable {
    var characters: [Character]
    var wordStarts: [Int]

    init(_ text: String) {
      characters = text.map(Text.folded)
      wordStarts = []
      var wasWord = false
      for (index, character) in characters.enumerated() {
        let isWord = character.isLetter || character.isNumber
        if isWord && !wasWord { wordStarts.append(index) }
        wasWord = isWord
      }
    }

    static func folded(_ character: Character) -> Character {
      if let value = character.asciiValue {
        return (0x41...0x5A).contains(value) ? Character(Unicode.Scalar(value | 0x20)) : character
      }
      var plain = character
      if let scalar = character.unicodeScalars.first {
        if let letter = Canvas.withoutAccent[scalar] {
          plain = Character(letter)
        } else if character.unicodeScalars.dropFirst().allSatisfy({
          CharacterWidth.kind(of: $0) == .combining
        }) {
          plain = Character(scalar)
        }
      }
      let lowered = plain.lowercased()
      return lowered.count == 1 ? lowered.first ?? plain : plain
    }
  }

  /// How well `text` answers to `word`, both folded; nil where it does not.
  static func of(_ word: [Character], in text: Text) -> FuzzyMatch? {
    guard !word.isEmpty else { return FuzzyMatch(distance: 0, letters: []) }
    let characters = text.characters
    guard word.count <= characters.count else { return nil }
    func stands(at place: Int) -> Bool {
      place + word.count <= characters.count && characters[place..<place + word.count].elementsEqual(word)
    }
    if stands(at: 0) { return FuzzyMatch(distance: 0, letters: [0..<word.count]) }
    for (order, place) in text.wordStarts.enumerated() where stands(at: place) {
      return FuzzyMatch(distance: 10 + min(order, 9), letters: [place..<place + word.count])
    }
    if let initials = initials(word, in: text) { return FuzzyMatch(distance: 20, letters: initials) }
    if let place = characters.indices.first(where: stands) {
      return FuzzyMatch(distance: 30 + min(place, 19), letters: [place..<place + word.count])
    }
    return scattered(word, in: text)
  }

  private static func initials(_ word: [Character], in text: Text) -> [Range<Int>]? {
    guard word.count > 1 else { return nil }
    let starts = text.wordStarts
    for first in starts.indices where first + word.count <= starts.count {
      let places = starts[first..<first + word.count]
      if zip(places, word).allSatisfy({ text.characters[$0] == $1 }) { return places.map { $0..<$0 + 1 } }
    }
    return nil
  }

  /// Letter by letter, from the beginning of a word, the letters not too far apart.
  private static func scattered(_ word: [Character], in text: Text) -> FuzzyMatch? {
    guard word.count > 1 else { return nil }
    var best: FuzzyMatch?
    for start in text.wordStarts.prefix(32) where text.characters[start] == word[0] {
      var letters = [start..<start + 1]
      var place = start + 1
      for character in word.dropFirst() {
        let end = min(text.characters.count, place + 64)
        guard let found = (place..<max(place, end)).first(where: { text.characters[$0] == character }) else {
          break
        }
        if let last = letters.last, last.upperBound == found {
          letters[letters.count - 1] = last.lowerBound..<found + 1
        } else {
          letters.append(found..<found + 1)
        }
        place = found + 1
      }
      guard letters.reduce(0, { $0 + $1.count }) == word.count else { continue }
      let gaps = place - start - word.count
      guard gaps <= 4 * word.count else { continue }
      let match = FuzzyMatch(
        distance: 60 + min(gaps, 30) + 2 * min(letters.count, 15), letters: letters, isScattered: true)
      if best.map({ match < $0 }) ?? true { best = match }
    }
    return best
  }
}
