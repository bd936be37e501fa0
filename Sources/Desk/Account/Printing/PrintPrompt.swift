import Terminal

/// The line in which the path of a new file is typed.
struct PrintPrompt: Hashable, Sendable {
  var editor: LineEditor
  var form: AccountPrinter.Form
  /// What is wrong with it, once Enter said so.
  var fault: String?

  init(path: String, form: AccountPrinter.Form = .text) {
    editor = LineEditor(offering: path, limit: 1_000)
    self.form = form
  }

  /// Changes between text and CSV; the ending of the name follows where it is one of the two.
  mutating func switchForm() {
    let old = form
    form = form == .text ? .csv : .text
    if editor.text.hasSuffix("." + old.rawValue) {
      editor.replace(with: String(editor.text.dropLast(old.rawValue.count)) + form.rawValue)
    }
    fault = nil
  }

  /// What was typed into it, on an account.
  func draft(on account: String) -> DeskDraft {
    DeskDraft(
      DeskDraft.Key(.line, account: account, subject: "print"),
      fields: ["text": editor.typed, "form": form.rawValue])
  }

  func draw(on canvas: inout Canvas, row: Int) {
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .field)
    let label = form == .text ? " Print as text to: " : " Print as CSV to: "
    let column = canvas.draw(label, column: 0, row: row, style: .key)
    let echo = fault ?? "[Tab] \(form == .text ? "CSV" : "text")"
    let needed = min(canvas.columns / 2, CharacterWidth.columns(of: echo) + 1)
    let width = max(1, canvas.columns - column - needed - 1)
    canvas.draw(echo, column: column + width + 1, row: row, style: fault == nil ? .key : .bad, width: needed)
    editor.draw(on: &canvas, column: column, row: row, width: width)
  }
}
