import Casebook
import Rents

/// The book as the desk sees it: one immutable view of what was true at ``sequence``.
///
/// The desk asks and formats; it adds up no postings and touches no file. ``CasebookDeskBook`` answers from the casebook,
/// tests answer from values built by hand. When somebody changed the book, the program hands the session a newer view.
public protocol DeskBook: Sendable {
  /// The last change that this view knows of; a screen that was filled at another one fills itself again.
  var sequence: UInt64 { get }
  /// The civil day on which the desk is looking.
  var today: CivilDate { get }
  /// Who keeps the book: the landlord's name.
  var landlord: String { get }
  /// Who sits at the desk.
  var user: DeskUser { get }
  /// The landlord's calendar, for the numbers of rent weeks.
  var calendar: RentCalendar { get }
  /// How fresh each kind of file is, in the order in which it shall be read out.
  func feeds() throws(DeskFault) -> [Feed]
  /// All patches of the book, cheaply: nothing is read for each account.
  func patches() throws(DeskFault) -> [PatchEntry]
  /// The accounts of one patch with their totals.
  func caseload(of patch: String) throws(DeskFault) -> Caseload
  /// The references of the accounts of a patch that satisfy a query in the language of decision 17. The desk asks for what
  /// has keys or alternatives (`balance>200`, `method:dd|so`); plain words it looks up itself.
  func references(in patch: String, matching query: String) throws(QueryFault) -> Set<String>
  /// What is known of one account: its facts, people, actions and arrangements; nil if there is no such account. What it
  /// takes a patch to know is asked for apart: see ``related(to:)``.
  func account(_ reference: String, asAt: AsAt) throws(DeskFault) -> AccountPage?
  /// Other accounts of the patch that belong to the tenancy of an account, or perhaps to the same person.
  func related(to reference: String) throws(DeskFault) -> [RelatedAccount]
  /// Accounts of the whole book, former tenants included, by any part of reference, name, address, postcode or telephone
  /// number: the best first, at most so many.
  func search(_ text: String, limit: Int) throws(DeskFault) -> SearchAnswer
  /// What the officer at the desk recorded, the newest first, and what of it can be taken back.
  func acts() throws(DeskFault) -> [Act]
  /// The postings of one account with the balance after each.
  func ledger(_ reference: String, asAt: AsAt) throws(DeskFault) -> LedgerPage
  /// What is new in a patch since a change of the book, as another user than ``user`` would call it news; nil where the
  /// book cannot say.
  func news(in patch: String, since sequence: UInt64) throws(DeskFault) -> PatchNews?
  /// What a change of many accounts would do: the dry-run before it is asked for.
  func forecast(_ work: BulkWork, on accounts: [String]) throws(DeskFault) -> BulkForecast
  /// What is known of the income and expenditure form of an account; nil if there is no such account.
  func statement(of reference: String) throws(DeskFault) -> StatementPage?
  /// The form of an account that is being filled in, as it stands beside the book; one that nobody began where there is none.
  func statementDraft(of reference: String) -> FormDraft
  /// Why nothing can be saved in the book now, in a few words; nil where nothing speaks against it. Asked before somebody
  /// types, so that nobody types for nothing.
  var whyReadOnly: String? { get }
}

extension DeskBook {
  /// A book that cannot say what is new.
  public func news(in patch: String, since sequence: UInt64) throws(DeskFault) -> PatchNews? { nil }

  /// A book into which one may write.
  public var whyReadOnly: String? { nil }
}
