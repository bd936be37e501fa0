import Rents

/// What the life of an account leaves behind for its facts and its diary.
struct DemoStory {
  var method: PaymentMethod = .none
  var directDebitDay: Int?
  var housingBenefit = HousingBenefit()
  var universalCredit = UniversalCredit()
  var isCapped = false
  var spareRooms = 0
  var plan: DemoPlan?
  /// The day on which a notice seeking possession was served.
  var notice: Int32?
  var order: CourtOrder?
  var breathingSpace: BreathingSpace?
  /// Hundredths of a week's charge that the timing of the household's money explains.
  var technical = 100
  /// How far the officer goes when the rent does not come: 0 never writes, 1 reminds, 2 the whole ladder.
  var ladder = 1
  /// Only the agreed number at the agreed hours: no letters, texts or visits.
  var isSafeContactOnly = false
  /// What happened, for the diary.
  var events: [(day: Int32, event: DemoEvent)] = []

  mutating func note(_ event: DemoEvent, on day: Int32) { events.append((day, event)) }
}

/// A repayment plan with the money that came under it.
struct DemoPlan {
  struct Due {
    var day: Int32
    var amount: Int
    var status: Instalment.Status
  }

  var kind: Arrangement.Kind = .agreement
  var frequency: Arrangement.Frequency
  var start: Int32
  var arrears: Int
  var instalment: Int
  var status: Arrangement.Status = .active
  var dues: [Due] = []
}

/// What can stand in a diary.
enum DemoEvent: Hashable {
  case signUp, licenceSignUp, planMade, debtPlanMade, planMissed, planBroken, planCompleted
  case debitReturned, debitCancelled, benefitSuspended, benefitAsked, universalCreditClaimed
  case universalCreditVerified, firstPaymentDue, jobLost, incomeForm, benefitCheck, capTold,
    housingPaymentAsked
  case deathReported, emptyVisit, neighbour, notice, claimIssued, hearing, order, orderBreached
  case breathingSpace, managedPaymentAsked, finalAccount, trace, writeOffProposed, refundProposed, debtLetter
  case rentRise, statementAsked, creditAsked, referral, licenceBenefitForm, invoiceSent, garageWarning
  case demandReminder, lenderLetter, personalChargeTold, handover, agreedCheck
  case text, letterOne, letterTwo, letterThree, callSpoke, callNoAnswer, callWrongNumber, safeCall, visitSeen,
    visitOut
  case email, preAction, inbound
}
