import Terminal

/// Text broken into lines at blanks; a word that is longer than a line is broken where the line ends.
enum WrappedText {
  /// As many whole words as a line has room for, with … behind where there are more.
  static func first(_ text: String, width: Int) -> String {
    let whole = text.split(whereSeparator: { $0 == " " || $0.isNewline }).joined(separator: " ")
    if CharacterWidth.columns(of: whole) <= width { return whole }
    guard width > 4 else { return whole }
    return (lines(whole, width: width - 2, limit: 1).first ?? "") + " …"
  }

  static func lines(_ text: String, width: Int, limit: Int = 400) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    var used = 0
    func finish() {
      lines.append(line)
      (line, used) = ("", 0)
    }
    for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
      if lines.count >= limit { break }
      let needed = CharacterWidth.columns(of: word)
      if used > 0, used + 1 + needed <= width {
        line += " " + word
        used += 1 + needed
        continue
      }
      if used > 0 { finish() }
      if needed <= width {
        (line, used) = (String(word), needed)
        continue
      }
      for character in word {
        let columns = CharacterWidth.columns(of: String(character))
        if used + columns > width, used > 0 { finish() }
        if lines.count >= limit { break }
        line.append(character)
        used += columns
      }
    }
    if used > 0 { finish() }
    return lines
  }
}
