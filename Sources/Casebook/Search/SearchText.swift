import Rents

/// What is searched of an account, as bytes that compare quickly: folded (``FoldedText``), and without anything but
/// letters and digits, so that punctuation and spaces part nobody from their name.
///
/// Each field begins with its code (1 to 5, ``SearchHit/Field``). The first letter or digit of a word has its bit 32
/// cleared: `o'brien` is `OBrien`, `14 hazel` is `1` (as 0x11) `4Hazel`; so a comparison with that bit set sees small
/// letters only, and the beginnings of words are there to be seen as well. Before a word of another alphabet stands
/// ``otherWord`` instead. Behind the code of a name comes one byte: 128 and the place of the surname, or 255.
///
/// Reference and postcode are one word each, and so is each telephone number, in its national form: `+44 7700 900412`
/// is `07700900412`.
struct SearchText {
  /// Where a byte comes from.
  struct Place: Hashable {
    var field: SearchHit.Field
    var index: Int
    var character: Int
  }

  /// Stands before a word of letters that are not ASCII.
  static let otherWord: UInt8 = 6
  private static let noSurname: UInt8 = 255

  private(set) var bytes: [UInt8] = []
  private var origins: [Place] = []
  private let keepsOrigins: Bool

  /// - Parameter keepsOrigins: Whether places in the text will be asked for (``match(of:)``).
  init(_ account: SearchedAccount, keepsOrigins: Bool = false) {
    self.keepsOrigins = keepsOrigins
    bytes.reserveCapacity(96)
    append(account.reference, .reference, isOneWord: true)
    for (index, name) in account.names.enumerated() { append(name: name, index) }
    if !account.address.isEmpty { append(account.address, .address) }
    if !account.postcode.isEmpty { append(account.postcode, .postcode, isOneWord: true) }
    append(phone: account.phone)
  }

  // MARK: Fields

  private mutating func put(_ byte: UInt8, _ origin: @autoclosure () -> Place) {
    bytes.append(byte)
    if keepsOrigins { origins.append(origin()) }
  }

  private mutating func begin(_ field: SearchHit.Field, _ index: Int = 0) {
    put(field.rawValue, Place(field: field, index: index, character: 0))
  }

  private mutating func append(
    _ text: String, _ field: SearchHit.Field, _ index: Int = 0, isOneWord: Bool = false
  ) {
    begin(field, index)
    appendWords(of: text, field, index, isOneWord: isOneWord)
  }

  private mutating func append(name: String, _ index: Int) {
    begin(.name, index)
    let place = bytes.count
    put(SearchText.noSurname, Place(field: .name, index: index, character: 0))
    guard let surname = Surname.start(in: name) else {
      appendWords(of: name, .name, index, isOneWord: false)
      return
    }
    // The surname begins a word, so the two parts give the same bytes as the whole.
    let cut = name.index(name.startIndex, offsetBy: surname)
    appendWords(of: String(name[..<cut]), .name, index, isOneWord: false)
    let offset = bytes.count - place - 1
    // In front of a word of another alphabet its mark is to come, which is no part of it.
    appendWords(of: String(name[cut...]), .name, index, from: surname, isOneWord: false)
    let start = place + 1 + offset
    let isMarked = start < bytes.count && bytes[start] == SearchText.otherWord
    let shown = offset + (isMarked ? 1 : 0)
    if shown < 127 { bytes[place] = 128 | UInt8(truncatingIfNeeded: shown) }
  }

  private mutating func appendWords(
    of text: String, _ field: SearchHit.Field, _ index: Int, from first: Int = 0, isOneWord: Bool
  ) {
    var startsWord = true
    func isLetter(_ byte: UInt8) -> Bool {
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte >= 0x80
    }
    func take(_ byte: UInt8, _ character: Int, _ text: inout SearchText) {
      guard isLetter(byte) else {
        startsWord = startsWord || !isOneWord
        return
      }
      let origin = Place(field: field, index: index, character: character)
      if startsWord, byte >= 0x80 {
        if let last = text.bytes.last, last >= 0x10 { text.put(SearchText.otherWord, origin) }
        text.put(byte, origin)
      } else {
        text.put(startsWord ? byte & ~0x20 : byte, origin)
      }
      startsWord = false
    }
    guard keepsOrigins else {
      for byte in FoldedText(text).bytes { take(byte, 0, &self) }
      return
    }
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
      // A byte is a character here, and stays one when it is folded.
      for (place, byte) in FoldedText(text).bytes.enumerated() { take(byte, first + place, &self) }
      return
    }
    for (place, character) in text.enumerated() {
      for byte in FoldedText(String(character)).bytes { take(byte, first + place, &self) }
    }
  }

  private mutating func append(phone: String) {
    for number in PhoneNumber.all(in: phone) {
      begin(.phone)
      for (place, digit) in number.digits.enumerated() {
        put(
          place == 0 ? digit & ~0x20 : digit,
          Place(field: .phone, index: 0, character: number.characters[place]))
      }
    }
  }

  // MARK: Places

  /// The best place at which a word stands; nil where it does not stand in the text.
  func match(of word: SearchQuery.Word) -> SearchHit.Match? {
    let padded = bytes + [UInt8](repeating: 0, count: SearchScan.padding)
    let best = padded.withUnsafeBufferPointer { text in
      var best: (rank: Int, start: Int, end: Int)?
      for needle in word.needles {
        needle.withUnsafeBufferPointer { needle in
          guard let sought = SearchNeedle(needle) else { return }
          SearchScan(text, 0, bytes.count).forEachMatch(of: sought) { start, rank in
            if rank < best?.rank ?? .max { best = (rank, start, start + needle.count) }
            return true
          }
        }
      }
      return best
    }
    guard let best, origins.indices.contains(best.start) else { return nil }
    let places = origins[best.start..<best.end].map(\.character)
    guard let first = places.min(), let last = places.max() else { return nil }
    let origin = origins[best.start]
    return SearchHit.Match(field: origin.field, index: origin.index, characters: first..<(last + 1))
  }
}
