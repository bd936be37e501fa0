/// What the landlord's housing system says of one rent account in one extract: a snapshot, replaced by the next.
public struct AccountFacts: Hashable, Sendable {
  /// The landlord's account reference: text, trimmed, never a number.
  public var reference: String
  public var tenancyReference = ""
  public var tenure: Tenure
  public var status: AccountStatus
  public var start: CivilDate?
  public var end: CivilDate?
  public var propertyReference = ""
  public var address = ""
  public var town = ""
  public var postcode = ""
  /// Bedrooms; 0 is a bedsit, nil where the property has none (garage, store, sundry).
  public var bedrooms: Int?
  /// The caseload that this account belongs to.
  public var patch = ""
  /// The landlord's code for the officer of the patch, and the name.
  public var officerCode = ""
  public var officerName = ""
  /// Liable people, the first named first; joint tenants are jointly and severally liable.
  public var people: [Person] = []
  public var phone = ""
  public var email = ""
  public var paymentMethod: PaymentMethod = .none
  /// Day of the month on which the direct debit is collected, 1 to 31.
  public var directDebitDay: Int?
  public var charge: Charge
  /// The charge before the last change.
  public var previousCharge: PreviousCharge?
  /// Weeks a year in which nothing is charged: 0, 2 or 4 as a rule.
  public var rentFreeWeeks = 0
  public var housingBenefit = HousingBenefit()
  public var universalCredit = UniversalCredit()
  public var isBenefitCapped = false
  public var underOccupiedBedrooms = 0
  /// The landlord's codes for vulnerability and support needs (`MH`, `INT`, `SAFE` …), in the order given.
  public var vulnerabilities: [String] = []
  public var notice: NoticeSeekingPossession?
  public var courtOrder: CourtOrder?
  public var breathingSpace: BreathingSpace?
  /// The landlord's own balance; stands beside the sum of the postings, never instead of it.
  public var landlordBalance: Money?
  public var landlordBalanceAsAt: CivilDate?

  public init(reference: String, tenure: Tenure, status: AccountStatus, charge: Charge) {
    self.reference = reference
    self.tenure = tenure
    self.status = status
    self.charge = charge
  }
}

/// Somebody liable on an account.
public struct Person: Hashable, Sendable {
  public var name: String
  public var dateOfBirth: CivilDate?

  public init(name: String, dateOfBirth: CivilDate? = nil) {
    self.name = name
    self.dateOfBirth = dateOfBirth
  }
}

/// What is charged each period, in its parts. The total is the landlord's figure for the period.
public struct Charge: Hashable, Sendable {
  public var frequency: ChargeFrequency
  public var total: Money
  public var rent = Money.zero
  public var service = Money.zero
  public var water = Money.zero
  /// Heating, support, personal charge, VAT.
  public var other = Money.zero
  public var effectiveFrom: CivilDate?

  public init(frequency: ChargeFrequency, total: Money) {
    self.frequency = frequency
    self.total = total
  }
}

/// The total charged each period before the last change, and from when.
public struct PreviousCharge: Hashable, Sendable {
  public var total: Money
  public var effectiveFrom: CivilDate?

  public init(total: Money, effectiveFrom: CivilDate?) {
    self.total = total
    self.effectiveFrom = effectiveFrom
  }
}

/// Housing Benefit as the landlord knows it.
public struct HousingBenefit: Hashable, Sendable {
  /// Whether it is paid.
  public enum Status: String, CaseIterable, Hashable, Sendable {
    case none, inPayment = "in-payment", suspended, claimPending = "claim-pending"
  }
  public var status: Status = .none
  /// The weekly award.
  public var weekly: Money?

  public init() {}
}

/// Universal Credit as the landlord knows it; the flag is missing for some claimants.
public struct UniversalCredit: Hashable, Sendable {
  public var isClaimant = false
  /// Day of the month on which UC is paid, 1 to 31.
  public var paymentDay: Int?
  public var claimDate: CivilDate?
  /// The rent part is paid straight to the landlord.
  public var isManagedPayment = false

  public init() {}
}

/// A notice seeking possession: when it was served, and when it lapses.
public struct NoticeSeekingPossession: Hashable, Sendable {
  public var served: CivilDate
  public var expires: CivilDate?

  public init(served: CivilDate, expires: CivilDate?) {
    self.served = served
    self.expires = expires
  }
}

/// A possession order or an adjournment on terms.
public struct CourtOrder: Hashable, Sendable {
  /// The kind of order.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case suspended, postponed, adjourned
  }
  public var kind: Kind
  public var date: CivilDate?
  /// Weekly instalment ordered on top of the current charge.
  public var weeklyTerms: Money?

  public init(kind: Kind, date: CivilDate?, weeklyTerms: Money?) {
    self.kind = kind
    self.date = date
    self.weeklyTerms = weeklyTerms
  }
}

/// Debt respite (SI 2020/1311): no contact about the debt and no enforcement while it lasts.
public struct BreathingSpace: Hashable, Sendable {
  public var from: CivilDate
  /// The end in the notification; nil for a mental health crisis moratorium.
  public var to: CivilDate?

  public init(from: CivilDate, to: CivilDate?) {
    self.from = from
    self.to = to
  }
}
