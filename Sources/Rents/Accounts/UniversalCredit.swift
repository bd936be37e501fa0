/// Universal Credit as the landlord knows it; the flag is missing for some claimants.
public struct UniversalCredit: Hashable, Sendable {
  /// Somebody in the household is known to claim.
  public var isClaimant = false
  /// Day of the month on which UC is paid, 1 to 31.
  public var paymentDay: Int?
  /// The day of a new claim; the first payment comes a month and seven days later.
  public var claimDate: CivilDate?
  /// The rent part is paid straight to the landlord.
  public var isManagedPayment = false

  /// No Universal Credit known of.
  public init() {}

  /// The assessment period that a payment covers, first and last day: a month that ended seven days before
  /// the payday.
  ///
  /// The payday may have moved before a weekend, and money for the landlord comes a working day or more
  /// later: the nearest payday is meant. A payday of the 31st is the last day of a shorter month.
  /// - Returns: nil where the payday is unknown, or none lies within ten days of the payment.
  public func periodCovered(byPaymentOn date: CivilDate) -> ClosedRange<CivilDate>? {
    guard let paymentDay, (1...31).contains(paymentDay) else { return nil }
    let paydays = (-1...1).map { date.adding(months: $0, onDay: paymentDay) }
    guard let payday = paydays.min(by: { abs($0.days(until: date)) < abs($1.days(until: date)) }),
      abs(payday.days(until: date)) <= 10
    else { return nil }
    let last = payday.adding(days: -7)
    let before = payday.adding(months: -1, onDay: paymentDay).adding(days: -6)
    return before <= last ? before...last : nil
  }
}
