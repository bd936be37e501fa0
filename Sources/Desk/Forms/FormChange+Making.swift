import Casebook

extension FormChange {
  /// Does it, and gives what came of it. It goes to the disk: the program calls it on the thread that writes, one after the
  /// other.
  /// - Parameter time: the time of the day, for what is durable now: `10:19:41`.
  /// - Returns: nil where nobody has to be told.
  public func make(in forms: FormDrafts, time: () -> String) -> FormNews? {
    do throws(CasebookError) {
      switch kind {
      case .enter:
        try forms.enter(account)
        return .seen(forms.look(at: account))
      case .leave:
        forms.leave(account)
        return nil
      case .keep(let draft, let field, let text, let next):
        return .kept(
          ticket: ticket, try forms.keep(draft, field: field, text: text, next: next), time: time())
      case .half(let draft, let field, let text):
        return .kept(ticket: ticket, try forms.rest(draft, field: field, text: text), time: time())
      case .correct(let version):
        return .kept(ticket: ticket, try forms.begin(account, correcting: version), time: time())
      case .giveUp(let draft):
        try forms.giveUp(draft)
        return .kept(ticket: ticket, forms.look(at: account), time: time())
      case .bringBack:
        return .kept(ticket: ticket, try forms.bringBack(account), time: time())
      }
    } catch {
      // Nobody misses being seen in a form where the host has no locks.
      if case .enter = kind { return nil }
      return .refused(ticket: ticket, account: account, reason: error.description)
    }
  }
}
