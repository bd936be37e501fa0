/// How a household of the demo book pays, or does not: every kind that an income officer knows.
public enum DemoPayer: String, CaseIterable, Hashable, Sendable {
  // Homes where the rent comes in.
  case directDebitMonthly, directDebitWeekly, directDebitReturned, standingOrder, cashWeekly, cardIrregular
  case housingBenefitRebate, housingBenefitFourWeekly, partBenefit, universalCreditTenant, managedPayment
  case seasonal, overpayer
  // Homes where something went wrong.
  case directDebitCancelled, standingOrderNotUprated, housingBenefitSuspended, underOccupation, benefitCap
  case firstUniversalCredit, jobLoss, managedPaymentPlan, arrangementKept, arrangementBroken, courtOrder
  case staticArrears, deceased, abandoned, newTenancy
  // Temporary accommodation.
  case licenceBenefit, licencePersonalCharge, licenceClaimPending
  // What is not a home, or not rented.
  case garage, garageUnpaid, leaseholder, leaseholderUnpaid, sharedOwner, sharedOwnerArrears
  case sundryPlan, sundryUnpaid, storage, storageUnpaid
  // Tenancies that ended.
  case formerPlan, formerDebt, formerWrittenOff, formerCredit, formerDeceased

  /// Accounts of this kind in each run of 400, so that a book of a patch or more has every kind.
  var share: Int {
    switch self {
    case .directDebitMonthly: 34
    case .directDebitWeekly: 24
    case .directDebitReturned: 6
    case .standingOrder: 26
    case .cashWeekly: 18
    case .cardIrregular: 16
    case .housingBenefitRebate: 115
    case .housingBenefitFourWeekly: 9
    case .partBenefit: 26
    case .universalCreditTenant: 24
    case .managedPayment: 14
    case .seasonal: 2
    case .overpayer: 4
    case .directDebitCancelled: 2
    case .standingOrderNotUprated: 3
    case .housingBenefitSuspended: 1
    case .underOccupation: 3
    case .benefitCap: 3
    case .firstUniversalCredit: 4
    case .jobLoss: 2
    case .managedPaymentPlan: 2
    case .arrangementKept: 5
    case .arrangementBroken: 2
    case .courtOrder: 1
    case .staticArrears: 3
    case .deceased: 2
    case .abandoned: 1
    case .newTenancy: 4
    case .licenceBenefit: 4
    case .licencePersonalCharge: 1
    case .licenceClaimPending: 1
    case .garage: 9
    case .garageUnpaid: 1
    case .leaseholder: 8
    case .leaseholderUnpaid: 1
    case .sharedOwner: 4
    case .sharedOwnerArrears: 1
    case .sundryPlan: 1
    case .sundryUnpaid: 1
    case .storage: 1
    case .storageUnpaid: 1
    case .formerPlan: 2
    case .formerDebt: 2
    case .formerWrittenOff: 3
    case .formerCredit: 2
    case .formerDeceased: 1
    }
  }

  /// Accounts in one run of the deck.
  static let deckSize = allCases.reduce(0) { $0 + $1.share }

  /// The kinds of one run of accounts, shuffled: account `k` is of the `k % deckSize`th kind of its run.
  static func deck(run: Int, seed: UInt64) -> [DemoPayer] {
    var deck: [DemoPayer] = []
    deck.reserveCapacity(deckSize)
    for payer in allCases { for _ in 0..<payer.share { deck.append(payer) } }
    var random = DemoRandom(seed: seed, account: run, purpose: 1)
    for index in stride(from: deck.count - 1, to: 0, by: -1) { deck.swapAt(index, random.below(index + 1)) }
    return deck
  }

  /// Whether the account is somebody's home or was; the others belong to a tenant of one, as a rule.
  var isHome: Bool {
    switch self {
    case .garage, .garageUnpaid, .sundryPlan, .sundryUnpaid, .storage, .storageUnpaid: false
    default: true
    }
  }

  /// The tenancy has ended.
  var isFormer: Bool {
    switch self {
    case .formerPlan, .formerDebt, .formerWrittenOff, .formerCredit, .formerDeceased: true
    default: false
    }
  }

  var isLicence: Bool {
    switch self {
    case .licenceBenefit, .licencePersonalCharge, .licenceClaimPending: true
    default: false
    }
  }
}
