import Casebook
import Rents
import Terminal

/// What is shown, into a file.
extension AccountScreen {
  private func printer(_ context: DeskContext) -> AccountPrinter? {
    page.map {
      AccountPrinter(
        reference: reference, tab: tab, page: $0, ledger: ledger, related: related, context: context)
    }
  }

  mutating func askPath(_ context: DeskContext) {
    guard let printer = printer(context), !printer.lines(.text).isEmpty else {
      message.show(.information, "There is nothing on this tab to print.")
      return
    }
    mode = .print(PrintPrompt(path: printer.suggestedPath(.text)))
  }

  mutating func inPrint(_ event: Event, _ prompt: PrintPrompt, _ context: DeskContext) -> DeskOutcome {
    var prompt = prompt
    switch TypedEvent(event, in: places) {
    case .same(let outcome): return outcome
    case .action(.cancelPrint): mode = .tabs
    case .action(.switchPrintForm):
      prompt.switchForm()
      mode = .print(prompt)
    case .action(.writePrint):
      let path = prompt.editor.text.trimmed
      guard !path.isEmpty else {
        prompt.fault = "type a path"
        mode = .print(prompt)
        return .stay
      }
      guard let lines = printer(context)?.lines(prompt.form), !lines.isEmpty else {
        prompt.fault = "nothing here as \(prompt.form == .csv ? "CSV" : "text")"
        mode = .print(prompt)
        return .stay
      }
      mode = .tabs
      return .perform(.write(NewFile(path: path, lines: lines)))
    case .action: return .ignored
    case .text:
      guard prompt.editor.handle(event) else { return TypedEvent.unknown(event) }
      prompt.fault = nil
      mode = .print(prompt)
    }
    return .stay
  }
}
