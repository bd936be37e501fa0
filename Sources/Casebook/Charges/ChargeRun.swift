import Rents

/// A charge run that was made: every account charged for one rent week, in one transaction.
public struct ChargeRun: Hashable, Sendable {
  /// The first day of the rent week.
  public var week: CivilDate
  /// The week's number in its rent year.
  public var number: Int
  /// The rent year, as `2026/27`.
  public var year: String
  /// Accounts that were charged.
  public var accounts: Int
  /// Postings that were made.
  public var postings: Int
  /// What was charged in all.
  public var total: Money
  /// The day on which it was recorded.
  public var recorded: CivilDate
  /// When, in UTC.
  public var at: String
  /// Who made it.
  public var officer: String
  /// The transaction.
  public var sequence: UInt64
  /// The transaction that took it back; nil where it stands.
  public var takenBack: UInt64?

  /// "week 33 of 2026/27, from Mon 16 Nov 2026".
  public var wording: String { "week \(number) of \(year), from \(week.text(.weekdayDayMonthYear))" }
}

/// An account that a run leaves out, and why.
public struct UnchargedAccount: Hashable, Sendable {
  /// Why nothing is charged.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    /// Its rent falls due in another week: charged by the month, the quarter, every four weeks.
    case notDue = "not-due"
    /// A rent-free week of this account.
    case rentFree = "rent-free"
    /// The tenancy has ended.
    case ended
    /// The tenancy has not begun.
    case notBegun = "not-begun"
    /// A former tenant's account.
    case former
    /// Its charge is nothing, or not known.
    case noCharge = "no-charge"
    /// It is charged by invoice, when there is one.
    case invoice
    /// The newest accounts file does not have it.
    case absent

    /// In a few words.
    public var words: String {
      switch self {
      case .notDue: "nothing falls due in this week"
      case .rentFree: "rent-free week"
      case .ended: "the tenancy has ended"
      case .notBegun: "the tenancy has not begun"
      case .former: "former tenant"
      case .noCharge: "no charge is known"
      case .invoice: "charged by invoice"
      case .absent: "absent from the newest accounts file"
      }
    }

    /// Whether somebody should look: a home without a charge is one, a week in which nothing is due is none.
    public var isWorthALook: Bool { self == .noCharge || self == .absent }
  }

  /// The account.
  public var account: String
  /// Why.
  public var reason: Reason
}

/// What a run did, or would do.
public struct ChargeOutcome: Hashable, Sendable {
  /// The run; its transaction is 0 in a dry run.
  public var run: ChargeRun
  /// What was charged, by type.
  public var byType: [PostingType: Money] = [:]
  /// How many accounts were left out, by reason.
  public var uncharged: [UnchargedAccount.Reason: Int] = [:]
  /// What is worth knowing: a week before it that nobody charged, charges whose parts do not make the total.
  public var remarks: [String] = []
}
