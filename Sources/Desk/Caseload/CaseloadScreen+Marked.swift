import Rents
import Terminal

/// Work on the marked accounts, and the print for visits.
extension CaseloadScreen {
  /// A query that asks for marks is answered anew when they change.
  mutating func markedChanged(_ context: DeskContext) {
    guard list.query.clauses.joined().contains(where: { $0.test == .marked }) else { return }
    list.show(list.view, asking: asking(context))
    takeOver()
  }

  // MARK: Work on marked accounts

  mutating func inBulk(_ event: Event, _ entry: BulkEntry, _ context: DeskContext) -> DeskOutcome {
    var entry = entry
    switch TypedEvent(event, in: places, areLettersText: entry.step != .question) {
    case .same(let outcome): return outcome
    case .action(.bulkNext):
      if case .ask(let work) = entry.next(today: context.book.today) {
        do throws(DeskFault) {
          entry.take(try context.book.forecast(work, on: entry.accounts), of: work)
        } catch { entry.take(error) }
      }
    case .action(.bulkKind): entry.turnKind()
    case .action(.bulkBack), .action(.bulkLeave):
      if !entry.goBack() {
        mode = .list
        return .stay
      }
    case .action(.bulkWrite):
      guard let work = entry.work else { return .stay }
      mode = .list
      asked = entry
      return .perform(.record(.each(accounts: entry.accounts, work: work), said: entry.said))
    case .action: return .ignored
    case .text:
      guard entry.handle(event) else { return TypedEvent.unknown(event) }
    }
    mode = .bulk(entry)
    return .stay
  }

  var box: DeskDraft? {
    guard case .bulk(let entry) = mode else { return nil }
    return entry.draft(patches: patches)
  }

  /// Goes on with words for marked accounts: those of them that are on the list are marked again.
  mutating func resume(_ draft: DeskDraft, _ context: DeskContext) {
    guard draft.key.kind == .bulk else { return }
    let accounts = (draft.fields["accounts"] ?? "").split(separator: "\n").map(String.init)
      .filter { list.entry($0) != nil }
    guard !accounts.isEmpty else { return }
    list.mark(only: accounts)
    markedChanged(context)
    let shown = Set(list.references)
    var entry = BulkEntry(
      accounts, hidden: accounts.count { !shown.contains($0) }, isDiary: draft.key.subject == "diary")
    entry.resume(draft)
    mode = .bulk(entry)
  }

  /// A refusal gives the words back, unless something else is being done by now.
  mutating func hear(_ result: Recorded) {
    guard var entry = asked, case .each(let accounts, _) = result.command, accounts == entry.accounts else {
      return
    }
    asked = nil
    guard case .refused = result.result, case .list = mode else { return }
    entry.comeBack()
    mode = .bulk(entry)
  }

  // MARK: Explaining

  /// Opens the box that explains the figures of the selected account.
  mutating func explain(_ context: DeskContext) {
    guard let selected else { return message.show(.information, "There is no account here.") }
    do throws(DeskFault) {
      guard let page = try context.book.account(selected.reference, asAt: .now) else { return }
      var tab = LedgerTab()
      tab.take(try context.book.ledger(selected.reference, asAt: .now), later: [], atEnd: true)
      let related = try context.book.related(to: selected.reference)
      mode = .explain(
        ExplainBox(
          AccountExplanations(page: page, tab: tab, related: related, context: context).all(withLine: false)))
    } catch {
      message.show(.error, "\(error.what) \(error.remedy)")
    }
  }

  mutating func inExplanation(_ event: Event, _ box: ExplainBox) -> DeskOutcome {
    guard case .key = event else { return .stay }
    var box = box
    guard let action = action(for: event), let stays = box.take(action) else { return .ignored }
    mode = stays ? .explain(box) : .list
    return .stay
  }

  // MARK: Visits

  /// The accounts to visit: those that are marked, or else those that are shown.
  func visits(_ context: DeskContext) -> VisitSheet {
    let marked = list.marked
    let accounts = marked.isEmpty ? list.shown.map { list.rows[$0].entry } : marked
    var what = marked.isEmpty ? "\(accounts.count) accounts shown" : "\(accounts.count) marked accounts"
    if marked.isEmpty, list.isFiltered { what += ": \(QueryWords.explain(list.query))" }
    return VisitSheet(accounts, what: what, of: entries, feeds: feeds, in: context)
  }
}
