import Rents
import Terminal

/// The line in which a date is typed: to see the ledger as at a day, to go to a day, or to begin after one.
struct DatePrompt: Hashable, Sendable {
  /// What the date is for.
  enum Purpose: String, Hashable, Sendable {
    case asAt = "as-at"
    case goTo = "go-to"
    case begin

    /// What stands before the field.
    var words: String {
      switch self {
      case .asAt: " As at: "
      case .goTo: " Go to: "
      case .begin: " Begin after the close of: "
      }
    }
  }

  let purpose: Purpose
  var editor: LineEditor
  /// By effective date; otherwise by the day on which it was known.
  var byEffective: Bool
  /// What is wrong with what was typed, once Enter said so.
  var fault: String?

  init(_ purpose: Purpose, text: String = "", byEffective: Bool = false) {
    self.purpose = purpose
    self.byEffective = byEffective
    editor = LineEditor(offering: text, limit: 40)
  }

  /// What was typed into it, on an account.
  func draft(on account: String) -> DeskDraft {
    DeskDraft(
      DeskDraft.Key(.line, account: account, subject: purpose.rawValue),
      fields: ["text": editor.typed, "effective": byEffective ? "yes" : ""])
  }

  /// What the text means; nil where it is blank.
  func read(today: CivilDate) throws(DateEntry.Fault) -> CivilDate? {
    if editor.text.allSatisfy({ $0 == " " }) { return nil }
    return try DateEntry.read(editor.text, today: today)
  }

  func draw(on canvas: inout Canvas, row: Int, today: CivilDate) {
    canvas.fill(Rect(row: row, columns: canvas.columns, rows: 1), style: .field)
    var column = canvas.draw(purpose.words, column: 0, row: row, style: .key)
    let field = column
    let width = min(16, max(1, canvas.columns - field))
    column = field + width + 1
    var echo = StyledText()
    if purpose == .asAt {
      echo.add(byEffective ? "[Tab] by effective date   " : "[Tab] as known   ", .key)
    }
    if let fault {
      echo.add(fault, .bad)
    } else {
      do throws(DateEntry.Fault) {
        if let day = try read(today: today) {
          echo.add(day.text(.weekdayDayMonthYear), .bold)
          if day > today { echo.add("  lies ahead: all that is known by now", .warning) }
        } else {
          echo.add(
            purpose == .asAt ? "empty: now" : purpose == .begin ? "empty: all lines" : DateEntry.examples,
            .dim)
        }
      } catch {
        echo.add("… \(DateEntry.examples)", .dim)
      }
    }
    echo.draw(on: &canvas, column: column, row: row, width: max(0, canvas.columns - column))
    editor.draw(on: &canvas, column: field, row: row, width: width)
  }
}
