/// A canvas as it leaves the program without a terminal: coloured text for `show --colour`, a picture for `show --svg`,
/// and plain ASCII for hosts without UTF-8.
extension Canvas {
  /// The canvas as lines of text with colours and attributes; each line ends with a reset and a line feed.
  public func ansi(colour: ColourTier, theme: Theme = .standard) -> String {
    var text = ""
    for row in 0..<whole.rows {
      for run in runs(row) {
        let look = theme.look(run.style, colour)
        text += look == Look() ? run.text : look.sequence + run.text + "\u{1B}[0m"
      }
      text += "\n"
    }
    return text
  }

  /// The canvas as a picture (SVG) with 256 colours, in whatever fixed-width font the reader has: each row is one text, whose
  /// pieces stand at their columns, so that it can be found and copied. The same canvas makes the same bytes.
  ///
  /// The ground is the theme's own; where that leaves it to the terminal, it is black.
  public func svg(theme: Theme = .standard, title: String = "") -> String {
    let (cellWidth, cellHeight, baseline, margin) = (9, 19, 14, 8)
    let (width, height) = (whole.columns * cellWidth + 2 * margin, whole.rows * cellHeight + 2 * margin)
    let normal = theme.look(.normal, .full)
    let paper = Palette.colour(normal.ground ?? Palette.black)
    let pen = Palette.colour(normal.ink ?? 252)
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)">

      """
    if !title.isEmpty { svg += "<title>\(Canvas.escaped(title))</title>\n" }
    svg += """
      <rect width="100%" height="100%" rx="6" fill="\(paper.hexadecimal)"/>
      <g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="15" fill="\(pen.hexadecimal)">

      """
    for row in 0..<whole.rows {
      let y = margin + row * cellHeight
      var pieces = ""
      for run in runs(row) {
        let look = theme.look(run.style, .full)
        var (ink, ground) = (look.ink.map(Palette.colour), look.ground.map(Palette.colour))
        if look.attributes.contains(.reverse) { (ink, ground) = (ground ?? paper, ink ?? pen) }
        let (x, span) = (margin + run.column * cellWidth, run.columns * cellWidth)
        if let ground, ground != paper {
          svg +=
            "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(span)\" height=\"\(cellHeight)\" fill=\"\(ground.hexadecimal)\"/>\n"
        }
        var marks = ""
        if let ink, ink != pen { marks += " fill=\"\(ink.hexadecimal)\"" }
        if look.attributes.contains(.bold) { marks += " font-weight=\"bold\"" }
        if look.attributes.contains(.underline) { marks += " text-decoration=\"underline\"" }
        if look.attributes.contains(.dim) { marks += " opacity=\"0.75\"" }
        pieces +=
          "<tspan x=\"\(x)\" textLength=\"\(span)\" lengthAdjust=\"spacingAndGlyphs\"\(marks)>"
          + Canvas.escaped(run.text) + "</tspan>"
      }
      guard !line(row).isEmpty || pieces.contains("underline") else { continue }
      svg += "<text xml:space=\"preserve\" y=\"\(y + baseline)\">\(pieces)</text>\n"
    }
    return svg + "</g>\n</svg>\n"
  }

  /// The canvas in ASCII, cell for cell: letters without their accents, lines as + - |, anything else as ?. For a host
  /// without UTF-8, whose own attempt would shift the rest of the row.
  public func transliterated() -> Canvas {
    var plain = self
    plain.mapCells { cell in
      guard cell.width == 1 else {
        // Both halves of a wide character become a mark, so that the row keeps its columns.
        cell = Cell("?", style: Style(index: cell.style))
        return
      }
      (cell.mark1, cell.mark2) = (0, 0)
      if cell.scalar > 0x7E { cell.scalar = Canvas.ascii(Unicode.Scalar(cell.scalar) ?? "?").value }
    }
    return plain
  }

  /// A run of cells of one style in a row.
  private struct Run {
    var column: Int
    var columns: Int
    var text: String
    var style: Style
  }

  private func runs(_ row: Int) -> [Run] {
    var runs: [Run] = []
    for column in 0..<whole.columns {
      guard let cell = cell(column: column, row: row) else { continue }
      let style = Style(index: cell.style)
      if let last = runs.indices.last, runs[last].style == style {
        runs[last].columns += 1
        runs[last].text += cell.text
      } else {
        runs.append(Run(column: column, columns: 1, text: cell.text, style: style))
      }
    }
    return runs
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "&": escaped += "&amp;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "─", "━", "═", "–", "—", "−": return "-"
    case "│", "┃", "║": return "|"
    case "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼": return "+"
    case "…": return "~"
    case "▲": return "^"
    case "▼": return "v"
    case "•", "·": return "*"
    case "‘", "’": return "'"
    case "“", "”": return "\""
    case "£": return "L"
    case "\u{A0}": return " "
    default: break
    }
    if let table = Canvas.withoutAccent[scalar] { return table }
    return "?"
  }

  /// The Latin letters with an accent, and their letter without it.
  static let withoutAccent: [Unicode.Scalar: Unicode.Scalar] = {
    let rows: [(Unicode.Scalar, String)] = [
      ("A", "ÀÁÂÃÄÅĀĂĄ"), ("C", "ÇĆĈĊČ"), ("D", "ÐĎĐ"), ("E", "ÈÉÊËĒĔĖĘĚ"), ("G", "ĜĞĠĢ"), ("H", "ĤĦ"),
      ("I", "ÌÍÎÏĨĪĬĮİ"), ("J", "Ĵ"), ("K", "Ķ"), ("L", "ĹĻĽĿŁ"), ("N", "ÑŃŅŇ"), ("O", "ÒÓÔÕÖØŌŎŐ"),
      ("R", "ŔŖŘ"), ("S", "ŚŜŞŠȘ"), ("T", "ŢŤŦȚ"), ("U", "ÙÚÛÜŨŪŬŮŰŲ"), ("W", "ŴẀẂẄ"), ("Y", "ÝŶŸỲ"),
      ("Z", "ŹŻŽ"),
      ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ðďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("h", "ĥħ"),
      ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņň"), ("o", "òóôõöøōŏő"),
      ("r", "ŕŗř"), ("s", "śŝşšșß"), ("t", "ţťŧț"), ("u", "ùúûüũūŭůűų"), ("w", "ŵẁẃẅ"), ("y", "ýÿŷỳ"),
      ("z", "źżž"),
    ]
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (plain, accented) in rows {
      for scalar in accented.unicodeScalars { table[scalar] = plain }
    }
    return table
  }()
}
