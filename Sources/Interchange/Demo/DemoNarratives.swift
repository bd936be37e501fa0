import Rents

/// The words on the ledger's lines, made once and shared by every posting that says the same.
struct DemoNarratives: Sendable {
  /// A line's words by their place here.
  let texts: [String]
  private let periods: Int
  private let benefitPeriods: Int
  private let firstMonday: Int32

  /// Words that do not depend on a date.
  enum Phrase: Int, CaseIterable {
    case none, broughtForward, serviceCharge, water, heating, personalCharge, vat, housingBenefit, directDebit
    case directDebitPlan, directDebitAgain, returnedRefer, returnedCancelled, returnedClosed, returnedDeceased
    case returnedPlan
    case standingOrder, standingOrderPlan, cardWeb, cardPhone, cardApp, cardKiosk, cardPlan, cardSignUp
    case courtCosts, refund, misposted, mispostedBack, recharge, waterCorrection, goodwill, writeOff
    case writeOffDeceased, transferOut, majorWorks, balancing, chequeDeposit, housingPayment
    case invoiceLock, invoiceClearance, invoiceWindow, invoiceFob, invoicePlumbing, invoicePlan
    case keysLate, useAdjustment

    var text: String {
      switch self {
      case .none: ""
      case .broughtForward: "Balance brought forward"
      case .serviceCharge: "Service charge"
      case .water: "Water"
      case .heating: "Heating"
      case .personalCharge: "Personal charge"
      case .vat: "VAT 20%"
      case .housingBenefit: "Housing Benefit"
      case .directDebit: "Direct debit"
      case .directDebitPlan: "Direct debit, plan"
      case .directDebitAgain: "Direct debit, presented again"
      case .returnedRefer: "DD returned: refer to payer"
      case .returnedCancelled: "DD returned: instruction cancelled"
      case .returnedClosed: "DD returned: account closed"
      case .returnedDeceased: "DD returned: payer deceased"
      case .returnedPlan: "DD returned: refer to payer (plan)"
      case .standingOrder: "Standing order"
      case .standingOrderPlan: "Standing order, plan"
      case .cardWeb: "Card, website"
      case .cardPhone: "Card, automated line"
      case .cardApp: "Card, app"
      case .cardKiosk: "Card, kiosk at Civic Centre"
      case .cardPlan: "Card, plan"
      case .cardSignUp: "Card, rent in advance at sign-up"
      case .courtCosts: "Court costs, possession claim"
      case .refund: "Refund of credit"
      case .misposted: "Payment posted in error"
      case .mispostedBack: "Payment moved to right account"
      case .recharge: "HB overpayment recharged"
      case .waterCorrection: "Water corrected"
      case .goodwill: "Compensation, boiler out 9 days"
      case .writeOff: "Write-off: uneconomic, no trace"
      case .writeOffDeceased: "Write-off: deceased, no estate"
      case .transferOut: "Transfer from garage account"
      case .majorWorks: "Major works, roof 2nd instalment"
      case .balancing: "Balancing charge, actual costs"
      case .chequeDeposit: "Cheque"
      case .housingPayment: "Housing payment (CRF)"
      case .invoiceLock: "Lock change, police entry"
      case .invoiceClearance: "Clearance of garden rubbish"
      case .invoiceWindow: "Window re-glazed"
      case .invoiceFob: "Door entry fobs (2)"
      case .invoicePlumbing: "Blocked sink, tenant damage"
      case .invoicePlan: "Invoice instalment"
      case .keysLate: "Keys returned late, 1 week"
      case .useAdjustment: "Charge from end of tenancy"
      }
    }
  }

  /// Where takings come in over the counter.
  static let outlets = [
    "Allpay, Elm Road Post Office", "PayPoint, Patel's News", "PayPoint, Vale Mini Market",
    "Allpay, Co-op Mill Street",
    "PayPoint, Best Way Stores", "Post Office, Market Place", "PayPoint, Shell Ring Road",
    "Allpay, Nisa Elmfield",
    "PayPoint, Lucky Star Off Licence", "Post Office, Cross Road", "PayPoint, Kowalski Deli",
    "Allpay, Spar Northgate",
  ]

  init(from: CivilDate, days: Int, mondays: [Int32]) {
    var texts = Phrase.allCases.map(\.text)
    texts += DemoNarratives.outlets
    for kind in WeeklyCharge.allCases { texts += (1...53).map { "\(kind.words) \($0)" } }
    periods = texts.count
    for offset in 0..<days {
      // Paid seven days after the assessment period ends, which runs for a month.
      let end = from.adding(days: offset - 7)
      let start = end.adding(days: 1).adding(months: -1)
      texts.append("UC rent to us, \(DemoNarratives.span(start, end))")
    }
    benefitPeriods = texts.count
    firstMonday = mondays.first ?? 0
    for monday in mondays {
      let end = CivilDate(dayNumber: monday).adding(days: -1)
      texts.append("Housing Benefit, \(DemoNarratives.span(end.adding(days: -27), end))")
    }
    months = texts.count
    firstMonth = from.year * 12 + from.month - 1
    var month = from.adding(days: 1 - from.day)
    let last = from.adding(days: days)
    while month <= last {
      texts.append("Rent for \(CivilDate.monthNames[month.month - 1]) \(month.year)")
      texts.append("Service charge, \(CivilDate.monthNames[month.month - 1]) \(month.year)")
      texts.append("Service charge on account, half-year from \(month.text(.dayMonthYear))")
      month = month.adding(months: 1)
    }
    self.texts = texts
  }

  private let months: Int
  private let firstMonth: Int

  /// Charges whose words carry the number of the rent week.
  enum WeeklyCharge: Int, CaseIterable {
    case rent, licence, garage, storage

    var words: String {
      switch self {
      case .rent: "Rent week"
      case .licence: "Licence charge week"
      case .garage: "Garage rent week"
      case .storage: "Storage week"
      }
    }
  }

  func outlet(_ index: Int) -> Int { Phrase.allCases.count + index % DemoNarratives.outlets.count }

  func weekly(_ kind: WeeklyCharge, week: Int) -> Int {
    Phrase.allCases.count + DemoNarratives.outlets.count + kind.rawValue * 53 + min(max(week, 1), 53) - 1
  }

  /// UC rent paid on the day at that position of the calendar.
  func managedPayment(position: Int) -> Int { periods + position }

  /// Four weeks' Housing Benefit paid on a Monday.
  func benefit(monday: Int32) -> Int {
    min(max(benefitPeriods + Int(monday - firstMonday) / 7, benefitPeriods), months - 1)
  }

  /// A charge of a calendar month: 0 rent, 1 service charge, 2 half-yearly service charge.
  func monthly(_ kind: Int, year: Int, month: Int) -> Int {
    min(max(months + (year * 12 + month - 1 - firstMonth) * 3 + kind, months), texts.count - 1)
  }

  private static func span(_ start: CivilDate, _ end: CivilDate) -> String {
    "\(start.text(.dayMonth))-\(end.text(.dayMonth))"
  }
}
