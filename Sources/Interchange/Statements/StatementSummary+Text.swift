import Rents

extension StatementSummary {
  /// How wide the text is.
  public static let columns = 80

  /// The paper as text of 80 columns, lines ended by a line feed.
  public var text: String {
    var lines: [String] = []
    for block in blocks { StatementText.add(block, to: &lines) }
    return lines.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}

/// Sets the blocks of a summary in columns.
private enum StatementText {
  private static let label = 33
  private static let told = 23
  private static let week = 10
  private static let month = 11

  static func add(_ block: StatementSummary.Block, to lines: inout [String]) {
    switch block {
    case .title(let words):
      lines += wrapped(words, StatementSummary.columns)
      lines.append(String(repeating: "=", count: min(StatementSummary.columns, width(words))))
    case .heading(let words):
      lines += ["", words.uppercased()]
    case .fact(let name, let words):
      let names = wrapped(name, 23)
      let values = words.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
        wrapped(String($0), StatementSummary.columns - 25)
      }
      for place in 0..<max(names.count, values.count) {
        lines.append(
          padded(place < names.count ? names[place] : "", 25) + (place < values.count ? values[place] : ""))
      }
    case .group(let words), .paragraph(let words): indented(words, by: 2, to: &lines)
    case .remark(let words): indented(words, by: 4, to: &lines)
    case .columns:
      lines.append(padded("", label + told + 2) + behind("a week", week) + " " + behind("a month", month))
    case .row(let name, let words, let week, let month):
      row("    ", name, words, week, month, to: &lines)
    case .total(let name, let week, let month):
      row("  ", name, "", week, month, to: &lines)
    case .signature(let name):
      lines.append("")
      lines += wrapped(
        "\(name), signed ______________________________  Date ______________", StatementSummary.columns)
    }
  }

  private static func indented(_ words: String, by indent: Int, to lines: inout [String]) {
    for part in words.split(separator: "\n", omittingEmptySubsequences: false) {
      lines += wrapped(String(part), StatementSummary.columns - indent).map { padded("", indent) + $0 }
    }
  }

  /// A line of the form: what is too long for its column goes on below; the figures stand on the last of its lines.
  private static func row(
    _ indent: String, _ name: String, _ words: String, _ week: String, _ month: String,
    to lines: inout [String]
  ) {
    let names = wrapped(name, words.isEmpty ? label + told - indent.count : label - indent.count)
    let told = wrapped(words, told)
    let count = max(names.count, told.count)
    for place in 0..<count {
      let isLast = place == count - 1
      let left = padded(indent + (place < names.count ? names[place] : ""), words.isEmpty ? 0 : label + 1)
      let middle = padded(left + (place < told.count ? told[place] : ""), label + StatementText.told + 2)
      lines.append(
        isLast ? middle + behind(week, StatementText.week) + " " + behind(month, StatementText.month) : middle
      )
    }
  }

  /// How many columns a text takes on paper: letters of East Asia and pictures take two.
  static func width(_ text: String) -> Int {
    text.reduce(0) { sum, character in
      guard let first = character.unicodeScalars.first else { return sum }
      switch first.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        return sum + 2
      default: return sum + 1
      }
    }
  }

  /// A text in lines no wider than that, at blanks where there are any.
  private static func wrapped(_ text: String, _ most: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var taken = 0
    for word in text.split(separator: " ") {
      var rest = Substring(word)
      while !rest.isEmpty {
        let room = taken == 0 ? most : most - taken - 1
        if width(String(rest)) <= room {
          line += (taken == 0 ? "" : " ") + rest
          taken = width(line)
          rest = ""
        } else if taken > 0 {
          lines.append(line)
          (line, taken) = ("", 0)
        } else {
          // A word that is wider than the column is broken; one character always goes.
          var head = ""
          while let next = rest.first, head.isEmpty || width(head + String(next)) <= most {
            head.append(next)
            rest.removeFirst()
          }
          lines.append(head)
        }
      }
    }
    if taken > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }

  private static func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - width(text)))
  }

  private static func behind(_ text: String, _ columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - width(text))) + text
  }
}
