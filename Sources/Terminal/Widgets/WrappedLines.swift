/// Sentences broken into lines by words, for questions and explanations.
enum WrappedLines {
  /// The lines of `text` in `width` columns; a word that is longer than a line is divided.
  static func of(_ text: String, width: Int) -> [String] {
    let width = max(1, width)
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      var used = 0
      for word in paragraph.split(separator: " ") {
        var columns = CharacterWidth.columns(of: word)
        if used > 0, used + 1 + columns > width {
          lines.append(line)
          (line, used) = ("", 0)
        }
        if used > 0 {
          line += " "
          used += 1
        }
        guard columns > width else {
          line += word
          used += columns
          continue
        }
        for character in word {
          columns = CharacterWidth.columns(of: String(character))
          if used > 0, used + columns > width {
            lines.append(line)
            (line, used) = ("", 0)
          }
          line.append(character)
          used += columns
        }
      }
      lines.append(line)
    }
    return lines
  }
}
