import Rents

extension StatementSummary {
  /// The paper as Rich Text Format, which word processors open: plain ASCII, whatever the form holds.
  ///
  /// Nothing that was typed can be a command: braces and backslashes are escaped, what is not ASCII is written as `\uN`, and
  /// control characters are left out.
  public var rtf: String {
    var text = "{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}}\n"
    text += "\\paperw11906\\paperh16838\\margl1134\\margr1134\\margt1134\\margb1134\\lang2057\\f0\\fs20\n"
    for block in blocks { text += RichText.block(block) }
    return text + "}\n"
  }
}

/// Writes the blocks of a summary as Rich Text Format.
enum RichText {
  static func block(_ block: StatementSummary.Block) -> String {
    switch block {
    case .title(let words): "\\pard\\sa120\\b\\fs28 " + escaped(words) + "\\b0\\fs20\\par\n"
    case .heading(let words): "\\pard\\keepn\\sb240\\sa60\\b " + escaped(words) + "\\b0\\par\n"
    case .fact(let name, let words):
      "\\pard\\li2800\\fi-2800\\tx2800 " + escaped(name) + "\\tab " + escaped(words) + "\\par\n"
    case .group(let words): "\\pard\\keepn\\li200\\sb60\\i " + escaped(words) + "\\i0\\par\n"
    case .remark(let words): "\\pard\\li400 " + escaped(words) + "\\par\n"
    case .paragraph(let words): "\\pard\\li200 " + escaped(words) + "\\par\n"
    case .columns: row("", "", "a week", "a month", isBold: false)
    case .row(let name, let words, let week, let month): row(name, words, week, month, isBold: false)
    case .total(let name, let week, let month): row(name, "", week, month, isBold: true)
    case .signature(let name):
      "\\pard\\sb480 " + escaped(name) + ", signed ______________________________  Date ______________\\par\n"
    }
  }

  private static func row(
    _ name: String, _ words: String, _ week: String, _ month: String, isBold: Bool
  ) -> String {
    let (bold, plain) = isBold ? ("\\b ", "\\b0") : ("", "")
    return "\\trowd\\trgaph70\\trkeep\\cellx4200\\cellx6900\\cellx8200\\cellx9600\n"
      + "\\pard\\intbl\\ql " + bold + escaped(name) + "\\cell " + escaped(words) + "\\cell\\qr "
      + escaped(week) + "\\cell " + escaped(month) + plain + "\\cell\\row\n"
  }

  /// Text as Rich Text Format holds it.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for unit in text.utf16 {
      switch unit {
      case 0x5C: escaped += "\\\\"
      case 0x7B: escaped += "\\{"
      case 0x7D: escaped += "\\}"
      case 0x0A: escaped += "\\line "
      case 0x09: escaped += "\\tab "
      case 0x20..<0x7F: escaped.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      case 0..<0x20, 0x7F..<0xA0: break
      default: escaped += "\\u\(Int16(bitPattern: unit))?"
      }
    }
    return escaped
  }
}
