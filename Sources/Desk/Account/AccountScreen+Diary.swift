import Casebook
import Rents
import Terminal

/// What is due, and what became of it.
extension AccountScreen {
  /// What is due is said when the account is opened, in the words used.
  mutating func comeIn(_ context: DeskContext, _ size: Size) {
    guard let page else { return }
    if let due = DueDates(page, ledger.page?.ledger, today: context.book.today).sentence {
      message.show(.information, due)
    }
    guard asksForOutcome else { return }
    asksForOutcome = false
    guard let first = DueDates.open(page).first else {
      message.show(
        .information, "No diary date of this account is open. d makes one; dates of a plan are on tab 6.")
      return
    }
    fillWhatIsSeen(context, size)
    _ = diary.choose(first.id)
    finish(first.id, context)
  }

  /// Opens the box that asks what became of a date.
  mutating func finish(_ id: String?, _ context: DeskContext) {
    guard asAt == .now else {
      message.show(.information, "This is the account as it was. Esc on the ledger goes back to now.")
      return
    }
    guard let entry = page?.diary.first(where: { $0.id == id && $0.isOpen }) else {
      message.show(.information, "There is no open date on this line: Up and Down go to one, d makes one.")
      return
    }
    mode = .finish(
      FinishPrompt(account: reference, entry, ledger: ledger.page?.ledger, today: context.book.today))
  }

  mutating func inFinish(
    _ event: Event, _ prompt: FinishPrompt, _ context: DeskContext
  ) -> DeskOutcome {
    var prompt = prompt
    switch TypedEvent(event, in: places) {
    case .same(let outcome): return outcome
    case .action(.nextOutcome): prompt.turn(by: 1)
    case .action(.previousOutcome): prompt.turn(by: -1)
    case .action(.otherFinishField): prompt.turnField()
    case .action(.cancelFinish):
      mode = .tabs
      return .stay
    case .action(.saveFinish):
      if let change = prompt.accept(today: context.book.today) {
        mode = .tabs
        return .perform(.record(change.command, said: change.said))
      }
    case .action: return .ignored
    case .text:
      guard prompt.handle(event) else { return TypedEvent.unknown(event) }
    }
    mode = .finish(prompt)
    return .stay
  }

  /// What was said of a date and was refused comes back with its words, and with the reason.
  mutating func takeBack(_ result: Recorded, id: String, _ reason: String, _ context: DeskContext) {
    guard case .tabs = mode, let entry = page?.diary.first(where: { $0.id == id }) else { return }
    var prompt = FinishPrompt(
      account: reference, entry, ledger: ledger.page?.ledger, today: context.book.today)
    prompt.comeBack(result, reason)
    tab = .diary
    mode = .finish(prompt)
  }
}
