import Casebook
import Rents
import Terminal

/// What is half typed on an account's screen, and how it goes on after a lost line.
extension AccountScreen {
  var box: DeskDraft? {
    switch mode {
    case .date(let prompt): prompt.draft(on: reference)
    case .print(let prompt): prompt.draft(on: reference)
    case .detail(let prompt): prompt.draft
    case .finish(let prompt): prompt.draft
    case .tabs, .types, .explain: nil
    }
  }

  /// Opens the box of a draft with its words; where what it was about is gone, none is opened.
  mutating func resume(_ draft: DeskDraft, _ context: DeskContext) {
    guard let page, draft.account == reference else { return }
    let text = draft.fields["text"] ?? ""
    switch draft.key.kind {
    case .detail:
      let parts = draft.key.subject.split(separator: "/", maxSplits: 1)
      guard let slot = parts.first.flatMap({ Int($0) }),
        let field = parts.last.flatMap({ PersonField(rawValue: String($0)) }),
        let person = page.people.first(where: { $0.slot == slot })
      else { return }
      (tab, asAt) = (.people, .now)
      mode = .detail(DetailPrompt(account: reference, person, field, text: text))
    case .finish:
      guard let entry = page.diary.first(where: { $0.id == draft.key.subject && $0.isOpen }) else { return }
      var prompt = FinishPrompt(
        account: reference, entry, ledger: ledger.page?.ledger, today: context.book.today)
      prompt.resume(draft)
      tab = .diary
      mode = .finish(prompt)
    case .line where draft.key.subject == "print":
      var prompt = PrintPrompt(
        path: "", form: AccountPrinter.Form(rawValue: draft.fields["form"] ?? "") ?? .text)
      prompt.editor.replace(with: text)
      mode = .print(prompt)
    case .line:
      guard let purpose = DatePrompt.Purpose(rawValue: draft.key.subject) else { return }
      var prompt = DatePrompt(purpose, byEffective: draft.fields["effective"]?.isEmpty == false)
      prompt.editor.replace(with: text)
      tab = .ledger
      mode = .date(prompt)
    case .note, .bulk, .place: return
    }
  }
}
