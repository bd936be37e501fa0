import Rents

/// One account as a list shows it: kept for each account as the record grows, so that a patch is one short read.
public struct AccountSummary: Hashable, Sendable {
  /// The last money that came in and stayed, by the landlord's ledger or by a local posting that still stands: a direct
  /// debit that the bank sent back is none.
  public struct LastPayment: Hashable, Sendable {
    /// Its effective date.
    public var date: CivilDate
    /// Its amount: a credit, so negative.
    public var amount: Money
    /// How it came.
    public var type: PostingType
  }

  /// The landlord's account reference.
  public var reference: String
  /// The landlord's reference of the tenancy, licence or lease.
  public var tenancyReference = ""
  /// Liable people, the first named first.
  public var names: [String] = []
  /// The date of birth of the person first named; nil where the landlord does not know it.
  public var dateOfBirth: CivilDate?
  /// House and street.
  public var address = ""
  /// Postcode as the landlord writes it.
  public var postcode = ""
  /// The caseload that the account belongs to.
  public var patch = ""
  /// The landlord's code for the officer of the patch.
  public var officerCode = ""
  /// The name of the officer of the patch.
  public var officerName = ""
  /// How the property is held.
  public var tenure: Tenure = .secure
  /// Whether the agreement still runs.
  public var status: AccountStatus = .current
  /// The number to call.
  public var phone = ""
  /// How the household usually pays.
  public var paymentMethod: PaymentMethod = .none
  /// What is charged each period.
  public var charge = Money.zero
  /// How often it is charged.
  public var frequency: ChargeFrequency = .weekly
  /// Weeks a year in which nothing is charged.
  public var rentFreeWeeks = 0
  /// What is owed: the landlord's postings and the local ones together.
  public var balance = Money.zero
  /// The part of the balance that was posted here and that no extract has confirmed.
  public var local = Money.zero
  /// The number of local postings that no extract has confirmed.
  public var localPostings = 0
  /// The landlord's own balance; nil where no extract gave one.
  public var landlordBalance: Money?
  /// The day for which the landlord gave it.
  public var landlordBalanceAsAt: CivilDate?
  /// The last payment.
  public var lastPayment: LastPayment?
  /// The last day on which somebody reached out to the household or heard from it.
  public var lastContact: CivilDate?
  /// The day on which something falls due next: an instalment of the running arrangement or an open diary date, whichever
  /// comes first. It stays where it is when its day has passed, until it is paid or finished.
  public var nextDue: CivilDate?
  /// The day of the first open diary date; it may have passed.
  public var nextDiary: CivilDate?
  /// The number of postings, local ones included.
  public var postings = 0
  /// The day as of which the landlord's facts are known.
  public var factsKnown: CivilDate?
  /// The day of the accounts extract in which the account was first absent; nil where it is in the newest.
  public var absentSince: CivilDate?
  /// When what changed last, by transaction.
  public var lastChanges = LastChanges()

  var postedAfterLandlordBalance = Money.zero
  var signs = FlagSources()
  var movements = WeeklyMovements()

  /// A summary without anything in it.
  init(reference: String) { self.reference = reference }

  /// What the landlord's own postings sum to: the balance without the local part.
  public var posted: Money { (try? balance.subtracting(local)) ?? balance }

  /// How far the landlord's postings are from the landlord's balance on its day; nil where they agree or no
  /// balance was given. Above zero: the postings say that more is owed.
  public var difference: Money? {
    guard let landlordBalance, let then = try? posted.subtracting(postedAfterLandlordBalance),
      let difference = try? then.subtracting(landlordBalance), difference != .zero
    else { return nil }
    return difference
  }

  /// The exact pence charged for one charge week; nil for an account charged by invoice.
  public var weeklyEquivalent: Ratio? {
    frequency.weeklyEquivalent(of: charge, rentFreeWeeks: rentFreeWeeks)
  }

  /// The charge of one week, rounded to a penny; nil for an account charged by invoice.
  public var weeklyCharge: Money? { weeklyEquivalent.map { Money($0) } }

  /// The balance in weeks of the current full charge (decision 8); nil where nothing is charged by the week.
  public var weeksOwed: WeeksOwed? { WeeksOwed(balance: balance, weeklyEquivalent: weeklyEquivalent) }

  /// What an officer has to know before doing anything, as it stands on a day.
  public func flags(on day: CivilDate) -> AccountFlags {
    var flags = signs.flags(on: day)
    if localPostings > 0 { flags.insert(.localPosting) }
    if difference != nil || absentSince != nil { flags.insert(.dataFault) }
    return flags
  }

  /// The balance at the end of each of the last eight rent weeks (Monday to Sunday), oldest first; the last is the
  /// week of that day, as far as it goes.
  public func trend(on day: CivilDate) -> [Money] { movements.balances(endingWith: day, now: balance) }
}
