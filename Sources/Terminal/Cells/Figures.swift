/// Figures as they are written and cut.
enum Figures {
  /// A number with a comma between its thousands: `12,345`.
  static func grouped(_ number: some BinaryInteger) -> String {
    let digits = String(number.magnitude)
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// How many scalars of a text fit in so many columns without cutting a decimal figure: a part of `1,186.40 KG` would be
  /// another figure. A unit of two capital letters belongs to it.
  static func prefix(of text: [Unicode.Scalar], columns: Int) -> Int {
    var (used, count) = (0, 0)
    while count < text.count {
      // One scalar is as wide as its own text, but for a mark, which sits on the letter before it.
      let kind = CharacterWidth.kind(of: text[count])
      let width =
        kind == .combining && count > 0 ? 0 : CharacterWidth.columns(of: String(Character(text[count])))
      if used + width > columns { break }
      used += width
      count += 1
    }
    var place = 0
    while place < count {
      guard isDigit(text[place]) else {
        place += 1
        continue
      }
      let end = endOfFigure(text, from: place)
      if end.isDecimal, end.place > count { return place }
      place = end.place
    }
    return count
  }

  /// Where a run of digits, commas and stops that begins at `start` ends, with its unit, and whether it is a decimal of two
  /// places.
  private static func endOfFigure(_ text: [Unicode.Scalar], from start: Int) -> (place: Int, isDecimal: Bool)
  {
    var end = start
    while end < text.count, isDigit(text[end]) || text[end] == "," || text[end] == "." { end += 1 }
    // A stop or comma after the figure is the sentence's.
    while end > start, !isDigit(text[end - 1]) { end -= 1 }
    guard end - start >= 4, text[end - 3] == "." else { return (max(end, start + 1), false) }
    if end + 2 < text.count, text[end] == " ", isCapital(text[end + 1]), isCapital(text[end + 2]),
      end + 3 == text.count || !text[end + 3].properties.isAlphabetic
    {
      end += 3
    }
    return (end, true)
  }

  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool { ("A"..."Z").contains(scalar) }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
