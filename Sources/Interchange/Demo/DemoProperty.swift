import Rents

/// What is let, and what it costs in today's rent year.
struct DemoProperty {
  enum Kind { case home, licence, garage, sundry, storage }

  var kind: Kind = .home
  var tenure: Tenure = .secure
  var frequency: ChargeFrequency = .weekly
  var bedrooms = 0
  var isFlat = false
  var freeWeeks = 0
  var charges = DemoCharges()

  init(payer: DemoPayer, _ random: inout DemoRandom) {
    switch payer {
    case .licenceBenefit, .licencePersonalCharge, .licenceClaimPending: licence(&random)
    case .garage, .garageUnpaid:
      kind = .garage
      tenure = .garage
      charges.rent = random.within(980...1420)
      // Let to somebody who is not the landlord's tenant: VAT is charged.
      if random.chance(30) { charges.vat = charges.rent / 5 }
    case .leaseholder, .leaseholderUnpaid:
      tenure = .leasehold
      frequency = .halfYearly
      isFlat = random.chance(85)
      bedrooms = random.within(1...3)
      charges.service = random.within(340...1390) * 100 + random.below(100)
    case .sharedOwner, .sharedOwnerArrears:
      tenure = .sharedOwnership
      frequency = .monthly
      isFlat = random.chance(60)
      bedrooms = random.within(1...3)
      charges.rent = random.within(36_000...59_000)
      charges.service = random.within(2800...6200)
    case .sundryPlan, .sundryUnpaid:
      kind = .sundry
      tenure = .sundry
      frequency = .invoice
      isFlat = random.chance(40)
    case .storage, .storageUnpaid:
      kind = .storage
      tenure = .storage
      charges.rent = random.within(36...68) * 50
    default: home(payer, &random)
    }
  }

  private mutating func licence(_ random: inout DemoRandom) {
    kind = .licence
    tenure = .licence
    isFlat = random.chance(55)
    bedrooms = isFlat ? 0 : random.within(1...3)
    charges.rent = (isFlat ? 21_000 : 28_500) + random.below(9500)
    charges.other = random.within(955...2076)
  }

  private mutating func home(_ payer: DemoPayer, _ random: inout DemoRandom) {
    let drawn = random.below(100)
    bedrooms = drawn < 4 ? 0 : drawn < 35 ? 1 : drawn < 69 ? 2 : drawn < 95 ? 3 : 4
    if payer == .underOccupation { bedrooms = max(bedrooms, 2) }
    if payer == .benefitCap { bedrooms = max(bedrooms, 3) }
    isFlat = bedrooms < 2 ? random.chance(78) : random.chance(bedrooms == 2 ? 38 : 8)
    let isAllowance = payer == .housingBenefitFourWeekly
    let draw = random.below(100)
    tenure = isAllowance || draw < 14 ? .assured : draw < 22 ? .flexible : .secure
    if payer.isFormer { tenure = .former }
    // A housing association's homes have no free weeks; the council's old estates have four, the rest two.
    freeWeeks = tenure == .assured ? 0 : random.chance(22) ? 4 : 2
    charges.rent = [7950, 9120, 10_340, 11_850, 13_900][bedrooms] + random.below(1250)
    if isFlat || random.chance(12) { charges.service = random.within(320...1640) }
    if isFlat, random.chance(22) { charges.other = random.within(780...1490) }
    if random.chance(18) { charges.water = random.within(560...920) }
  }

  /// How tenancy references begin.
  var prefix: String {
    switch tenure {
    case .licence: "L"
    case .garage: "G"
    case .leasehold: "LH"
    case .sharedOwnership: "SO"
    case .sundry: "SD"
    case .storage: "ST"
    default: "T"
    }
  }

  /// How property references begin.
  var propertyPrefix: String {
    switch kind {
    case .garage: "G"
    case .storage: "S"
    default: "P"
    }
  }
}
