import Casebook
import Rents
import Terminal

/// What is typed and asked on the import screen: a path, whether rows are taken, whose account they go onto.
extension ImportScreen {
  mutating func inPath(_ event: Event, _ editor: LineEditor) -> DeskOutcome {
    var editor = editor
    switch TypedEvent(event, in: places) {
    case .same(let outcome): return outcome
    case .action(.importLook):
      let path = editor.text
      guard path.contains(where: { $0 != " " }) else {
        message.show(.information, "Type a file or a folder; Tab completes.")
        return .stay
      }
      mode = .looking
      return .perform(.importing(.look(path: path)))
    case .action(.importComplete): return .perform(.importing(.complete(path: editor.text)))
    case .action(.importLeavePath):
      if work.stage == .nothing { return .pop }
      mode = .looking
      return .stay
    case .action: return .ignored
    case .text:
      guard editor.handle(event) else { return TypedEvent.unknown(event) }
      mode = .path(editor)
    }
    return .stay
  }

  mutating func inQuestion(_ event: Event, _ allOrNothing: Bool) -> DeskOutcome {
    guard case .key(let key) = event else { return .stay }
    switch DeskActions.table.deskAction(for: key, in: places) {
    case .importYes?:
      mode = .looking
      return .perform(.importing(.take(allOrNothing: allOrNothing)))
    case .importNo?:
      mode = .looking
      message.show(.information, "Nothing was taken.")
    default: message.show(.information, "y takes the rows, Esc takes none.")
    }
    return .stay
  }

  mutating func inPlace(
    _ event: Event, _ editor: LineEditor, _ reference: String, _ context: DeskContext
  ) -> DeskOutcome {
    var editor = editor
    switch TypedEvent(event, in: places) {
    case .same(let outcome): return outcome
    case .action(.placeOnto):
      let account = editor.text.filter { $0 != " " }
      guard !account.isEmpty else {
        message.show(.information, "Type the account's reference.")
        return .stay
      }
      ask(whetherToPlace: reference, onto: account, in: context)
      return .stay
    case .action(.leavePlacing):
      mode = .looking
      return .stay
    case .action: return .ignored
    case .text:
      guard editor.handle(event) else { return TypedEvent.unknown(event) }
      mode = .place(editor, reference: reference)
    }
    return .stay
  }

  var box: DeskDraft? {
    switch mode {
    case .place(let editor, let reference):
      DeskDraft(DeskDraft.Key(.place, subject: reference), fields: ["text": editor.text])
    case .placeQuestion(_, let reference, let account):
      DeskDraft(DeskDraft.Key(.place, subject: reference), fields: ["text": account])
    case .looking, .path, .question: nil
    }
  }

  /// Goes on with the account onto which rows go.
  mutating func resume(_ draft: DeskDraft) {
    guard draft.key.kind == .place else { return }
    tab = .suspense
    mode = .place(LineEditor(draft.fields["text"] ?? ""), reference: draft.key.subject)
  }

  /// Says whose account it is before anything goes onto it.
  private mutating func ask(whetherToPlace reference: String, onto account: String, in context: DeskContext) {
    guard let waiting = work.standing?.waiting.first(where: { $0.reference == reference }) else { return }
    let page: AccountPage?
    do throws(DeskFault) {
      page = try context.book.account(account, asAt: .now)
    } catch {
      return message.show(.error, error.what)
    }
    guard let page else {
      return message.show(.information, "There is no account “\(account)” in the book.")
    }
    let balance = page.entry.balance.text(.debitOrCredit)
    mode = .placeQuestion(
      "\(Counted.rows(waiting.rows)), \(waiting.sum.text(.debitOrCredit)), onto \(account) "
        + "\(PersonName.listed(page.entry.names)), now \(balance)?", reference: reference, account: account)
  }

  mutating func inPlaceQuestion(
    _ event: Event, _ reference: String, _ account: String
  ) -> DeskOutcome {
    guard case .key(let key) = event else { return .stay }
    switch DeskActions.table.deskAction(for: key, in: places) {
    case .importYes?:
      mode = .looking
      return .perform(
        .record(
          .placeSuspense(reference: reference, onto: account),
          said: "Rows under \(reference) placed onto \(account)"))
    case .importNo?:
      mode = .place(LineEditor(account), reference: reference)
    default: message.show(.information, "y places them, which cannot be taken back; Esc goes back.")
    }
    return .stay
  }

  /// The longest beginning that all share.
  static func commonStart(_ texts: [String]) -> String {
    guard let first = texts.first else { return "" }
    return texts.dropFirst().reduce(first) { start, text in
      String(zip(start, text).prefix { $0 == $1 }.map(\.0))
    }
  }
}
