import Terminal

/// Labelled lines under headings, broken for a width.
struct FactLines {
  let width: Int
  private(set) var all: [StyledText] = []

  private static let label = 18

  init(width: Int) { self.width = width }

  /// A heading, after a blank line.
  mutating func head(_ text: String, _ aside: String = "") {
    if !all.isEmpty { all.append("") }
    all.append(StyledText(text, .header).adding(aside.isEmpty ? "" : "  \(aside)", .dim))
  }

  /// A label and a text, broken into as many lines as it needs; a blank text is left out.
  mutating func field(_ label: String, _ text: String, _ style: Style = .normal) {
    guard !text.isEmpty else { return }
    let room = max(8, width - FactLines.label)
    for (index, part) in WrappedText.lines(text, width: room).enumerated() {
      all.append(
        StyledText((index == 0 ? label : "").padding(to: FactLines.label), .dim).adding(part, style))
    }
  }

  /// A line as it is.
  mutating func line(_ line: StyledText) { all.append(line) }

  /// A paragraph without a label.
  mutating func paragraph(_ text: String, _ style: Style = .normal) {
    for part in WrappedText.lines(text, width: max(8, width)) { all.append(StyledText(part, style)) }
  }

  /// Columns of text under each other, the last of them broken where it is too long.
  mutating func row(
    _ cells: [(text: String, width: Int, style: Style)], rest: String, _ style: Style = .normal
  ) {
    var line = StyledText()
    var used = 0
    for cell in cells {
      let columns = CharacterWidth.columns(of: cell.text)
      line.add(cell.text, cell.style)
      let blank = max(1, cell.width - columns)
      line.add(String(repeating: " ", count: blank))
      used += max(columns + 1, cell.width)
    }
    let parts = WrappedText.lines(rest, width: max(8, width - used))
    all.append(line.adding(parts.first ?? "", style))
    for part in parts.dropFirst() {
      all.append(StyledText(String(repeating: " ", count: used)).adding(part, style))
    }
  }
}
