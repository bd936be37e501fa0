import Desk
import Rents

@testable import Casebook

/// A book made by hand, so that screens are drawn from values.
struct HandBook: DeskBook {
  var sequence: UInt64 = 1
  var today: CivilDate
  var landlord = "Calder Valley Homes"
  var user = DeskUser(name: "Kofi Osei", patches: ["E3"])
  var calendar = RentCalendar(rentFreeWeeks: 2)
  var patchEntries: [PatchEntry] = []
  var accounts: [String: HandAccount] = [:]
  var feedList: [Feed] = []
  var fault: DeskFault?
  /// What is new in a patch, whatever one asks since.
  var newsOf: [String: PatchNews] = [:]
  /// Why every change is refused; nil where they are made.
  var refusal: String?
  /// Why nothing can be saved in it.
  var whyReadOnly: String?
  /// What was recorded at the desk, the newest first.
  var actList: [Act] = []

  /// A book made by hand has no lines of the form.
  func statement(of reference: String) throws(DeskFault) -> StatementPage? {
    throw DeskFault(
      what: "There are no lines of the income and expenditure form here.", safe: "Nothing was changed.",
      remedy: "Install Patchbook again: its data/statement gives them.")
  }

  func statementDraft(of reference: String) -> FormDraft { FormDraft(account: reference) }

  func feeds() throws(DeskFault) -> [Feed] { feedList }

  func patches() throws(DeskFault) -> [PatchEntry] {
    if let fault { throw fault }
    return patchEntries
  }

  func caseload(of patch: String) throws(DeskFault) -> Caseload {
    if let fault { throw fault }
    let entries = accounts.values.filter { $0.page.facts.patch == patch }.map(\.page.entry)
      .sorted { $0.reference < $1.reference }
    return Caseload(
      patch: patchEntries.first { $0.name == patch } ?? PatchEntry(name: patch), entries: entries)
  }

  /// What the casebook's own language finds among accounts made by hand.
  func references(in patch: String, matching query: String) throws(QueryFault) -> Set<String> {
    do {
      let parsed = try AccountQuery(query)
      return Set(
        accounts.values.filter { $0.page.facts.patch == patch && parsed.matches($0.summary, on: today) }
          .map(\.page.facts.reference))
    } catch {
      throw QueryFault(
        reason: error.problem, position: error.position, length: error.length, suggestion: error.suggestion)
    }
  }

  func news(in patch: String, since sequence: UInt64) throws(DeskFault) -> PatchNews? { newsOf[patch] }

  /// Every account of the book takes everything, but for those that it has not.
  func forecast(_ work: BulkWork, on references: [String]) throws(DeskFault) -> BulkForecast {
    BulkForecast(
      accounts: references.filter { accounts[$0] != nil },
      refused: references.filter { accounts[$0] == nil }
        .map { BulkRefusal(account: $0, reason: "there is no such account") }, warned: [])
  }

  func account(_ reference: String, asAt: AsAt) throws(DeskFault) -> AccountPage? {
    if let fault { throw fault }
    guard var page = accounts[reference]?.page else { return nil }
    if asAt != .now { page.present = accounts[reference]?.page.entry }
    return page
  }

  func related(to reference: String) throws(DeskFault) -> [RelatedAccount] {
    accounts[reference]?.page.related ?? []
  }

  func acts() throws(DeskFault) -> [Act] { actList }

  func search(_ text: String, limit: Int) throws(DeskFault) -> SearchAnswer {
    if let fault { throw fault }
    let searched = accounts.values.map { account in
      let (facts, entry) = (account.page.facts, account.page.entry)
      return SearchedAccount(
        reference: entry.reference, names: entry.names, address: entry.address, postcode: entry.postcode,
        phone: entry.phone, patch: facts.patch, tenure: entry.tenure, status: entry.status,
        balance: entry.balance)
    }
    return SearchAnswer(searching: text, among: searched, limit: limit)
  }

  func ledger(_ reference: String, asAt: AsAt) throws(DeskFault) -> LedgerPage {
    if let fault { throw fault }
    do {
      let all = try Ledger(accounts[reference]?.postings ?? [])
      return LedgerPage(try all.seen(asAt), of: all)
    } catch {
      throw DeskFault(what: "\(error)", safe: "", remedy: "")
    }
  }

  mutating func add(_ account: HandAccount) { accounts[account.page.facts.reference] = account }
}

/// One account of a book made by hand.
struct HandAccount {
  var page: AccountPage
  var postings: [Posting]

  /// An account whose list entry follows from its facts and postings by the functions of Rents.
  init(_ facts: AccountFacts, postings: [Posting], arrangements: [Arrangement] = [], on today: CivilDate)
    throws
  {
    let ledger = try Ledger(postings)
    var entry = CaseloadEntry(
      reference: facts.reference, names: facts.people.map(\.name), tenure: facts.tenure,
      balance: ledger.balance.together)
    entry.patch = facts.patch
    entry.address = facts.address
    entry.postcode = facts.postcode
    entry.phone = facts.phone
    entry.status = facts.status
    entry.paymentMethod = facts.paymentMethod
    entry.charge = facts.charge.total
    entry.frequency = facts.charge.frequency
    entry.local = ledger.balance.local
    entry.landlordBalance = facts.landlordBalance
    entry.weeksOwed = WeeksOwed(balance: ledger.balance.together, weeklyEquivalent: facts.weeklyEquivalent)
    entry.trend = try (0..<8).map { week -> Money? in
      let day = today.monday.adding(days: 6).adding(weeks: week - 7)
      guard let first = postings.map(\.effective).min(), first <= day else { return nil }
      return try ledger.balance(.effective(day)).together
    }
    entry.lastPayment = try ledger.lastReceipt.map {
      LastPayment(date: $0.effective, amount: try $0.amount.negated(), type: $0.type)
    }
    entry.flags = AccountFlags(facts: facts, arrangements: arrangements, on: today)
    if ledger.balance.local != .zero { entry.flags.insert(.localPosting) }
    page = AccountPage(facts: facts, entry: entry)
    if let theirs = facts.landlordBalance {
      let difference = try ledger.balance.landlord.subtracting(theirs)
      if difference != .zero {
        page.difference = difference
        page.entry.difference = difference
        page.entry.flags.insert(.dataFault)
      }
    }
    page.arrangements = arrangements
    page.entry.nextDue = arrangements.compactMap(\.nextDue).min()
    page.factsAsAt = today.adding(days: -1)
    self.postings = postings
  }
}

extension HandAccount {
  /// The account as the casebook would keep it, for its query language.
  var summary: AccountSummary {
    let entry = page.entry
    var summary = AccountSummary(reference: entry.reference)
    summary.names = entry.names
    summary.address = entry.address
    summary.postcode = entry.postcode
    summary.patch = page.facts.patch
    summary.officerCode = page.facts.officerCode
    summary.officerName = page.facts.officerName
    summary.phone = entry.phone
    summary.tenure = entry.tenure
    summary.status = entry.status
    summary.paymentMethod = entry.paymentMethod
    summary.charge = entry.charge
    summary.frequency = entry.frequency
    summary.balance = entry.balance
    summary.local = entry.local
    summary.landlordBalance = entry.landlordBalance
    summary.lastContact = entry.lastContact
    summary.nextDue = entry.nextDue
    summary.postings = postings.count
    summary.absentSince = entry.isAbsentFromExtract ? .first : nil
    summary.localPostings = entry.local == .zero ? 0 : 1
    if let paid = entry.lastPayment {
      summary.lastPayment = AccountSummary.LastPayment(date: paid.date, amount: paid.amount, type: paid.type)
    }
    let flags = entry.flags
    summary.signs.isVulnerable = flags.contains(.vulnerable)
    summary.signs.isSafeContact = flags.contains(.safeContact)
    summary.signs.isJoint = flags.contains(.joint)
    summary.signs.isClaimant = flags.contains(.universalCredit)
    summary.signs.isManagedPayment = flags.contains(.managedPayment)
    summary.signs.breathingSpace = page.facts.breathingSpace
    summary.signs.notice = page.facts.notice
    if flags.contains(.court) { summary.signs.courtOrder = .first }
    if flags.contains(.arrangementKept) || flags.contains(.arrangementBroken) {
      summary.signs.plans = [
        FlagSources.Plan(start: .first, isBroken: flags.contains(.arrangementBroken), nextDue: nil)
      ]
    }
    return summary
  }
}

/// A day from its ISO text; the first day there is for a text that is none, so that a slip of the pen shows.
func day(_ text: String) -> CivilDate { CivilDate(iso: text) ?? .first }

/// Pounds and pence as pence.
func money(_ pence: Int64) -> Money { Money(pence: pence) }

/// A posting that became known on its effective date, unless said otherwise.
func posting(
  _ id: String, _ type: PostingType, _ pence: Int64, _ date: String, known: String? = nil,
  narrative: String = "", isLocal: Bool = false
) -> Posting {
  var posting = Posting(
    id: id, type: type, amount: money(pence), effective: day(date), known: day(known ?? date),
    recorded: day(isLocal ? date : "2026-11-24"), source: isLocal ? "patchbook" : "ql")
  posting.narrative = narrative
  posting.isLocal = isLocal
  return posting
}
