import Rents
import Terminal

/// The line in which the path of the printed summary is typed.
struct StatementPrintPrompt: Hashable, Sendable {
  var editor: LineEditor
  var form: StatementPrint.Form
  /// What is wrong with it, once Enter said so.
  var fault: String?

  init(account: String, day: CivilDate) {
    form = .text
    let name = account.map { $0.isLetter || $0.isNumber ? $0 : "-" }
    editor = LineEditor("form-\(String(name))-\(day.iso).txt", limit: 1_000)
  }

  /// Changes between text and RTF; the ending of the name follows where it is one of the two.
  mutating func switchForm() {
    let old = form
    form = form == .text ? .rtf : .text
    if editor.text.hasSuffix("." + old.ending) {
      editor.replace(with: String(editor.text.dropLast(old.ending.count)) + form.ending)
    }
    fault = nil
  }

  func draw(on canvas: inout Canvas, row: Int) {
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .field)
    let label = form == .text ? " Print as text to: " : " Print as RTF to: "
    let column = canvas.draw(label, column: 0, row: row, style: .key)
    let echo = fault ?? "[Tab] \(form == .text ? "RTF, for Word" : "text")"
    let needed = min(canvas.columns / 2, CharacterWidth.columns(of: echo) + 1)
    let width = max(1, canvas.columns - column - needed - 1)
    canvas.draw(echo, column: column + width + 1, row: row, style: fault == nil ? .key : .bad, width: needed)
    editor.draw(on: &canvas, column: column, row: row, width: width)
  }
}
