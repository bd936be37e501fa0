/// A telephone number as it is searched: its digits in the national form.
struct PhoneNumber: Hashable {
  /// ASCII digits.
  var digits: [UInt8]
  /// For each digit the character of the text that it comes from, counted from 0.
  var characters: [Int]

  /// The numbers in a text: spaces, hyphens, dots and brackets part no number, anything else parts two.
  static func all(in text: String) -> [PhoneNumber] {
    var numbers: [PhoneNumber] = []
    var number = PhoneNumber(digits: [], characters: [])
    var plus: Int?
    func finish() {
      if !number.digits.isEmpty { numbers.append(number.national(plus: plus)) }
      number = PhoneNumber(digits: [], characters: [])
      plus = nil
    }
    for (place, character) in text.enumerated() {
      if let value = character.asciiValue, (0x30...0x39).contains(value) {
        number.digits.append(value)
        number.characters.append(place)
      } else if character == "+" {
        finish()
        plus = place
      } else if !isInside(character) {
        finish()
      }
    }
    finish()
    return numbers
  }

  /// Whether a character may stand inside a number, between its digits.
  static func isInside(_ character: Character) -> Bool {
    character == " " || character == "-" || character == "." || character == "(" || character == ")"
      || character == "\u{A0}" || character == "\u{2011}" || character == "\u{2013}"
      || character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format }
  }

  /// The national form: `+44 7700 900412`, `0044 (0)7700 900412` and `7700 900412` are all `07700900412`.
  private func national(plus: Int?) -> PhoneNumber {
    var rest = self
    let isInternational = plus != nil
    if digits.starts(with: PhoneNumber.international), isInternational || digits.count >= 12 {
      rest.drop(2)
    } else if digits.starts(with: PhoneNumber.dialled) {
      rest.drop(4)
    } else {
      // A spreadsheet takes the first zero away.
      if digits.count == 10, digits[0] != UInt8(ascii: "0"), !isInternational {
        rest.prefixZero(at: characters[0])
      }
      return rest
    }
    if rest.digits.first == UInt8(ascii: "0") { rest.drop(1) }
    rest.prefixZero(at: plus ?? characters[0])
    return rest
  }

  private mutating func drop(_ count: Int) {
    digits.removeFirst(min(count, digits.count))
    characters.removeFirst(min(count, characters.count))
  }

  private mutating func prefixZero(at character: Int) {
    digits.insert(UInt8(ascii: "0"), at: 0)
    characters.insert(character, at: 0)
  }

  private static let international = Array("44".utf8)
  private static let dialled = Array("0044".utf8)
}
