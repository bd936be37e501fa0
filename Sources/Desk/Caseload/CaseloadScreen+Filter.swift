import Rents
import Terminal

/// The filter that is typed, and the way back out of it.
extension CaseloadScreen {
  /// One step back to a wider list: out of a value, out of a filter, out of a view.
  mutating func widen(_ context: DeskContext) {
    if let before = drilled.popLast() {
      go(to: before, context)
      return message.show(.done, "Back: \(list.shown.count) of \(list.rows.count) accounts are shown.")
    }
    let saved = definition(of: list.view.name)
    var wider = list.view
    if let saved, wider.query != saved.query {
      wider.query = saved.query
    } else {
      wider = changed[CaseloadView.everyone.name] ?? .everyone
      wider.query = ""
    }
    go(to: wider, context)
    message.show(
      .done,
      list.isFiltered
        ? "Back to the view \(list.view.name)." : "Filter cleared: all \(list.rows.count) accounts are shown."
    )
  }

  mutating func inFilter(
    _ event: Event, _ prompt: FilterPrompt, _ context: DeskContext, _ size: Size
  ) -> DeskOutcome {
    var prompt = prompt
    switch TypedEvent(event, in: places) {
    case .same(let outcome): return outcome
    case .action(.keepFilter):
      keep(prompt, context)
      return .stay
    case .action(.restoreFilter):
      list.show(prompt.before.view, asking: asking(context))
      takeOver()
      if let selection = prompt.before.selection { table.select(selection) }
      mode = .list
      return .stay
    case .action(let page) where page == .filterPageUp || page == .filterPageDown:
      let rows = TableView<String>.bodyRows(in: CaseloadLayout(size).list.rows)
      _ = table.handle(.key(page == .filterPageUp ? .pageUp : .pageDown), rows: rows)
      return .stay
    case .action(.filterEarlier):
      guard prompt.recall(earlier: true) else { return .stay }
    case .action(.filterLater):
      guard prompt.recall(earlier: false) else { return .stay }
    case .action(.completeFilter):
      guard prompt.complete(fault: list.fault, known: known) else { return .stay }
    case .action: return .ignored
    case .text:
      guard prompt.handle(event) else { return TypedEvent.unknown(event) }
    }
    mode = .filter(prompt)
    var view = prompt.before.view
    view.query = prompt.text
    list.show(view, asking: asking(context))
    takeOver()
    // The account that was looked at comes back as soon as the filter lets it.
    if let selection = prompt.before.selection { table.select(selection) }
    return .stay
  }

  /// Keeps what was typed. What cannot be read is not kept: the reason stands in the line, and Esc puts back what was.
  private mutating func keep(_ prompt: FilterPrompt, _ context: DeskContext) {
    guard list.fault == nil else {
      var prompt = prompt
      prompt.isRefused = true
      mode = .filter(prompt)
      return
    }
    mode = .list
    let view = list.view
    guard view != prompt.before.view else { return }
    context.memory.remember(filter: view.query)
    drilled = []
    back.append(prompt.before.view)
    forward = []
    changed[view.name] = view
  }

  /// Values that the list holds of a key, for completion.
  func known(_ key: String) -> [String] {
    let entries = list.rows.lazy.map(\.entry)
    let values: Set<String> =
      switch key {
      case "address": Set(entries.compactMap { Street($0.address)?.name })
      case "patch": Set(entries.map(\.patch))
      case "name":
        Set(entries.compactMap { PersonName.listed($0.names).split(separator: " ").first.map(String.init) })
      case "officer": Set(self.entries.map(\.officerCode))
      case "postcode": Set(entries.compactMap { $0.postcode.split(separator: " ").first.map(String.init) })
      case "account", "ref", "reference": Set(entries.map(\.reference))
      default: []
      }
    return values.filter { !$0.isEmpty }.sorted()
  }
}
