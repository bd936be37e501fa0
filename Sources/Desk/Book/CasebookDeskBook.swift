import Casebook
import Rents

/// The casebook as the desk reads it: a thin layer that puts its answers into the desk's values.
///
/// ```swift
/// let book = CasebookDeskBook(casebook)
/// var session = DeskSession(book: book, size: size)
/// // when somebody recorded something:
/// if try casebook.refresh() != nil { session.take(book.renewed(from: casebook)) }
/// ```
public struct CasebookDeskBook: DeskBook {
  private let view: BookView
  /// The accounts that are looked at, for as long as the book stands so.
  private let summaries = PatchSummaries()
  /// The operating system's user, by whom the record knows who did what.
  private let account: String
  /// The landlord's name, from the book's configuration.
  public let landlord: String
  /// The officer of the operating system's user.
  public let user: DeskUser
  /// The calendar that was given; the built-in rule otherwise.
  public let calendar: RentCalendar
  private let askWhyReadOnly: @Sendable () -> String?
  private let forms: FormDrafts
  private let statementRules: StatementRulesSource?
  /// The officers' names, by the operating system's user.
  private let names: [String: String]

  /// The casebook as it stands now.
  /// - Parameter statementRules: where the lines of the income and expenditure form come from; nil has none.
  public init(
    _ casebook: Casebook, calendar: RentCalendar = RentCalendar(), statementRules: StatementRulesSource? = nil
  ) {
    view = casebook.view
    account = casebook.user
    askWhyReadOnly = { casebook.whyReadOnly }
    self.calendar = calendar
    self.statementRules = statementRules
    forms = casebook.forms
    names = Dictionary(casebook.officers.map { ($0.user, $0.name) }, uniquingKeysWith: { first, _ in first })
    landlord = casebook.configuration.landlord
    user = CasebookDeskBook.user(casebook, view)
  }

  /// Asks the host each time: a disk may be made writable while the desk is open.
  public var whyReadOnly: String? { askWhyReadOnly() }

  /// The casebook as it stands after a refresh.
  public func renewed(from casebook: Casebook) -> CasebookDeskBook {
    CasebookDeskBook(casebook, calendar: calendar, statementRules: statementRules)
  }

  private static func user(_ casebook: Casebook, _ view: BookView) -> DeskUser {
    guard let officer = casebook.officer else {
      var stranger = DeskUser(name: casebook.user, isKnown: false)
      stranger.account = casebook.user
      return stranger
    }
    var patches = officer.patches
    if patches.isEmpty, !officer.code.isEmpty {
      // Nothing said in the book: the landlord's extract says whose patch it is. A book that cannot be read says so on
      // the screens themselves.
      patches = ((try? view.patches()) ?? []).filter { $0.officerCode == officer.code }.map(\.name)
    }
    var user = DeskUser(name: officer.name.isEmpty ? officer.user : officer.name, patches: patches)
    user.account = casebook.user
    return user
  }

  /// The last transaction that the view knows of.
  public var sequence: UInt64 { view.sequence }
  /// The day on which the casebook is asked.
  public var today: CivilDate { view.today }

  /// The newest day of each kind of file; an empty book has none.
  public func feeds() throws(DeskFault) -> [Feed] {
    let files = try asking { () throws(CasebookError) in try view.intakes() }
    if files.isEmpty { return [] }
    let kinds: [(kind: IntakeKind, name: String, isNeeded: Bool)] = [
      (.transactions, "rent", true), (.accounts, "accounts", true), (.actions, "actions", false),
      (.arrangements, "plans", false),
    ]
    return kinds.compactMap { kind, name, isNeeded in
      let newest = files.lazy.filter { $0.kind == kind }.map { $0.batchDate ?? $0.recorded }.max()
      return newest == nil && !isNeeded ? nil : Feed(name: name, asAt: newest)
    }
  }

  /// The patches with their totals: one short read.
  public func patches() throws(DeskFault) -> [PatchEntry] {
    try asking { () throws(CasebookError) in try view.patches() }.map { patch in
      PatchEntry(
        name: patch.name, officerCode: patch.officerCode, officerName: patch.officerName,
        accounts: patch.accounts, totals: patch.totals)
    }
  }

  private func accounts(of patch: String) throws(CasebookError) -> [AccountSummary] {
    try summaries.accounts(of: patch) { () throws(CasebookError) in try view.summaries(patch: patch) }
  }

  /// The accounts of a patch: one contiguous read, once for a state of the book.
  public func caseload(of patch: String) throws(DeskFault) -> Caseload {
    let summaries = try asking { () throws(CasebookError) in try accounts(of: patch) }
    let totals = Result { () throws(MoneyError) in try BalanceTotals(summaries.lazy.map(\.balance)) }
    let entry = PatchEntry(
      name: patch, officerCode: summaries.first?.officerCode ?? "",
      officerName: summaries.first?.officerName ?? "", accounts: summaries.count, totals: totals)
    return Caseload(patch: entry, entries: summaries.map { CaseloadEntry($0, on: today) })
  }

  /// The accounts that satisfy a query of the casebook's own language.
  public func references(in patch: String, matching query: String) throws(QueryFault) -> Set<String> {
    let parsed: AccountQuery
    do {
      parsed = try AccountQuery(query)
    } catch {
      throw QueryFault(
        reason: error.problem, position: error.position, length: error.length, suggestion: error.suggestion)
    }
    do {
      return Set(try accounts(of: patch).lazy.filter { parsed.matches($0, on: today) }.map(\.reference))
    } catch {
      throw QueryFault(reason: error.description)
    }
  }

  /// What changed since, but for what this user did.
  public func news(in patch: String, since sequence: UInt64) throws(DeskFault) -> PatchNews? {
    if sequence >= view.sequence { return PatchNews() }
    return try asking { () throws(CasebookError) in
      let own = Set(try view.acts(of: account, since: sequence).map(\.sequence))
      var news = PatchNews()
      for summary in try accounts(of: patch) {
        let changes = summary.lastChanges.kinds(since: sequence).filter {
          !own.contains(summary.lastChanges[$0])
        }
        if !changes.isEmpty { news.accounts[summary.reference] = AccountNews(changes) }
      }
      return news
    }
  }

  /// What a change of many accounts would do.
  public func forecast(_ work: BulkWork, on accounts: [String]) throws(DeskFault) -> BulkForecast {
    try asking { () throws(CasebookError) in try view.forecast(work, on: accounts) }
  }

  /// One account with its casework; notes written here stand among the actions.
  public func account(_ reference: String, asAt: AsAt) throws(DeskFault) -> AccountPage? {
    let found = try asking { () throws(CasebookError) in
      (try view.account(reference, asAt: asAt), try view.summary(of: reference, asAt: asAt))
    }
    guard let record = found.0, let summary = found.1 else { return nil }
    var page = AccountPage(facts: record.facts, entry: CaseloadEntry(summary, on: asAt.day ?? today))
    if asAt != .now {
      let present = try asking { () throws(CasebookError) in try view.summary(of: reference) }
      page.present = present.map { CaseloadEntry($0, on: today) }
    }
    page.factsAreLater = record.factsAreLater
    page.factsAsAt = record.factsKnown
    page.difference = summary.difference
    page.actions =
      record.actions + record.notes.filter { !$0.isWithdrawn }.map(CaseAction.init)
      + record.contacts.filter { !$0.isWithdrawn }.map(CaseAction.init)
    page.withdrawnNotes = record.notes.filter(\.isWithdrawn)
    page.contacts = record.contacts
    page.diary = record.diary
    page.people = record.people
    page.arrangements = record.plans.map(\.arrangement)
    page.instalments = record.plans.flatMap(\.instalments)
    return page
  }

  /// The other accounts of its tenancy, and those of perhaps the same person: one contiguous read of the patch.
  public func related(to reference: String) throws(DeskFault) -> [RelatedAccount] {
    try asking { () throws(CasebookError) in try view.related(to: reference) }
  }

  /// What the account knows of its form, and the forms that were finished.
  public func statement(of reference: String) throws(DeskFault) -> StatementPage? {
    guard let statementRules else {
      throw DeskFault(
        what: "There are no lines of the income and expenditure form here.", safe: "Nothing was changed.",
        remedy: "Install Patchbook again: its data/statement gives them.")
    }
    let read = try statementRules.read()
    return try asking { () throws(CasebookError) in
      guard try view.account(reference, asAt: .now) != nil else { return nil }
      var page = StatementPage(
        rules: read.rules, sources: read.sources, facts: try view.statementFacts(of: reference))
      page.versions = try view.statements(of: reference)
      page.names = names
      return page
    }
  }

  /// The form that is being filled in, as it stands beside the book now.
  public func statementDraft(of reference: String) -> FormDraft { forms.look(at: reference) }

  /// Accounts of the whole book by any part of what they are known by.
  public func search(_ text: String, limit: Int) throws(DeskFault) -> SearchAnswer {
    try asking { () throws(CasebookError) in try view.search(text, limit: limit) }
  }

  /// Reads ahead what the first search would have to read. Any thread may call it. A book that cannot be read says so to
  /// the search itself.
  public func prepareSearch() {
    try? view.prepareSearch()
  }

  /// What the officer recorded, the newest first.
  public func acts() throws(DeskFault) -> [Act] {
    try asking { () throws(CasebookError) in try view.acts(of: account) }
  }

  /// One account's ledger as it was asked for.
  public func ledger(_ reference: String, asAt: AsAt) throws(DeskFault) -> LedgerPage {
    let seen = try asking { () throws(CasebookError) in try view.ledger(reference, asAt: asAt) }
    // How many there are in all matters only where few or none are seen.
    let all =
      asAt == .now ? seen : try asking { () throws(CasebookError) in try view.ledger(reference, asAt: .now) }
    return LedgerPage(seen, of: all)
  }

  /// Asks the casebook, and puts its refusal into the desk's words.
  private func asking<Answer>(_ ask: () throws(CasebookError) -> Answer) throws(DeskFault) -> Answer {
    do {
      return try ask()
    } catch {
      throw DeskFault(
        what: error.description, safe: "What was recorded before stays as it is.",
        remedy: "Ctrl-R tries again. patchbook verify names every place that cannot be read.")
    }
  }
}

extension CaseloadEntry {
  /// What the casebook keeps of an account, as it stands on a day.
  init(_ summary: AccountSummary, on day: CivilDate) {
    self.init(
      reference: summary.reference, names: summary.names, tenure: summary.tenure, balance: summary.balance)
    patch = summary.patch
    address = summary.address
    postcode = summary.postcode
    phone = summary.phone
    status = summary.status
    paymentMethod = summary.paymentMethod
    charge = summary.charge
    frequency = summary.frequency
    local = summary.local
    landlordBalance = summary.landlordBalance
    difference = summary.difference
    weeksOwed = summary.weeksOwed
    trend = summary.trend(on: day)
    lastPayment = summary.lastPayment.map { paid in
      LastPayment(date: paid.date, amount: (try? paid.amount.negated()) ?? paid.amount, type: paid.type)
    }
    lastContact = summary.lastContact
    nextDue = summary.nextDue
    flags = summary.flags(on: day)
    isAbsentFromExtract = summary.absentSince != nil
  }
}

extension CaseAction {
  /// A contact that was recorded in this book, as one of the things that were done.
  init(_ contact: Contact) {
    self.init(id: contact.id, date: contact.date, code: contact.attempt.channel.rawValue)
    description = contact.attempt.wording
    officer = contact.officer
    note = contact.attempt.text
  }

  /// A note that was written in this book, as one of the things that were done.
  init(_ note: Note) {
    self.init(id: note.id, date: note.recorded, code: "NOTE")
    description = "Note"
    officer = note.officer
    self.note = note.text
  }
}
