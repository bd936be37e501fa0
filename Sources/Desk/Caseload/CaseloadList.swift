import Rents

/// The accounts of a caseload: read once, then put in order, narrowed and marked, without asking the book for them again.
struct CaseloadList: Sendable {
  /// Every account, in no order that matters.
  private(set) var rows: [CaseloadRow] = []
  /// The indices of the rows that the view shows, in its order.
  private(set) var shown: [Int] = []
  /// How the list is looked at.
  private(set) var view = CaseloadView.everyone
  /// The view's query, taken apart.
  private(set) var query = CaseloadQuery("")
  /// What is wrong with the query; its terms that can be read hold all the same.
  private(set) var fault: QueryFault?
  /// The references of marked accounts.
  private(set) var marks: Set<String> = []
  /// What is new since the officer last looked; nil where that is not known.
  private(set) var news: PatchNews?
  /// What all accounts owe, and have in credit.
  private(set) var all: Result<BalanceTotals, MoneyError> = .success(BalanceTotals())
  /// The same of what is shown.
  private(set) var shownTotals: Result<BalanceTotals, MoneyError> = .success(BalanceTotals())

  /// The rows that were seen, in words.
  private(set) var seen = SeenRows<String, CaseloadRow.Wording>()
  private var indices: [String: Int] = [:]
  /// The indices of all rows in the order of the view, whatever its query.
  private var order: [Int] = []
  /// What a filter looks in, for each of ``rows``; empty until the first.
  private var searched: [FoldedText] = []
  /// What the casebook answered to each question at this state of the book.
  private var answers: [String: Result<Set<String>, QueryFault>] = [:]
  private var today = CivilDate.first

  /// Asks the casebook which accounts satisfy a question in its language.
  typealias Asking = (String) -> Result<Set<String>, QueryFault>

  /// The account of a reference; nil where the list has none.
  func entry(_ reference: String) -> CaseloadEntry? { indices[reference].map { rows[$0].entry } }

  /// The row of a reference; nil where the list has none.
  func row(_ reference: String) -> CaseloadRow? { indices[reference].map { rows[$0] } }

  /// What is shown, by reference, in order.
  var references: [String] { shown.map { rows[$0].entry.reference } }

  /// Whether the view hides anything by its query.
  var isFiltered: Bool { !query.isEmpty }

  /// Whether something is new on an account.
  func isNew(_ reference: String) -> Bool { news?.accounts[reference]?.has(nil) ?? false }

  // MARK: Filling

  /// Takes the accounts in as they now are; view and marks stay.
  mutating func fill(_ entries: [CaseloadEntry], news: PatchNews?, today: CivilDate, asking: Asking) {
    rows = entries.map { CaseloadRow($0) }
    seen = SeenRows()
    self.news = news
    self.today = today
    (searched, answers) = ([], [:])
    indices = [:]
    indices.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() { indices[row.entry.reference] = index }
    marks = marks.filter { indices[$0] != nil }
    all = CaseloadList.totals(of: rows.lazy.map(\.entry.balance))
    putInOrder()
    apply(asking)
  }

  /// Looks at the list in another way.
  mutating func show(_ new: CaseloadView, asking: Asking) {
    let isOtherOrder = new.sort != view.sort || new.sortsUp != view.sortsUp
    view = new
    if query.text != new.query { query = CaseloadQuery(new.query) }
    if isOtherOrder { putInOrder() }
    apply(asking)
  }

  private mutating func putInOrder() {
    order = CaseloadRow.order(of: rows, by: view.sort, ascending: view.sortsUp)
  }

  private mutating func apply(_ asking: Asking) {
    fault = query.fault
    for question in query.questions {
      let answer = answers[question] ?? asking(question)
      answers[question] = answer
      // A term that cannot be read hides nobody: it is on its way to one that can.
      if case .failure(let found) = answer, fault == nil { fault = locating(found, question) }
    }
    if query.isEmpty {
      shown = order
    } else {
      let needsText = query.clauses.joined().contains { if case .words = $0.test { true } else { false } }
      if needsText, searched.isEmpty { searched = rows.map { $0.searched(today: today) } }
      shown = order.filter { index in
        let reference = rows[index].entry.reference
        return query.includes(shown: { searched[index] }, test: { holds($0, for: reference) })
      }
    }
    shownTotals =
      shown.count == rows.count ? all : CaseloadList.totals(of: shown.map { rows[$0].entry.balance })
  }

  private func holds(_ test: CaseloadQuery.Test, for reference: String) -> Bool? {
    switch test {
    case .asked(let question): try? answers[question]?.get().contains(reference)
    case .marked: marks.contains(reference)
    case .changed(let kind): news?.accounts[reference]?.has(kind) ?? false
    case .words, .wrong: nil
    }
  }

  /// A fault in the words of one question, with its place in the whole query.
  private func locating(_ fault: QueryFault, _ question: String) -> QueryFault {
    let term = query.clauses.joined().first {
      if case .asked(let text) = $0.test { text == question } else { false }
    }
    var located = fault
    located.position += term?.place.lowerBound ?? 0
    return located
  }

  /// How many of the accounts that are shown satisfy a question, and what they owe and have in credit; nil where it
  /// cannot be read.
  mutating func counting(_ question: String, asking: Asking) -> [CaseloadEntry]? {
    let query = CaseloadQuery(question)
    for text in query.questions where answers[text] == nil { answers[text] = asking(text) }
    for text in query.questions {
      if case .failure? = answers[text] { return nil }
    }
    return shown.map { rows[$0].entry }.filter { entry in
      query.includes(shown: { FoldedText() }, test: { holds($0, for: entry.reference) })
    }
  }

  // MARK: Marks

  /// Marks an account, or takes its mark away.
  mutating func toggleMark(_ reference: String) {
    guard indices[reference] != nil else { return }
    if marks.remove(reference) == nil { marks.insert(reference) }
  }

  /// Of what is shown, marks what is not marked and takes the marks of what is.
  mutating func invertMarks() { marks.formSymmetricDifference(references) }

  /// Marks these accounts, as far as they are on the list, and no other.
  mutating func mark(only accounts: [String]) { marks = Set(accounts.filter { indices[$0] != nil }) }

  /// Takes all marks away, those of accounts that are not shown too.
  mutating func clearMarks() { marks = [] }

  /// The marked accounts, in the order of the list; those that the query hides stand last.
  var marked: [CaseloadEntry] {
    let seen = shown.map { rows[$0].entry }.filter { marks.contains($0.reference) }
    let visible = Set(seen.map(\.reference))
    return seen
      + order.map { rows[$0].entry }.filter {
        marks.contains($0.reference) && !visible.contains($0.reference)
      }
  }

  /// What the marked accounts owe and have in credit.
  var markedTotals: Result<BalanceTotals, MoneyError> {
    CaseloadList.totals(of: marks.compactMap { entry($0)?.balance })
  }

  /// What is owed and in credit, never set off against each other; a failure where a sum does not fit in pence.
  static func totals(of balances: some Sequence<Money>) -> Result<BalanceTotals, MoneyError> {
    Result { () throws(MoneyError) in try BalanceTotals(balances) }
  }
}
