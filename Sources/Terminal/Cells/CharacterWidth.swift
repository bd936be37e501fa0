/// How many columns a character takes, from our own table: the C library's answer depends on the locale and its age,
/// and the terminal's neighbours (a test, a picture, another host) must agree with the screen.
public enum CharacterWidth {
  /// What a character does to the cells it is drawn on.
  enum Kind {
    /// It fills one cell.
    case narrow
    /// It fills two cells.
    case wide
    /// It is drawn over the character before it.
    case combining
    /// It shows nothing or would steer the terminal: a visible mark is drawn in its place.
    case hidden
  }

  /// The columns that `scalar` takes on a canvas: 0 for marks drawn over their neighbour, 2 for wide characters. What
  /// must not reach a terminal takes 1, because a visible mark stands for it.
  public static func columns(of scalar: Unicode.Scalar) -> Int {
    switch kind(of: scalar) {
    case .narrow, .hidden: 1
    case .wide: 2
    case .combining: 0
    }
  }

  /// The columns that `text` takes on one line of a canvas.
  public static func columns(of text: some StringProtocol) -> Int {
    var total = 0
    var first = true
    for scalar in text.unicodeScalars {
      let kind = kind(of: scalar)
      // A mark with nothing to sit on is drawn on a dotted circle, which takes a column.
      if kind == .combining { total += first ? 1 : 0 } else { total += kind == .wide ? 2 : 1 }
      first = false
    }
    return total
  }

  @inline(__always)
  static func kind(of scalar: Unicode.Scalar) -> Kind {
    let value = scalar.value
    if value < 0x300 {
      if value < 0x20 || (0x7F..<0xA0).contains(value) || value == 0xAD { return .hidden }
      return .narrow
    }
    // Dashes and quotes, the pound's neighbours, lines and blocks: all that screens draw besides letters.
    if (0x2010...0x2027).contains(value) || (0x2500...0x25FC).contains(value) { return .narrow }
    if contains(value, in: CharacterWidthTable.wide) {
      return contains(value, in: CharacterWidthTable.invisible) ? .hidden : .wide
    }
    if contains(value, in: CharacterWidthTable.combining) { return .combining }
    if contains(value, in: CharacterWidthTable.invisible) || value & 0xFFFE == 0xFFFE { return .hidden }
    return .narrow
  }

  /// Binary search in a table of pairs.
  private static func contains(_ value: UInt32, in pairs: [UInt32]) -> Bool {
    var low = 0
    var high = pairs.count / 2
    while low < high {
      let middle = (low + high) / 2
      if value > pairs[2 * middle + 1] {
        low = middle + 1
      } else if value < pairs[2 * middle] {
        high = middle
      } else {
        return true
      }
    }
    return false
  }

  /// What is drawn for a character that must not reach the terminal: the picture of a C0 control (␛), or � for C1
  /// controls, bidirectional and other format controls, zero-width characters and noncharacters.
  static func visibleMark(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.value < 0x20 { return Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}" }
    if scalar.value == 0x7F { return "\u{2421}" }
    return "\u{FFFD}"
  }
}
