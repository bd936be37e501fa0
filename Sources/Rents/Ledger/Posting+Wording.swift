extension Posting {
  /// What an officer calls this line: `Rent week 33`, `Licence charge week 33`, `Rent for Nov 2026`,
  /// `Service charge, half-year from 1 Apr`, `UC rent to us, 6 Sep-5 Oct`, `Direct debit returned` …
  ///
  /// The period is that of the account's present charge; the landlord's own words are in ``narrative``.
  /// - Parameters:
  ///   - facts: the account, for what its charge is called, how often it is made, and when UC is paid.
  ///   - calendar: for the number of the week.
  public func wording(facts: AccountFacts, calendar: RentCalendar) -> String {
    let name = type.wording(tenure: facts.tenure)
    if type == .managedPayment, let period = facts.universalCredit.periodCovered(byPaymentOn: effective) {
      return "\(name), \(period.lowerBound.text(.dayMonth))-\(period.upperBound.text(.dayMonth))"
    }
    guard type.group == .charge, type != .invoice else { return name }
    switch facts.charge.frequency {
    case .weekly: return "\(name) \(calendar.wording(from: effective, through: effective))"
    case .fortnightly:
      return "\(name) \(calendar.wording(from: effective, through: effective.adding(weeks: 1)))"
    case .fourWeekly:
      return "\(name) \(calendar.wording(from: effective, through: effective.adding(weeks: 3)))"
    case .monthly: return "\(name) for \(CivilDate.shortMonthNames[effective.month - 1]) \(effective.year)"
    case .quarterly: return "\(name), quarter from \(effective.text(.dayMonth))"
    case .halfYearly: return "\(name), half-year from \(effective.text(.dayMonth))"
    case .annual: return "\(name), year from \(effective.text(.dayMonth))"
    case .invoice: return name
    }
  }
}

extension PostingType {
  /// What an officer calls it on an account of that tenure: a garage's rent and a licence charge are not the
  /// rent of a home, and a licensee's charge is never called rent (domain.md, section 1).
  public func wording(tenure: Tenure) -> String {
    guard self == .rent else { return wording }
    return switch tenure {
    case .licence: "Licence charge"
    case .garage: "Garage rent"
    case .storage: "Storage"
    default: wording
    }
  }
}
