import Casebook
import Rents
import Terminal

/// A person's detail, changed in a box.
extension AccountScreen {
  /// Opens the box for the detail under the cursor.
  mutating func edit() {
    guard let page, let field = people.selected else {
      message.show(.information, "There is no detail on this line: Up and Down go to one.")
      return
    }
    guard asAt == .now else {
      message.show(.information, "This is the account as it was. Esc on the ledger goes back to now.")
      return
    }
    guard let person = page.people.first(where: { $0.slot == field.slot }) else {
      message.show(
        .information, "This book tells of people only what the extract says: nothing can be changed here.")
      return
    }
    mode = .detail(DetailPrompt(account: reference, person, field.field))
  }

  mutating func inDetail(
    _ event: Event, _ prompt: DetailPrompt, _ context: DeskContext
  ) -> DeskOutcome {
    var prompt = prompt
    switch TypedEvent(event, in: places) {
    case .same(let outcome): return outcome
    case .action(.cancelDetail): mode = .tabs
    case .action(.saveDetail):
      do throws(DateEntry.Fault) {
        guard let change = try prompt.change(today: context.book.today) else {
          mode = .tabs
          message.show(.information, "Nothing was changed.")
          return .stay
        }
        mode = .tabs
        return .perform(.record(change.command, said: change.said))
      } catch {
        prompt.fault = error.reason.prefix(1).uppercased() + error.reason.dropFirst() + "."
        mode = .detail(prompt)
      }
    case .action: return .ignored
    case .text:
      guard prompt.editor.handle(event) else { return TypedEvent.unknown(event) }
      prompt.fault = nil
      mode = .detail(prompt)
    }
    return .stay
  }

  /// A change of a detail that was refused comes back with what was typed, over what stands there now: somebody else may
  /// have changed it, and the officer chooses.
  mutating func take(_ result: Recorded, _ context: DeskContext) {
    guard case .refused(let reason) = result.result else { return }
    switch result.command {
    case .finishDiary(reference, let id, _), .moveDiary(reference, let id, _, _):
      return takeBack(result, id: id, reason, context)
    default: break
    }
    guard case .amendPerson(let account, let slot, let field, let from, let to) = result.command,
      account == reference,
      case .tabs = mode, let person = page?.people.first(where: { $0.slot == slot })
    else { return }
    let now = person[field].value
    let words =
      now == from
      ? reason
      : "It says “\(now)” now, and said “\(from)” when you began. Enter saves yours, Esc leaves theirs."
    mode = .detail(DetailPrompt(account: account, person, field, text: to, fault: words))
  }
}
