/// What the landlord's housing system says of one rent account: a snapshot, replaced by the next extract.
public struct AccountFacts: Hashable, Sendable {
  /// The landlord's account reference: text, trimmed, never a number.
  public var reference: String
  /// The landlord's reference of the tenancy, licence or lease; a tenancy may have several accounts.
  public var tenancyReference = ""
  /// How the property is held.
  public var tenure: Tenure
  /// Whether the agreement still runs.
  public var status: AccountStatus
  /// The first day of the agreement; nil where a legacy account has none.
  public var start: CivilDate?
  /// The last day of the agreement; nil while it runs.
  public var end: CivilDate?
  /// The landlord's reference of the property.
  public var propertyReference = ""
  /// House and street.
  public var address = ""
  /// Post town.
  public var town = ""
  /// Postcode as the landlord writes it.
  public var postcode = ""
  /// Bedrooms; 0 is a bedsit, nil where the property has none (garage, store, sundry).
  public var bedrooms: Int?
  /// The caseload that this account belongs to.
  public var patch = ""
  /// The landlord's code for the officer of the patch.
  public var officerCode = ""
  /// The name of the officer of the patch.
  public var officerName = ""
  /// Liable people, the first named first; joint tenants are jointly and severally liable, each for all.
  public var people: [Person] = []
  /// The number to call, as the landlord writes it.
  public var phone = ""
  /// The address for e-mail, as the landlord writes it.
  public var email = ""
  /// How the household usually pays.
  public var paymentMethod: PaymentMethod = .none
  /// Day of the month on which the direct debit is collected, 1 to 31.
  public var directDebitDay: Int?
  /// What is charged each period now.
  public var charge: Charge
  /// The charge before the last change.
  public var previousCharge: PreviousCharge?
  /// Weeks a year in which nothing is charged: 0, 2 or 4 as a rule.
  public var rentFreeWeeks = 0
  /// Housing Benefit as the landlord knows it.
  public var housingBenefit = HousingBenefit()
  /// Universal Credit as the landlord knows it.
  public var universalCredit = UniversalCredit()
  /// The household's benefits are cut by the benefit cap.
  public var isBenefitCapped = false
  /// Bedrooms more than the size rules allow for: 1 takes 14% off eligible rent, 2 or more 25%.
  public var underOccupiedBedrooms = 0
  /// The landlord's codes for vulnerability and support needs (`MH`, `INT`, `SAFE` …), in the order given.
  public var vulnerabilities: [String] = []
  /// The notice seeking possession in force, if one was served.
  public var notice: NoticeSeekingPossession?
  /// The court's order, if there is one.
  public var courtOrder: CourtOrder?
  /// Debt respite, if the landlord was told of one.
  public var breathingSpace: BreathingSpace?
  /// The landlord's own balance; stands beside the sum of the postings, never instead of it.
  public var landlordBalance: Money?
  /// The day for which the landlord gave that balance.
  public var landlordBalanceAsAt: CivilDate?

  /// The facts that every account has; the others are set as the extract gives them.
  public init(reference: String, tenure: Tenure, status: AccountStatus, charge: Charge) {
    self.reference = reference
    self.tenure = tenure
    self.status = status
    self.charge = charge
  }

  /// Whether several people are liable: each of them owes the whole balance and is written to.
  public var isJoint: Bool { people.count > 1 }

  /// The ledger of its own that this account is.
  public var subAccount: SubAccount { SubAccount(tenure: tenure) }

  /// The exact pence charged for one charge week; see
  /// ``ChargeFrequency/weeklyEquivalent(of:rentFreeWeeks:)``. Nil for an account charged by invoice.
  public var weeklyEquivalent: Ratio? {
    charge.frequency.weeklyEquivalent(of: charge.total, rentFreeWeeks: rentFreeWeeks)
  }

  /// The total charged each period on a day, as far as the landlord tells: the charge now, or the one before
  /// it. Nil for a day before both.
  public func chargeTotal(on day: CivilDate) -> Money? {
    guard let from = charge.effectiveFrom, day < from else { return charge.total }
    guard let previousCharge else { return nil }
    guard let earlier = previousCharge.effectiveFrom, day < earlier else { return previousCharge.total }
    return nil
  }
}
