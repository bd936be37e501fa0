/// Text that was taken back: it stays readable, with a line through it where the terminal can draw one. A word or sign beside
/// it always says the same.
enum StruckThrough {
  /// The text with U+0336 after each character.
  static func text(_ text: String) -> String {
    var struck = ""
    for character in text {
      struck.append(character)
      if character != " " { struck.append("\u{336}") }
    }
    return struck
  }
}
