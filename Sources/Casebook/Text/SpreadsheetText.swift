/// Text in a form that a spreadsheet shows and does not run.
///
/// A cell that begins with `=`, `+`, `-`, `@` (or their full-width forms), a tab or a line break may be run as a
/// formula. Such a text gets an apostrophe before it, which spreadsheets take to mean “this is text”. Source: OWASP,
/// CSV Injection.
public enum SpreadsheetText {
  /// The most characters of a field: what a cell of the usual spreadsheets holds.
  public static let longest = 32_767

  /// The text, with an apostrophe before it where a spreadsheet might run it.
  public static func neutralised(_ text: String) -> String {
    guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { return text }
    switch first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
      return "'" + text
    default: return text
    }
  }

  /// The text as a field of a comma-separated file: harmless whatever the book holds, neutralised, in quotes, quotes
  /// doubled.
  public static func field(_ text: String) -> String {
    var field = "\""
    for scalar in neutralised(HarmlessText.printable(text, limit: longest)).unicodeScalars {
      if scalar == "\"" { field.unicodeScalars.append("\"") }
      field.unicodeScalars.append(scalar)
    }
    return field + "\""
  }
}
