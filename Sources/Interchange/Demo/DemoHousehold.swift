import Rents

/// A household: its account as it is lived through, and the story that it leaves.
struct DemoHousehold {
  let payer: DemoPayer
  var life: DemoLife
  var story = DemoStory()
  /// How a bank names the payer: `MARSH K`.
  let orderName: String
  /// The day on which the tenancy began; before the ledger's beginning for most.
  var start: Int32
  var end: Int32?

  var today: Int32 { life.today }
  let beginning = Int32.min

  init(payer: DemoPayer, life: DemoLife, orderName: String) {
    self.payer = payer
    self.life = life
    self.orderName = orderName
    let before = 90 + self.life.random.below(300) * 28
    start = DemoCalendar.monday(of: self.life.from - Int32(clamping: before))
  }

  /// Lives the years of the ledger.
  mutating func live() {
    switch payer {
    case .directDebitMonthly, .directDebitWeekly, .directDebitReturned, .directDebitCancelled: directDebits()
    case .standingOrder, .standingOrderNotUprated, .overpayer: standingOrders()
    case .cashWeekly, .cardIrregular, .seasonal, .staticArrears: overTheCounter()
    case .housingBenefitRebate, .housingBenefitFourWeekly, .partBenefit, .housingBenefitSuspended:
      housingBenefit()
    case .underOccupation, .benefitCap: benefitShortfall()
    case .universalCreditTenant, .managedPayment, .firstUniversalCredit, .managedPaymentPlan:
      universalCredit()
    case .jobLoss, .arrangementKept, .arrangementBroken, .courtOrder: lostIncome()
    case .deceased, .abandoned: goneSilent()
    case .newTenancy: newTenancy()
    case .licenceBenefit, .licencePersonalCharge, .licenceClaimPending: licence()
    case .garage, .garageUnpaid: garage()
    case .leaseholder, .leaseholderUnpaid: leaseholder()
    case .sharedOwner, .sharedOwnerArrears: sharedOwner()
    case .sundryPlan, .sundryUnpaid: sundry()
    case .storage, .storageUnpaid: storage()
    case .formerPlan, .formerDebt, .formerWrittenOff, .formerCredit, .formerDeceased: formerTenant()
    }
  }

  /// What happens to anybody: a correction, money posted to the wrong account and moved back, compensation.
  mutating func incidents() {
    switch life.random.below(100) {
    case 0, 1:
      let day = life.calendar.onOrAfter(life.ago(30...600))
      life.add(.adjustment, -life.random.within(300...4200), on: day, known: day, .waterCorrection)
    case 2:
      let day = life.calendar.onOrAfter(life.ago(30...600))
      life.add(.adjustment, -life.random.within(4...9) * 500, on: day, known: day, .goodwill)
    case 3, 4:
      let day = life.calendar.onOrAfter(life.ago(60...600))
      let amount = life.random.within(20...130) * 100
      life.add(.cash, -amount, on: day, known: life.calendar.working(after: day, days: 1), .misposted)
      let back = life.calendar.working(after: day, days: 12)
      life.add(.journal, amount, on: back, known: back, .mispostedBack)
    default: break
    }
  }
}
