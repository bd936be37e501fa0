import Rents

/// Who is liable on an account.
struct DemoPeople {
  /// The first named first; never empty.
  var names: [DemoNames.Name]
  var people: [Person]
  /// The landlord's codes for needs.
  var vulnerabilities: [String] = []

  init(payer: DemoPayer, today: CivilDate, _ random: inout DemoRandom) {
    let age = DemoPeople.age(payer, &random)
    let origin = DemoNames.origin(&random)
    let first = DemoNames.name(of: origin, isWoman: random.chance(57), isOlder: age > 64, &random)
    names = [first.name]
    people = [Person(name: first.name.full, dateOfBirth: DemoPeople.born(age, today, &random))]
    if payer != .deceased, payer != .formerDeceased, random.chance(payer.isLicence ? 12 : 23) {
      // A partner or, now and then, a sister or friend with a name of their own.
      let isPartner = random.chance(72)
      let second = DemoNames.name(
        of: isPartner ? origin : DemoNames.origin(&random), isWoman: isPartner != first.name.isWoman,
        isOlder: age > 64, family: isPartner ? first.family : nil, &random)
      if second.name.full != first.name.full {
        names.append(second.name)
        let secondAge = max(19, age + random.within(-7...7))
        people.append(Person(name: second.name.full, dateOfBirth: DemoPeople.born(secondAge, today, &random)))
      }
    }
    if payer.isHome { needs(age, isLicence: payer.isLicence, &random) }
  }

  private static func age(_ payer: DemoPayer, _ random: inout DemoRandom) -> Int {
    switch payer {
    case .housingBenefitRebate, .housingBenefitFourWeekly, .housingBenefitSuspended, .deceased,
      .formerDeceased:
      // Working-age claims have moved to Universal Credit: those left on HB are of pension age for the most part.
      random.chance(88) ? random.within(67...93) : random.within(38...66)
    case .underOccupation, .benefitCap, .universalCreditTenant, .managedPayment, .firstUniversalCredit,
      .jobLoss,
      .managedPaymentPlan:
      random.within(22...64)
    case .newTenancy, .licenceBenefit, .licencePersonalCharge, .licenceClaimPending: random.within(19...52)
    case .leaseholder, .leaseholderUnpaid, .sharedOwner, .sharedOwnerArrears: random.within(29...78)
    default: random.chance(80) ? random.within(24...66) : random.within(67...88)
    }
  }

  private static func born(_ age: Int, _ today: CivilDate, _ random: inout DemoRandom) -> CivilDate {
    today.adding(years: -age).adding(days: -random.below(365))
  }

  private mutating func needs(_ age: Int, isLicence: Bool, _ random: inout DemoRandom) {
    if age > 76, random.chance(45) { vulnerabilities.append("OLD") }
    let codes = ["MH", "MH", "MH", "DIS", "DIS", "INT", "LIT", "SAFE", "HOSP", "2OFF", "SUB"]
    if random.chance(isLicence ? 26 : 12) { vulnerabilities.append(random.pick(codes)) }
    if age < 25, random.chance(18) { vulnerabilities.append("CAR") }
    if random.chance(2), !vulnerabilities.contains("INT") { vulnerabilities.append("INT") }
  }
}
